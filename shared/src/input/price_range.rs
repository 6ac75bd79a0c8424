//! The least and the most that a pack may cost, as buyers type them beside a list.

use crate::money::Vnd;
use crate::problem::FieldError;
use crate::say::Locale;

/// Prices in đồng, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PriceRange {
    /// The least.
    pub from: i64,
    /// The most; `i64::MAX` when there is no most.
    pub to: i64,
}

impl PriceRange {
    /// Reads what was typed: `50k`, `120.000`. Empty fields narrow nothing.
    ///
    /// # Errors
    /// One for each field (`tu`, `den`) that is no price, or whose ends are the wrong way round.
    pub fn read(from: &str, to: &str, l: Locale) -> Result<Option<Self>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut price = |path: &str, typed: &str| {
            let typed: String = typed.trim().chars().take(40).collect();
            if typed.is_empty() {
                return None;
            }
            match Vnd::parse_spoken(&typed) {
                Ok(price) => Some(price.dong()),
                Err(error) => {
                    errors.push(FieldError::new(path, "price", error.say(l)));
                    None
                }
            }
        };
        let (from, to) = (price("tu", from), price("den", to));
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            let message = l.say(
                "Giá cao nhất đang thấp hơn giá thấp nhất",
                "The highest price is below the lowest",
            );
            errors.push(FieldError::new("den", "below_from", message));
        }
        match (from, to) {
            _ if !errors.is_empty() => Err(errors),
            (None, None) => Ok(None),
            (from, to) => Ok(Some(Self {
                from: from.unwrap_or(0),
                to: to.unwrap_or(i64::MAX),
            })),
        }
    }

    /// Whether a price lies within.
    #[must_use]
    pub const fn holds(self, price: i64) -> bool {
        self.from <= price && price <= self.to
    }

    /// The two ends as they are named in addresses; an open one is `None`.
    #[must_use]
    pub fn ends(self) -> (Option<String>, Option<String>) {
        (
            (self.from > 0).then(|| self.from.to_string()),
            (self.to < i64::MAX).then(|| self.to.to_string()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const L: Locale = Locale::Vi;

    #[test]
    fn either_end_may_stay_open() {
        let read = |from, to| PriceRange::read(from, to, L).unwrap();
        assert_eq!(read("", " "), None);
        let (from, to) = (50_000, 120_000);
        assert_eq!(read("50k", "120.000"), Some(PriceRange { from, to }));
        let open = read("50.000", "").unwrap();
        assert!(open.holds(50_000) && open.holds(9_000_000) && !open.holds(49_999));
        assert_eq!(open.ends(), (Some("50000".to_owned()), None));
        assert_eq!(read("", "50000").unwrap().ends().1.unwrap(), "50000");
    }

    #[test]
    fn what_is_no_price_is_told_at_its_field() {
        let wrong = |from, to| {
            let errors = PriceRange::read(from, to, L).unwrap_err();
            errors
                .into_iter()
                .map(|error| error.path)
                .collect::<Vec<_>>()
        };
        assert_eq!(wrong("rẻ", "đắt"), ["tu", "den"]);
        assert_eq!(wrong("", "x"), ["den"]);
        assert_eq!(wrong("200k", "100k"), ["den"]);
    }
}
