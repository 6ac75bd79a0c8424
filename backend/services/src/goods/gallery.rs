//! The pictures of a good.

use super::edit::{Saved, base, claims, show_or_submit};
use super::rows::Owner;
use super::shelving::Own;
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::listings;
use crate::pictures::{self, Purpose, StoredPicture};
use serde_json::json;
use shared::id::CooperativeId;
use shared::text::nfc_clean;
use store::sql;

/// As many pictures as a good may have.
const MOST: usize = 8;

/// A change of the pictures.
#[derive(Clone, Debug)]
pub enum GalleryChange {
    /// One more, at the end.
    Add(StoredPicture),
    /// This one becomes the first.
    Lead(String),
    /// This one goes; the last one stays.
    Remove(String),
    /// What one sees on this one.
    Describe(String, String),
}

/// Changes the pictures of a good.
pub async fn change_pictures(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    change: &GalleryChange,
) -> Result<Saved> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let txn = core.db.begin().await?;
    let own = Own::find(&*txn, cooperative, slug).await?;
    let owner = Owner::load(&*txn, cooperative).await?;
    let before = base(&*txn, own.listing()).await?;
    let mut after = before.clone();
    let shows = |id: &String| before.pictures.contains(id);
    match change {
        GalleryChange::Add(picture) => {
            if before.pictures.len() >= MOST {
                let message = l.say(
                    "Một món có tối đa 8 ảnh. Bỏ bớt một ảnh trước",
                    "At most 8 pictures; remove one",
                );
                return Err(Error::invalid("picture", "too_many", message));
            }
            pictures::insert(
                &txn,
                cooperative,
                Purpose::Product,
                picture,
                core.clock.now().0,
            )
            .await?;
            let alt = "update picture set alt_vi = $1 where id = $2 and alt_vi = ''";
            sql::execute(
                &*txn,
                alt,
                [before.name.as_str().into(), picture.id.as_str().into()],
            )
            .await?;
            if !shows(&picture.id) {
                after.pictures.push(picture.id.clone());
            }
        }
        GalleryChange::Lead(id) if shows(id) => {
            after.pictures.retain(|other| other != id);
            after.pictures.insert(0, id.clone());
        }
        GalleryChange::Remove(id) if shows(id) => {
            if before.pictures.len() == 1 {
                let message = l.say(
                    "Món nào cũng cần một ảnh. Thêm ảnh khác rồi hãy bỏ ảnh này",
                    "Add another one first",
                );
                return Err(Error::invalid("picture", "last", message));
            }
            after.pictures.retain(|other| other != id);
        }
        GalleryChange::Describe(id, text) if shows(id) => {
            let text: String = nfc_clean(text).chars().take(160).collect();
            let today = core.clock.now().vn_date();
            let proofs = listings::proofs(&*txn, own.product(), cooperative, today).await?;
            // What is only suspicious goes to the officer with the rest; what is claimed without a paper is refused here.
            listings::check(&[("alt", text.as_str())], &proofs, l)?;
            let alt = "update picture set alt_vi = $1 where id = $2 and cooperative_id = $3";
            sql::execute(
                &*txn,
                alt,
                [text.into(), id.as_str().into(), cooperative.uuid().into()],
            )
            .await?;
        }
        _ => return Err(Error::NotFound { what: "picture" }),
    }
    let proofs = listings::proofs(
        &*txn,
        own.product(),
        cooperative,
        core.clock.now().vn_date(),
    )
    .await?;
    let findings = listings::check(&claims(&after), &proofs, l)?;
    let saved = show_or_submit(core, &txn, actor, (&own, &owner), &after, &findings).await?;
    own_photo(&txn, &own).await?;
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "change_pictures",
        entity: "listing",
        entity_id: own.id.to_string(),
        before: json!(before.pictures),
        after: json!(after.pictures),
    };
    audit::record(core, &txn, actor, entry).await?;
    listings::refresh(core, &txn, own.listing()).await?;
    txn.commit().await?;
    Ok(saved)
}

/// A member's photo came after the good itself: once it is the face, the good no longer shows a drawing.
async fn own_photo(txn: &store::WriteTxn, own: &Own) -> Result<()> {
    sql::execute(
        &**txn,
        "update product set drawing = $1 where id = $2 and exists (select 1 from picture f \
         where f.product_id = product.id and f.position = 0 and f.created_at > product.created_at)",
        [false.into(), own.product_id.into()],
    )
    .await?;
    Ok(())
}
