//! How long a routing plan takes: `cargo bench -p shared --bench routing`. Prints one line for each size.

use std::hint::black_box;
use std::time::Instant;

use shared::goods::{Season, ShippingClass};
use shared::money::Vnd;
use shared::places::Point;
use shared::quantity::Unit;
use shared::rules::badge::CertificateKind;
use shared::rules::routing::{
    Claim, Cooperative, Line, Offer, Place, Proof, Snapshot, Strategy, Weights, plan,
};
use shared::time::{Millis, VnDate};

/// A small generator of numbers, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as i64 % n
    }
}

fn place(dice: &mut Dice) -> Place {
    let provinces = ["04", "08", "14", "15", "20", "25"];
    let offset = |n: i64| n as f64 / 1000.0;
    Place {
        ward_code: None,
        province_code: provinces[dice.below(6) as usize].to_owned(),
        point: Point {
            lat: 21.0 + offset(dice.below(2000)),
            lon: 103.0 + offset(dice.below(4000)),
        },
    }
}

fn proof(kind: CertificateKind, to: Option<VnDate>) -> Proof {
    Proof {
        kind,
        stars: Some(4),
        mark: None,
        from: VnDate::new(2024, 1, 1),
        to,
        valid: true,
    }
}

fn offer(dice: &mut Dice, cooperative: usize, item: usize, amount: i64) -> Offer {
    Offer {
        id: format!("0198f1c2-{item:04x}-7000-8000-{cooperative:012x}"),
        cooperative: id(cooperative),
        item: format!("0198f1c2-7a3b-7000-9000-{item:012x}"),
        enabled: dice.below(20) != 0,
        on_hand: amount,
        held: 500 * dice.below(4),
        allocated: 500 * dice.below(4),
        blocked: 0,
        step: 500,
        net: Some(Vnd(60_000)),
        floor: Some(Vnd(50_000)),
        season: Season::ALL_YEAR,
        certificates: vec![
            proof(CertificateKind::Vietgap, None),
            proof(
                CertificateKind::Ocop,
                VnDate::new(2027, 1, 1 + dice.below(28) as u8),
            ),
        ],
        class: ShippingClass::P3,
        shelf_life_days: Some(20),
        harvested_on: VnDate::new(2026, 8, 1 + dice.below(10) as u8),
        lots: Vec::new(),
        weight_g: 1050,
        priority: None,
        share: Some(5 + dice.below(20) as u32),
        given: Vnd(dice.below(4_000_000)),
        quota_left: None,
        distance_km: None,
        place: None,
    }
}

fn id(cooperative: usize) -> String {
    format!("0198f1c2-7a3b-7000-8000-{cooperative:012x}")
}

/// An order of `lines` goods, each offered by `offers` cooperatives; of `scarce` in a hundred offers there is not enough
/// for a whole line.
fn snapshot(seed: u64, lines: usize, offers: usize, scarce: i64) -> Snapshot {
    let mut dice = Dice(seed);
    let cooperative = |at: usize, place: Place| Cooperative {
        id: id(at),
        name: format!("HTX {at}"),
        verified: true,
        paused: false,
        rests: None,
        place: Some(place),
        pack_days: 0b001_1111,
        full_days: Vec::new(),
    };
    let line = |item: usize| Line {
        id: format!("line-{item}"),
        item: format!("0198f1c2-7a3b-7000-9000-{item:012x}"),
        name: String::new(),
        unit: Unit::Kg,
        quantity: 3000 + 500 * (item as i64 % 4),
        step: 500,
        price: Vnd(75_000),
        claims: vec![Claim {
            kind: CertificateKind::Ocop,
            stars: Some(4),
            mark: None,
        }],
        only: None,
        excluded: Vec::new(),
        may_split: true,
    };
    let mut made = Vec::with_capacity(lines * offers);
    for item in 0..lines {
        for owner in 0..offers {
            let amount = if dice.below(100) < scarce { 3500 } else { 9000 };
            made.push(offer(&mut dice, owner, item, amount));
        }
    }
    Snapshot {
        ordered_at: Millis(1_786_500_000_000),
        strategy: Strategy::Market,
        weights: Weights::default(),
        may_split: true,
        destination: Some(Place {
            ward_code: None,
            province_code: "01".to_owned(),
            point: Point {
                lat: 21.03,
                lon: 105.85,
            },
        }),
        lines: (0..lines).map(line).collect(),
        cooperatives: (0..offers)
            .map(|at| cooperative(at, place(&mut dice)))
            .collect(),
        offers: made,
    }
}

/// The middle of many times, in microseconds, over several snapshots.
fn measure(lines: usize, offers: usize, scarce: i64) {
    let cases: Vec<Snapshot> = (1..=20)
        .map(|seed| snapshot(seed * 7919, lines, offers, scarce))
        .collect();
    let (mut times, mut exact, mut gap) = (Vec::new(), 0, 0.0_f64);
    let (mut parcels, mut left) = (0, 0);
    for case in &cases {
        let made = plan(case);
        exact += usize::from(made.exact);
        parcels += made.parcels.len();
        left += made.unallocated.len();
        gap = gap.max(made.gap as f64 / made.cost.max(1) as f64);
    }
    let rounds = (200_000 / (lines * offers)).max(20);
    for case in cases.iter().cycle().take(rounds) {
        let start = Instant::now();
        black_box(plan(black_box(case)));
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let middle = times[times.len() / 2].as_nanos() as f64 / 1000.0;
    let slow = times[times.len() * 95 / 100].as_nanos() as f64 / 1000.0;
    println!(
        "{lines} lines x {offers} offers, {scarce} % scarce | {middle:.1} µs, p95 {slow:.1} µs; exact {exact} of {}, gap at most {:.1} %, {parcels} parcels, {left} unserved",
        cases.len(),
        gap * 100.0
    );
}

fn main() {
    for (lines, offers, scarce) in [
        (1, 6, 0),
        (4, 6, 100),
        (5, 20, 10),
        (5, 20, 60),
        (5, 20, 100),
        (50, 200, 10),
        (50, 200, 60),
    ] {
        measure(lines, offers, scarce);
    }
}
