//! What is known of goods as such: how well they travel, and when they are in season.

mod shipping_class;

pub use shipping_class::{ShippingClass, UnknownClass};
