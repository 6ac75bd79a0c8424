//! What one cooperative would send: its days, its fee, whether the hard rules still hold, and what it costs.

use super::eligible::{in_season, proven, stock};
use super::facts::{Facts, Supply, Way, value};
use super::reason::Reason;
use super::share::times;
use crate::goods::ShippingClass;
use crate::money::Vnd;
use crate::quantity::Unit;
use crate::rules::shipping::{Window, chargeable_weight, fee, transit};
use crate::time::VnDate;

/// How old goods may count at the most, in days.
const OLDEST: i64 = 30;

/// So much of a supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Position among the supplies.
    pub supply: usize,
    /// In smallest steps.
    pub quantity: i64,
}

/// A parcel as it would be sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sending {
    pub class: ShippingClass,
    pub way: Way,
    pub weight_g: i64,
    pub goods_total: i64,
    pub window: Window,
    pub fee: Vnd,
    pub pickup: bool,
    /// Days the goods of all its lines are old, weighted.
    pub age: i64,
}

/// Weight of so much with packing, in grams, rounded up.
fn gross(weight_g: i64, quantity: i64, unit: Unit) -> i64 {
    let per = unit.steps_per_unit().max(1);
    weight_g.saturating_mul(quantity).saturating_add(per - 1) / per
}

/// How old goods are on a day.
pub(super) fn days_old(harvested: Option<VnDate>, day: VnDate) -> i64 {
    harvested.map_or(0, |harvested| {
        day.days().saturating_sub(harvested.days()).clamp(0, OLDEST)
    })
}

impl Facts<'_> {
    /// The parcel of these parts, which are all of one cooperative.
    ///
    /// # Errors
    /// The part that cannot go along, and the rule that it breaks.
    pub fn sending(&self, parts: &[Part]) -> Result<Sending, (usize, Reason)> {
        let goods = || {
            parts.iter().filter_map(|part| {
                let supply = self.supplies.get(part.supply)?;
                let line = self.snapshot.lines.get(supply.line)?;
                Some((part, supply, line, self.snapshot.offers.get(supply.offer)?))
            })
        };
        // Live animals travel on their own; the rest of the parcel is as perishable as its most perishable good.
        let pickup = goods().all(|(.., offer)| offer.class == ShippingClass::P0);
        let (mut class, mut weight, mut total) = (ShippingClass::P4, 0_i64, 0_i64);
        let (mut way, mut ready, mut cooperative) = (None::<Way>, None, 0);
        for (part, supply, line, offer) in goods() {
            if pickup || offer.class != ShippingClass::P0 {
                class = class.min(offer.class);
                weight = weight.saturating_add(gross(offer.weight_g, part.quantity, line.unit));
            }
            total = total.saturating_add(if part.quantity == line.quantity {
                self.values.get(supply.line).copied().unwrap_or(0)
            } else {
                value(line, part.quantity)
            });
            way = Some(way.map_or(supply.way, |way| Way {
                band: way.band.max(supply.way.band),
                km: way.km.max(supply.way.km),
            }));
            ready = ready.max(offer.harvested_on);
            cooperative = supply.cooperative;
        }
        let first = parts.first().map_or(0, |part| part.supply);
        let way = way.ok_or((first, Reason::NoOffer))?;
        let window = self
            .window(cooperative, class, way.band, ready)
            .map_err(|why| (first, why.into()))?;
        let mut age = 0;
        for (part, supply, ..) in goods() {
            let mut harvested = supply.harvested;
            if supply.window != window || supply.way.band != way.band {
                harvested = self
                    .goes_along(supply, parts, &window, way, class)
                    .map_err(|why| (part.supply, why))?;
            }
            age += days_old(harvested, window.ship_by);
        }
        let weight_g = chargeable_weight(weight.max(1), None);
        Ok(Sending {
            class,
            way,
            weight_g,
            goods_total: total,
            window,
            fee: fee(way.band, weight_g, class).unwrap_or(Vnd::ZERO),
            pickup,
            age,
        })
    }

    /// The hard rules once more, for the days and the way of the parcel it is in. Returns when what goes first was
    /// harvested.
    fn goes_along(
        &self,
        supply: &Supply,
        parts: &[Part],
        window: &Window,
        way: Way,
        class: ShippingClass,
    ) -> Result<Option<VnDate>, Reason> {
        let (Some(line), Some(offer)) = (
            self.snapshot.lines.get(supply.line),
            self.snapshot.offers.get(supply.offer),
        ) else {
            return Err(Reason::NoOffer);
        };
        if offer.class != ShippingClass::P0 {
            self.allowed(offer, way.band)?;
            let days = transit(way.band, class).max_days;
            if let Some(keeps) = offer
                .shelf_life_days
                .filter(|keeps| *keeps <= u16::from(days))
            {
                return Err(Reason::Lane(
                    crate::rules::shipping::LaneRefusal::ShelfLife { keeps, days },
                ));
            }
        }
        in_season(offer, window.ship_by)?;
        proven(line, offer, window.ship_by)?;
        let (raw, harvested) = stock(offer, window)?;
        let same = |part: &&Part| {
            let other = self.supplies.get(part.supply);
            other.is_some_and(|other| other.offer == supply.offer)
        };
        let taken = parts
            .iter()
            .filter(same)
            .fold(0_i64, |sum, part| sum.saturating_add(part.quantity));
        if taken > raw {
            return Err(Reason::NotEnough { has: raw });
        }
        Ok(harvested)
    }

    /// What a parcel costs, in đồng.
    pub fn cost(&self, cooperative: usize, sending: &Sending) -> i64 {
        let aims = &self.aims;
        let today = self.snapshot.ordered_at.vn_date();
        let days = sending
            .window
            .latest
            .days()
            .saturating_sub(today.days())
            .max(0);
        let shipping = times(aims.shipping_percent, sending.fee.dong()) / 100;
        [
            aims.parcel,
            shipping,
            times(aims.day, days),
            times(aims.age_day, sending.age),
            self.shares.cost(aims, cooperative, sending.goods_total),
        ]
        .into_iter()
        .fold(0_i64, i64::saturating_add)
    }
}
