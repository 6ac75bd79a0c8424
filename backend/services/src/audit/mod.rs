//! The audit log: who wrote what, for whom, before and after. Written with the change itself.

mod read;
mod verbs;
pub(crate) mod words;

pub(crate) use read::{Wanted, entries, kind_words};

use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::Value;
use shared::id::CooperativeId;
use store::{WriteTxn, entity};
use uuid::Uuid;

/// One write. `before` and `after` hold no personal data.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The cooperative for which it was done, if any.
    pub cooperative: Option<CooperativeId>,
    /// A verb: `accept_sub_order`.
    pub action: &'a str,
    /// The kind of row: `sub_order`.
    pub entity: &'a str,
    /// Its id or code.
    pub entity_id: String,
    /// The values before; `Null` for something new.
    pub before: Value,
    /// The values after; `Null` for something gone.
    pub after: Value,
}

/// Writes the entry with the change.
pub async fn record(core: &Core, txn: &WriteTxn, actor: &Actor, entry: Entry<'_>) -> Result<()> {
    let text = |value: Value| (!value.is_null()).then(|| value.to_string());
    let row = entity::audit::Model {
        id: Uuid::now_v7(),
        at: core.clock.now().0,
        actor_id: actor.person_id().map(|id| id.uuid()),
        actor_kind: actor.kind_code().to_owned(),
        cooperative_id: entry.cooperative.map(|id| id.uuid()),
        action: entry.action.to_owned(),
        entity: entry.entity.to_owned(),
        entity_id: entry.entity_id,
        before_json: text(entry.before),
        after_json: text(entry.after),
    };
    entity::audit::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(())
}
