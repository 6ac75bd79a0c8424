//! Decisions as pure functions: the same facts give the same answer, and whoever stores the facts can replay it.

pub mod badge;
pub mod cash;
pub mod catch_weight;
pub mod category_guess;
pub mod channel_stock;
pub mod claims;
pub mod credit_match;
pub mod fefo;
pub mod floor;
pub mod gate;
pub mod guess;
pub mod ledger;
pub mod live;
pub mod market_state;
pub mod matching;
pub mod memo;
pub mod parcel_size;
pub mod preorder;
pub mod reconcile;
pub mod respond;
pub mod routing;
pub mod shipping;
pub mod tax_code;
pub mod three_way;
pub mod withholding;
pub mod you_receive;
