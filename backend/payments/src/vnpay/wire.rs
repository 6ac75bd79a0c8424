//! An answer's fields, as VNPay spells them.

use serde::Deserialize;

use crate::kit::Loose;

/// The answer to a question or a refund.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    #[serde(default, rename = "vnp_ResponseId")]
    pub id: Loose,
    #[serde(default, rename = "vnp_Command")]
    pub command: Loose,
    #[serde(rename = "vnp_ResponseCode")]
    pub code: Loose,
    #[serde(default, rename = "vnp_Message")]
    pub message: Loose,
    #[serde(default, rename = "vnp_TmnCode")]
    pub tmn_code: Loose,
    #[serde(default, rename = "vnp_TxnRef")]
    pub reference: Loose,
    #[serde(default, rename = "vnp_Amount")]
    pub amount: Loose,
    #[serde(default, rename = "vnp_BankCode")]
    pub bank: Loose,
    #[serde(default, rename = "vnp_PayDate")]
    pub paid_at: Loose,
    #[serde(default, rename = "vnp_TransactionNo")]
    pub txn: Loose,
    #[serde(default, rename = "vnp_TransactionType")]
    pub kind: Loose,
    #[serde(default, rename = "vnp_TransactionStatus")]
    pub status: Loose,
    #[serde(default, rename = "vnp_OrderInfo")]
    pub info: Loose,
    #[serde(default, rename = "vnp_PromotionCode")]
    pub promotion: Loose,
    #[serde(default, rename = "vnp_PromotionAmount")]
    pub promotion_amount: Loose,
    #[serde(default, rename = "vnp_SecureHash")]
    pub hash: Loose,
}

impl Answer {
    /// What the answer to a refund signs: the amount as it came, not divided.
    pub(super) fn refund_text(&self) -> String {
        [
            &self.id,
            &self.command,
            &self.code,
            &self.message,
            &self.tmn_code,
            &self.reference,
            &self.amount,
            &self.bank,
            &self.paid_at,
            &self.txn,
            &self.kind,
            &self.status,
            &self.info,
        ]
        .map(Loose::as_str)
        .join("|")
    }

    /// What the answer to a question signs.
    pub(super) fn query_text(&self) -> String {
        let more = [&self.promotion, &self.promotion_amount].map(Loose::as_str);
        format!("{}|{}", self.refund_text(), more.join("|"))
    }
}
