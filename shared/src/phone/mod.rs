//! Vietnamese phone numbers. A number is personal data: its debug form is masked, so that it cannot slip into a log.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::say::Locale;

/// A phone number in E.164 form (`+84912345678`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Phone(String);

/// Why a text is not a phone number we can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing was typed.
    Empty,
    /// There is something else than digits in it.
    NotDigits,
    /// So many digits are missing.
    TooShort(usize),
    /// So many digits are too many.
    TooLong(usize),
    /// No Vietnamese mobile number starts like this.
    UnknownPrefix,
    /// A landline, where only a mobile number can be reached.
    Landline,
}

/// Old 11-digit prefixes (before 2018) and what they became; `016x` became `03x`.
const OLD: [(&str, &str); 13] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0126", "076"),
    ("0128", "078"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0127", "081"),
    ("0129", "082"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

impl Phone {
    /// Reads a mobile number as people write it: spaces, dots, hyphens and brackets, `0…`, `84…` or `+84…`, also the
    /// 11-digit form from before 2018.
    ///
    /// # Errors
    /// A [`PhoneError`] that says what to change.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let phone = Self::parse_contact(text)?;
        if phone.is_mobile() {
            Ok(phone)
        } else {
            Err(PhoneError::Landline)
        }
    }

    /// Reads a mobile number or a landline: for a cooperative's contact line, never for signing in.
    ///
    /// # Errors
    /// As for [`Phone::parse`].
    pub fn parse_contact(text: &str) -> Result<Self, PhoneError> {
        let national = national_digits(text)?;
        let national = if national.starts_with("01") {
            from_old(&national)?
        } else {
            national
        };
        let length = if national.starts_with("02") { 11 } else { 10 };
        match national.len() {
            n if n < length => return Err(PhoneError::TooShort(length - n)),
            n if n > length => return Err(PhoneError::TooLong(n - length)),
            _ => {}
        }
        if !(national.starts_with("02") || known_mobile_prefix(&national)) {
            return Err(PhoneError::UnknownPrefix);
        }
        Ok(Self(format!(
            "+84{}",
            national.get(1..).unwrap_or_default()
        )))
    }

    /// The E.164 form, as it is stored and dialled.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The number can receive messages.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        !self.0.starts_with("+842")
    }

    /// Digits from the leading zero on, without spaces: `0912345678`.
    #[must_use]
    pub fn national(&self) -> String {
        format!("0{}", self.0.get(3..).unwrap_or_default())
    }

    /// For pages where the whole number is not needed: `0912•••678`.
    #[must_use]
    pub fn masked(&self) -> String {
        let national = self.national();
        let end = national
            .get(national.len().saturating_sub(3)..)
            .unwrap_or_default();
        format!("{}•••{end}", national.get(..4).unwrap_or_default())
    }
}

fn national_digits(text: &str) -> Result<String, PhoneError> {
    let mut digits = String::with_capacity(12);
    let mut plus = false;
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !plus => plus = true,
            ' ' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{2010}'..='\u{2013}' => {}
            _ => return Err(PhoneError::NotDigits),
        }
    }
    if digits.is_empty() {
        return Err(if plus {
            PhoneError::NotDigits
        } else {
            PhoneError::Empty
        });
    }
    match digits.strip_prefix("84") {
        // "+84 0912…" is common: the zero belongs to one of the two forms only.
        Some(rest) => Ok(format!("0{}", rest.strip_prefix('0').unwrap_or(rest))),
        None if plus => Err(PhoneError::UnknownPrefix),
        None if digits.starts_with('0') => Ok(digits),
        None if digits.len() < 10 => Err(PhoneError::TooShort(10 - digits.len())),
        None => Err(PhoneError::UnknownPrefix),
    }
}

fn from_old(national: &str) -> Result<String, PhoneError> {
    let new = match national.strip_prefix("016") {
        Some(rest) => format!("03{rest}"),
        None => OLD
            .iter()
            .find_map(|(old, new)| {
                national
                    .strip_prefix(old)
                    .map(|rest| format!("{new}{rest}"))
            })
            .ok_or(PhoneError::UnknownPrefix)?,
    };
    Ok(new)
}

fn known_mobile_prefix(national: &str) -> bool {
    let mut digits = national.bytes().skip(1);
    match (digits.next(), digits.next()) {
        (Some(b'3'), Some(b)) => matches!(b, b'2'..=b'9'),
        (Some(b'5'), Some(b)) => matches!(b, b'2' | b'5' | b'6' | b'8' | b'9'),
        (Some(b'7'), Some(b)) => matches!(b, b'0' | b'6'..=b'9'),
        (Some(b'8'), Some(b)) => matches!(b, b'1'..=b'9'),
        (Some(b'9'), Some(b)) => b != b'5' && b.is_ascii_digit(),
        _ => false,
    }
}

impl fmt::Display for Phone {
    /// `0912 345 678`; a landline as `0212 345 6789`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let national = self.national();
        let part = |range: std::ops::Range<usize>| national.get(range).unwrap_or_default();
        write!(
            f,
            "{} {} {}",
            part(0..4),
            part(4..7),
            part(7..national.len())
        )
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse_contact(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl PhoneError {
    /// The stable name, for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::NotDigits => "not_digits",
            Self::TooShort(_) => "too_short",
            Self::TooLong(_) => "too_long",
            Self::UnknownPrefix => "unknown_prefix",
            Self::Landline => "landline",
        }
    }

    /// What the person who typed it reads.
    #[must_use]
    pub fn say(self, l: Locale) -> String {
        match (self, l) {
            (Self::Empty, _) => l
                .say("Hãy nhập số điện thoại", "Enter a phone number")
                .to_owned(),
            (Self::NotDigits, _) => l
                .say(
                    "Số điện thoại chỉ gồm chữ số, như 0912 345 678",
                    "A phone number has digits only, like 0912 345 678",
                )
                .to_owned(),
            (Self::TooShort(n), Locale::Vi) => {
                format!("Số này thiếu {n} chữ số. Số di động có 10 chữ số")
            }
            (Self::TooShort(1), Locale::En) => {
                "This number lacks 1 digit. A mobile number has 10".to_owned()
            }
            (Self::TooShort(n), Locale::En) => {
                format!("This number lacks {n} digits. A mobile number has 10")
            }
            (Self::TooLong(n), Locale::Vi) => {
                format!("Số này thừa {n} chữ số. Số di động có 10 chữ số")
            }
            (Self::TooLong(1), Locale::En) => {
                "This number has 1 digit too many. A mobile number has 10".to_owned()
            }
            (Self::TooLong(n), Locale::En) => {
                format!("This number has {n} digits too many. A mobile number has 10")
            }
            (Self::UnknownPrefix, _) => l
                .say(
                    "Đầu số này không có ở Việt Nam, hãy xem lại",
                    "No Vietnamese mobile number starts like this, check it",
                )
                .to_owned(),
            (Self::Landline, _) => l
                .say(
                    "Đây là số máy bàn, hãy nhập số di động",
                    "This is a landline, enter a mobile number",
                )
                .to_owned(),
        }
    }
}

impl fmt::Display for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Locale::En))
    }
}

impl std::error::Error for PhoneError {}

#[cfg(test)]
mod tests;
