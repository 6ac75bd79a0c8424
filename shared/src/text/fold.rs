//! Cleaning and folding.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as we store it: composed (NFC), without control characters, with single spaces and none at its ends.
#[must_use]
pub fn nfc_clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_invisible(c) {
            clean.push(c);
        }
    }
    if clean.ends_with(' ') {
        clean.pop();
    }
    clean
}

/// Control and format characters that nobody sees but that make two equal texts differ. The joiners stay: pictures of
/// families and flags are made of them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Text as it is searched: without marks and case, `đ` (and the `ð` typed by mistake) as `d`, everything that is neither
/// letter nor digit as a single space. `fold` of composed and of decomposed text is the same.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            c if is_combining_mark(c) || is_invisible(c) && !c.is_whitespace() => {}
            c if c.is_alphanumeric() => {
                folded.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c)))
            }
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The text has Vietnamese marks, so its writer meant them.
#[must_use]
pub fn has_marks(text: &str) -> bool {
    text.nfd()
        .any(|c| is_combining_mark(c) || matches!(c, 'đ' | 'Đ'))
}

/// The longest slug, in bytes.
const MAX_SLUG: usize = 80;

/// The text as part of an address: `na-chi-lang-loai-1`. At most 80 letters, cut between words. Empty if the text has
/// neither a Latin letter nor a digit.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let folded = fold(text);
    let ascii = |c: char| c.is_ascii_alphanumeric();
    for word in folded.split(|c| !ascii(c)).filter(|word| !word.is_empty()) {
        let room = MAX_SLUG - slug.len();
        if slug.is_empty() {
            slug.push_str(word.get(..room).unwrap_or(word));
        } else if word.len() < room {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}
