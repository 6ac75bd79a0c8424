//! Where livestreams meet the checkout: the price a claim was kept at, and that it was ordered.

use super::Session;
use super::events::{Note, note};
use crate::checkout::{Goods, Wanted};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::{OrderId, VariantId};
use shared::money::Vnd;
use shared::rules::live::Kind;
use std::collections::HashMap;
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Kept {
    variant_id: Uuid,
    offer_id: Uuid,
    steps: i64,
    price: i64,
}

/// Lowers the prices of goods that this checkout keeps at a flash price, for no more of them than were claimed.
pub(crate) async fn lower_prices(
    core: &Core,
    checkout: &str,
    wanted: &[Wanted],
    goods: &mut HashMap<VariantId, Goods>,
) -> Result<()> {
    let text = "select o.variant_id, i.offer_id, c.steps, c.price from live_claim c join live_viewer v on v.id = c.viewer_id \
        join live_item i on i.id = c.item_id join offer o on o.id = i.offer_id join hold h on h.id = c.hold_id \
        where v.token = $1 and c.state = 'held' and c.price is not null and h.state = 'active' and h.expires_at > $2";
    let values = [checkout.into(), core.clock.now().0.into()];
    let kept: Vec<Kept> = sql::all(core.db.read(), text, values).await?;
    for one in kept {
        let variant = VariantId::from(one.variant_id);
        let asked = wanted.iter().filter(|line| line.variant == variant);
        let asked: i64 = asked.map(|line| line.steps).sum();
        let Some(good) = goods.get_mut(&variant) else {
            continue;
        };
        let only = good.supplies.len() == 1;
        let supply = good.supplies.iter_mut().find(|supply| {
            only && supply.offer == one.offer_id.into() && Vnd(one.price) < supply.price
        });
        if let (Some(supply), true) = (supply, asked <= one.steps) {
            supply.price = Vnd(one.price);
            good.price = Vnd(one.price);
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Sold {
    session_id: Uuid,
    item_id: Uuid,
    viewer_id: Uuid,
    steps: i64,
    price: Option<i64>,
}

/// Notes which claims this checkout's order fulfils. Gives the livestreams to tell after the commit.
pub(crate) async fn bought(
    core: &Core,
    txn: &WriteTxn,
    checkout: &str,
    order: OrderId,
) -> Result<Vec<crate::Changed>> {
    let text = "update live_claim set state = 'bought', order_id = $1 where state = 'held' \
        and viewer_id in (select id from live_viewer where token = $2) and item_id in (select i.id from live_item i \
        join offer o on o.id = i.offer_id join order_line l on l.variant_id = o.variant_id where l.order_id = $1) \
        returning session_id, item_id, viewer_id, steps, price";
    let sold: Vec<Sold> = sql::all(&**txn, text, [order.uuid().into(), checkout.into()]).await?;
    let mut told = Vec::new();
    for one in &sold {
        let event = Note {
            item: Some(one.item_id),
            viewer: Some(one.viewer_id),
            steps: one.steps,
            price: one.price,
            ..Note::of(Kind::Bought)
        };
        note(core, txn, one.session_id, event).await?;
    }
    if let Some(first) = sold.first() {
        // A viewer's basket is of one livestream.
        let text = "update live_session set version = version + 1 where id = $1 returning id, cooperative_id, seller_id, version, news";
        let session: Option<Session> = sql::one(&**txn, text, [first.session_id.into()]).await?;
        told.extend(session.map(|session| crate::Changed::Live {
            session: session.id,
            version: session.version,
            news: session.news,
        }));
    }
    Ok(told)
}
