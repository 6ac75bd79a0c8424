//! Who is offered what came free: first in, first out.

/// One who waits, in the order of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn<T> {
    /// Who.
    pub who: T,
    /// How much he waits for, in smallest steps.
    pub steps: i64,
}

/// Those whose turn it is when `free` steps can be sold: from the front, for as long as the next one is served whole.
/// Nobody is passed over, even if a later one would need less.
pub fn next_turns<T: Copy>(waiting: &[Turn<T>], free: i64) -> &[Turn<T>] {
    let mut left = free;
    let served = waiting.iter().take_while(|turn| {
        left = left.saturating_sub(turn.steps.max(1));
        left >= 0
    });
    let count = served.count();
    &waiting[..count]
}
