//! How much a comment asks for, from the numbers, units and sizes beside a code.

use super::lex::{Kind, Token};
use super::words::{self, Unit};

/// One thing said about an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// A number alone, in thousandths.
    Count(i64),
    /// A number of a measure or of pieces; `said` is false when the unit stood alone.
    Of { value: i64, unit: Unit, said: bool },
    /// A measure that is a size: "loại 500g".
    Sized(i64, Unit),
    /// A size in words.
    Size(&'static str),
}

/// Quantity in thousandths, unit and variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount {
    pub quantity: Option<i64>,
    pub unit: Option<&'static str>,
    pub variant: Option<String>,
}

/// The decimal number of thousandths without needless zeros.
pub(super) fn decimal(thousandths: i64) -> String {
    let rest = thousandths % 1000;
    if rest == 0 {
        return (thousandths / 1000).to_string();
    }
    let text = format!("{}.{rest:03}", thousandths / 1000);
    text.trim_end_matches('0').to_owned()
}

fn measure_text(value: i64, unit: Unit) -> String {
    format!("{}{}", decimal(value), unit.name)
}

/// What the atoms say together.
pub(super) fn resolve(atoms: &[Atom]) -> Amount {
    let mut count = None;
    let mut measure = None;
    let mut piece: Option<(i64, Unit, bool)> = None;
    let mut sized = None;
    let mut word = None;
    for atom in atoms {
        match atom {
            Atom::Count(value) => count = Some(*value),
            Atom::Of { value, unit, .. } if unit.measure => measure = Some((*value, *unit)),
            Atom::Of { value, unit, said } => {
                if *said || piece.is_none() {
                    piece = Some((*value, *unit, *said));
                }
            }
            Atom::Sized(value, unit) => sized = Some(measure_text(*value, *unit)),
            Atom::Size(size) => word = Some((*size).to_owned()),
        }
    }
    let mut amount = Amount {
        variant: word.clone().or(sized),
        ..Amount::default()
    };
    if let Some((value, unit, said)) = piece {
        let times = count.filter(|_| !said);
        amount.quantity = Some(times.unwrap_or(value));
        amount.unit = Some(unit.name);
        amount.variant = amount
            .variant
            .or(measure.map(|(value, unit)| measure_text(value, unit)));
        return amount;
    }
    match (measure, count) {
        (Some((value, unit)), Some(count)) if amount.variant.is_none() => {
            amount.variant = Some(measure_text(value, unit));
            amount.quantity = Some(count);
        }
        (Some((value, unit)), _) => {
            amount.quantity = Some(value);
            amount.unit = Some(unit.name);
        }
        (None, count) => amount.quantity = count,
    }
    amount
}

/// The atom that begins at the first token, and how many tokens it takes; `None` when none does.
pub(super) fn read(tokens: &[Token], before: Option<&Token>) -> Option<(Atom, usize)> {
    read_size(tokens, before)
        .or_else(|| read_number(tokens, before))
        .or_else(|| read_alone(tokens))
}

fn read_size(tokens: &[Token], before: Option<&Token>) -> Option<(Atom, usize)> {
    let first = tokens.first()?;
    let says = first.is(&["loại", "size", "sz", "cỡ"]);
    let skip = usize::from(says);
    if says {
        let (atom, used) = read_number(tokens.get(skip..)?, Some(first)).unzip();
        if let (Some(Atom::Of { value, unit, .. }), Some(used)) = (atom, used)
            && unit.measure
        {
            return Some((Atom::Sized(value, unit), used + skip));
        }
    }
    let size = tokens.get(skip).and_then(words::size)?;
    let behind_piece =
        before.is_some_and(|before| words::unit(before).is_some_and(|unit| !unit.measure));
    let person = tokens[skip].is(&["bé"]) && !says;
    let described = before.is_some_and(|before| before.kind == Kind::Word)
        && tokens[skip].is(&["to", "bự", "lớn"]);
    ((says || behind_piece || described) && !person).then_some((Atom::Size(size), skip + 1))
}

/// A number in digits or words with its unit: `2`, `x2`, `2 kg`, `1kg5`, `nửa cân`, `ký rưỡi`.
fn read_number(tokens: &[Token], before: Option<&Token>) -> Option<(Atom, usize)> {
    let lead = lead(tokens);
    let rest = &tokens[lead..];
    let first = rest.first()?;
    if first.is(&["nửa", "nữa"]) || (first.kind == Kind::Word && half_kilo(rest)) {
        let at = usize::from(first.is(&["nửa", "nữa"]));
        let unit = rest.get(at).and_then(words::unit)?;
        let value = if at == 1 { 500 } else { 1500 };
        return Some((
            Atom::Of {
                value,
                unit,
                said: true,
            },
            lead + 2,
        ));
    }
    let digits = first.number();
    let value = digits.or_else(|| word_number(rest, before))?;
    let next = rest.get(1);
    if next.is_some_and(|next| is_no_quantity(next, rest.get(2))) {
        return None;
    }
    let Some(unit) = next.and_then(words::unit) else {
        let times = rest.get(1).is_some_and(|next| next.spelt(&["x"]));
        // "2 x 500g": the 2 counts.
        return Some((
            Atom::Count(value),
            lead + 1
                + usize::from(
                    times
                        && rest
                            .get(2)
                            .is_some_and(|t| t.number().is_some() || t.code().is_some()),
                ),
        ));
    };
    let (more, extra) = tail_of_unit(&rest[2..]);
    let atom = Atom::Of {
        value: value + more,
        unit,
        said: true,
    };
    Some((atom, lead + 2 + extra))
}

fn half_kilo(rest: &[Token]) -> bool {
    words::unit(&rest[0]).is_some_and(|unit| unit.measure)
        && rest.get(1).is_some_and(|next| next.is(&["rưỡi"]))
}

/// Signs and words before a number that only say that it counts.
fn lead(tokens: &[Token]) -> usize {
    let mut at = 0;
    while tokens.get(at).is_some_and(|token| {
        token.sign(&['*', '+', '=', '(', ':'])
            || token.spelt(&["x", "sl"])
            || token.is(&["lượng"])
            || (token.is(&["số"]) && tokens.get(at + 1).is_some_and(|next| next.is(&["lượng"])))
    }) {
        at += 1;
    }
    at
}

/// What stands behind a number in a price, a time, an age, a date.
fn is_no_quantity(next: &Token, after: Option<&Token>) -> bool {
    if next.joined && next.spelt(&["k", "h", "tr", "m", "d", "đ", "p", "t"]) {
        return true;
    }
    if next.sign(&['%', '/']) {
        return true;
    }
    let followed = after.is_some_and(|after| after.kind == Kind::Word);
    match next.text.as_str() {
        "k" | "m" | "h" | "đ" => next.joined,
        "năm" | "nam" => followed,
        _ => next.is(words::NO_QUANTITY) && words::unit(next).is_none(),
    }
}

/// `1kg5`, `1 cân rưỡi`.
fn tail_of_unit(rest: &[Token]) -> (i64, usize) {
    match rest.first() {
        Some(token) if token.is(&["rưỡi"]) => (500, 1),
        Some(token) if token.joined => match token.number() {
            Some(value)
                if value < 10_000
                    && value % 1000 == 0
                    && !rest.get(1).is_some_and(|n| n.joined) =>
            {
                (value / 10, 1)
            }
            _ => (0, 0),
        },
        _ => (0, 0),
    }
}

/// A number in words, where it can be nothing else.
fn word_number(rest: &[Token], before: Option<&Token>) -> Option<i64> {
    let value = words::number(&rest[0])?;
    let next = rest.get(1);
    let unit = next.is_some_and(|next| words::unit(next).is_some());
    let to_whom = before.is_some_and(|before| before.is(&["cho", "của", "là"]));
    let asked = before.is_some_and(|before| before.code().is_some() || before.is(words::ORDER));
    let alone = next.is_none_or(|next| next.kind != Kind::Word || next.is(words::POLITE));
    (unit || (asked && alone && !to_whom)).then_some(value)
}

fn read_alone(tokens: &[Token]) -> Option<(Atom, usize)> {
    let first = tokens.first()?;
    let sized = tokens.get(1).is_some_and(|next| {
        (next.number().is_some()
            && tokens
                .get(2)
                .and_then(words::unit)
                .is_some_and(|unit| unit.measure))
            || words::size(next).is_some()
    });
    let unit = words::unit_alone(first)
        .or_else(|| words::unit(first).filter(|unit| sized && !unit.measure))?;
    Some((
        Atom::Of {
            value: 1000,
            unit,
            said: false,
        },
        1,
    ))
}
