//! Moving the days of a harvest, and taking no further orders.

use super::harvest::days;
use super::rows::{ask, finish, told, waiting};
use super::write::{apart, facts, note, own, tell};
use super::{CLOSED, OPEN};
use crate::actor::{Actor, Right};
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::tasks;
use shared::id::{CooperativeId, ForecastId};
use shared::input::forecast::{ForecastForm, HarvestDays};
use shared::say::Locale;
use shared::time::{DAY_MS, Millis};
use store::entity::forecast;
use store::outbox;
use store::{WriteTxn, sql};

/// Moves the days. Everybody who waits is told and may wait or cancel; the same days change nothing.
pub async fn shift(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    id: ForecastId,
    form: &ForecastForm,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let (l, now) = (actor.locale, core.clock.now());
    let new = form
        .days(now.vn_date(), l)
        .map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    let lock = "update forecast set version = version where id = $1 and cooperative_id = $2";
    let values = [id.uuid().into(), cooperative.uuid().into()];
    sql::execute(&*txn, lock, values).await?;
    let row = own(&*txn, cooperative, id).await?;
    if days(&row) == new {
        txn.rollback().await?;
        return Ok(());
    }
    if row.state == super::DONE {
        return Err(over(l));
    }
    apart(&txn, row.offer_id.into(), Some(id), &new, l).await?;
    let parts = waiting(&*txn, row.id).await?;
    write_days(&txn, &row, &new, !parts.is_empty(), now).await?;
    let later = (new.ship_by.days() - days(&row).ship_by.days()) * DAY_MS;
    let until = new.from.start().0.max(now.plus_ms(DAY_MS).0);
    let mut messages = vec![super::rows::pages(&txn, row.offer_id).await?];
    for part in &parts {
        sql::execute(
            &*txn,
            "update sub_order set ship_on = ship_on + $1, deliver_from = deliver_from + $1, deliver_to = deliver_to + $1, \
             version = version + 1, updated_at = $2 where id = $3 and state = 'preordered'",
            [later.into(), now.0.into(), part.sub_order_id.into()],
        )
        .await?;
        ask(&txn, part.sub_order_id, until, now.0).await?;
        messages.push(told(part.sub_order_id, "moved"));
    }
    outbox::enqueue_all(&txn, messages, now.0).await?;
    let (kind, by) = (tasks::NO_HARVEST, actor.person_id());
    tasks::finish(&txn, kind, &id.to_string(), by, "moved", now.0).await?;
    let change = (facts(&row), facts(&own(&*txn, cooperative, id).await?));
    note(
        core,
        &txn,
        actor,
        (cooperative, id),
        "move_forecast",
        change,
    )
    .await?;
    txn.commit().await?;
    for part in &parts {
        core.announce(Changed::SubOrder {
            order: part.order_id.into(),
            cooperative,
        });
    }
    Ok(())
}

/// Writes the new days, and the old ones to the history if somebody was promised them.
async fn write_days(
    txn: &WriteTxn,
    row: &forecast::Model,
    new: &HarvestDays,
    promised: bool,
    now: Millis,
) -> Result<()> {
    let old = days(row);
    let moves = match promised {
        false => row.moves.clone(),
        true => format!(
            "{}{} {} {};",
            row.moves,
            old.from.iso(),
            old.to.iso(),
            old.ship_by.iso()
        ),
    };
    sql::execute(
        &**txn,
        "update forecast set harvest_from = $1, harvest_to = $2, ship_by = $3, moves = $4, reminded_at = null, \
         overdue_at = null, version = version + 1, updated_at = $5 where id = $6",
        [
            new.from.start().0.into(),
            new.to.start().0.into(),
            new.ship_by.start().0.into(),
            moves.into(),
            now.0.into(),
            row.id.into(),
        ],
    )
    .await?;
    Ok(())
}

fn over(l: Locale) -> Error {
    Error::Conflict {
        code: "over",
        message: l
            .say(
                "Đợt này đã xong. Mở một đợt mới",
                "This harvest is over. Open another one",
            )
            .to_owned(),
        fields: Vec::new(),
    }
}

/// Takes no further orders. Who ordered still waits.
pub async fn close(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    id: ForecastId,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let now = core.clock.now();
    let txn = core.db.begin().await?;
    let row = own(&*txn, cooperative, id).await?;
    let touched = sql::execute(
        &*txn,
        &format!(
            "update forecast set state = '{CLOSED}', version = version + 1, updated_at = $1 where id = $2 and state = '{OPEN}'"
        ),
        [now.0.into(), id.uuid().into()],
    )
    .await?;
    if touched == 1 {
        finish(&txn, row.id, now.vn_date().start().0, now.0).await?;
        let change = (facts(&row), facts(&own(&*txn, cooperative, id).await?));
        note(
            core,
            &txn,
            actor,
            (cooperative, id),
            "close_forecast",
            change,
        )
        .await?;
        tell(&txn, row.offer_id, now.0).await?;
    }
    txn.commit().await?;
    Ok(())
}
