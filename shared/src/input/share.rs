//! Sharing: what people send who sell by links, and cooperatives that pay them.

use serde::Deserialize;

use super::sign_in::{name_field, phone_field};
use crate::id::VariantId;
use crate::phone::Phone;
use crate::problem::FieldError;
use crate::rules::tax_code::{TaxCodeCheck, check, normalise};
use crate::say::Locale;
use crate::text::nfc_clean;
use crate::time::VnDate;

/// The most goods in a basket link.
pub const MAX_BASKET: usize = 20;
/// The highest rate a cooperative may pay, in hundredths of a percent.
pub const MAX_RATE: u32 = 5_000;
/// The most letters of a campaign's name.
const MAX_CAMPAIGN: usize = 40;
/// Sellers are at least so old (Civil Code: of full age).
const FULL_AGE: i32 = 18;

/// The form by which a signed-in person becomes a seller.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SignUpSeller {
    /// The name that buyers see on linked pages.
    pub shown_name: String,
    /// Full name as on the identity card.
    pub legal_name: String,
    /// Day of birth.
    pub born: String,
    /// The personal number: twelve digits.
    pub id_number: String,
    /// Tax code; may be empty.
    pub tax_code: String,
    /// `1` when the terms were accepted.
    pub terms: String,
}

/// A seller with every field in order.
#[derive(Clone, PartialEq, Eq)]
pub struct Seller {
    /// The name that buyers see.
    pub shown_name: String,
    /// Full name as on the identity card.
    pub legal_name: String,
    /// Day of birth.
    pub born: VnDate,
    /// Twelve digits.
    pub id_number: String,
    /// Tax code.
    pub tax_code: Option<String>,
}

impl SignUpSeller {
    /// The seller on `today`.
    ///
    /// # Errors
    /// Everything that is wrong, each at its field.
    pub fn parse(&self, today: VnDate, l: Locale) -> Result<Seller, Vec<FieldError>> {
        let shown = name_field("shown_name", &self.shown_name, l);
        let legal = name_field("legal_name", &self.legal_name, l);
        let born = born(&self.born, today, l);
        let id = id_number(&self.id_number, l);
        let tax = tax(&self.tax_code, l);
        let terms = match self.terms.as_str() {
            "1" => Ok(()),
            _ => Err(FieldError::new(
                "terms",
                "required",
                l.say(
                    "Đọc quy định rồi đánh dấu đồng ý",
                    "Read the terms, then tick the box",
                ),
            )),
        };
        match (shown, legal, born, id, tax, terms) {
            (Ok(shown_name), Ok(legal_name), Ok(born), Ok(id_number), Ok(tax_code), Ok(())) => {
                Ok(Seller {
                    shown_name,
                    legal_name,
                    born,
                    id_number,
                    tax_code,
                })
            }
            (shown, legal, born, id, tax, terms) => Err([
                shown.err(),
                legal.err(),
                born.err(),
                id.err(),
                tax.err(),
                terms.err(),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }
}

fn born(text: &str, today: VnDate, l: Locale) -> Result<VnDate, FieldError> {
    let day = VnDate::parse(text).map_err(|_| {
        FieldError::new(
            "born",
            "not_a_day",
            l.say(
                "Ghi ngày sinh như trên căn cước, ví dụ 20/8/1990",
                "Write the day of birth as on the card, like 20/8/1990",
            ),
        )
    })?;
    let of_age = VnDate {
        y: day.y + FULL_AGE,
        ..day
    };
    if of_age > today {
        return Err(FieldError::new(
            "born",
            "too_young",
            l.say(
                "Người giới thiệu phải đủ 18 tuổi",
                "Sellers are at least 18 years old",
            ),
        ));
    }
    Ok(day)
}

fn id_number(text: &str, l: Locale) -> Result<String, FieldError> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(digits);
    }
    let message = l.say(
        "Số định danh có 12 chữ số, in trên căn cước",
        "The personal number has 12 digits, printed on the card",
    );
    Err(FieldError::new("id_number", "length", message))
}

fn tax(text: &str, l: Locale) -> Result<Option<String>, FieldError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    if matches!(check(text), TaxCodeCheck::Fits | TaxCodeCheck::Personal) {
        return Ok(Some(normalise(text)));
    }
    let message = l.say(
        "Mã số thuế có 10 hoặc 12 chữ số. Chưa có thì để trống",
        "A tax code has 10 or 12 digits. Leave it empty without one",
    );
    Err(FieldError::new("tax_code", "invalid", message))
}

/// The form by which a cooperative says what it pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SetRate {
    /// The good, by its name in addresses; empty for all goods.
    pub slug: String,
    /// The seller's phone; empty for everybody.
    pub phone: String,
    /// Percent of the goods' price: `5`, `7,5`.
    pub percent: String,
}

impl SetRate {
    /// The rate in hundredths of a percent, and for whom.
    ///
    /// # Errors
    /// At `percent` and `phone`.
    pub fn parse(&self, l: Locale) -> Result<(u32, Option<Phone>), Vec<FieldError>> {
        let rate = percent(&self.percent, l);
        let phone = match self.phone.trim() {
            "" => Ok(None),
            text => phone_field("phone", text, l).map(Some),
        };
        match (rate, phone) {
            (Ok(rate), Ok(phone)) => Ok((rate, phone)),
            (rate, phone) => Err([rate.err(), phone.err()].into_iter().flatten().collect()),
        }
    }
}

fn percent(text: &str, l: Locale) -> Result<u32, FieldError> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let rate =
        (digits(whole) && digits(rest) && !whole.is_empty() && whole.len() <= 3 && rest.len() <= 2)
            .then(|| format!("{whole}{rest:0<2}").parse::<u32>().ok())
            .flatten()
            .filter(|rate| (1..=MAX_RATE).contains(rate));
    rate.ok_or_else(|| {
        FieldError::new(
            "percent",
            "out_of_range",
            l.say(
                "Ghi phần trăm từ 0,01 đến 50, ví dụ 5 hoặc 7,5",
                "A percentage from 0.01 to 50, like 5 or 7.5",
            ),
        )
    })
}

/// `7,5 %` for 750.
#[must_use]
pub fn percent_words(rate_bp: u32) -> String {
    let (whole, rest) = (rate_bp / 100, rate_bp % 100);
    match rest {
        0 => format!("{whole}\u{a0}%"),
        _ if rest.is_multiple_of(10) => format!("{whole},{}\u{a0}%", rest / 10),
        _ => format!("{whole},{rest:02}\u{a0}%"),
    }
}

/// The form that makes a link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewLink {
    /// `product`, `booth`, `basket` or `live`.
    pub kind: String,
    /// The good, booth or livestream, by its name in addresses.
    pub slug: String,
    /// The goods of a basket: variants.
    pub variant: Vec<String>,
    /// What it is for; may be empty.
    pub campaign: String,
}

impl NewLink {
    /// The campaign's name with single spaces, cut to its most.
    #[must_use]
    pub fn campaign(&self) -> String {
        nfc_clean(&self.campaign)
            .chars()
            .take(MAX_CAMPAIGN)
            .collect()
    }

    /// The goods of the basket, each once.
    ///
    /// # Errors
    /// At `variant`, when there are none or too many.
    pub fn basket(&self, l: Locale) -> Result<Vec<VariantId>, FieldError> {
        let mut all: Vec<VariantId> = Vec::new();
        for id in self.variant.iter().filter_map(|text| text.parse().ok()) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        match all.len() {
            1..=MAX_BASKET => Ok(all),
            0 => Err(FieldError::new(
                "variant",
                "required",
                l.say(
                    "Chọn ít nhất một món cho giỏ",
                    "Choose at least one good for the basket",
                ),
            )),
            _ => Err(FieldError::new(
                "variant",
                "too_many",
                l.say(
                    "Một giỏ có nhiều nhất 20 món",
                    "A basket has at most 20 goods",
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SignUpSeller {
        SignUpSeller {
            shown_name: "Lan Chi".into(),
            legal_name: "Nguyễn Lan Chi".into(),
            born: "20/8/1996".into(),
            id_number: "020 196 000 123".into(),
            tax_code: String::new(),
            terms: "1".into(),
        }
    }

    #[test]
    fn a_seller_is_identified() {
        let today = VnDate::new(2026, 8, 15).expect("a day");
        let seller = form().parse(today, Locale::Vi).expect("good");
        assert_eq!(
            (seller.id_number.as_str(), seller.tax_code),
            ("020196000123", None)
        );
        let wrong = SignUpSeller {
            shown_name: String::new(),
            born: "16/8/2008".into(),
            id_number: "123".into(),
            terms: String::new(),
            tax_code: "1".into(),
            ..form()
        };
        let errors = wrong.parse(today, Locale::Vi).err().expect("wrong");
        let paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(
            paths,
            ["shown_name", "born", "id_number", "tax_code", "terms"]
        );
    }

    #[test]
    fn percentages_are_read_and_said() {
        let read = |text: &str| percent(text, Locale::Vi).ok();
        assert_eq!(read("5"), Some(500));
        assert_eq!(read("7,5 %"), Some(750));
        assert_eq!(read("0.25"), Some(25));
        for bad in ["", "0", "50,01", "-1", "7,555", "mười", "5000"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(percent_words(750), "7,5\u{a0}%");
        assert_eq!(percent_words(500), "5\u{a0}%");
        assert_eq!(percent_words(25), "0,25\u{a0}%");
    }

    #[test]
    fn a_basket_has_each_good_once() {
        let id = "0198c0de-0000-7000-8000-000000000001".to_owned();
        let form = |variant: Vec<String>| NewLink {
            variant,
            ..NewLink::default()
        };
        assert_eq!(
            form(vec![id.clone(), id, "x".into()])
                .basket(Locale::Vi)
                .expect("good")
                .len(),
            1
        );
        assert!(form(vec![]).basket(Locale::Vi).is_err());
    }
}
