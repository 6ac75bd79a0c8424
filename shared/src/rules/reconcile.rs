//! A statement of a carrier or a marketplace against what it should say, line by line.

use std::collections::HashMap;

use crate::money::Vnd;

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The code of the part or of the parcel, as the statement writes it.
    pub code: String,
    /// What was collected or sold.
    pub gross: Vnd,
    /// What was kept of it, by name.
    pub fees: Vec<(Fee, Vnd)>,
}

/// What is kept of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fee {
    /// Freight.
    Freight,
    /// For collecting cash.
    Collecting,
    /// A channel's commission and what else it charges.
    Channel,
}

impl Line {
    /// What was kept under a name.
    #[must_use]
    pub fn fee(&self, fee: Fee) -> Vnd {
        let of = self.fees.iter().filter(|(name, _)| *name == fee);
        Vnd(of.map(|(_, amount)| amount.0).sum())
    }

    /// What is handed on.
    #[must_use]
    pub fn net(&self) -> Vnd {
        Vnd(self.gross.0 - self.fees.iter().map(|(_, amount)| amount.0).sum::<i64>())
    }
}

/// What is expected of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// All names under which a statement may know it.
    pub codes: Vec<String>,
    /// What should be collected.
    pub amount: Vnd,
}

/// What a line came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected; the place of what was expected.
    Matched(usize),
    /// Less than expected.
    Short(usize),
    /// More than expected.
    Over(usize),
    /// The same part twice in one statement; the second line counts for nothing.
    Twice(usize),
    /// Nothing is expected under this code.
    Unknown,
}

impl Outcome {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matched(_) => "matched",
            Self::Short(_) => "short",
            Self::Over(_) => "over",
            Self::Twice(_) => "twice",
            Self::Unknown => "unknown",
        }
    }

    /// Which of what was expected it belongs to, if it counts.
    #[must_use]
    pub const fn counts(self) -> Option<usize> {
        match self {
            Self::Matched(at) | Self::Short(at) | Self::Over(at) => Some(at),
            Self::Twice(_) | Self::Unknown => None,
        }
    }
}

/// Codes are compared without signs and case: `7Q2MWK4H-1` is `7q2mwk4h1`.
fn plain(code: &str) -> String {
    let signs = code.chars().filter(char::is_ascii_alphanumeric);
    signs.map(|c| c.to_ascii_uppercase()).collect()
}

/// The outcome of each line, in their order.
#[must_use]
pub fn reconcile(lines: &[Line], expected: &[Expected]) -> Vec<Outcome> {
    let mut known: HashMap<String, usize> = HashMap::with_capacity(expected.len() * 2);
    for (at, one) in expected.iter().enumerate() {
        for code in one
            .codes
            .iter()
            .map(|code| plain(code))
            .filter(|code| !code.is_empty())
        {
            known.entry(code).or_insert(at);
        }
    }
    let mut seen = vec![false; expected.len()];
    let outcome = |line: &Line| {
        let Some(at) = known.get(&plain(&line.code)).copied() else {
            return Outcome::Unknown;
        };
        if std::mem::replace(&mut seen[at], true) {
            return Outcome::Twice(at);
        }
        match line.gross.cmp(&expected[at].amount) {
            std::cmp::Ordering::Equal => Outcome::Matched(at),
            std::cmp::Ordering::Less => Outcome::Short(at),
            std::cmp::Ordering::Greater => Outcome::Over(at),
        }
    };
    lines.iter().map(outcome).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(code: &str, gross: i64) -> Line {
        Line {
            code: code.into(),
            gross: Vnd(gross),
            fees: vec![(Fee::Freight, Vnd(20)), (Fee::Collecting, Vnd(5))],
        }
    }

    fn expect(codes: &[&str], amount: i64) -> Expected {
        Expected {
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            amount: Vnd(amount),
        }
    }

    #[test]
    fn every_line_has_an_outcome() {
        let expected = [
            expect(&["7Q2MWK4H-1", "VTP1"], 100),
            expect(&["7Q2MWK4H-2"], 200),
            expect(&["AAAA-1", ""], 300),
        ];
        let lines = [
            line("vtp 1", 100),
            line("7q2mwk4h1", 100),
            line("7Q2MWK4H-2", 150),
            line("AAAA-1", 301),
            line("BBBB-1", 1),
            line("", 1),
        ];
        assert_eq!(
            reconcile(&lines, &expected),
            [
                Outcome::Matched(0),
                Outcome::Twice(0),
                Outcome::Short(1),
                Outcome::Over(2),
                Outcome::Unknown,
                Outcome::Unknown,
            ]
        );
        assert_eq!(
            (lines[0].net(), lines[0].fee(Fee::Channel)),
            (Vnd(75), Vnd(0))
        );
    }
}
