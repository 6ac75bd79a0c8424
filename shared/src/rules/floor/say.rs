//! A refusal in words: what took how much, what is missing, what would do.

use super::{Below, Rule};
use crate::say::Locale;

impl Rule {
    /// The stable name, for the API and the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LivePrice => "live_price",
            Self::ChannelPromotion => "channel_promotion",
            Self::Voucher => "voucher",
            Self::CoFunded => "co_funded",
            Self::PlatformFee => "platform_fee",
            Self::ChannelFee => "channel_fee",
        }
    }

    /// The name for people, inside a sentence.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            Self::LivePrice => l.say("giá livestream", "live price"),
            Self::ChannelPromotion => l.say("khuyến mãi của sàn", "channel promotion"),
            Self::Voucher => l.say("phiếu giảm giá", "voucher"),
            Self::CoFunded => l.say("phần góp giảm giá", "your share of a discount"),
            Self::PlatformFee => l.say("phí chợ", "market fee"),
            Self::ChannelFee => l.say("phí sàn ngoài", "channel fee"),
        }
    }
}

impl Below {
    /// The refusal: what each rule took, what is left, how much is missing and which price would do.
    #[must_use]
    pub fn say(&self, l: Locale) -> String {
        let cuts: Vec<String> = self
            .cuts
            .iter()
            .filter(|cut| cut.amount.0 > 0)
            .map(|cut| format!("{} {}", cut.rule.words(l), cut.amount))
            .collect();
        let (price, net, floor, by) = (self.price, self.net, self.floor, self.by);
        let mut text = match (l, cuts.is_empty()) {
            (Locale::Vi, true) => {
                format!("Giá {price} thấp hơn giá sàn {floor}, thiếu {by}.")
            }
            (Locale::Vi, false) => format!(
                "Giá {price} trừ {} còn {net}, thấp hơn giá sàn {floor}, thiếu {by}.",
                cuts.join(", ")
            ),
            (Locale::En, true) => {
                format!("{price} is below the floor of {floor}: {by} is missing.")
            }
            (Locale::En, false) => format!(
                "{price} less {} leaves {net}, below the floor of {floor}: {by} is missing.",
                cuts.join(", ")
            ),
        };
        if let Some(enough) = self.enough.filter(|enough| *enough > price) {
            text.push_str(&match l {
                Locale::Vi => format!(" Bán từ {enough} trở lên"),
                Locale::En => format!(" Sell from {enough}"),
            });
            let ask = l.say(
                ", hoặc nhờ giám đốc hợp tác xã cho bán dưới giá sàn",
                ", or ask the cooperative’s director to allow less",
            );
            text.push_str(ask);
        }
        text
    }

    /// The warning beside goods on sale whose price is below the floor: they are not sold until it is mended.
    #[must_use]
    pub fn stopped(&self, l: Locale) -> String {
        let (net, floor) = (self.net, self.floor);
        let enough = self.enough.filter(|enough| *enough > self.price);
        match (l, enough) {
            (Locale::Vi, Some(enough)) => format!(
                "Khách chưa mua được: bạn chỉ nhận về {net}, thấp hơn giá sàn {floor}. Sửa giá bán thành {enough} trở lên"
            ),
            (Locale::Vi, None) => {
                format!("Khách chưa mua được: bạn chỉ nhận về {net}, thấp hơn giá sàn {floor}")
            }
            (Locale::En, Some(enough)) => format!(
                "Nobody can buy it: you would receive {net}, below the floor of {floor}. Sell it from {enough}"
            ),
            (Locale::En, None) => {
                format!("Nobody can buy it: you would receive {net}, below the floor of {floor}")
            }
        }
    }
}
