//! A comment as words, numbers, codes and signs.

use super::phone;
use super::read::Codes;
use super::words::{self, NOT_A_CODE_AFTER};
use crate::text::{fold, toned};
use unicode_normalization::UnicodeNormalization;

/// What a piece of a comment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// In thousandths.
    Number(i64),
    Code(String),
    /// A code that is not on sale, or something that only looks like one.
    Foreign,
    Sign(char),
}

/// A piece of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// The word in lower case; empty for anything but a word.
    pub text: String,
    /// Without its marks.
    pub plain: String,
    /// Nothing stood between it and the one before.
    pub joined: bool,
}

impl Token {
    fn of(kind: Kind, joined: bool) -> Self {
        Self {
            kind,
            text: String::new(),
            plain: String::new(),
            joined,
        }
    }

    fn word(text: &str, joined: bool) -> Self {
        Self {
            kind: Kind::Word,
            text: toned(text),
            plain: fold(text),
            joined,
        }
    }

    /// It is one of these words, as written here or without any marks.
    pub fn is(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word
            && words.iter().any(|word| {
                self.text == *word || (self.text == self.plain && self.plain == fold(word))
            })
    }

    /// It is exactly one of these words.
    pub fn spelt(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&self.text.as_str())
    }

    pub fn code(&self) -> Option<&str> {
        match &self.kind {
            Kind::Code(code) => Some(code),
            _ => None,
        }
    }

    pub const fn number(&self) -> Option<i64> {
        match self.kind {
            Kind::Number(value) => Some(value),
            _ => None,
        }
    }

    pub fn sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }
}

/// The pieces of a comment and its phone number.
pub(super) fn tokens(text: &str, codes: &Codes) -> (Vec<Token>, Option<String>) {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).nfc().collect();
    let chars: Vec<char> = without_noise(&plain);
    let (chars, phone) = phone::take_out(&chars);
    let raw = cut(&chars, codes);
    (name_codes(raw, codes), phone)
}

/// Without web addresses, stickers, faces, and what only dresses a sign up.
fn without_noise(text: &str) -> Vec<char> {
    let mut kept = String::with_capacity(text.len());
    for line in text.split('\n') {
        for word in line.split_whitespace() {
            let address = word.contains("://") || word.starts_with("www.");
            if !address && !words::FACES.contains(&word) {
                kept.push_str(word);
                kept.push(' ');
            }
        }
        kept.push('\n');
    }
    for (open, close) in [('[', ']'), (':', ':')] {
        kept = without_stickers(&kept, open, close);
    }
    kept.chars()
        .filter_map(|c| match c {
            '\u{fe0f}' | '\u{20e3}' | '\u{200d}' => None,
            '❓' | '❔' => Some('?'),
            '×' | '✖' | '✕' => Some('x'),
            '\u{2044}' => Some('/'),
            c => Some(c),
        })
        .collect()
}

/// `[cười]`, `:heart:`: letters between two signs.
fn without_stickers(text: &str, open: char, close: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let inside = &after[open.len_utf8()..];
        let length = inside.find(close).filter(|end| {
            let name = &inside[..*end];
            let spaced = open != ':' || !name.contains(' ');
            !name.is_empty()
                && spaced
                && name
                    .chars()
                    .all(|c| c.is_alphabetic() || c == ' ' || c == '_')
        });
        match length {
            Some(end) => {
                out.push(' ');
                rest = &inside[end + close.len_utf8()..];
            }
            None => {
                out.push(open);
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Words, numbers and signs; letters and digits that touch are cut where one turns into the other.
fn cut(chars: &[char], codes: &Codes) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let c = chars[at];
        let joined = start > 0 && chars[start - 1].is_alphanumeric();
        if c.is_ascii_digit() {
            at = number(chars, at, joined, &mut out);
        } else if c.is_alphabetic() {
            while at < chars.len() && chars[at].is_alphabetic() {
                at += 1;
            }
            at = word(chars, start, at, joined, codes, &mut out);
        } else {
            if matches!(
                c,
                '.' | ','
                    | '?'
                    | '!'
                    | '\n'
                    | ';'
                    | ':'
                    | '+'
                    | '*'
                    | '='
                    | '('
                    | ')'
                    | '/'
                    | '-'
                    | '&'
                    | '@'
                    | '#'
                    | '_'
                    | '%'
            ) {
                out.push(Token::of(Kind::Sign(c), false));
            }
            at += 1;
        }
    }
    out
}

/// A word that starts at `start`; a code when its last letter and the digits behind it are one.
fn word(
    chars: &[char],
    start: usize,
    end: usize,
    joined: bool,
    codes: &Codes,
    out: &mut Vec<Token>,
) -> usize {
    let length = end - start;
    let times = length == 2 && chars[start] == 'x' && joined;
    let letter = chars[end - 1];
    if (length == 1 || times) && chars.get(end).is_some_and(char::is_ascii_digit) && letter != 'x' {
        let mut after = end;
        while after < chars.len() && (chars[after].is_ascii_digit() || chars[after] == 'o') {
            after += 1;
        }
        let digits: String = chars[end..after]
            .iter()
            .map(|c| if *c == 'o' { '0' } else { *c })
            .collect();
        if times {
            out.push(Token::word("x", joined));
        }
        let known = codes.of_letter(letter, &digits);
        out.push(Token::of(
            known.map_or(Kind::Foreign, Kind::Code),
            joined && !times,
        ));
        return after;
    }
    let text: String = chars[start..end].iter().collect();
    out.push(Token::word(&text, joined));
    end
}

/// A number that starts at `at`, with its decimals or as a fraction.
fn number(chars: &[char], start: usize, joined: bool, out: &mut Vec<Token>) -> usize {
    let digits = |from: usize| {
        chars[from..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count()
    };
    let whole_end = start + digits(start);
    let whole: String = chars[start..whole_end].iter().collect();
    let value = whole.parse::<i64>().ok().filter(|n| *n <= 1_000_000);
    let sign = chars.get(whole_end).copied().unwrap_or(' ');
    let more = if whole_end < chars.len() {
        digits(whole_end + 1)
    } else {
        0
    };
    let end = whole_end + 1 + more;
    let Some(value) = value else {
        out.push(Token::of(Kind::Foreign, joined));
        return whole_end;
    };
    if more > 0 && matches!(sign, '.' | ',') {
        let decimals: String = chars[whole_end + 1..end].iter().collect();
        let kind = match (more <= 3).then(|| format!("{decimals:0<3}").parse::<i64>()) {
            Some(Ok(rest)) => Kind::Number(value * 1000 + rest),
            _ => Kind::Foreign,
        };
        out.push(Token::of(kind, joined));
        return end;
    }
    if more > 0 && sign == '/' {
        let below: String = chars[whole_end + 1..end].iter().collect();
        let kind = match (value, below.as_str()) {
            (1, "2") => Kind::Number(500),
            (1, "4") => Kind::Number(250),
            (3, "4") => Kind::Number(750),
            _ => Kind::Foreign,
        };
        out.push(Token::of(kind, joined));
        return end;
    }
    out.push(Token::of(Kind::Number(value * 1000), joined));
    whole_end
}

/// Codes in several pieces: `a 1`, `A-1`, `mã 5`, `số 7`, `#A5`; and codes that name a room or a class are none.
fn name_codes(raw: Vec<Token>, codes: &Codes) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(raw.len());
    let has_code = raw.iter().any(|token| token.code().is_some());
    let mut at = 0;
    while at < raw.len() {
        let token = &raw[at];
        if let Some((kind, used)) =
            spaced(&raw[at..], codes, has_code).or_else(|| named(&raw[at..], &out, codes))
        {
            out.push(Token::of(kind, false));
            at += used;
            continue;
        }
        if token.code().is_some() && names_a_place(&out) {
            out.push(Token::of(Kind::Foreign, false));
        } else {
            out.push(token.clone());
        }
        at += 1;
    }
    out
}

fn spaced(raw: &[Token], codes: &Codes, has_code: bool) -> Option<(Kind, usize)> {
    let letter = raw[0]
        .text
        .chars()
        .next()
        .filter(|_| raw[0].text.len() == 1)?;
    if raw[0].joined || letter == 'x' {
        return None;
    }
    let skip = usize::from(raw.get(1)?.sign(&['.', '-', '_']));
    let value = raw.get(1 + skip)?.number()?;
    let measured = raw
        .get(2 + skip)
        .is_some_and(|next| words::unit(next).is_some());
    if value % 1000 != 0 || (measured && has_code) {
        return None;
    }
    let code = codes.of_letter(letter, &(value / 1000).to_string())?;
    Some((Kind::Code(code), 2 + skip))
}

fn named(raw: &[Token], before: &[Token], codes: &Codes) -> Option<(Kind, usize)> {
    let mut used = 0;
    while raw
        .get(used)
        .is_some_and(|token| token.is(&["mã", "số"]) || token.spelt(&["sp", "so"]))
    {
        used += 1;
    }
    if used == 0 || used > 2 {
        return None;
    }
    let last = before.last();
    let number = raw.get(used)?;
    if let Some(value) = number.number() {
        if last.is_some_and(|last| last.is(&["mỗi"])) || value % 1000 != 0 {
            return None;
        }
        let parcel = before.len() > 1 && before[before.len() - 2].is(&["vận"]);
        if parcel || last.is_some_and(|last| last.is(words::NO_CODE_BEFORE_NUMBER)) {
            return Some((Kind::Foreign, used + 1));
        }
        let kind = codes
            .of_number(&(value / 1000).to_string())
            .map_or(Kind::Foreign, Kind::Code);
        return Some((kind, used + 1));
    }
    None
}

/// The words before name a room, a class or a licence.
fn names_a_place(before: &[Token]) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let exchanged = before
        .iter()
        .any(|token| token.is(&["thay", "đổi", "chuyển"]));
    match last.text.as_str() {
        "bằng" | "bang" => !exchanged,
        "lô" | "thi" => true,
        _ => last.is(NOT_A_CODE_AFTER),
    }
}
