//! A snapshot made ready for searching: who is who, what is near, and who meets the hard rules.

use std::cell::RefCell;
use std::ops::Range;

use super::eligible::common_multiple;
use super::names::Index;
use super::reason::Reason;
use super::result::Candidate;
use super::share::{Shares, aims};
use super::snapshot::{Line, Offer, Place, Snapshot};
use super::weights::Weights;
use crate::goods::ShippingClass;
use crate::places::{distance_km, road_km};
use crate::quantity::{Quantity, line_total};
use crate::rules::shipping::{Area, Band, NoShipDay, PackDays, Window, transit, window_packed};
use crate::time::VnDate;

/// What is assumed of a place that nobody knows: nothing fresh goes there, and anything known is nearer.
const UNKNOWN_KM: u32 = 40_000;

/// How far a parcel goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub band: Band,
    pub km: u32,
}

/// Nobody said where to: nothing is too far.
const NOWHERE: Way = Way {
    band: Band::SameProvince,
    km: UNKNOWN_KM,
};

impl Way {
    /// Its kilometres, when they are known.
    pub fn known_km(self) -> Option<u32> {
        (self.km < UNKNOWN_KM).then_some(self.km)
    }
}

/// An offer that meets the hard rules for a line, when it is sent alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Supply {
    /// Position among the candidates.
    pub candidate: usize,
    pub line: usize,
    pub offer: usize,
    pub cooperative: usize,
    pub way: Way,
    /// Its days when it is sent alone.
    pub window: Window,
    /// What can be sent of the offer then, in smallest steps, not rounded.
    pub raw: i64,
    /// There is more of it, but the quota ends.
    pub by_quota: bool,
    /// Parts of a line are multiples of this.
    pub part: i64,
    /// When the goods that would be sent first were harvested.
    pub harvested: Option<VnDate>,
    /// How old they are then, in days, and how many days after the order they arrive at the latest.
    pub age: i64,
    pub late: i64,
    pub class: ShippingClass,
    /// Weight of the whole line with packing, in grams.
    pub grams: i64,
}

impl Supply {
    /// What it can give as a part of a line, when `left` of the offer is left and `wanted` of the line.
    pub fn part_of(&self, left: i64, wanted: i64) -> i64 {
        let most = left.min(wanted).max(0);
        most - most % self.part
    }
}

type Promise = Result<Window, NoShipDay>;
/// What the days of a parcel depend on.
type Asked = (ShippingClass, Band, Option<VnDate>);

/// A cooperative and the days that were worked out for it already.
#[derive(Debug, Default)]
struct Booth {
    way: Option<Way>,
    windows: RefCell<Vec<(Asked, Promise)>>,
}

/// Everything the search asks for.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    pub aims: Weights,
    pub shares: Shares,
    /// The day of the order, and as a number.
    pub day: VnDate,
    pub today: i64,
    pub supplies: Vec<Supply>,
    /// The supplies of each line.
    pub of_line: Vec<Range<usize>>,
    pub candidates: Vec<Candidate>,
    /// What all of a line counts when it is left over: every part of every line is a whole number of it, where that fits.
    pub whole: i64,
    /// Price of each whole line.
    pub values: Vec<i64>,
    booths: Vec<Booth>,
}

impl<'a> Facts<'a> {
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let known = Index::of(snapshot.cooperatives.iter().map(|c| c.id.as_str()));
        let items = Index::of(snapshot.lines.iter().map(|line| line.item.as_str()));
        let groups = groups(snapshot, &items);
        let values: Vec<i64> = snapshot
            .lines
            .iter()
            .map(|line| value(line, line.quantity))
            .collect();
        let mut facts = Self {
            snapshot,
            whole: whole(snapshot),
            aims: aims(&snapshot.weights),
            shares: Shares::default(),
            day: snapshot.ordered_at.vn_date(),
            today: snapshot.ordered_at.vn_date().days(),
            supplies: Vec::new(),
            of_line: Vec::with_capacity(snapshot.lines.len()),
            candidates: Vec::new(),
            booths: Vec::new(),
            values,
        };
        facts.booths = snapshot
            .cooperatives
            .iter()
            .map(|c| Booth {
                way: c.place.as_ref().map(|place| facts.way_from(place, None)),
                windows: RefCell::default(),
            })
            .collect();
        facts.judge_all(&items, &groups, &known);
        facts
    }

    fn judge_all(&mut self, items: &Index<'_>, groups: &Groups, known: &Index<'_>) {
        let snapshot = self.snapshot;
        let owners: Vec<Option<usize>> = {
            let mut owners = vec![None; snapshot.offers.len()];
            for at in groups.offers.iter().copied() {
                if let (Some(owner), Some(offer)) = (owners.get_mut(at), snapshot.offers.get(at)) {
                    *owner = known.find(&offer.cooperative);
                }
            }
            owners
        };
        self.shares = Shares::of(self, items, groups, &owners);
        let of_line = |line: &Line| groups.of(items.find(&line.item)).len();
        let count = snapshot.lines.iter().map(of_line).sum();
        self.candidates.reserve_exact(count);
        self.supplies.reserve_exact(count);
        for (at, line) in snapshot.lines.iter().enumerate() {
            let start = self.supplies.len();
            for offer in groups.of(items.find(&line.item)) {
                let Some(what) = snapshot.offers.get(*offer) else {
                    continue;
                };
                let owner = owners.get(*offer).copied().flatten();
                let reason = match self.judge(line, what, owner) {
                    Ok(mut supply) => {
                        supply.candidate = self.candidates.len();
                        (supply.line, supply.offer) = (at, *offer);
                        self.supplies.push(supply);
                        Reason::Equal
                    }
                    Err(reason) => reason,
                };
                self.candidates.push(Candidate {
                    line: at,
                    offer: *offer,
                    reason,
                });
            }
            self.of_line.push(start..self.supplies.len());
        }
    }

    /// The days of a parcel of a cooperative.
    pub fn window(
        &self,
        cooperative: usize,
        class: ShippingClass,
        band: Band,
        ready: Option<VnDate>,
    ) -> Promise {
        let (Some(who), Some(booth)) = (
            self.snapshot.cooperatives.get(cooperative),
            self.booths.get(cooperative),
        ) else {
            return Err(NoShipDay::NoCapacity { day: self.day });
        };
        // What is ready already waits for nothing.
        let ready = ready.filter(|ready| *ready > self.day);
        let mut windows = booth.windows.borrow_mut();
        let asked = (class, band, ready);
        if let Some((_, promise)) = windows.iter().find(|(known, _)| *known == asked) {
            return *promise;
        }
        let pack = PackDays {
            weekdays: who.pack_days,
            full: &who.full_days,
            rests: who.rests,
        };
        let days = transit(band, class);
        let promise = window_packed(self.snapshot.ordered_at, ready, class, days, &pack);
        windows.push((asked, promise));
        promise
    }

    /// How far the goods of an offer go.
    pub fn way(&self, offer: &Offer, cooperative: usize) -> Way {
        let usual = offer.place.is_none() && offer.distance_km.is_none();
        let booth = self.booths.get(cooperative).filter(|_| usual);
        if let Some(way) = booth.and_then(|booth| booth.way) {
            return way;
        }
        match (
            self.start(offer, cooperative),
            &self.snapshot.destination,
            offer.distance_km,
        ) {
            (_, None, None) => NOWHERE,
            (Some(place), Some(_), known) => self.way_from(place, known),
            (_, _, known) => {
                let km = known.unwrap_or(UNKNOWN_KM);
                Way {
                    band: Band::of(false, km),
                    km,
                }
            }
        }
    }

    /// Where the goods of an offer start.
    fn start<'o>(&'o self, offer: &'o Offer, cooperative: usize) -> Option<&'o Place> {
        let home = self.snapshot.cooperatives.get(cooperative);
        let usual = home.and_then(|home| home.place.as_ref());
        offer.place.as_ref().or(usual)
    }

    /// Where to, for the words of a refusal.
    pub fn area(&self, offer: &Offer, cooperative: usize) -> Area {
        let to = self.snapshot.destination.as_ref().map(|to| to.point.lat);
        let from = self.start(offer, cooperative).map(|from| from.point.lat);
        match (from, to) {
            (Some(from), Some(to)) => Area::towards(from, to),
            (None, Some(to)) => Area::of(to),
            (_, None) => Area::Same,
        }
    }

    fn way_from(&self, from: &Place, known_km: Option<u32>) -> Way {
        let Some(to) = &self.snapshot.destination else {
            return NOWHERE;
        };
        let numbers = [from.point.lat, from.point.lon, to.point.lat, to.point.lon];
        let km = known_km.unwrap_or_else(|| {
            if numbers.iter().all(|n| n.is_finite()) {
                let straight = distance_km(from.point, to.point);
                road_km(straight, &from.province_code, &to.province_code)
            } else {
                UNKNOWN_KM
            }
        });
        Way {
            band: Band::of(from.province_code == to.province_code, km),
            km,
        }
    }
}

/// A multiple of all ordered quantities, so that what is left of different lines can be compared without rounding.
fn whole(snapshot: &Snapshot) -> i64 {
    const MOST: i64 = 100_000_000_000_000;
    let ordered = snapshot.lines.iter().map(|line| line.quantity.max(1));
    let multiple = ordered.fold(1, |all, quantity| {
        common_multiple(all, quantity).min(MOST + 1)
    });
    if multiple > MOST { MOST } else { multiple }
}

/// Price of a quantity of a line; what does not fit counts as nothing.
pub(super) fn value(line: &Line, quantity: i64) -> i64 {
    let total = line_total(line.price, Quantity::of(quantity, line.unit));
    total.map_or(0, |total| total.dong().max(0))
}

/// The offers of each ordered item, in the order of the list.
pub(super) struct Groups {
    offers: Vec<usize>,
    starts: Vec<usize>,
}

impl Groups {
    pub fn of(&self, item: Option<usize>) -> &[usize] {
        let bounds =
            item.and_then(|item| Some((*self.starts.get(item)?, *self.starts.get(item + 1)?)));
        bounds
            .and_then(|(from, to)| self.offers.get(from..to))
            .unwrap_or_default()
    }
}

fn groups(snapshot: &Snapshot, items: &Index<'_>) -> Groups {
    let of_item: Vec<Option<usize>> = snapshot
        .offers
        .iter()
        .map(|offer| items.find(&offer.item))
        .collect();
    let mut starts = vec![0; snapshot.lines.len() + 1];
    for item in of_item.iter().flatten() {
        if let Some(count) = starts.get_mut(item + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut offers = vec![0; sum];
    for (at, item) in of_item.iter().enumerate() {
        let slot = item.and_then(|item| next.get_mut(item));
        if let Some(slot) = slot {
            if let Some(place) = offers.get_mut(*slot) {
                *place = at;
            }
            *slot += 1;
        }
    }
    Groups { offers, starts }
}
