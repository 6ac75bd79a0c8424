//! What members send from the booth's pages.

use serde::Deserialize;

use super::sign_in::{name_field, phone_field};
use crate::phone::Phone;
use crate::problem::FieldError;
use crate::say::Locale;
use crate::state::SubOrderAction;
use crate::text::nfc_clean;
use crate::time::VnDate;

/// The most letters of a reason in one's own words.
const MAX_REASON: usize = 200;
/// The most letters of a booth's story.
const MAX_STORY: usize = 2_000;
/// The most days a holiday may last.
const MAX_HOLIDAY_DAYS: i64 = 366;

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

/// The form with the booth's story.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeStory {
    /// In Vietnamese.
    pub story_vi: String,
    /// In English; may be empty.
    pub story_en: String,
}

impl ChangeStory {
    /// Both texts with their paragraphs kept.
    ///
    /// # Errors
    /// One for each text that is too long.
    pub fn parse(&self, l: Locale) -> Result<(String, String), Vec<FieldError>> {
        let vi = story("story_vi", &self.story_vi, l);
        let en = story("story_en", &self.story_en, l);
        match (vi, en) {
            (Ok(vi), Ok(en)) => Ok((vi, en)),
            (vi, en) => Err([vi.err(), en.err()].into_iter().flatten().collect()),
        }
    }
}

fn story(path: &str, typed: &str, l: Locale) -> Result<String, FieldError> {
    let lines: Vec<String> = typed.lines().map(nfc_clean).collect();
    let text = lines.join("\n").trim().to_owned();
    if text.chars().count() > MAX_STORY {
        let message = l.say("Dài quá 2.000 chữ, viết gọn lại", "At most 2,000 letters");
        return Err(FieldError::new(path, "too_long", message));
    }
    Ok(text)
}

/// The form with a holiday; both days empty to end one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetHoliday {
    /// First day of rest.
    pub from: String,
    /// Last day of rest.
    pub until: String,
}

impl SetHoliday {
    /// The days of rest, or none.
    ///
    /// # Errors
    /// At `from` or `until`.
    pub fn parse(&self, today: VnDate, l: Locale) -> Result<Option<(VnDate, VnDate)>, FieldError> {
        if self.from.trim().is_empty() && self.until.trim().is_empty() {
            return Ok(None);
        }
        let day = |path: &str, text: &str| {
            VnDate::parse(text).map_err(|_| {
                let message = l.say(
                    "Chọn một ngày, như 20/8/2026",
                    "Choose a day, like 20/8/2026",
                );
                FieldError::new(path, "not_a_day", message)
            })
        };
        let (from, until) = (day("from", &self.from)?, day("until", &self.until)?);
        if until < from {
            let message = l.say(
                "Ngày bán lại phải sau ngày bắt đầu nghỉ",
                "The last day comes before the first",
            );
            return Err(FieldError::new("until", "before_start", message));
        }
        if until < today {
            let message = l.say("Ngày này đã qua", "This day is over");
            return Err(FieldError::new("until", "past", message));
        }
        if until.days() - from.days() > MAX_HOLIDAY_DAYS {
            let message = l.say(
                "Nghỉ lâu hơn một năm thì tạm dừng gian hàng",
                "Longer than a year: pause the booth",
            );
            return Err(FieldError::new("until", "too_long", message));
        }
        Ok(Some((from, until)))
    }
}

/// The form that adds a member.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddMember {
    /// The phone by which the new member signs in.
    pub phone: String,
    /// The name; used when the phone is new to the market.
    pub name: String,
    /// `director`, `seller` or `accountant`.
    pub role: String,
}

impl AddMember {
    /// Phone and name; the role is the services' business.
    ///
    /// # Errors
    /// One for each field that is wrong.
    pub fn parse(&self, l: Locale) -> Result<(Phone, String), Vec<FieldError>> {
        let phone = phone_field("phone", &self.phone, l);
        let name = name_field("name", &self.name, l);
        match (phone, name) {
            (Ok(phone), Ok(name)) => Ok((phone, name)),
            (phone, name) => Err([phone.err(), name.err()].into_iter().flatten().collect()),
        }
    }
}

/// The texts of the form that opens a booth; the photo comes beside them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OpenBooth {
    /// Name of the cooperative.
    pub name: String,
    /// Code of the commune.
    pub ward_code: String,
}

/// The most letters of a cooperative's name.
const MAX_NAME: usize = 120;

impl OpenBooth {
    /// The name with single spaces.
    ///
    /// # Errors
    /// At `name`.
    pub fn name(&self, l: Locale) -> Result<String, FieldError> {
        let name = nfc_clean(&self.name);
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 3 {
            let message = l.say(
                "Viết tên hợp tác xã như trên giấy phép",
                "Write the cooperative's name as on its licence",
            );
            return Err(FieldError::new("name", "required", message));
        }
        if name.chars().count() > MAX_NAME {
            let message = l.say("Tên dài quá 120 chữ", "At most 120 letters");
            return Err(FieldError::new("name", "too_long", message));
        }
        Ok(name)
    }
}

/// `HTX Đồng Mỏ` for `Hợp tác xã Đồng Mỏ`; other names stay as they are.
#[must_use]
pub fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let toned: Vec<String> = words
        .iter()
        .take(3)
        .map(|word| crate::text::fold(word))
        .collect();
    match (toned.join(" ").as_str(), words.get(3..)) {
        ("hop tac xa", Some(rest)) if !rest.is_empty() => format!("HTX {}", rest.join(" ")),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(d: u8) -> VnDate {
        VnDate::new(2026, 8, d).expect("a day")
    }

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

    #[test]
    fn holidays_have_a_beginning_and_an_end() {
        let set = |from: &str, until: &str| {
            let form = SetHoliday {
                from: from.to_owned(),
                until: until.to_owned(),
            };
            form.parse(day(15), Locale::Vi).map_err(|e| e.code)
        };
        assert_eq!(set("2026-08-20", "25/8/2026"), Ok(Some((day(20), day(25)))));
        assert_eq!(set("", " "), Ok(None));
        assert_eq!(
            set("2026-08-20", "2026-08-19"),
            Err("before_start".to_owned())
        );
        assert_eq!(set("2026-08-01", "2026-08-14"), Err("past".to_owned()));
        assert_eq!(set("2026-08-20", "2028-08-20"), Err("too_long".to_owned()));
        assert_eq!(set("2026-08-20", ""), Err("not_a_day".to_owned()));
    }

    #[test]
    fn names_are_shortened_as_people_do() {
        assert_eq!(short_name("Hợp tác xã Đồng Mỏ"), "HTX Đồng Mỏ");
        assert_eq!(
            short_name("HỢP TÁC XÃ nông nghiệp Bảo Minh"),
            "HTX nông nghiệp Bảo Minh"
        );
        assert_eq!(short_name("Hợp tác xã"), "Hợp tác xã");
        assert_eq!(short_name("HTX Sơn Nam"), "HTX Sơn Nam");
    }

    #[test]
    fn stories_keep_their_paragraphs() {
        let form = ChangeStory {
            story_vi: " Một \r\n\r\n hai  ba \n".to_owned(),
            story_en: String::new(),
        };
        assert_eq!(
            form.parse(Locale::Vi),
            Ok(("Một\n\nhai ba".to_owned(), String::new()))
        );
        let long = ChangeStory {
            story_vi: "a".repeat(2_001),
            story_en: String::new(),
        };
        assert!(long.parse(Locale::Vi).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_a_holiday_or_an_error(from in ".{0,16}", until in "[0-9/-]{0,12}") {
            let form = SetHoliday { from, until };
            if let Ok(Some((from, until))) = form.parse(day(15), Locale::Vi) {
                prop_assert!(from <= until);
            }
        }
    }
}
