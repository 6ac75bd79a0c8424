//! Zalo: messages of an Official Account that list goods with their links. Buyers come to our storefront.
//!
//! Documents: docs.zaloplatforms.com, messages of an Official Account: a text of at most 2,000 letters, free within 48
//! hours of what a follower wrote, taken until 7 days after. The shop of Zalo (`store` API) is only known from old public
//! clients, so nothing is sent there: a person copies the messages, or shares the address of the booth.

use async_trait::async_trait;
use bytes::Bytes;
use shared::canonical::{Category, Finding, Listing};
use shared::channel::{
    AuthKind, Capabilities, ChannelSpec, Fees, Idempotency, Limits, ListingMode, OrderMode,
    PortalStep, Rate, StepClock, StepWhen,
};
use shared::money::Vnd;
use shared::time::Millis;

use crate::_kit::check;
use crate::{Adapter, ChannelError, Document};

/// Letters of one message.
const MESSAGE: usize = 2_000;
/// Between two messages in the document.
const BREAK: &str = "\n----------\n";

static SPEC: ChannelSpec = ChannelSpec {
    code: "zalo",
    name: "Zalo",
    summary: (
        "Chợ soạn sẵn tin nhắn liệt kê hàng kèm đường dẫn để bạn gửi cho người quan tâm trên Zalo. Khách bấm vào sẽ đến gian hàng của bạn",
        "The market writes messages that list your goods with links, for you to send to your followers on Zalo. Buyers come to your booth",
    ),
    assumed: &[(
        "Cửa hàng trên Zalo không còn tài liệu công khai nên chợ không đăng hàng vào đó; bạn gửi tin bằng tay",
        "The shop of Zalo has no public documents any more, so nothing is put there; you send the messages by hand",
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
            title: (1, 200),
            description: (0, 9_999),
            pictures: (0, 50),
            sku: 50,
            variants: 100,
            price: (Vnd(1), Vnd(1_000_000_000)),
            price_ratio: None,
            least_stock: 0,
            batch: 1_000,
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
        key: "send_messages",
        when: StepWhen::Connected,
        say: (
            "Mở địa chỉ nguồn hàng ở đây, chép từng tin rồi gửi trên Zalo cho người đã nhắn cho trang trong 7 ngày qua; hoặc chia sẻ địa chỉ gian hàng",
            "Open the address of the feed, copy each message and send it on Zalo to those who wrote within 7 days; or share your booth's address",
        ),
        clock: StepClock::None,
        remind_after_hours: &[],
    }],
    dormant: None,
};

/// The adapter.
#[derive(Clone, Copy, Debug)]
pub struct Zalo;

/// A listing as it stands in a message: title, packs that can be bought, link. Nothing when there is none.
fn entry(listing: &Listing) -> Option<String> {
    let packs: Vec<String> = listing
        .variants
        .iter()
        .filter(|variant| variant.stock > 0)
        .map(|variant| format!("   {}: {}", variant.name, variant.price))
        .collect();
    let there = listing.visible && !packs.is_empty();
    there.then(|| {
        format!(
            "• {}\n{}\n   {}",
            listing.title,
            packs.join("\n"),
            listing.link
        )
    })
}

/// The entries in messages that are not too long; an entry that is too long by itself gives its title and link.
fn messages(listings: &[Listing]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for listing in listings {
        let Some(whole) = entry(listing) else {
            continue;
        };
        let text = if whole.chars().count() <= MESSAGE {
            whole
        } else {
            let title: String = listing.title.chars().take(200).collect();
            format!("• {title}\n   {}", listing.link)
        };
        let fits = |last: &String| last.chars().count() + 2 + text.chars().count() <= MESSAGE;
        match all.last_mut() {
            Some(last) if fits(last) => {
                last.push_str("\n\n");
                last.push_str(&text);
            }
            _ => all.push(text),
        }
    }
    all
}

#[async_trait]
impl Adapter for Zalo {
    fn spec(&self) -> &'static ChannelSpec {
        &SPEC
    }

    fn preflight(&self, listing: &Listing, _category: Option<&Category>) -> Vec<Finding> {
        check(listing, &SPEC.can.limits)
    }

    /// The messages as plain text.
    fn export(
        &self,
        listings: &[Listing],
        name: &str,
        _now: Millis,
    ) -> Result<Document, ChannelError> {
        let mut text = messages(listings).join(BREAK);
        text.push('\n');
        Ok(Document {
            name: format!("{name}.txt"),
            content_type: "text/plain; charset=utf-8",
            bytes: Bytes::from(text),
        })
    }
}

#[cfg(test)]
mod tests;
