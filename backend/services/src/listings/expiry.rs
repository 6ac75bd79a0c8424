//! When a certificate ends or is withdrawn: its badge goes, and a listing whose own words still claim it leaves the shelf
//! until they are mended.

use super::claims::{check, proofs, proofs_before};
use super::{Content, refresh, step};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::{goods, topics};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::ListingId;
use shared::problem::FieldError;
use shared::rules::claims::Proofs;
use shared::state::{ActorKind, ListingAction, ListingState};
use shared::time::Millis;
use store::outbox::Repeat;
use store::{WriteTxn, outbox, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Subject {
    cooperative_id: Uuid,
    product_id: Uuid,
    state: String,
    stars_until: Option<i64>,
    certificates_until: Option<i64>,
}

/// Follows what the certificates prove now, after some ended or were withdrawn at this moment: [`refresh`], and a pause with
/// its reason when a live listing's words claim what was proven just before and is no more. Words that were never proven
/// are an officer's matter.
pub(crate) async fn follow_papers(core: &Core, txn: &WriteTxn, listing: ListingId) -> Result<()> {
    let subject: Option<Subject> = sql::one(
        &**txn,
        "select cooperative_id, product_id, state, stars_until, certificates_until from listing where id = $1",
        [listing.uuid().into()],
    )
    .await?;
    let subject = subject.ok_or(Error::NotFound { what: "listing" })?;
    refresh(core, txn, listing).await?;
    if subject.state != ListingState::Live.code() {
        return Ok(());
    }
    let now = core.clock.now();
    let (product, holder) = (subject.product_id.into(), subject.cooperative_id.into());
    let proven = proofs(&**txn, product, holder, now.vn_date()).await?;
    let was = proofs_before(&**txn, product, holder, subject.changed(now)).await?;
    if proven == was {
        return Ok(());
    }
    let content = Content::load(&**txn, listing).await?;
    let was = wrong(&content, &was)?;
    let mut wrong = wrong(&content, &proven)?;
    wrong.retain(|error| !was.contains(error));
    let Some(error) = wrong.first() else {
        return Ok(());
    };
    pause(core, txn, listing, &subject, &error.message).await
}

impl Subject {
    /// When what was proven last time began to change: the end of the first certificate that is over, else now.
    fn changed(&self, now: Millis) -> Millis {
        let ends = [self.stars_until, self.certificates_until];
        let ended = ends.into_iter().flatten().filter(|until| *until <= now.0);
        ended.min().map_or(now, Millis)
    }
}

/// What of the words has no proof, by field.
fn wrong(content: &Content, proofs: &Proofs) -> Result<Vec<FieldError>> {
    match check(&goods::claims(content), proofs, Actor::system().locale) {
        Ok(_) => Ok(Vec::new()),
        Err(Error::Invalid { fields }) => Ok(fields),
        Err(other) => Err(other),
    }
}

async fn pause(
    core: &Core,
    txn: &WriteTxn,
    listing: ListingId,
    subject: &Subject,
    why: &str,
) -> Result<()> {
    let actor = Actor::system();
    let change = (ListingState::Live, ListingAction::Pause);
    let by = (&actor, ActorKind::System);
    step(core, txn, by, listing, change, Some(why)).await?;
    let entry = Entry {
        cooperative: Some(subject.cooperative_id.into()),
        action: "pause_unproven_listing",
        entity: "listing",
        entity_id: listing.to_string(),
        before: json!({ "state": ListingState::Live.code() }),
        after: json!({ "state": ListingState::Paused.code(), "note": why }),
    };
    audit::record(core, txn, &actor, entry).await?;
    let key = listing.to_string();
    let now = core.clock.now().0;
    outbox::enqueue(
        txn,
        topics::LISTING_REVIEWED,
        &key,
        &json!({}),
        Repeat::Keep,
        now,
    )
    .await?;
    refresh(core, txn, listing).await
}
