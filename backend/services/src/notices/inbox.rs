//! Written messages: those to be sent, and those of the demonstration that may be read on screen.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::time::Millis;
use store::sql;
use uuid::Uuid;

/// A message that is to be sent now.
#[derive(Clone)]
pub struct Outgoing {
    /// The notice.
    pub id: Uuid,
    /// `email` or `sms`.
    pub via: String,
    /// The address or the phone in E.164. Personal data: never logged.
    pub to: String,
    /// Subject of an e-mail.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// A message as the demonstration shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `email` or `sms`.
    pub via: String,
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// When it was written.
    pub at: Millis,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    via: String,
    to_sealed: String,
    subject: String,
    body_sealed: String,
    created_at: i64,
}

/// The message, unless it was sent, given up or erased meanwhile.
pub async fn load(core: &Core, id: Uuid) -> Result<Option<Outgoing>> {
    let row: Option<Row> = sql::one(
        core.db.read(),
        "select id, via, to_sealed, subject, body_sealed, created_at from notice where id = $1 and sent_at is null",
        [id.into()],
    )
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Outgoing {
        id: row.id,
        to: core.keys.open(&row.to_sealed)?,
        body: core.keys.open(&row.body_sealed)?,
        via: row.via,
        subject: row.subject,
    }))
}

/// Records that the message is on its way.
pub async fn mark_sent(core: &Core, id: Uuid) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update notice set sent_at = $1, failure = null where id = $2",
        [core.clock.now().0.into(), id.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// Records why the message could not be sent. `failure` holds no personal data.
pub async fn mark_failed(core: &Core, id: Uuid, failure: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update notice set failure = $1 where id = $2",
        [failure.into(), id.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// The newest messages of a demonstration, for its message page. Anywhere else there is no such thing.
pub async fn newest(core: &Core, limit: u64) -> Result<Vec<Shown>> {
    if !core.demo {
        return Err(Error::NotFound { what: "page" });
    }
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select id, via, to_sealed, subject, body_sealed, created_at from notice \
         order by created_at desc, id limit $1",
        [i64::try_from(limit).unwrap_or(i64::MAX).into()],
    )
    .await?;
    let open = |row: Row| {
        Ok(Shown {
            to: core.keys.open(&row.to_sealed)?,
            body: core.keys.open(&row.body_sealed)?,
            via: row.via,
            subject: row.subject,
            at: Millis(row.created_at),
        })
    };
    rows.into_iter().map(open).collect()
}
