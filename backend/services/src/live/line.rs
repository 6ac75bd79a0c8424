//! Those who wait, served in their order as goods come free.

use super::events::{Note, note};
use super::{Item, Session, announce, items, lock};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::FREE;
use crate::{holds, stock};
use sea_orm::FromQueryResult;
use shared::rules::live::{Kind, Turn, next_turns};
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Open {
    slug: String,
}

#[derive(FromQueryResult)]
struct Waiting {
    id: Uuid,
    viewer_id: Uuid,
    steps: i64,
    token: String,
}

#[derive(FromQueryResult)]
struct Late {
    session_id: Uuid,
    item_id: Uuid,
    viewer_id: Uuid,
    steps: i64,
}

/// Offers what came free to whoever waits in open livestreams, by a hold of ten minutes each. Gives how many were served.
/// Notes claims that were kept past their time and flash prices that are over, and tells the pages when stock changed
/// elsewhere.
pub async fn serve(core: &Core) -> Result<u64> {
    expire(core).await?;
    let served = serve_lines(core).await?;
    end_flashes(core).await?;
    tell_stock(core).await?;
    Ok(served)
}

/// Claims whose holds were swept are over.
async fn expire(core: &Core) -> Result<()> {
    let swept = "select 1 as one from live_claim c join hold h on h.id = c.hold_id where c.state = 'held' and h.state = 'expired' limit 1";
    if sql::row(core.db.read(), swept, []).await?.is_none() {
        return Ok(());
    }
    let txn = core.db.begin().await?;
    expire_of(core, &txn, None).await?;
    txn.commit().await?;
    Ok(())
}

/// The same for one viewer, or for all.
pub(super) async fn expire_of(core: &Core, txn: &WriteTxn, viewer: Option<Uuid>) -> Result<()> {
    let text = "update live_claim set state = 'expired' where state = 'held' and hold_id in (select c.hold_id from live_claim c \
        join hold h on h.id = c.hold_id where c.state = 'held' and h.state = 'expired' and c.viewer_id = coalesce($1, c.viewer_id)) \
        returning session_id, item_id, viewer_id, steps";
    let late: Vec<Late> = sql::all(&**txn, text, [viewer.into()]).await?;
    for one in late {
        let expired = Note {
            item: Some(one.item_id),
            viewer: Some(one.viewer_id),
            steps: one.steps,
            ..Note::of(Kind::Expired)
        };
        note(core, txn, one.session_id, expired).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Over {
    id: Uuid,
    session_id: Uuid,
}

/// Flash prices end by themselves.
async fn end_flashes(core: &Core) -> Result<()> {
    let now = core.clock.now().0;
    let due = "select 1 as one from live_item where flash_until <= $1 limit 1";
    if sql::row(core.db.read(), due, [now.into()]).await?.is_none() {
        return Ok(());
    }
    let txn = core.db.begin().await?;
    let text = "update live_item set flash_price = null, flash_until = null where flash_until <= $1 returning id, session_id";
    let over: Vec<Over> = sql::all(&*txn, text, [now.into()]).await?;
    let mut told = Vec::new();
    for one in over {
        let text = "update live_session set version = version + 1, news = version + 1 where id = $1 \
            returning id, cooperative_id, seller_id, version, news";
        let session: Option<Session> = sql::one(&*txn, text, [one.session_id.into()]).await?;
        let ended = Note {
            item: Some(one.id),
            ..Note::of(Kind::FlashOver)
        };
        note(core, &txn, one.session_id, ended).await?;
        told.extend(session);
    }
    txn.commit().await?;
    for session in &told {
        announce(core, session);
    }
    Ok(())
}

/// What can be sold of a livestream's goods together, in SQL.
fn free_of_all() -> String {
    format!(
        "(select cast(coalesce(sum({FREE}), 0) as bigint) from live_item i join offer o on o.id = i.offer_id where i.session_id = live_session.id)"
    )
}

/// Notes the stock that a change of the livestream's own leaves: nobody has to be told of it again.
pub(super) async fn note_stock(txn: &WriteTxn, session: Uuid) -> Result<()> {
    let text = format!(
        "update live_session set stock = {} where id = $1",
        free_of_all()
    );
    sql::execute(&**txn, &text, [session.into()]).await?;
    Ok(())
}

/// Stock that was sold, received or given back elsewhere shows in livestreams, too.
async fn tell_stock(core: &Core) -> Result<()> {
    let free = free_of_all();
    let changed = format!("ended_at is null and stock <> {free}");
    let any = format!("select 1 as one from live_session where {changed} limit 1");
    if sql::row(core.db.read(), &any, []).await?.is_none() {
        return Ok(());
    }
    let txn = core.db.begin().await?;
    let text = format!(
        "update live_session set stock = {free}, version = version + 1 where {changed} returning id, cooperative_id, seller_id, version, news"
    );
    let sessions: Vec<Session> = sql::all(&*txn, &text, []).await?;
    txn.commit().await?;
    for session in &sessions {
        announce(core, session);
    }
    Ok(())
}

async fn serve_lines(core: &Core) -> Result<u64> {
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
        served += serve_item(core, &txn, session.id, &item).await?;
    }
    if served == 0 {
        txn.rollback().await?;
        return Ok(0);
    }
    note_stock(&txn, session.id).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(served)
}

async fn serve_item(core: &Core, txn: &WriteTxn, session: Uuid, item: &Item) -> Result<u64> {
    let text = "select c.id, c.viewer_id, c.steps, v.token from live_claim c join live_viewer v on v.id = c.viewer_id \
        where c.item_id = $1 and c.state = 'waiting' order by c.place";
    let line: Vec<Waiting> = sql::all(&**txn, text, [item.id.into()]).await?;
    if line.is_empty() {
        return Ok(0);
    }
    let (now, offer) = (core.clock.now(), item.offer_id);
    let price = item.flash(now);
    let free = stock::lock(txn, offer.into(), now.0).await?.free;
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
        let text = "update live_claim set state = 'held', hold_id = $1, offered_at = $2, price = $3 \
            where id = $4 and state = 'waiting'";
        let values = [hold.into(), now.0.into(), price.into(), turn.who.id.into()];
        sql::execute(&**txn, text, values).await?;
        let offered = Note {
            item: Some(item.id),
            viewer: Some(turn.who.viewer_id),
            steps: turn.steps,
            price,
            ..Note::of(Kind::Offered)
        };
        note(core, txn, session, offered).await?;
        served += 1;
    }
    Ok(served)
}
