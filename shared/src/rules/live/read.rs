//! Reading a comment: what is claimed, what is taken back.

use super::amount::{Amount, Atom, decimal, resolve};
use super::lex::{self, Token};
use super::segment;
use super::stops;
use crate::quantity::{Measure, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// The codes on sale in a live, in capitals without leading zeros: `A1`, `B12`, `7`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes(BTreeSet<String>);

impl Codes {
    /// These codes.
    pub fn new<S: AsRef<str>>(codes: impl IntoIterator<Item = S>) -> Self {
        Self(
            codes
                .into_iter()
                .map(|code| code.as_ref().to_uppercase())
                .collect(),
        )
    }

    pub(super) fn of_letter(&self, letter: char, digits: &str) -> Option<String> {
        let number = digits.trim_start_matches('0');
        let code = format!("{}{number}", letter.to_uppercase());
        self.0.contains(&code).then_some(code)
    }

    pub(super) fn of_number(&self, digits: &str) -> Option<String> {
        self.0.contains(digits).then(|| digits.to_owned())
    }
}

/// What a viewer wants of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It is claimed.
    Take,
    /// The claim is taken back, all of it.
    Drop,
}

/// One thing a comment says about one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Taken or given up.
    pub op: Op,
    /// The code, as [`Codes`] has it.
    pub code: String,
    /// A decimal number, `1` when none was said; nothing when given up.
    pub quantity: Option<String>,
    /// The unit as said, spelt out: `kg`, `hộp`.
    pub unit: Option<String>,
    /// The size named beside it: `500g`, `to`.
    pub variant: Option<String>,
}

/// What was understood of a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// What it claims and gives up, by code.
    pub claims: Vec<Claim>,
    /// The phone number in it: ten digits from 0.
    pub phone: Option<String>,
}

/// Claims in the making.
#[derive(Default)]
pub(super) struct Found {
    /// By code; nothing inside is a drop.
    by_code: BTreeMap<String, Option<Vec<Atom>>>,
    /// The last code named.
    pub named: Option<String>,
    /// What every code of the comment gets.
    pub each: Option<Amount>,
    /// The stretch before gave codes up and ended in a comma.
    pub dropping: bool,
    /// The codes of the stretch before, if it was nothing but codes and a comma.
    pub listed: Vec<String>,
}

impl Found {
    /// The code is claimed; what was said of its amount before counts too.
    pub fn take(&mut self, code: &str, atoms: &[Atom]) {
        let slot = self.by_code.entry(code.to_owned()).or_default();
        slot.get_or_insert_default().extend_from_slice(atoms);
        self.named = Some(code.to_owned());
    }

    /// Nothing was said of the code yet.
    pub fn forget(&mut self, code: &str) {
        self.by_code.remove(code);
    }

    /// The code is given up.
    pub fn drop(&mut self, code: &str) {
        self.by_code.insert(code.to_owned(), None);
        self.named = Some(code.to_owned());
    }

    /// The code was given up in this comment.
    pub fn is_dropped(&self, code: &str) -> bool {
        matches!(self.by_code.get(code), Some(None))
    }

    fn claims(self) -> Vec<Claim> {
        let each = self.each;
        let one = |(code, atoms): (String, Option<Vec<Atom>>)| {
            let Some(mut amount) = atoms.map(|atoms| resolve(&atoms)) else {
                return Claim {
                    op: Op::Drop,
                    code,
                    quantity: None,
                    unit: None,
                    variant: None,
                };
            };
            if let (None, Some(each)) = (amount.quantity, &each) {
                amount.quantity = each.quantity;
                amount.unit = each.unit;
                amount.variant = amount.variant.or_else(|| each.variant.clone());
            }
            Claim {
                op: Op::Take,
                code,
                quantity: Some(
                    amount
                        .quantity
                        .filter(|n| *n > 0)
                        .map_or_else(|| "1".to_owned(), decimal),
                ),
                unit: amount.unit.map(str::to_owned),
                variant: amount.variant,
            }
        };
        self.by_code.into_iter().map(one).collect()
    }
}

/// Reads a comment. What it cannot make sure of claims nothing.
#[must_use]
pub fn parse(text: &str, codes: &Codes) -> Comment {
    let (tokens, phone) = lex::tokens(text, codes);
    let mut found = Found::default();
    if !stops::is_not_a_buyer(&tokens) {
        for part in parts(&tokens) {
            segment::read(part, &mut found);
        }
    }
    Comment {
        claims: found.claims(),
        phone,
    }
}

/// The comment cut at its stops; a question mark stays with what it ends.
fn parts(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens.split_inclusive(|token| token.sign(&[',', '.', '?', '!', '\n', ';']))
}

impl Claim {
    /// How much is taken of a good sold in `unit` by `step` smallest steps, whose unit weighs `net_weight_g`: a weight is
    /// a weight, everything else counts packs. Nothing when it is given up, or when it does not come to whole steps and a
    /// person has to ask.
    #[must_use]
    pub fn steps(&self, unit: Unit, step: i64, net_weight_g: Option<i64>) -> Option<i64> {
        let thousandths = thousandths(self.quantity.as_deref()?)?;
        let grams = match self.unit.as_deref() {
            Some("kg") => Some(thousandths),
            Some("g") => Some(thousandths / 1000),
            Some("lạng") => Some(thousandths / 10),
            Some("yến") => Some(thousandths * 10),
            _ => None,
        };
        let step = step.max(1);
        let steps = match (grams, unit.measure()) {
            (Some(grams), Measure::Weight) => grams * unit.steps_per_unit() / 1000,
            (Some(grams), _) => {
                let each = net_weight_g.filter(|each| *each > 0 && grams % each == 0)?;
                grams / each * step
            }
            (None, _) if thousandths % 1000 == 0 => thousandths / 1000 * step,
            (None, _) => return None,
        };
        (steps > 0 && steps % step == 0).then_some(steps)
    }
}

fn thousandths(decimal: &str) -> Option<i64> {
    let (whole, rest) = decimal.split_once('.').unwrap_or((decimal, ""));
    let rest = format!("{rest:0<3}").parse::<i64>().ok()?;
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(1000)?
        .checked_add(rest)
}
