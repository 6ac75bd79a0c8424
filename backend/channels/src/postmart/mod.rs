//! Postmart, Vietnam Post's marketplace; since 2024 Buudien.vn with the farm branch Nông sản Bưu điện.
//!
//! No public interface for sellers is known. `FILES` exchanges spreadsheets through the seller's portal, with a person in
//! between; columns, states and categories are assumed.

mod partner;
#[cfg(test)]
mod tests;

pub use partner::PARTNER;

use shared::canonical::MarketState;
use shared::channel::{ChannelSpec, PortalStep, StepClock, StepWhen};

use crate::_kit::sheet::{BY_FILES, FETCH_ORDERS, RESULT, SheetPortal, States, UPLOAD};

static SPEC: ChannelSpec = ChannelSpec {
    code: "postmart",
    name: "Postmart (Buudien.vn)",
    summary: (
        "Sàn nông sản của Bưu điện Việt Nam. Bạn tải tệp Excel từ đây lên cổng người bán, và đưa tệp đơn hàng của cổng về đây",
        "Vietnam Post's marketplace for farm goods. You carry a spreadsheet from here to the seller's portal, and its orders back",
    ),
    assumed: &[
        (
            "Cổng không công bố mẫu tệp: các cột trong tệp là mẫu chung của chúng tôi. Nếu cổng đưa mẫu riêng, hãy chép sang theo tên cột",
            "The portal publishes no template: the columns are our common ones. Where the portal has its own, copy them over by name",
        ),
        (
            "Tên ngành hàng là tên từng thấy công khai; hãy chọn lại trên cổng nếu cổng đã đổi",
            "The categories are those once seen in public; choose again on the portal where it has changed them",
        ),
        (
            "Người bán phải xác nhận đơn trên cổng; sàn không công bố hạn xác nhận",
            "The seller confirms orders on the portal; no time limit is published",
        ),
        (
            "Tiền giảm giá trong tệp đơn được coi là do bạn chịu; phần thu hộ ít hơn là do sàn chịu",
            "Discounts in the file of orders are taken as borne by you; what is collected less, by the marketplace",
        ),
        (
            "Phí sàn là số ước lượng. Hãy sửa theo hợp đồng của bạn",
            "The fees are an estimate. Correct them by your contract",
        ),
    ],
    can: BY_FILES,
    fields: &[],
    settings: &[],
    steps: &[
        PortalStep {
            key: "open_shop",
            when: StepWhen::Connected,
            say: (
                "Mở gian hàng trên cổng người bán của Bưu điện: nộp giấy đăng ký hợp tác xã, giấy an toàn thực phẩm, quyết định OCOP. Bưu điện tỉnh giúp bạn",
                "Open a shop on the post's portal: hand in the cooperative's registration, food-safety certificate and OCOP decision. The province's post office helps",
            ),
            clock: StepClock::None,
            remind_after_hours: &[],
        },
        UPLOAD,
        RESULT,
        FETCH_ORDERS,
        PortalStep {
            key: "confirm",
            when: StepWhen::OrderToConfirm,
            say: (
                "Vào cổng bấm Xác nhận đơn này",
                "Confirm this order on the portal",
            ),
            clock: StepClock::Hours(24),
            remind_after_hours: &[2, 12, 20],
        },
        PortalStep {
            key: "ship",
            when: StepWhen::OrderToShip,
            say: (
                "Vào cổng tạo vận đơn cho đơn này, in và dán lên gói hàng",
                "Create the waybill on the portal, print it and put it on the parcel",
            ),
            clock: StepClock::Hours(48),
            remind_after_hours: &[24],
        },
    ],
    dormant: None,
};

/// What the portal prints; the words are assumed to be those of the sister portal.
static STATES: States = &[
    ("Chờ thanh toán", MarketState::AwaitingPayment),
    ("Chờ duyệt", MarketState::ToConfirm),
    ("Chờ xác nhận", MarketState::ToConfirm),
    ("Đơn mới", MarketState::ToConfirm),
    ("Đã duyệt", MarketState::ReadyToShip),
    ("Đã xác nhận", MarketState::ReadyToShip),
    ("Chờ lấy hàng", MarketState::Arranged),
    ("Chờ xuất kho", MarketState::Arranged),
    ("Đang giao", MarketState::InTransit),
    ("Đang giao hàng", MarketState::InTransit),
    ("Đã giao", MarketState::Delivered),
    ("Đã giao hàng", MarketState::Delivered),
    ("Hoàn thành", MarketState::Completed),
    ("Yêu cầu hủy", MarketState::CancelRequested),
    ("Hủy", MarketState::Cancelled),
    ("Đã hủy", MarketState::Cancelled),
    ("Giao không thành công", MarketState::DeliveryFailed),
    ("Đang hoàn", MarketState::Returning),
    ("Đã hoàn", MarketState::Returned),
];

/// The exchange by files.
pub static FILES: SheetPortal = SheetPortal {
    spec: &SPEC,
    states: STATES,
    categories: &[
        "Sản phẩm OCOP",
        "Thực phẩm và đặc sản",
        "Thực phẩm bồi dưỡng",
        "Đồ uống",
        "Sức khỏe và làm đẹp",
    ],
};
