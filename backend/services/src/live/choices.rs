//! What can be shown in a livestream, and the last livestreams.

use super::Host;
use super::consent::ALLOWED;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use crate::stock::FREE;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::quantity::Quantity;
use shared::time::Millis;
use shared::view::live::LiveChoice;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct OfferRow {
    id: Uuid,
    title: String,
    pack: String,
    cooperative: String,
    free: i64,
    unit: String,
    asks: bool,
}

#[derive(FromQueryResult)]
struct PastRow {
    slug: String,
    created_at: i64,
    ended_at: Option<i64>,
}

const GOODS: &str = "from offer o join listing l on l.id = o.listing_id join variant v on v.id = o.variant_id \
     join cooperative c on c.id = o.cooperative_id where";

/// What can be shown in a livestream, and the last livestreams: a member's, of every cooperative he sells for; a seller's, of
/// every cooperative that pays him and lets sellers show its goods.
pub async fn choices(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
) -> Result<(Vec<LiveChoice>, Vec<LiveChoice>)> {
    let l = actor.locale;
    let owner = host.into().owner(core, actor).await?;
    let rows = match owner.seller {
        true => of_seller(core, owner.id).await?,
        false => of_member(core, actor).await?,
    };
    let goods = rows.into_iter().map(|row| {
        let asks = if row.asks {
            l.say(
                " · hỏi hợp tác xã trước",
                " · the cooperative is asked first",
            )
        } else {
            ""
        };
        let free = row
            .unit
            .parse()
            .map_or(String::new(), |unit| Quantity::of(row.free, unit).words(l));
        LiveChoice {
            value: row.id.to_string(),
            words: format!("{} {} · {}", row.title, row.pack, row.cooperative),
            detail: format!("{free}{asks}"),
        }
    });
    let text = format!(
        "select slug, created_at, ended_at from live_session where {} order by created_at desc limit 20",
        owner.meets("", 1)
    );
    let past: Vec<PastRow> = sql::all(core.db.read(), &text, [owner.id.into()]).await?;
    let past = past.into_iter().map(|row| LiveChoice {
        value: row.slug,
        words: Millis(row.created_at).vn_date().full(),
        detail: match row.ended_at {
            Some(_) => l.say("Đã xong", "Over"),
            None => l.say("Đang mở", "Open"),
        }
        .to_owned(),
    });
    Ok((goods.collect(), past.collect()))
}

async fn of_member(core: &Core, actor: &Actor) -> Result<Vec<OfferRow>> {
    let all = actor.signed_in()?.memberships.iter();
    let mut sells: Vec<CooperativeId> = all
        .filter(|(_, role)| role.has(Right::Sell))
        .map(|(id, _)| *id)
        .collect();
    sells.dedup();
    let text = format!(
        "select o.id, l.title, v.name as pack, c.short_name as cooperative, {FREE} as free, v.unit, false as asks {GOODS} \
         o.cooperative_id = $1 and l.state = 'live' order by l.sort_key, v.position, o.id limit 200"
    );
    let mut goods = Vec::new();
    for id in sells {
        let rows: Vec<OfferRow> = sql::all(core.db.read(), &text, [id.uuid().into()]).await?;
        goods.extend(rows);
    }
    Ok(goods)
}

async fn of_seller(core: &Core, seller: Uuid) -> Result<Vec<OfferRow>> {
    let text = format!(
        "select o.id, l.title, v.name as pack, c.short_name as cooperative, {FREE} as free, v.unit, c.live_rule = 'ask' as asks \
         {GOODS} {ALLOWED} order by l.sort_key, v.position, o.id limit 200"
    );
    let values = [seller.into(), core.clock.now().0.into()];
    Ok(sql::all(core.db.read(), &text, values).await?)
}
