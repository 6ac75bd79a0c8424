//! What a cooperative could do to be chosen another time.

use super::reason::Reason;
use super::words::{Names, days_en, month, said};
use crate::say::Locale;

impl Reason {
    /// For the cooperative itself: what would have changed it. None when it was chosen or nothing of its own would.
    #[must_use]
    pub fn remedy(self, l: Locale, names: &Names<'_>) -> Option<String> {
        let (vi, en) = match self {
            Self::NotVerified => (
                "Gửi hồ sơ để cán bộ xác minh thì được xét".to_owned(),
                "Send the papers to be verified, then you are considered".to_owned(),
            ),
            Self::Paused => (
                "Mở bán lại thì được xét".to_owned(),
                "Open your sales again, then you are considered".to_owned(),
            ),
            Self::Disabled => (
                "Mở bán lại món này thì được xét".to_owned(),
                "Put this on sale again, then you are considered".to_owned(),
            ),
            Self::TimedOut => (
                "Trả lời đơn trong giờ thì giữ được đơn".to_owned(),
                "Answer within the time to keep the order".to_owned(),
            ),
            Self::BelowFloor { net, .. } => {
                let net = names.price(net, l);
                (
                    format!("Mức sàn từ {net} trở xuống thì được xét"),
                    format!("With a floor of {net} or less you are considered"),
                )
            }
            Self::Step { .. } => (
                "Cho bán lẻ nhỏ hơn thì được xét".to_owned(),
                "Sell in smaller multiples, then you are considered".to_owned(),
            ),
            Self::Resting { .. } => (
                "Đi làm lại sớm hơn thì được xét".to_owned(),
                "Come back earlier, then you are considered".to_owned(),
            ),
            Self::NoCapacity { day } => (
                format!("Thêm ngày gói trước {} thì được xét", day.full()),
                format!(
                    "Add a packing day before {}, then you are considered",
                    day.full()
                ),
            ),
            Self::CertificateExpired { claim, until } => {
                let paper = names.paper(claim, l);
                (
                    format!("Gia hạn {paper} trước {} thì được xét", until.full()),
                    format!(
                        "Renew the {paper} before {}, then you are considered",
                        until.full()
                    ),
                )
            }
            Self::NoCertificate { claim } => {
                let paper = names.paper(claim, l);
                (
                    format!("Gửi {paper} còn hạn để cán bộ xác minh thì được xét"),
                    format!("Hand in a valid {paper}, then you are considered"),
                )
            }
            _ => return self.remedy_of_stock(l, names),
        };
        Some(said(l, vi, en))
    }

    fn remedy_of_stock(self, l: Locale, names: &Names<'_>) -> Option<String> {
        let (vi, en) = match self {
            Self::CertificateNotYet { from, .. } => (
                format!("Đơn gửi từ {} thì được xét", from.full()),
                format!("Orders sent from {} on consider you", from.full()),
            ),
            Self::QuotaUsed { .. } => (
                "Thoả thuận thêm hạn mức thì được xét".to_owned(),
                "Agree on a larger quota, then you are considered".to_owned(),
            ),
            Self::LotOnHold => (
                "Kiểm xong và mở lại lô thì được xét".to_owned(),
                "Check and release a lot, then you are considered".to_owned(),
            ),
            Self::LotExpires { .. } | Self::NoStock { .. } => (
                format!("Có hàng mới, ghi vào kho {} thì được xét", names.goods),
                format!(
                    "Record new stock of {}, then you are considered",
                    names.goods
                ),
            ),
            Self::LotNotYet { on } => (
                format!("Đơn gửi từ {} thì được xét", on.full()),
                format!("Orders sent from {} on consider you", on.full()),
            ),
            Self::NotEnough { .. } => (
                "Còn đủ cho cả món thì được xét".to_owned(),
                "With enough for the whole line you are considered".to_owned(),
            ),
            Self::LessStock { .. } => (
                "Còn nhiều hàng hơn thì được chọn".to_owned(),
                "With more stock you are chosen".to_owned(),
            ),
            Self::Later { days } => (
                format!("Gửi sớm hơn {days}\u{a0}ngày thì được chọn"),
                format!("Send it {} earlier to be chosen", days_en(days)),
            ),
            Self::LessFresh { days } => (
                format!("Có lô mới hơn {days}\u{a0}ngày thì được chọn"),
                format!("With goods {} newer you are chosen", days_en(days)),
            ),
            Self::ShareFull { .. } => (
                "Khi các hợp tác xã khác đủ phần thì lại đến lượt bạn".to_owned(),
                "When the others have their share it is your turn again".to_owned(),
            ),
            Self::OutOfSeason {
                next: Some(next), ..
            } => (
                format!("Đến {} thì được xét", month(next, l)),
                format!("From {} on you are considered", month(next, l)),
            ),
            _ => return None,
        };
        Some(said(l, vi, en))
    }
}
