//! What a text may claim, by the certificates of today.

use super::proof::Paper;
use crate::error::{Error, Result};
use sea_orm::ConnectionTrait;
use shared::id::{CooperativeId, ProductId};
use shared::problem::FieldError;
use shared::rules::badge::CertificateFacts;
use shared::rules::claims::{Finding, Proofs, scan, scan_any};
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use store::sql;
use uuid::Uuid;

/// What the certificates in force prove for a product of the cooperative; of a pooled listing, what every supplier has to
/// prove.
pub(crate) async fn proofs<C: ConnectionTrait>(
    db: &C,
    product: ProductId,
    cooperative: CooperativeId,
    today: VnDate,
) -> Result<Proofs> {
    if let Some(demanded) = crate::pools::proofs(db, product).await? {
        return Ok(demanded);
    }
    let facts = facts(db, cooperative).await?;
    Ok(Proofs::of(&facts, product, cooperative, today))
}

/// What was proven the moment before `moment`, when a certificate ended or was withdrawn then.
pub(super) async fn proofs_before<C: ConnectionTrait>(
    db: &C,
    product: ProductId,
    cooperative: CooperativeId,
    moment: Millis,
) -> Result<Proofs> {
    if let Some(demanded) = crate::pools::proofs(db, product).await? {
        return Ok(demanded);
    }
    let papers = papers(db, cooperative).await?;
    let facts = papers.iter().filter_map(|paper| {
        let revoked = paper.revoked_at.is_some_and(|at| at < moment.0);
        paper
            .facts()
            .map(|facts| CertificateFacts { revoked, ..facts })
    });
    let facts: Vec<CertificateFacts> = facts.collect();
    let day = moment.plus_ms(-1).vn_date();
    Ok(Proofs::of(&facts, product, cooperative, day))
}

async fn papers<C: ConnectionTrait>(db: &C, cooperative: CooperativeId) -> Result<Vec<Paper>> {
    let papers = sql::all(
        db,
        "select cooperative_id, product_id, kind, mark, stars, valid_from, valid_to, verified_at, revoked_at \
         from certificate where cooperative_id = $1",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(papers)
}

async fn facts<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
) -> Result<Vec<CertificateFacts>> {
    let papers = papers(db, cooperative).await?;
    Ok(papers.iter().filter_map(Paper::facts).collect())
}

/// Whom a text that nobody reviews speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// One product, as a share text does.
    Product(CooperativeId, ProductId),
    /// All that a cooperative sells, as the story of its booth does: what one of its goods proves may be said.
    Booth(CooperativeId),
}

/// Reads texts that people will see without a review (the story of a booth, share texts), by field. Every claim without a
/// certificate of `today` is `Error::Invalid` at its field, words of healing and unnamed standards too.
pub async fn check_text<C: ConnectionTrait>(
    db: &C,
    about: About,
    fields: &[(&str, &str)],
    (today, l): (VnDate, Locale),
) -> Result<()> {
    let proofs = match about {
        About::Product(cooperative, product) => {
            vec![proofs(db, product, cooperative, today).await?]
        }
        About::Booth(cooperative) => booth_proofs(db, cooperative, today).await?,
    };
    let wrong = fields.iter().filter_map(|(field, text)| {
        let finding = scan_any(text, &proofs).into_iter().next()?;
        let hint = finding.hint(l);
        Some(FieldError::new(*field, finding.claim.code(), hint))
    });
    let wrong: Vec<FieldError> = wrong.collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Error::Invalid { fields: wrong }),
    }
}

async fn booth_proofs<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    today: VnDate,
) -> Result<Vec<Proofs>> {
    let facts = facts(db, cooperative).await?;
    let mut products: Vec<ProductId> = facts.iter().filter_map(|f| f.product).collect();
    // What is certified for the whole cooperative holds for any product.
    products.push(Uuid::nil().into());
    let of = |product| Proofs::of(&facts, product, cooperative, today);
    Ok(products.into_iter().map(of).collect())
}

/// What of a booth's story may be shown on a day: the paragraphs that claim nothing that is not proven then. It was read when
/// it was written; a certificate may have ended since.
pub(crate) async fn proven_story<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    story: &str,
    today: VnDate,
) -> Result<String> {
    if story.trim().is_empty() {
        return Ok(String::new());
    }
    let proofs = booth_proofs(db, cooperative, today).await?;
    let lines = story.lines();
    let kept: Vec<&str> = lines
        .filter(|line| scan_any(line, &proofs).is_empty())
        .collect();
    Ok(kept.join("\n"))
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
