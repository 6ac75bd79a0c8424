//! Steps that only a person can do on a portal, each once, with its clock.

use super::account::Account;
use super::actions::Told;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::canonical::Action;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Upload the workbook of listings.
pub const UPLOAD: &str = "upload";
/// Confirm an order on the portal; the subject is its number.
pub const CONFIRM: &str = "confirm";
/// Say on the portal that an order was handed over; the subject is its number.
pub const SHIP: &str = "ship";
/// Cancel an order on the portal; the subject is its number.
pub const CANCEL: &str = "cancel";

/// Writes a step, or opens one that was done before and has to be done again.
pub async fn raise(
    txn: &WriteTxn,
    account: Uuid,
    (kind, subject): (&str, &str),
    due_at: Option<i64>,
    now: i64,
) -> Result<()> {
    sql::execute(
        &**txn,
        "insert into channel_todo (id, account_id, kind, subject, due_at, created_at) values ($1, $2, $3, $4, $5, $6) \
         on conflict (account_id, kind, subject) do update set due_at = excluded.due_at, created_at = excluded.created_at, \
         done_at = null, done_by = null where channel_todo.done_at is not null and excluded.kind = 'upload'",
        [
            Uuid::now_v7().into(),
            account.into(),
            kind.into(),
            subject.into(),
            due_at.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// What an order needs on a portal without an interface becomes a step for a person.
pub async fn ask_person(core: &Core, account: &Account, told: &Told) -> Result<()> {
    let order = &told.order;
    let step = match &told.action {
        Action::Confirm => Some((CONFIRM, order.confirm_by)),
        Action::Ship { .. } => Some((SHIP, order.ship_by)),
        Action::Cancel { .. } | Action::AnswerCancel { accept: true } => {
            Some((CANCEL, order.ship_by))
        }
        Action::AnswerCancel { accept: false } | Action::AnswerReturn { .. } => None,
    };
    let Some((kind, due_at)) = step else {
        return Ok(());
    };
    let due_at = due_at.map(|at| at.0);
    let txn = core.db.begin().await?;
    raise(
        &txn,
        account.row.id,
        (kind, &order.key),
        due_at,
        core.clock.now().0,
    )
    .await?;
    Ok(txn.commit().await?)
}

/// A member says that it is done.
pub async fn done(core: &Core, actor: &Actor, account: &Account, id: Uuid) -> Result<()> {
    let person = actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update channel_todo set done_at = coalesce(done_at, $1), done_by = coalesce(done_by, $2) where id = $3 \
         and account_id = $4",
        [
            core.clock.now().0.into(),
            person.id.uuid().into(),
            id.into(),
            account.row.id.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Error::NotFound {
            what: "channel_todo",
        });
    }
    Ok(txn.commit().await?)
}
