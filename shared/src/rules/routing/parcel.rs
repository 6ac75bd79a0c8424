//! What one cooperative would send: its days, its fee, whether the hard rules still hold, and what it costs.

use super::eligible::{in_season, proven, stock};
use super::facts::{Facts, Supply, Way, value};
use super::reason::Reason;
use super::share::times;
use crate::goods::ShippingClass;
use crate::money::Vnd;
use crate::quantity::Unit;
use crate::rules::shipping::{LaneRefusal, Window, chargeable_weight, fee, transit};
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
    /// Days the goods of all its lines are old, added up.
    pub age: i64,
    /// Days from the order to the latest arrival.
    pub late: i64,
}

/// The terms of a parcel's cost, in đồng.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub parcel: i64,
    pub shipping: i64,
    pub days: i64,
    pub age: i64,
    pub share: i64,
}

impl Cost {
    pub fn sum(&self) -> i64 {
        self.least()
            .saturating_add(self.days)
            .saturating_add(self.age)
    }

    /// What can only grow when more goes into the parcel: it may leave earlier, but never for less.
    pub fn least(&self) -> i64 {
        self.parcel
            .saturating_add(self.shipping)
            .saturating_add(self.share)
    }
}

/// Weight of so much with packing, in grams, rounded up.
pub(super) fn gross(weight_g: i64, quantity: i64, unit: Unit) -> i64 {
    let per = unit.steps_per_unit().max(1);
    weight_g.saturating_mul(quantity).saturating_add(per - 1) / per
}

/// How old goods are on a day.
pub(super) fn days_old(harvested: Option<VnDate>, day: VnDate) -> i64 {
    harvested.map_or(0, |harvested| {
        day.days().saturating_sub(harvested.days()).clamp(0, OLDEST)
    })
}

/// Parts that go together, added up one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    cooperative: usize,
    class: ShippingClass,
    live_g: i64,
    other_g: i64,
    total: i64,
    way: Way,
    window: Window,
    age: i64,
    late: i64,
    /// Every part would go the same way on the same days alone, so the hard rules hold for all of them together.
    alike: bool,
}

impl Load {
    /// A parcel of one part.
    pub fn of(facts: &Facts<'_>, supply: &Supply, quantity: i64) -> Self {
        let mut load = Self {
            cooperative: supply.cooperative,
            class: ShippingClass::P0,
            live_g: 0,
            other_g: 0,
            total: 0,
            way: supply.way,
            window: supply.window,
            age: 0,
            late: supply.late,
            alike: true,
        };
        load.add(facts, supply, quantity);
        load
    }

    /// One part more.
    pub fn add(&mut self, facts: &Facts<'_>, supply: &Supply, quantity: i64) {
        let Some(line) = facts.snapshot.lines.get(supply.line) else {
            return;
        };
        let (grams, total) = if quantity == line.quantity {
            let total = facts.values.get(supply.line).copied().unwrap_or(0);
            (supply.grams, total)
        } else {
            let offer = facts.snapshot.offers.get(supply.offer);
            let weight = offer.map_or(0, |offer| offer.weight_g);
            (gross(weight, quantity, line.unit), value(line, quantity))
        };
        // Live animals travel on their own; the rest of the parcel is as perishable as its most perishable good.
        if supply.class == ShippingClass::P0 {
            self.live_g = self.live_g.saturating_add(grams);
        } else {
            self.other_g = self.other_g.saturating_add(grams);
            self.class = match self.class {
                ShippingClass::P0 => supply.class,
                class => class.min(supply.class),
            };
        }
        self.total = self.total.saturating_add(total);
        self.alike &= self.window == supply.window && self.way.band == supply.way.band;
        self.way.band = self.way.band.max(supply.way.band);
        self.way.km = self.way.km.max(supply.way.km);
        self.age += supply.age;
    }

    /// The parcel, when all its parts are alike.
    pub fn alike(&self) -> Option<Sending> {
        self.alike.then(|| self.roughly())
    }

    /// The parcel as if its parts were alike.
    pub fn roughly(&self) -> Sending {
        self.leaving(self.window, self.age, self.late)
    }

    fn leaving(&self, window: Window, age: i64, late: i64) -> Sending {
        let pickup = self.class == ShippingClass::P0;
        let weight = if pickup { self.live_g } else { self.other_g };
        let weight_g = chargeable_weight(weight.max(1), None);
        Sending {
            class: self.class,
            way: self.way,
            weight_g,
            goods_total: self.total,
            window,
            fee: fee(self.way.band, weight_g, self.class).unwrap_or(Vnd::ZERO),
            pickup,
            age,
            late,
        }
    }
}

impl Facts<'_> {
    /// The parcel of these parts, which are all of one cooperative.
    ///
    /// # Errors
    /// The part that cannot go along, and the rule that it breaks.
    pub fn sending(&self, parts: &[Part]) -> Result<Sending, (usize, Reason)> {
        let mut load: Option<Load> = None;
        for part in parts {
            let Some(supply) = self.supplies.get(part.supply) else {
                continue;
            };
            match &mut load {
                Some(load) => load.add(self, supply, part.quantity),
                None => load = Some(Load::of(self, supply, part.quantity)),
            }
        }
        let load = load.ok_or((0, Reason::NoOffer))?;
        match load.alike() {
            Some(sending) => Ok(sending),
            None => self.together(&load, parts),
        }
    }

    /// A parcel of parts that would go on different days, or another way, alone: the hard rules are asked once more.
    fn together(&self, load: &Load, parts: &[Part]) -> Result<Sending, (usize, Reason)> {
        let supplies = || {
            let supply = |part: &Part| Some((part.supply, self.supplies.get(part.supply)?));
            parts.iter().filter_map(supply)
        };
        let offers = supplies().filter_map(|(_, s)| self.snapshot.offers.get(s.offer));
        let ready = offers.filter_map(|offer| offer.harvested_on).max();
        let window = self
            .window(load.cooperative, load.class, load.way.band, ready)
            .map_err(|why| (parts.first().map_or(0, |part| part.supply), why.into()))?;
        let mut age = 0;
        for (at, supply) in supplies() {
            let harvested = self
                .goes_along(supply, parts, &window, load)
                .map_err(|why| (at, why))?;
            age += days_old(harvested, window.ship_by);
        }
        let late = (window.latest.days() - self.today).max(0);
        Ok(load.leaving(window, age, late))
    }

    /// The hard rules for the days and the way of the parcel it is in. Returns when what goes first was harvested.
    fn goes_along(
        &self,
        supply: &Supply,
        parts: &[Part],
        window: &Window,
        load: &Load,
    ) -> Result<Option<VnDate>, Reason> {
        let (Some(line), Some(offer)) = (
            self.snapshot.lines.get(supply.line),
            self.snapshot.offers.get(supply.offer),
        ) else {
            return Err(Reason::NoOffer);
        };
        if offer.class != ShippingClass::P0 {
            self.allowed(offer, load.cooperative, load.way.band)?;
            let days = transit(load.way.band, load.class).max_days;
            let short = offer
                .shelf_life_days
                .filter(|keeps| *keeps <= u16::from(days));
            if let Some(keeps) = short {
                return Err(Reason::Lane(LaneRefusal::ShelfLife { keeps, days }));
            }
        }
        in_season(offer.season, window.ship_by)?;
        proven(&line.claims, &offer.certificates, window.ship_by)?;
        let ready = stock(offer, window, self.day)?;
        let same = |part: &&Part| {
            let other = self.supplies.get(part.supply);
            other.is_some_and(|other| other.offer == supply.offer)
        };
        let taken = parts
            .iter()
            .filter(same)
            .fold(0_i64, |sum, part| sum.saturating_add(part.quantity));
        if taken > ready.raw {
            return Err(Reason::NotEnough { has: ready.raw });
        }
        Ok(ready.harvested)
    }

    /// What a parcel costs.
    pub fn cost(&self, cooperative: usize, sending: &Sending) -> Cost {
        let aims = &self.aims;
        Cost {
            parcel: aims.parcel,
            shipping: times(aims.shipping_percent, sending.fee.dong()) / 100,
            days: times(aims.day, sending.late),
            age: times(aims.age_day, sending.age),
            share: self.shares.cost(aims, cooperative, sending.goods_total),
        }
    }
}
