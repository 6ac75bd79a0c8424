//! The single fields of goods.

use super::{MAX_GROSS_G, MAX_NAME};
use crate::goods::ShippingClass;
use crate::money::Vnd;
use crate::problem::FieldError;
use crate::quantity::{Measure, Quantity, Unit};
use crate::say::Locale;
use crate::text::{fold, nfc_clean};

/// The name of a good: 2 to 80 letters.
///
/// # Errors
/// The message for the field `path`.
pub fn goods_name(path: &str, text: &str, l: Locale) -> Result<String, FieldError> {
    let name = nfc_clean(text);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 {
        let message = l.say(
            "Cho biết tên món, như “Na dai loại 1”",
            "Name it, like “Na dai loại 1”",
        );
        return Err(FieldError::new(path, "required", message));
    }
    if name.chars().count() > MAX_NAME {
        let message = l.say("Tên dài quá 80 chữ, viết gọn lại", "At most 80 letters");
        return Err(FieldError::new(path, "too_long", message));
    }
    Ok(name)
}

/// The price of a form field.
///
/// # Errors
/// The message for the field `path`.
pub fn price_field(path: &str, text: &str, l: Locale) -> Result<Vnd, FieldError> {
    Vnd::parse_spoken(text).map_err(|why| FieldError::new(path, why.code(), why.say(l)))
}

/// What is in a pack: grams or millilitres. A bare number is grams.
///
/// # Errors
/// The message for the field `path`.
pub fn pack_field(
    path: &str,
    text: &str,
    l: Locale,
) -> Result<(Option<i64>, Option<i64>), FieldError> {
    match measured(text) {
        Some((Measure::Volume, ml)) if (1..=1_000_000).contains(&ml) => Ok((None, Some(ml))),
        Some((Measure::Weight, g)) if (1..=MAX_GROSS_G).contains(&g) => Ok((Some(g), None)),
        _ => {
            let message = l.say(
                "Viết như 500 g, 1,5 kg hoặc 500 ml",
                "Write it like 500 g, 1.5 kg or 500 ml",
            );
            Err(FieldError::new(path, "not_a_measure", message))
        }
    }
}

/// A weight in grams. A bare number is grams.
///
/// # Errors
/// The message for the field `path`.
pub fn weight_field(path: &str, text: &str, l: Locale) -> Result<i64, FieldError> {
    match measured(text) {
        Some((Measure::Weight, g)) if (1..=MAX_GROSS_G).contains(&g) => Ok(g),
        _ => {
            let message = l.say(
                "Viết cân nặng như 700 g hoặc 1,2 kg",
                "Write a weight like 700 g or 1.2 kg",
            );
            Err(FieldError::new(path, "not_a_weight", message))
        }
    }
}

/// `500 g`, `1,5kg`, `2 lạng`, `500ml`, `1 lít`, `500`.
fn measured(text: &str) -> Option<(Measure, i64)> {
    let text = text.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
        .unwrap_or(text.len());
    let (number, word) = text.split_at(end);
    let number = number.trim();
    let (measure, unit, small) = match fold(word).as_str() {
        "" | "g" | "gr" | "gam" | "gram" => (Measure::Weight, Unit::Kg, true),
        "kg" | "can" | "ky" | "ki" | "kilo" => (Measure::Weight, Unit::Kg, false),
        "lang" => (Measure::Weight, Unit::Lang, false),
        "ml" => (Measure::Volume, Unit::Lit, true),
        "l" | "lit" | "liter" | "litre" => (Measure::Volume, Unit::Lit, false),
        _ => return None,
    };
    if !word.is_empty() && !word.starts_with(char::is_alphabetic) {
        return None;
    }
    if small {
        return number.parse::<i64>().ok().map(|steps| (measure, steps));
    }
    Quantity::parse(number, unit)
        .ok()
        .map(|quantity| (measure, quantity.steps))
}

/// Packs whose content the law wants beside the price.
#[must_use]
pub const fn needs_content(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Tui
            | Unit::Goi
            | Unit::Hop
            | Unit::Hu
            | Unit::Lo
            | Unit::Chai
            | Unit::Thung
            | Unit::Sot
            | Unit::Bao
    )
}

/// What the member reads when a pack says nothing of its content.
pub(super) fn content_missing(unit: Unit, l: Locale) -> FieldError {
    let word = unit.word(l);
    let message = match l {
        Locale::Vi => format!("Cho biết một {word} có bao nhiêu, như 500 g"),
        Locale::En => format!("Tell what is in one {word}, like 500 g"),
    };
    FieldError::new("pack", "required", message)
}

/// The shipping class of a form field.
///
/// # Errors
/// The message for the field `path`.
pub fn class_field(path: &str, text: &str, l: Locale) -> Result<ShippingClass, FieldError> {
    let message = l.say("Chọn cách gửi hàng", "Choose how it travels");
    text.parse()
        .map_err(|_| FieldError::new(path, "unknown_class", message))
}
