//! Making a livestream, pinning a good, ending it.

use super::events::{Note, note};
use super::host::Owner as Runs;
use super::line::note_stock;
use super::{Host, announce, at_once, consent, lock};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::share;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::OfferId;
use shared::rules::live::Kind;
use shared::time::Millis;
use store::entity::{live_item, live_session};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Goods in one livestream, at most: codes A1 to A20.
pub const MOST: usize = 20;

#[derive(FromQueryResult)]
struct Waited {
    item_id: Uuid,
    viewer_id: Uuid,
    steps: i64,
}

#[derive(FromQueryResult)]
struct Owner {
    cooperative_id: Uuid,
}

/// A livestream of these goods, in their order: A1, A2 … Gives its address. A member's goods may be of several cooperatives, as far
/// as he sells for each: his right there is its consent. A seller's are of cooperatives that pay him and let sellers show their
/// goods; where one wants to be asked, its goods wait. One share link leads there. No goods, too many, or the same twice is
/// `Invalid`.
pub async fn prepare(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    offers: &[OfferId],
) -> Result<String> {
    let owner = host.into().owner(core, actor).await?;
    let l = actor.locale;
    let mut known: Vec<OfferId> = offers.to_vec();
    known.sort_unstable();
    known.dedup();
    if offers.is_empty() || offers.len() > MOST || known.len() != offers.len() {
        let words = l.say(
            "Chọn từ 1 đến 20 món, mỗi món một lần",
            "Choose 1 to 20 goods, each once",
        );
        return Err(Error::invalid("offer", "count", words));
    }
    let now = core.clock.now();
    let id = Uuid::now_v7();
    let slug = Uuid::now_v7().simple().to_string()[20..].to_owned();
    let txn = core.db.begin().await?;
    let (rows, first) = goods(&txn, actor, &owner, (id, offers), now).await?;
    // A seller's stands with the cooperative of its first good.
    let cooperative = if owner.seller { first } else { owner.id };
    let session = live_session::Model {
        id,
        slug: slug.clone(),
        cooperative_id: cooperative,
        person_id: owner.person.uuid(),
        pinned_item: None,
        version: 1,
        created_at: now.0,
        ended_at: None,
        news: 1,
        stock: 0,
        feed: String::new(),
        feed_of: String::new(),
        feed_cursor: String::new(),
        feed_error: String::new(),
        seller_id: owner.seller.then_some(owner.id),
    };
    live_session::Entity::insert(session.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    live_item::Entity::insert_many(rows)
        .exec_without_returning(&*txn)
        .await?;
    let whose = match owner.seller {
        true => (Some(owner.id), None),
        false => (None, Some(owner.id)),
    };
    share::live_link(&txn, whose, owner.person, &slug, now).await?;
    note_stock(&txn, id).await?;
    note(core, &txn, id, Note::of(Kind::Opened)).await?;
    txn.commit().await?;
    Ok(slug)
}

/// The goods of a livestream under their codes, and the cooperative of the first.
async fn goods(
    txn: &WriteTxn,
    actor: &Actor,
    owner: &Runs,
    (session, offers): (Uuid, &[OfferId]),
    now: Millis,
) -> Result<(Vec<live_item::ActiveModel>, Uuid)> {
    let mut rows = Vec::with_capacity(offers.len());
    let mut first = None;
    for (n, offer) in (1_i64..).zip(offers) {
        let (cooperative, waits) = match owner.seller {
            true => consent::of_seller(txn, owner.id, offer.uuid(), now).await?,
            false => (of_member(txn, actor, *offer).await?, false),
        };
        first.get_or_insert(cooperative);
        let row = live_item::Model {
            id: Uuid::now_v7(),
            session_id: session,
            code: format!("A{n}"),
            offer_id: offer.uuid(),
            position: n,
            times_pinned: 0,
            flash_price: None,
            flash_until: None,
            waits,
        };
        rows.push(row.into_active_model());
    }
    Ok((rows, first.unwrap_or_default()))
}

/// The cooperative of an offer that the member sells for; any other offer is not found.
async fn of_member(txn: &WriteTxn, actor: &Actor, offer: OfferId) -> Result<Uuid> {
    let missing = || Error::NotFound { what: "offer" };
    let text = "select o.cooperative_id from offer o join listing l on l.id = o.listing_id \
        where o.id = $1 and l.state = 'live'";
    let owner: Option<Owner> = sql::one(&**txn, text, [offer.uuid().into()]).await?;
    let owner = owner.ok_or_else(missing)?;
    actor
        .member(owner.cooperative_id.into(), Right::Sell)
        .map_err(|_| missing())?;
    Ok(owner.cooperative_id)
}

/// Shows the good with this code to everybody.
pub async fn pin(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    (slug, code): (&str, &str),
) -> Result<()> {
    let owner = host.into().owner(core, actor).await?;
    let txn = core.db.begin().await?;
    let mut session = lock(&txn, slug).await?;
    owner.owns(&session)?;
    let text = "update live_item set times_pinned = times_pinned + 1 where session_id = $1 and code = $2 and not waits returning id";
    let row = sql::row(&*txn, text, [session.id.into(), code.into()]).await?;
    let row = row.ok_or(Error::NotFound { what: "live_item" })?;
    let item: Uuid = row.try_get("", "id")?;
    let text = "update live_session set pinned_item = $1 where id = $2";
    sql::execute(&*txn, text, [item.into(), session.id.into()]).await?;
    let pinned = Note {
        item: Some(item),
        ..Note::of(Kind::Pinned)
    };
    note(core, &txn, session.id, pinned).await?;
    at_once(&txn, &mut session).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(())
}

/// Ends the livestream: nothing is claimed any more, whoever waits stops waiting; what is held stays until its time.
pub async fn end(core: &Core, actor: &Actor, host: impl Into<Host>, slug: &str) -> Result<()> {
    let owner = host.into().owner(core, actor).await?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let mut session = lock(&txn, slug).await?;
    owner.owns(&session)?;
    let text = "update live_session set ended_at = $1 where id = $2";
    sql::execute(&*txn, text, [now.into(), session.id.into()]).await?;
    let text = "update live_claim set state = 'dropped' where session_id = $1 and state = 'waiting' returning item_id, viewer_id, steps";
    let waited: Vec<Waited> = sql::all(&*txn, text, [session.id.into()]).await?;
    for one in waited {
        let dropped = Note {
            item: Some(one.item_id),
            viewer: Some(one.viewer_id),
            steps: one.steps,
            ..Note::of(Kind::Dropped)
        };
        note(core, &txn, session.id, dropped).await?;
    }
    note(core, &txn, session.id, Note::of(Kind::Ended)).await?;
    at_once(&txn, &mut session).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(())
}
