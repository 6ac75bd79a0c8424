//! Random snapshots from a number, so that each can be made again.

use super::*;
use crate::rules::badge::CertificateKind;
use crate::time::Millis;

/// A small generator of numbers (xorshift).
pub struct Dice {
    state: u64,
    /// How much less often than usual something is wrong.
    calm: i64,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            calm: 1,
        }
    }

    pub fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    pub fn below(&mut self, n: i64) -> i64 {
        i64::try_from(self.next() >> 33).expect("31 bits") % n.max(1)
    }

    pub fn one_in(&mut self, n: i64) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(i64::try_from(of.len()).expect("small"))).expect("small")]
            .clone()
    }

    /// Something is wrong once in so many times.
    fn wrong(&mut self, n: i64) -> bool {
        self.one_in(n * self.calm)
    }

    fn trouble<T>(&mut self, n: i64, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.wrong(n).then(|| make(self))
    }

    fn maybe<T>(&mut self, one_in: i64, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(one_in).then(|| make(self))
    }

    fn near_day(&mut self, today: VnDate) -> VnDate {
        let days = self.below(40) - 12;
        today.plus_days(days)
    }

    fn place(&mut self) -> Place {
        let all = [
            lang_son(),
            ha_noi(),
            place("14", 21.19, 104.07),
            place("48", 16.07, 108.2),
            place("79", 10.78, 106.7),
            place("25", 21.4, 105.2),
        ];
        self.pick(&all)
    }

    fn claim(&mut self) -> Claim {
        let kind = self.pick(&[
            CertificateKind::Ocop,
            CertificateKind::Vietgap,
            CertificateKind::Mark,
        ]);
        Claim {
            kind,
            stars: (kind == CertificateKind::Ocop).then(|| self.pick(&[3, 4])),
            mark: (kind == CertificateKind::Mark)
                .then(|| self.pick(&["Chi Lăng", "chi lang"]).to_owned()),
        }
    }

    fn proof(&mut self, today: VnDate) -> Proof {
        let claim = self.claim();
        Proof {
            kind: claim.kind,
            stars: claim.stars,
            mark: claim.mark,
            from: self.maybe(2, |d| d.near_day(today)),
            to: self.maybe(2, |d| d.near_day(today).plus_days(20)),
            valid: !self.wrong(8),
        }
    }

    fn cooperative(&mut self, id: &str, today: VnDate) -> Cooperative {
        let from = self.near_day(today);
        let length = self.below(15);
        Cooperative {
            verified: !self.wrong(12),
            paused: self.wrong(12),
            rests: self.trouble(6, |_| (from, from.plus_days(length))),
            place: self.maybe(1, Self::place),
            pack_days: if self.wrong(2) {
                self.pick(&[0x15, 0x60, 0])
            } else {
                0x7f
            },
            full_days: (0..self.below(3)).map(|n| today.plus_days(n)).collect(),
            ..cooperative(id)
        }
    }

    fn lot(&mut self, id: i64, today: VnDate) -> Lot {
        Lot {
            id: format!("lot-{id}"),
            quantity: self.below(12) * 500,
            harvested_on: self.maybe(2, |d| d.near_day(today).plus_days(-20)),
            expires_on: self.maybe(2, |d| d.near_day(today)),
            on_hold: self.wrong(6),
        }
    }

    fn offer(&mut self, n: usize, cooperative: &str, item: &str, today: VnDate) -> Offer {
        let classes = [
            ShippingClass::P4,
            ShippingClass::P4,
            ShippingClass::P3,
            ShippingClass::P2,
            ShippingClass::P1,
            ShippingClass::P0,
        ];
        Offer {
            id: format!("offer-{n}"),
            enabled: !self.wrong(15),
            on_hand: self.below(24) * 500,
            held: self.below(3) * 500,
            allocated: self.below(3) * 300,
            blocked: if self.one_in(5) { 700 } else { 0 },
            step: if self.wrong(2) {
                self.pick(&[1, 250, 1000])
            } else {
                500
            },
            net: self.maybe(4, |d| Vnd(d.below(100_000))),
            floor: self.trouble(5, |d| Vnd(d.below(90_000))),
            season: if self.wrong(6) {
                Season::of_months(&[7, 8], &[9])
            } else {
                Season::ALL_YEAR
            },
            certificates: (0..self.below(3)).map(|_| self.proof(today)).collect(),
            class: if self.wrong(2) {
                self.pick(&classes)
            } else {
                ShippingClass::P4
            },
            shelf_life_days: self.trouble(5, |d| u16::try_from(d.below(12)).expect("small")),
            harvested_on: self.maybe(3, |d| d.near_day(today)),
            lots: (0..self.below(6) - 3)
                .map(|id| self.lot(id, today))
                .collect(),
            weight_g: 200 + self.below(3000),
            priority: self.maybe(2, |d| i32::try_from(d.below(5)).expect("small")),
            share: self.maybe(2, |d| u32::try_from(d.below(60)).expect("small")),
            given: Vnd(self.below(3_000_000)),
            quota_left: self.maybe(5, |d| d.below(8000)),
            distance_km: self.maybe(6, |d| u32::try_from(d.below(900)).expect("small")),
            place: self.maybe(12, Self::place),
            ..offer(cooperative, item)
        }
    }

    fn excluded(&mut self, names: &[&str]) -> Excluded {
        Excluded {
            cooperative: self.pick(names).to_owned(),
            why: self.pick(&Absence::ALL),
        }
    }

    fn line(&mut self, n: usize, items: &[&str], names: &[&str]) -> Line {
        let item = self.pick(items);
        let most = self.pick(&[6, 6, 20]);
        let chooser = self.pick(&[Chooser::Buyer, Chooser::Operator]);
        Line {
            id: format!("line-{n}"),
            name: self.pick(&["", "Na loại 1"]).to_owned(),
            quantity: 500 * (1 + self.below(most)),
            step: self.pick(&[500, 500, 1, 250]),
            price: Vnd(20_000 + self.below(100_000)),
            claims: self.trouble(2, Self::claim).into_iter().collect(),
            only: self.trouble(12, |d| Only {
                cooperative: d.pick(names).to_owned(),
                by: chooser,
            }),
            excluded: self.trouble(2, |d| d.excluded(names)).into_iter().collect(),
            may_split: !self.one_in(6),
            ..line(item, 0)
        }
    }

    /// A snapshot of up to so many lines and offers of each item.
    pub fn snapshot(&mut self, most_lines: i64, most_offers: i64) -> Snapshot {
        self.calm = self.pick(&[1, 4, 20]);
        let hours = self.below(24 * 400);
        let ordered_at = day(2026, 1, 1).start().plus_minutes(hours * 60);
        let today = ordered_at.vn_date();
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let items = ["na", "hồi", "chè", "gà"];
        let used = 1 + usize::try_from(self.below(7)).expect("small");
        let names = &names[..used];
        let cooperatives = names.iter().map(|id| self.cooperative(id, today)).collect();
        let kinds = 1 + usize::try_from(self.below(4)).expect("small");
        let items = &items[..kinds];
        let mut offers = Vec::new();
        for item in items {
            for _ in 0..=self.below(most_offers) {
                let who = if self.one_in(40) {
                    "unknown"
                } else {
                    self.pick(names)
                };
                let made = self.offer(offers.len(), who, item, today);
                offers.push(made);
            }
        }
        let count = 1 + self.below(most_lines);
        Snapshot {
            ordered_at: Millis(ordered_at.0 + self.below(1000)),
            strategy: self.pick(&STRATEGIES),
            weights: Weights::default(),
            may_split: !self.one_in(5),
            destination: self.maybe(1, Self::place),
            lines: (0..count)
                .map(|n| self.line(usize::try_from(n).expect("small"), items, names))
                .collect(),
            cooperatives,
            offers,
        }
    }
}

impl Dice {
    /// A snapshot whose quantities are so few steps that all of them can be tried, sold by steps that seldom fit together.
    pub fn coarse(&mut self, most_lines: i64, most_offers: i64) -> Snapshot {
        let mut snapshot = self.snapshot(most_lines, most_offers);
        for line in &mut snapshot.lines {
            line.quantity = 500 * (1 + self.below(8));
            line.step = 500;
        }
        for offer in &mut snapshot.offers {
            offer.on_hand = 500 * self.below(10);
            (offer.held, offer.allocated, offer.blocked) = (0, 0, 0);
            offer.step = 500 * self.pick(&[1, 1, 1, 2, 2, 3, 4]);
            offer.quota_left = self.maybe(8, |d| 500 * d.below(8));
            offer.weight_g = self.pick(&[900, 1000, 1100]);
        }
        snapshot
    }

    /// In any other order.
    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        for at in (1..of.len()).rev() {
            let other = usize::try_from(self.below(i64::try_from(at + 1).expect("small")));
            of.swap(at, other.expect("small"));
        }
    }
}

/// Most often the market's own.
pub const STRATEGIES: [Strategy; 8] = [
    Strategy::Market,
    Strategy::Market,
    Strategy::Market,
    Strategy::FewestParcels,
    Strategy::Priority,
    Strategy::Nearest,
    Strategy::HighestStock,
    Strategy::Fair,
];
