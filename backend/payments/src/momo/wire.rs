//! Fields as MoMo spells them.

use serde::Deserialize;

use crate::kit::Loose;

/// The answer to a new payment.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Created {
    #[serde(default)]
    pub order_id: Loose,
    #[serde(default)]
    pub amount: i64,
    pub result_code: i64,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub pay_url: String,
}

/// The answer to a question about a payment.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    #[serde(default)]
    pub order_id: Loose,
    #[serde(default)]
    pub amount: i64,
    #[serde(default)]
    pub trans_id: Loose,
    pub result_code: i64,
    #[serde(default)]
    pub message: String,
}

/// The answer to a refund, or to a question about one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refunded {
    #[serde(default)]
    pub trans_id: Loose,
    pub result_code: i64,
    #[serde(default)]
    pub message: String,
}

/// A notice. Values stay as they came, because they are signed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Notice {
    pub partner_code: Loose,
    pub order_id: Loose,
    #[serde(default)]
    pub request_id: Loose,
    pub amount: Loose,
    #[serde(default)]
    pub order_info: Loose,
    #[serde(default)]
    pub order_type: Loose,
    pub trans_id: Loose,
    pub result_code: Loose,
    #[serde(default)]
    pub message: Loose,
    #[serde(default)]
    pub pay_type: Loose,
    #[serde(default)]
    pub response_time: Loose,
    #[serde(default)]
    pub extra_data: Loose,
    #[serde(default)]
    pub signature: Loose,
}

impl Notice {
    /// What is signed, in order.
    pub(super) fn signed(&self) -> [(&'static str, &str); 12] {
        [
            ("amount", self.amount.as_str()),
            ("extraData", self.extra_data.as_str()),
            ("message", self.message.as_str()),
            ("orderId", self.order_id.as_str()),
            ("orderInfo", self.order_info.as_str()),
            ("orderType", self.order_type.as_str()),
            ("partnerCode", self.partner_code.as_str()),
            ("payType", self.pay_type.as_str()),
            ("requestId", self.request_id.as_str()),
            ("responseTime", self.response_time.as_str()),
            ("resultCode", self.result_code.as_str()),
            ("transId", self.trans_id.as_str()),
        ]
    }
}
