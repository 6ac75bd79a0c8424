//! Setting type: what must stay on one line, and letters for a face without a picture.

use super::toned;

/// Words that belong to the number before them.
const AFTER_NUMBER: [&str; 41] = [
    "kg", "g", "gr", "gam", "mg", "ml", "l", "lít", "km", "m", "ha", "đ", "đồng", "vnd", "k",
    "nghìn", "ngàn", "tr", "triệu", "tỷ", "sao", "quả", "con", "túi", "gói", "hộp", "hũ", "lọ",
    "chai", "bó", "vỉ", "thùng", "sọt", "bao", "yến", "tạ", "tấn", "lạng", "chục", "ngày", "giờ",
];

/// Words that belong to the number after them.
const BEFORE_NUMBER: [&str; 8] = ["loại", "số", "mùng", "ngày", "tháng", "thứ", "lô", "kiện"];

/// The text with no-break spaces between a number and its unit (`3 kg`, `65.000 ₫`) and between a word such as `loại` and
/// its number (`loại 1`), so that no line ends between them.
#[must_use]
pub fn keep_together(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before: Option<&str> = None;
    for word in text.split(' ') {
        if let Some(before) = before {
            kept.push(if belong(before, word) { '\u{a0}' } else { ' ' });
        }
        kept.push_str(word);
        before = Some(word);
    }
    kept
}

fn belong(before: &str, after: &str) -> bool {
    let starts_number = after.starts_with(|c: char| c.is_ascii_digit());
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        let unit = after.split('/').next().unwrap_or_default();
        return unit.starts_with(['₫', '%']) || AFTER_NUMBER.contains(&toned(unit).as_str());
    }
    starts_number
        && before.ends_with(char::is_alphabetic)
        && BEFORE_NUMBER.contains(&toned(before).as_str())
}

/// One or two capital letters for a round mark in place of a picture: those of the first and the last word.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut letters = name.split_whitespace().filter_map(first);
    let start = letters.next();
    start
        .into_iter()
        .chain(letters.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}
