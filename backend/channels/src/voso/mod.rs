//! Voso, Viettel Post's marketplace, reported to have stopped in 2023: it is not offered until the operator has checked
//! that it still works.
//!
//! No public interface for sellers is known. `FILES` exchanges spreadsheets through the seller's portal, with a person in
//! between. An order that is not confirmed there within 24 hours is cancelled by the portal.

mod partner;
#[cfg(test)]
mod tests;

pub use partner::PARTNER;

use shared::canonical::MarketState;
use shared::channel::{Capabilities, ChannelSpec, PortalStep, StepClock, StepWhen};
use shared::time::DAY_MS;

use crate::_kit::sheet::{BY_FILES, FETCH_ORDERS, RESULT, SheetPortal, States, UPLOAD};

pub(super) static SPEC: ChannelSpec = ChannelSpec {
    code: "voso",
    name: "Voso",
    summary: (
        "Sàn nông sản của Viettel Post. Bạn tải tệp Excel từ đây lên cổng người bán, và đưa tệp đơn hàng của cổng về đây",
        "Viettel Post's marketplace for farm goods. You carry a spreadsheet from here to the seller's portal, and its orders back",
    ),
    assumed: &[
        (
            "Cổng không công bố mẫu tệp: các cột trong tệp là mẫu chung của chúng tôi. Nếu cổng đưa mẫu riêng, hãy chép sang theo tên cột",
            "The portal publishes no template: the columns are our common ones. Where the portal has its own, copy them over by name",
        ),
        (
            "Cổng không công bố ngành hàng: tên ở đây là tên chung, hãy chọn lại trên cổng",
            "The portal publishes no categories: the names are general ones, choose again on the portal",
        ),
        (
            "Các trạng thái sau khi giao hàng (Đang giao, Đã giao, Hoàn thành) là tên phỏng đoán",
            "The states after the hand-over (Đang giao, Đã giao, Hoàn thành) are guessed",
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
    can: Capabilities {
        confirm_within_ms: Some(DAY_MS),
        ..BY_FILES
    },
    fields: &[],
    settings: &[],
    steps: &[
        PortalStep {
            key: "open_shop",
            when: StepWhen::Connected,
            say: (
                "Mở gian hàng trên cổng người bán Voso: nộp giấy đăng ký hợp tác xã, giấy an toàn thực phẩm, quyết định OCOP. Bưu cục Viettel Post giúp bạn",
                "Open a shop on Voso's portal: hand in the cooperative's registration, food-safety certificate and OCOP decision. Viettel Post's office helps",
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
                "Vào cổng bấm Xác nhận đơn này. Quá 24 giờ kể từ lúc khách đặt, sàn tự hủy đơn",
                "Confirm this order on the portal. 24 hours after it was placed the marketplace cancels it",
            ),
            clock: StepClock::ConfirmBy,
            remind_after_hours: &[2, 12, 20],
        },
        PortalStep {
            key: "ship",
            when: StepWhen::OrderToShip,
            say: (
                "Gọi khách, rồi vào cổng bấm Tạo vận đơn (mã bắt đầu bằng VOSO), in và dán lên gói hàng",
                "Call the buyer, then create the waybill on the portal (it begins with VOSO), print it and put it on the parcel",
            ),
            clock: StepClock::Hours(48),
            remind_after_hours: &[24],
        },
    ],
    dormant: Some((
        "Voso được cho là đã ngừng từ năm 2023. Người quản trị chỉ bật kênh này sau khi kiểm tra cổng còn chạy",
        "Voso is reported to have stopped in 2023. The operator switches it on only after checking that its portal still works",
    )),
};

/// What the portal prints. The first three, and the cancelled one, are documented; the others are assumed.
static STATES: States = &[
    ("Chờ duyệt", MarketState::ToConfirm),
    ("Đã duyệt", MarketState::ReadyToShip),
    ("Chờ xuất kho", MarketState::Arranged),
    ("Hủy", MarketState::Cancelled),
    ("Đã hủy", MarketState::Cancelled),
    ("Đang giao", MarketState::InTransit),
    ("Đã giao", MarketState::Delivered),
    ("Hoàn thành", MarketState::Completed),
];

/// The exchange by files.
pub static FILES: SheetPortal = SheetPortal {
    spec: &SPEC,
    states: STATES,
    categories: &[
        "Nông sản",
        "Thực phẩm chế biến",
        "Đồ uống",
        "Thủ công mỹ nghệ",
    ],
};
