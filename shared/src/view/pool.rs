//! Pooled listings: for whoever runs one, for the cooperatives in it, and what each was given of it.

use serde::{Deserialize, Serialize};

use super::goods::Pickable;
use super::parts::{Notice, NoticeKind};
use crate::problem::FieldError;

/// A line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolLine {
    /// The listing.
    pub title: String,
    /// Its brand, who runs it, how many take part.
    pub detail: String,
    /// Its page.
    pub href: String,
    /// Where it stands, for the reader.
    pub mark: Option<(NoticeKind, String)>,
}

/// All pooled listings that concern the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolList {
    /// What just happened.
    pub notices: Vec<Notice>,
    /// Invitations and listings.
    pub lines: Vec<PoolLine>,
    /// Where to create one; none for those who may not.
    pub create: Option<String>,
    /// Where a cooperative reads which orders came to it and why.
    pub decisions: Option<String>,
}

/// A typed value, by the name of its field.
pub type Typed = Vec<(String, String)>;

/// The form that creates a pooled listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoolView {
    /// Where it goes.
    pub action: String,
    /// The owner is asked for: an officer fills it in.
    pub asks_owner: bool,
    /// What was typed.
    pub typed: Typed,
    /// The categories to choose from; the first takes the guess.
    pub categories: Vec<Pickable>,
    /// Shipping classes, likewise.
    pub classes: Vec<Pickable>,
    /// Units, likewise.
    pub units: Vec<Pickable>,
    /// Certificates that may be demanded.
    pub kinds: Vec<Pickable>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// One cooperative of a pooled listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolMemberView {
    /// Its id.
    pub id: String,
    /// `HTX Bảo Minh`.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Invited, takes part, left.
    pub mark: (NoticeKind, String),
    /// `phần 2, tức 40 %`.
    pub share: String,
    /// Whether it can supply today, and if not why; only for whoever runs the listing.
    pub today: String,
    /// The number to change; none for who may not.
    pub change: Option<(String, String)>,
}

/// A pack of a pooled listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolPackView {
    /// Its variant.
    pub id: String,
    /// `Túi 250 g`.
    pub name: String,
    /// What buyers pay now, with unit; empty when nobody sells it.
    pub sells_at: String,
    /// The price to type: of the listing for whoever runs it, of the cooperative in its own terms.
    pub price: String,
    /// The cooperative's own stock in words.
    pub stock: String,
    /// Its offer, when it has one.
    pub offer: Option<String>,
    /// A key for changing the stock once.
    pub key: String,
    /// Its free number, to be set.
    pub free: String,
    /// Why it cannot be sold today, and what would help; empty when it can.
    pub why_not: String,
}

/// The reader's own part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolOwnView {
    /// Where it stands.
    pub mark: (NoticeKind, String),
    /// What was agreed.
    pub agreed: String,
    /// It takes part.
    pub joined: bool,
    /// It stopped its sales.
    pub paused: bool,
    /// The reader may join, leave and change terms.
    pub may_manage: bool,
    /// Every cooperative sells at the one price.
    pub fixed: bool,
    /// The packs with its own prices and stock.
    pub packs: Vec<PoolPackView>,
    /// The twelve months: number, word, main, minor.
    pub months: Vec<(u8, String, bool, bool)>,
    /// The day of harvest.
    pub harvested: String,
    /// Its proofs: what is demanded, what it has.
    pub proofs: Vec<(bool, String)>,
}

/// What whoever runs the listing can change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolManageView {
    /// The price is fixed.
    pub fixed: bool,
    /// The packs with their prices.
    pub packs: Vec<PoolPackView>,
    /// Units of a further pack.
    pub units: Vec<Pickable>,
    /// OCOP stars that are demanded: empty for none.
    pub stars: Vec<Pickable>,
    /// Certificates that are demanded.
    pub kinds: Vec<Pickable>,
    /// The protected name that is demanded.
    pub mark: String,
    /// Where its owner writes words and puts up pictures.
    pub edit: Option<String>,
}

/// The page of one pooled listing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolView {
    /// Its own address; deeds go below it.
    pub base: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub mark: (NoticeKind, String),
    /// Where buyers see it.
    pub shop: Option<String>,
    /// Brand, grade, price rule, what has to be proven.
    pub facts: Vec<(String, String)>,
    /// Who takes part.
    pub members: Vec<PoolMemberView>,
    /// The reader's own part.
    pub own: Option<PoolOwnView>,
    /// What the reader can change.
    pub manage: Option<PoolManageView>,
    /// What each was given.
    pub shares: String,
    /// What just happened.
    pub notices: Vec<Notice>,
    /// The deed whose form was sent and what was typed in it.
    pub typed: (String, Typed),
    /// What is wrong in it, by field.
    pub errors: Vec<FieldError>,
}

/// What one cooperative was given in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareLine {
    /// `HTX Bảo Minh`.
    pub name: String,
    /// `40 %`.
    pub agreed: String,
    /// `52 %`.
    pub given: String,
    /// The value, for the cooperative itself and for whoever runs the listing.
    pub value: String,
    /// The balance in words, likewise.
    pub words: String,
    /// The reader's own.
    pub own: bool,
    /// The most of a month and how much of it is used.
    pub cap: String,
}

/// The fair share of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharesView {
    /// The listing.
    pub name: String,
    /// `Tháng 8/2026`.
    pub month: String,
    /// The month before and the one after.
    pub neighbours: (String, Option<String>),
    /// The one sentence that explains the reader's balance.
    pub lead: String,
    /// How shares work.
    pub rule: String,
    /// The cooperatives.
    pub lines: Vec<ShareLine>,
    /// Changes of the shares: when, what.
    pub changes: Vec<(String, String)>,
    /// Books that do not add up; for whoever runs the listing.
    pub differences: Vec<String>,
}

/// One line of an order in which the cooperative could have been chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// When.
    pub at: String,
    /// What was ordered, and how much.
    pub goods: String,
    /// It came to the reader's cooperative, all or a part of it.
    pub chosen: bool,
    /// Why, or why not.
    pub reason: String,
    /// What would have changed it.
    pub remedy: String,
    /// The reader's own order of it.
    pub href: Option<String>,
}

/// Which orders of pooled goods came to a cooperative, and which did not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsView {
    /// The newest first.
    pub lines: Vec<DecisionLine>,
    /// How many of them came here.
    pub lead: String,
}
