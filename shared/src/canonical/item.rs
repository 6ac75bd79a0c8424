//! What stands on a channel already.

use serde::{Deserialize, Serialize};

use crate::money::Vnd;
use crate::time::Millis;

/// A page of what was asked for. The end is where there is no cursor, never where a page is short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// How an item stands on the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "raw")]
pub enum RemoteItemState {
    /// Buyers see it.
    Live,
    /// The channel's people look at it.
    InReview,
    /// Hidden by the seller.
    Hidden,
    /// Refused or banned, with the channel's words.
    Rejected(String),
    /// A promotion or campaign holds it: price or stock cannot be changed now.
    Locked(String),
    /// Gone for good.
    Deleted,
    /// A state this adapter does not know.
    Unknown(String),
}

/// A sellable unit as it stands on the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteVariant {
    /// The channel's id; empty where items have no variants.
    pub id: String,
    /// The seller's SKU there.
    pub sku: String,
    /// Its name there.
    pub name: String,
    /// Its price there.
    pub price: Vnd,
    /// What can be bought there now.
    pub stock: i64,
    /// What the channel keeps for orders or campaigns; stock cannot be set below it.
    pub reserved: i64,
}

/// An item as it stands on the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteItem {
    /// The channel's id.
    pub id: String,
    /// The seller's SKU of the whole item, if any.
    pub sku: String,
    /// Title there.
    pub title: String,
    /// Address of its page there, if known.
    pub url: Option<String>,
    /// How it stands.
    pub state: RemoteItemState,
    /// When it changed there.
    pub updated_at: Option<Millis>,
    /// Its sellable units; one without an id where items have no variants.
    pub variants: Vec<RemoteVariant>,
}
