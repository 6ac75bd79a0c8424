//! The facts of an order as the routing rules want them.

use super::goods::{Goods, Wanted};
use super::supply::Supply;
use crate::preorders::Forecast;
use shared::goods::Season;
use shared::id::{OfferId, VariantId};
use shared::places::{Ward, places};
use shared::rules::routing::{
    Chooser, Cooperative, Line, Offer, Only, Place, Snapshot, Strategy, Weights,
};
use shared::time::Millis;
use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};

/// The minute of the day at which what is ordered ahead is thought to be packed: 8:00.
pub(crate) const PACKING_MINUTE: i64 = 8 * 60;

/// An offer of the snapshot: the good and who has it.
pub(crate) type Offered<'a> = (&'a Goods, &'a Supply);

/// The snapshot, and beside it what each of its offers stands for, at the same position. Line `n` is `wanted[n]`.
pub(crate) fn snapshot<'a, W: Borrow<Wanted>>(
    goods: &'a HashMap<VariantId, Goods>,
    wanted: &[W],
    kept: &HashMap<OfferId, i64>,
    to: Option<&Ward>,
    now: Millis,
) -> (Snapshot, Vec<Offered<'a>>) {
    let mut snapshot = Snapshot {
        ordered_at: now,
        strategy: Strategy::Market,
        weights: Weights::default(),
        may_split: true,
        destination: to.map(place),
        lines: Vec::with_capacity(wanted.len()),
        cooperatives: Vec::new(),
        offers: Vec::new(),
    };
    let mut offered: Vec<Offered<'a>> = Vec::new();
    let mut items: HashSet<VariantId> = HashSet::new();
    let mut known = HashSet::new();
    for (at, want) in wanted.iter().enumerate() {
        let want = want.borrow();
        let Some(goods) = goods.get(&want.variant) else {
            continue;
        };
        snapshot.lines.push(line(at, goods, want));
        if !items.insert(want.variant) {
            continue;
        }
        for supply in &goods.supplies {
            if known.insert(supply.cooperative) {
                snapshot.cooperatives.push(cooperative(supply));
            }
            snapshot.offers.push(offer(goods, supply, kept));
            offered.push((goods, supply));
        }
    }
    (snapshot, offered)
}

/// The facts of a good that is ordered ahead, as they are expected on the last day of sending.
pub(super) fn snapshot_ahead<'a>(
    goods: &'a HashMap<VariantId, Goods>,
    want: &Wanted,
    (forecast, left): (&Forecast, i64),
    to: Option<&Ward>,
) -> (Snapshot, Vec<Offered<'a>>) {
    let leaves = forecast.days.ship_by.start().plus_minutes(PACKING_MINUTE);
    let (mut facts, offered) = snapshot(goods, &[want], &HashMap::new(), to, leaves);
    for offer in &mut facts.offers {
        offer.on_hand = left;
        (offer.held, offer.allocated, offer.blocked) = (0, 0, 0);
        offer.season = Season::ALL_YEAR;
        offer.harvested_on = Some(forecast.days.to);
        offer.lots = Vec::new();
    }
    (facts, offered)
}

fn place(ward: &Ward) -> Place {
    Place {
        ward_code: Some(ward.code.to_owned()),
        province_code: ward.province_code.to_owned(),
        point: ward.point,
    }
}

fn line(at: usize, goods: &Goods, want: &Wanted) -> Line {
    Line {
        id: (at + 1).to_string(),
        item: goods.variant.to_string(),
        name: goods.titles.0.clone(),
        unit: goods.unit,
        quantity: want.steps,
        // What was ordered by another step is no less an order; the checkout asks for the step itself.
        step: if want.steps % goods.step.max(1) == 0 {
            goods.step
        } else {
            1
        },
        price: goods.price,
        claims: goods.claims.clone(),
        only: want.cooperative.map(|cooperative| Only {
            cooperative: cooperative.to_string(),
            by: Chooser::Buyer,
        }),
        excluded: Vec::new(),
        may_split: true,
    }
}

fn cooperative(supply: &Supply) -> Cooperative {
    Cooperative {
        id: supply.cooperative.to_string(),
        name: supply.cooperative_short.clone(),
        verified: supply.verified,
        paused: supply.stopped,
        rests: supply
            .holiday
            .map(|(from, until)| (from.vn_date(), until.vn_date())),
        place: places().ward(&supply.ward_code).map(place),
        pack_days: supply.pack_days,
        full_days: supply.full_days.clone(),
    }
}

fn offer(goods: &Goods, supply: &Supply, kept: &HashMap<OfferId, i64>) -> Offer {
    let own = kept.get(&supply.offer).copied().unwrap_or(0);
    Offer {
        id: supply.offer.to_string(),
        cooperative: supply.cooperative.to_string(),
        item: goods.variant.to_string(),
        enabled: supply.enabled && goods.for_sale,
        on_hand: supply.on_hand,
        held: supply.held - own,
        allocated: supply.allocated,
        blocked: supply.blocked,
        step: 1,
        net: supply.floor.map(|(_, net)| net),
        floor: supply.floor.map(|(floor, _)| floor),
        season: supply.season,
        certificates: supply.proofs.clone(),
        class: goods.class,
        shelf_life_days: goods.shelf_life_days,
        harvested_on: supply.harvested_on,
        lots: supply.lots.clone(),
        weight_g: goods.gross_weight_g,
        priority: None,
        share: supply.share,
        given: supply.given,
        quota_left: supply.quota_left(goods.price, goods.unit),
        distance_km: None,
        place: None,
    }
}
