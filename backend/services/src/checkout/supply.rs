//! Who can supply a unit: stock, conditions and proofs of one cooperative's offer.

use super::goods::{Goods, Row};
use crate::preorders::Forecast;
use shared::goods::{Season, ShippingClass};
use shared::id::{CooperativeId, OfferId};
use shared::money::Vnd;
use shared::quantity::Unit;
use shared::rules::floor::{Reduction, net};
use shared::rules::respond::Terms;
use shared::rules::routing::{Claim, Lot, Proof, Reason, Today, sellable};
use shared::time::{Millis, VnDate};

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
    /// The next harvest of it that is sold ahead.
    pub forecast: Option<Forecast>,
    /// What can be ordered ahead of that harvest, in smallest steps.
    pub ahead: i64,
    /// What can be sold of it today, in smallest steps, or why nothing can.
    pub today: std::result::Result<i64, Reason>,
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
            season: sellable(season, goods.shelf_life_days, goods.class),
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
            forecast: None,
            ahead: 0,
            today: Err(Reason::NoOffer),
        }
    }

    /// What the time to answer for a parcel of it depends on.
    pub fn terms(&self, class: ShippingClass, ship_on: VnDate) -> Terms {
        Terms {
            class,
            weekdays: self.pack_days,
            rests: self
                .holiday
                .map(|(from, until)| (from.vn_date(), until.vn_date())),
            ship_on,
        }
    }

    /// What can be sold of it now, whoever asks.
    pub fn free(&self) -> i64 {
        self.today.unwrap_or(0)
    }

    /// It can supply something today.
    pub fn is_able(&self) -> bool {
        self.today.is_ok()
    }

    /// Asks the rules what can be sold of it on `today`, at the goods' price and for their claims.
    fn judge(&mut self, (claims, price, unit): (&[Claim], Vnd, Unit), step: i64, today: VnDate) {
        let facts = Today {
            verified: self.verified,
            paused: self.stopped,
            enabled: self.enabled,
            floor: self.floor,
            season: self.season,
            harvested_on: self.harvested_on,
            claims,
            proofs: &self.proofs,
            free: self.on_hand - self.held - self.allocated - self.blocked,
            quota_left: self.quota_left(price, unit),
        };
        self.today = facts.on(today);
        let ahead = self.forecast.as_ref().map(|forecast| {
            let then = Today {
                season: Season::ALL_YEAR,
                harvested_on: Some(forecast.days.to),
                free: forecast.sellable(step),
                quota_left: None,
                ..facts
            };
            then.on(today).unwrap_or(0)
        });
        self.ahead = ahead.unwrap_or(0);
    }

    /// How much of it may still be sold this month at a price, in smallest steps; none without a cap.
    pub(super) fn quota_left(&self, price: Vnd, unit: Unit) -> Option<i64> {
        let left = self.month_cap?.0.saturating_sub(self.given.0).max(0);
        Some(left.saturating_mul(unit.steps_per_unit()) / price.0.max(1))
    }
}

fn bits(column: i32) -> u16 {
    u16::try_from(column & 0xfff).unwrap_or_default()
}

impl Goods {
    /// What can be bought of it now, in smallest steps: whole multiples of what it is sold in.
    pub fn free(&self) -> i64 {
        let whole = |supply: &Supply| supply.free() - supply.free().rem_euclid(self.step);
        self.supplies.iter().map(whole).sum()
    }

    /// What can be bought of it now, or why nothing: out of season only when that is what all lack.
    pub(crate) fn judged(&self) -> std::result::Result<i64, Reason> {
        let free = self.free();
        if free > 0 {
            return Ok(free);
        }
        let reasons = self.supplies.iter().filter_map(|supply| supply.today.err());
        let worst = |a: Reason, b: Reason| match a {
            Reason::OutOfSeason { .. } => b,
            _ => a,
        };
        Err(reasons.reduce(worst).unwrap_or(Reason::NoStock { free: 0 }))
    }

    /// What can be ordered ahead of it, and of which harvest: only while nothing is there.
    pub fn ahead(&self) -> Option<(&Supply, &Forecast, i64)> {
        if self.pooled || !self.for_sale || self.free() > 0 {
            return None;
        }
        self.supplies.iter().find_map(|supply| {
            let forecast = supply.forecast.as_ref()?;
            (supply.ahead > 0).then_some((supply, forecast, supply.ahead))
        })
    }

    /// The most that one buyer may order ahead, in smallest steps, when that is less than what all may.
    pub(crate) fn cap(&self) -> Option<i64> {
        let (_, forecast, left) = self.ahead()?;
        let cap = forecast.buyer_cap.filter(|cap| *cap < left)?;
        Some(cap - cap.rem_euclid(self.step))
    }

    /// The communes it can be sent from today.
    pub(crate) fn wards(&self) -> Vec<&str> {
        let able = self.supplies.iter().filter(|supply| supply.is_able());
        let mut wards: Vec<&str> = able.map(|supply| supply.ward_code.as_str()).collect();
        wards.sort_unstable();
        wards.dedup();
        wards
    }

    /// What can be bought now or ordered ahead, in smallest steps.
    pub fn buyable(&self) -> i64 {
        self.ahead()
            .map_or_else(|| self.free(), |(_, _, left)| left)
    }

    /// Asks of every supply what can be sold of it at the goods' price.
    pub(super) fn judge(&mut self, today: VnDate) {
        let netted = net(self.price, &[Reduction::platform()]).net;
        for supply in &mut self.supplies {
            supply.floor = supply.floor.map(|(floor, _)| (floor, netted));
            supply.judge((&self.claims, self.price, self.unit), self.step, today);
        }
    }
}

/// The price of the cheapest cooperative that could supply the goods at its own price today; that of the cheapest that
/// takes part when none can.
pub(super) fn cheapest(goods: &Goods, today: VnDate) -> Vnd {
    let mut able: Option<Vnd> = None;
    let mut any: Option<Vnd> = None;
    let least = |a: Option<Vnd>, b: Vnd| Some(a.map_or(b, |a| a.min(b)));
    for supply in goods.supplies.iter().filter(|supply| supply.enabled) {
        any = least(any, supply.price);
        let mut alone = supply.clone();
        let netted = net(supply.price, &[Reduction::platform()]).net;
        alone.floor = supply.floor.map(|(floor, _)| (floor, netted));
        alone.judge((&goods.claims, supply.price, goods.unit), goods.step, today);
        if alone.free() >= goods.step {
            able = least(able, supply.price);
        }
    }
    able.or(any).unwrap_or(goods.price)
}

/// What a pooled listing promises.
pub(super) fn claims(row: &Row) -> Vec<Claim> {
    read_claims(row.claims.as_deref().unwrap_or_default())
}

/// Claims as they are stored, between commas.
pub(crate) fn read_claims(text: &str) -> Vec<Claim> {
    text.split(',').filter_map(claim).collect()
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
