//! Cancelling, of our own and at the buyer's wish. What is cancelled already is done.

use serde_json::{Value, json};
use shared::canonical::{Line, MarketOrder, MarketState};

use super::client::{Call, post};
use super::orders::now;
use super::shelf::number;
use super::wire::{Nothing, Order};
use crate::{ChannelError, Outbound, Outcome};

/// Cancels an order, or units of some of its lines.
pub async fn cancel(
    out: &Outbound,
    order: &MarketOrder,
    out_of_stock: bool,
    lines: &[(String, i64)],
) -> Result<Outcome, ChannelError> {
    let (wire, there) = now(out, &order.key).await?;
    match there.state {
        MarketState::Cancelled => return Ok(Outcome::default()),
        MarketState::AwaitingPayment
        | MarketState::OnHold
        | MarketState::ReadyToShip
        | MarketState::Arranged => {}
        other => return Err(ChannelError::Locked(format!("the order is {other:?}"))),
    }
    let mut body = json!({
        "order_sn": order.key,
        "cancel_reason": if out_of_stock { "OUT_OF_STOCK" } else { "CUSTOMER_REQUEST" },
    });
    if !lines.is_empty() {
        let part = part_of(order, (&wire, &there), lines)?;
        if part.is_empty() {
            return Ok(Outcome::default());
        }
        body["partial_cancel_item_list"] = part.into();
    }
    if out_of_stock {
        let concerned =
            |line: &&Line| lines.is_empty() || lines.iter().any(|(key, _)| *key == line.key);
        let rows: Result<Vec<Value>, ChannelError> = there
            .lines
            .iter()
            .filter(concerned)
            .map(|line| {
                Ok(json!({"item_id": number(&line.item)?, "model_id": id_or_zero(&line.variant)?}))
            })
            .collect();
        body["item_list"] = rows?.into();
    }
    post::<Nothing>(out, &Call::write("order/cancel_order"), &body).await?;
    Ok(Outcome::default())
}

/// Shopee's "none" is 0.
fn id_or_zero(id: &str) -> Result<i64, ChannelError> {
    if id.is_empty() { Ok(0) } else { number(id) }
}

/// What of the lines still stands there beyond what is to be left of them: what was cancelled before is not cancelled twice.
fn part_of(
    order: &MarketOrder,
    (wire, there): (&Order, &MarketOrder),
    lines: &[(String, i64)],
) -> Result<Vec<Value>, ChannelError> {
    let mut rows = Vec::with_capacity(lines.len());
    for (item, line) in wire.item_list.iter().zip(&there.lines) {
        let of = |(key, _): &&(String, i64)| *key == line.key;
        let Some((key, units)) = lines.iter().find(of) else {
            continue;
        };
        let known = order.lines.iter().find(|line| line.key == *key);
        let left = known.map_or(line.quantity, |line| line.quantity) - units;
        let rest = line.quantity - left.max(0);
        if rest > 0 {
            rows.push(json!({
                "item_id": number(&line.item)?, "model_id": id_or_zero(&line.variant)?,
                "order_item_id": id_or_zero(&item.order_item_id.0)?,
                "promotion_group_id": id_or_zero(&item.promotion_group_id.0)?, "model_quantity": rest,
            }));
        }
    }
    Ok(rows)
}

/// Answers a buyer who asks to cancel.
pub async fn answer_cancel(
    out: &Outbound,
    key: &str,
    accept: bool,
) -> Result<Outcome, ChannelError> {
    let (_, there) = now(out, key).await?;
    match (there.state, accept) {
        (MarketState::CancelRequested, _) => {}
        (MarketState::Cancelled, true) => return Ok(Outcome::default()),
        (MarketState::Cancelled, false) => {
            return Err(ChannelError::Locked("the order is cancelled".to_owned()));
        }
        (_, false) => return Ok(Outcome::default()),
        (other, true) => return Err(ChannelError::Locked(format!("the order is {other:?}"))),
    }
    let body = json!({"order_sn": key, "operation": if accept { "ACCEPT" } else { "REJECT" }});
    post::<Nothing>(out, &Call::write("order/handle_buyer_cancellation"), &body).await?;
    Ok(Outcome::default())
}
