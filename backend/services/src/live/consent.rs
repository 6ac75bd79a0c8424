//! Sellers show goods of cooperatives that let them: by themselves, after being asked, or not at all.

use super::{announce, at_once, lock};
use crate::actor::{Actor, Right};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::CooperativeId;
use shared::time::Millis;
use shared::view::live::LiveChoice;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Sellers whom the cooperative pays may show its goods.
pub const AUTO: &str = "auto";
/// They may once a member said yes.
pub const ASK: &str = "ask";
/// They may not.
pub const OFF: &str = "off";

/// Offers that a seller ($1) may show at $2: on sale, paid for by a rate in force, and the cooperative lets sellers.
pub(super) const ALLOWED: &str = "l.state = 'live' and l.visible = true and not o.paused and c.state = 'verified' \
    and c.live_rule <> 'off' and exists(select 1 from share_rate r where r.cooperative_id = o.cooperative_id \
    and (r.listing_id is null or r.listing_id = o.listing_id) and (r.seller_id is null or r.seller_id = $1) \
    and r.valid_from <= $2 and (r.ended_at is null or r.ended_at > $2))";

#[derive(FromQueryResult)]
struct Offered {
    cooperative_id: Uuid,
    live_rule: String,
}

/// The cooperative of an offer that a seller may show, and whether it waits for the cooperative's yes. Any other is not found.
pub(super) async fn of_seller(
    txn: &WriteTxn,
    seller: Uuid,
    offer: Uuid,
    now: Millis,
) -> Result<(Uuid, bool)> {
    let text = format!(
        "select o.cooperative_id, c.live_rule from offer o join listing l on l.id = o.listing_id \
         join cooperative c on c.id = o.cooperative_id where {ALLOWED} and o.id = $3"
    );
    let values = [seller.into(), now.0.into(), offer.into()];
    let row: Option<Offered> = sql::one(&**txn, &text, values).await?;
    let row = row.ok_or(Error::NotFound { what: "offer" })?;
    Ok((row.cooperative_id, row.live_rule == ASK))
}

#[derive(FromQueryResult)]
struct RuleRow {
    live_rule: String,
}

/// The cooperative's rule: [`AUTO`], [`ASK`] or [`OFF`].
pub async fn rule(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<String> {
    actor.member(cooperative, Right::Read)?;
    let text = "select live_rule from cooperative where id = $1";
    let row: Option<RuleRow> = sql::one(core.db.read(), text, [cooperative.uuid().into()]).await?;
    Ok(row.map_or_else(|| AUTO.to_owned(), |row| row.live_rule))
}

/// A director sets the rule for livestreams of sellers; those that run keep their goods. An unknown one is `Invalid` at `rule`.
pub async fn set_rule(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    rule: &str,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    if ![AUTO, ASK, OFF].contains(&rule) {
        let words = actor
            .locale
            .say("Chọn một trong ba cách", "Choose one of the three");
        return Err(Error::invalid("rule", "unknown", words));
    }
    let txn = core.db.begin().await?;
    let text = "update cooperative set live_rule = $1 where id = $2";
    sql::execute(&*txn, text, [rule.into(), cooperative.uuid().into()]).await?;
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "set_live_rule",
        entity: "cooperative",
        entity_id: cooperative.to_string(),
        before: json!({}),
        after: json!({ "live_rule": rule }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct AskedRow {
    id: Uuid,
    shown_name: String,
    title: String,
    pack: String,
    created_at: i64,
}

/// Goods of the cooperative that sellers want to show in open livestreams and that wait for a yes, the oldest first.
pub async fn asked(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<Vec<LiveChoice>> {
    actor.member(cooperative, Right::Read)?;
    let rows: Vec<AskedRow> = sql::all(
        core.db.read(),
        "select i.id, e.shown_name, l.title, v.name as pack, s.created_at from live_item i join live_session s on s.id = i.session_id \
         join seller e on e.id = s.seller_id join offer o on o.id = i.offer_id join listing l on l.id = o.listing_id \
         join variant v on v.id = o.variant_id where i.waits and s.ended_at is null and o.cooperative_id = $1 \
         order by s.created_at, i.position limit 100",
        [cooperative.uuid().into()],
    )
    .await?;
    let choice = |row: AskedRow| LiveChoice {
        value: row.id.to_string(),
        words: format!(
            "{} · {}",
            row.shown_name,
            super::read::named(&row.title, &row.pack)
        ),
        detail: Millis(row.created_at).vn_clock(),
    };
    Ok(rows.into_iter().map(choice).collect())
}

#[derive(FromQueryResult)]
struct Answered {
    session_id: Uuid,
}

#[derive(FromQueryResult)]
struct Open {
    slug: String,
}

/// Says yes or no to a good of the cooperative in a seller's livestream. Yes: it is shown from now on; no: it is taken out of it.
/// One that waits for nobody, or for another cooperative, is `NotFound`.
pub async fn answer(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (item, yes): (&str, bool),
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let missing = || Error::NotFound { what: "live_item" };
    let id = Uuid::try_parse(item).map_err(|_| missing())?;
    let deed = match yes {
        true => "update live_item set waits = false",
        false => "delete from live_item",
    };
    let text = format!(
        "{deed} where id = $1 and waits and offer_id in (select o.id from offer o where o.cooperative_id = $2) returning session_id"
    );
    let txn = core.db.begin().await?;
    let of =
        "select s.slug from live_session s join live_item i on i.session_id = s.id where i.id = $1";
    let open: Option<Open> = sql::one(&*txn, of, [id.into()]).await?;
    let mut session = lock(&txn, &open.ok_or_else(missing)?.slug).await?;
    let done: Option<Answered> =
        sql::one(&*txn, &text, [id.into(), cooperative.uuid().into()]).await?;
    if done.ok_or_else(missing)?.session_id != session.id {
        return Err(missing());
    }
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "answer_live_seller",
        entity: "live_item",
        entity_id: id.to_string(),
        before: json!({}),
        after: json!({ "yes": yes }),
    };
    audit::record(core, &txn, actor, entry).await?;
    at_once(&txn, &mut session).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(())
}
