//! Prices as members type and say them.

/// Why a text is not a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceError {
    /// Nothing was typed.
    Empty,
}
