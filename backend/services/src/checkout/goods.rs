//! What is known of the goods of a cart: each unit with everybody who can supply it.

use super::complete::complete;
use super::supply::Supply;
use crate::catalogue::words::Fresh;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use shared::goods::ShippingClass;
use shared::id::{CooperativeId, ListingId, VariantId};
use shared::input::order::{MAX_LINES, MAX_UNITS, OrderLine};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use shared::rules::routing::Claim;
use shared::say::Locale;
use shared::time::VnDate;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::sql;
use uuid::Uuid;

/// A unit and one offer of it, with the season and share it has in a pooled listing.
#[derive(FromQueryResult)]
pub(super) struct Row {
    pub variant_id: Uuid,
    pub variant_name: String,
    pub unit: String,
    pub step: i64,
    pub net_weight_g: Option<i64>,
    pub net_volume_ml: Option<i64>,
    pub gross_weight_g: i64,
    pub catch_weight: bool,
    pub product_id: Uuid,
    pub drawing: bool,
    pub category_slug: String,
    pub season_main: i32,
    pub season_minor: i32,
    pub shelf_life_days: i32,
    pub listing_id: Uuid,
    pub slug: String,
    pub title: String,
    pub title_en: String,
    pub visible: bool,
    pub listing_state: String,
    pub unit_label: String,
    pub picture: Option<String>,
    pub shipping_class: String,
    pub harvested_on: Option<i64>,
    pub stars: i32,
    pub certificate_kinds: String,
    pub pooled: bool,
    pub price_rule: Option<String>,
    pub claims: Option<String>,
    pub pool_price: Option<i64>,
    pub member_state: Option<String>,
    pub share: Option<i32>,
    pub month_cap: Option<i64>,
    pub given: Option<i64>,
    pub offer_id: Uuid,
    pub price: i64,
    pub on_hand: i64,
    pub held: i64,
    pub allocated: i64,
    pub blocked: i64,
    pub offer_paused: bool,
    pub lotted: bool,
    pub floored: bool,
    pub expected: bool,
    pub cooperative_id: Uuid,
    pub cooperative_slug: String,
    pub cooperative_name: String,
    pub cooperative_short: String,
    pub cooperative_state: String,
    pub province_code: String,
    pub ward_code: String,
    pub paused_at: Option<i64>,
    pub holiday_from: Option<i64>,
    pub holiday_until: Option<i64>,
    pub pack_days: i32,
    pub pack_capacity: Option<i32>,
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
    /// Paid by what it weighs when it is packed.
    pub catch_weight: bool,
    /// What the buyer pays for one unit now.
    pub price: Vnd,
    /// What buyers see.
    pub listing: ListingId,
    /// Several cooperatives supply it under one name.
    pub pooled: bool,
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
    /// How it comes to the market.
    pub(crate) fresh: Fresh,
    /// How many days it keeps; none when unknown.
    pub shelf_life_days: Option<u16>,
    /// What its page promises.
    pub claims: Vec<Claim>,
    /// It is offered to buyers at all.
    pub for_sale: bool,
    /// Who has it, in the order of their offers' ids.
    pub supplies: Vec<Supply>,
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

    fn read(row: &Row) -> Result<Self> {
        let unit = row
            .unit
            .parse()
            .map_err(|_| Error::internal("a variant has an unknown unit"))?;
        let class = row
            .shipping_class
            .parse()
            .map_err(|_| Error::internal("a listing has an unknown shipping class"))?;
        Ok(Self {
            fresh: Fresh::of(&row.category_slug, &row.title, class),
            variant: row.variant_id.into(),
            variant_name: row.variant_name.clone(),
            unit,
            step: row.step.max(1),
            net_weight_g: row.net_weight_g,
            net_volume_ml: row.net_volume_ml,
            gross_weight_g: row.gross_weight_g,
            catch_weight: row.catch_weight,
            price: Vnd(row.pool_price.unwrap_or(row.price)),
            listing: row.listing_id.into(),
            pooled: row.pooled,
            slug: row.slug.clone(),
            titles: (row.title.clone(), row.title_en.clone()),
            unit_label: row.unit_label.clone(),
            picture: row.picture.clone(),
            drawn: row.drawing,
            class,
            shelf_life_days: u16::try_from(row.shelf_life_days)
                .ok()
                .filter(|days| *days > 0),
            claims: super::supply::claims(row),
            for_sale: row.visible,
            supplies: Vec::new(),
        })
    }
}

const GOODS: &str = "
select v.id as variant_id, v.name as variant_name, v.unit, v.step, v.net_weight_g, v.net_volume_ml,
  v.gross_weight_g, v.catch_weight, p.id as product_id, p.drawing, p.shelf_life_days, l.id as listing_id, l.slug, l.category_slug,
  coalesce(m.season_main, p.season_main) as season_main, coalesce(m.season_minor, p.season_minor) as season_minor,
  l.title, l.title_en, l.visible, l.state as listing_state, l.unit_label, l.picture, l.shipping_class,
  coalesce(m.harvested_on, l.harvested_on) as harvested_on, l.stars, l.certificate_kinds, l.pooled,
  w.price_rule, w.claims, x.price as pool_price, m.state as member_state, m.share, m.month_cap, g.value as given,
  o.id as offer_id, o.price, o.on_hand, o.held, o.allocated, o.blocked, o.paused as offer_paused,
  exists(select 1 from lot t where t.offer_id = o.id and t.on_hand > 0) as lotted,
  exists(select 1 from price_floor f where f.variant_id = v.id and f.ended_at is null) as floored,
  exists(select 1 from forecast e where e.offer_id = o.id and e.state = 'open') as expected,
  c.id as cooperative_id, coalesce(b.slug, c.slug) as cooperative_slug, c.name as cooperative_name,
  c.short_name as cooperative_short, c.state as cooperative_state, c.province_code, c.ward_code, c.paused_at,
  c.holiday_from, c.holiday_until, c.pack_days, c.pack_capacity
from variant v
join offer o on o.variant_id = v.id
join listing l on l.id = o.listing_id
join product p on p.id = v.product_id
join cooperative c on c.id = o.cooperative_id
left join booth b on b.cooperative_id = c.id
left join pool w on w.listing_id = l.id
left join pool_price x on x.variant_id = v.id
left join pool_member m on m.listing_id = l.id and m.cooperative_id = o.cooperative_id
left join pool_share g on g.listing_id = l.id and g.cooperative_id = o.cooperative_id and g.month = $1
where v.id in ";

/// Loads what is known of the variants and of everybody who supplies them. What does not exist is missing in the
/// answer.
pub async fn load(core: &Core, variants: &[VariantId]) -> Result<HashMap<VariantId, Goods>> {
    load_in(core, core.db.read(), variants).await
}

type Known = HashMap<VariantId, Goods>;

/// The same as the simulated shops of a class see it: there a practice booth counts as open.
pub(crate) async fn load_practised(core: &Core, ids: &[VariantId]) -> Result<Known> {
    read(core, core.db.read(), ids, |row| {
        if row.cooperative_state == "practice" {
            row.visible = row.listing_state == "live";
            "verified".clone_into(&mut row.cooperative_state);
        }
    })
    .await
}

/// The same as a transaction sees it.
pub(crate) async fn load_in<C: ConnectionTrait>(
    core: &Core,
    db: &C,
    variants: &[VariantId],
) -> Result<Known> {
    read(core, db, variants, |_| ()).await
}

async fn read<C: ConnectionTrait>(
    core: &Core,
    db: &C,
    variants: &[VariantId],
    seen: fn(&mut Row),
) -> Result<Known> {
    let mut known = Known::with_capacity(variants.len());
    if variants.is_empty() {
        return Ok(known);
    }
    let today = core.clock.now().vn_date();
    let marks = sql::placeholders(2, variants.len());
    let text = format!("{GOODS} ({marks}) order by o.id");
    let mut values = vec![Value::from(month(today))];
    values.extend(variants.iter().map(|id| Value::from(id.uuid())));
    let mut rows: Vec<Row> = sql::all(db, &text, values).await?;
    rows.iter_mut().for_each(seen);
    for row in &rows {
        let variant = VariantId::from(row.variant_id);
        if let Entry::Vacant(place) = known.entry(variant) {
            place.insert(Goods::read(row)?);
        }
        if let Some(goods) = known.get_mut(&variant) {
            goods.supplies.push(Supply::read(row, goods));
        }
    }
    complete(db, &rows, &mut known, today).await?;
    Ok(known)
}

/// The month a share is measured in: `202608`.
pub(crate) fn month(day: VnDate) -> i32 {
    day.y * 100 + i32::from(day.m)
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
    /// The cooperative the buyer chose, of those that supply it.
    pub cooperative: Option<CooperativeId>,
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
    let same =
        |w: &&mut Wanted| w.variant == line.variant_id && w.cooperative == line.cooperative_id;
    match wanted.iter_mut().find(same) {
        Some(same) => {
            same.steps = same.steps.saturating_add(steps);
            same.unit_price = same.unit_price.or(line.unit_price);
            same.lines.push(at);
        }
        None => wanted.push(Wanted {
            variant: line.variant_id,
            steps,
            unit_price: line.unit_price,
            cooperative: line.cooperative_id,
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
