//! One-tap links: a member answers a sub-order from a message, without signing in. Only the hash of a link's
//! token is kept; opening it does nothing, answering it works once.

use crate::core::Core;
use crate::error::{Error, Result};
use crate::keys::{new_token, token_hash};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{CooperativeId, SubOrderId};
use shared::time::Millis;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// A link answers until the sub-order's answer is due; for one without a due time, this long.
const WITHOUT_DUE_MS: i64 = 24 * 3_600_000;

#[derive(FromQueryResult)]
struct Due {
    cooperative_id: Uuid,
    respond_by: Option<i64>,
}

/// A link that was found by its token.
#[derive(Clone, Debug)]
pub struct Link {
    /// The row.
    pub id: Uuid,
    /// The sub-order it answers.
    pub sub_order: SubOrderId,
    /// The cooperative it was sent to.
    pub cooperative: CooperativeId,
    /// From when it answers nothing any more.
    pub expires_at: Millis,
    /// When it was used.
    pub used_at: Option<Millis>,
}

/// Makes a link for a sub-order's cooperative and gives back the token, which is kept nowhere else. Its page is
/// `/l/{token}`.
pub async fn issue(core: &Core, txn: &WriteTxn, sub_order: SubOrderId) -> Result<String> {
    let now = core.clock.now().0;
    let due: Option<Due> = sql::one(
        &**txn,
        "select cooperative_id, respond_by from sub_order where id = $1",
        [sub_order.uuid().into()],
    )
    .await?;
    let due = due.ok_or(Error::NotFound { what: "sub_order" })?;
    let token = new_token();
    let row = entity::action_link::Model {
        id: Uuid::now_v7(),
        token_hash: token_hash(&token),
        sub_order_id: sub_order.uuid(),
        cooperative_id: due.cooperative_id,
        expires_at: due.respond_by.unwrap_or(now + WITHOUT_DUE_MS),
        used_at: None,
        outcome: None,
        created_at: now,
    };
    entity::action_link::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok(token)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    sub_order_id: Uuid,
    cooperative_id: Uuid,
    expires_at: i64,
    used_at: Option<i64>,
}

/// The link of a token, used and expired ones too; unknown ones are [`Error::NotFound`].
pub(crate) async fn find(core: &Core, token: &str) -> Result<Link> {
    let text = "select id, sub_order_id, cooperative_id, expires_at, used_at from action_link where token_hash = $1";
    let row: Option<Row> = sql::one(core.db.read(), text, [token_hash(token).into()]).await?;
    let row = row.ok_or(Error::NotFound { what: "link" })?;
    Ok(Link {
        id: row.id,
        sub_order: SubOrderId::from(row.sub_order_id),
        cooperative: CooperativeId::from(row.cooperative_id),
        expires_at: Millis(row.expires_at),
        used_at: row.used_at.map(Millis),
    })
}

/// Marks the link as used with what was answered. False when it had been used before.
pub(crate) async fn spend(core: &Core, txn: &WriteTxn, link: &Link, outcome: &str) -> Result<bool> {
    let touched = sql::execute(
        &**txn,
        "update action_link set used_at = $1, outcome = $2 where id = $3 and used_at is null",
        [core.clock.now().0.into(), outcome.into(), link.id.into()],
    )
    .await?;
    Ok(touched == 1)
}
