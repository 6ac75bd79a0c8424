//! Tax that a market with ordering and payment withholds: of its sellers' sales, and of commissions it pays to persons. Rates by
//! date and by what the seller is.
//!
//! Of households and persons only; cooperatives, their unions and companies declare their own (Decree 117/2025 from
//! 2025-07-01, Decree 252/2026 from 2026-07-01). A cooperative group is no legal person: its members sell as households. A
//! rate that changes is a new row with its day, never an edit.

use crate::money::Vnd;
use crate::time::VnDate;

/// What a seller is before the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seller {
    /// A cooperative or a union of cooperatives.
    Cooperative,
    /// A company.
    Company,
    /// A household business.
    Household,
    /// A person.
    Person,
}

impl Seller {
    /// What a seller of goods is, by the kind that is kept of it.
    #[must_use]
    pub fn of_kind(kind: &str) -> Self {
        match kind {
            "group" | "household" => Self::Household,
            "person" => Self::Person,
            "company" => Self::Company,
            _ => Self::Cooperative,
        }
    }
}

/// Rates that hold from a day on, in hundredths of a percent of what the buyer pays for goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The first day, `yyyy-mm-dd`.
    pub from: VnDate,
    /// Value-added tax.
    pub vat: u32,
    /// Income tax.
    pub income: u32,
    /// Where it is written.
    pub source: &'static str,
}

const fn day(y: i32, m: u8, d: u8) -> VnDate {
    VnDate { y, m, d }
}

/// The rates for goods, the oldest first.
pub const RATES: [Rate; 2] = [
    Rate {
        from: day(2025, 7, 1),
        vat: 100,
        income: 50,
        source: "Decree 117/2025",
    },
    Rate {
        from: day(2026, 7, 1),
        vat: 100,
        income: 50,
        source: "Decree 252/2026",
    },
];

/// Income tax of commissions and fees that are paid to persons, in hundredths of a percent of the whole payment, from a payment
/// of so much on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfPayments {
    /// The first day.
    pub from: VnDate,
    /// Smaller payments are paid out whole.
    pub least: Vnd,
    /// Income tax.
    pub income: u32,
    /// Where it is written.
    pub source: &'static str,
}

/// The rates for commissions, the oldest first (*assumed*: that Decree 253/2026 holds from the day of its sister decrees).
pub const OF_PAYMENTS: [OfPayments; 2] = [
    OfPayments {
        from: day(2013, 10, 1),
        least: Vnd(2_000_000),
        income: 1_000,
        source: "Circular 111/2013",
    },
    OfPayments {
        from: day(2026, 7, 1),
        least: Vnd(5_000_000),
        income: 1_000,
        source: "Decree 253/2026",
    },
];

fn part(of: Vnd, percent100: u32) -> Vnd {
    let of = of.0.max(0);
    let percent100 = i64::from(percent100);
    Vnd(of / 10_000 * percent100 + of % 10_000 * percent100 / 10_000)
}

/// The income tax that is withheld of a payment of `gross` to `seller` on `on`. Households and persons alike; nothing of those
/// who declare their own.
#[must_use]
pub fn of_payment(seller: Seller, gross: Vnd, on: VnDate) -> Vnd {
    if matches!(seller, Seller::Cooperative | Seller::Company) {
        return Vnd::ZERO;
    }
    let rate = OF_PAYMENTS.iter().rev().find(|rate| rate.from <= on);
    let rate = rate.filter(|rate| gross >= rate.least);
    rate.map_or(Vnd::ZERO, |rate| part(gross, rate.income))
}

/// What is withheld of goods sold for `base` on `on`, by the name of the tax: `vat` and `income`. Nothing of those who
/// declare their own, and nothing before the first rate.
#[must_use]
pub fn withheld(seller: Seller, base: Vnd, on: VnDate) -> Vec<(&'static str, Vnd)> {
    if matches!(seller, Seller::Cooperative | Seller::Company) {
        return Vec::new();
    }
    let Some(rate) = RATES.iter().rev().find(|rate| rate.from <= on) else {
        return Vec::new();
    };
    vec![
        ("vat", part(base, rate.vat)),
        ("income", part(base, rate.income)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn households_are_withheld_from_cooperatives_are_not() {
        let on = day(2026, 11, 28);
        assert_eq!(
            withheld(Seller::Household, Vnd(300_000), on),
            [("vat", Vnd(3_000)), ("income", Vnd(1_500))]
        );
        assert!(withheld(Seller::Cooperative, Vnd(300_000), on).is_empty());
        assert!(withheld(Seller::Company, Vnd(300_000), on).is_empty());
        assert!(withheld(Seller::Person, Vnd(300_000), day(2025, 6, 30)).is_empty());
    }

    #[test]
    fn commissions_of_persons_are_taxed_from_a_payment_of_so_much_on() {
        let on = day(2026, 11, 28);
        let of = |gross, on| of_payment(Seller::Person, Vnd(gross), on);
        assert_eq!(of(6_000_000, on), Vnd(600_000));
        assert_eq!(of(5_000_000, on), Vnd(500_000));
        assert_eq!(of(4_999_999, on), Vnd(0));
        assert_eq!(of(2_000_000, day(2026, 6, 30)), Vnd(200_000));
        let whole = of_payment(Seller::Cooperative, Vnd(6_000_000), on);
        assert_eq!(whole, Vnd(0));
    }

    #[test]
    fn a_group_sells_as_households_do() {
        assert_eq!(Seller::of_kind("group"), Seller::Household);
        assert_eq!(Seller::of_kind("cooperative"), Seller::Cooperative);
        assert_eq!(Seller::of_kind("union"), Seller::Cooperative);
    }

    #[test]
    fn rates_stand_in_the_order_of_their_days() {
        assert!(
            OF_PAYMENTS
                .windows(2)
                .all(|pair| pair[0].from < pair[1].from)
        );
        assert!(RATES.windows(2).all(|pair| pair[0].from < pair[1].from));
    }
}
