//! One stretch of a comment between two stops: clause by clause, what is ordered, given up or changed.

use super::amount::{self, Atom};
use super::lex::{Kind, Token};
use super::read::Found;
use super::stops::blocked_at;
use super::verb::{Verb, verb_at};
use super::words::{self, POLITE};

/// Reads one stretch into what was found so far.
pub(super) fn read(tokens: &[Token], found: &mut Found) {
    let mut tokens = tokens;
    if let Some(at) = blocked_at(tokens) {
        // Asking how it is sent undoes no order before.
        let sent = tokens[..at]
            .iter()
            .rposition(|token| token.is(&["ship", "giao", "gửi"]));
        let before = sent.map(|sent| &tokens[..sent]).filter(|before| {
            blocked_at(before).is_none()
                && before.iter().any(|token| token.is(words::ORDER))
                && before.iter().any(|token| token.code().is_some())
        });
        match before {
            Some(before) => tokens = before,
            None => {
                for code in std::mem::take(&mut found.listed) {
                    found.forget(&code);
                }
                if let Some(last) = tokens.iter().rev().find_map(Token::code) {
                    found.named = Some(last.to_owned());
                }
                found.dropping = false;
                return;
            }
        }
    }
    if !change(tokens, found) {
        clauses(tokens, found);
    }
    let comma = tokens.last().is_some_and(|last| last.sign(&[',']));
    let only_codes = comma
        && tokens[..tokens.len() - 1]
            .iter()
            .all(|token| token.code().is_some());
    let codes = tokens.iter().filter_map(Token::code).map(str::to_owned);
    found.listed = if only_codes {
        codes.collect()
    } else {
        Vec::new()
    };
    found.dropping &= comma;
}

#[derive(Default)]
struct Clause<'a> {
    verb: Option<Verb>,
    codes: Vec<(&'a str, Vec<Atom>)>,
    /// Amounts before the first code, or without any.
    loose: Vec<Atom>,
    each: Option<Vec<Atom>>,
    foreign: bool,
    /// Nothing but what surrounds an order.
    plain: bool,
}

impl<'a> Clause<'a> {
    fn new(verb: Option<Verb>) -> Self {
        Self {
            verb,
            plain: true,
            ..Self::default()
        }
    }

    fn has_amount(&self) -> bool {
        !self.loose.is_empty()
            || self.each.is_some()
            || self.codes.iter().any(|(_, atoms)| !atoms.is_empty())
    }

    fn is_empty(&self) -> bool {
        self.codes.is_empty() && !self.has_amount() && !self.foreign
    }

    /// The codes with their amounts: those said before the first code belong to the code behind them.
    fn amounts(&self) -> Vec<(&'a str, Vec<Atom>)> {
        let mut atoms: Vec<Vec<Atom>> = self.codes.iter().map(|(_, atoms)| atoms.clone()).collect();
        if !self.loose.is_empty() && !atoms.is_empty() {
            for n in (1..atoms.len()).rev() {
                atoms[n] = if n + 1 == atoms.len() {
                    let mut both = std::mem::take(&mut atoms[n - 1]);
                    both.extend(std::mem::take(&mut atoms[n]));
                    both
                } else {
                    std::mem::take(&mut atoms[n - 1])
                };
            }
            let mut first = self.loose.clone();
            first.extend(std::mem::take(&mut atoms[0]));
            atoms[0] = first;
        }
        self.codes
            .iter()
            .zip(atoms)
            .map(|((code, _), atoms)| (*code, atoms))
            .collect()
    }
}

/// Cuts the stretch into clauses and lets each speak for itself.
fn clauses(tokens: &[Token], found: &mut Found) {
    let mut last: Vec<String> = Vec::new();
    let right = tokens.iter().any(|token| token.is(&["đúng"]));
    let mut dropping = found.dropping && !right;
    for mut clause in cut(tokens) {
        if dropping
            && clause.verb.is_none()
            && clause.plain
            && !clause.has_amount()
            && !clause.codes.is_empty()
        {
            clause.verb = Some(Verb::Drop);
        }
        dropping = clause.verb == Some(Verb::Drop) && !clause.codes.is_empty();
        let codes: Vec<String> = clause
            .codes
            .iter()
            .map(|(code, _)| (*code).to_owned())
            .collect();
        settle(&clause, &last, found);
        last = if clause.verb.is_none() {
            codes
        } else {
            Vec::new()
        };
    }
    found.dropping = dropping;
}

fn settle(clause: &Clause, before: &[String], found: &mut Found) {
    if let Some(atoms) = &clause.each {
        found.each = Some(amount::resolve(atoms));
    }
    match clause.verb {
        Some(Verb::Drop) if !clause.codes.is_empty() => {
            for (code, _) in &clause.codes {
                found.drop(code);
            }
        }
        Some(Verb::Drop) => {
            let named: Vec<String> = found.named.iter().cloned().collect();
            let targets = if before.is_empty() { &named } else { before };
            for code in targets.iter().filter(|_| !clause.foreign) {
                found.drop(code);
            }
        }
        _ if clause.codes.is_empty() => {
            let Some(named) = found.named.clone().filter(|_| !clause.foreign) else {
                return;
            };
            let ordered = clause.verb == Some(Verb::Order) && !found.is_dropped(&named);
            if ordered || (!clause.loose.is_empty() && clause.each.is_none()) {
                found.take(&named, &clause.loose);
            }
        }
        verb => {
            let taken = verb == Some(Verb::Order) || clause.has_amount() || clause.plain;
            for (code, atoms) in clause.amounts() {
                if taken {
                    found.take(code, &atoms);
                } else {
                    found.named = Some(code.to_owned());
                }
            }
        }
    }
}

fn cut(tokens: &[Token]) -> Vec<Clause<'_>> {
    let mut done = Vec::new();
    let mut clause = Clause::new(None);
    let mut away = false;
    let mut at = 0;
    while at < tokens.len() {
        if let Some((verb, used)) = verb_at(tokens, at) {
            let starts = !clause.is_empty() || clause.verb == Some(Verb::Drop);
            if starts && !(clause.verb == Some(verb) && clause.is_empty()) {
                done.push(std::mem::replace(&mut clause, Clause::new(Some(verb))));
            } else {
                clause.verb = Some(verb);
            }
            away = false;
            at += used;
            continue;
        }
        at += step(tokens, at, &mut clause, &mut away);
    }
    done.push(clause);
    done
}

/// Reads what stands at `at` into the clause; gives how many tokens it took.
fn step<'a>(tokens: &'a [Token], at: usize, clause: &mut Clause<'a>, away: &mut bool) -> usize {
    let token = &tokens[at];
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    match &token.kind {
        Kind::Code(code) => {
            *away = false;
            clause.codes.push((code, Vec::new()));
            return 1;
        }
        Kind::Foreign => {
            clause.foreign |= !*away && clause.codes.is_empty();
            return 1;
        }
        _ => {}
    }
    if token.is(&["mỗi"])
        && let Some((atom, used)) = each(&tokens[at + 1..])
    {
        clause.each.get_or_insert_default().push(atom);
        return used + 1;
    }
    let address = (token.is(words::ADDRESS) && !token.spelt(&["to"]))
        || (token.is(&["nhà"])
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.number().is_some()));
    if address {
        *away = true;
    }
    if !*away && let Some((atom, used)) = amount::read(&tokens[at..], before) {
        let near = !matches!(atom, Atom::Count(_)) || counts(tokens, at, used);
        if near {
            match clause.codes.last_mut() {
                Some((_, atoms)) => atoms.push(atom),
                None => clause.loose.push(atom),
            }
            return used;
        }
    }
    if token.kind == Kind::Word && !*away {
        if token.is(words::TO) {
            *away =
                clause.has_amount() || !tokens[at..].iter().any(|token| token.number().is_some());
        } else {
            clause.plain &= token.is(POLITE);
        }
    }
    1
}

/// A bare number counts beside a code, an order word or a sign that says so.
fn counts(tokens: &[Token], at: usize, used: usize) -> bool {
    let signed = tokens[at].number().is_none() && !matches!(tokens[at].kind, Kind::Word)
        || tokens[at].spelt(&["x", "sl"])
        || tokens[at].is(&["số"]);
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    let after = tokens.get(at + used);
    let beside = before.is_none_or(|before| {
        before.code().is_some()
            || before.is(words::ORDER)
            || before.is(POLITE)
            || before.number().is_some()
            || before.is(words::INTO)
            || words::size(before).is_some()
            || before.is(&["nhầm", "lộn", "lên", "còn"])
            || words::unit(before).is_some()
            || matches!(before.kind, Kind::Sign(_))
    });
    signed || beside || after.is_some_and(|after| after.code().is_some())
}

fn each(tokens: &[Token]) -> Option<(Atom, usize)> {
    let of = tokens.first().is_some_and(|first| {
        first.is(&[
            "loại", "thứ", "mã", "cái", "món", "số", "sp", "thằng", "em", "vị",
        ])
    });
    let (atom, used) = amount::read(tokens.get(usize::from(of)..)?, None)?;
    Some((atom, used + usize::from(of)))
}

/// "đổi A1 sang A2", "sửa A1 thành 3kg", "lấy A2 thay A1". False when the stretch changes nothing.
fn change(tokens: &[Token], found: &mut Found) -> bool {
    let Some(at) = tokens.iter().position(|token| token.is(words::CHANGE)) else {
        return false;
    };
    let codes = |from: usize, to: usize| -> Vec<&str> {
        tokens[from..to].iter().filter_map(Token::code).collect()
    };
    let into = tokens[at + 1..]
        .iter()
        .position(|token| token.is(words::INTO))
        .map(|n| n + at + 1);
    let split = into.unwrap_or(tokens.len());
    let (given, taken) = (codes(0, split), codes(split, tokens.len()));
    if into.is_none() {
        let (first, second) = (codes(0, at), codes(at, tokens.len()));
        if first.is_empty() || second.is_empty() || !tokens[at].is(&["thay"]) {
            return false;
        }
        clauses(&tokens[..at], found);
        for code in second {
            found.drop(code);
        }
        return true;
    }
    if !taken.is_empty() {
        let named = found.named.clone();
        for code in given {
            found.drop(code);
        }
        if codes(0, split).is_empty()
            && let Some(named) = named
        {
            found.drop(&named);
        }
        clauses(&tokens[split + 1..], found);
        return true;
    }
    if let Some(code) = given.last() {
        found.named = Some((*code).to_owned());
    }
    if let Some(code) = found.named.clone() {
        found.forget(&code);
    }
    clauses(&tokens[split + 1..], found);
    true
}
