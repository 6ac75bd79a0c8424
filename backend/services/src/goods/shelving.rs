//! Taking a good off the shelf, putting it back, sending it in, taking it away.

use super::publish::send_in;
use super::rows::Owner;
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::listings::{self, Content, review};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use shared::id::{CooperativeId, ListingId, ProductId};
use shared::state::{ActorKind, ListingAction, ListingState};
use store::sql;
use uuid::Uuid;

/// A listing of the cooperative.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Own {
    pub id: Uuid,
    pub product_id: Uuid,
    pub slug: String,
    pub state: String,
    pub state_note: Option<String>,
    pub visible: bool,
    pub pooled: bool,
}

impl Own {
    /// The cooperative's listing at an address; anybody else's is not found.
    pub(crate) async fn find<C: ConnectionTrait>(
        db: &C,
        cooperative: CooperativeId,
        slug: &str,
    ) -> Result<Self> {
        let own = sql::one(
            db,
            "select id, product_id, slug, state, state_note, visible, pooled from listing where slug = $1 and cooperative_id = $2",
            [slug.into(), cooperative.uuid().into()],
        )
        .await?;
        own.ok_or(Error::NotFound { what: "listing" })
    }

    /// Its packs are this cooperative's alone: those of a pooled listing are handled where it is run.
    pub(crate) fn own_packs(&self) -> Result<()> {
        if self.pooled {
            return Err(Error::NotFound { what: "pack" });
        }
        Ok(())
    }

    pub(crate) fn listing(&self) -> ListingId {
        self.id.into()
    }

    pub(crate) fn product(&self) -> ProductId {
        self.product_id.into()
    }

    pub(crate) fn state(&self) -> Result<ListingState> {
        self.state.parse().map_err(Error::internal)
    }
}

/// Does one of pause, resume, submit and withdraw; gives the new state. What the table of states does not allow is
/// `Error::Conflict`.
pub async fn shelve(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    action: ListingAction,
) -> Result<ListingState> {
    actor.member(cooperative, Right::Sell)?;
    let txn = core.db.begin().await?;
    let own = Own::find(&*txn, cooperative, slug).await?;
    let state = own.state()?;
    let back = matches!(action, ListingAction::Submit | ListingAction::Resume);
    let content = Content::load(&*txn, own.listing()).await?;
    let findings = match back {
        true => {
            let today = core.clock.now().vn_date();
            let proofs = listings::proofs(&*txn, own.product(), cooperative, today).await?;
            listings::check(&super::edit::claims(&content), &proofs, actor.locale)?
        }
        false => Vec::new(),
    };
    let to = if action == ListingAction::Submit {
        let owner = Owner::load(&*txn, cooperative).await?;
        if content.pictures.is_empty() {
            let message = actor
                .locale
                .say("Thêm một ảnh rồi gửi duyệt", "Add a photo first");
            return Err(Error::invalid("picture", "no_picture", message));
        }
        send_in(core, &txn, actor, own.listing(), &owner, &findings).await?
    } else {
        let member = (actor, ActorKind::Cooperative);
        listings::step(core, &txn, member, own.listing(), (state, action), None).await?
    };
    if action == ListingAction::Withdraw {
        review::close_open(&txn, own.listing(), core.clock.now().0).await?;
    }
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "shelve_listing",
        entity: "listing",
        entity_id: own.id.to_string(),
        before: json!({ "state": state.code() }),
        after: json!({ "state": to.code() }),
    };
    audit::record(core, &txn, actor, entry).await?;
    listings::refresh(core, &txn, own.listing()).await?;
    txn.commit().await?;
    Ok(to)
}
