//! Reasons as people read them.

use super::reason::Reason;
use super::result::{Candidate, Unallocated};
use super::snapshot::{Chooser, Claim, Line, Snapshot};
use crate::money::Vnd;
use crate::quantity::{Quantity, Unit};
use crate::say::Locale;

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
                Locale::En => format!(" {stars}-star"),
            });
        }
        if let Some(mark) = &self.mark {
            words.push_str(&format!(" “{mark}”"));
        }
        words
    }
}

impl Candidate {
    /// The names its sentence speaks of: the goods are called as the line's item.
    #[must_use]
    pub fn names<'a>(&self, snapshot: &'a Snapshot) -> Names<'a> {
        let line = snapshot.lines.get(self.line);
        let id = snapshot
            .offers
            .get(self.offer)
            .map_or("", |offer| offer.cooperative.as_str());
        let owner = snapshot.cooperatives.iter().find(|c| c.id == id);
        Names {
            cooperative: owner.map_or(id, |owner| owner.name.as_str()),
            goods: line.map_or("", Line::goods),
            unit: line.map_or(Unit::Kg, |line| line.unit),
            claims: line.map_or(&[], |line| line.claims.as_slice()),
        }
    }
}

impl Unallocated {
    /// The names its sentence speaks of: no cooperative in particular.
    #[must_use]
    pub fn names<'a>(&self, snapshot: &'a Snapshot, l: Locale) -> Names<'a> {
        let line = snapshot.lines.get(self.line);
        Names {
            cooperative: l.say("Các hợp tác xã", "The cooperatives"),
            goods: line.map_or("", Line::goods),
            unit: line.map_or(Unit::Kg, |line| line.unit),
            claims: line.map_or(&[], |line| line.claims.as_slice()),
        }
    }
}

impl Names<'_> {
    fn quantity(&self, steps: i64, l: Locale) -> String {
        Quantity::of(steps, self.unit).words(l)
    }

    pub(super) fn price(&self, price: Vnd, l: Locale) -> String {
        format!("{price}/{}", self.unit.word(l))
    }

    pub(super) fn claim(&self, claim: usize, l: Locale) -> String {
        let fallback = || l.say("chứng nhận", "the certificate").to_owned();
        self.claims
            .get(claim)
            .map_or_else(fallback, |claim| claim.words(l))
    }
}

pub(super) fn said(l: Locale, vi: String, en: String) -> String {
    match l {
        Locale::Vi => vi,
        Locale::En => en,
    }
}

pub(super) fn month(month: u8, l: Locale) -> String {
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
            Self::MovedAway => (
                format!("Người vận hành đã chuyển phần này từ {who} sang nơi khác"),
                format!("The operator moved this part away from {who}"),
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
            Self::NoCertificate { .. }
            | Self::CertificateExpired { .. }
            | Self::CertificateNotYet { .. } => return self.say_unproven(l, names),
            _ => return self.say_lacking(l, names),
        };
        said(l, vi, en)
    }

    /// What is claimed and not proven.
    fn say_unproven(self, l: Locale, names: &Names<'_>) -> String {
        let (who, what) = (names.cooperative, names.goods);
        let (vi, en) = match self {
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
            _ => return String::new(),
        };
        said(l, vi, en)
    }

    /// What season, quota, lots and stock lack.
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

pub(super) fn days_en(days: i64) -> String {
    format!("{days}\u{a0}{}", if days == 1 { "day" } else { "days" })
}
