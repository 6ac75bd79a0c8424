//! Deeds on a sub-order, and the reasons one may give.

use serde::Deserialize;

use crate::id::{LotId, OrderLineId};
use crate::problem::FieldError;
use crate::say::Locale;
use crate::state::SubOrderAction;
use crate::text::nfc_clean;

/// The most letters of a reason in one's own words.
const MAX_REASON: usize = 200;

/// The form on a sub-order: one deed, with what belongs to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SubOrderDeed {
    /// Name of the deed: `accept`.
    pub viec: String,
    /// Code of a reason of the list; `other` for one's own words.
    pub reason: String,
    /// One's own words.
    pub other: String,
    /// Who carries the parcel.
    pub carrier: String,
    /// The carrier's number.
    pub tracking_no: String,
    /// Ids of the lines that were ticked while packing.
    pub goi: Vec<String>,
    /// Goods that came back are as good as before.
    pub restock: String,
    /// From which lot a line is taken: `{line}:{lot}`, the lot empty for stock without one.
    pub lo: Vec<String>,
    /// Ids of the lines that are weighed, in the order of `can`.
    pub can_mon: Vec<String>,
    /// What the scale said for each of them, as typed.
    pub can: Vec<String>,
}

/// A reason that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Value in the form.
    pub code: &'static str,
    vi: &'static str,
    en: &'static str,
}

const fn why(code: &'static str, vi: &'static str, en: &'static str) -> Reason {
    Reason { code, vi, en }
}

const OTHER: Reason = why("other", "Lý do khác", "Another reason");

const DECLINE: &[Reason] = &[
    why("sold_out", "Hết hàng", "Sold out"),
    why(
        "not_ready",
        "Hàng chưa tới lúc hái, chưa đúng loại",
        "Not ripe yet, or not of this grade",
    ),
    why("too_soon", "Không kịp ngày gửi", "Cannot be sent in time"),
    why(
        "no_carrier",
        "Nhà xe không nhận nơi này",
        "No carrier goes there",
    ),
    OTHER,
];
const CANCEL: &[Reason] = &[
    why(
        "buyer_asked",
        "Khách gọi điện xin huỷ",
        "The buyer asked by phone",
    ),
    why(
        "spoiled",
        "Hàng hỏng trước khi gửi",
        "Spoiled before it left",
    ),
    why("sold_out", "Hết hàng", "Sold out"),
    OTHER,
];
const REFUSE_CANCEL: &[Reason] = &[
    why("on_the_bus", "Hàng đã lên xe", "It is on the bus already"),
    why(
        "fresh_packed",
        "Hàng tươi đã gói, không để lại được",
        "Fresh and packed, it cannot be kept",
    ),
    OTHER,
];
const FAIL_DELIVERY: &[Reason] = &[
    why(
        "no_answer",
        "Không gọi được khách",
        "The buyer does not answer",
    ),
    why(
        "another_day",
        "Khách hẹn ngày khác",
        "The buyer wants another day",
    ),
    why(
        "wrong_address",
        "Địa chỉ chưa đúng",
        "The address is not right",
    ),
    OTHER,
];
const START_RETURN: &[Reason] = &[
    why("refused", "Khách không nhận", "The buyer does not take it"),
    why("spoiled", "Hàng hỏng trên đường", "Spoiled on the way"),
    why(
        "not_delivered",
        "Giao không được",
        "It could not be delivered",
    ),
    OTHER,
];

/// The reasons one may pick for a deed; none when it needs no reason.
#[must_use]
pub fn reasons(action: SubOrderAction) -> &'static [Reason] {
    match action {
        SubOrderAction::Decline => DECLINE,
        SubOrderAction::Cancel => CANCEL,
        SubOrderAction::RefuseCancel => REFUSE_CANCEL,
        SubOrderAction::FailDelivery => FAIL_DELIVERY,
        SubOrderAction::StartReturn => START_RETURN,
        _ => &[],
    }
}

impl Reason {
    /// What people read.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        l.say(self.vi, self.en)
    }
}

impl SubOrderDeed {
    /// The lots that were chosen: line, and the lot or nothing for stock without one.
    pub fn chosen_lots(&self) -> impl Iterator<Item = (OrderLineId, Option<LotId>)> {
        self.lo.iter().filter_map(|text| {
            let (line, lot) = text.split_once(':')?;
            let lot = match lot {
                "" => None,
                lot => Some(lot.parse().ok()?),
            };
            Some((line.parse().ok()?, lot))
        })
    }

    /// What was weighed, as typed, by line.
    pub fn weighed(&self) -> impl Iterator<Item = (OrderLineId, &str)> {
        let pairs = self.can_mon.iter().zip(&self.can);
        pairs.filter_map(|(line, typed)| Some((line.parse().ok()?, typed.as_str())))
    }

    /// The deed that is asked for.
    ///
    /// # Errors
    /// When it is none that a member does.
    pub fn action(&self, l: Locale) -> Result<SubOrderAction, FieldError> {
        self.viec.parse().map_err(|_| {
            let message = l.say("Bấm một nút trên trang", "Press one of the page's buttons");
            FieldError::new("viec", "unknown", message)
        })
    }

    /// The reason in words, from the list or one's own.
    ///
    /// # Errors
    /// When none was picked, or one's own words are missing or too long.
    pub fn reason(&self, action: SubOrderAction, l: Locale) -> Result<String, FieldError> {
        let picked = reasons(action).iter().find(|one| one.code == self.reason);
        match picked {
            None => {
                let message = l.say("Chọn một lý do", "Pick a reason");
                Err(FieldError::new("reason", "required", message))
            }
            Some(one) if one.code == OTHER.code => own_words(&self.other, l),
            Some(one) => Ok(one.words(l).to_owned()),
        }
    }
}

fn own_words(typed: &str, l: Locale) -> Result<String, FieldError> {
    let text = nfc_clean(typed);
    if text.is_empty() {
        let message = l.say(
            "Viết lý do, người mua sẽ đọc",
            "Write the reason, the buyer will read it",
        );
        return Err(FieldError::new("other", "required", message));
    }
    if text.chars().count() > MAX_REASON {
        let message = l.say("Dài quá 200 chữ, viết gọn lại", "At most 200 letters");
        return Err(FieldError::new("other", "too_long", message));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_picked_or_written() {
        let l = Locale::Vi;
        let deed = |reason: &str, other: &str| SubOrderDeed {
            reason: reason.to_owned(),
            other: other.to_owned(),
            ..SubOrderDeed::default()
        };
        let say = |reason: &str, other: &str| {
            deed(reason, other)
                .reason(SubOrderAction::Decline, l)
                .map_err(|e| e.path)
        };
        assert_eq!(say("sold_out", ""), Ok("Hết hàng".to_owned()));
        assert_eq!(say("other", " Sương   muối "), Ok("Sương muối".to_owned()));
        assert_eq!(say("other", " "), Err("other".to_owned()));
        assert_eq!(say("", ""), Err("reason".to_owned()));
        assert_eq!(
            say("no_answer", ""),
            Err("reason".to_owned()),
            "a reason of another deed"
        );
    }
}
