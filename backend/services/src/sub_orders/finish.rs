//! Completing what was delivered some time ago.

use super::deeds::complete;
use super::find::SubOrderRef;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::SubOrderId;
use shared::time::DAY_MS;
use store::sql;
use uuid::Uuid;

/// How long after its delivery a sub-order is completed by itself, in milliseconds: the seven days in which dry goods
/// may be complained about (`/doi-tra`); the 24 hours for fresh ones lie within them. What is completed is not returned.
pub const COMPLETED_AFTER_MS: i64 = 7 * DAY_MS;
/// Sub-orders read at a time; each is completed in a transaction of its own.
const AT_ONCE: i64 = 50;

#[derive(FromQueryResult)]
struct Due {
    id: Uuid,
}

/// Completes every sub-order that was delivered at least [`COMPLETED_AFTER_MS`] ago. Gives how many; what somebody
/// else changes meanwhile is left to the next time.
pub async fn complete_delivered(core: &Core) -> Result<u64> {
    let system = Actor::system();
    let until = core.clock.now().0 - COMPLETED_AFTER_MS;
    let (mut done, mut last) = (0, Uuid::nil());
    loop {
        let due: Vec<Due> = sql::all(
            core.db.read(),
            "select s.id from sub_order s where s.state = 'delivered' and s.id > $1 and (select max(e.at) \
             from sub_order_event e where e.sub_order_id = s.id and e.state = 'delivered') <= $2 order by s.id limit $3",
            [last.into(), until.into(), AT_ONCE.into()],
        )
        .await?;
        let Some(end) = due.last() else {
            return Ok(done);
        };
        last = end.id;
        for one in &due {
            let which = SubOrderRef::from(SubOrderId::from(one.id));
            match complete(core, &system, &which).await {
                Ok(_) => done += 1,
                Err(Error::Conflict { .. }) => {}
                Err(other) => return Err(other),
            }
        }
    }
}
