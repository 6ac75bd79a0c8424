//! Quantities: whole numbers of a unit's smallest step, typed and shown as decimals of the unit.

mod decimal;
mod price;
mod unit;

use std::fmt;

pub use decimal::QuantityError;
pub use price::{line_total, per_kg, per_litre};
pub use unit::{Measure, Unit, UnknownUnit};

use crate::say::Locale;

/// A quantity of goods in the unit it is sold in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How many of the unit's smallest steps: grams, millilitres, pieces.
    pub steps: i64,
    /// The unit it is sold and shown in.
    pub unit: Unit,
}

impl Quantity {
    /// The largest number of steps that can be typed: a million tonnes of grams.
    pub const MAX_STEPS: i64 = 1_000_000_000_000;

    /// A quantity of `steps` smallest steps.
    #[must_use]
    pub const fn of(steps: i64, unit: Unit) -> Self {
        Self { steps, unit }
    }

    /// Reads a decimal number of units: `5.5` as programs write it or `5,5` as people do. There is no grouping of
    /// thousands, so that `1.250` of a kilogram is one and a quarter. The number must be above zero and whole in steps.
    ///
    /// # Errors
    /// A [`QuantityError`] that says what to change.
    pub fn parse(text: &str, unit: Unit) -> Result<Self, QuantityError> {
        match decimal::parse(text, unit.steps_per_unit())? {
            0 => Err(QuantityError::Zero),
            steps => Ok(Self { steps, unit }),
        }
    }

    /// As [`Quantity::parse`], but nothing is a quantity too: for stock that is counted.
    ///
    /// # Errors
    /// As for [`Quantity::parse`], without [`QuantityError::Zero`].
    pub fn parse_stock(text: &str, unit: Unit) -> Result<Self, QuantityError> {
        decimal::parse(text, unit.steps_per_unit()).map(|steps| Self { steps, unit })
    }

    /// The decimal number of units as the API writes it: `5.5`, `12`, `-0.25`.
    #[must_use]
    pub fn decimal(self) -> String {
        decimal::format(self.steps, self.unit.steps_per_unit(), '.')
    }

    /// The decimal number of units as people read it: `5,5` in Vietnamese, `5.5` in English.
    #[must_use]
    pub fn number(self, l: Locale) -> String {
        match l {
            Locale::Vi => decimal::format(self.steps, self.unit.steps_per_unit(), ','),
            Locale::En => self.decimal(),
        }
    }

    /// Number and unit, kept together by a no-break space: `5,5 kg`.
    #[must_use]
    pub fn words(self, l: Locale) -> String {
        let many = self.steps != self.unit.steps_per_unit();
        format!("{}\u{a0}{}", self.number(l), self.unit.counted(many, l))
    }
}

impl fmt::Display for Quantity {
    /// The API's decimal number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decimal())
    }
}

#[cfg(test)]
mod tests;
