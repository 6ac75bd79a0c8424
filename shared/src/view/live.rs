//! What the pages of a livestream show.

use super::parts::{Picture, PriceSign};
use crate::input::live::FlashForm;
use crate::problem::FieldError;

/// A good in a livestream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveGood {
    /// `A1`.
    pub code: String,
    /// Title and pack.
    pub name: String,
    /// Whose.
    pub cooperative: String,
    /// Where it comes from.
    pub place: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// The price now, with the ordinary one while a flash price runs.
    pub sign: PriceSign,
    /// `42.000 ₫/kg`, when the pack is not one kilogram or litre itself.
    pub per_unit: Option<String>,
    /// `Giá chớp đến 20:15`.
    pub flash: Option<String>,
    /// The price of the least amount that is sold, in đồng.
    pub each: i64,
    /// How many times the least amount there are.
    pub most: i64,
    /// How much can be sold now, in words; none when it is sold out.
    pub free: Option<String>,
    /// What was ordered in this livestream, in words; none when nothing was.
    pub sold: Option<String>,
    /// How many viewers keep some.
    pub holding: i64,
    /// How many wait.
    pub waiting: i64,
    /// It is what is spoken of.
    pub pinned: bool,
    /// How often it was.
    pub times_pinned: i64,
    /// It waits for its cooperative's yes and cannot be bought yet.
    pub waits: bool,
    /// The last part of the address of its product page.
    pub slug: String,
}

/// A livestream as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Who brought the reader here and earns a commission.
    pub referral: Option<String>,
}

impl LiveView {
    /// The good that is shown large: the one looked at, else the one spoken of, else the first.
    #[must_use]
    pub fn main(&self, looked_at: &str) -> Option<&LiveGood> {
        let code = |good: &&LiveGood| good.code == looked_at;
        self.goods
            .iter()
            .find(code)
            .or_else(|| self.goods.iter().find(|good| good.pinned))
            .or_else(|| self.goods.first())
    }
}

/// A comment in the console.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveTalk {
    /// Its row.
    pub id: String,
    /// It came from a feed, which takes replies.
    pub can_reply: bool,
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

/// A comment that was pasted and does not count yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LivePreview {
    /// Who wrote it.
    pub name: String,
    /// As it was written.
    pub text: String,
    /// How it would be read: `A1 × 2 hộp`; nothing when it claims nothing.
    pub read: Vec<String>,
    /// Codes whose amount has to be asked.
    pub unclear: String,
}

/// The console of a livestream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveConsole {
    /// What everybody sees.
    pub live: LiveView,
    /// The last comments.
    pub talks: Vec<LiveTalk>,
    /// The market's address, before paths.
    pub base: String,
    /// A seller runs it.
    pub seller: bool,
    /// The code of the share link that leads to it.
    pub link: Option<String>,
    /// What was pasted.
    pub pasted: String,
    /// How it would be read, before it counts.
    pub preview: Vec<LivePreview>,
    /// The flash price as typed.
    pub flash: FlashForm,
    /// The comment feed: its kind, which of them, and what went wrong last; an empty kind is none.
    pub feed: (String, String, String),
    /// The kinds of feeds there are: value and name.
    pub feeds: Vec<(String, String)>,
    /// Messages by field.
    pub errors: Vec<FieldError>,
}

/// Choosing goods for a livestream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveList {
    /// What can be shown.
    pub goods: Vec<LiveChoice>,
    /// The last livestreams.
    pub past: Vec<LiveChoice>,
    /// Why the last choice was refused.
    pub error: Option<String>,
    /// It is a seller's.
    pub seller: bool,
    /// Goods of the cooperative that sellers want to show.
    pub asked: Vec<LiveChoice>,
    /// How sellers may show its goods, for who may change it.
    pub rule: Option<String>,
}

impl LiveConsole {
    /// The path of the livestreams of whoever runs it.
    #[must_use]
    pub const fn home(&self) -> &'static str {
        home(self.seller)
    }
}

/// The path of the livestreams of a seller, or of a cooperative.
#[must_use]
pub const fn home(seller: bool) -> &'static str {
    if seller {
        "/nguoi-ban/live"
    } else {
        "/htx/live"
    }
}

/// What the seller needs to say about a good, and must not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveCue {
    /// `A1`.
    pub code: String,
    /// Title and pack.
    pub name: String,
    /// Whose and from where.
    pub from: String,
    /// Price with unit.
    pub price: String,
    /// What may not be gone below, if there is a floor.
    pub floor: Option<String>,
    /// What can be told: paragraphs.
    pub story: Vec<String>,
    /// Certificates in force, with number and last day.
    pub papers: Vec<String>,
    /// What may not be said.
    pub forbidden: Vec<String>,
}

/// A good after the livestream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveResult {
    /// Code and name.
    pub name: String,
    /// Label and number: pinned, clicked, claimed, ordered, paid, delivered, came back.
    pub steps: Vec<(String, i64)>,
}

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveMoment {
    /// Its place in the order, from 1.
    pub number: usize,
    /// Time of day.
    pub at: String,
    /// In words.
    pub words: String,
}

/// What a livestream came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveReport {
    /// A seller ran it.
    pub seller: bool,
    /// The last part of its address.
    pub slug: String,
    /// Day and times.
    pub title: String,
    /// Value of what was ordered, and commission.
    pub sums: Vec<(String, String)>,
    /// The goods.
    pub goods: Vec<LiveResult>,
    /// What happened, the first first.
    pub moments: Vec<LiveMoment>,
    /// Up to which moment it is told again; none for the end.
    pub upto: Option<usize>,
    /// How the goods stood then: code and words.
    pub standing: Vec<(String, String)>,
}

/// A line of a viewer's basket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveChoice {
    /// An offer, or the last part of a livestream's address.
    pub value: String,
    /// The good with its pack and its cooperative, or the day.
    pub words: String,
    /// How much is free, or whether it is over.
    pub detail: String,
}
