//! The one trait of all channels. A method that a channel cannot do refuses by its default body; the contract suite
//! checks that what the capabilities claim and what the methods do agree, both ways.

use async_trait::async_trait;
use bytes::Bytes;
use http::HeaderMap;
use shared::canonical::{
    Action, Category, Event, Finding, Listing, MarketOrder, Page, RemoteIds, RemoteItem, Return,
    SettledLine, Taxonomy,
};
use shared::channel::ChannelSpec;
use shared::money::Vnd;
use shared::time::Millis;

use crate::{ChannelError, HookRefused, Outbound, Secrets};

/// Tokens that were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorised {
    /// The channel's name of the shop.
    pub shop: String,
    /// The shop's name for people, if said.
    pub name: Option<String>,
    /// What to keep sealed and hand back as `Outbound::account`.
    pub secrets: Secrets,
    /// When the tokens must be refreshed.
    pub refresh_at: Option<Millis>,
    /// When a person has to authorise anew.
    pub ends_at: Option<Millis>,
}

/// What became of a listing that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// Buyers can see it.
    Live(RemoteIds),
    /// The channel's people look at it first.
    InReview(RemoteIds),
    /// Ask again under this number.
    Task(String),
    /// The channel refused it.
    Rejected(Vec<Finding>),
}

/// A span of time, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From.
    pub from: Millis,
    /// Until.
    pub until: Millis,
}

/// What to set on a sellable unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Our SKU.
    pub sku: String,
    /// The channel's item.
    pub item: String,
    /// The channel's variant; empty where there is none.
    pub variant: String,
    /// The stock to set, absolute.
    pub stock: Option<i64>,
    /// The price to set.
    pub price: Option<Vnd>,
    /// Rises with every change of this unit.
    pub version: i64,
}

/// What became of one line.
#[derive(Debug)]
pub struct LineDone {
    /// Our SKU.
    pub sku: String,
    /// Done, or why not. "Already so" is done.
    pub result: Result<(), ChannelError>,
}

/// An order as it came and what it means.
#[derive(Debug)]
pub struct Fetched {
    /// The channel's number.
    pub key: String,
    /// As it came, to be kept sealed until it has been understood.
    pub raw: String,
    /// What it means, or why it makes no sense.
    pub order: Result<MarketOrder, ChannelError>,
}

/// What the channel said to an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Waybill number, once there is one.
    pub tracking: Option<String>,
    /// Carrier.
    pub carrier: Option<String>,
    /// A label to print, PDF.
    pub label: Option<Bytes>,
}

/// A push as it came.
#[derive(Clone, Copy, Debug)]
pub struct HookRequest<'a> {
    /// The address the channel knows, as configured (not as a proxy rebuilt it).
    pub url: &'a str,
    /// Headers.
    pub headers: &'a HeaderMap,
    /// The raw body.
    pub body: &'a [u8],
    /// Settings of the server for this channel.
    pub app: &'a Secrets,
    /// The account's secrets, where the address names the account.
    pub account: &'a Secrets,
    /// Now.
    pub now: Millis,
}

/// A file for the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What the portal said about one listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedResult {
    /// Our SKU.
    pub sku: String,
    /// What the portal calls it.
    pub remote_id: String,
    /// Address of its page there.
    pub url: Option<String>,
    /// Accepted, waiting (`None`), or refused with the portal's words.
    pub accepted: Option<Result<(), String>>,
}

/// A row that was not understood; nothing of it is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Sheet and row as a person counts them.
    pub place: String,
    /// The row as it came.
    pub raw: String,
    /// What is wrong and what to do, Vietnamese and English.
    pub why: (String, String),
}

/// What a portal's export says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Outcomes of listings.
    pub results: Vec<ImportedResult>,
    /// Orders.
    pub orders: Vec<MarketOrder>,
    /// What was paid out.
    pub settled: Vec<SettledLine>,
    /// Rows that were not understood.
    pub rejected: Vec<Rejected>,
}

/// A sales channel.
#[async_trait]
pub trait Adapter: Send + Sync {
    /// What it is and can do.
    fn spec(&self) -> &'static ChannelSpec;

    /// Where a person consents to the connection; `state` comes back with the answer.
    fn consent_url(
        &self,
        _app: &Secrets,
        _redirect: &str,
        _state: &str,
        _now: Millis,
    ) -> Option<String> {
        None
    }

    /// Takes the answer of the consent page (its query), or checks the keys a person entered.
    async fn connect(
        &self,
        _out: &Outbound,
        _answer: &[(String, String)],
    ) -> Result<Authorised, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Exchanges the refresh token. It can be used once: the caller holds the account's lock and a journal.
    async fn refresh(&self, _out: &Outbound) -> Result<Authorised, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// All categories, without attributes.
    async fn taxonomy(&self, _out: &Outbound) -> Result<Taxonomy, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// One category with its attributes.
    async fn category(&self, _out: &Outbound, _id: &str) -> Result<Category, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Everything that stands in the way, at once and without a call. `category` is the mapped one, if any.
    fn preflight(&self, listing: &Listing, category: Option<&Category>) -> Vec<Finding>;

    /// Uploads a picture (JPEG) and says what the channel calls it.
    async fn upload_picture(&self, _out: &Outbound, _jpeg: Bytes) -> Result<String, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Creates or changes a listing with its variants. Called again after an unknown outcome it finds what it made.
    async fn put_listing(
        &self,
        _out: &Outbound,
        _listing: &Listing,
    ) -> Result<Submitted, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// What became of a task.
    async fn poll_task(&self, _out: &Outbound, _task: &str) -> Result<Submitted, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Hides or shows listings.
    async fn set_visibility(
        &self,
        _out: &Outbound,
        _items: &[RemoteIds],
        _visible: bool,
    ) -> Result<Vec<LineDone>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Sets stock or prices, absolute; line by line, never all or nothing.
    async fn set_offers(
        &self,
        _out: &Outbound,
        _lines: &[Changed],
    ) -> Result<Vec<LineDone>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// A page of what stands there.
    async fn items(
        &self,
        _out: &Outbound,
        _cursor: Option<&str>,
    ) -> Result<Page<RemoteItem>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// These items as they stand there; those the channel does not know are left out.
    async fn items_by_id(
        &self,
        _out: &Outbound,
        _ids: &[String],
    ) -> Result<Vec<RemoteItem>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Numbers of orders that changed in the window.
    async fn changed_orders(
        &self,
        _out: &Outbound,
        _window: Window,
        _cursor: Option<&str>,
    ) -> Result<Page<String>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// These orders as they stand there.
    async fn orders(
        &self,
        _out: &Outbound,
        _keys: &[String],
    ) -> Result<Vec<Fetched>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Does something about an order. "Already so" is success.
    async fn act(
        &self,
        _out: &Outbound,
        _order: &MarketOrder,
        _action: &Action,
    ) -> Result<Outcome, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Returns that changed in the window.
    async fn returns(
        &self,
        _out: &Outbound,
        _window: Window,
        _cursor: Option<&str>,
    ) -> Result<Page<Return>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// What was paid out in the window.
    async fn settlements(
        &self,
        _out: &Outbound,
        _window: Window,
        _cursor: Option<&str>,
    ) -> Result<Page<SettledLine>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// Pushes the channel could not deliver, and their confirmation by the caller's next call with the cursor.
    async fn lost_pushes(
        &self,
        _out: &Outbound,
        _confirm: Option<&str>,
    ) -> Result<Page<Event>, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// The answer to the question that a channel asks before it pushes (the query of a GET of the push address).
    fn handshake(&self, _query: &[(String, String)], _app: &Secrets) -> Option<String> {
        None
    }

    /// Verifies the raw bytes first, then says what they tell.
    fn hook(
        &self,
        _request: HookRequest<'_>,
    ) -> Result<Result<Vec<Event>, ChannelError>, HookRefused> {
        Err(HookRefused::Unsupported)
    }

    /// A file of these listings: for a person to carry to the portal, or for the channel to fetch.
    fn export(
        &self,
        _listings: &[Listing],
        _name: &str,
        _now: Millis,
    ) -> Result<Document, ChannelError> {
        Err(ChannelError::Unsupported)
    }

    /// What a portal's file says. A row that is not understood is told, never dropped.
    fn import(&self, _bytes: &[u8]) -> Result<Imported, ChannelError> {
        Err(ChannelError::Unsupported)
    }
}
