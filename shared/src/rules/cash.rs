//! Who may pay on delivery: a parcel that is refused costs the cooperative two ways of freight and often the goods. The rule is
//! shown to whoever it meets.

use crate::say::Locale;

/// How long a refused parcel counts, in days.
pub const COUNTS_DAYS: i64 = 365;
/// From so many refused parcels on somebody calls before the goods are packed.
pub const CALL_FROM: i64 = 1;
/// From so many on the buyer pays first.
pub const PREPAY_FROM: i64 = 2;

/// What a number with refused parcels may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cash {
    /// Pays on delivery.
    Free,
    /// Pays on delivery after a call.
    Call,
    /// Pays first.
    Prepay,
}

/// What a phone may do that refused so many parcels within [`COUNTS_DAYS`] days.
#[must_use]
pub const fn cash(refused: i64) -> Cash {
    if refused >= PREPAY_FROM {
        Cash::Prepay
    } else if refused >= CALL_FROM {
        Cash::Call
    } else {
        Cash::Free
    }
}

/// Why it has to be paid first, and what to do.
#[must_use]
pub fn why_prepay(refused: i64, l: Locale) -> String {
    match l {
        Locale::Vi => format!(
            "Số điện thoại này đã không nhận {refused} kiện trong một năm. Chọn chuyển khoản trước, hoặc gọi hợp tác xã"
        ),
        Locale::En => format!(
            "{refused} parcels for this number were refused within a year. Choose to pay by transfer, or call the cooperative"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_was_refused_the_less_is_trusted() {
        let rule: Vec<Cash> = (0..4).map(cash).collect();
        assert_eq!(rule, [Cash::Free, Cash::Call, Cash::Prepay, Cash::Prepay]);
        assert!(why_prepay(2, Locale::Vi).contains("2 kiện"));
    }
}
