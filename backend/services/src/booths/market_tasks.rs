//! What marketplaces wait for: returns that nobody answered, and orders with codes that nobody knows.

use super::words::remaining;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::TaskCard;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Waiting {
    account_id: Uuid,
    shop: String,
    due: Option<i64>,
    since: i64,
    what: Option<String>,
}

const RETURNS: &str = "select r.account_id, a.name as shop, r.answer_by as due, r.updated_at as since, r.order_key as what \
 from channel_return r join channel_account a on a.id = r.account_id where a.cooperative_id = $1 and a.closed_at is null \
 and r.state = 'requested' and r.answer is null \
 order by case when r.answer_by is null then 1 else 0 end, r.answer_by, r.key limit 200";

const UNKNOWN: &str = "select o.account_id, a.name as shop, o.ship_by as due, o.created_at as since, o.note as what \
 from channel_order o join channel_account a on a.id = o.account_id where a.cooperative_id = $1 and a.closed_at is null \
 and o.held = 'unmapped_sku' order by case when o.ship_by is null then 1 else 0 end, o.ship_by, o.key limit 200";

/// A card for each kind, with the moment by which it is sorted. It leads to the shop whose clock ends first.
pub(super) async fn market_cards(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<(i64, TaskCard)>> {
    let now = core.clock.now();
    let mut cards = Vec::new();
    for (text, returns) in [(RETURNS, true), (UNKNOWN, false)] {
        let rows: Vec<Waiting> =
            sql::all(core.db.read(), text, [cooperative.uuid().into()]).await?;
        let Some(first) = rows.first() else {
            continue;
        };
        let n = rows.len();
        let (title, button) = words(returns, n, l);
        let page = if returns { "/tra-hang" } else { "" };
        let what = first.what.clone().unwrap_or_default();
        let card = TaskCard {
            title,
            detail: format!("{} · {what}", first.shop),
            until: first.due.map(|at| remaining(Millis(at), now, false, l)),
            hot: true,
            href: l.path(&format!("/htx/kenh/{}{page}", first.account_id)),
            button: Some(button.to_owned()),
        };
        cards.push((first.due.unwrap_or(first.since), card));
    }
    Ok(cards)
}

fn words(returns: bool, n: usize, l: Locale) -> (String, &'static str) {
    match (returns, l) {
        (true, Locale::Vi) => (format!("{n}\u{a0}đơn đòi trả hàng"), "Xem và trả lời"),
        (true, Locale::En) => (format!("Returns to answer: {n}"), "See and answer"),
        (false, Locale::Vi) => (format!("{n}\u{a0}đơn có mã lạ"), "Chọn hàng cho đơn"),
        (false, Locale::En) => (format!("Unknown codes: {n}"), "Choose the goods"),
    }
}
