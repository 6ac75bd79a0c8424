//! Where goods may be sent, what it costs and when they arrive. Fees and days are the market's own table until a carrier
//! gives its own; everything but the distance is whole numbers.

mod distance;
mod fee;
mod lane;
mod window;

pub use distance::{Area, Band};
pub use fee::{FEE_TABLE, chargeable_weight, fee, is_heavy};
pub use lane::{Handover, Lane, LaneRefusal, LaneRequest, Transit, lane, transit};
pub use window::{CUT_OFF_MINUTE, NoShipDay, PackDays, Window, window, window_packed};

#[cfg(test)]
mod tests;
