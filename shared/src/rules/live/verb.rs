//! Verbs of a comment: what orders, what takes back.

use super::lex::{Kind, Token};
use super::words::{self, POLITE};

/// What a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Order,
    Drop,
}

/// "bỏ" and its like, said of the claim and not of what is inside the good.
pub(super) fn drops(tokens: &[Token]) -> bool {
    match tokens.get(1) {
        None => true,
        Some(next) => {
            !matches!(next.kind, Kind::Word)
                || next.is(words::AFTER_DROP)
                || next.is(words::FOR_WHOM)
                || !tokens[0].is(&["bỏ"])
        }
    }
}

/// The verb that starts at `at` and how many tokens it takes.
pub(super) fn verb_at(tokens: &[Token], at: usize) -> Option<(Verb, usize)> {
    let token = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
    let next = tokens.get(at + 1);
    let before = at.checked_sub(1).and_then(|n| tokens.get(n));
    if token.is(words::NOT) && next.is_some_and(|next| next.is(words::NOT_DONE)) {
        return Some((Verb::Drop, 2));
    }
    let not_that = token.is(words::NOT)
        && next.is_some_and(|next| next.is(&["phải"]))
        && tokens.get(at + 2).is_some_and(|code| code.code().is_some());
    let no_more = token.spelt(&["no"]) && next.is_some_and(|next| next.spelt(&["more"]));
    if not_that || no_more {
        return Some((Verb::Drop, 2));
    }
    let enough = token.is(words::NOT)
        && before.is_some_and(|before| before.is(&["thôi"]))
        && next.is_none_or(|next| next.is(POLITE) || next.kind != Kind::Word);
    let spared =
        token.is(&["khỏi"]) && next.is_none_or(|next| next.is(POLITE) || next.kind != Kind::Word);
    let sorted_out = token.is(&["loại"])
        && next.is_some_and(|next| next.code().is_some())
        && tokens.get(at + 2).is_some_and(|ra| ra.is(&["ra"]));
    let numbered = token.spelt(&["bo"]) && before.is_some_and(|before| before.number().is_some());
    let dropped = token.is(words::DROP)
        && !numbered
        && drops(&tokens[at..])
        && !before.is_some_and(|before| before.is(&["đừng"]));
    if enough || spared || sorted_out || dropped {
        return Some((Verb::Drop, 1));
    }
    let for_whom = token.is(&["cho"])
        && next.is_some_and(|next| {
            next.is(words::FOR_WHOM)
                || next.code().is_some()
                || next.number().is_some()
                || words::number(next).is_some()
                || next.spelt(&["mầy"])
        });
    let two_words = [
        ["ủng", "hộ"],
        ["lên", "đơn"],
        ["để", "dành"],
        ["đăng", "ký"],
        ["nếu", "còn"],
    ];
    let pair = two_words
        .iter()
        .any(|[one, other]| token.is(&[one]) && next.is_some_and(|next| next.is(&[other])));
    (token.is(words::ORDER) || for_whom || pair).then_some((Verb::Order, 1 + usize::from(pair)))
}
