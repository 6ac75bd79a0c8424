//! Finding names fast: the first of equal names counts.

/// Names in order, with their positions.
pub(super) struct Index<'a> {
    sorted: Vec<(u64, &'a str, usize)>,
}

/// Both ends of a name in a number: most names differ in it, and numbers are compared faster than texts.
fn key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let number = |end: Option<&[u8; 8]>| end.map_or(0, |end| u64::from_le_bytes(*end));
    let (first, last) = (number(bytes.first_chunk()), number(bytes.last_chunk()));
    first.rotate_left(32) ^ last.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ bytes.len() as u64
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
