//! The reason of a decision about a line, as people read it.

use super::{CreditOutcome, Doubt};
use crate::say::Locale;

impl CreditOutcome {
    /// The stable name, for the database and the log.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Exact { .. } => "exact",
            Self::Partial { .. } => "partial",
            Self::Over { .. } => "over",
            Self::Double { .. } => "double",
            Self::Late { .. } => "late",
            Self::Propose { .. } => "propose",
            Self::Unmatched => "unmatched",
            Self::Outgoing => "outgoing",
        }
    }

    /// One sentence: what it is and what happens next.
    #[must_use]
    pub fn say(&self, l: Locale) -> String {
        let plain = match (self, l) {
            (Self::Partial { missing, .. }, Locale::Vi) => {
                return format!(
                    "Khách mới chuyển một phần, còn thiếu {missing}. Đơn chờ khách chuyển nốt"
                );
            }
            (Self::Partial { missing, .. }, Locale::En) => {
                return format!(
                    "Only a part has come, {missing} is missing. The order waits for the rest"
                );
            }
            (Self::Over { excess, .. }, Locale::Vi) => {
                return format!("Khách chuyển thừa {excess}. Đơn đã trả đủ, phần thừa hoàn lại khách");
            }
            (Self::Over { excess, .. }, Locale::En) => {
                return format!(
                    "{excess} too much came. The order is paid, the rest goes back to the buyer"
                );
            }
            (Self::Exact { .. }, _) => l.say(
                "Đúng mã và đủ số tiền. Đơn đã trả",
                "The code and the amount fit. The order is paid",
            ),
            (Self::Double { .. }, _) => l.say(
                "Đơn này đã trả trước đó, khách chuyển thêm lần nữa. Hoàn lại khách khoản này",
                "This order was paid before and the buyer paid again. This money goes back to him",
            ),
            (Self::Late { whole: true, .. }, _) => l.say(
                "Tiền đến sau khi hết hạn hoặc đã huỷ. Còn hàng thì nhận đơn, không thì hoàn lại khách",
                "The money came after the payment had ended. Take the order if there are goods, or give it back",
            ),
            (Self::Late { whole: false, .. }, _) => l.say(
                "Tiền đến sau khi hết hạn hoặc đã huỷ, lại không đúng số tiền. Hoàn lại khách",
                "The money came after the payment had ended and is not the amount owed. Give it back",
            ),
            (Self::Propose { why, .. }, _) => why.say(l),
            (Self::Unmatched, _) => l.say(
                "Không tìm thấy đơn nào khớp. Hỏi người chuyển hoặc hoàn lại",
                "No order fits. Ask who sent it, or give it back",
            ),
            (Self::Outgoing, _) => l.say(
                "Tiền đi ra. Đối chiếu với khoản hoàn hoặc khoản trả",
                "Money that went out. Compare it with refunds and payouts",
            ),
        };
        plain.to_owned()
    }
}

impl Doubt {
    /// The stable name, for the database and the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnlyTheAmount => "only_the_amount",
            Self::SeveralOfTheAmount => "several_of_the_amount",
            Self::SeveralCodes => "several_codes",
            Self::WrongAccount => "wrong_account",
            Self::UnderReview => "under_review",
        }
    }

    /// One sentence: why it is not certain and what to do.
    #[must_use]
    pub const fn say(self, l: Locale) -> &'static str {
        match self {
            Self::OnlyTheAmount => l.say(
                "Nội dung không có mã đúng, nhưng chỉ một đơn đang chờ đúng số tiền này. Xem tên người chuyển rồi xác nhận",
                "There is no right code, but only one order waits for this amount. Look at the sender's name and confirm",
            ),
            Self::SeveralOfTheAmount => l.say(
                "Nội dung không có mã đúng, và nhiều đơn đang chờ đúng số tiền này. Chọn đơn theo tên người chuyển",
                "There is no right code, and several orders wait for this amount. Choose by the sender's name",
            ),
            Self::SeveralCodes => l.say(
                "Nội dung có mã của nhiều đơn. Chọn đơn được trả",
                "The text has the codes of several orders. Choose the one that is paid",
            ),
            Self::WrongAccount => l.say(
                "Đúng mã, nhưng tiền vào tài khoản khác với tài khoản của đơn. Kiểm tra rồi xác nhận",
                "The code is right, but the money came into another account than the order's. Check and confirm",
            ),
            Self::UnderReview => l.say(
                "Đơn này đang được kiểm tra giao dịch. Xem xong rồi xác nhận",
                "This order's payment is being checked. Confirm once that is done",
            ),
        }
    }
}
