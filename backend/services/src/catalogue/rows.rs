//! The rows behind cards and items: a listing with its seller, picture and stock.

use super::pictures::{Stored, picture};
use super::words::Fresh;
use crate::error::Result;
use crate::stock::FREE;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use shared::goods::{Season, ShippingClass};
use shared::places::places;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::parts::Picture;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// A listing with what a card or an item of the API needs.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub title_en: String,
    pub category_slug: String,
    pub province_code: String,
    pub price: i64,
    pub unit_label: String,
    pub price_per_kg: Option<i64>,
    pub price_per_litre: Option<i64>,
    pub season_main: i32,
    pub season_minor: i32,
    pub shipping_class: String,
    pub harvested_on: Option<i64>,
    pub stars: i32,
    pub stars_until: Option<i64>,
    pub pooled: bool,
    pub updated_at: i64,
    pub cooperative_id: Uuid,
    pub short_name: String,
    pub cooperative_ward: String,
    pub booth_slug: Option<String>,
    pub origin_ward_code: String,
    pub drawing: bool,
    pub shelf_life_days: i32,
    pub picture: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub widths: Option<String>,
}

/// A pack's stock.
#[derive(Clone, Debug, FromQueryResult)]
struct Pack {
    listing_id: Uuid,
    unit: String,
    step: i64,
    catch_weight: bool,
    free: i64,
}

/// What can be bought of a listing now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stock {
    /// Unit and free quantity of the leading pack.
    pub leading: Option<(Unit, i64)>,
    /// Some pack can be bought.
    pub any: bool,
    /// Sold by weight that is known only when packed.
    pub catch_weight: bool,
}

const COLUMNS: &str = "select l.id, l.slug, l.title, l.title_en, l.category_slug, l.province_code, l.price, l.unit_label, \
    l.price_per_kg, l.price_per_litre, l.season_main, l.season_minor, l.shipping_class, l.harvested_on, l.stars, \
    l.stars_until, l.pooled, l.updated_at, l.cooperative_id, c.short_name, \
    c.ward_code as cooperative_ward, b.slug as booth_slug, p.origin_ward_code, p.drawing, p.shelf_life_days, l.picture, \
    i.width, i.height, i.widths from listing l join cooperative c on c.id = l.cooperative_id \
    join product p on p.id = l.product_id left join booth b on b.cooperative_id = l.cooperative_id \
    left join picture i on i.id = l.picture";

/// The rows of these listings, in the order of the ids; unknown ones are left out.
pub(crate) async fn load<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<Row>> {
    let mut found: HashMap<Uuid, Row> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(200) {
        let text = format!(
            "{COLUMNS} where l.id in ({})",
            sql::placeholders(1, chunk.len())
        );
        let rows: Vec<Row> = sql::all(db, &text, chunk.iter().map(|id| Value::from(*id))).await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// One visible listing by its name in addresses.
pub(crate) async fn by_slug<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<Row>> {
    Ok(sql::one(
        db,
        &format!("{COLUMNS} where l.slug = $1 and l.visible = true"),
        [slug.into()],
    )
    .await?)
}

/// What can be bought of these listings.
pub(crate) async fn stock<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Stock>> {
    let mut stocks: HashMap<Uuid, Stock> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(200) {
        let text = format!(
            "select o.listing_id, v.unit, v.step, v.catch_weight, {FREE} as free \
             from offer o join variant v on v.id = o.variant_id where o.listing_id in ({}) \
             and not o.paused order by v.position, o.price, v.id",
            sql::placeholders(1, chunk.len())
        );
        let packs: Vec<Pack> = sql::all(db, &text, chunk.iter().map(|id| Value::from(*id))).await?;
        for pack in packs {
            let stock = stocks.entry(pack.listing_id).or_default();
            let free = on_sale(pack.free, pack.step);
            if stock.leading.is_none() {
                stock.leading = pack.unit.parse().ok().map(|unit| (unit, free));
                stock.catch_weight = pack.catch_weight;
            }
            stock.any |= free > 0;
        }
    }
    Ok(stocks)
}

/// What can be bought of a pack, in whole steps of its sale.
pub(crate) fn on_sale(free: i64, step: i64) -> i64 {
    let step = step.max(1);
    free.max(0) / step * step
}

impl Stock {
    /// The leading pack's free quantity, when it can be bought.
    pub(crate) fn left(&self) -> Option<Quantity> {
        self.leading
            .filter(|(_, free)| *free > 0)
            .map(|(unit, free)| Quantity::of(free, unit))
    }
}

impl Row {
    /// The name in the reader's language.
    pub(crate) fn name(&self, l: Locale) -> &str {
        match l {
            Locale::Vi => &self.title,
            Locale::En => &self.title_en,
        }
    }

    /// The picture; without words, because the name stands beside it.
    pub(crate) fn shown(&self) -> Option<Picture> {
        let size = (self.width.unwrap_or(0), self.height.unwrap_or(0));
        let widths = self.widths.as_deref()?;
        Some(picture(
            &Stored {
                id: self.picture.as_deref()?,
                widths,
                size,
                drawn: self.drawing,
            },
            "",
        ))
    }

    /// Stars, while their certificate is in force.
    pub(crate) fn stars(&self, now: Millis) -> Option<u8> {
        let stars = u8::try_from(self.stars).ok().filter(|stars| *stars > 0)?;
        self.stars_until
            .filter(|until| *until > now.0)
            .map(|_| stars)
    }

    pub(crate) fn season(&self) -> Season {
        let bits = |months: i32| u16::try_from(months).unwrap_or(0);
        Season::from_bits(bits(self.season_main), bits(self.season_minor))
    }

    pub(crate) fn class(&self) -> ShippingClass {
        self.shipping_class.parse().unwrap_or(ShippingClass::P4)
    }

    pub(crate) fn harvested(&self) -> Option<VnDate> {
        self.harvested_on.map(|at| Millis(at).vn_date())
    }

    /// How it comes to the market.
    pub(crate) fn fresh(&self) -> Fresh {
        Fresh::of(&self.category_slug, &self.title)
    }

    /// Name of its province.
    pub(crate) fn province(&self) -> &'static str {
        places()
            .province(&self.province_code)
            .map_or("", |province| province.name)
    }

    /// `Chi Lăng, Lạng Sơn`, words of a name kept on one line.
    pub(crate) fn place(&self) -> String {
        let whole = |name: &str| name.replace(' ', "\u{a0}");
        let province = whole(self.province());
        match places().ward(&self.origin_ward_code) {
            Some(ward) => format!("{}, {province}", whole(ward.name)),
            None => province,
        }
    }
}
