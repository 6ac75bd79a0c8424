//! Signing in: by phone and password, or by a one-time code.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::phone::Phone;
use crate::problem::FieldError;
use crate::say::Locale;

/// The least letters of a new password.
pub const MIN_PASSWORD: usize = 8;
/// The most letters of a password; longer texts are not hashed at all.
pub const MAX_PASSWORD: usize = 128;
/// Digits of a one-time code.
pub const CODE_DIGITS: usize = 6;

/// The form of the sign-in page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    /// Phone as typed.
    pub phone: String,
    /// Password as typed; not read when a code is asked for.
    pub password: String,
    /// Where to go on afterwards: a path of this site.
    pub tiep: String,
}

/// The form with the code that was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EnterCode {
    /// The code as typed.
    pub code: String,
    /// Where to go on afterwards: a path of this site.
    pub tiep: String,
}

/// The form that sets another password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    /// The present password; empty when there is none yet.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// The form with one's own name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeName {
    /// Family, middle and given name in one line.
    pub name: String,
}

/// The phone of a form field, or what is wrong with it.
///
/// # Errors
/// The message for the field `path`.
pub fn phone_field(path: &str, text: &str, l: Locale) -> Result<Phone, FieldError> {
    Phone::parse(text).map_err(|why| FieldError::new(path, why.code(), why.say(l)))
}

/// A password as it is hashed: composed letters, so that two keyboards give the same bytes.
#[must_use]
pub fn password_text(typed: &str) -> String {
    typed.nfc().collect()
}

impl ChangePassword {
    /// The new password ready to be hashed.
    ///
    /// # Errors
    /// The message for the field `password`.
    pub fn parse(&self, l: Locale) -> Result<String, FieldError> {
        let text = password_text(&self.password);
        let letters = text.chars().count();
        if letters < MIN_PASSWORD {
            let message = l.say(
                "Mật khẩu cần ít nhất 8 chữ. Một câu ngắn dễ nhớ là tốt nhất",
                "A password needs at least 8 letters. A short sentence is best",
            );
            return Err(FieldError::new("password", "too_short", message));
        }
        if letters > MAX_PASSWORD {
            let message = l.say("Mật khẩu dài quá 128 chữ", "At most 128 letters");
            return Err(FieldError::new("password", "too_long", message));
        }
        Ok(text)
    }
}

impl EnterCode {
    /// The six digits, whatever stands between them.
    ///
    /// # Errors
    /// The message for the field `code`.
    pub fn parse(&self, l: Locale) -> Result<String, FieldError> {
        let digits: String = self
            .code
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '.' | '\u{a0}'))
            .collect();
        if digits.len() == CODE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(digits);
        }
        let message = l.say(
            "Mã có 6 chữ số, xem trong tin nhắn vừa gửi",
            "The code has 6 digits, see the message we sent",
        );
        Err(FieldError::new("code", "not_a_code", message))
    }
}

impl ChangeName {
    /// The name with single spaces. No pattern: people are called in many ways.
    ///
    /// # Errors
    /// The message for the field `name`.
    pub fn parse(&self, l: Locale) -> Result<String, FieldError> {
        name_field("name", &self.name, l)
    }
}

/// A person's name with single spaces, 1 to 80 letters.
///
/// # Errors
/// The message for the field `path`.
pub fn name_field(path: &str, text: &str, l: Locale) -> Result<String, FieldError> {
    let name = crate::text::nfc_clean(text);
    if name.is_empty() {
        let message = l.say("Cho biết tên", "Tell the name");
        return Err(FieldError::new(path, "required", message));
    }
    if name.chars().count() > 80 {
        let message = l.say("Tên dài quá 80 chữ, viết gọn lại", "At most 80 letters");
        return Err(FieldError::new(path, "too_long", message));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> Result<String, FieldError> {
        let form = EnterCode {
            code: text.to_owned(),
            ..EnterCode::default()
        };
        form.parse(Locale::Vi)
    }

    #[test]
    fn codes_are_read_as_people_copy_them() {
        for good in ["123456", " 123 456", "123-456", "12.34.56"] {
            assert_eq!(code(good).as_deref(), Ok("123456"), "{good}");
        }
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(code(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn both_ways_of_typing_marks_are_one_password() {
        assert_eq!(
            password_text("mật khẩu"),
            password_text("mâ\u{323}t khâ\u{309}u")
        );
        let short = ChangePassword {
            password: "ngắn".to_owned(),
            ..ChangePassword::default()
        };
        assert_eq!(
            short.parse(Locale::Vi).map_err(|e| e.code),
            Err("too_short".to_owned())
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_code_or_an_error(text in ".{0,12}") {
            if let Ok(digits) = code(&text) {
                prop_assert_eq!(digits.len(), CODE_DIGITS);
            }
        }
    }
}
