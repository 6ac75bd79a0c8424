//! The short code a bank transfer carries, and finding it in what the bank passes on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::payment::PaymentReference;

/// Digits and capitals that are not mistaken for each other: no 0 and O, no 1, I and L, no U. Thirty signs.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The prime above the alphabet's size: a check character modulo it notices every single wrong sign and every swap of two.
const MODULUS: u64 = 31;

/// What every code begins with, so that it is found between other letters.
const PREFIX: &str = "CP";

/// Signs between the prefix and the check character.
const BODY: usize = 6;

/// The length of a code. PayOS lets a transfer say no more than nine signs.
pub const LENGTH: usize = PREFIX.len() + BODY + 1;

/// The code of a transfer, such as `CP7Q2MWK4`: prefix, six signs, a check character. Only capitals and digits, because banks
/// drop punctuation and change case; the prefix stands in it once only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Memo(String);

/// The text is no code of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadMemo;

impl fmt::Display for BadMemo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the code of a transfer")
    }
}

impl std::error::Error for BadMemo {}

impl Memo {
    /// A code from a random number. About 700 million exist; the caller stores it under a unique index and draws again when
    /// it is taken.
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
                let signs = body.into_iter().chain([check]).map(char::from);
                let text: String = PREFIX.chars().chain(signs).collect();
                if text.rfind(PREFIX) == Some(0) {
                    return Self(text);
                }
            }
            random = random.wrapping_add(1);
        }
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same code as a payment's reference, where one attempt has one code.
    #[must_use]
    pub fn reference(&self) -> PaymentReference {
        PaymentReference::from_memo(self)
    }

    fn exact(text: &str) -> Option<Self> {
        let signs = text.strip_prefix(PREFIX)?.as_bytes();
        let (body, given) = signs.split_at_checked(BODY)?;
        let right = given.len() == 1 && given.first() == check(body).as_ref();
        (right && text.rfind(PREFIX) == Some(0)).then(|| Self(text.to_owned()))
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

/// The codes in what a transfer says, each once, in the order they stand in. Codes that are words of their own are taken
/// first; only when there is none, codes broken by spaces and dots or run together with what the bank put around them.
#[must_use]
pub fn find(text: &str) -> Vec<Memo> {
    let upper = text.to_ascii_uppercase();
    let found = codes(upper.split(|c: char| !c.is_ascii_alphanumeric()));
    if !found.is_empty() {
        return found;
    }
    let run: String = upper.chars().filter(char::is_ascii_alphanumeric).collect();
    codes((0..run.len()).filter_map(|at| run.get(at..at + LENGTH)))
}

fn codes<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Memo> {
    let mut found = Vec::new();
    for memo in texts.filter_map(Memo::exact) {
        if !found.contains(&memo) {
            found.push(memo);
        }
    }
    found
}

impl FromStr for Memo {
    type Err = BadMemo;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::exact(text).ok_or(BadMemo)
    }
}

impl TryFrom<String> for Memo {
    type Error = BadMemo;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Memo> for String {
    fn from(memo: Memo) -> Self {
        memo.0
    }
}

impl fmt::Display for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn banks_may_do_to_it_what_they_do() {
        let memo = Memo::from_random(123_456_789);
        let code = memo.as_str();
        let (front, back) = code.split_at(4);
        for text in [
            code.to_owned(),
            code.to_lowercase(),
            format!("MBVCB.123.456.{code}.CT tu 0011223344 toi 9988"),
            format!("NGUYEN VAN A chuyen tien {code} FT26001000001"),
            format!("IBFT{code}GD123456"),
            format!("thanh toan {front} {back}-HTX"),
            format!("Đơn hàng {}.{} cám ơn", front.to_lowercase(), back),
            format!("{code} {code}"),
        ] {
            assert_eq!(find(&text), std::slice::from_ref(&memo), "{text}");
        }
        for text in ["", "CP", "thanh toan don hang", &code[..LENGTH - 1]] {
            assert!(find(text).is_empty(), "{text}");
        }
        assert_eq!(code.parse::<Memo>(), Ok(memo.clone()));
        assert!(code.to_lowercase().parse::<Memo>().is_err());
    }

    #[test]
    fn two_codes_are_two() {
        let (a, b) = (Memo::from_random(1), Memo::from_random(2_000_000));
        assert_eq!(find(&format!("{b} va {a}, {b}")), [b, a]);
    }

    proptest! {
        #[test]
        fn every_number_makes_a_good_code(random in any::<u64>()) {
            let memo = Memo::from_random(random);
            prop_assert_eq!(memo.as_str().len(), LENGTH);
            prop_assert_eq!(find(memo.as_str()), [memo.clone()]);
            prop_assert!(!memo.as_str().contains(['0', 'O', '1', 'I', 'L', 'U']));
        }

        #[test]
        fn one_wrong_or_swapped_sign_finds_nothing(
            random in any::<u64>(), at in 0_usize..LENGTH, other in 0_usize..LENGTH, with in "[0-9A-Z]",
        ) {
            let code = Memo::from_random(random);
            let mut wrong = code.as_str().as_bytes().to_vec();
            wrong[at] = with.as_bytes()[0];
            let mut swapped = code.as_str().as_bytes().to_vec();
            swapped.swap(at, other);
            for bytes in [wrong, swapped] {
                let text = String::from_utf8(bytes).expect("ascii");
                prop_assert!(text == code.as_str() || find(&text).is_empty(), "{} for {}", text, code);
            }
        }

        #[test]
        fn noise_around_does_not_hide_it(random in any::<u64>(), before in "[a-z0-9 .,/-]{0,40}", after in "[ .,/-][a-z0-9 .]{0,40}") {
            let memo = Memo::from_random(random);
            let text = format!("{before} {memo}{after}");
            prop_assert!(find(&text).contains(&memo));
        }

        #[test]
        fn any_text_may_be_searched(text in "\\PC{0,80}") {
            let _ = find(&text);
        }
    }
}
