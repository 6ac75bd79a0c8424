//! Shopee's structures, spelled as Shopee spells them. What is not needed is not read; what may be missing defaults.

mod goods;
mod num;
mod order;
mod product;

pub use goods::*;
pub use num::{Dong, Id, Whole};
pub use order::*;
pub use product::*;

use serde::Deserialize;
use serde_json::value::RawValue;

/// What is around every answer. Success is an empty `error`; the HTTP status says nothing.
#[derive(Deserialize)]
pub struct Envelope {
    #[serde(default)]
    pub error: String,
    #[serde(default)]
    pub message: String,
    pub response: Option<Box<RawValue>>,
}

/// Answer of the token calls, at top level.
#[derive(Deserialize)]
pub struct Tokens {
    pub access_token: String,
    pub refresh_token: String,
    pub expire_in: Whole,
    #[serde(default)]
    pub shop_id_list: Vec<Id>,
}

/// `get_shop_info`, at top level.
#[derive(Deserialize)]
pub struct ShopInfo {
    #[serde(default)]
    pub shop_name: String,
    pub expire_time: Option<Whole>,
}
