//! Pre-orders: what of an expected harvest may be sold ahead, and who gets what of a harvest that came in.
//!
//! A forecast is what a cooperative expects and how sure it is. Of what is still expected only that share is sold ahead
//! which the confidence allows; caps bound it further. When goods come in they are given out in the order of payment, and
//! nobody overtakes: what is left for somebody who asked for more is kept for him.

mod share;

pub use share::{Given, Outcome, Waiting, share_out};

/// The numbers of a forecast. Quantities in smallest steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ahead {
    /// What is expected in all.
    pub quantity: i64,
    /// How sure that is, in percent, 1 to 100.
    pub confidence: i64,
    /// What of it has come in.
    pub harvested: i64,
    /// What is promised to buyers and has not come in.
    pub promised: i64,
    /// What buyers were given of what came in.
    pub served: i64,
    /// The most that is sold ahead in all.
    pub cap: Option<i64>,
}

impl Ahead {
    /// What may be promised besides: forecast × confidence − promised, of what is still expected, within the cap, in whole
    /// multiples of `step`. Never below zero.
    #[must_use]
    pub fn sellable(&self, step: i64) -> i64 {
        let expected = self.quantity.saturating_sub(self.harvested).max(0);
        let sure = expected.saturating_mul(self.confidence.clamp(0, 100)) / 100;
        let left = sure.saturating_sub(self.promised);
        let capped = self.cap.map_or(left, |cap| {
            left.min(
                cap.saturating_sub(self.promised)
                    .saturating_sub(self.served),
            )
        });
        let whole = capped.max(0);
        whole - whole % step.max(1)
    }
}

#[cfg(test)]
mod tests;
