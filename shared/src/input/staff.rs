//! What officers and operators send.

use serde::Deserialize;

use crate::problem::FieldError;
use crate::rules::tax_code::{self, TaxCodeCheck};
use crate::say::Locale;

/// The least letters of a reason.
pub const MIN_REASON: usize = 5;
/// The most letters of a reason.
pub const MAX_REASON: usize = 500;

/// What an officer decides about a cooperative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideCooperative {
    /// `verify`, `refuse`, `suspend`, `resume`, `trust` or `distrust`.
    pub action: String,
    /// Why; at `verify` the evidence when there is no photo of the registration.
    pub reason: String,
    /// Tax code as on the paper.
    pub tax_code: String,
    /// Not empty: the number is on the paper although its check digit does not fit.
    pub tax_confirmed: String,
    /// The version of the row that was looked at.
    pub version: i64,
}

/// What an officer decides about a certificate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideCertificate {
    /// `confirm` or `revoke`.
    pub action: String,
    /// Why it is withdrawn.
    pub reason: String,
}

/// What an officer decides about a listing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideReview {
    /// `approve` or `send_back`.
    pub action: String,
    /// What the cooperative has to change.
    pub note: String,
}

/// What an operator does to a person.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecidePerson {
    /// `disable`, `enable` or `sign_out`.
    pub action: String,
    /// Why.
    pub reason: String,
}

/// A role given to a person.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GiveRole {
    /// `officer` or `operator`.
    pub role: String,
    /// Two digits; empty for all provinces.
    pub province: String,
}

/// Personal data of an order asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OpenPersonal {
    /// What it is needed for.
    pub reason: String,
}

/// A part of an order given to somebody else.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Reroute {
    /// The part's code.
    pub part: String,
    /// The cooperative that is to send it; empty for whoever the plan finds.
    pub cooperative: String,
    /// Why.
    pub reason: String,
}

/// A task that was done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FinishTask {
    /// Which.
    pub id: String,
    /// How it ended.
    pub outcome: String,
}

/// A reason that is long enough to be one, trimmed.
///
/// # Errors
/// What is wrong, at the field `path`.
pub fn reason(path: &str, text: &str, l: Locale) -> Result<String, FieldError> {
    let text = text.trim();
    let letters = text.chars().count();
    if letters < MIN_REASON {
        let say = l.say(
            "Ghi lý do, để người đọc biết phải làm gì",
            "Write the reason, so that the reader knows what to do",
        );
        return Err(FieldError::new(path, "too_short", say));
    }
    if letters > MAX_REASON {
        let say = l.say(
            "Lý do dài quá 500 chữ. Viết ngắn lại",
            "The reason has more than 500 letters. Make it shorter",
        );
        return Err(FieldError::new(path, "too_long", say));
    }
    Ok(text.to_owned())
}

impl DecideCooperative {
    /// The tax code as it is kept; none when the field is empty.
    ///
    /// # Errors
    /// A wrong shape, or a check digit that does not fit and was not confirmed.
    pub fn tax_code(&self, l: Locale) -> Result<Option<String>, FieldError> {
        let text = self.tax_code.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = |code, say| Err(FieldError::new("tax_code", code, say));
        match tax_code::check(text) {
            TaxCodeCheck::Shape => wrong(
                "shape",
                l.say(
                    "Mã số thuế có 10 chữ số (chi nhánh thêm 3), hoặc 12 chữ số của cá nhân",
                    "A tax code has 10 digits (3 more for a branch), or the 12 of a person",
                ),
            ),
            TaxCodeCheck::DoesNotFit if self.tax_confirmed.is_empty() => wrong(
                "check_digit",
                l.say(
                    "Chữ số kiểm tra không khớp. Xem lại trên giấy; nếu giấy ghi đúng như vậy thì đánh dấu ô bên dưới",
                    "The check digit does not fit. Look at the paper again; if it really says so, tick the box below",
                ),
            ),
            _ => Ok(Some(tax_code::normalise(text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_the_tax_code_is_asked_about_once() {
        let mut typed = DecideCooperative {
            tax_code: "0100109107".into(),
            ..DecideCooperative::default()
        };
        let error = typed.tax_code(Locale::Vi).expect_err("does not fit");
        assert_eq!(error.code, "check_digit");
        typed.tax_confirmed = "1".into();
        assert_eq!(typed.tax_code(Locale::Vi), Ok(Some("0100109107".into())));
        typed.tax_code = " ".into();
        assert_eq!(typed.tax_code(Locale::Vi), Ok(None));
    }

    #[test]
    fn reasons_say_something() {
        assert!(reason("reason", "  ok ", Locale::Vi).is_err());
        assert!(reason("reason", &"x".repeat(501), Locale::En).is_err());
        assert_eq!(
            reason("reason", " Ảnh mờ quá ", Locale::Vi),
            Ok("Ảnh mờ quá".into())
        );
    }
}
