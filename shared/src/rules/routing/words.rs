//! Reasons as people read them.

use super::reason::Reason;
use super::snapshot::{Chooser, Claim};
use crate::money::Vnd;
use crate::quantity::{Quantity, Unit};
use crate::say::Locale;
use crate::time::VnDate;

/// What a sentence speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The cooperative: `HTX Đồng Mỏ`.
    pub cooperative: &'a str,
    /// The goods: `Na Chi Lăng loại 1`.
    pub goods: &'a str,
    /// What the line is counted in.
    pub unit: Unit,
    /// What the page promised, for the reasons that name a claim.
    pub claims: &'a [Claim],
}

impl Claim {
    /// `OCOP 4 sao`, `VietGAP`, `nhãn hiệu Chi Lăng`.
    #[must_use]
    pub fn words(&self, l: Locale) -> String {
        let mut words = self.kind.words(l).to_owned();
        if let Some(stars) = self.stars {
            words.push_str(&match l {
                Locale::Vi => format!(" {stars}\u{a0}sao"),
                Locale::En => format!(" {stars}\u{a0}stars"),
            });
        }
        if let Some(mark) = &self.mark {
            words.push_str(&format!(" “{mark}”"));
        }
        words
    }
}

impl Names<'_> {
    fn quantity(&self, steps: i64, l: Locale) -> String {
        Quantity::of(steps, self.unit).words(l)
    }

    fn price(&self, price: Vnd, l: Locale) -> String {
        format!("{price}/{}", self.unit.word(l))
    }

    fn claim(&self, claim: usize, l: Locale) -> String {
        let fallback = || l.say("chứng nhận", "the certificate").to_owned();
        self.claims
            .get(claim)
            .map_or_else(fallback, |claim| claim.words(l))
    }
}

fn said(l: Locale, vi: String, en: String) -> String {
    match l {
        Locale::Vi => vi,
        Locale::En => en,
    }
}

fn month(month: u8, l: Locale) -> String {
    crate::goods::Season::of_months(&[month], &[]).words(l)
}

impl Reason {
    /// The reason in one sentence.
    #[must_use]
    pub fn say(self, l: Locale, names: &Names<'_>) -> String {
        if self.is_eligible() {
            self.say_compared(l, names)
        } else {
            self.say_refused(l, names)
        }
    }

    fn say_refused(self, l: Locale, names: &Names<'_>) -> String {
        let (who, what) = (names.cooperative, names.goods);
        let (vi, en) = match self {
            Self::NotVerified => (
                format!("{who} chưa được xác minh"),
                format!("{who} is not verified"),
            ),
            Self::Paused => (
                format!("{who} đang tạm ngừng bán"),
                format!("{who} has paused all sales"),
            ),
            Self::Disabled => (
                format!("{who} đang tạm ngừng bán {what}"),
                format!("{who} has paused {what}"),
            ),
            Self::OtherChosen { by: Chooser::Buyer } => (
                format!("Người mua đã chọn hợp tác xã khác, không phải {who}"),
                format!("The buyer chose another cooperative than {who}"),
            ),
            Self::OtherChosen {
                by: Chooser::Operator,
            } => (
                format!("Người vận hành đã giao cho hợp tác xã khác, không phải {who}"),
                format!("The operator gave it to another cooperative than {who}"),
            ),
            Self::Declined => (
                format!("{who} đã báo không làm được"),
                format!("{who} has declined it"),
            ),
            Self::TimedOut => (
                format!("{who} không trả lời kịp"),
                format!("{who} did not answer in time"),
            ),
            Self::BelowFloor { net, floor } => {
                let (net, floor) = (names.price(net, l), names.price(floor, l));
                (
                    format!("Giá này {who} chỉ nhận {net}, thấp hơn mức sàn {floor}"),
                    format!("{who} would receive {net}, below its floor of {floor}"),
                )
            }
            Self::Step { step } => {
                let step = names.quantity(step, l);
                (
                    format!("{who} bán theo từng {step}, số đặt không chia hết"),
                    format!("{who} sells in multiples of {step}, which this is not"),
                )
            }
            Self::Lane(refusal) => return refusal.say(l, what),
            Self::Resting { until } => (
                format!("{who} nghỉ đến {}", until.short()),
                format!("{who} rests until {}", until.short()),
            ),
            Self::NoCapacity { day } => (
                format!("{who} không còn ngày gói nào trống đến {}", day.short()),
                format!("{who} has no free packing day up to {}", day.short()),
            ),
            _ => return self.say_lacking(l, names),
        };
        said(l, vi, en)
    }

    /// What season, certificates, quota, lots and stock lack.
    fn say_lacking(self, l: Locale, names: &Names<'_>) -> String {
        let (who, what) = (names.cooperative, names.goods);
        let (vi, en) = match self {
            Self::OutOfSeason { month: now, next } => {
                let (now, next) = (month(now, l), next.map(|next| month(next, l)));
                let vi = next.as_ref().map(|next| format!(", vụ tới từ {next}"));
                let en = next
                    .as_ref()
                    .map(|next| format!("; the next crop is in {next}"));
                (
                    format!(
                        "{what} của {who} không có vào {now}{}",
                        vi.unwrap_or_default()
                    ),
                    format!("{who} has no {what} in {now}{}", en.unwrap_or_default()),
                )
            }
            Self::NoCertificate { claim } => {
                let claim = names.claim(claim, l);
                (
                    format!("{who} chưa có giấy {claim} cho {what}"),
                    format!("{who} has no {claim} certificate for {what}"),
                )
            }
            Self::CertificateExpired { claim, until } => {
                let (claim, until) = (names.claim(claim, l), until.full());
                (
                    format!("Giấy {claim} của {who} hết hạn {until}, trước ngày gửi"),
                    format!("The {claim} certificate of {who} ends on {until}, before it is sent"),
                )
            }
            Self::CertificateNotYet { claim, from } => {
                let (claim, from) = (names.claim(claim, l), from.full());
                (
                    format!("Giấy {claim} của {who} từ {from} mới có hiệu lực, sau ngày gửi"),
                    format!("The {claim} certificate of {who} begins on {from}, after it is sent"),
                )
            }
            Self::QuotaUsed => (
                format!("{who} đã bán hết hạn mức {what}"),
                format!("{who} has used up its quota of {what}"),
            ),
            Self::LotOnHold => (
                format!("Các lô {what} của {who} đang bị giữ lại"),
                format!("The lots of {what} of {who} are on hold"),
            ),
            Self::LotExpires { on } => (
                format!(
                    "Lô {what} của {who} hết hạn {}, trước ngày hàng tới",
                    on.short()
                ),
                format!(
                    "The lot of {what} of {who} ends on {}, before it arrives",
                    on.short()
                ),
            ),
            Self::NoStock { free } if free > 0 => {
                let left = names.quantity(free, l);
                (
                    format!("{who} chỉ còn {left}, chưa đủ một lần bán"),
                    format!("{who} has {left} left, less than it sells by"),
                )
            }
            Self::NoStock { .. } => (
                format!("{who} hết {what}"),
                format!("{who} has no {what} left"),
            ),
            _ => (
                format!("Chưa hợp tác xã nào bán {what}"),
                format!("No cooperative offers {what}"),
            ),
        };
        said(l, vi, en)
    }

    fn say_compared(self, l: Locale, names: &Names<'_>) -> String {
        let who = names.cooperative;
        let (vi, en) = match self {
            Self::Chosen { quantity } => {
                let quantity = names.quantity(quantity, l);
                (
                    format!("{who} gửi {quantity}"),
                    format!("{who} sends {quantity}"),
                )
            }
            Self::NotEnough { has: 0 } => (
                format!("Phần còn của {who} đã dành cho món khác trong đơn"),
                format!("What {who} has left goes to another line of the order"),
            ),
            Self::NotEnough { has } => {
                let has = names.quantity(has, l);
                (
                    format!("{who} chỉ có {has}, không đủ cho cả món"),
                    format!("{who} has only {has}, not all of this line"),
                )
            }
            Self::MoreParcels => (
                format!("Chọn {who} thì thêm một kiện"),
                format!("Choosing {who} would add a parcel"),
            ),
            Self::Dearer { by } => (
                format!("Gửi từ {who} đắt hơn {by}"),
                format!("Sending from {who} costs {by} more"),
            ),
            Self::Later { days } => (
                format!("Hàng của {who} tới muộn hơn {days}\u{a0}ngày"),
                format!("Goods of {who} arrive {} later", days_en(days)),
            ),
            Self::LessFresh { days } => (
                format!("Hàng của {who} hái sớm hơn {days}\u{a0}ngày"),
                format!("Goods of {who} are {} older", days_en(days)),
            ),
            Self::ShareFull { has, agreed } => (
                format!("{who} đã có {has}\u{a0}% phần bán, thoả thuận là {agreed}\u{a0}%"),
                format!("{who} would have {has}\u{a0}% of the sales; {agreed}\u{a0}% was agreed"),
            ),
            Self::LowerPriority => (
                format!("{who} đứng sau trong thứ tự ưu tiên"),
                format!("{who} comes later in the order of preference"),
            ),
            Self::Farther { km } => (
                format!("{who} xa hơn {km}\u{a0}km"),
                format!("{who} is {km}\u{a0}km farther away"),
            ),
            Self::LessStock { has } => {
                let has = names.quantity(has, l);
                (
                    format!("{who} còn ít hơn, {has}"),
                    format!("{who} has less left, {has}"),
                )
            }
            _ => (
                format!("{who} cũng được như vậy, hợp tác xã đứng trước được chọn"),
                format!("{who} would do as well; the first in the list was chosen"),
            ),
        };
        said(l, vi, en)
    }
}

fn days_en(days: i64) -> String {
    format!("{days}\u{a0}{}", if days == 1 { "day" } else { "days" })
}

/// `trước 12/8` for a day that must not pass.
fn before(day: VnDate) -> String {
    day.full()
}

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
                format!("Thêm ngày gói trước {} thì được xét", before(day)),
                format!(
                    "Add a packing day before {}, then you are considered",
                    before(day)
                ),
            ),
            Self::CertificateExpired { claim, until } => {
                let claim = names.claim(claim, l);
                (
                    format!("Gia hạn giấy {claim} trước {} thì được xét", before(until)),
                    format!(
                        "Renew the {claim} certificate before {}, then you are considered",
                        before(until)
                    ),
                )
            }
            Self::NoCertificate { claim } => {
                let claim = names.claim(claim, l);
                (
                    format!("Gửi giấy {claim} còn hạn để cán bộ xác minh thì được xét"),
                    format!("Hand in a valid {claim} certificate, then you are considered"),
                )
            }
            _ => return self.remedy_of_stock(l, names),
        };
        Some(said(l, vi, en))
    }

    fn remedy_of_stock(self, l: Locale, names: &Names<'_>) -> Option<String> {
        let (vi, en) = match self {
            Self::CertificateNotYet { from, .. } => (
                format!("Đơn gửi từ {} thì được xét", before(from)),
                format!("Orders sent from {} on consider you", before(from)),
            ),
            Self::QuotaUsed => (
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
                format!("Có hàng hái muộn hơn {days}\u{a0}ngày thì được chọn"),
                format!("With goods {} fresher you are chosen", days_en(days)),
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
