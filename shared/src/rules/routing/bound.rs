//! What every plan costs at the least, so that one can say how far a plan may be from the best.

use super::draft::by_strategy;
use super::facts::Facts;
use super::parcel::{Load, days_old};
use super::share::times;
use super::tree::need;
use crate::goods::ShippingClass;
use crate::rules::shipping::{Band, fee};
use crate::time::VnDate;

/// The least a cooperative's parcel costs, whatever is in it.
#[derive(Clone, Copy)]
struct Least {
    /// Fixed, with the fee of its lightest line.
    whole: i64,
    /// Fixed, with a fee that grows by `kilo` for each kilogram.
    base: i64,
    kilo: i64,
    ships: VnDate,
    lines: i64,
}

/// A fee is never below `.0` and `.1` for each kilogram together.
fn slope(band: Band) -> (i64, i64) {
    // The table is straight above 20 kg, and lies above that straight line before.
    let of = |grams| fee(band, grams, ShippingClass::P4).map_or(0, |fee| fee.dong());
    let (at, above) = (of(20_000), of(21_000));
    let kilo = above - at;
    ((at - 20 * kilo).max(0), kilo)
}

/// The least cost of any plan that serves all `lines` in full.
pub(super) fn bound(facts: &Facts<'_>, lines: &[usize]) -> i64 {
    let sellers = sellers(facts, lines);
    let (mut whole, mut sloped) = (0_i64, 0_i64);
    let mut cheapest = i64::MAX;
    let mut several = 0_i64;
    for line in lines {
        let range = facts.of_line.get(*line).cloned().unwrap_or_default();
        let supplies = facts.supplies.get(range).unwrap_or_default();
        let (mut least, mut least_sloped) = (i64::MAX, i64::MAX);
        for supply in supplies {
            let Some(Some(seller)) = sellers.get(supply.cooperative) else {
                continue;
            };
            let age = times(facts.aims.age_day, days_old(supply.harvested, seller.ships));
            // Parts of a line weigh as much together, and each has an age and a parcel of its own.
            let live = supply.class == ShippingClass::P0;
            let grams = if live { 0 } else { supply.grams.max(0) };
            let weight = times(seller.kilo, grams) / 1000;
            least = least.min(age.saturating_add(seller.whole / seller.lines));
            least_sloped = least_sloped.min(
                age.saturating_add(weight)
                    .saturating_add(seller.base / seller.lines),
            );
            cheapest = cheapest.min(age.saturating_add(seller.whole));
        }
        several = several.max(parts_of(facts, &sellers, *line));
        whole = whole.saturating_add(least);
        sloped = sloped.saturating_add(least_sloped);
    }
    if lines.is_empty() {
        0
    } else {
        whole.max(sloped).max(cheapest).max(several)
    }
}

/// What the parcels cost that a line needs which nobody has all of.
fn parts_of(facts: &Facts<'_>, sellers: &[Option<Least>], line: usize) -> i64 {
    let splits = need(facts, line).splits;
    if splits == 0 {
        return 0;
    }
    let range = facts.of_line.get(line).cloned().unwrap_or_default();
    let supplies = facts.supplies.get(range).unwrap_or_default();
    let mut owners: Vec<usize> = supplies.iter().map(|supply| supply.cooperative).collect();
    owners.sort_unstable();
    // With two offers of one cooperative the parts may share a parcel.
    if owners.windows(2).any(|pair| pair.first() == pair.last()) {
        return 0;
    }
    let costs = owners
        .into_iter()
        .filter_map(|owner| sellers.get(owner).copied().flatten());
    let mut costs: Vec<i64> = costs.map(|seller| seller.whole).collect();
    costs.sort_unstable();
    let parts = usize::try_from(splits).unwrap_or(0) + 1;
    costs.into_iter().take(parts).fold(0, i64::saturating_add)
}

fn sellers(facts: &Facts<'_>, lines: &[usize]) -> Vec<Option<Least>> {
    let mut sellers: Vec<Option<Least>> = vec![None; facts.snapshot.cooperatives.len()];
    let mut counted = vec![None; sellers.len()];
    for line in lines {
        let range = facts.of_line.get(*line).cloned().unwrap_or_default();
        for supply in facts.supplies.get(range).unwrap_or_default() {
            let ordered = facts
                .snapshot
                .lines
                .get(*line)
                .map_or(0, |line| line.quantity);
            // A part of a line may weigh next to nothing.
            let quantity = if supply.raw >= ordered { ordered } else { 1 };
            let sending = Load::of(facts, supply, quantity).roughly();
            let cost = facts.cost(supply.cooperative, &sending);
            let (fixed, kilo) = match sending.pickup {
                true => (0, 0),
                false => slope(supply.way.band),
            };
            let strategy = facts.snapshot.strategy;
            let without_fee = cost
                .sum()
                .saturating_sub(cost.shipping)
                .saturating_sub(cost.age);
            let percent = facts.aims.shipping_percent;
            let least = Least {
                whole: by_strategy(strategy, cost.sum().saturating_sub(cost.age)),
                base: by_strategy(
                    strategy,
                    without_fee.saturating_add(times(percent, fixed) / 100),
                ),
                kilo: times(percent, kilo) / 100,
                ships: supply.window.ship_by,
                lines: 1,
            };
            let Some(slot) = sellers.get_mut(supply.cooperative) else {
                continue;
            };
            let last = counted.get_mut(supply.cooperative);
            let again = last.is_some_and(|last| last.replace(*line) == Some(*line));
            *slot = Some(slot.map_or(least, |old| Least {
                whole: old.whole.min(least.whole),
                base: old.base.min(least.base),
                kilo: old.kilo.min(least.kilo),
                ships: old.ships.min(least.ships),
                lines: old.lines + i64::from(!again),
            }));
        }
    }
    sellers
}
