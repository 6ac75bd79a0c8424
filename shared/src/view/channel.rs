//! What members and operators see of channels.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// The channels of a cooperative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelsView {
    /// Shops that are connected.
    pub shops: Vec<ShopLine>,
    /// Channels that can be connected.
    pub offered: Vec<OfferedChannel>,
    /// May connect and set prices.
    pub may_manage: bool,
    /// May list, pause and answer.
    pub may_sell: bool,
    /// Something is being sold somewhere.
    pub selling: bool,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// A connected shop in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopLine {
    /// Its id, for addresses.
    pub id: String,
    /// `Shopee · Gian hàng na Chi Lăng`.
    pub name: String,
    /// Its state in words.
    pub state: String,
    /// Something is wrong.
    pub bad: bool,
    /// Why, and the remedy.
    pub note: Option<String>,
    /// Last sync and counts, in words.
    pub detail: String,
}

/// A channel that can be connected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedChannel {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What selling there means.
    pub summary: String,
    /// What is taken for granted, said plainly.
    pub assumed: Vec<String>,
    /// It asks for consent on its own page.
    pub consent: bool,
    /// What a person enters: key, label, secret.
    pub fields: Vec<(String, String, bool)>,
}

/// One shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopView {
    /// The shop.
    pub shop: ShopLine,
    /// Its channel's code.
    pub code: String,
    /// May set prices and disconnect.
    pub may_manage: bool,
    /// May list, pause and answer.
    pub may_sell: bool,
    /// Selling is stopped.
    pub paused: bool,
    /// It is being disconnected.
    pub closing: bool,
    /// Workbooks are carried by hand.
    pub files: bool,
    /// The channel fetches this address.
    pub feed: Option<String>,
    /// Steps for a person: id, what to do, until when, done.
    pub steps: Vec<StepLine>,
    /// Fields that wait for a choice.
    pub conflicts: Vec<ConflictLine>,
    /// Items that are probably ours.
    pub matches: Vec<MatchLine>,
    /// What is there.
    pub listings: Vec<ShopListing>,
    /// What can be put there: id and title.
    pub addable: Vec<(String, String)>,
    /// What did not work: words.
    pub failures: Vec<String>,
    /// Settings, as numbers in the form: platform, service, voucher and returns in percent, freight in đồng, markup in
    /// percent, buffer in units.
    pub settings: Vec<(String, String, String)>,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// A step on a portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLine {
    /// Its id.
    pub id: String,
    /// What to do.
    pub say: String,
    /// Until when.
    pub due: Option<String>,
    /// Its time is over.
    pub late: bool,
}

/// A field with two values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictLine {
    /// Its id.
    pub id: String,
    /// `Giá · Na Chi Lăng`.
    pub title: String,
    /// What happened.
    pub why: String,
    /// Ours.
    pub ours: String,
    /// The channel's.
    pub theirs: String,
    /// The channel's value can be taken over.
    pub takeable: bool,
}

/// An item there that is probably ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchLine {
    /// The channel's item and variant, as one form value.
    pub key: String,
    /// Its name there.
    pub theirs: String,
    /// Our good.
    pub ours: String,
    /// `Cùng mã · chắc 100 %`.
    pub because: String,
    /// Sure enough to be ticked.
    pub sure: bool,
}

/// A listing in a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopListing {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// State in words.
    pub state: String,
    /// Something is wrong.
    pub bad: bool,
    /// Why.
    pub note: Option<String>,
    /// Findings: words, and the address of the form that mends it.
    pub findings: Vec<(String, String)>,
    /// Units: price there, what is received, what is told of stock.
    pub units: Vec<String>,
    /// Its page there.
    pub url: Option<String>,
    /// Hidden by a member.
    pub hidden: bool,
}

/// What operators see of channels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelsOverview {
    /// Label and number: waiting, oldest, parked, held.
    pub facts: Vec<(String, String)>,
    /// Orders that wait: what, since when, until when; account and key for trying again.
    pub held: Vec<(String, String, String)>,
    /// Parked jobs: account, words.
    pub parked: Vec<(String, String)>,
    /// Accounts whose consent ends: name, day.
    pub ending: Vec<(String, String)>,
}

/// Choosing a channel's category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryView {
    /// Where the form goes.
    pub action: String,
    /// Words looked for.
    pub q: String,
    /// Categories: id, path, chosen.
    pub found: Vec<(String, String, bool)>,
    /// Attributes of the chosen one: id, name (with what is compulsory), value.
    pub attributes: Vec<(String, String, String)>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}
