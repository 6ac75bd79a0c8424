//! Tax codes: their shapes and their check digit.

/// What a typed tax code turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxCodeCheck {
    /// Ten digits (with or without a branch of three) whose check digit fits.
    Fits,
    /// Ten digits whose check digit does not fit: a slip, most likely.
    DoesNotFit,
    /// Twelve digits, a personal number: there is no check digit to compare.
    Personal,
    /// Neither 10, 10 + 3 nor 12 digits.
    Shape,
}

/// Weights of the first nine digits.
const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// The code as it is kept: digits, and a hyphen before a branch's three.
#[must_use]
pub fn normalise(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        13 => {
            let (main, branch) = digits.split_at(10);
            format!("{main}-{branch}")
        }
        _ => digits,
    }
}

/// Checks a code. Letters make it a wrong shape; spaces, dots and hyphens do not count.
#[must_use]
pub fn check(text: &str) -> TaxCodeCheck {
    let sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '.');
    if !text.chars().all(sign) {
        return TaxCodeCheck::Shape;
    }
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    match digits.len() {
        12 => TaxCodeCheck::Personal,
        10 | 13 => {
            let sum: u32 = WEIGHTS.iter().zip(&digits).map(|(w, d)| w * d).sum();
            // A remainder of 0 would need the digit 10: no such number is given out.
            if digits.get(9) == Some(&(10 - sum % 11)) {
                TaxCodeCheck::Fits
            } else {
                TaxCodeCheck::DoesNotFit
            }
        }
        _ => TaxCodeCheck::Shape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_fit_and_a_slip_does_not() {
        for (text, wanted) in [
            ("0300588569", TaxCodeCheck::Fits),
            ("0100109106", TaxCodeCheck::Fits),
            ("0100109106-001", TaxCodeCheck::Fits),
            ("01 0010 9106", TaxCodeCheck::Fits),
            ("0100109107", TaxCodeCheck::DoesNotFit),
            ("0300588596", TaxCodeCheck::DoesNotFit),
            ("001085012345", TaxCodeCheck::Personal),
            ("12345", TaxCodeCheck::Shape),
            ("", TaxCodeCheck::Shape),
            ("01001O9106", TaxCodeCheck::Shape),
        ] {
            assert_eq!(check(text), wanted, "{text}");
        }
        assert_eq!(normalise("0100109106 001"), "0100109106-001");
        assert_eq!(normalise("01.0010.9106"), "0100109106");
    }
}
