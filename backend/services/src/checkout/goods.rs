//! What is known of the goods of a cart, in one query.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{FromQueryResult, Value};
use shared::goods::ShippingClass;
use shared::id::{CooperativeId, ListingId, OfferId, VariantId};
use shared::input::order::{MAX_LINES, MAX_UNITS, OrderLine};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    variant_id: Uuid,
    variant_name: String,
    unit: String,
    step: i64,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    gross_weight_g: i64,
    offer_id: Uuid,
    price: i64,
    free: i64,
    offer_paused: bool,
    listing_id: Uuid,
    slug: String,
    title: String,
    title_en: String,
    visible: bool,
    unit_label: String,
    picture: Option<String>,
    shipping_class: String,
    harvested_on: Option<i64>,
    shelf_life_days: i32,
    drawing: bool,
    cooperative_id: Uuid,
    cooperative_slug: String,
    cooperative_name: String,
    cooperative_short: String,
    province_code: String,
    ward_code: String,
    paused_at: Option<i64>,
    holiday_from: Option<i64>,
    holiday_until: Option<i64>,
}

/// A sellable unit with everything that an order needs to know of it.
#[derive(Clone, Debug)]
pub struct Goods {
    /// The unit.
    pub variant: VariantId,
    /// `Thùng 3 kg`.
    pub variant_name: String,
    /// What it is sold by.
    pub unit: Unit,
    /// It is sold in multiples of so many smallest steps.
    pub step: i64,
    /// Net weight of one unit in grams.
    pub net_weight_g: Option<i64>,
    /// Net volume of one unit in millilitres.
    pub net_volume_ml: Option<i64>,
    /// Weight of one unit with its packing, in grams.
    pub gross_weight_g: i64,
    /// Whose stock and price.
    pub offer: OfferId,
    /// Price of one unit now.
    pub price: Vnd,
    /// What nobody has kept or ordered, in smallest steps.
    pub free: i64,
    /// What buyers see.
    pub listing: ListingId,
    /// Its name in the page's address.
    pub slug: String,
    /// Name in Vietnamese and in English.
    pub titles: (String, String),
    /// `thùng 3 kg`.
    pub unit_label: String,
    /// Key of its picture.
    pub picture: Option<String>,
    /// The picture is a drawing.
    pub drawn: bool,
    /// How perishable.
    pub class: ShippingClass,
    /// The day of the harvest.
    pub harvested_on: Option<VnDate>,
    /// How many days it keeps; none when unknown.
    pub shelf_life_days: Option<u16>,
    /// Who sells it.
    pub cooperative: CooperativeId,
    /// Its name in addresses of pages.
    pub cooperative_slug: String,
    /// Its full name.
    pub cooperative_name: String,
    /// `HTX Đồng Mỏ`.
    pub cooperative_short: String,
    /// Where it is.
    pub province_code: String,
    /// Its commune.
    pub ward_code: String,
    /// It is offered to buyers at all.
    pub for_sale: bool,
    /// The cooperative paused this good.
    pub paused: bool,
    /// The cooperative rests in these days (from, until) and sends nothing.
    pub holiday: Option<(Millis, Millis)>,
}

impl Goods {
    /// Its name in the reader's language.
    pub fn title(&self, l: Locale) -> &str {
        match l {
            Locale::En if !self.titles.1.is_empty() => &self.titles.1,
            _ => &self.titles.0,
        }
    }

    /// A quantity of it.
    pub fn quantity(&self, steps: i64) -> Quantity {
        Quantity::of(steps, self.unit)
    }

    /// Weight of so much of it with packing, in grams, rounded up.
    pub fn weight_g(&self, steps: i64) -> i64 {
        let unit = self.unit.steps_per_unit().max(1);
        (self
            .gross_weight_g
            .saturating_mul(steps)
            .saturating_add(unit - 1))
            / unit
    }

    fn read(row: Row) -> Result<Self> {
        let unit = row
            .unit
            .parse()
            .map_err(|_| Error::internal("a variant has an unknown unit"))?;
        let class = row
            .shipping_class
            .parse()
            .map_err(|_| Error::internal("a listing has an unknown shipping class"))?;
        Ok(Self {
            variant: row.variant_id.into(),
            variant_name: row.variant_name,
            unit,
            step: row.step.max(1),
            net_weight_g: row.net_weight_g,
            net_volume_ml: row.net_volume_ml,
            gross_weight_g: row.gross_weight_g,
            offer: row.offer_id.into(),
            price: Vnd(row.price),
            free: row.free,
            listing: row.listing_id.into(),
            slug: row.slug,
            titles: (row.title, row.title_en),
            unit_label: row.unit_label,
            picture: row.picture,
            drawn: row.drawing,
            class,
            harvested_on: row.harvested_on.map(|ms| Millis(ms).vn_date()),
            shelf_life_days: u16::try_from(row.shelf_life_days)
                .ok()
                .filter(|days| *days > 0),
            cooperative: row.cooperative_id.into(),
            cooperative_slug: row.cooperative_slug,
            cooperative_name: row.cooperative_name,
            cooperative_short: row.cooperative_short,
            province_code: row.province_code,
            ward_code: row.ward_code,
            for_sale: row.visible && row.paused_at.is_none(),
            paused: row.offer_paused,
            holiday: row
                .holiday_from
                .zip(row.holiday_until)
                .map(|(a, b)| (Millis(a), Millis(b))),
        })
    }
}

const GOODS: &str = "
select v.id as variant_id, v.name as variant_name, v.unit, v.step, v.net_weight_g, v.net_volume_ml,
  v.gross_weight_g, o.id as offer_id, o.price, o.on_hand - o.held - o.allocated as free,
  o.paused as offer_paused, l.id as listing_id, l.slug, l.title, l.title_en, l.visible, l.unit_label, l.picture,
  l.shipping_class, l.harvested_on, p.shelf_life_days, p.drawing, c.id as cooperative_id,
  coalesce(b.slug, c.slug) as cooperative_slug, c.name as cooperative_name, c.short_name as cooperative_short,
  c.province_code, c.ward_code, c.paused_at, c.holiday_from, c.holiday_until
from variant v
join offer o on o.variant_id = v.id
join listing l on l.id = o.listing_id
join product p on p.id = v.product_id
join cooperative c on c.id = o.cooperative_id
left join booth b on b.cooperative_id = c.id
where v.id in ";

/// Loads what is known of the variants. What does not exist is missing in the answer; of several offers of a variant
/// the cheapest counts.
pub async fn load(core: &Core, variants: &[VariantId]) -> Result<HashMap<VariantId, Goods>> {
    let mut known: HashMap<VariantId, Goods> = HashMap::with_capacity(variants.len());
    if variants.is_empty() {
        return Ok(known);
    }
    let text = format!(
        "{GOODS} ({}) order by o.price, o.id",
        sql::placeholders(1, variants.len())
    );
    let values = variants.iter().map(|id| Value::from(id.uuid()));
    let rows: Vec<Row> = sql::all(core.db.read(), &text, values).await?;
    for row in rows {
        let goods = Goods::read(row)?;
        known.entry(goods.variant).or_insert(goods);
    }
    Ok(known)
}

/// A good that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which unit.
    pub variant: VariantId,
    /// How much, in smallest steps.
    pub steps: i64,
    /// The price the buyer saw.
    pub unit_price: Option<Vnd>,
    /// The lines of the request that ask for it.
    pub lines: Vec<usize>,
}

fn path(line: usize, field: &str) -> String {
    format!("lines[{line}].{field}")
}

/// Reads the lines of a request: several lines of one good are added up. Unknown goods, bad quantities and too many
/// lines are [`Error::Invalid`], each at its line.
pub fn wanted(
    lines: &[OrderLine],
    goods: &HashMap<VariantId, Goods>,
    l: Locale,
) -> Result<Vec<Wanted>> {
    if lines.is_empty() {
        let message = l.say(
            "Giỏ còn trống, chọn ít nhất một món",
            "The cart is empty, choose something",
        );
        return Err(Error::invalid("lines", "required", message));
    }
    if lines.len() > MAX_LINES {
        let message = l.say("Mỗi đơn nhiều nhất 20 món", "At most 20 lines an order");
        return Err(Error::invalid("lines", "too_many", message));
    }
    let mut wanted: Vec<Wanted> = Vec::with_capacity(lines.len());
    let mut errors = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(good) = goods.get(&line.variant_id) else {
            let message = l.say("Không có món này", "There is no such good");
            errors.push(FieldError::new(
                path(at, "variant_id"),
                "unknown_variant",
                message,
            ));
            continue;
        };
        match Quantity::parse(&line.quantity, good.unit) {
            Ok(quantity) => add(&mut wanted, line, quantity.steps, at),
            Err(why) => errors.push(FieldError::new(
                path(at, "quantity"),
                why.code(),
                why.say(l),
            )),
        }
    }
    for line in &wanted {
        let good = goods
            .get(&line.variant)
            .ok_or(Error::NotFound { what: "variant" })?;
        errors.extend(bad_quantity(line, good, l));
    }
    if errors.is_empty() {
        Ok(wanted)
    } else {
        Err(Error::Invalid { fields: errors })
    }
}

fn add(wanted: &mut Vec<Wanted>, line: &OrderLine, steps: i64, at: usize) {
    match wanted.iter_mut().find(|w| w.variant == line.variant_id) {
        Some(same) => {
            same.steps = same.steps.saturating_add(steps);
            same.unit_price = same.unit_price.or(line.unit_price);
            same.lines.push(at);
        }
        None => wanted.push(Wanted {
            variant: line.variant_id,
            steps,
            unit_price: line.unit_price,
            lines: vec![at],
        }),
    }
}

fn bad_quantity(line: &Wanted, good: &Goods, l: Locale) -> Option<FieldError> {
    let at = path(*line.lines.last()?, "quantity");
    if line.steps % good.step != 0 {
        let step = good.quantity(good.step).words(l);
        let message = match l {
            Locale::Vi => format!("Món này bán theo từng {step}"),
            Locale::En => format!("This is sold in multiples of {step}"),
        };
        return Some(FieldError::new(at, "not_a_multiple", message));
    }
    if line.steps > MAX_UNITS * good.unit.steps_per_unit() {
        let most = good
            .quantity(MAX_UNITS * good.unit.steps_per_unit())
            .words(l);
        let message = match l {
            Locale::Vi => format!("Mỗi đơn nhiều nhất {most}. Cần hơn thì đặt thêm đơn"),
            Locale::En => format!("At most {most} an order. Place another order for more"),
        };
        return Some(FieldError::new(at, "too_many", message));
    }
    None
}
