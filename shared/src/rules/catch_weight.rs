//! Goods that are settled by the scale: an order of about 1.5 kg is charged by what is weighed when it is packed.

use crate::quantity::{Quantity, Unit};
use crate::say::Locale;

/// How far the weighed quantity may be from the ordered one, in percent. An animal of a breed and age spreads about as
/// much; more would be another good than the one ordered, which the buyer has to agree to.
pub const PERCENT: i64 = 10;
/// The tolerance is at least so many grams (millilitres, for what is measured so): kitchen scales and small orders.
pub const LEAST: i64 = 100;

/// By how much the weighed quantity may differ, in smallest steps.
#[must_use]
pub const fn tolerance(ordered: i64) -> i64 {
    let part = ordered / 100 * PERCENT + ordered % 100 * PERCENT / 100;
    if part < LEAST { LEAST } else { part }
}

/// The least and the most that may be weighed, in smallest steps.
#[must_use]
pub const fn range(ordered: i64) -> (i64, i64) {
    let by = tolerance(ordered);
    let least = if ordered > by { ordered - by } else { 1 };
    (least, ordered + by)
}

/// A weighed quantity may be charged for this order.
#[must_use]
pub const fn fits(ordered: i64, weighed: i64) -> bool {
    let (least, most) = range(ordered);
    weighed >= least && weighed <= most
}

/// What the buyer reads before ordering: `tính tiền theo cân, chênh không quá 10 %`.
#[must_use]
pub fn note(l: Locale) -> String {
    match l {
        Locale::Vi => format!("tính tiền theo cân, chênh không quá {PERCENT}\u{a0}%"),
        Locale::En => format!("charged by weight, within {PERCENT}\u{a0}%"),
    }
}

/// What the buyer reads of a quantity: `khoảng 1,5 kg, tính tiền theo cân, chênh không quá 10 %`.
#[must_use]
pub fn about(ordered: i64, unit: Unit, l: Locale) -> String {
    let quantity = Quantity::of(ordered, unit).words(l);
    format!("{} {quantity}, {}", l.say("khoảng", "about"), note(l))
}

/// How much was ordered of what is sold in animals of `piece` steps: `2 con, khoảng 3,4 kg`. Only the amount when that is no
/// whole number of them.
#[must_use]
pub fn animals(ordered: i64, piece: i64, unit: Unit, l: Locale) -> String {
    let amount = Quantity::of(ordered, unit).words(l);
    if piece <= 0 || ordered % piece != 0 {
        return amount;
    }
    let number = Quantity::of(ordered / piece, Unit::Con).words(l);
    format!("{number}, {} {amount}", l.say("khoảng", "about"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_and_at_least_a_hundred_grams() {
        assert_eq!(range(1_500), (1_350, 1_650));
        assert_eq!(range(500), (400, 600));
        assert_eq!(range(80), (1, 180));
        assert!(fits(1_500, 1_620) && !fits(1_500, 1_651) && !fits(1_500, 1_349));
    }

    #[test]
    fn animals_are_counted() {
        let two = animals(3_400, 1_700, Unit::Kg, Locale::Vi);
        assert_eq!(two, "2\u{a0}con, khoảng 3,4\u{a0}kg");
        let loose = animals(3_500, 1_700, Unit::Kg, Locale::Vi);
        assert_eq!(loose, "3,5\u{a0}kg");
    }

    #[test]
    fn buyers_read_it_before_they_order() {
        assert_eq!(
            about(1_500, Unit::Kg, Locale::Vi),
            "khoảng 1,5\u{a0}kg, tính tiền theo cân, chênh không quá 10\u{a0}%"
        );
    }
}
