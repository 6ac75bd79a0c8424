//! What Shopee is and can do.

use shared::canonical::{Field, Finding, Severity};
use shared::channel::{
    AccountField, AuthKind, Capabilities, ChannelSetting, ChannelSpec, Fees, HookReply,
    Idempotency, Limits, ListingMode, OrderMode, Rate,
};
use shared::money::Vnd;

/// The channel.
pub static SPEC: ChannelSpec = ChannelSpec {
    code: "shopee",
    name: "Shopee",
    summary: (
        "Bán trên Shopee bằng gian hàng của hợp tác xã; đơn về đây và đi bằng vận đơn của Shopee",
        "Sell on Shopee in the cooperative's own shop; orders come here and go with Shopee's waybill",
    ),
    assumed: &[
        (
            "Mức phí là tạm tính; hãy sửa theo biểu phí của gian hàng",
            "The fees are our assumption; correct them by your shop's own table",
        ),
        (
            "Shopee không công bố giới hạn số lần gọi; chúng tôi gọi nhiều nhất 5 lần mỗi giây cho một gian hàng",
            "Shopee does not publish how often it may be called; we call at most 5 times a second for a shop",
        ),
        (
            "Độ dài tên, mô tả và giá được kiểm tra lại theo ngành hàng khi gửi",
            "Lengths of title and description and the price are checked again by category when sent",
        ),
    ],
    can: Capabilities {
        auth: AuthKind::OAuthRotating,
        listing: ListingMode::Task,
        stock: true,
        price: true,
        visibility: true,
        readable: true,
        taxonomy: true,
        uploads: true,
        orders: OrderMode::PushAndPull,
        confirm_within_ms: None,
        own_waybill: true,
        returns: true,
        settlements: true,
        idempotency: Idempotency::LookFirst,
        limits: Limits {
            title: (5, 120),
            description: (10, 3_000),
            pictures: (1, 9),
            sku: 100,
            variants: 50,
            price: (Vnd(1_000), Vnd(120_000_000)),
            price_ratio: Some(5),
            least_stock: 0,
            batch: 50,
        },
        rate: Rate {
            per_second: 5,
            burst: 10,
        },
        hook: Some(HookReply {
            status: 200,
            within_ms: 3_000,
        }),
        buyer_data_days: Some(90),
        fees: Fees {
            platform: 900,
            service: 500,
            assumed: true,
        },
    },
    fields: &[AccountField {
        key: "email",
        label: (
            "Thư điện tử nhận phản hồi khi khiếu nại trả hàng",
            "E-mail address for disputes about returns",
        ),
        secret: false,
        required: false,
    }],
    settings: &[
        ChannelSetting {
            name: "CHOPHIEN_SHOPEE_BASE_URL",
            default: "https://partner.shopeemobile.com",
            help: "Scheme and host of the interface; the sandbox has its own",
        },
        ChannelSetting {
            name: "CHOPHIEN_SHOPEE_AUTH_URL",
            default: "https://open.shopee.com/auth",
            help: "The page on which a seller consents; the sandbox has its own",
        },
        ChannelSetting {
            name: "CHOPHIEN_SHOPEE_PARTNER_ID",
            default: "",
            help: "The app's number",
        },
        ChannelSetting {
            name: "CHOPHIEN_SHOPEE_PARTNER_KEY",
            default: "",
            help: "The app's key, which signs calls",
        },
        ChannelSetting {
            name: "CHOPHIEN_SHOPEE_PUSH_KEY",
            default: "",
            help: "The push key of the app, which signs pushes",
        },
    ],
    steps: &[],
    dormant: None,
};

/// What is said of an item that Shopee banned.
pub fn banned() -> Finding {
    Finding {
        severity: Severity::Stops,
        field: Field::Facts,
        code: "shopee_banned".to_owned(),
        vi: "Shopee đã khóa mặt hàng này. Hãy xem lý do trong Kênh Người Bán".to_owned(),
        en: "Shopee has banned this item. See the reason in the Seller Centre".to_owned(),
    }
}
