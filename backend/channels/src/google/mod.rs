//! Google Merchant Center: a feed that Google fetches from a stable address of ours. Buyers come to our storefront.
//!
//! Documents: support.google.com/merchants, product data specification (answer 7052112). No credentials, no calls. Price
//! and availability of the feed must equal those of the page it links to.

mod convert;
mod feed;

use async_trait::async_trait;
use shared::canonical::{Category, Field, Finding, Listing};
use shared::channel::{
    AuthKind, Capabilities, ChannelSpec, Fees, Idempotency, Limits, ListingMode, OrderMode,
    PortalStep, Rate, StepClock, StepWhen,
};
use shared::money::Vnd;
use shared::time::Millis;

use crate::{Adapter, ChannelError, Document};

static SPEC: ChannelSpec = ChannelSpec {
    code: "google",
    name: "Google Mua sắm",
    summary: (
        "Google lấy danh sách hàng từ một địa chỉ của chợ và hiện khi người ta tìm kiếm. Khách bấm vào sẽ đến gian hàng của bạn",
        "Google fetches the list of goods from an address of the market and shows them in searches. Buyers come to your booth",
    ),
    assumed: &[(
        "Google chưa công bố mọi giới hạn cho Việt Nam; các giới hạn ở đây theo tài liệu chung",
        "Google does not publish every limit for Vietnam; those of the general documents are used",
    )],
    can: Capabilities {
        auth: AuthKind::Nothing,
        listing: ListingMode::Feed,
        stock: false,
        price: false,
        visibility: false,
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
            title: (1, 150),
            description: (1, 5_000),
            pictures: (1, 11),
            sku: 50,
            variants: 100,
            price: (Vnd(1), Vnd(1_000_000_000)),
            price_ratio: None,
            least_stock: 0,
            batch: 50_000,
        },
        rate: Rate {
            per_second: 1,
            burst: 1,
        },
        hook: None,
        buyer_data_days: None,
        fees: Fees {
            platform: 0,
            service: 0,
            assumed: false,
        },
    },
    fields: &[],
    settings: &[],
    steps: &[PortalStep {
        key: "register_feed",
        when: StepWhen::Connected,
        say: (
            "Mở tài khoản Google Merchant Center, xác minh tên miền của chợ, khai phí giao hàng, rồi thêm nguồn dữ liệu bằng địa chỉ tệp ở đây",
            "Open a Merchant Center account, verify the market's domain, set shipping costs, then add a data source with the address of the feed",
        ),
        clock: StepClock::None,
        remind_after_hours: &[],
    }],
    dormant: None,
};

/// The adapter.
#[derive(Clone, Copy, Debug)]
pub struct Google;

#[async_trait]
impl Adapter for Google {
    fn spec(&self) -> &'static ChannelSpec {
        &SPEC
    }

    fn preflight(&self, listing: &Listing, _category: Option<&Category>) -> Vec<Finding> {
        convert::preflight(listing, &SPEC.can.limits)
    }

    /// RSS 2.0; tab-separated text for a name that ends in `.tsv`.
    fn export(
        &self,
        listings: &[Listing],
        name: &str,
        now: Millis,
    ) -> Result<Document, ChannelError> {
        let items: Vec<_> = listings
            .iter()
            .filter(|listing| listing.visible)
            .flat_map(convert::items)
            .collect();
        if items.len() > SPEC.can.limits.batch {
            return Err(ChannelError::Invalid {
                field: Field::Facts,
                message: format!("{} items in one feed", items.len()),
            });
        }
        Ok(if name.ends_with(".tsv") {
            feed::tsv(&items, name)
        } else {
            feed::rss(&items, name, now)
        })
    }
}

#[cfg(test)]
mod tests;
