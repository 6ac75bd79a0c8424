//! Those who wait, served in their order as goods come free.

use super::{announce, items, lock};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::FREE;
use crate::{holds, stock};
use sea_orm::FromQueryResult;
use shared::rules::live::{Turn, next_turns};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Open {
    slug: String,
}

#[derive(FromQueryResult)]
struct Waiting {
    id: Uuid,
    steps: i64,
    token: String,
}

/// Offers what came free to whoever waits in open livestreams, by a hold of ten minutes each. Gives how many were served.
pub async fn serve(core: &Core) -> Result<u64> {
    let text = format!(
        "select distinct s.slug from live_session s join live_claim c on c.session_id = s.id \
        join live_item i on i.id = c.item_id join offer o on o.id = i.offer_id \
        where c.state = 'waiting' and s.ended_at is null \
        and {FREE} > 0 order by s.slug"
    );
    let open: Vec<Open> = sql::all(core.db.read(), &text, []).await?;
    let mut served = 0;
    for live in open {
        served += serve_one(core, &live.slug).await?;
    }
    Ok(served)
}

async fn serve_one(core: &Core, slug: &str) -> Result<u64> {
    let txn = core.db.begin().await?;
    let session = match lock(&txn, slug).await {
        Ok(session) => session,
        // It ended meanwhile.
        Err(Error::NotFound { .. }) => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut goods = items(&*txn, session.id).await?;
    goods.sort_by_key(|item| item.offer_id);
    let mut served = 0;
    for item in goods {
        served += serve_item(core, &txn, item.id, item.offer_id).await?;
    }
    if served == 0 {
        txn.rollback().await?;
        return Ok(0);
    }
    txn.commit().await?;
    announce(core, session.id);
    Ok(served)
}

async fn serve_item(core: &Core, txn: &WriteTxn, item: Uuid, offer: Uuid) -> Result<u64> {
    let text = "select c.id, c.steps, v.token from live_claim c join live_viewer v on v.id = c.viewer_id \
        where c.item_id = $1 and c.state = 'waiting' order by c.place";
    let line: Vec<Waiting> = sql::all(&**txn, text, [item.into()]).await?;
    if line.is_empty() {
        return Ok(0);
    }
    let now = core.clock.now().0;
    let free = stock::lock(txn, offer.into(), now).await?.free;
    let turns: Vec<Turn<&Waiting>> = line
        .iter()
        .map(|who| Turn {
            who,
            steps: who.steps,
        })
        .collect();
    let mut served = 0;
    for turn in next_turns(&turns, free) {
        let goods = (offer.into(), turn.steps);
        let hold = holds::add(core, txn, &Actor::system(), &turn.who.token, goods).await?;
        let text = "update live_claim set state = 'held', hold_id = $1, offered_at = $2 where id = $3 and state = 'waiting'";
        sql::execute(&**txn, text, [hold.into(), now.into(), turn.who.id.into()]).await?;
        served += 1;
    }
    Ok(served)
}
