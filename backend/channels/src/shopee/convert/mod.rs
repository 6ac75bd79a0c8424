//! Shopee's words into ours and back: pure, total, and the only place where money, time and units are converted.

mod items;
mod listing;
mod money;
mod orders;
mod taxonomy;
mod tiers;

pub use items::{models_ids, remote_item};
pub use listing::{channels_for, checked, item_body, item_sku, sku_fields};
pub use money::settled;
pub use orders::{order, package_arranged, return_of};
pub use taxonomy::{attributes, brand_spec, categories};
pub use tiers::{find_tiers, init_body, model_rows};

use shared::time::Millis;

/// Seconds as Shopee writes moments.
pub fn moment(seconds: i64) -> Millis {
    Millis(seconds.saturating_mul(1_000))
}
