//! What a channel tells us on its own. A hint: what is true is fetched.

use serde::{Deserialize, Serialize};

use crate::time::Millis;

/// What a push is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "key")]
pub enum EventKind {
    /// This order changed.
    Order(String),
    /// This return changed.
    Return(String),
    /// This item was banned, reviewed, locked or edited there.
    Item(String),
    /// The account withdrew its authorisation, or it ends soon.
    Account,
    /// A sign of life that asks for nothing.
    Ping,
    /// Something this adapter does not know; kept raw for a person to see.
    Unknown(String),
}

/// One pushed event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What it is about.
    pub kind: EventKind,
    /// The shop it concerns, as the channel names it; none when it is not said.
    pub shop: Option<String>,
    /// The same for every copy of one event, and for no other of the channel.
    pub dedupe: String,
    /// When it happened, by the channel's clock.
    pub at: Option<Millis>,
}
