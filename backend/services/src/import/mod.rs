//! Goods as a spreadsheet: out, and in again, all of it or nothing.
//!
//! A file is tried first: everything is written and given up again, so that what it would do is known and nothing is
//! half done. Taking it over is the same again, kept. A row means the same good however often it is sent: by its code,
//! else by name and pack.

mod check;
mod columns;
mod export;
mod read;
mod run;
mod target;

pub use export::{csv, xlsx};
pub use read::{MAX_BYTES, MAX_ROWS, Unreadable};

use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::drafts;
use crate::error::{Error, Result};
use check::Line;
use run::Done;
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::json;
use shared::id::CooperativeId;
use shared::view::goods::RowError;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// What a file would do.
#[derive(Clone, Debug)]
pub enum Preview {
    /// It cannot be read at all.
    Unreadable(Unreadable),
    /// These cells are wrong; nothing can be taken over.
    Wrong(Vec<RowError>),
    /// It can be taken over with this key.
    Ready {
        /// For [`apply`].
        key: Uuid,
        /// What will happen, in the member's language.
        summary: Vec<String>,
    },
}

/// Reads a file and tries it.
pub async fn preview(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    bytes: Vec<u8>,
) -> Result<Preview> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let read = tokio::task::spawn_blocking(move || read::read(&bytes))
        .await
        .map_err(Error::internal)?;
    let rows = match read {
        Ok(rows) => rows,
        Err(why) => return Ok(Preview::Unreadable(why)),
    };
    let categories = crate::goods::categories(core.db.read(), "", l).await?;
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    for raw in &rows {
        match check::line(raw, &categories, l) {
            Ok(line) => lines.push(line),
            Err(wrong) => errors.extend(wrong),
        }
    }
    let txn = core.db.begin().await?;
    let (done, more) = run::run(core, &txn, actor, cooperative, &lines).await?;
    txn.rollback().await?;
    errors.extend(more);
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.row);
        return Ok(Preview::Wrong(errors));
    }
    let key = keep(core, actor, cooperative, &lines).await?;
    Ok(Preview::Ready {
        key,
        summary: done.summary(l),
    })
}

/// Takes over what was previewed, in one transaction. When something has changed meanwhile so that a row no longer fits,
/// nothing is written and the rows at fault come back. A key that was used is `Error::NotFound`.
pub async fn apply(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    key: Uuid,
) -> Result<std::result::Result<Vec<String>, Vec<RowError>>> {
    actor.member(cooperative, Right::Sell)?;
    let txn = core.db.begin().await?;
    let lines = take(&txn, cooperative, key).await?;
    let (done, errors) = run::run(core, &txn, actor, cooperative, &lines).await?;
    if !errors.is_empty() {
        txn.rollback().await?;
        return Ok(Err(errors));
    }
    record(core, &txn, actor, (cooperative, key), &done).await?;
    run::count_stock(core, &txn, actor, &done, key).await?;
    txn.commit().await?;
    Ok(Ok(done.summary(actor.locale)))
}

async fn record(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, key): (CooperativeId, Uuid),
    done: &Done,
) -> Result<()> {
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "import_goods",
        entity: "import",
        entity_id: key.to_string(),
        before: serde_json::Value::Null,
        after: json!({ "rows": done.rows, "new": done.new_goods, "packs": done.new_packs, "changed": done.changed }),
    };
    audit::record(core, txn, actor, entry).await
}

/// Keeps the lines until they are taken over; one file a cooperative at a time.
async fn keep(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    lines: &[Line],
) -> Result<Uuid> {
    let person = actor.member(cooperative, Right::Sell)?.id;
    let now = core.clock.now().0;
    let key = Uuid::now_v7();
    let row = entity::draft::Model {
        id: key,
        cooperative_id: cooperative.uuid(),
        person_id: person.uuid(),
        kind: "import".to_owned(),
        picture_id: None,
        fields_json: serde_json::to_string(lines)?,
        created_at: now,
        updated_at: now,
    };
    let txn = core.db.begin().await?;
    let older = "delete from draft where cooperative_id = $1 and kind = 'import'";
    sql::execute(&*txn, older, [cooperative.uuid().into()]).await?;
    entity::draft::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    txn.commit().await?;
    Ok(key)
}

async fn take(txn: &WriteTxn, cooperative: CooperativeId, key: Uuid) -> Result<Vec<Line>> {
    let text =
        "select fields_json from draft where id = $1 and cooperative_id = $2 and kind = 'import'";
    let row = sql::row(&**txn, text, [key.into(), cooperative.uuid().into()]).await?;
    let row = row.ok_or(Error::NotFound { what: "import" })?;
    drafts::remove(txn, cooperative, key).await?;
    Ok(serde_json::from_str(
        &row.try_get::<String>("", "fields_json")?,
    )?)
}
