//! The reasons in words, the same for the seller and for the cooperative.

use super::Outcome;
use crate::say::Locale;

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 10] = [
        Self::Earned,
        Self::TooOld,
        Self::OtherGoods,
        Self::LinkEnded,
        Self::SellerStopped,
        Self::OwnPurchase,
        Self::Stuffed,
        Self::NoRate,
        Self::LiveFirst,
        Self::LaterClick,
    ];

    /// The name in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Earned => "earned",
            Self::TooOld => "too_old",
            Self::OtherGoods => "other_goods",
            Self::LinkEnded => "link_ended",
            Self::SellerStopped => "seller_stopped",
            Self::OwnPurchase => "own_purchase",
            Self::Stuffed => "stuffed",
            Self::NoRate => "no_rate",
            Self::LiveFirst => "live_first",
            Self::LaterClick => "later_click",
        }
    }

    /// The outcome of a name in the database.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Something that a person of the market should look at.
    #[must_use]
    pub const fn is_flag(self) -> bool {
        matches!(self, Self::OwnPurchase | Self::Stuffed)
    }

    /// Why, as a sentence.
    #[must_use]
    pub const fn say(self, l: Locale) -> &'static str {
        match self {
            Self::Earned => l.say(
                "Được hoa hồng: người mua bấm link này sau cùng, trong 7 ngày trước khi đặt.",
                "Earned: this link was the last one clicked within the 7 days before the order.",
            ),
            Self::TooOld => l.say(
                "Không được: lần bấm link cách lúc đặt hơn 7 ngày.",
                "Not earned: the link was clicked more than 7 days before the order.",
            ),
            Self::OtherGoods => l.say(
                "Không được: món này của hợp tác xã không có trong link.",
                "Not earned: the goods are of a cooperative that the link does not show.",
            ),
            Self::LinkEnded => l.say(
                "Không được: link đã ngừng trước khi khách đặt.",
                "Not earned: the link had been ended before the order.",
            ),
            Self::SellerStopped => l.say(
                "Không được: người giới thiệu đang tạm ngừng.",
                "Not earned: the seller had been stopped.",
            ),
            Self::OwnPurchase => l.say(
                "Không được: số điện thoại đặt hàng là của chính người giới thiệu.",
                "Not earned: the order was placed with the seller's own phone.",
            ),
            Self::Stuffed => l.say(
                "Không được: trình duyệt này mở quá nhiều link trong 10 giây, không phải người bấm.",
                "Not earned: this browser opened too many links within 10 seconds for a person.",
            ),
            Self::NoRate => l.say(
                "Không được: hợp tác xã không trả hoa hồng cho món này.",
                "Not earned: the cooperative pays no commission on these goods.",
            ),
            Self::LiveFirst => l.say(
                "Không được: khách có bấm link của buổi bán trực tiếp, buổi trực tiếp được tính trước.",
                "Not earned: the buyer came through a live session, which goes first.",
            ),
            Self::LaterClick => l.say(
                "Không được: sau link này khách còn bấm một link khác rồi mới đặt.",
                "Not earned: another link was clicked after this one.",
            ),
        }
    }
}
