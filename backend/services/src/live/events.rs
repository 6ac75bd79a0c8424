//! What happened, written down.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::rules::live::Kind;
use store::entity::live_event;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// An event in the making.
pub(super) struct Note {
    pub kind: Kind,
    pub item: Option<Uuid>,
    pub viewer: Option<Uuid>,
    pub steps: i64,
    pub price: Option<i64>,
}

impl Note {
    /// Something that happened to the whole livestream.
    pub const fn of(kind: Kind) -> Self {
        Self {
            kind,
            item: None,
            viewer: None,
            steps: 0,
            price: None,
        }
    }
}

/// Writes an event down; its id, made now, keeps the order.
pub(super) async fn note(core: &Core, txn: &WriteTxn, session: Uuid, of: Note) -> Result<()> {
    let row = live_event::Model {
        id: Uuid::now_v7(),
        session_id: session,
        kind: of.kind.code().to_owned(),
        item_id: of.item,
        viewer_id: of.viewer,
        steps: of.steps,
        price: of.price,
        at: core.clock.now().0,
    };
    live_event::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    session_id: Uuid,
}

/// A viewer looks at the good with this code; one that ended is `NotFound`.
pub async fn look(core: &Core, slug: &str, code: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    let text = "select i.id, i.session_id from live_item i join live_session s on s.id = i.session_id \
        where s.slug = $1 and i.code = $2 and s.ended_at is null";
    let found: Option<Found> = sql::one(&*txn, text, [slug.into(), code.into()]).await?;
    let found = found.ok_or(Error::NotFound { what: "live_item" })?;
    let clicked = Note {
        item: Some(found.id),
        ..Note::of(Kind::Clicked)
    };
    note(core, &txn, found.session_id, clicked).await?;
    txn.commit().await?;
    Ok(())
}
