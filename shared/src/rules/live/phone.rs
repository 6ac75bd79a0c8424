//! Phone numbers in a comment, in the ways people break them up.

/// Digits of a phone number from its 0.
const LENGTH: usize = 10;
/// So many digits in a row are meant as a phone number, even if some are missing.
const MEANT: usize = 7;

/// Takes phone numbers out of the text, each leaving a space. The first of ten digits is the comment's.
pub(super) fn take_out(chars: &[char]) -> (Vec<char>, Option<String>) {
    let mut rest = Vec::with_capacity(chars.len());
    let mut phone = None;
    let mut at = 0;
    while at < chars.len() {
        let fresh = at == 0 || !chars[at - 1].is_alphanumeric();
        match fresh.then(|| number_at(chars, at)).flatten() {
            Some((end, digits)) => {
                if digits.len() == LENGTH && phone.is_none() {
                    phone = Some(digits);
                }
                rest.push(' ');
                at = end;
            }
            None => {
                rest.push(chars[at]);
                at += 1;
            }
        }
    }
    (rest, phone)
}

fn digit(c: char) -> Option<char> {
    match c {
        'o' => Some('0'),
        _ => c.is_ascii_digit().then_some(c),
    }
}

/// A run that is meant as a phone number: where it ends and its digits from 0.
fn number_at(chars: &[char], start: usize) -> Option<(usize, String)> {
    let mut at = start;
    let abroad = match chars[at] {
        '+' | '(' if starts_abroad(chars, at) => true,
        '8' => chars.get(at + 1) == Some(&'4'),
        c if digit(c) == Some('0') => false,
        _ => return None,
    };
    let mut digits = String::new();
    if abroad {
        at = chars[at..].iter().position(|c| *c == '4')? + at + 1;
        digits.push('0');
    }
    let mut end = at;
    while let Some(next) = next_digit(chars, at, digits.len() == LENGTH) {
        let (place, c) = next;
        // The 0 that is left out after 84 may be written all the same.
        if !(abroad && digits.len() == 1 && c == '0') {
            digits.push(c);
        }
        at = place + 1;
        end = at;
    }
    let counted = digits.len() - usize::from(abroad);
    (counted >= MEANT).then_some((end, digits))
}

fn starts_abroad(chars: &[char], at: usize) -> bool {
    let after: String = chars[at..].iter().take(4).collect();
    after.starts_with("+84") || after.starts_with("(+84") || after.starts_with("(84")
}

/// The next digit, behind at most two signs; behind none when the number is long enough already.
fn next_digit(chars: &[char], from: usize, full: bool) -> Option<(usize, char)> {
    let most = if full { 0 } else { 2 };
    for place in from..chars.len().min(from + most + 1) {
        if let Some(c) = digit(chars[place]) {
            // An o that begins a word is no zero.
            let word = chars[place] == 'o'
                && chars
                    .get(place + 1)
                    .is_some_and(|next| next.is_alphabetic() && *next != 'o');
            return (!word).then_some((place, c));
        }
        if !matches!(chars[place], ' ' | '.' | '-' | '_' | ',' | '(' | ')') {
            return None;
        }
    }
    None
}
