//! Links to livestreams: the cooperative's own, made with the livestream, and those of sellers whom its goods pay.

use super::links::{code, insert};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::PersonId;
use shared::time::Millis;
use shared::view::live::LiveChoice;
use store::entity::share_link;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Makes the link that leads to a livestream, for the seller or the cooperative that runs it.
pub(crate) async fn live_link(
    txn: &WriteTxn,
    (seller, cooperative): (Option<Uuid>, Option<Uuid>),
    person: PersonId,
    slug: &str,
    now: Millis,
) -> Result<()> {
    let row = share_link::Model {
        id: Uuid::now_v7(),
        code: code(),
        kind: "live".to_owned(),
        listing_id: None,
        booth_id: None,
        live_slug: Some(slug.to_owned()),
        seller_id: seller,
        cooperative_id: cooperative,
        created_by: person.uuid(),
        campaign: String::new(),
        created_at: now.0,
        revoked_at: None,
    };
    insert(txn, row, Vec::new()).await
}

/// Open livestreams of cooperatives with a good that pays: open to all, or agreed with the seller ($1), at $2.
const PAID: &str = "from live_session s join cooperative c on c.id = s.cooperative_id where s.ended_at is null and s.seller_id is null \
    and exists(select 1 from live_item i join offer o on o.id = i.offer_id join share_rate r on r.cooperative_id = o.cooperative_id \
    where i.session_id = s.id and (r.listing_id is null or r.listing_id = o.listing_id) \
    and (r.seller_id is null or r.seller_id = $1) and r.valid_from <= $2 and (r.ended_at is null or r.ended_at > $2))";

#[derive(FromQueryResult)]
struct Row {
    slug: String,
    host: String,
    created_at: i64,
}

/// The open livestreams that a seller may lead buyers to, the last opened first.
pub(super) async fn open_lives(core: &Core, seller: Uuid) -> Result<Vec<LiveChoice>> {
    let text = format!(
        "select s.slug, c.short_name as host, s.created_at {PAID} order by s.created_at desc limit 20"
    );
    let values = [seller.into(), core.clock.now().0.into()];
    let rows: Vec<Row> = sql::all(core.db.read(), &text, values).await?;
    let choice = |row: Row| LiveChoice {
        value: row.slug,
        words: row.host,
        detail: Millis(row.created_at).vn_clock(),
    };
    Ok(rows.into_iter().map(choice).collect())
}

/// The livestream of this address, when the seller may lead buyers to it.
pub(super) async fn live_of(core: &Core, seller: Uuid, slug: &str) -> Result<String> {
    let text = format!("select s.slug, c.short_name as host, s.created_at {PAID} and s.slug = $3");
    let values = [seller.into(), core.clock.now().0.into(), slug.into()];
    let row: Option<Row> = sql::one(core.db.read(), &text, values).await?;
    row.map(|row| row.slug)
        .ok_or(Error::NotFound { what: "live" })
}
