//! What stops a comment from being an order: somebody else speaks, asks, reports or only thinks about it.

use super::lex::{Kind, Token};
use super::verb::{Verb, drops, verb_at};
use super::words::{self, POLITE};

/// The seller speaks, or one viewer to another.
pub(super) fn is_not_a_buyer(tokens: &[Token]) -> bool {
    let to_a_viewer = tokens.iter().enumerate().any(|(n, token)| {
        token.sign(&['@'])
            && !tokens
                .get(n + 1)
                .is_some_and(|name| name.is(&["shop", "sốp"]))
    });
    let announced = tokens.first().is_some_and(|first| first.is(&["shop"]))
        && tokens.get(1).is_some_and(|sign| sign.sign(&[':']));
    let answer = tokens.first().is_some_and(|first| first.is(&["dạ"]))
        && tokens
            .iter()
            .any(|token| token.is(&["còn"]) || (token.joined && token.is(&["k"])));
    let own = tokens.windows(3).any(|three| {
        three[0].is(&["nhà", "bên"]) && three[1].is(&["em", "mình"]) && three[2].is(&["có"])
    });
    to_a_viewer || announced || answer || own || has_pair(tokens, words::SELLER).is_some()
}

fn has_pair(tokens: &[Token], pairs: &[[&str; 2]]) -> Option<usize> {
    tokens.windows(2).position(|two| {
        pairs
            .iter()
            .any(|[one, other]| two[0].is(&[one]) && two[1].is(&[other]))
    })
}

/// Where the stretch turns into a question, a report or a thought.
pub(super) fn blocked_at(tokens: &[Token]) -> Option<usize> {
    let refuses = (0..tokens.len()).any(|at| matches!(verb_at(tokens, at), Some((Verb::Drop, _))));
    let asks = |(n, token): (usize, &Token)| {
        let before = n.checked_sub(1).and_then(|n| tokens.get(n));
        let next = tokens.get(n + 1);
        let price = token.is(&["giá"]) && next.is_none_or(|next| next.number().is_none());
        let stars = before.is_some_and(|before| before.number().is_some());
        let how = token.is(&["sao"]) && !stars;
        let place = token.spelt(&["đâu", "mô"]) && !refuses;
        let left = token.is(&["còn"])
            && next.is_some_and(|next| next.number().is_some())
            && !before.is_some_and(|before| before.is(&["giảm", "xuống"]));
        let verb_in = |from: usize, to: usize| (from..to).any(|at| verb_at(tokens, at).is_some());
        let done = token.is(&["rồi"]) && verb_in(0, n) && !verb_in(n + 1, tokens.len());
        let tomorrow = token.is(&["mai"]) && verb_in(n + 1, tokens.len()) && !verb_in(0, n);
        let keep = token.is(&["đừng"])
            && next.is_some_and(|next| next.is(words::DROP) && drops(&tokens[n + 1..]));
        let plan = token.spelt(&["tính"]) && !next.is_some_and(|next| next.is(&["tiền"]));
        price
            || how
            || place
            || left
            || done
            || keep
            || plan
            || tomorrow
            || token.is(words::QUESTION)
            || token.spelt(words::QUESTION_MARKED)
            || token.is(words::UNDECIDED)
            || token.spelt(&["đã"])
    };
    let wish = tokens
        .iter()
        .position(|token| token.is(&["muốn"]))
        .filter(|_| tokens.iter().any(|token| token.is(&["mà"])));
    tokens
        .iter()
        .enumerate()
        .position(asks)
        .or(wish)
        .or_else(|| has_pair(tokens, words::THINKING))
        .or_else(|| has_pair(tokens, words::BEFORE))
        .or_else(|| blocked_by_end(tokens))
}

/// `… không`, `… chưa`, `… rồi`, `…?` at the end.
fn blocked_by_end(tokens: &[Token]) -> Option<usize> {
    let last = tokens.len().checked_sub(1)?;
    if tokens[last].sign(&['?']) {
        return Some(last);
    }
    let toneless = tokens.iter().all(|token| token.text == token.plain);
    let end = tokens.iter().rposition(|token| {
        token.kind != Kind::Word && !matches!(token.kind, Kind::Sign(_))
            || token.kind == Kind::Word
                && !token.joined
                && (token.is(&["rồi"])
                    || !(token.is(POLITE) || token.is(words::AFTER_QUESTION))
                    || token.is(words::NOT))
    })?;
    let token = &tokens[end];
    let before = end.checked_sub(1).and_then(|n| tokens.get(n));
    let given_up = before.is_some_and(|before| before.is(&["thôi"])) || token.is(&["khỏi", "nỏ"]);
    let asks = token.is(words::NOT) && !given_up && before.is_some();
    let asks_toneless = toneless && token.spelt(&["chua"]);
    (asks || asks_toneless || token.is(&["rồi"])).then_some(end)
}
