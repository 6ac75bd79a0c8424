//! The end of a class: at once nobody gets in any more, a week later what was practised is erased.

use super::KEPT_DAYS;
use super::board::own;
use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Ends a class of the officer's; a class that ended stays as it is.
pub async fn end(core: &Core, actor: &Actor, code: &str) -> Result<()> {
    let class = own(core, actor, code).await?;
    let now = core.clock.now().0;
    let entry = audit::Entry {
        cooperative: None,
        action: "end_class",
        entity: "practice_class",
        entity_id: class.id.to_string(),
        before: Value::Null,
        after: json!({ "ended": true }),
    };
    let txn = core.db.begin().await?;
    if close(&txn, class.id, now).await? {
        audit::record(core, &txn, actor, entry).await?;
    }
    Ok(txn.commit().await?)
}

/// Every booth of the class is left by its learner and its simulated shop is closed.
async fn close(txn: &WriteTxn, class: Uuid, now: i64) -> Result<bool> {
    let ended = sql::execute(
        &**txn,
        "update practice_class set ended_at = $1 where id = $2 and ended_at is null",
        [now.into(), class.into()],
    )
    .await?;
    if ended == 0 {
        return Ok(false);
    }
    let seats = "(select cooperative_id from practice_seat where class_id = $2)";
    for text in [
        format!(
            "update membership set removed_at = $1 where removed_at is null and cooperative_id in {seats}"
        ),
        format!(
            "update channel_account set closed_at = $1, state = 'closed' where closed_at is null and cooperative_id in {seats}"
        ),
    ] {
        sql::execute(&**txn, &text, [now.into(), class.into()]).await?;
    }
    let jobs = "delete from channel_job where account_id in (select id from channel_account where cooperative_id in \
                (select cooperative_id from practice_seat where class_id = $1))";
    sql::execute(&**txn, jobs, [class.into()]).await?;
    Ok(true)
}

/// Ends classes whose days are over, and erases what was practised in those that ended a week ago. Gives how many
/// classes ended and booths were erased.
pub async fn sweep(core: &Core) -> Result<u64> {
    let now = core.clock.now();
    let over: Vec<Id> = sql::all(
        core.db.read(),
        "select id from practice_class where ended_at is null and ends_at <= $1",
        [now.0.into()],
    )
    .await?;
    let mut done = 0;
    for class in over {
        let txn = core.db.begin().await?;
        done += u64::from(close(&txn, class.id, now.0).await?);
        txn.commit().await?;
    }
    let due: Vec<Id> = sql::all(
        core.db.read(),
        "select s.cooperative_id as id from practice_seat s join practice_class c on c.id = s.class_id \
         where s.purged_at is null and c.ended_at <= $1 limit 100",
        [now.plus_days(-KEPT_DAYS).0.into()],
    )
    .await?;
    for booth in due {
        let txn = core.db.begin().await?;
        erase(&txn, booth.id, now.0).await?;
        txn.commit().await?;
        done += 1;
    }
    Ok(done)
}

/// Names, texts and what came from the simulated shop. Figures of stock and money stay, of a booth that nobody reaches.
async fn erase(txn: &WriteTxn, booth: Uuid, now: i64) -> Result<()> {
    let accounts = "(select id from channel_account where cooperative_id = $1)";
    let products = "(select id from product where cooperative_id = $1)";
    for text in [
        "update cooperative set name = 'Gian hàng tập', short_name = 'Gian hàng tập' where id = $1".to_owned(),
        "delete from membership where cooperative_id = $1".to_owned(),
        "delete from draft where cooperative_id = $1".to_owned(),
        "delete from listing_text where listing_id in (select id from listing where cooperative_id = $1)".to_owned(),
        "update listing set title = 'Món tập', title_en = '', picture = null where cooperative_id = $1".to_owned(),
        "update product set name = 'Món tập', name_en = '', description_vi = '', description_en = '' where cooperative_id = $1".to_owned(),
        format!("delete from picture where cooperative_id = $1 or product_id in {products}"),
        format!("update channel_account set name = '', secrets_sealed = '' where id in {accounts}"),
        format!("update channel_order set order_sealed = null, raw_sealed = null where account_id in {accounts}"),
        format!("delete from channel_inbox where account_id in {accounts}"),
    ] {
        sql::execute(&**txn, &text, [booth.into()]).await?;
    }
    sql::execute(
        &**txn,
        "update practice_seat set purged_at = $1 where cooperative_id = $2",
        [now.into(), booth.into()],
    )
    .await?;
    Ok(())
}
