//! Decimal numbers of units, exactly, without floats.

use super::Quantity;
use crate::say::Locale;

/// Why a text is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// Nothing was typed.
    Empty,
    /// It cannot be read as a number.
    NotANumber,
    /// It is below zero.
    Negative,
    /// It is zero.
    Zero,
    /// It is not a whole number of the unit's smallest steps.
    TooPrecise,
    /// It is above [`Quantity::MAX_STEPS`].
    TooLarge,
}

impl QuantityError {
    /// The stable name, for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::NotANumber => "not_a_number",
            Self::Negative => "negative",
            Self::Zero => "zero",
            Self::TooPrecise => "too_precise",
            Self::TooLarge => "too_large",
        }
    }

    /// What the person who typed it reads.
    #[must_use]
    pub const fn say(self, l: Locale) -> &'static str {
        match self {
            Self::Empty => l.say("Cho biết số lượng", "Enter a quantity"),
            Self::NotANumber => l.say(
                "Chưa đọc được số lượng. Viết như 3 hoặc 5,5",
                "This quantity cannot be read. Write it like 3 or 5.5",
            ),
            Self::Negative => l.say("Số lượng không được âm", "A quantity cannot be below zero"),
            Self::Zero => l.say("Số lượng phải lớn hơn 0", "A quantity must be more than 0"),
            Self::TooPrecise => l.say(
                "Số lượng lẻ quá. Bỏ bớt số sau dấu phẩy",
                "This quantity is too fine. Leave out some decimals",
            ),
            Self::TooLarge => l.say(
                "Số lượng lớn quá, hãy xem lại",
                "This quantity is too large, check it",
            ),
        }
    }
}

impl std::fmt::Display for QuantityError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.say(Locale::En))
    }
}

impl std::error::Error for QuantityError {}

/// Reads a decimal number and turns it into steps of `1 / per_unit`.
pub(super) fn parse(text: &str, per_unit: i64) -> Result<i64, QuantityError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(QuantityError::Empty);
    }
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = text
        .split_once(['.', ','])
        .map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !decimals.is_none_or(digits) {
        return Err(QuantityError::NotANumber);
    }
    if negative {
        return Err(QuantityError::Negative);
    }
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.unwrap_or_default().trim_end_matches('0');
    if whole.len() > 15 {
        return Err(QuantityError::TooLarge);
    }
    if decimals.len() > 9 {
        return Err(QuantityError::TooPrecise);
    }
    let number = |part: &str| {
        if part.is_empty() {
            Ok(0)
        } else {
            part.parse::<i128>().map_err(|_| QuantityError::NotANumber)
        }
    };
    let scale = decimals.bytes().fold(1_i128, |scale, _| scale * 10);
    let fine = (number(whole)? * scale + number(decimals)?) * i128::from(per_unit);
    if fine % scale != 0 {
        return Err(QuantityError::TooPrecise);
    }
    match i64::try_from(fine / scale) {
        Ok(steps) if steps <= Quantity::MAX_STEPS => Ok(steps),
        _ => Err(QuantityError::TooLarge),
    }
}

/// Steps of `1 / per_unit` (a power of ten) as a decimal number without trailing zeros.
pub(super) fn format(steps: i64, per_unit: i64, point: char) -> String {
    let per_unit = per_unit.unsigned_abs().max(1);
    let (whole, rest) = (
        steps.unsigned_abs() / per_unit,
        steps.unsigned_abs() % per_unit,
    );
    let sign = if steps < 0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(per_unit.ilog10()).unwrap_or_default();
    let decimals = format!("{rest:0width$}");
    format!("{sign}{whole}{point}{}", decimals.trim_end_matches('0'))
}
