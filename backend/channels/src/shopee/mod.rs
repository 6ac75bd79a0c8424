//! Shopee, Open Platform v2: REST with JSON, signed with HMAC-SHA256 in the query.
//!
//! A shop consents in the browser; its access lasts four hours, its refresh token can be used once. There is no
//! idempotency key: an item is looked up by its exact SKU before it is made. Orders come by push and by sweep. What is
//! documented twice and differently, and how it is read here:
//! * errors are judged by the whole code and the place, see `faults`;
//! * amounts are JSON decimals; one that is not whole đồng is refused;
//! * a batch that failed as a whole still tells its rows;
//! * the returns' pages count from 0, until an empty one;
//! * pushes are signed with the push key, over the configured address and the raw body.

mod account;
mod act;
mod aftersales;
mod cancel;
mod client;
mod convert;
mod faults;
mod hooks;
mod offers;
mod orders;
mod preflight;
mod read;
mod shelf;
#[cfg(any(test, feature = "simulator"))]
pub mod simulator;
mod spec;
mod taxonomy;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

use async_trait::async_trait;
use bytes::Bytes;
use shared::canonical::{
    Action, Category, Event, Finding, Listing, MarketOrder, Page, RemoteIds, RemoteItem, Return,
    SettledLine, Taxonomy,
};
use shared::channel::ChannelSpec;
use shared::time::Millis;

use crate::{
    Adapter, Authorised, Changed, ChannelError, Fetched, HookRefused, HookRequest, LineDone,
    Outbound, Outcome, Secrets, Submitted, Window,
};

/// The adapter.
pub struct Shopee;

#[async_trait]
impl Adapter for Shopee {
    fn spec(&self) -> &'static ChannelSpec {
        &spec::SPEC
    }

    fn consent_url(
        &self,
        app: &Secrets,
        redirect: &str,
        state: &str,
        _now: Millis,
    ) -> Option<String> {
        account::consent_url(app, redirect, state)
    }

    async fn connect(
        &self,
        out: &Outbound,
        answer: &[(String, String)],
    ) -> Result<Authorised, ChannelError> {
        account::connect(out, answer).await
    }

    async fn refresh(&self, out: &Outbound) -> Result<Authorised, ChannelError> {
        account::refresh(out).await
    }

    async fn taxonomy(&self, out: &Outbound) -> Result<Taxonomy, ChannelError> {
        taxonomy::all(out).await
    }

    async fn category(&self, out: &Outbound, id: &str) -> Result<Category, ChannelError> {
        taxonomy::one(out, id).await
    }

    fn preflight(&self, listing: &Listing, category: Option<&Category>) -> Vec<Finding> {
        preflight::findings(listing, category)
    }

    async fn upload_picture(&self, out: &Outbound, jpeg: Bytes) -> Result<String, ChannelError> {
        shelf::upload(out, jpeg).await
    }

    async fn put_listing(
        &self,
        out: &Outbound,
        listing: &Listing,
    ) -> Result<Submitted, ChannelError> {
        shelf::put(out, listing).await
    }

    async fn poll_task(&self, out: &Outbound, task: &str) -> Result<Submitted, ChannelError> {
        shelf::poll(out, task).await
    }

    async fn set_visibility(
        &self,
        out: &Outbound,
        items: &[RemoteIds],
        visible: bool,
    ) -> Result<Vec<LineDone>, ChannelError> {
        offers::show(out, items, visible).await
    }

    async fn set_offers(
        &self,
        out: &Outbound,
        lines: &[Changed],
    ) -> Result<Vec<LineDone>, ChannelError> {
        offers::set(out, lines).await
    }

    async fn items(
        &self,
        out: &Outbound,
        cursor: Option<&str>,
    ) -> Result<Page<RemoteItem>, ChannelError> {
        read::page(out, cursor).await
    }

    async fn items_by_id(
        &self,
        out: &Outbound,
        ids: &[String],
    ) -> Result<Vec<RemoteItem>, ChannelError> {
        read::by_id(out, ids).await
    }

    async fn changed_orders(
        &self,
        out: &Outbound,
        window: Window,
        cursor: Option<&str>,
    ) -> Result<Page<String>, ChannelError> {
        orders::changed(out, window, cursor).await
    }

    async fn orders(&self, out: &Outbound, keys: &[String]) -> Result<Vec<Fetched>, ChannelError> {
        orders::fetch(out, keys).await
    }

    async fn act(
        &self,
        out: &Outbound,
        order: &MarketOrder,
        action: &Action,
    ) -> Result<Outcome, ChannelError> {
        act::act(out, order, action).await
    }

    async fn returns(
        &self,
        out: &Outbound,
        window: Window,
        cursor: Option<&str>,
    ) -> Result<Page<Return>, ChannelError> {
        aftersales::returns(out, window, cursor).await
    }

    async fn settlements(
        &self,
        out: &Outbound,
        window: Window,
        cursor: Option<&str>,
    ) -> Result<Page<SettledLine>, ChannelError> {
        aftersales::settlements(out, window, cursor).await
    }

    async fn lost_pushes(
        &self,
        out: &Outbound,
        confirm: Option<&str>,
    ) -> Result<Page<Event>, ChannelError> {
        aftersales::lost(out, confirm).await
    }

    fn hook(
        &self,
        request: HookRequest<'_>,
    ) -> Result<Result<Vec<Event>, ChannelError>, HookRefused> {
        hooks::take(request)
    }
}
