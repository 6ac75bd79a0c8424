//! How much of a unit a channel may sell, from what is free in the ledger.

use serde::{Deserialize, Serialize};

/// What a channel gets of the free stock. Whole units as the channel sells them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Kept back for the other places of sale.
    pub buffer: i64,
    /// The most this channel is ever told; none for all that is left.
    pub quota: Option<i64>,
}

/// What a channel is told of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// How many can be bought there.
    pub stock: i64,
    /// Nothing can be bought there: it is shown as sold out, or hidden where the channel takes no such number.
    pub paused: bool,
}

/// Smallest steps in one unit as channels sell it: a unit of sale, or what it is sold in multiples of where that is more.
#[must_use]
pub const fn steps_per_piece(steps_per_unit: i64, step: i64) -> i64 {
    let unit = if steps_per_unit < 1 {
        1
    } else {
        steps_per_unit
    };
    if step <= unit {
        return unit;
    }
    // Whole units, so that the price of a piece is whole units' prices.
    ((step + unit - 1) / unit) * unit
}

/// What to tell of `free` smallest steps, `per_piece` of which are one unit. Below `least` (the least number the channel
/// takes) nothing is told and the unit is paused.
#[must_use]
pub fn told(free: i64, per_piece: i64, allowance: Allowance, least: i64) -> Told {
    let pieces = free.max(0) / per_piece.max(1);
    let left = pieces.saturating_sub(allowance.buffer.max(0)).max(0);
    let stock = allowance.quota.map_or(left, |quota| left.min(quota.max(0)));
    if stock == 0 || stock < least {
        return Told {
            stock: 0,
            paused: true,
        };
    }
    Told {
        stock,
        paused: false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn grams_become_kilograms_and_multiples_become_packs() {
        assert_eq!(steps_per_piece(1_000, 500), 1_000);
        assert_eq!(steps_per_piece(1_000, 2_000), 2_000);
        assert_eq!(steps_per_piece(1_000, 2_500), 3_000);
        assert_eq!(steps_per_piece(1, 1), 1);
        let all = Allowance::default();
        assert_eq!(told(12_700, 1_000, all, 0).stock, 12);
    }

    #[test]
    fn nothing_is_told_below_the_channels_least() {
        let kept = Allowance {
            buffer: 2,
            quota: None,
        };
        assert_eq!(
            told(3, 1, kept, 1),
            Told {
                stock: 1,
                paused: false
            }
        );
        assert!(told(2, 1, kept, 1).paused);
        assert!(told(5, 1, kept, 4).paused);
    }

    proptest! {
        #[test]
        fn never_more_than_is_free(
            free in -5_i64..100_000, per in 1_i64..3_000, buffer in -3_i64..50,
            quota in proptest::option::of(-3_i64..50), least in 0_i64..4,
        ) {
            let told = told(free, per, Allowance { buffer, quota }, least);
            prop_assert!(told.stock >= 0);
            prop_assert!(told.stock * per <= free.max(0));
            prop_assert!(quota.is_none_or(|quota| told.stock <= quota.max(0)));
            prop_assert_eq!(told.paused, told.stock == 0);
            prop_assert!(told.stock == 0 || told.stock >= least);
        }
    }
}
