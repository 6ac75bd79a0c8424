//! Price floors: setting one, allowing less for a time.

use serde::Deserialize;

use crate::input::goods::price_field;
use crate::money::Vnd;
use crate::problem::FieldError;
use crate::say::Locale;
use crate::text::nfc_clean;
use crate::time::VnDate;

/// The most letters of a decision or a reason.
const MAX_WORDS: usize = 200;
/// The most days for which less may be allowed at once.
const MAX_OVERRIDE_DAYS: i64 = 366;

/// The form that sets a floor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(default)]
pub struct SetFloor {
    /// The offer of the pack.
    pub offer: String,
    /// A lot of the pack; empty for all of it.
    pub lot: String,
    /// The least to be received for one unit: `180k`.
    pub amount: String,
    /// Number or name of the board's decision.
    pub decision: String,
    /// The day of the decision.
    pub decided_on: String,
    /// First day; empty for today.
    pub from: String,
    /// Last day; empty when it holds until it is ended.
    pub to: String,
}

/// A floor ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFloor {
    /// The least to be received for one unit.
    pub amount: Vnd,
    /// The board's decision.
    pub decision: String,
    /// Its day.
    pub decided_on: VnDate,
    /// First day.
    pub from: VnDate,
    /// Last day.
    pub to: Option<VnDate>,
}

/// The form that allows less than a floor for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(default)]
pub struct AllowLess {
    /// The least to be received meanwhile.
    pub amount: String,
    /// Why.
    pub reason: String,
    /// Last day.
    pub until: String,
}

/// A permission ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOverride {
    /// The least to be received meanwhile.
    pub amount: Vnd,
    /// Why.
    pub reason: String,
    /// Last day.
    pub until: VnDate,
}

impl SetFloor {
    /// The floor, its days checked against `today`.
    ///
    /// # Errors
    /// One for each field that is wrong.
    pub fn parse(&self, today: VnDate, l: Locale) -> Result<NewFloor, Vec<FieldError>> {
        let mut errors = Vec::new();
        let amount = keep(&mut errors, price_field("amount", &self.amount, l));
        let decision = words(
            "decision",
            &self.decision,
            l.say(
                "Ghi số hoặc tên quyết định, như “Nghị quyết HĐQT số 05”",
                "Name the decision, like “Board decision 05”",
            ),
            l,
        );
        let decision = keep(&mut errors, decision);
        let decided_on = keep(&mut errors, day("decided_on", &self.decided_on, l));
        if decided_on.is_some_and(|day| day > today) {
            let message = l.say("Ngày quyết định chưa tới", "This day is still to come");
            errors.push(FieldError::new("decided_on", "future", message));
        }
        let from = match self.from.trim() {
            "" => Some(today),
            text => keep(&mut errors, day("from", text, l)),
        };
        if from.is_some_and(|day| day < today) {
            let message = l.say(
                "Giá sàn tính từ hôm nay trở đi",
                "A floor begins today or later",
            );
            errors.push(FieldError::new("from", "past", message));
        }
        let to = match self.to.trim() {
            "" => None,
            text => keep(&mut errors, day("to", text, l)),
        };
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            let message = l.say(
                "Ngày cuối phải sau ngày bắt đầu",
                "The last day comes before the first",
            );
            errors.push(FieldError::new("to", "before_start", message));
        }
        match (amount, decision, decided_on, from) {
            (Some(amount), Some(decision), Some(decided_on), Some(from)) if errors.is_empty() => {
                Ok(NewFloor {
                    amount,
                    decision,
                    decided_on,
                    from,
                    to,
                })
            }
            _ => Err(errors),
        }
    }
}

impl AllowLess {
    /// The permission, under a floor of `floor` and from `today` on.
    ///
    /// # Errors
    /// One for each field that is wrong.
    pub fn parse(
        &self,
        floor: Vnd,
        today: VnDate,
        l: Locale,
    ) -> Result<NewOverride, Vec<FieldError>> {
        let mut errors = Vec::new();
        let amount = keep(&mut errors, price_field("amount", &self.amount, l));
        if amount.is_some_and(|amount| amount >= floor) {
            let message = match l {
                Locale::Vi => format!("Ghi số thấp hơn giá sàn {floor}"),
                Locale::En => format!("Less than the floor of {floor}"),
            };
            errors.push(FieldError::new("amount", "not_below", message));
        }
        let why = l.say(
            "Ghi lý do, như “Lô chín quá, bán trong hai ngày”",
            "Say why, like “Overripe lot, two days left”",
        );
        let reason = keep(&mut errors, words("reason", &self.reason, why, l));
        let until = keep(&mut errors, day("until", &self.until, l));
        if until.is_some_and(|day| day < today) {
            let message = l.say("Ngày này đã qua", "This day is over");
            errors.push(FieldError::new("until", "past", message));
        }
        if until.is_some_and(|day| day.days() - today.days() > MAX_OVERRIDE_DAYS) {
            let message = l.say(
                "Lâu hơn một năm thì đặt giá sàn mới",
                "Longer than a year: set another floor",
            );
            errors.push(FieldError::new("until", "too_long", message));
        }
        match (amount, reason, until) {
            (Some(amount), Some(reason), Some(until)) if errors.is_empty() => Ok(NewOverride {
                amount,
                reason,
                until,
            }),
            _ => Err(errors),
        }
    }
}

fn keep<T>(errors: &mut Vec<FieldError>, read: Result<T, FieldError>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

fn day(path: &str, text: &str, l: Locale) -> Result<VnDate, FieldError> {
    let message = l.say(
        "Chọn một ngày, như 20/8/2026",
        "Choose a day, like 20/8/2026",
    );
    VnDate::parse(text).map_err(|_| FieldError::new(path, "not_a_day", message))
}

fn words(path: &str, text: &str, missing: &str, l: Locale) -> Result<String, FieldError> {
    let text = nfc_clean(text);
    if text.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return Err(FieldError::new(path, "required", missing));
    }
    if text.chars().count() > MAX_WORDS {
        let message = l.say("Dài quá 200 chữ, viết gọn lại", "At most 200 letters");
        return Err(FieldError::new(path, "too_long", message));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> VnDate {
        VnDate::new(2026, 8, 15).expect("a day")
    }

    fn codes<T: std::fmt::Debug>(read: Result<T, Vec<FieldError>>) -> Vec<(String, String)> {
        let errors = read.expect_err("wrong");
        errors.into_iter().map(|e| (e.path, e.code)).collect()
    }

    fn at(path: &str, code: &str) -> (String, String) {
        (path.to_owned(), code.to_owned())
    }

    #[test]
    fn a_floor_needs_its_decision() {
        let form = SetFloor {
            amount: "180k".to_owned(),
            decision: " Nghị quyết 05 ".to_owned(),
            decided_on: "1/8/2026".to_owned(),
            to: "2026-12-31".to_owned(),
            ..SetFloor::default()
        };
        let floor = form.parse(today(), Locale::Vi).expect("a floor");
        assert_eq!((floor.amount, floor.from), (Vnd(180_000), today()));
        assert_eq!(floor.decision, "Nghị quyết 05");
        let wrong = SetFloor {
            decided_on: "2026-08-16".to_owned(),
            from: "2026-08-14".to_owned(),
            to: "2026-08-13".to_owned(),
            ..SetFloor::default()
        };
        assert_eq!(
            codes(wrong.parse(today(), Locale::Vi)),
            [
                at("amount", "required"),
                at("decision", "required"),
                at("decided_on", "future"),
                at("from", "past"),
                at("to", "before_start"),
            ]
        );
    }

    #[test]
    fn less_is_allowed_for_a_reason_and_a_time() {
        let form = AllowLess {
            amount: "150k".to_owned(),
            reason: "Lô chín quá".to_owned(),
            until: "2026-08-17".to_owned(),
        };
        let read = |form: &AllowLess| form.parse(Vnd(180_000), today(), Locale::Vi);
        assert_eq!(
            read(&form).map(|less| less.amount),
            Ok(Vnd(150_000)),
            "as typed"
        );
        let more = AllowLess {
            amount: "180k".to_owned(),
            until: "2028-01-01".to_owned(),
            ..form.clone()
        };
        assert_eq!(
            codes(read(&more)),
            [at("amount", "not_below"), at("until", "too_long")]
        );
        let past = AllowLess {
            until: "2026-08-14".to_owned(),
            reason: String::new(),
            ..form
        };
        assert_eq!(
            codes(read(&past)),
            [at("reason", "required"), at("until", "past")]
        );
    }
}
