//! What a text may claim, by the certificates of today.

use super::proof::Paper;
use crate::error::{Error, Result};
use sea_orm::ConnectionTrait;
use shared::id::{CooperativeId, ProductId};
use shared::problem::FieldError;
use shared::rules::badge::CertificateFacts;
use shared::rules::claims::{Finding, Proofs, scan};
use shared::say::Locale;
use shared::time::VnDate;
use store::sql;

/// What the certificates in force prove for a product of the cooperative.
pub(crate) async fn proofs<C: ConnectionTrait>(
    db: &C,
    product: ProductId,
    cooperative: CooperativeId,
    today: VnDate,
) -> Result<Proofs> {
    let papers: Vec<Paper> = sql::all(
        db,
        "select cooperative_id, product_id, kind, mark, stars, valid_from, valid_to, verified_at, revoked_at \
         from certificate where cooperative_id = $1",
        [cooperative.uuid().into()],
    )
    .await?;
    let facts: Vec<CertificateFacts> = papers.iter().filter_map(Paper::facts).collect();
    Ok(Proofs::of(&facts, product, cooperative, today))
}

/// Reads the texts of `fields` (field name, text). Claims that may not stand are `Error::Invalid` at their field; the
/// others come back for the officer.
pub(crate) fn check(fields: &[(&str, &str)], proofs: &Proofs, l: Locale) -> Result<Vec<Finding>> {
    let mut held = Vec::new();
    let mut errors: Vec<FieldError> = Vec::new();
    for (field, text) in fields {
        for finding in scan(text, proofs) {
            if finding.claim.blocks() {
                if errors.iter().all(|error| error.path != *field) {
                    errors.push(FieldError::new(
                        *field,
                        finding.claim.code(),
                        finding.hint(l),
                    ));
                }
            } else if !held.contains(&finding) {
                held.push(finding);
            }
        }
    }
    if errors.is_empty() {
        Ok(held)
    } else {
        Err(Error::Invalid { fields: errors })
    }
}
