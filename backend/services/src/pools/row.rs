//! What a pooled listing shows by itself: its price by its rule, and the badges that everybody who is shown can prove.

use super::find::JOINED;
use crate::checkout::{Goods, Supply, load_in, read_claims};
use crate::core::Core;
use crate::error::Result;
use crate::listings::Proven;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::{ListingId, ProductId, VariantId};
use shared::rules::badge::CertificateKind;
use shared::rules::claims::Proofs;
use shared::rules::routing::{Claim, Proof};
use shared::time::Millis;
use store::sql;
use uuid::Uuid;

/// What follows from the suppliers of a pooled listing today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// What one unit of the leading pack costs; none while nobody offers it.
    pub price: Option<i64>,
    /// The badges: while there is a supplier, what the listing claims, for every supplier proves it.
    pub proven: Proven,
    /// The province most of those who take part are of.
    pub province: Option<String>,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Recomputes them.
pub(crate) async fn facts<C: ConnectionTrait>(core: &Core, db: &C, product: Uuid) -> Result<Facts> {
    let ids: Vec<Id> = sql::all(
        db,
        "select id from variant where product_id = $1 order by position, id",
        [product.into()],
    )
    .await?;
    let variants: Vec<VariantId> = ids.iter().map(|row| row.id.into()).collect();
    let goods = load_in(core, db, &variants).await?;
    let packs: Vec<&Goods> = variants.iter().filter_map(|id| goods.get(id)).collect();
    let now = core.clock.now();
    let Some(first) = packs.first() else {
        return Ok(Facts::default());
    };
    let leading = packs.iter().find(|goods| goods.free() > 0).unwrap_or(first);
    let supplies = || packs.iter().flat_map(|goods| &goods.supplies);
    let taking_part = supplies().filter(|supply| supply.enabled);
    Ok(Facts {
        price: Some(leading.price.dong()),
        province: most(taking_part.map(|supply| supply.province_code.as_str())),
        proven: shown(supplies(), &first.claims, now),
    })
}

/// The names of those who take part.
pub(crate) async fn member_names<C: ConnectionTrait>(
    db: &C,
    listing: ListingId,
) -> Result<Vec<String>> {
    let rows: Vec<Name> = sql::all(
        db,
        "select c.short_name as name from pool_member m join cooperative c on c.id = m.cooperative_id \
         where m.listing_id = $1 and m.state = $2 order by c.short_name",
        [listing.uuid().into(), JOINED.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// The badges of a listing with these claims. They are looked at again when any certificate that speaks of it begins or
/// ends: that may bring a supplier back or take one away.
fn shown<'a>(
    supplies: impl Iterator<Item = &'a Supply> + Clone,
    claims: &[Claim],
    now: Millis,
) -> Proven {
    let days = supplies.clone().flat_map(|supply| &supply.proofs);
    let changes = days.filter(|proof| proof.valid).flat_map(|proof| {
        let (from, to) = (
            proof.from.map(|day| day.start()),
            proof.to.map(|day| day.end()),
        );
        from.into_iter().chain(to)
    });
    let mut proven = Proven {
        until: changes.map(|at| at.0).filter(|at| *at > now.0).min(),
        ..Proven::default()
    };
    let mut able = supplies.filter(|supply| supply.is_able()).peekable();
    if able.peek().is_none() {
        return proven;
    }
    let mut kinds: Vec<&str> = claims.iter().map(|claim| claim.kind.code()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if !kinds.is_empty() {
        proven.kinds = format!(",{},", kinds.join(","));
    }
    let ocop = claims
        .iter()
        .find(|claim| claim.kind == CertificateKind::Ocop);
    if let Some(stars) = ocop.and_then(|claim| claim.stars) {
        let proofs = able.flat_map(|supply| &supply.proofs);
        let proves = |proof: &&Proof| {
            proof.valid
                && proof.kind == CertificateKind::Ocop
                && proof.stars.is_some_and(|of| of >= stars)
                && proof.from.is_none_or(|from| from.start() <= now)
        };
        let ends = proofs.filter(proves).filter_map(|proof| proof.to);
        proven.stars_until = ends.map(|day| day.end().0).max();
        proven.stars = proven.stars_until.map_or(0, |_| i32::from(stars));
    }
    proven
}

/// The value that comes most often; of several the first by name.
fn most<'a>(values: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counted: Vec<(usize, &str)> = Vec::new();
    for value in values {
        match counted.iter_mut().find(|(_, known)| *known == value) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, value)),
        }
    }
    counted.sort_by_key(|(count, value)| (std::cmp::Reverse(*count), *value));
    counted.first().map(|(_, value)| (*value).to_owned())
}

/// What the words of a pooled listing may promise: what it demands of every supplier. None for any other product.
pub(crate) async fn proofs<C: ConnectionTrait>(
    db: &C,
    product: ProductId,
) -> Result<Option<Proofs>> {
    let row = sql::row(
        db,
        "select w.claims from pool w join listing l on l.id = w.listing_id where l.product_id = $1",
        [product.uuid().into()],
    )
    .await?;
    let claims: Option<String> = row.map(|row| row.try_get("", "claims")).transpose()?;
    Ok(claims.map(|text| demanded(&read_claims(&text))))
}

/// The same of claims that are not stored yet.
pub(super) fn demanded(claims: &[Claim]) -> Proofs {
    Proofs {
        stars: claims.iter().filter_map(|claim| claim.stars).max(),
        kinds: claims.iter().map(|claim| claim.kind).collect(),
        marks: claims
            .iter()
            .filter_map(|claim| claim.mark.clone())
            .collect(),
    }
}

/// Claims as they are stored.
pub(super) fn written(claims: &[Claim]) -> String {
    let text = |claim: &Claim| match (claim.stars, &claim.mark) {
        (Some(stars), _) => format!("{}:{stars}", claim.kind.code()),
        (None, Some(mark)) => format!("{}:{mark}", claim.kind.code()),
        (None, None) => claim.kind.code().to_owned(),
    };
    claims.iter().map(text).collect::<Vec<_>>().join(",")
}
