//! Words that differ by one slip of the finger.

/// The words are equal, or one letter added, left out, changed, or swapped with its neighbour makes them equal.
#[must_use]
pub fn within_one_slip(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let (short, long) = if a.len() <= b.len() {
        (a.as_slice(), b.as_slice())
    } else {
        (b.as_slice(), a.as_slice())
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (
        short.get(same..).unwrap_or_default(),
        long.get(same..).unwrap_or_default(),
    );
    match (short, long) {
        ([], _) => true,
        ([s0, s1, s @ ..], [l0, l1, l @ ..])
            if short.len() == long.len() && s0 == l1 && s1 == l0 && s == l =>
        {
            true
        }
        ([_, s @ ..], [_, l @ ..]) if short.len() == long.len() => s == l,
        (s, [_, l @ ..]) => s == l,
        (_, []) => false,
    }
}
