//! Text for those who take plain letters only.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without Vietnamese marks, in ASCII letters, digits and single spaces, cut to `most` signs.
#[must_use]
pub fn plain(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        let c = match c {
            'đ' => 'd',
            'Đ' => 'D',
            c if c.is_ascii_alphanumeric() => c,
            _ => ' ',
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(most);
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_signs_go() {
        for (text, most, wanted) in [
            (
                "Thanh toán đơn hàng #7Q2M-WK4H",
                255,
                "Thanh toan don hang 7Q2M WK4H",
            ),
            (
                "  Chè Shan tuyết – Suối Giàng ",
                255,
                "Che Shan tuyet Suoi Giang",
            ),
            ("ĐƯỜNG phèn", 7, "DUONG p"),
            ("ab cd", 3, "ab"),
            ("🥭", 5, ""),
        ] {
            assert_eq!(plain(text, most), wanted);
        }
    }
}
