//! The rows behind cards and items: a listing with its seller, picture and stock.

use super::pictures::{Stored, picture};
use super::words::Fresh;
use crate::checkout;
use crate::core::Core;
use crate::error::Result;
use crate::stock::FREE;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use shared::goods::{Season, ShippingClass};
use shared::id::VariantId;
use shared::input::forecast::HarvestDays;
use shared::places::places;
use shared::quantity::{Quantity, Unit};
use shared::rules::routing::{Reason, Today, sellable};
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
    pub brand: Option<String>,
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

/// A pack's stock, with what decides whether it can be sold today.
#[derive(Clone, Debug, FromQueryResult)]
struct Pack {
    listing_id: Uuid,
    variant_id: Uuid,
    pooled: bool,
    unit: String,
    step: i64,
    catch_weight: bool,
    free: i64,
    season_main: i32,
    season_minor: i32,
    shelf_life_days: i32,
    shipping_class: String,
    harvested_on: Option<i64>,
    expected: bool,
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
    /// Nothing of it can be sent in this month.
    pub out_of_season: bool,
    /// The next harvest of it that can be ordered ahead.
    pub ahead: Option<HarvestDays>,
    /// The communes it can be sent from, where several cooperatives sell it.
    pub wards: Vec<String>,
}

const COLUMNS: &str = "select l.id, l.slug, l.title, l.title_en, l.category_slug, l.province_code, l.price, l.unit_label, \
    l.price_per_kg, l.price_per_litre, l.season_main, l.season_minor, l.shipping_class, l.harvested_on, l.stars, \
    l.stars_until, l.pooled, w.brand, l.updated_at, l.cooperative_id, c.short_name, \
    c.ward_code as cooperative_ward, b.slug as booth_slug, p.origin_ward_code, p.drawing, p.shelf_life_days, l.picture, \
    i.width, i.height, i.widths from listing l join cooperative c on c.id = l.cooperative_id \
    join product p on p.id = l.product_id left join booth b on b.cooperative_id = l.cooperative_id \
    left join picture i on i.id = l.picture left join pool w on w.listing_id = l.id";

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

/// What can be bought of these listings today, by the rule that orders go by. Own goods are judged from their row; of
/// pooled ones the checkout says who can supply what.
pub(crate) async fn stock(core: &Core, ids: &[Uuid]) -> Result<HashMap<Uuid, Stock>> {
    let mut stocks: HashMap<Uuid, Stock> = HashMap::with_capacity(ids.len());
    let today = core.clock.now().vn_date();
    for chunk in ids.chunks(200) {
        let text = format!(
            "select o.listing_id, o.variant_id, l.pooled, v.unit, v.step, v.catch_weight, {FREE} as free, l.season_main, \
             l.season_minor, p.shelf_life_days, l.shipping_class, l.harvested_on, \
             exists(select 1 from forecast e where e.offer_id = o.id and e.state = 'open') as expected from offer o \
             join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id \
             join product p on p.id = l.product_id where o.listing_id in ({}) \
             and not o.paused order by v.position, o.price, v.id",
            sql::placeholders(1, chunk.len())
        );
        let values = chunk.iter().map(|id| Value::from(*id));
        let packs: Vec<Pack> = sql::all(core.db.read(), &text, values).await?;
        let mut asked: Vec<VariantId> = packs
            .iter()
            .filter(|pack| pack.pooled || pack.expected)
            .map(|pack| pack.variant_id.into())
            .collect();
        asked.dedup();
        let mut goods = checkout::load(core, &asked).await?;
        for pack in packs {
            let goods = goods.remove(&VariantId::from(pack.variant_id));
            let judged = match (pack.pooled, &goods) {
                (false, _) => pack.judge(today),
                (true, Some(goods)) => goods.judged(),
                // Each pack counts once, however many offer it.
                (true, None) => continue,
            };
            let stock = stocks.entry(pack.listing_id).or_default();
            stock.add(&pack, judged);
            if let Some(goods) = &goods {
                stock.add_goods(goods);
            }
        }
    }
    Ok(stocks)
}

impl Pack {
    /// What can be sold of the pack of a cooperative's own good.
    fn judge(&self, today: VnDate) -> std::result::Result<i64, Reason> {
        let bits = |months: i32| u16::try_from(months & 0xfff).unwrap_or(0);
        let season = Season::from_bits(bits(self.season_main), bits(self.season_minor));
        let keeps = u16::try_from(self.shelf_life_days).ok().filter(|n| *n > 0);
        let class = self.shipping_class.parse().unwrap_or(ShippingClass::P4);
        let facts = Today {
            verified: true,
            paused: false,
            enabled: true,
            floor: None,
            season: sellable(season, keeps, class),
            harvested_on: self.harvested_on.map(|at| Millis(at).vn_date()),
            claims: &[],
            proofs: &[],
            free: on_sale(self.free, self.step),
            quota_left: None,
        };
        facts.on(today)
    }
}

/// What can be bought of a pack, in whole steps of its sale.
pub(crate) fn on_sale(free: i64, step: i64) -> i64 {
    let step = step.max(1);
    free.max(0) / step * step
}

impl Stock {
    fn add(&mut self, pack: &Pack, judged: std::result::Result<i64, Reason>) {
        let free = judged.unwrap_or(0);
        let over = matches!(judged, Err(Reason::OutOfSeason { .. }));
        if self.leading.is_none() {
            self.leading = pack.unit.parse().ok().map(|unit| (unit, free));
            self.catch_weight = pack.catch_weight;
            self.out_of_season = over;
        }
        self.out_of_season &= over;
        self.any |= free > 0;
    }

    /// What the checkout knows more of a pack.
    fn add_goods(&mut self, goods: &checkout::Goods) {
        let days = goods.ahead().map(|(_, forecast, _)| forecast.days);
        self.ahead = self.ahead.or(days);
        if goods.pooled {
            let wards = goods.wards().into_iter().map(str::to_owned);
            self.wards.extend(wards);
        }
    }

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

    /// Who sells it: the cooperative, or the brand under which several do.
    pub(crate) fn seller(&self) -> &str {
        self.brand.as_deref().unwrap_or(&self.short_name)
    }

    /// How it comes to the market.
    pub(crate) fn fresh(&self) -> Fresh {
        Fresh::of(&self.category_slug, &self.title, self.class())
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
        if self.pooled {
            return province;
        }
        match places().ward(&self.origin_ward_code) {
            Some(ward) => format!("{}, {province}", whole(ward.name)),
            None => province,
        }
    }
}
