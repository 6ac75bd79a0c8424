//! Wanted goods and a place become parcels with fees and days, or reasons: by the routing rules of the market.

use super::goods::{Goods, Wanted};
use super::refusal::refusal;
use super::snapshot::{Offered, snapshot, snapshot_ahead};
use super::supply::Supply;
use crate::preorders::Forecast;
use shared::goods::ShippingClass;
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::money::Vnd;
use shared::places::Ward;
use shared::quantity::line_total;
use shared::rules::routing::{self, Parcel as PlannedParcel, RoutingPlan, Snapshot};
use shared::rules::shipping::{Band, Window};
use shared::rules::voucher::Share;
use shared::say::Locale;
use shared::time::Millis;
use std::collections::HashMap;

/// A line, or a part of one, that can be sent.
#[derive(Clone, Debug)]
pub struct ParcelLine<'a> {
    /// The good.
    pub goods: &'a Goods,
    /// Whose.
    pub supply: &'a Supply,
    /// How much of it, in smallest steps.
    pub steps: i64,
    /// The buyer chose this cooperative.
    pub chosen: bool,
    /// Its price.
    pub total: Vnd,
}

/// One cooperative's parcel.
#[derive(Clone, Debug)]
pub struct Parcel<'a> {
    /// Who sends it.
    pub cooperative: CooperativeId,
    /// What is in it, in the order of the request; never empty.
    pub lines: Vec<ParcelLine<'a>>,
    /// Price of the goods.
    pub goods_total: Vnd,
    /// Weight charged for, in grams.
    pub weight_g: i64,
    /// The most perishable class in it, which decides fee and days.
    pub class: ShippingClass,
    /// How far it goes.
    pub band: Band,
    /// Kilometres by road, estimated; none when nobody knows where it goes.
    pub road_km: Option<u32>,
    /// Its fee.
    pub fee: Vnd,
    /// Its days.
    pub window: Window,
    /// Fetched, or brought within the province.
    pub pickup: bool,
    /// The harvest that it is ordered ahead of.
    pub ahead: Option<&'a Forecast>,
    /// Which decision of the plan made it.
    pub decision: usize,
    /// What a voucher takes off it.
    pub off: Share,
}

impl Parcel<'_> {
    /// Who sends it.
    pub fn sender(&self) -> Option<&Supply> {
        self.lines.first().map(|line| line.supply)
    }

    /// Goods and fee, less the voucher.
    pub fn total(&self) -> Vnd {
        Vnd(self.goods_total.0.saturating_add(self.fee.0) - self.off.total().0)
    }
}

/// A line that cannot be sent, or not all of it, and why.
#[derive(Clone, Debug)]
pub struct Refused<'a> {
    /// The good.
    pub goods: &'a Goods,
    /// What was asked for.
    pub wanted: &'a Wanted,
    /// A stable name.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
    /// What is left, in smallest steps, when that is the reason.
    pub left: Option<i64>,
}

/// What can go and what cannot, with the facts it follows from.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// One for each cooperative, in the order of the request; then one for each line that is ordered ahead.
    pub parcels: Vec<Parcel<'a>>,
    /// The rest.
    pub refused: Vec<Refused<'a>>,
    /// The facts and what the rules made of them: of what is there, then of each line that is ordered ahead.
    pub routed: Vec<(Snapshot, RoutingPlan)>,
}

impl Plan<'_> {
    /// Price of all goods that can go.
    pub fn goods_total(&self) -> Vnd {
        Vnd(self.parcels.iter().map(|parcel| parcel.goods_total.0).sum())
    }

    /// All fees.
    pub fn shipping_total(&self) -> Vnd {
        Vnd(self.parcels.iter().map(|parcel| parcel.fee.0).sum())
    }

    /// What a voucher takes off.
    pub fn voucher_total(&self) -> Vnd {
        Vnd(self.parcels.iter().map(|parcel| parcel.off.total().0).sum())
    }

    /// What the buyer pays.
    pub fn total(&self) -> Vnd {
        Vnd(self.goods_total().0 + self.shipping_total().0 - self.voucher_total().0)
    }

    /// Takes a voucher off, parcel by parcel.
    pub fn take_off(&mut self, shares: &[Share]) {
        for (parcel, share) in self.parcels.iter_mut().zip(shares) {
            parcel.off = *share;
        }
    }
}

/// Plans an order to `to` at `now`. `kept` is what this buyer's own checkout holds of each offer, in smallest steps.
/// Without a place (`None`) everything is planned as if it stayed in its own commune; the fees then mean nothing. What is
/// not there but expected is ordered ahead, each line as a parcel of its own.
pub fn plan<'a>(
    goods: &'a HashMap<VariantId, Goods>,
    wanted: &'a [Wanted],
    kept: &HashMap<OfferId, i64>,
    to: Option<&Ward>,
    now: Millis,
    l: Locale,
) -> Plan<'a> {
    let mut plan = Plan {
        parcels: Vec::new(),
        refused: Vec::new(),
        routed: Vec::new(),
    };
    let is_ahead = |want: &&Wanted| ahead(goods, want, kept).is_some();
    let usual: Vec<&Wanted> = wanted.iter().filter(|want| !is_ahead(want)).collect();
    if !usual.is_empty() || wanted.is_empty() {
        let (facts, offers) = snapshot(goods, &usual, kept, to, now);
        plan.add(facts, (goods, &usual, &offers), None, l);
    }
    for want in wanted {
        let Some((forecast, left)) = ahead(goods, want, kept) else {
            continue;
        };
        let (facts, offers) = snapshot_ahead(goods, want, (forecast, left), to);
        plan.add(facts, (goods, &[want], &offers), Some(forecast), l);
    }
    plan
}

/// The harvest that a line is ordered ahead of, and what one buyer may have of it: nothing of it is there, neither free nor
/// kept for this buyer.
fn ahead<'a>(
    goods: &'a HashMap<VariantId, Goods>,
    want: &Wanted,
    kept: &HashMap<OfferId, i64>,
) -> Option<(&'a Forecast, i64)> {
    let goods = goods.get(&want.variant)?;
    let (supply, forecast, left) = goods.ahead()?;
    if kept.get(&supply.offer).is_some_and(|held| *held > 0) {
        return None;
    }
    let capped = forecast.buyer_cap.map_or(left, |cap| left.min(cap));
    Some((forecast, capped - capped % goods.step))
}

/// Goods, what is wanted of them, and the offers of a snapshot.
type Asked<'a, 'b> = (
    &'a HashMap<VariantId, Goods>,
    &'b [&'a Wanted],
    &'b [Offered<'a>],
);

impl<'a> Plan<'a> {
    /// Routes a snapshot and adds what comes of it.
    fn add(
        &mut self,
        facts: Snapshot,
        (goods, wanted, offers): Asked<'a, '_>,
        ahead: Option<&'a Forecast>,
        l: Locale,
    ) {
        let routing = routing::plan(&facts);
        for planned in &routing.parcels {
            let lines = lines(planned, wanted, offers);
            let Some(first) = lines.first() else { continue };
            self.parcels.push(Parcel {
                cooperative: first.supply.cooperative,
                goods_total: Vnd(lines.iter().map(|line| line.total.0).sum()),
                weight_g: planned.weight_g,
                class: planned.class,
                band: planned.band,
                road_km: planned.road_km,
                fee: planned.fee,
                window: planned.window,
                pickup: planned.pickup,
                ahead,
                decision: self.routed.len(),
                off: Share::default(),
                lines,
            });
        }
        for rest in &routing.unallocated {
            let Some(want) = wanted.get(rest.line).copied() else {
                continue;
            };
            if let Some(goods) = goods.get(&want.variant) {
                self.refused.push(refusal(goods, want, rest, l));
            }
        }
        self.routed.push((facts, routing));
    }
}

fn lines<'a>(
    planned: &PlannedParcel,
    wanted: &[&'a Wanted],
    offers: &[Offered<'a>],
) -> Vec<ParcelLine<'a>> {
    let mut lines: Vec<ParcelLine<'a>> = Vec::with_capacity(planned.lines.len());
    for part in &planned.lines {
        let Some((want, (goods, supply))) = wanted.get(part.line).zip(offers.get(part.offer))
        else {
            continue;
        };
        lines.extend(
            line_total(goods.price, goods.quantity(part.quantity)).map(|total| ParcelLine {
                goods,
                supply,
                steps: part.quantity,
                chosen: want.cooperative.is_some(),
                total,
            }),
        );
    }
    lines
}
