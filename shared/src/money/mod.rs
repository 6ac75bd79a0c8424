//! Money: whole đồng.

mod spoken;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use spoken::PriceError;

/// An amount in whole đồng. May be negative (refunds, differences).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = i64, format = "int64"))]
pub struct Vnd(pub i64);

impl Vnd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The amount in đồng.
    #[must_use]
    pub const fn dong(self) -> i64 {
        self.0
    }

    /// The sum, or `None` if it does not fit.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The difference, or `None` if it does not fit.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// `times` as much, or `None` if it does not fit.
    #[must_use]
    pub const fn checked_mul(self, times: i64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }

    /// The sum of several amounts, or `None` if it does not fit.
    #[must_use]
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Shares of the amount in proportion to `weights`, by the method of the largest remainder: the shares add up to the
    /// amount exactly, and no share is a đồng or more away from its proportion. Equal remainders go to the earlier share.
    /// `None` if the weights are empty or all zero (unless the amount is zero, which always splits).
    #[must_use]
    pub fn split(self, weights: &[u64]) -> Option<Vec<Self>> {
        let total: u128 = weights.iter().map(|w| u128::from(*w)).sum();
        if total == 0 {
            return (self.0 == 0).then(|| vec![Self::ZERO; weights.len()]);
        }
        let amount = u128::from(self.0.unsigned_abs());
        let mut shares = Vec::with_capacity(weights.len());
        let mut given: u128 = 0;
        for (at, weight) in weights.iter().enumerate() {
            let exact = amount.checked_mul(u128::from(*weight))?;
            given += exact / total;
            shares.push((exact % total, at, exact / total));
        }
        shares.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let left = usize::try_from(amount - given).ok()?;
        for share in shares.iter_mut().take(left) {
            share.2 += 1;
        }
        shares.sort_by_key(|share| share.1);
        shares
            .into_iter()
            .map(|share| signed(share.2, self.0 < 0))
            .collect()
    }
}

fn signed(amount: u128, negative: bool) -> Option<Vnd> {
    let amount = i128::try_from(amount).ok()?;
    i64::try_from(if negative { -amount } else { amount })
        .ok()
        .map(Vnd)
}

/// Writes digits with a dot between thousands.
pub(crate) fn write_grouped(f: &mut impl fmt::Write, value: u64) -> fmt::Result {
    let digits = value.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            f.write_char('.')?;
        }
        f.write_char(digit)?;
    }
    Ok(())
}

impl fmt::Display for Vnd {
    /// `1.234.567 ₫`, with a no-break space and a true minus sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            f.write_str("\u{2212}")?;
        }
        write_grouped(f, self.0.unsigned_abs())?;
        f.write_str("\u{a0}₫")
    }
}

#[cfg(test)]
mod tests;
