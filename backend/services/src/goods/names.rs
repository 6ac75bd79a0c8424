//! Addresses and codes of new goods.

use crate::error::Result;
use shared::text::{fold, slug};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Addresses of the booth's own pages beside those of its goods.
const RESERVED: [&str; 5] = ["moi", "nhap", "kho", "doan", "tap-tin"];

/// A free address for a listing called `name`: the name, else with the booth's address, else with the end of `id`.
pub(super) async fn free_slug(txn: &WriteTxn, name: &str, booth: &str, id: Uuid) -> Result<String> {
    let plain = slug(name);
    let tail = &id.simple().to_string()[26..];
    let candidates = [plain.clone(), slug(&format!("{name} {booth}"))];
    for candidate in candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty())
    {
        let taken = sql::row(
            &**txn,
            "select 1 as one from listing where slug = $1",
            [candidate.as_str().into()],
        )
        .await?;
        if taken.is_none() && !RESERVED.contains(&candidate.as_str()) {
            return Ok(candidate);
        }
    }
    Ok(if plain.is_empty() {
        format!("mon-{tail}")
    } else {
        format!("{plain}-{tail}")
    })
}

/// A code for a variant: the cooperative's initials and the end of the variant's id.
pub(super) fn sku(short_name: &str, variant: Uuid) -> String {
    let initials: String = fold(short_name)
        .split_whitespace()
        .filter(|word| *word != "htx")
        .filter_map(|word| word.chars().next())
        .take(4)
        .collect();
    let tail = &variant.simple().to_string()[24..];
    format!("{initials}-{tail}").to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_carry_the_initials() {
        let id = Uuid::from_u128(0xabcd_ef01);
        assert_eq!(sku("HTX Đồng Mỏ", id), "DM-ABCDEF01");
        assert_eq!(sku("", id), "-ABCDEF01");
    }
}
