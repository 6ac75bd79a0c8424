//! Amounts in Vietnamese words, as they are read back before a price is saved and printed on statements.

use super::Vnd;

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

impl Vnd {
    /// `Một trăm tám mươi nghìn đồng`, in the northern way (`nghìn`, `linh`).
    #[must_use]
    pub fn in_words(self) -> String {
        let mut words = Vec::new();
        if self.0 < 0 {
            words.push("âm");
        }
        if self.0 == 0 {
            words.push("không");
        } else {
            billions(self.0.unsigned_abs(), false, &mut words);
        }
        words.push("đồng");
        let text = words.join(" ");
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(chars).collect()
        })
    }
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value)
        .ok()
        .and_then(|at| DIGITS.get(at))
        .copied()
        .unwrap_or_default()
}

/// `inner` is set when larger groups were said before, so that a missing hundred is spoken.
fn billions(value: u64, inner: bool, words: &mut Vec<&'static str>) {
    let (high, low) = (value / 1_000_000_000, value % 1_000_000_000);
    if high > 0 {
        billions(high, inner, words);
        words.push("tỷ");
    }
    let mut inner = inner || high > 0;
    for (size, name) in [(1_000_000, Some("triệu")), (1000, Some("nghìn")), (1, None)] {
        let group = low / size % 1000;
        if group > 0 {
            hundreds(group, inner, words);
            words.extend(name);
            inner = true;
        }
    }
}

fn hundreds(value: u64, inner: bool, words: &mut Vec<&'static str>) {
    let (hundred, ten, one) = (value / 100, value / 10 % 10, value % 10);
    if hundred > 0 || inner {
        words.extend([digit(hundred), "trăm"]);
    }
    match (ten, one) {
        (0, 0) => {}
        (0, _) if hundred > 0 || inner => words.extend(["linh", digit(one)]),
        (0, _) => words.push(digit(one)),
        (1, _) => words.push("mười"),
        _ => words.extend([digit(ten), "mươi"]),
    }
    match (ten, one) {
        (0, _) | (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (_, 5) => words.push("lăm"),
        _ => words.push(digit(one)),
    }
}
