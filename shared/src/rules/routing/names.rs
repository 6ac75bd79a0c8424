//! Finding names fast: the first of equal names counts.

/// Names in order, with their positions.
pub(super) struct Index<'a> {
    sorted: Vec<(u64, &'a str, usize)>,
}

/// Both ends of a name in a number: most names differ in it, and numbers are compared faster than texts.
fn key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut key = bytes.len() as u64;
    for byte in bytes.iter().rev().take(8).chain(bytes.iter().take(8)) {
        key = key.rotate_left(8) ^ u64::from(*byte);
        key = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    key
}

impl<'a> Index<'a> {
    pub fn of(names: impl Iterator<Item = &'a str>) -> Self {
        let mut sorted: Vec<_> = names
            .enumerate()
            .map(|(at, name)| (key(name), name, at))
            .collect();
        sorted.sort_unstable();
        sorted.dedup_by(|later, first| (later.0, later.1) == (first.0, first.1));
        Self { sorted }
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        let key = key(name);
        let at = self
            .sorted
            .binary_search_by(|(k, n, _)| k.cmp(&key).then_with(|| (*n).cmp(name)))
            .ok()?;
        self.sorted.get(at).map(|(.., at)| *at)
    }
}
