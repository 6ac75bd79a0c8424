//! One-tap links: a member answers a sub-order from a message, without signing in. Only the hash of a link's
//! token is kept; opening it does nothing, answering it works once.

use crate::core::Core;
use crate::error::{Error, Result};
use crate::keys::{new_token, token_hash};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{CooperativeId, SubOrderId};
use shared::time::Millis;
use std::collections::HashMap;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// A link answers until the sub-order's answer is due; for one without a due time, this long.
const WITHOUT_DUE_MS: i64 = 24 * 3_600_000;

#[derive(FromQueryResult)]
struct Due {
    id: Uuid,
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

/// Makes a link for each sub-order's cooperative, also several for one sub-order, and gives back their tokens in the same
/// order, which are kept nowhere else. A link's page is `/l/{token}`.
pub async fn issue(core: &Core, txn: &WriteTxn, sub_orders: &[SubOrderId]) -> Result<Vec<String>> {
    if sub_orders.is_empty() {
        return Ok(Vec::new());
    }
    let now = core.clock.now().0;
    let text = format!(
        "select id, cooperative_id, respond_by from sub_order where id in ({})",
        sql::placeholders(1, sub_orders.len())
    );
    let ids = sub_orders.iter().map(|id| id.uuid().into());
    let due: Vec<Due> = sql::all(&**txn, &text, ids).await?;
    let due: HashMap<Uuid, &Due> = due.iter().map(|due| (due.id, due)).collect();
    let (mut tokens, mut rows) = (Vec::new(), Vec::new());
    for id in sub_orders {
        let due = due
            .get(&id.uuid())
            .ok_or(Error::NotFound { what: "sub_order" })?;
        let token = new_token();
        let row = entity::action_link::Model {
            id: Uuid::now_v7(),
            token_hash: token_hash(&token),
            sub_order_id: due.id,
            cooperative_id: due.cooperative_id,
            expires_at: due.respond_by.unwrap_or(now + WITHOUT_DUE_MS),
            used_at: None,
            outcome: None,
            created_at: now,
        };
        rows.push(row.into_active_model());
        tokens.push(token);
    }
    entity::action_link::Entity::insert_many(rows)
        .exec_without_returning(&**txn)
        .await?;
    Ok(tokens)
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
