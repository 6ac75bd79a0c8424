//! What several give together when each sells by its own step.

/// More sums than this are not looked at.
const MOST_SUMS: i64 = 100_000;

/// What one can give: at the most so much, in multiples of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gift {
    pub most: i64,
    pub step: i64,
}

impl Gift {
    fn up_to(&self, wanted: i64) -> i64 {
        let most = self.most.min(wanted).max(0);
        most - most % self.step.max(1)
    }
}

/// What each gives so that together they give as much of `wanted` as they can, the earlier ones as much as possible.
pub(super) fn fill(gifts: &[Gift], wanted: i64) -> Vec<i64> {
    let mut rest = wanted.max(0);
    let mut given = Vec::with_capacity(gifts.len());
    for gift in gifts {
        let quantity = gift.up_to(rest);
        rest -= quantity;
        given.push(quantity);
    }
    let step = gifts.first().map_or(1, |gift| gift.step);
    let same = gifts.iter().all(|gift| gift.step == step);
    let all = || {
        gifts
            .iter()
            .zip(&given)
            .all(|(gift, q)| *q == gift.up_to(gift.most))
    };
    if rest == 0 || same || all() {
        return given;
    }
    exactly(gifts, wanted).unwrap_or(given)
}

/// The same, looking at every sum; `None` when there are too many.
fn exactly(gifts: &[Gift], wanted: i64) -> Option<Vec<i64>> {
    let unit = gifts.iter().fold(0, |unit, gift| divisor(unit, gift.step));
    let sums = wanted.checked_div(unit)?.checked_add(1)?;
    let count = i64::try_from(gifts.len()).ok()?;
    if sums.saturating_mul(count) > MOST_SUMS {
        return None;
    }
    let sums = usize::try_from(sums).ok()?;
    let size = |quantity: i64| usize::try_from(quantity / unit).ok();
    // For each gift and sum: that it and those after it can give exactly so much.
    let mut reach = vec![vec![false; sums]; gifts.len() + 1];
    *reach.last_mut()?.first_mut()? = true;
    for (at, gift) in gifts.iter().enumerate().rev() {
        let (before, after) = reach.split_at_mut(at + 1);
        let (here, after) = (before.last_mut()?, after.first()?);
        let (step, most) = (size(gift.step)?, size(gift.up_to(wanted))?);
        // How much of it the sum needs at the least.
        let mut needs: Vec<Option<usize>> = Vec::with_capacity(sums);
        for (sum, others) in after.iter().enumerate() {
            let less = || needs.get(sum.checked_sub(step)?).copied().flatten();
            let need = if *others {
                Some(0)
            } else {
                less().map(|need| need + step)
            };
            needs.push(need.filter(|need| *need <= most));
        }
        for (slot, need) in here.iter_mut().zip(needs) {
            *slot = need.is_some();
        }
    }
    let mut rest = reach.first()?.iter().rposition(|reached| *reached)?;
    let mut given = Vec::with_capacity(gifts.len());
    for (gift, after) in gifts.iter().zip(reach.iter().skip(1)) {
        let step = size(gift.step)?;
        let mut units = size(gift.up_to(wanted))?.min(rest);
        units -= units % step;
        while !after.get(rest - units).copied().unwrap_or(false) {
            units = units.checked_sub(step)?;
        }
        rest -= units;
        given.push(i64::try_from(units).ok()? * unit);
    }
    Some(given)
}

/// The greatest common divisor.
pub(super) fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b.max(1));
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gifts(of: &[(i64, i64)]) -> Vec<Gift> {
        let gift = |(most, step): &(i64, i64)| Gift {
            most: *most,
            step: *step,
        };
        of.iter().map(gift).collect()
    }

    #[test]
    fn the_first_gives_less_when_the_others_could_not_fill_up() {
        assert_eq!(fill(&gifts(&[(15, 5), (10, 2)]), 20), [10, 10]);
        assert_eq!(fill(&gifts(&[(5, 1), (5, 2)]), 8), [4, 4]);
        assert_eq!(fill(&gifts(&[(6, 1), (4, 1)]), 8), [6, 2]);
        assert_eq!(fill(&gifts(&[(6, 4), (6, 6)]), 5), [4, 0]);
        assert_eq!(fill(&[], 5), Vec::<i64>::new());
    }

    #[test]
    fn no_other_amounts_give_more() {
        let some = prop::collection::vec((0_i64..12, 1_i64..6), 1..4);
        proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }, |(of in some, wanted in 0_i64..30)| {
            let given = fill(&gifts(&of), wanted);
            let mut sums = std::collections::BTreeSet::from([0]);
            for ((most, step), given) in of.iter().zip(&given) {
                prop_assert!(given <= most && given % step == 0);
                let more = |sum: &i64| (0..=most / step).map(move |n| sum + n * step).collect::<Vec<_>>();
                sums = sums.iter().flat_map(more).collect();
            }
            let most = sums.into_iter().filter(|sum| *sum <= wanted).max();
            prop_assert_eq!(Some(given.iter().sum::<i64>()), most);
        });
    }
}
