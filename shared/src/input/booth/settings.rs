//! The booth's story, its holidays and its members.

use serde::Deserialize;

use crate::input::sign_in::{name_field, phone_field};
use crate::phone::Phone;
use crate::problem::FieldError;
use crate::say::Locale;
use crate::text::nfc_clean;
use crate::time::VnDate;

/// The most letters of a booth's story.
const MAX_STORY: usize = 2_000;
/// The most days a holiday may last.
const MAX_HOLIDAY_DAYS: i64 = 366;

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(d: u8) -> VnDate {
        VnDate::new(2026, 8, d).expect("a day")
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
