//! Prices as members type and say them: `180k`, `1tr2`, `85 nghìn`, `1.250.000 ₫`.

use unicode_normalization::UnicodeNormalization;

use super::Vnd;
use crate::say::Locale;

/// Why a text is not a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceError {
    /// Nothing was typed.
    Empty,
    /// It cannot be read as an amount.
    NotANumber,
    /// The amount is below zero.
    Negative,
    /// The amount is zero.
    Zero,
    /// The amount has a part of a đồng.
    Fraction,
    /// The amount is above [`Vnd::MAX_PRICE`].
    TooLarge,
    /// It can be read in two ways (`1.250tr`).
    Ambiguous,
}

impl PriceError {
    /// The stable name, for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::NotANumber => "not_a_number",
            Self::Negative => "negative",
            Self::Zero => "zero",
            Self::Fraction => "fraction",
            Self::TooLarge => "too_large",
            Self::Ambiguous => "ambiguous",
        }
    }

    /// What the person who typed it reads.
    #[must_use]
    pub const fn say(self, l: Locale) -> &'static str {
        match self {
            Self::Empty => l.say("Cho biết giá", "Enter a price"),
            Self::NotANumber => l.say(
                "Chưa đọc được giá. Viết như 180k, 1tr2 hoặc 180.000",
                "This price cannot be read. Write it like 180k or 180.000",
            ),
            Self::Negative => l.say("Giá không được âm", "A price cannot be below zero"),
            Self::Zero => l.say("Giá phải lớn hơn 0", "A price must be more than 0"),
            Self::Fraction => l.say(
                "Giá tính tròn đồng. Bỏ phần lẻ sau dấu phẩy",
                "Prices are whole đồng. Leave out the decimals",
            ),
            Self::TooLarge => l.say(
                "Giá này lớn quá, hãy đếm lại số 0",
                "This price is too large, count the zeros",
            ),
            Self::Ambiguous => l.say(
                "Giá này đọc được hai cách. Viết đủ số, như 1.250.000",
                "This price can be read in two ways. Write it out, like 1.250.000",
            ),
        }
    }
}

impl std::fmt::Display for PriceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.say(Locale::En))
    }
}

impl std::error::Error for PriceError {}

#[derive(Debug)]
enum Token {
    Number(String),
    Word(String),
}

impl Vnd {
    /// The largest price that can be typed: 100 billion đồng less one.
    pub const MAX_PRICE: Self = Self(99_999_999_999);

    /// Reads a price as people write and say it: `180k`, `85 nghìn`, `1tr2`, `1,2tr`, `2 củ rưỡi`, `1 triệu 200 nghìn`,
    /// `65000đ`, `1.250.000 ₫`. Read it back in words before it is saved ([`Vnd::in_words`]).
    ///
    /// # Errors
    /// A [`PriceError`] that says what to change.
    pub fn parse_spoken(text: &str) -> Result<Self, PriceError> {
        Self::parse_decomposed(&text.nfkd().collect::<String>())
    }

    /// [`Vnd::parse_spoken`] for text that is in NFKD already: the browser decomposes by itself and need not carry our
    /// tables.
    ///
    /// # Errors
    /// A [`PriceError`] that says what to change.
    pub fn parse_decomposed(text: &str) -> Result<Self, PriceError> {
        let mut tokens = tokens(text)?;
        if matches!(tokens.last(), Some(Token::Word(w)) if matches!(w.as_str(), "d" | "dong" | "vnd"))
        {
            tokens.pop();
        }
        if tokens.is_empty() {
            return Err(PriceError::Empty);
        }
        let amount = amount(&tokens)?;
        match i64::try_from(amount) {
            Ok(0) => Err(PriceError::Zero),
            Ok(amount) if amount <= Self::MAX_PRICE.0 => Ok(Self(amount)),
            _ => Err(PriceError::TooLarge),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, PriceError> {
    let text = text.trim().trim_end_matches(['.', ',']);
    let mut tokens: Vec<Token> = Vec::new();
    let mut gap = true;
    // The marks that letters of prices can carry; any other mark is no price.
    for c in text.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')) {
        match c {
            '-' | '\u{2212}' if tokens.is_empty() => return Err(PriceError::Negative),
            '0'..='9' | '.' | ',' => match tokens.last_mut() {
                Some(Token::Number(number)) if !gap => number.push(c),
                _ => tokens.push(Token::Number(c.to_string())),
            },
            c if c.is_whitespace() => {}
            c => {
                let letter = match c {
                    'đ' | 'Đ' | '₫' => 'd',
                    c if c.is_ascii_alphabetic() => c.to_ascii_lowercase(),
                    _ => return Err(PriceError::NotANumber),
                };
                match tokens.last_mut() {
                    Some(Token::Word(word)) if !gap => word.push(letter),
                    _ => tokens.push(Token::Word(letter.to_string())),
                }
            }
        }
        gap = c.is_whitespace();
    }
    Ok(join_groups(tokens))
}

/// `1 250 000`: groups of three digits after a space belong to the number before them.
fn join_groups(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match (joined.last_mut(), &token) {
            (Some(Token::Number(number)), Token::Number(group))
                if group.len() == 3
                    && is_digits(group)
                    && is_digits(number)
                    && !number.starts_with('0') =>
            {
                number.push_str(group);
            }
            _ => joined.push(token),
        }
    }
    joined
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Zeros after the 1 of a word: thousand, million, billion.
fn zeros(word: &str) -> Option<u32> {
    match word {
        "k" | "n" | "ng" | "ngan" | "nghin" => Some(3),
        "tr" | "trieu" | "cu" => Some(6),
        "ty" | "ti" => Some(9),
        _ => None,
    }
}

fn amount(tokens: &[Token]) -> Result<i128, PriceError> {
    let mut total: i128 = 0;
    let mut last: Option<u32> = None;
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        match (first, last) {
            (Token::Word(word), Some(zeros)) if word == "ruoi" && after.is_empty() => {
                total += 10_i128.pow(zeros) / 2;
                return Ok(total);
            }
            (Token::Word(_), _) => return Err(PriceError::NotANumber),
            (Token::Number(number), _) => {
                let Some((Token::Word(word), after)) = after.split_first() else {
                    // Only the last number may stand without a word.
                    return if after.is_empty() {
                        tail(total, number, last)
                    } else {
                        Err(PriceError::NotANumber)
                    };
                };
                let zeros = zeros(word).ok_or(PriceError::NotANumber)?;
                if last.is_some_and(|last| zeros >= last) {
                    return Err(PriceError::NotANumber);
                }
                total += scaled(number, zeros)?;
                last = Some(zeros);
                rest = after;
            }
        }
    }
    Ok(total)
}

/// A number at the end: plain đồng when it stands alone, else the decimals of what was said (`1tr2` is 1.2 million).
fn tail(total: i128, number: &str, last: Option<u32>) -> Result<i128, PriceError> {
    let Some(zeros) = last else {
        return scaled(number, 0);
    };
    let length = u32::try_from(number.len()).map_err(|_| PriceError::TooLarge)?;
    if !is_digits(number) || length > zeros {
        return Err(PriceError::NotANumber);
    }
    let digits: i128 = number.parse().map_err(|_| PriceError::NotANumber)?;
    Ok(total + digits * 10_i128.pow(zeros - length))
}

/// The number times ten to the power of `zeros`, exactly.
fn scaled(number: &str, zeros: u32) -> Result<i128, PriceError> {
    let (whole, decimals) = split_decimals(number, zeros)?;
    let decimals = decimals.trim_end_matches('0');
    let shift = usize::try_from(zeros).map_err(|_| PriceError::TooLarge)?;
    if decimals.len() > shift {
        return Err(PriceError::Fraction);
    }
    let digits = format!("{whole}{decimals}{}", "0".repeat(shift - decimals.len()));
    let digits = digits.trim_start_matches('0');
    if digits.len() > 30 {
        return Err(PriceError::TooLarge);
    }
    if digits.is_empty() {
        Ok(0)
    } else {
        digits.parse().map_err(|_| PriceError::NotANumber)
    }
}

/// Whole digits and decimals of a written number. A separator that comes twice, or before the other kind, groups thousands.
fn split_decimals(number: &str, zeros: u32) -> Result<(String, String), PriceError> {
    let separators: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    let (Some(first), Some(last)) = (separators.first(), separators.last()) else {
        return Ok((number.to_owned(), String::new()));
    };
    let groups_only = separators.len() > 1 && first == last;
    let (whole, decimals) = match number.rsplit_once(*last) {
        _ if groups_only => (number, ""),
        Some((whole, after))
            if separators.len() == 1 && after.len() == 3 && !whole.starts_with('0') =>
        {
            match (zeros, last) {
                (0 | 3, '.') | (0, _) => (number, ""),
                (_, ',') => (whole, after),
                _ => return Err(PriceError::Ambiguous),
            }
        }
        Some(parts) => parts,
        None => (number, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = groups.iter().enumerate().all(|(at, group)| {
        is_digits(group)
            && (groups.len() == 1
                || if at == 0 {
                    group.len() <= 3
                } else {
                    group.len() == 3
                })
    });
    let same_kind = whole
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .all(|c| c == *first);
    if !grouped || !same_kind || !(decimals.is_empty() || is_digits(decimals)) {
        return Err(PriceError::NotANumber);
    }
    Ok((groups.concat(), decimals.to_owned()))
}
