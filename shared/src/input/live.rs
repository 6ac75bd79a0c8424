//! Livestreams: pasted comments, files of comments, flash prices.

use serde::Deserialize;

use crate::money::Vnd;
use crate::problem::FieldError;
use crate::say::Locale;

/// Comments read at once, at most.
pub const AT_ONCE: usize = 500;

/// A flash price as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FlashForm {
    /// The good.
    pub code: String,
    /// `180k`; empty ends the one that runs.
    pub price: String,
    /// How long, in minutes.
    pub minutes: String,
}

impl FlashForm {
    /// The price and how many minutes it lasts; zero ends it.
    ///
    /// # Errors
    /// At `price` and `minutes`, what cannot be read.
    pub fn parse(&self, l: Locale) -> Result<(Vnd, i64), Vec<FieldError>> {
        if self.price.trim().is_empty() {
            return Ok((Vnd::ZERO, 0));
        }
        let price = Vnd::parse_spoken(&self.price).map_err(|_| {
            let words = l.say("Ghi giá, ví dụ 180k", "Write a price, like 180k");
            FieldError::new("price", "not_a_price", words)
        });
        let minutes = self.minutes.trim().parse::<i64>().map_err(|_| {
            let words = l.say("Ghi số phút, ví dụ 10", "Write minutes, like 10");
            FieldError::new("minutes", "not_a_number", words)
        });
        match (price, minutes) {
            (Ok(price), Ok(minutes)) => Ok((price, minutes)),
            (price, minutes) => Err([price.err(), minutes.err()].into_iter().flatten().collect()),
        }
    }
}

/// Pasted comments, a line each: name, then a colon, a tab or a comma, then the comment.
///
/// # Errors
/// At `text`: no line or too many, or the first line without a name.
pub fn pasted(text: &str, l: Locale) -> Result<Vec<(String, String)>, FieldError> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut comments = Vec::new();
    for (n, line) in (1..).zip(lines) {
        match line.split_once([':', '\t', ',']) {
            Some((name, said)) if !name.trim().is_empty() => {
                comments.push((name.trim().to_owned(), said.trim().to_owned()));
            }
            _ => {
                let words = match l {
                    Locale::Vi => {
                        format!("Dòng {n} thiếu tên. Viết: tên, dấu hai chấm, lời bình luận")
                    }
                    Locale::En => format!("Line {n} has no name. Write: name, colon, comment"),
                };
                return Err(FieldError::new("text", "name", words));
            }
        }
    }
    if comments.is_empty() || comments.len() > AT_ONCE {
        let words = l.say(
            "Dán từ 1 đến 500 dòng bình luận",
            "Paste 1 to 500 lines of comments",
        );
        return Err(FieldError::new("text", "count", words));
    }
    Ok(comments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_lines_have_names() {
        let read = pasted("Hoa: chốt A1 x2\n\n Tư\tA2: 1 thùng\n", Locale::Vi).expect("read");
        let plain: Vec<_> = read.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        assert_eq!(plain, [("Hoa", "chốt A1 x2"), ("Tư", "A2: 1 thùng")]);
        let error = pasted("Hoa: A1\nA2", Locale::Vi).expect_err("no name");
        assert!(error.message.starts_with("Dòng 2"));
        assert!(pasted(" \n", Locale::Vi).is_err());
        let many = "Hoa: A1\n".repeat(AT_ONCE + 1);
        assert_eq!(pasted(&many, Locale::Vi).expect_err("many").code, "count");
    }

    #[test]
    fn flash_prices_are_read() {
        let form = |price: &str, minutes: &str| FlashForm {
            price: price.into(),
            minutes: minutes.into(),
            ..FlashForm::default()
        };
        assert_eq!(form("180k", "10").parse(Locale::Vi), Ok((Vnd(180_000), 10)));
        assert_eq!(form("", "x").parse(Locale::Vi), Ok((Vnd::ZERO, 0)));
        let errors = form("mười", "x").parse(Locale::Vi).expect_err("wrong");
        assert_eq!(errors.len(), 2);
    }
}
