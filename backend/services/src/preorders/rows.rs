//! Parts of orders that wait for a harvest, as they are stored.

use super::OPEN;
use crate::error::Result;
use crate::tasks;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use shared::rules::preorder::Waiting;
use store::outbox::Message;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A part that waits.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Part {
    pub sub_order_id: Uuid,
    pub forecast_id: Uuid,
    pub quantity: i64,
    pub secured: i64,
    pub paid_at: i64,
    pub code: String,
    pub order_id: Uuid,
    pub ship_on: i64,
    pub deliver_from: i64,
    pub deliver_to: i64,
}

impl Part {
    pub fn rule(&self) -> Waiting {
        Waiting {
            paid_at: self.paid_at,
            quantity: self.quantity,
            secured: self.secured,
        }
    }
}

/// The parts that wait for a forecast, in the order of payment.
pub(super) async fn waiting<C: ConnectionTrait>(db: &C, forecast: Uuid) -> Result<Vec<Part>> {
    let parts = sql::all(
        db,
        "select p.sub_order_id, p.forecast_id, p.quantity, p.secured, p.paid_at, s.code, s.order_id, s.ship_on, \
         s.deliver_from, s.deliver_to from preorder p join sub_order s on s.id = p.sub_order_id \
         where p.forecast_id = $1 and s.state = 'preordered' order by p.paid_at, p.sub_order_id",
        [forecast.into()],
    )
    .await?;
    Ok(parts)
}

/// Asks a buyer what becomes of a part, until a moment; anew when it was asked and settled before.
pub(super) async fn ask(txn: &WriteTxn, part: Uuid, until: i64, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "insert into buyer_choice (sub_order_id, offered_at, until) values ($1, $2, $3) \
         on conflict (sub_order_id) do update set offered_at = $2, until = $3, choice = null, chosen_at = null, \
         settled_at = null",
        [part.into(), now.into(), until.into()],
    )
    .await?;
    Ok(())
}

/// The buyer of a part is told what happened to it.
pub(super) fn told(part: Uuid, what: &str) -> Message {
    Message {
        topic: crate::topics::PREORDER_CHANGED,
        key: part.to_string(),
        payload: json!({ "what": what }),
    }
}

/// The pages that show the goods of an offer, and the calendar, are stale.
pub(super) async fn pages(txn: &WriteTxn, offer: Uuid) -> Result<Message> {
    #[derive(FromQueryResult)]
    struct Of {
        listing_id: Uuid,
    }
    let text = "select listing_id from offer where id = $1";
    let of: Option<Of> = sql::one(&**txn, text, [offer.into()]).await?;
    let listings: Vec<Uuid> = of.into_iter().map(|of| of.listing_id).collect();
    Ok(Message {
        topic: crate::topics::PAGES,
        key: offer.to_string(),
        payload: json!({ "listings": listings, "catalogue": true }),
    })
}

/// A forecast of which all came in, or whose days are over, takes no further orders and is done once nobody waits.
pub(super) async fn finish(txn: &WriteTxn, forecast: Uuid, today: i64, now: i64) -> Result<()> {
    let touched = sql::execute(
        &**txn,
        &format!(
            "update forecast set state = '{}', version = version + 1, updated_at = $1 where id = $2 and state in ('{OPEN}', '{}') \
             and promised = 0 and (harvested >= quantity or harvest_to < $3 or state = '{}')",
            super::DONE,
            super::CLOSED,
            super::CLOSED
        ),
        [now.into(), forecast.into(), today.into()],
    )
    .await?;
    if touched == 1 {
        let (kind, subject) = (tasks::NO_HARVEST, forecast.to_string());
        tasks::finish(txn, kind, &subject, None, "done", now).await?;
    }
    Ok(())
}
