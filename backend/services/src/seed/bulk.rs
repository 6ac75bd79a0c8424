//! Many rows at once, and chance that repeats itself.

use crate::error::Result;
use sea_orm::{EntityTrait, IntoActiveModel, Iterable};
use store::WriteTxn;
use uuid::Uuid;

/// SQLite takes at most this many parameters in a statement.
const MAX_PARAMETERS: usize = 32_000;
const MAX_ROWS: usize = 400;

/// Inserts the rows with as few statements as the database allows.
pub(super) async fn insert<E>(txn: &WriteTxn, rows: Vec<E::Model>) -> Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let per_statement = (MAX_PARAMETERS / E::Column::iter().count().max(1)).min(MAX_ROWS);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<E::ActiveModel> = rows
            .by_ref()
            .take(per_statement)
            .map(IntoActiveModel::into_active_model)
            .collect();
        E::insert_many(chunk).exec_without_returning(&**txn).await?;
    }
    Ok(())
}

/// Chance from a number: the same number gives the same sequence in every build (SplitMix64).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n` − 1; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// One of the things, or `None` when there are none.
    pub(super) fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let at = self.below(things.len() as u64);
        things.get(usize::try_from(at).ok()?)
    }

    /// A version 7 identifier of a moment, so that bulk rows keep the indexes dense as real ones do.
    pub(super) fn id(&mut self, at_ms: i64) -> Uuid {
        let mut bytes = [0_u8; 16];
        bytes[..8].copy_from_slice(&((at_ms as u64) << 16 | self.next() >> 48).to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes());
        uuid::Builder::from_bytes(bytes)
            .with_version(uuid::Version::SortRand)
            .with_variant(uuid::Variant::RFC4122)
            .into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_sequence() {
        let draw = |seed| {
            (0..5)
                .map(|_| ())
                .fold(Dice::new(seed), |mut d, ()| {
                    d.next();
                    d
                })
                .next()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert_eq!(Dice::new(1).below(0), 0);
    }

    #[test]
    fn ids_are_version_seven_and_sorted_by_time() {
        let mut dice = Dice::new(1);
        let (a, b) = (dice.id(1_000), dice.id(2_000));
        assert!(a < b && a.get_version_num() == 7);
    }
}
