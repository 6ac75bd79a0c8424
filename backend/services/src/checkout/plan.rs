//! Wanted goods and a place become parcels with fees and days, or reasons: by the routing rules of the market.

use super::goods::{Goods, Wanted};
use super::refusal::refusal;
use super::snapshot::snapshot;
use super::supply::Supply;
use shared::goods::ShippingClass;
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::money::Vnd;
use shared::places::Ward;
use shared::quantity::line_total;
use shared::rules::routing::{self, RoutingPlan, Snapshot};
use shared::rules::shipping::{Band, Window};
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
    /// Kilometres by road, estimated.
    pub road_km: u32,
    /// Its fee.
    pub fee: Vnd,
    /// Its days.
    pub window: Window,
    /// Fetched, or brought within the province.
    pub pickup: bool,
}

impl Parcel<'_> {
    /// Who sends it.
    pub fn sender(&self) -> Option<&Supply> {
        self.lines.first().map(|line| line.supply)
    }

    /// Goods and fee.
    pub fn total(&self) -> Vnd {
        Vnd(self.goods_total.0.saturating_add(self.fee.0))
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
    /// One for each cooperative, in the order of the request.
    pub parcels: Vec<Parcel<'a>>,
    /// The rest.
    pub refused: Vec<Refused<'a>>,
    /// The facts.
    pub snapshot: Snapshot,
    /// What the rules made of them.
    pub routing: RoutingPlan,
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

    /// What the buyer pays.
    pub fn total(&self) -> Vnd {
        Vnd(self.goods_total().0 + self.shipping_total().0)
    }
}

/// Plans an order to `to` at `now`. `kept` is what this buyer's own checkout holds of each offer, in smallest steps.
/// Without a place (`None`) everything is planned as if it stayed in its own commune; the fees then mean nothing.
pub fn plan<'a>(
    goods: &'a HashMap<VariantId, Goods>,
    wanted: &'a [Wanted],
    kept: &HashMap<OfferId, i64>,
    to: Option<&Ward>,
    now: Millis,
    l: Locale,
) -> Plan<'a> {
    let (snapshot, offers) = snapshot(goods, wanted, kept, to, now);
    let routing = routing::plan(&snapshot);
    let mut parcels = Vec::with_capacity(routing.parcels.len());
    let mut refused = Vec::new();
    for planned in &routing.parcels {
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
        let Some(first) = lines.first() else { continue };
        parcels.push(Parcel {
            cooperative: first.supply.cooperative,
            goods_total: Vnd(lines.iter().map(|line| line.total.0).sum()),
            weight_g: planned.weight_g,
            class: planned.class,
            band: planned.band,
            road_km: planned.road_km,
            fee: planned.fee,
            window: planned.window,
            pickup: planned.pickup,
            lines,
        });
    }
    for rest in &routing.unallocated {
        let Some(want) = wanted.get(rest.line) else {
            continue;
        };
        if let Some(goods) = goods.get(&want.variant) {
            refused.push(refusal(goods, want, rest, l));
        }
    }
    Plan {
        parcels,
        refused,
        snapshot,
        routing,
    }
}
