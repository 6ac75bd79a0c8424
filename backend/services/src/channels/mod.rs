//! Between the market and its channels: what is told to whom, and what came back. No network here: the jobs call the
//! adapters, and these functions say what to send and record what became of it.
//!
//! A change of stock, price or order writes a row of `channel_job` in its own transaction (`store::channel_jobs`); the
//! jobs read the present state. Orders of a channel take from the same ledger as all others.

mod account;
mod actions;
mod after;
mod ask;
mod build;
mod categories;
mod change;
mod conflicts;
mod expiry;
mod feed;
mod fewer;
mod files;
mod inbox;
mod ingest;
mod items;
mod kept;
mod manage;
mod mapping;
mod members;
mod offers;
mod overview;
mod page;
mod part;
mod place;
mod publish;
mod purge;
mod returns;
mod rows;
mod settings;
mod shown;
mod silence;
mod taking;
mod todo;
mod token;

pub(crate) use account::renew_practice;
pub use account::{Account, Connected, Settings, connect, connect_practice, load, member_account};
pub use actions::{Told, answer_return, arranged, order_done, return_to_tell, to_tell};
pub use after::{fetch_settled, returns_page, settled_page};
pub use build::{Draft, draft};
pub use categories::{
    Sent, category_of, category_page, propose_category, save_category, save_taxonomy,
    stale_taxonomy, take_category,
};
pub use change::{
    forget_remote, listings_changed, record_note, record_shown, save_texts, should_show, withdraw,
};
pub use conflicts::{Choice, choose};
pub use expiry::{EXPIRES, warn_of_expiry};
pub use feed::feed_listings;
pub(crate) use fewer::CANCEL_LINE;
pub use files::{Taken, record_export, take_results};
pub use inbox::{
    Mark, account_of_hook, account_of_shop, ask_order, ask_orders, mark, put, take_lost,
};
pub use ingest::{Incoming, Ingested, again, ingest, retry_held};
pub use items::{accept, drift, keep_items, propose, titles_changed};
pub use manage::{disconnect, pause, save_settings, try_close};
pub use mapping::{Mapping, map_code, unmapped};
pub use members::{answer_membership, ask_member, drop_member, members_page};
pub use offers::{OfferLine, offers, record_offer};
pub use overview::operator_page;
pub use page::{account_page, list};
pub use publish::{picture_of, publish, record_findings, record_put, save_picture};
pub use purge::purge;
pub use returns::{keep_returns, keep_settled};
pub use settings::{listing_page, rule_of, save_prices};
pub use silence::{SILENT, warn_of_silence};
pub use todo::{CANCEL, ask_person, daily, done as todo_done, file_needed};
pub use token::{Refresh, begin_refresh, end_refresh, needs_consent};

/// Kinds of jobs with their priorities: orders before stock, stock before listings.
pub mod job {
    /// Fetch an order; the subject is its number.
    pub const ORDER: (&str, i32) = ("order", 0);
    /// Tell the channel about an order; the subject is its number.
    pub const ACT: (&str, i32) = ("act", 5);
    /// Answer a return; the subject is its number.
    pub const ANSWER: (&str, i32) = ("answer", 6);
    /// Look for changed orders.
    pub const SWEEP: (&str, i32) = ("sweep", 10);
    /// Look for pushes that were lost.
    pub const PUSHES: (&str, i32) = ("pushes", 12);
    /// Tell stock and price; the subject is an SKU.
    pub const OFFER: (&str, i32) = ("offer", 20);
    /// Hide or show; the subject is a listing on the channel.
    pub const VISIBILITY: (&str, i32) = ("visibility", 21);
    /// Look for changed returns.
    pub const RETURNS: (&str, i32) = ("returns", 30);
    /// Send a listing; the subject is a listing on the channel.
    pub const LISTING: (&str, i32) = ("listing", 40);
    /// Ask what became of a listing; the subject is a listing on the channel.
    pub const TASK: (&str, i32) = ("task", 41);
    /// Read the categories.
    pub const TAXONOMY: (&str, i32) = ("taxonomy", 50);
    /// Read what stands there and compare.
    pub const ITEMS: (&str, i32) = ("items", 60);
    /// Read what was paid out.
    pub const SETTLED: (&str, i32) = ("settled", 70);
    /// Close a shop that is being disconnected once its orders are over.
    pub const CLOSE: (&str, i32) = ("close", 90);
}

/// An order line that names goods nobody here sells; the subject is account and order.
pub const UNMAPPED: &str = "channel_unmapped";
/// An order for which there are not enough goods.
pub const SHORTAGE: &str = "channel_shortage";
/// An order that a person has to look at.
pub const LOOK: &str = "channel_look";
/// A return that has to be answered.
pub const RETURN: &str = "channel_return";
