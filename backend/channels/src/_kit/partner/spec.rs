//! What every partner that speaks the profile can do.

use shared::channel::{
    AccountField, AuthKind, Capabilities, Fees, HookReply, Idempotency, Limits, ListingMode,
    OrderMode, Rate,
};
use shared::money::Vnd;

/// Capabilities of the profile.
pub const CAN: Capabilities = Capabilities {
    auth: AuthKind::Keys,
    listing: ListingMode::Task,
    stock: true,
    price: true,
    visibility: true,
    readable: false,
    taxonomy: true,
    uploads: false,
    orders: OrderMode::PushAndPull,
    confirm_within_ms: None,
    own_waybill: false,
    returns: true,
    settlements: false,
    idempotency: Idempotency::Key,
    limits: Limits {
        title: (1, 120),
        description: (1, 5_000),
        pictures: (1, 9),
        sku: 50,
        variants: 50,
        price: (Vnd(1), Vnd(1_000_000_000)),
        price_ratio: None,
        least_stock: 0,
        batch: 20,
    },
    rate: Rate {
        per_second: 5,
        burst: 10,
    },
    hook: Some(HookReply {
        status: 204,
        within_ms: 3_000,
    }),
    buyer_data_days: None,
    fees: Fees {
        platform: 500,
        service: 0,
        assumed: true,
    },
};

const fn field(
    key: &'static str,
    vi: &'static str,
    en: &'static str,
    secret: bool,
    required: bool,
) -> AccountField {
    AccountField {
        key,
        label: (vi, en),
        secret,
        required,
    }
}

/// What a person enters. The second push secret is for the days in which secrets change.
pub const FIELDS: &[AccountField] = &[
    field("key_id", "Mã khóa", "Key id", false, true),
    field("secret", "Khóa bí mật", "Secret", true, true),
    field("webhook_secret", "Khóa báo tin", "Push secret", true, true),
    field(
        "webhook_secret_2",
        "Khóa báo tin thứ hai (khi đổi khóa)",
        "Second push secret (while it changes)",
        true,
        false,
    ),
];
