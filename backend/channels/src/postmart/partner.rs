//! Postmart by the signed partner profile, for the day it opens an interface.

use shared::channel::{ChannelSetting, ChannelSpec};

use crate::_kit::partner::{CAN, FIELDS, PartnerPortal};

static SPEC: ChannelSpec = ChannelSpec {
    code: "postmart_api",
    name: "Postmart (kết nối trực tiếp)",
    summary: (
        "Khi Postmart mở kết nối theo hồ sơ đối tác htx-partner/1: hàng, tồn kho và đơn tự đi lại, không cần tệp",
        "For the day Postmart opens the partner profile htx-partner/1: goods, stock and orders travel by themselves, without files",
    ),
    assumed: &[(
        "Sàn chưa công bố kết nối nào. Hồ sơ htx-partner/1 là đề xuất của chúng tôi; chỉ dùng được khi sàn đã làm theo",
        "The marketplace has published no interface. The profile htx-partner/1 is our proposal and works once the marketplace has followed it",
    )],
    can: CAN,
    fields: FIELDS,
    settings: &[ChannelSetting {
        name: "CHOPHIEN_POSTMART_API_BASE_URL",
        default: "",
        help: "Where the partner's interface is; nothing is called while it is empty.",
    }],
    steps: &[],
    dormant: None,
};

/// The connection by the profile.
pub static PARTNER: PartnerPortal = PartnerPortal { spec: &SPEC };
