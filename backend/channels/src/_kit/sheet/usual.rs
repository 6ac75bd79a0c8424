//! What portals without an interface have in common: cautious bounds, what can be done by files alone, and the steps of
//! the person in between.

use shared::channel::{
    AuthKind, Capabilities, Fees, Idempotency, Limits, ListingMode, OrderMode, PortalStep, Rate,
    StepClock, StepWhen,
};
use shared::money::Vnd;

use super::MAX_ROWS;

/// Bounds of a listing: cautious, because the portal publishes none.
const LIMITS: Limits = Limits {
    title: (1, 120),
    description: (1, 5_000),
    pictures: (1, 8),
    sku: 50,
    variants: 50,
    price: (Vnd(1), Vnd(1_000_000_000)),
    price_ratio: None,
    least_stock: 0,
    batch: MAX_ROWS,
};

/// What a portal can do: everything goes by files, and nothing is known of a time to confirm.
pub const BY_FILES: Capabilities = Capabilities {
    auth: AuthKind::Nothing,
    listing: ListingMode::File,
    stock: false,
    price: false,
    visibility: false,
    readable: false,
    taxonomy: true,
    uploads: false,
    orders: OrderMode::File,
    confirm_within_ms: None,
    own_waybill: false,
    returns: false,
    settlements: false,
    idempotency: Idempotency::Natural,
    limits: LIMITS,
    rate: Rate {
        per_second: 1,
        burst: 1,
    },
    hook: None,
    buyer_data_days: None,
    fees: Fees {
        platform: 500,
        service: 0,
        assumed: true,
    },
};

/// Carry the file of goods to the portal.
pub const UPLOAD: PortalStep = PortalStep {
    key: "upload",
    when: StepWhen::FileReady,
    say: (
        "Tải tệp Excel về máy, vào cổng người bán, chọn Nhập từ tệp và gửi tệp lên",
        "Download the spreadsheet, go to the seller's portal, choose to import a file and send it",
    ),
    clock: StepClock::Hours(24),
    remind_after_hours: &[2, 12, 20],
};

/// Bring back what the portal decided.
pub const RESULT: PortalStep = PortalStep {
    key: "result",
    when: StepWhen::ResultMissing,
    say: (
        "Xem cổng đã duyệt hàng chưa. Xuất tệp kết quả rồi gửi lên đây, hoặc điền sheet ket_qua trong tệp đã tải",
        "See whether the portal approved the goods. Export its result and send it here, or fill in the sheet ket_qua",
    ),
    clock: StepClock::Hours(72),
    remind_after_hours: &[48],
};

/// Look for new orders, every day.
pub const FETCH_ORDERS: PortalStep = PortalStep {
    key: "fetch_orders",
    when: StepWhen::Daily,
    say: (
        "Vào cổng xem đơn mới. Có đơn thì xuất tệp đơn hàng và gửi lên đây",
        "Look for new orders on the portal. If there are any, export them and send the file here",
    ),
    clock: StepClock::Hours(24),
    remind_after_hours: &[20],
};
