//! Reasons as people read them.

use super::reason::Reason;
use super::result::Candidate;
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

impl Candidate {
    /// The names its sentence speaks of: the goods are called as the line's item.
    #[must_use]
    pub fn names<'a>(&self, snapshot: &'a Snapshot) -> Names<'a> {
        names(snapshot, self.line, Some(self.offer))
    }
}

pub(super) fn names(snapshot: &Snapshot, line: usize, offer: Option<usize>) -> Names<'_> {
    let line = snapshot.lines.get(line);
    let offer = offer.and_then(|offer| snapshot.offers.get(offer));
    let id = offer.map_or("", |offer| offer.cooperative.as_str());
    let owner = snapshot.cooperatives.iter().find(|c| c.id == id);
    Names {
        cooperative: owner.map_or(id, |owner| owner.name.as_str()),
        goods: line.map_or("", Line::goods),
        unit: line.map_or(Unit::Kg, |line| line.unit),
        claims: line.map_or(&[], |line| line.claims.as_slice()),
    }
}

impl Names<'_> {
    pub(super) fn quantity(&self, steps: i64, l: Locale) -> String {
        Quantity::of(steps, self.unit).words(l)
    }

    pub(super) fn price(&self, price: Vnd, l: Locale) -> String {
        format!("{price}/{}", self.unit.word(l))
    }

    /// The paper that proves a claim.
    pub(super) fn paper(&self, claim: usize, l: Locale) -> String {
        let fallback = || l.say("giấy chứng nhận", "certificate").to_owned();
        self.claims
            .get(claim)
            .map_or_else(fallback, |claim| claim.paper(l))
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
                    format!("{what} của {who} bán theo từng {step}, số đặt không chia hết"),
                    format!("{what} of {who} is sold in multiples of {step}, which this is not"),
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
                let paper = names.paper(claim, l);
                (
                    format!("{who} chưa có {paper} cho {what}"),
                    format!("{who} has no {paper} for {what}"),
                )
            }
            Self::CertificateExpired { claim, until } => {
                let (paper, until) = (names.paper(claim, l), until.full());
                (
                    format!(
                        "{} của {who} hết hạn {until}, trước ngày gửi",
                        capital(&paper)
                    ),
                    format!("The {paper} of {who} ends on {until}, before it is sent"),
                )
            }
            Self::CertificateNotYet { claim, from } => {
                let (paper, from) = (names.paper(claim, l), from.full());
                (
                    format!(
                        "{} của {who} từ {from} mới có hiệu lực, sau ngày gửi",
                        capital(&paper)
                    ),
                    format!("The {paper} of {who} begins on {from}, after it is sent"),
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
            Self::NotTogether => (
                format!("{what} của {who} không đi chung kiện với món khác trong đơn được"),
                format!("{what} of {who} cannot go in one parcel with its other goods"),
            ),
            Self::QuotaUsed { left } if left > 0 => {
                let left = names.quantity(left, l);
                (
                    format!("{who} chỉ còn {left} trong hạn mức {what}"),
                    format!("{who} has only {left} left of its quota of {what}"),
                )
            }
            Self::QuotaUsed { .. } => (
                format!("{who} đã bán hết hạn mức {what}"),
                format!("{who} has used up its quota of {what}"),
            ),
            Self::LotOnHold => (
                format!("Lô {what} của {who} đang bị giữ lại"),
                format!("The lot of {what} of {who} is on hold"),
            ),
            Self::LotNotYet { on } => (
                format!(
                    "Lô {what} của {who} đến {} mới thu hoạch, sau ngày gửi",
                    on.short()
                ),
                format!(
                    "The lot of {what} of {who} is harvested on {}, after the day of sending",
                    on.short()
                ),
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
                    format!("{who} chỉ gửi được {has}, không đủ cho cả món"),
                    format!("{who} can send only {has}, not all of this line"),
                )
            }
            Self::NotSplit { has } => {
                let has = names.quantity(has, l);
                (
                    format!("Món này không chia cho nhiều nơi gửi, nên chỉ gửi được {has}"),
                    format!("This line may not be split over several, so only {has} is sent"),
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
                format!("Lô hàng của {who} cũ hơn {days}\u{a0}ngày"),
                format!("Goods of {who} are {} older", days_en(days)),
            ),
            Self::ShareFull { .. } => return self.say_share(l, who),
            Self::LowerPriority => (
                format!("{who} đứng sau trong thứ tự ưu tiên"),
                format!("{who} comes later in the order of preference"),
            ),
            Self::Farther { km: Some(km) } => (
                format!("{who} xa hơn {km}\u{a0}km"),
                format!("{who} is {km}\u{a0}km farther away"),
            ),
            Self::Farther { km: None } => (
                format!("Chưa biết {who} cách bao xa, nên xếp sau"),
                format!("How far away {who} is, is not known, so it comes later"),
            ),
            Self::LessStock { has } => {
                let has = names.quantity(has, l);
                (
                    format!("{who} chỉ bán được {has}, ít hơn nơi được chọn"),
                    format!("{who} can sell only {has}, less than the chosen one"),
                )
            }
            Self::Equal => (
                format!("{who} cũng được như vậy, hợp tác xã đứng trước được chọn"),
                format!("{who} would do as well; the first in the list was chosen"),
            ),
            _ => (
                format!("Xét cả đơn, cách chia khác được chọn thay cho {who}"),
                format!("For the order as a whole another way than {who} was chosen"),
            ),
        };
        said(l, vi, en)
    }

    /// Its part of the sales beside the part that was agreed.
    fn say_share(self, l: Locale, who: &str) -> String {
        let Self::ShareFull {
            has,
            would_have,
            agreed,
        } = self
        else {
            return String::new();
        };
        let (vi, en) = match would_have {
            Some(with) if with > agreed => (
                format!(
                    "Nhận đơn này thì {who} có {with}\u{a0}% phần bán, thoả thuận là {agreed}\u{a0}%"
                ),
                format!(
                    "With this order {who} would have {with}\u{a0}% of the sales; {agreed}\u{a0}% was agreed"
                ),
            ),
            Some(_) => (
                format!("Nhận đơn này thì {who} vượt phần thoả thuận {agreed}\u{a0}%"),
                format!("This order would put {who} above its agreed {agreed}\u{a0}% of the sales"),
            ),
            None => (
                format!(
                    "{who} đã có {has}\u{a0}% phần bán (thoả thuận {agreed}\u{a0}%), nơi được chọn còn thiếu hơn"
                ),
                format!(
                    "{who} has {has}\u{a0}% of the sales ({agreed}\u{a0}% agreed); the chosen one is further behind"
                ),
            ),
        };
        said(l, vi, en)
    }
}

/// With a capital letter first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

pub(super) fn days_en(days: i64) -> String {
    format!("{days}\u{a0}{}", if days == 1 { "day" } else { "days" })
}
