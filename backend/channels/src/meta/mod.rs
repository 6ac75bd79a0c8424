//! Meta product catalogue: Facebook and Instagram. Outbound only, buyers come to our storefront.
//!
//! Documents: developers.facebook.com, catalogue batch API (`items_batch`), `check_batch_request_status`, webhooks. One
//! token of a system user with `catalog_management`. Limits: 5,000 requests in a batch, 500 advised; use is told in
//! percent by headers. HTTP 200 at submission is no success: the handle is asked.

mod client;
mod convert;
#[cfg(test)]
pub(crate) mod fuzz;
mod hooks;
#[cfg(any(test, feature = "simulator"))]
pub mod simulator;
mod wire;

pub(crate) use client::read;

use async_trait::async_trait;
use bytes::Bytes;
use shared::canonical::{Category, Event, Finding, Listing, RemoteIds};
use shared::channel::{
    AccountField, AuthKind, Capabilities, ChannelSetting, ChannelSpec, Fees, HookReply,
    Idempotency, Limits, ListingMode, OrderMode, PortalStep, Rate, StepClock, StepWhen,
};
use shared::money::Vnd;
use shared::time::Millis;

use crate::{
    Adapter, Authorised, Changed, ChannelError, Document, HookRefused, HookRequest, LineDone,
    Outbound, Secrets, Submitted,
};

static SPEC: ChannelSpec = ChannelSpec {
    code: "meta",
    name: "Facebook và Instagram",
    summary: (
        "Hàng của bạn vào danh mục của trang Facebook và Instagram. Khách bấm vào sẽ đến gian hàng của bạn để mua",
        "Your goods go into the catalogue of your Facebook page and Instagram. Buyers come to your booth",
    ),
    assumed: &[(
        "Đơn hàng không về qua danh mục: ở Việt Nam khách mua trên gian hàng của bạn",
        "No orders come back by the catalogue: in Vietnam buyers buy at your booth",
    )],
    can: Capabilities {
        auth: AuthKind::Keys,
        listing: ListingMode::Task,
        stock: true,
        price: true,
        visibility: true,
        readable: false,
        taxonomy: false,
        uploads: false,
        orders: OrderMode::None,
        confirm_within_ms: None,
        own_waybill: false,
        returns: false,
        settlements: false,
        idempotency: Idempotency::Natural,
        limits: Limits {
            title: (1, 100),
            description: (1, 5_000),
            pictures: (1, 21),
            sku: 100,
            variants: 100,
            price: (Vnd(1), Vnd(1_000_000_000)),
            price_ratio: None,
            least_stock: 0,
            batch: 500,
        },
        rate: Rate {
            per_second: 2,
            burst: 10,
        },
        hook: Some(HookReply {
            status: 200,
            within_ms: 5_000,
        }),
        buyer_data_days: None,
        fees: Fees {
            platform: 0,
            service: 0,
            assumed: false,
        },
    },
    fields: &[
        AccountField {
            key: "catalog_id",
            label: ("Mã danh mục", "Catalogue number"),
            secret: false,
            required: true,
        },
        AccountField {
            key: "access_token",
            label: (
                "Mã truy cập của người dùng hệ thống",
                "System user's access token",
            ),
            secret: true,
            required: true,
        },
    ],
    settings: &[
        ChannelSetting {
            name: "CHOPHIEN_META_BASE_URL",
            default: "https://graph.facebook.com",
            help: "Where the Graph API is.",
        },
        ChannelSetting {
            name: "CHOPHIEN_META_VERSION",
            default: "v21.0",
            help: "Version of the Graph API.",
        },
        ChannelSetting {
            name: "CHOPHIEN_META_APP_SECRET",
            default: "",
            help: "Secret of the app; proves calls and checks pushes.",
        },
        ChannelSetting {
            name: "CHOPHIEN_META_VERIFY_TOKEN",
            default: "",
            help: "Word that Meta repeats when it asks about the push address.",
        },
    ],
    steps: &[PortalStep {
        key: "create_catalogue",
        when: StepWhen::Connected,
        say: (
            "Trong Trình quản lý kinh doanh của Meta: tạo danh mục, tạo người dùng hệ thống có quyền quản lý danh mục, rồi dán mã vào đây",
            "In Meta's business settings: create a catalogue and a system user who may manage it, then paste its token here",
        ),
        clock: StepClock::None,
        remind_after_hours: &[],
    }],
    dormant: None,
};

/// The adapter.
#[derive(Clone, Copy, Debug)]
pub struct Meta;

#[async_trait]
impl Adapter for Meta {
    fn spec(&self) -> &'static ChannelSpec {
        &SPEC
    }

    async fn connect(
        &self,
        out: &Outbound,
        answer: &[(String, String)],
    ) -> Result<Authorised, ChannelError> {
        client::connect(out, answer).await
    }

    fn preflight(&self, listing: &Listing, _category: Option<&Category>) -> Vec<Finding> {
        convert::preflight(listing, &SPEC.can.limits)
    }

    async fn put_listing(
        &self,
        out: &Outbound,
        listing: &Listing,
    ) -> Result<Submitted, ChannelError> {
        let answer = client::submit(out, convert::requests(listing)).await?;
        let findings = convert::findings(&answer.validation_status);
        if !findings.is_empty() {
            return Ok(Submitted::Rejected(findings));
        }
        convert::task(listing, answer).map(Submitted::Task)
    }

    async fn poll_task(&self, out: &Outbound, task: &str) -> Result<Submitted, ChannelError> {
        let task = convert::read_task(task)?;
        let status = client::status(out, &task.handle).await?;
        convert::outcome(task, status)
    }

    async fn set_visibility(
        &self,
        out: &Outbound,
        items: &[RemoteIds],
        visible: bool,
    ) -> Result<Vec<LineDone>, ChannelError> {
        let answer = client::submit(out, convert::visibility(items, visible)).await?;
        Ok(convert::shown(items, &answer.validation_status))
    }

    async fn set_offers(
        &self,
        out: &Outbound,
        lines: &[Changed],
    ) -> Result<Vec<LineDone>, ChannelError> {
        let answer = client::submit(out, convert::offers(lines)).await?;
        Ok(convert::taken(lines, &answer.validation_status))
    }

    fn handshake(&self, query: &[(String, String)], app: &Secrets) -> Option<String> {
        hooks::handshake(query, app)
    }

    fn hook(
        &self,
        request: HookRequest<'_>,
    ) -> Result<Result<Vec<Event>, ChannelError>, HookRefused> {
        hooks::verify(&request)?;
        Ok(hooks::events(request.body))
    }

    /// The CSV feed, for catalogues that fetch instead of being called.
    fn export(
        &self,
        listings: &[Listing],
        name: &str,
        _now: Millis,
    ) -> Result<Document, ChannelError> {
        Ok(Document {
            name: if name.ends_with(".csv") {
                name.to_owned()
            } else {
                format!("{name}.csv")
            },
            content_type: "text/csv; charset=utf-8",
            bytes: Bytes::from(convert::feed(listings)?),
        })
    }
}

#[cfg(test)]
mod tests;
