//! What a sales channel is and can do, as data: the services and screens read it, nobody matches on a channel's code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::money::Vnd;

/// The stable name of a channel, owned by its adapter's folder: `shopee`, `postmart`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChannelCode(String);

/// The text is no channel code: 1 to 24 small letters, digits or underscores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadChannelCode;

impl ChannelCode {
    /// Our own storefront.
    #[must_use]
    pub fn storefront() -> Self {
        Self("storefront".to_owned())
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ChannelCode {
    type Err = BadChannelCode;

    fn from_str(text: &str) -> Result<Self, BadChannelCode> {
        let fits = (1..=24).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadChannelCode)
        }
    }
}

impl TryFrom<String> for ChannelCode {
    type Error = BadChannelCode;

    fn try_from(text: String) -> Result<Self, BadChannelCode> {
        text.parse()
    }
}

impl From<ChannelCode> for String {
    fn from(code: ChannelCode) -> Self {
        code.0
    }
}

impl fmt::Display for ChannelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BadChannelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a channel code")
    }
}

/// How an account is authorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthKind {
    /// Consent in the browser; short-lived access tokens, refresh tokens that can be used once.
    OAuthRotating,
    /// One token or key pair that a person enters.
    Keys,
    /// Nothing to authorise: files that a person carries, or feeds that the channel fetches.
    Nothing,
}

/// How a listing gets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingMode {
    /// By call, checked by the channel's people afterwards.
    Call,
    /// By call; the outcome comes later under a task number.
    Task,
    /// In a file that the channel fetches from us.
    Feed,
    /// In a file that a person carries to the channel's portal.
    File,
}

/// How orders come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderMode {
    /// The channel tells us, and we look as well.
    PushAndPull,
    /// In a file that a person exports from the portal.
    File,
    /// They do not: buyers are sent to our storefront.
    None,
}

/// What makes a repeated call harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// The channel takes a key of ours.
    Key,
    /// Writing the same thing twice is the same as writing it once.
    Natural,
    /// Look up by SKU before creating again.
    LookFirst,
}

/// Bounds of a listing on the channel; what is live there may be narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Characters of a title: least and most.
    pub title: (usize, usize),
    /// Characters of a description: least and most.
    pub description: (usize, usize),
    /// Pictures: least and most.
    pub pictures: (usize, usize),
    /// Characters of a SKU.
    pub sku: usize,
    /// Variants of a listing.
    pub variants: usize,
    /// Price of a variant: least and most.
    pub price: (Vnd, Vnd),
    /// The dearest variant may cost so many times the cheapest.
    pub price_ratio: Option<i64>,
    /// The least stock that can be told; below it the listing is taken off instead.
    pub least_stock: i64,
    /// Lines in one call that writes stock or prices.
    pub batch: usize,
}

/// How often an account may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls a second.
    pub per_second: u32,
    /// Calls that may come at once.
    pub burst: u32,
}

/// What the channel wants to hear when it pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HookReply {
    /// HTTP status that means "taken".
    pub status: u16,
    /// Milliseconds within which it must be answered.
    pub within_ms: i64,
}

/// What a channel takes of the sale, until an account says otherwise. Hundredths of a percent of the goods' price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fees {
    /// Commission.
    pub platform: u32,
    /// Payment and service fee.
    pub service: u32,
    /// True when the figures are our assumption, to be corrected by the cooperative from its contract.
    pub assumed: bool,
}

/// What a channel can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How an account is authorised.
    pub auth: AuthKind,
    /// How a listing gets there.
    pub listing: ListingMode,
    /// Whether stock can be told without the rest of the listing.
    pub stock: bool,
    /// Whether the price can be told without the rest of the listing.
    pub price: bool,
    /// Whether a listing can be hidden and shown again.
    pub visibility: bool,
    /// Whether what stands there can be read back.
    pub readable: bool,
    /// Whether there is a tree of categories with attributes to fill.
    pub taxonomy: bool,
    /// Whether pictures are uploaded before; otherwise their addresses are sent.
    pub uploads: bool,
    /// How orders come back.
    pub orders: OrderMode,
    /// Milliseconds within which the seller confirms an order, if it must.
    pub confirm_within_ms: Option<i64>,
    /// Whether the parcel goes with the channel's own waybill.
    pub own_waybill: bool,
    /// Whether returns and settlements can be read.
    pub returns: bool,
    /// Whether what was paid out can be read line by line.
    pub settlements: bool,
    /// What makes a repeated call harmless.
    pub idempotency: Idempotency,
    /// Bounds of a listing.
    pub limits: Limits,
    /// How often an account may be called.
    pub rate: Rate,
    /// What a push is answered with; none when the channel does not push.
    pub hook: Option<HookReply>,
    /// Days that buyers' names, phones and addresses of this channel may be kept.
    pub buyer_data_days: Option<u32>,
    /// What it takes of the sale.
    pub fees: Fees,
}

/// A channel as the screens show it.
#[derive(Clone, Copy, Debug)]
pub struct ChannelSpec {
    /// Its stable name.
    pub code: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// One sentence on what selling there means, Vietnamese and English.
    pub summary: (&'static str, &'static str),
    /// What no public document says and this adapter takes for granted, Vietnamese and English; shown to members.
    pub assumed: &'static [(&'static str, &'static str)],
    /// What it can do.
    pub can: Capabilities,
    /// What a person enters to connect: key, Vietnamese and English label, whether it is secret.
    pub fields: &'static [AccountField],
    /// Settings of the server for this channel.
    pub settings: &'static [ChannelSetting],
    /// What only a person can do on the channel's portal, in the order in which it comes.
    pub steps: &'static [PortalStep],
    /// Why it is not offered until the operator switches it on with `CHOPHIEN_<CHANNEL>_ENABLED=true`, Vietnamese and
    /// English; none when it is offered from the start.
    pub dormant: Option<(&'static str, &'static str)>,
}

/// What makes a step on a portal necessary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepWhen {
    /// The account was connected: once.
    Connected,
    /// A file of listings is ready to be carried there.
    FileReady,
    /// A file was carried there and its outcome is not known yet.
    ResultMissing,
    /// Once a day while anything is on sale there, to find new orders.
    Daily,
    /// An order waits for the seller's confirmation.
    OrderToConfirm,
    /// An order was packed and needs its waybill there.
    OrderToShip,
}

/// Until when a step must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "clock", content = "hours")]
pub enum StepClock {
    /// There is no hurry.
    None,
    /// So many hours after it became necessary.
    Hours(u32),
    /// Until the order's `confirm_by`; afterwards the portal cancels it.
    ConfirmBy,
    /// Until the order's `ship_by`.
    ShipBy,
}

/// A step on the channel's portal that only a person can do; the booth's list of tasks shows it with "done".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalStep {
    /// Stable name, unique in the channel.
    pub key: &'static str,
    /// What makes it necessary.
    pub when: StepWhen,
    /// What to do, Vietnamese and English.
    pub say: (&'static str, &'static str),
    /// Until when.
    pub clock: StepClock,
    /// Hours after it became necessary at which the member is reminded.
    pub remind_after_hours: &'static [u32],
}

/// Something a person enters to connect an account.
#[derive(Clone, Copy, Debug)]
pub struct AccountField {
    /// Key in the account's credentials.
    pub key: &'static str,
    /// Label, Vietnamese and English.
    pub label: (&'static str, &'static str),
    /// Kept sealed and never shown again.
    pub secret: bool,
    /// Whether connecting needs it.
    pub required: bool,
}

/// A setting of the server, read from `CHOPHIEN_<CHANNEL>_<KEY>`.
#[derive(Clone, Copy, Debug)]
pub struct ChannelSetting {
    /// Name of the environment variable.
    pub name: &'static str,
    /// Value when it is absent; empty when there is none.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
}
