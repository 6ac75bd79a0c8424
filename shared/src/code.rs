//! Codes people read out on the phone: of orders and of their parts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::say::Locale;

/// Digits and capitals that are not mistaken for each other: no 0 and O, no 1, I and L, no U. Thirty signs.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Check characters are counted modulo the prime above the alphabet's size, so that every single wrong sign and every
/// swap of two neighbours is noticed; the one remainder that has no sign is never given out.
const MODULUS: u64 = 31;

/// Signs before the check character.
const BODY: usize = 7;

/// An order's public code: seven signs and a check character, such as `7Q2MWK4H`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct OrderCode(String);

/// Why a text is no order code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing was typed.
    Empty,
    /// A code has another length.
    Length,
    /// This sign is in no code.
    Sign(char),
    /// The check character does not fit: a sign is wrong or two are swapped.
    Check,
}

impl OrderCode {
    /// A code from a random number. About 22 thousand million codes exist; the caller stores it under a unique index and
    /// draws again when it is taken.
    #[must_use]
    pub fn from_random(mut random: u64) -> Self {
        loop {
            let mut rest = random;
            let mut body = [0_u8; BODY];
            for place in &mut body {
                *place = sign(rest % 30).unwrap_or(b'2');
                rest /= 30;
            }
            if let Some(check) = check(&body) {
                let text = body.into_iter().chain([check]).map(char::from).collect();
                return Self(text);
            }
            random = random.wrapping_add(1);
        }
    }

    /// Reads a code as people type it: any case, with spaces, dots and hyphens.
    ///
    /// # Errors
    /// A [`CodeError`] that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let mut code = String::with_capacity(BODY + 1);
        for c in text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{2013}'))
        {
            let upper = c.to_ascii_uppercase();
            if u8::try_from(upper).map_or(true, |byte| !ALPHABET.contains(&byte)) {
                return Err(CodeError::Sign(c));
            }
            code.push(upper);
        }
        if code.is_empty() {
            return Err(CodeError::Empty);
        }
        let Some((body, given)) = code.as_bytes().split_at_checked(BODY) else {
            return Err(CodeError::Length);
        };
        match (given, check(body)) {
            ([given], Some(check)) if *given == check => Ok(Self(code)),
            ([_], _) => Err(CodeError::Check),
            _ => Err(CodeError::Length),
        }
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code in two groups, easier to read out: `7Q2M WK4H`.
    #[must_use]
    pub fn spaced(&self) -> String {
        self.0
            .split_at_checked(4)
            .map_or_else(|| self.0.clone(), |(a, b)| format!("{a}\u{a0}{b}"))
    }
}

fn sign(value: u64) -> Option<u8> {
    ALPHABET.get(usize::try_from(value).ok()?).copied()
}

fn check(body: &[u8]) -> Option<u8> {
    let mut sum: u64 = 0;
    for (weight, byte) in (2..).zip(body) {
        let value = ALPHABET.iter().position(|known| known == byte)?;
        sum += weight * u64::try_from(value).ok()?;
    }
    sign(sum % MODULUS)
}

/// The code of an order's `n`-th sub-order, counted from 1: `7Q2MWK4H-1`.
#[must_use]
pub fn sub_order_code(order: &OrderCode, n: u32) -> String {
    format!("{order}-{n}")
}

/// Reads a sub-order's code into the order's code and the number of the part.
///
/// # Errors
/// As for [`OrderCode::parse`]; a missing or zero number is [`CodeError::Length`].
pub fn parse_sub_order_code(text: &str) -> Result<(OrderCode, u32), CodeError> {
    let (order, part) = text.trim().rsplit_once('-').ok_or(CodeError::Length)?;
    let part = part.trim();
    if part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(CodeError::Length);
    }
    match part.parse() {
        Ok(n) if n > 0 => Ok((OrderCode::parse(order)?, n)),
        _ => Err(CodeError::Length),
    }
}

impl fmt::Display for OrderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OrderCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for OrderCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<OrderCode> for String {
    fn from(code: OrderCode) -> Self {
        code.0
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Locale::En))
    }
}

impl std::error::Error for CodeError {}

impl CodeError {
    /// What the person who typed it reads.
    #[must_use]
    pub fn say(self, l: Locale) -> String {
        match (self, l) {
            (Self::Empty, _) => l.say("Cho biết mã đơn", "Enter the order code").to_owned(),
            (Self::Length, _) => l
                .say(
                    "Mã đơn có 8 ký tự, như 7Q2M WK4H",
                    "An order code has 8 signs, like 7Q2M WK4H",
                )
                .to_owned(),
            (Self::Sign(c), Locale::Vi) => format!("Mã đơn không có ký tự “{c}”, hãy xem lại"),
            (Self::Sign(c), Locale::En) => format!("No order code has “{c}” in it, check it"),
            (Self::Check, _) => l
                .say(
                    "Mã đơn này sai một ký tự, hãy xem lại",
                    "One sign of this order code is wrong, check it",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = OrderCode::from_random(123_456_789_012);
        for text in [
            code.to_string(),
            code.to_string().to_lowercase(),
            format!("  {} ", code.spaced()),
            format!("-{code}"),
        ] {
            assert_eq!(OrderCode::parse(&text).as_ref(), Ok(&code), "{text}");
        }
        assert_eq!(OrderCode::parse(" - "), Err(CodeError::Empty));
        assert_eq!(OrderCode::parse("ABC"), Err(CodeError::Length));
        assert_eq!(
            OrderCode::parse(&format!("{code}2")),
            Err(CodeError::Length)
        );
        for sign in ['0', 'O', '1', 'I', 'L', 'U', 'đ', '#'] {
            assert_eq!(
                OrderCode::parse(&format!("ABCDEFG{sign}")),
                Err(CodeError::Sign(sign))
            );
        }
    }

    #[test]
    fn parts_are_numbered_from_one() {
        let code = OrderCode::from_random(1);
        let part = sub_order_code(&code, 12);
        assert_eq!(part, format!("{code}-12"));
        assert_eq!(
            parse_sub_order_code(&part.to_lowercase()),
            Ok((code.clone(), 12))
        );
        for text in [
            String::new(),
            code.to_string(),
            format!("{code}-"),
            format!("{code}-0"),
            format!("{code}-x"),
            format!("{code}-99999"),
        ] {
            assert!(parse_sub_order_code(&text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_makes_a_good_code(random in any::<u64>()) {
            let code = OrderCode::from_random(random);
            prop_assert_eq!(code.as_str().len(), BODY + 1);
            prop_assert_eq!(OrderCode::parse(code.as_str()), Ok(code.clone()));
            prop_assert!(!code.as_str().contains(['0', 'O', '1', 'I', 'L', 'U']));
        }

        #[test]
        fn one_wrong_sign_or_swap_is_noticed(random in any::<u64>(), at in 0_usize..8, with in 0_usize..30) {
            let code = OrderCode::from_random(random);
            let mut wrong = code.as_str().as_bytes().to_vec();
            wrong[at] = ALPHABET[with];
            let mut swapped = code.as_str().as_bytes().to_vec();
            swapped.swap(at, (at + 1).min(BODY));
            for bytes in [wrong, swapped] {
                let text = String::from_utf8(bytes).expect("ascii");
                prop_assert!(text == code.as_str() || OrderCode::parse(&text) == Err(CodeError::Check));
            }
        }

        #[test]
        fn any_text_is_a_code_or_an_error(text in "\\PC{0,16}", signs in "[2-9A-Z \\-]{0,12}") {
            for text in [text, signs] {
                let _ = (OrderCode::parse(&text), parse_sub_order_code(&text));
            }
        }
    }
}
