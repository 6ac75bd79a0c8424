//! What members and operators see of channels.

mod after;
mod members;

use serde::{Deserialize, Serialize};

pub use after::{ReturnLine, ReturnsView, SettledRow, SettledView};
pub use members::{InvitationLine, MemberLine, MembersView};

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
    /// Shops of unions that asked, or sell the cooperative's goods.
    pub invitations: Vec<InvitationLine>,
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
    /// The channel has returns.
    pub returns: bool,
    /// What it pays out is known, from itself or from a file.
    pub payouts: bool,
    /// Its orders come back, so that several cooperatives can sell there.
    pub union: bool,
    /// The channel fetches this address.
    pub feed: Option<String>,
    /// The channel pushes to this address, which is this shop's own.
    pub hook: Option<String>,
    /// Codes in orders that nobody here knows.
    pub unmapped: Vec<UnmappedLine>,
    /// What such a code can be: id and words.
    pub units: Vec<(String, String)>,
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
    /// How prices follow ours: value, words, chosen.
    pub rules: Vec<(String, String, bool)>,
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

/// A code that nobody here knows, in an order that waits for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmappedLine {
    /// The channel's code.
    pub code: String,
    /// Its name there.
    pub name: String,
    /// The order.
    pub order: String,
    /// Until when the order must be handed over.
    pub due: Option<String>,
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
    /// It is not sent until a finding is mended.
    pub stopped: bool,
    /// Units: price there, what is received, what is told of stock.
    pub units: Vec<String>,
    /// Its page there.
    pub url: Option<String>,
    /// Hidden by a member.
    pub hidden: bool,
    /// Address of its words and prices there.
    pub edit: String,
}

/// What operators see of channels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelsOverview {
    /// Label and number: waiting, oldest, parked, held.
    pub facts: Vec<(String, String)>,
    /// Orders that wait: what, since when, until when; account and key for trying again.
    pub held: Vec<(String, String, String)>,
    /// Codes nobody knows, by account and the shop's name.
    pub unmapped: Vec<(String, String, UnmappedLine)>,
    /// Parked jobs: account, words.
    pub parked: Vec<(String, String)>,
    /// Shops whose channel pushes no more: name, since when.
    pub silent: Vec<(String, String)>,
    /// Accounts whose consent ends: name, day.
    pub ending: Vec<(String, String)>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
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
    /// Attributes of the chosen one: name of the field, label (with what is compulsory), value.
    pub attributes: Vec<(String, String, String)>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// Words and prices of one listing on a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingFormView {
    /// Where the forms go, without their last part.
    pub action: String,
    /// Its title there, empty when it is ours.
    pub title: String,
    /// Our title.
    pub own_title: String,
    /// The most letters of a title there.
    pub title_most: usize,
    /// Its description there, empty when it is ours.
    pub description: String,
    /// Our description.
    pub own_description: String,
    /// The most letters of a description there.
    pub description_most: usize,
    /// Price rules: value, words, chosen.
    pub rules: Vec<(String, String, bool)>,
    /// Percentage of the markup, if that is the rule.
    pub markup: String,
    /// Its units.
    pub units: Vec<UnitForm>,
    /// May set prices.
    pub may_manage: bool,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// A unit with its price on a channel and what is left of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitForm {
    /// Its id there.
    pub id: String,
    /// Its SKU.
    pub sku: String,
    /// What it costs here.
    pub own: String,
    /// The price set for it, empty when it follows the rule; plain digits.
    pub set: String,
    /// What it costs there.
    pub price: String,
    /// What is received of it.
    pub net: String,
    /// What takes how much of it.
    pub cuts: Vec<(String, String)>,
    /// Its price was raised to keep the floor.
    pub raised: bool,
    /// Selling it there loses money.
    pub loses: bool,
}
