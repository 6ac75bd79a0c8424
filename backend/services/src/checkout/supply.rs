//! Who can supply a unit: stock, conditions and proofs of one cooperative's offer.

use super::goods::{Goods, Row};
use crate::core::Core;
use crate::error::Result;
use crate::floors::in_force;
use crate::listings::Paper;
use sea_orm::{FromQueryResult, Value};
use shared::goods::{Season, ShippingClass};
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::money::Vnd;
use shared::rules::badge::{CertificateFacts, CertificateKind};
use shared::rules::floor::{Reduction, least, net};
use shared::rules::routing::{Claim, Lot, Proof};
use shared::time::{Millis, VnDate};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// One cooperative's offer of a unit.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Whose stock and price.
    pub offer: OfferId,
    /// What the cooperative asks for one unit.
    pub price: Vnd,
    /// What lies in the store, in smallest steps, as everything here.
    pub on_hand: i64,
    /// What checkouts keep.
    pub held: i64,
    /// What is promised to orders.
    pub allocated: i64,
    /// What may not be sold.
    pub blocked: i64,
    /// On sale: not paused by the cooperative, and it takes part in the pooled listing.
    pub enabled: bool,
    /// The months in which it can be sent.
    pub season: Season,
    /// The day of the harvest.
    pub harvested_on: Option<VnDate>,
    /// What proves the claims of its page.
    pub proofs: Vec<Proof>,
    /// Its stock by lot, as far as it is known.
    pub lots: Vec<Lot>,
    /// The least the cooperative may net for one unit, and what it nets at the selling price.
    pub floor: Option<(Vnd, Vnd)>,
    /// Its agreed part of a pooled listing.
    pub share: Option<u32>,
    /// What it sold of the pooled listing this month.
    pub given: Vnd,
    /// The most it may sell of the pooled listing in a month.
    pub month_cap: Option<Vnd>,
    /// Who sells it.
    pub cooperative: CooperativeId,
    /// Its name in addresses of pages.
    pub cooperative_slug: String,
    /// Its full name.
    pub cooperative_name: String,
    /// `HTX Đồng Mỏ`.
    pub cooperative_short: String,
    /// An officer verified it.
    pub verified: bool,
    /// All its sales are stopped.
    pub stopped: bool,
    /// Where it is.
    pub province_code: String,
    /// Its commune.
    pub ward_code: String,
    /// The cooperative rests in these days (from, until) and sends nothing.
    pub holiday: Option<(Millis, Millis)>,
    /// The weekdays on which it packs, Monday the lowest bit.
    pub pack_days: u8,
    /// Days on which it can pack no further parcel.
    pub full_days: Vec<VnDate>,
}

impl Supply {
    pub(super) fn read(row: &Row, goods: &Goods) -> Self {
        let season = Season::from_bits(bits(row.season_main), bits(row.season_minor));
        let joined = row.member_state.as_deref().is_none_or(|s| s == "joined");
        Self {
            offer: row.offer_id.into(),
            price: Vnd(row.price),
            on_hand: row.on_hand,
            held: row.held,
            allocated: row.allocated,
            blocked: row.blocked,
            enabled: !row.offer_paused && row.visible && joined,
            season: season.sellable(keeps(goods)),
            harvested_on: row.harvested_on.map(|ms| Millis(ms).vn_date()),
            proofs: Vec::new(),
            lots: Vec::new(),
            floor: None,
            share: row.share.and_then(|share| u32::try_from(share).ok()),
            given: Vnd(row.given.unwrap_or_default()),
            month_cap: row.month_cap.map(Vnd),
            cooperative: row.cooperative_id.into(),
            cooperative_slug: row.cooperative_slug.clone(),
            cooperative_name: row.cooperative_name.clone(),
            cooperative_short: row.cooperative_short.clone(),
            verified: row.cooperative_state == "verified",
            stopped: row.paused_at.is_some(),
            province_code: row.province_code.clone(),
            ward_code: row.ward_code.clone(),
            holiday: row
                .holiday_from
                .zip(row.holiday_until)
                .map(|(a, b)| (Millis(a), Millis(b))),
            pack_days: u8::try_from(row.pack_days & 127).unwrap_or(127),
            full_days: Vec::new(),
        }
    }

    /// What can be sold of it now, whoever asks.
    pub fn free(&self) -> i64 {
        if !self.enabled || !self.verified || self.stopped {
            return 0;
        }
        (self.on_hand - self.held - self.allocated - self.blocked).max(0)
    }
}

fn bits(column: i32) -> u16 {
    u16::try_from(column & 0xfff).unwrap_or_default()
}

/// Days the goods keep; a year for dried ones of which it is not known.
fn keeps(goods: &Goods) -> u16 {
    match (goods.shelf_life_days, goods.class) {
        (Some(days), _) => days,
        (None, ShippingClass::P4) => 365,
        (None, ShippingClass::P3) => 30,
        (None, _) => 0,
    }
}

/// Loads what only some goods have: certificates behind claims, lots, full pack days; and settles the selling price of
/// pooled goods that follow their cheapest offer.
pub(super) async fn complete(
    core: &Core,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    prove(core, rows, known, today).await?;
    lots(core, rows, known).await?;
    full_days(core, rows, known, today).await?;
    for row in rows.iter().filter(|row| is_lowest(row)) {
        if let Some(goods) = known.get_mut(&VariantId::from(row.variant_id)) {
            let of = |free: bool| {
                let supplies = goods.supplies.iter();
                let prices = supplies.filter(|s| s.enabled && (!free || s.free() >= goods.step));
                prices.map(|supply| supply.price).min()
            };
            goods.price = of(true).or_else(|| of(false)).unwrap_or(goods.price);
        }
    }
    floors(core, rows, known, today).await
}

/// The least each cooperative may net, and what it would net at the selling price.
async fn floors(
    core: &Core,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    let floored = rows.iter().filter(|row| row.floored);
    let offers: Vec<OfferId> = floored.map(|row| row.offer_id.into()).collect();
    let floors = in_force(core.db.read(), &offers, today).await?;
    for goods in known.values_mut() {
        let netted = net(goods.price, &[Reduction::platform()]).net;
        for supply in &mut goods.supplies {
            let least = floors.get(&supply.offer).and_then(|of| least(of, today));
            supply.floor = least.map(|floor| (floor, netted));
        }
    }
    Ok(())
}

fn is_lowest(row: &Row) -> bool {
    row.pooled && row.price_rule.as_deref() == Some("lowest")
}

/// The certificates that speak of a unit, and, for a good of one cooperative, what its page claims by them today.
async fn prove(
    core: &Core,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    let claimed = |row: &&Row| row.stars > 0 || !row.certificate_kinds.is_empty() || row.pooled;
    let holders = distinct(rows.iter().filter(claimed).map(|row| row.cooperative_id));
    if holders.is_empty() {
        return Ok(());
    }
    let text = format!(
        "select cooperative_id, product_id, kind, mark, stars, valid_from, valid_to, verified_at, revoked_at \
         from certificate where cooperative_id in ({}) order by id",
        sql::placeholders(1, holders.len())
    );
    let papers: Vec<Paper> = sql::all(core.db.read(), &text, values(&holders)).await?;
    let facts: Vec<CertificateFacts> = papers.iter().filter_map(Paper::facts).collect();
    for row in rows {
        let (product, holder) = (row.product_id.into(), row.cooperative_id.into());
        let of: Vec<_> = facts
            .iter()
            .filter(|fact| fact.covers(product, holder))
            .collect();
        let Some(goods) = known.get_mut(&VariantId::from(row.variant_id)) else {
            continue;
        };
        if !row.pooled {
            goods.claims = shown(&of, today);
        }
        let offer = OfferId::from(row.offer_id);
        if let Some(supply) = goods.supplies.iter_mut().find(|s| s.offer == offer) {
            supply.proofs = of.iter().map(|fact| proof(fact)).collect();
        }
    }
    Ok(())
}

/// What a page shows by the certificates in force: the stars, and each other kind once.
fn shown(facts: &[&CertificateFacts], today: VnDate) -> Vec<Claim> {
    let active = || facts.iter().filter(|fact| fact.is_active(today));
    let mut kinds: Vec<CertificateKind> = active().map(|fact| fact.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let claim = |kind| Claim {
        kind,
        stars: active()
            .filter(|fact| fact.kind == kind)
            .filter_map(|fact| fact.stars)
            .max(),
        mark: None,
    };
    kinds.into_iter().map(claim).collect()
}

fn proof(fact: &CertificateFacts) -> Proof {
    Proof {
        kind: fact.kind,
        stars: fact.stars,
        mark: fact.mark.clone(),
        from: fact.valid_from,
        to: fact.valid_to,
        valid: fact.verified && !fact.revoked,
    }
}

/// What a pooled listing promises.
pub(super) fn claims(row: &Row) -> Vec<Claim> {
    let texts = row.claims.as_deref().unwrap_or_default().split(',');
    texts.filter_map(claim).collect()
}

/// `ocop:4`, `vietgap`, `mark:Chi Lăng`.
fn claim(text: &str) -> Option<Claim> {
    let (kind, rest) = text.trim().split_once(':').unwrap_or((text.trim(), ""));
    let stars = rest.parse().ok();
    Some(Claim {
        kind: kind.parse().ok()?,
        stars,
        mark: (stars.is_none() && !rest.is_empty()).then(|| rest.to_owned()),
    })
}

#[derive(FromQueryResult)]
struct LotRow {
    id: Uuid,
    offer_id: Uuid,
    quantity: i64,
    harvested_on: Option<i64>,
    expires_on: Option<i64>,
    state: String,
}

async fn lots(core: &Core, rows: &[Row], known: &mut HashMap<VariantId, Goods>) -> Result<()> {
    let offers = distinct(rows.iter().filter(|row| row.lotted).map(|row| row.offer_id));
    if offers.is_empty() {
        return Ok(());
    }
    let text = format!(
        "select id, offer_id, on_hand as quantity, harvested_on, expires_on, state from lot \
         where on_hand > 0 and offer_id in ({}) order by expires_on, id",
        sql::placeholders(1, offers.len())
    );
    let lots: Vec<LotRow> = sql::all(core.db.read(), &text, values(&offers)).await?;
    let supplies = known.values_mut().flat_map(|goods| &mut goods.supplies);
    for supply in supplies {
        let of = lots
            .iter()
            .filter(|lot| OfferId::from(lot.offer_id) == supply.offer);
        let day = |ms: Option<i64>| ms.map(|ms| Millis(ms).vn_date());
        supply.lots = of
            .map(|lot| Lot {
                id: lot.id.to_string(),
                quantity: lot.quantity,
                harvested_on: day(lot.harvested_on),
                expires_on: day(lot.expires_on),
                on_hold: lot.state != "open",
            })
            .collect();
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Busy {
    cooperative_id: Uuid,
    ship_on: i64,
    parcels: i64,
}

/// The days on which a cooperative that packs a limited number of parcels a day has enough of them.
async fn full_days(
    core: &Core,
    rows: &[Row],
    known: &mut HashMap<VariantId, Goods>,
    today: VnDate,
) -> Result<()> {
    let limited: HashMap<Uuid, i64> = rows
        .iter()
        .filter_map(|row| Some((row.cooperative_id, i64::from(row.pack_capacity?))))
        .collect();
    if limited.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![today.start().0.into()];
    values.extend(limited.keys().map(|id| Value::from(*id)));
    let text = format!(
        "select cooperative_id, ship_on, count(*) as parcels from sub_order where ship_on >= $1 and cooperative_id in ({}) \
         and state in ('awaiting_payment', 'to_confirm', 'confirmed', 'packed', 'cancel_requested') \
         group by cooperative_id, ship_on",
        sql::placeholders(2, limited.len())
    );
    let busy: Vec<Busy> = sql::all(core.db.read(), &text, values).await?;
    let full: Vec<&Busy> = busy
        .iter()
        .filter(|day| {
            limited
                .get(&day.cooperative_id)
                .is_some_and(|most| day.parcels >= *most)
        })
        .collect();
    for supply in known.values_mut().flat_map(|goods| &mut goods.supplies) {
        let mine = |day: &&&Busy| CooperativeId::from(day.cooperative_id) == supply.cooperative;
        supply.full_days = full
            .iter()
            .filter(mine)
            .map(|day| Millis(day.ship_on).vn_date())
            .collect();
    }
    Ok(())
}

fn distinct(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn values(ids: &[Uuid]) -> Vec<Value> {
    ids.iter().map(|id| Value::from(*id)).collect()
}
