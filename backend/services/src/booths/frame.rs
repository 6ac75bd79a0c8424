//! What stands above and below every page of the booth.

use super::words::today_line;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::state::SubOrderState;
use shared::view::booth::BoothFrame;
use store::sql;

#[derive(FromQueryResult)]
struct Row {
    short_name: String,
    state: String,
    to_accept: i64,
}

/// The frame of a cooperative's booth, for any of its members.
pub async fn load_frame(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<BoothFrame> {
    let person = actor.member(cooperative, Right::Read)?;
    let row: Option<Row> = sql::one(
        core.db.read(),
        "select c.short_name, c.state, (select count(*) from sub_order s where s.cooperative_id = c.id and s.state = $2) \
         as to_accept from cooperative c where c.id = $1",
        [cooperative.uuid().into(), SubOrderState::ToConfirm.code().into()],
    )
    .await?;
    let row = row.ok_or(Error::NotFound {
        what: "cooperative",
    })?;
    let mut mine: Vec<CooperativeId> = person.memberships.iter().map(|(id, _)| *id).collect();
    mine.sort_unstable();
    mine.dedup();
    Ok(BoothFrame {
        cooperative: row.short_name,
        today: today_line(core.clock.now(), actor.locale),
        to_accept: u32::try_from(row.to_accept).unwrap_or(u32::MAX),
        several: mine.len() > 1,
        practice: row.state == "practice",
    })
}

/// A number that changes whenever one of the cooperative's sub-orders does, for pages that follow it.
pub async fn version(core: &Core, cooperative: CooperativeId) -> Result<i64> {
    let row = sql::row(
        core.db.read(),
        "select max(updated_at) as at from sub_order where cooperative_id = $1",
        [cooperative.uuid().into()],
    )
    .await?;
    let at: Option<i64> = row.map(|row| row.try_get("", "at")).transpose()?.flatten();
    Ok(at.unwrap_or(0))
}
