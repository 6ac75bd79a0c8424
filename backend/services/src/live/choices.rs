//! What can be shown in a livestream, and the last livestreams.

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
}

#[derive(FromQueryResult)]
struct PastRow {
    slug: String,
    created_at: i64,
    ended_at: Option<i64>,
}

/// What a member may show in a livestream, of every cooperative he sells for, and the last livestreams of this one.
pub async fn choices(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<(Vec<LiveChoice>, Vec<LiveChoice>)> {
    let l = actor.locale;
    let mut sells: Vec<CooperativeId> = actor
        .member(cooperative, Right::Sell)?
        .memberships
        .iter()
        .filter(|(_, role)| role.has(Right::Sell))
        .map(|(id, _)| *id)
        .collect();
    sells.dedup();
    let text = format!(
        "select o.id, l.title, v.name as pack, c.short_name as cooperative, {FREE} as free, v.unit from offer o \
         join listing l on l.id = o.listing_id join variant v on v.id = o.variant_id \
         join cooperative c on c.id = o.cooperative_id where o.cooperative_id = $1 and l.state = 'live' \
         order by l.sort_key, v.position, o.id limit 200"
    );
    let mut goods = Vec::new();
    for id in sells {
        let rows: Vec<OfferRow> = sql::all(core.db.read(), &text, [id.uuid().into()]).await?;
        goods.extend(rows.into_iter().map(|row| {
            LiveChoice {
                value: row.id.to_string(),
                words: format!("{} {} · {}", row.title, row.pack, row.cooperative),
                detail: row
                    .unit
                    .parse()
                    .map_or(String::new(), |unit| Quantity::of(row.free, unit).words(l)),
            }
        }));
    }
    let text = "select slug, created_at, ended_at from live_session where cooperative_id = $1 order by created_at desc limit 20";
    let past: Vec<PastRow> = sql::all(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let past = past.into_iter().map(|row| LiveChoice {
        value: row.slug,
        words: Millis(row.created_at).vn_date().full(),
        detail: match row.ended_at {
            Some(_) => l.say("Đã xong", "Over"),
            None => l.say("Đang mở", "Open"),
        }
        .to_owned(),
    });
    Ok((goods, past.collect()))
}
