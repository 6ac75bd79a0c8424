//! Tax that a market with ordering and payment withholds of its sellers' sales: rates by date and by what the seller is.
//!
//! Of households and persons only; cooperatives, their unions and companies declare their own (Decree 117/2025 from
//! 2025-07-01, Decree 252/2026 from 2026-07-01). A rate that changes is a new row with its day, never an edit.

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
    let part = |percent100: u32| {
        Vnd(base.0.max(0) / 10_000 * i64::from(percent100)
            + base.0.max(0) % 10_000 * i64::from(percent100) / 10_000)
    };
    vec![("vat", part(rate.vat)), ("income", part(rate.income))]
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
    fn rates_stand_in_the_order_of_their_days() {
        assert!(RATES.windows(2).all(|pair| pair[0].from < pair[1].from));
    }
}
