//! What a voucher takes off the parts of an order, and who pays for it.

use crate::id::CooperativeId;
use crate::money::Vnd;
use crate::rules::floor::{Reduction, Rule, Take};
use crate::rules::ledger::by_weight;

const WHOLE: i64 = 10_000;

/// How much it takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// So many đồng.
    Amount(Vnd),
    /// So many hundredths of a percent of the goods, at most so many đồng.
    Percent100(u32, Option<Vnd>),
}

/// The terms of a voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How much.
    pub off: Off,
    /// The goods it is for cost at least so much.
    pub least_goods: Vnd,
    /// Only goods of this cooperative; of all when there is none.
    pub cooperative: Option<CooperativeId>,
    /// What the cooperative pays of it, in hundredths of a percent; the market pays the rest.
    pub own_percent100: u32,
}

/// What a voucher takes off one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// What the cooperative pays of it.
    pub own: Vnd,
    /// What the market pays of it.
    pub market: Vnd,
}

impl Share {
    /// What the buyer saves.
    #[must_use]
    pub const fn total(&self) -> Vnd {
        Vnd(self.own.0 + self.market.0)
    }

    /// What the cooperative's share takes off each unit of a part whose goods cost `goods`, for its price floors: rounded
    /// against the voucher.
    #[must_use]
    pub fn reduction(&self, goods: Vnd) -> Option<Reduction> {
        if self.own.0 <= 0 || goods.0 <= 0 {
            return None;
        }
        let exact = i128::from(self.own.0) * i128::from(WHOLE);
        let percent = (exact + i128::from(goods.0) - 1) / i128::from(goods.0);
        Some(Reduction {
            rule: match self.market.0 > 0 {
                true => Rule::CoFunded,
                false => Rule::Voucher,
            },
            take: Take::Percent100(u32::try_from(percent).unwrap_or(10_000)),
        })
    }
}

/// Why a voucher takes nothing off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// None of the goods are of its cooperative.
    NotThese,
    /// The goods it is for cost too little.
    TooLittle {
        /// What is missing.
        missing: Vnd,
    },
}

/// What it takes off each part, in the order of `parts` (whose, and what the goods cost). Shared by the value of the goods, the
/// remainder on the last part it is for; never more than they cost. Delivery is not made cheaper.
///
/// # Errors
/// [`Refused`] when it takes nothing off.
pub fn apply(terms: &Terms, parts: &[(CooperativeId, Vnd)]) -> Result<Vec<Share>, Refused> {
    let fits = |of: CooperativeId| terms.cooperative.is_none_or(|own| own == of);
    let for_it: Vec<usize> = (0..parts.len()).filter(|at| fits(parts[*at].0)).collect();
    let weights: Vec<Vnd> = for_it.iter().map(|at| parts[*at].1).collect();
    let goods = Vnd(weights.iter().map(|weight| weight.0).sum());
    if goods.0 <= 0 {
        return Err(Refused::NotThese);
    }
    if goods < terms.least_goods {
        let missing = Vnd(terms.least_goods.0 - goods.0);
        return Err(Refused::TooLittle { missing });
    }
    let off = match terms.off {
        Off::Amount(amount) => amount,
        Off::Percent100(percent, most) => {
            let exact = i128::from(goods.0) * i128::from(percent) / i128::from(WHOLE);
            let amount = Vnd(i64::try_from(exact).unwrap_or(i64::MAX));
            most.map_or(amount, |most| amount.min(most))
        }
    };
    let off = Vnd(off.0.clamp(0, goods.0));
    let mut shares = vec![Share::default(); parts.len()];
    for (at, amount) in for_it.into_iter().zip(by_weight(off, &weights)) {
        let own = amount.0 * i64::from(terms.own_percent100.min(10_000)) / WHOLE;
        shares[at] = Share {
            own: Vnd(own),
            market: Vnd(amount.0 - own),
        };
    }
    Ok(shares)
}

/// What a voucher takes off each line of a part: in proportion to the price of the goods, the remainder on the last line.
#[must_use]
pub fn per_line(off: Share, lines: &[Vnd]) -> Vec<Share> {
    let own = by_weight(off.own, lines);
    let market = by_weight(off.market, lines);
    let both = own.into_iter().zip(market);
    both.map(|(own, market)| Share { own, market }).collect()
}

/// What is taken off the parts that take over from one whose goods cost `goods` and of which `off` was taken: the buyer pays no
/// more than was agreed. It is the market that gives it now: a cooperative does not pay for what another one promised.
#[must_use]
pub fn carried(off: Vnd, goods: Vnd, new: &[Vnd]) -> Vec<Share> {
    let sum: i64 = new.iter().map(|part| part.0).sum();
    let kept = match sum >= goods.0 || goods.0 <= 0 {
        true => off,
        false => by_weight(off, &[Vnd(sum), Vnd(goods.0 - sum)])[0],
    };
    let shares = by_weight(kept, new);
    let share = |(share, most): (Vnd, &Vnd)| Share {
        own: Vnd::ZERO,
        market: share.min(*most),
    };
    shares.into_iter().zip(new).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coop(n: u128) -> CooperativeId {
        CooperativeId::from(uuid::Uuid::from_u128(n))
    }

    fn terms(off: Off, cooperative: Option<CooperativeId>, own: u32) -> Terms {
        Terms {
            off,
            least_goods: Vnd(100_000),
            cooperative,
            own_percent100: own,
        }
    }

    #[test]
    fn it_is_shared_by_value_and_by_who_pays() {
        let (a, b) = (coop(1), coop(2));
        let parts = [(a, Vnd(100_000)), (b, Vnd(200_001))];
        let all = apply(&terms(Off::Amount(Vnd(30_000)), None, 0), &parts).expect("applies");
        assert_eq!(all.iter().map(|one| one.market.0).sum::<i64>(), 30_000);
        let half = terms(Off::Percent100(1_000, Some(Vnd(15_000))), Some(b), 5_000);
        let shares = apply(&half, &parts).expect("applies");
        assert_eq!(shares[0], Share::default());
        assert_eq!((shares[1].own.0, shares[1].market.0), (7_500, 7_500));
        let little = apply(&half, &[(b, Vnd(99_000))]);
        assert_eq!(
            little,
            Err(Refused::TooLittle {
                missing: Vnd(1_000)
            })
        );
        assert_eq!(apply(&half, &[(a, Vnd(500_000))]), Err(Refused::NotThese));
    }

    #[test]
    fn a_floor_counts_the_cooperatives_share_only() {
        let share = Share {
            own: Vnd(10_001),
            market: Vnd(5_000),
        };
        let cut = share.reduction(Vnd(100_000)).expect("some");
        assert_eq!(
            (cut.rule, cut.take),
            (Rule::CoFunded, Take::Percent100(1_001))
        );
        assert_eq!(Share::default().reduction(Vnd(100_000)), None);
    }

    #[test]
    fn lines_bear_it_in_proportion_and_the_last_one_the_remainder() {
        let off = Share {
            own: Vnd(10_000),
            market: Vnd(100),
        };
        let lines = per_line(off, &[Vnd(30_000), Vnd(30_000), Vnd(30_000)]);
        let own: Vec<i64> = lines.iter().map(|line| line.own.0).collect();
        let market: Vec<i64> = lines.iter().map(|line| line.market.0).collect();
        assert_eq!((own, market), (vec![3_333, 3_333, 3_334], vec![33, 33, 34]));
        assert!(per_line(off, &[]).is_empty());
    }

    #[test]
    fn who_takes_over_pays_nothing_of_it() {
        let shares = carried(Vnd(20_000), Vnd(200_000), &[Vnd(50_000), Vnd(50_000)]);
        assert_eq!(shares.iter().map(|one| one.market.0).sum::<i64>(), 10_000);
        assert!(shares.iter().all(|one| one.own == Vnd::ZERO));
    }

    proptest! {
        #[test]
        fn never_more_than_the_goods_and_never_lost(
            amounts in prop::collection::vec(1_000_i64..900_000, 1..6), off in 0_i64..2_000_000, own in 0_u32..=10_000,
        ) {
            let parts: Vec<_> = (1..).zip(&amounts).map(|(n, amount)| (coop(n), Vnd(*amount))).collect();
            let given = Terms { least_goods: Vnd::ZERO, ..terms(Off::Amount(Vnd(off)), None, own) };
            let shares = apply(&given, &parts).expect("applies");
            let goods: i64 = amounts.iter().sum();
            prop_assert_eq!(shares.iter().map(|one| one.total().0).sum::<i64>(), off.min(goods));
            for (share, (_, goods)) in shares.iter().zip(&parts) {
                prop_assert!(share.own.0 >= 0 && share.market.0 >= 0);
                prop_assert!(share.total().0 <= goods.0 + i64::try_from(parts.len()).unwrap_or(0));
            }
        }
    }
}
