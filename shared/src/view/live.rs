//! What the pages of a livestream show.

use serde::{Deserialize, Serialize};

/// A good in a livestream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveGood {
    /// `A1`.
    pub code: String,
    /// Title and pack.
    pub name: String,
    /// Whose.
    pub cooperative: String,
    /// The price of one unit, in words.
    pub price: String,
    /// How much can be sold now, in words; none when it is sold out.
    pub free: Option<String>,
    /// How many viewers keep some.
    pub holding: i64,
    /// How many wait.
    pub waiting: i64,
    /// It is what is spoken of.
    pub pinned: bool,
    /// How often it was.
    pub times_pinned: i64,
    /// The last part of the address of its product page.
    pub slug: String,
}

/// A livestream as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveView {
    /// The last part of its address.
    pub slug: String,
    /// The cooperative that runs it.
    pub host: String,
    /// It is over.
    pub ended: bool,
    /// A number that changes when anything in it does.
    pub version: i64,
    /// Its goods in the order of their codes.
    pub goods: Vec<LiveGood>,
}

/// A comment in the console.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveTalk {
    /// Who wrote it.
    pub name: String,
    /// As it was written.
    pub text: String,
    /// The last part of the address of the viewer's basket.
    pub token: String,
    /// Codes claimed again as before.
    pub repeated: String,
    /// Codes whose amount has to be asked.
    pub unclear: String,
}

/// A line of a viewer's basket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveLine {
    /// `A1`.
    pub code: String,
    /// The good.
    pub name: String,
    /// How much, in words.
    pub amount: String,
    /// Kept until this time of day, or its place in line, in words.
    pub state: String,
}

/// A good or a livestream to choose: its value and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveChoice {
    /// An offer, or the last part of a livestream's address.
    pub value: String,
    /// The good with its pack and its cooperative, or the day.
    pub words: String,
    /// How much is free, or whether it is over.
    pub detail: String,
}
