//! What is known of goods as such: how well they travel, and when they are in season.

mod season;
mod shipping_class;

pub use season::{Season, SeasonCell};
pub use shipping_class::{ShippingClass, UnknownClass};
