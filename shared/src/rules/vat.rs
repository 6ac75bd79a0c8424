//! The rate of value-added tax that an invoice line probably has: rules by date, by what the goods are and whose. Where they do
//! not say, nothing is guessed: whoever keeps the books fills it in.
//!
//! Prices contain the tax. Own-grown farm goods that are not processed, or only prepared as usual, are outside the tax when their
//! producer sells them, a cooperative or a household alike (*assumed*: the day from which the rule is kept here). Processed
//! goods have the standard rate of 10 %, lowered to 8 % until the end of 2026 (Resolution 204/2025). A rate that changes is a
//! new row with its day, never an edit.

use crate::money::Vnd;
use crate::rules::voucher::Share;
use crate::say::Locale;
use crate::time::VnDate;

/// What goods are to the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of plants and animals, not processed.
    Farm,
    /// Made of them.
    Processed,
}

/// A rate with the days on which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The first day.
    pub from: VnDate,
    /// For which goods.
    pub kind: Kind,
    /// Only for what the seller produced itself.
    pub own: bool,
    /// As an invoice writes it: `KCT` is outside the tax.
    pub rate: &'static str,
    /// Why, in Vietnamese and English.
    pub why: (&'static str, &'static str),
}

const fn day(y: i32, m: u8, d: u8) -> VnDate {
    VnDate { y, m, d }
}

/// The rules, of each kind the oldest first.
pub const RULES: [Rule; 3] = [
    Rule {
        from: day(2025, 7, 1),
        kind: Kind::Farm,
        own: true,
        rate: "KCT",
        why: (
            "Nông sản tự sản xuất, chưa chế biến: không chịu thuế",
            "Own farm goods, not processed: outside the tax",
        ),
    },
    Rule {
        from: day(2025, 7, 1),
        kind: Kind::Processed,
        own: false,
        rate: "8%",
        why: (
            "Hàng chế biến, giảm còn 8% đến hết 2026 (Nghị quyết 204/2025)",
            "Processed, lowered to 8% until the end of 2026 (Resolution 204/2025)",
        ),
    },
    Rule {
        from: day(2027, 1, 1),
        kind: Kind::Processed,
        own: false,
        rate: "10%",
        why: ("Hàng chế biến", "Processed"),
    },
];

/// What goods of an OCOP group (Decision 148/QĐ-TTg) are; none where the group does not say, such as spices and gifts.
#[must_use]
pub fn kind(group: &str) -> Option<Kind> {
    let of = |prefix: &str| group == prefix || group.starts_with(&format!("{prefix}."));
    if of("I.1") || of("I.2") {
        Some(Kind::Farm)
    } else if of("I.3") || of("I.5") || of("I.6") {
        Some(Kind::Processed)
    } else {
        None
    }
}

/// The rule for goods of a group that are sold on a day by their producer (`own`) or somebody else.
#[must_use]
pub fn rule(group: &str, own: bool, on: VnDate) -> Option<&'static Rule> {
    let kind = kind(group)?;
    RULES
        .iter()
        .rev()
        .find(|rule| rule.kind == kind && rule.from <= on && (own || !rule.own))
}

/// Rate and reason of a line, as the export writes them.
#[must_use]
pub fn written(group: &str, own: bool, on: VnDate, l: Locale) -> (&'static str, &'static str) {
    match rule(group, own, on) {
        Some(rule) => (rule.rate, l.say(rule.why.0, rule.why.1)),
        None => ("", l.say("Kế toán điền", "For the accountant")),
    }
}

/// What a line is invoiced at: its price less what the seller gives of a voucher. What the market gives pays for it, and
/// is no discount of the seller's.
#[must_use]
pub const fn invoiced(total: Vnd, off: Share) -> Vnd {
    Vnd(total.0 - off.own.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_fresh_goods_are_outside_the_tax_and_others_are_left_to_the_accountant() {
        let on = day(2026, 11, 28);
        let rate = |group, own| written(group, own, on, Locale::Vi).0;
        assert_eq!(rate("I.1.a", true), "KCT");
        assert_eq!(rate("I.2.b", true), "KCT");
        assert_eq!(rate("I.1.a", false), "");
        assert_eq!(rate("I.4.b", true), "");
        assert_eq!(rate("", true), "");
        assert_eq!(rate("I.10", true), "");
    }

    #[test]
    fn the_lowered_rate_ends_with_its_year() {
        let rate = |on| written("I.5", true, on, Locale::Vi).0;
        assert_eq!(rate(day(2025, 6, 30)), "");
        assert_eq!(rate(day(2026, 12, 31)), "8%");
        assert_eq!(rate(day(2027, 1, 1)), "10%");
    }

    #[test]
    fn only_the_sellers_own_share_lowers_the_invoice() {
        let off = Share {
            own: Vnd(10_000),
            market: Vnd(5_000),
        };
        assert_eq!(invoiced(Vnd(100_000), off), Vnd(90_000));
    }
}
