//! Orders as the interface shows them, and cancelling.

use serde_json::{Value, json};

use super::life;
use super::product::decimal;
use super::reply::{Answer, Ask, Refused, Reply, param, refused, s};
use super::state::{Order, State};

const SPAN_S: i64 = 15 * 86_400;

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    Some(match (ask.path.as_str(), post) {
        ("order/get_order_list", false) => list(state, ask),
        ("order/get_order_detail", false) => detail(state, ask),
        ("order/cancel_order", true) => cancel(state, ask),
        ("order/handle_buyer_cancellation", true) => handle(state, ask),
        _ => return None,
    })
}

/// A span of at most fifteen days.
pub fn span(from: Option<i64>, to: Option<i64>) -> Result<(i64, i64), Refused> {
    match (from, to) {
        (Some(from), Some(to)) if from <= to && to - from <= SPAN_S => Ok((from, to)),
        _ => Err(refused(
            "order.order_list_invalid_time",
            "Start time must be earlier than end time, within 15 days.",
        )),
    }
}

fn list(state: &State, ask: &Ask) -> Answer {
    let (from, to) = span(ask.qn("time_from"), ask.qn("time_to"))?;
    let size = ask
        .qn("page_size")
        .and_then(|n| usize::try_from(n).ok())
        .filter(|n| (1..=100).contains(n));
    let size = size
        .ok_or_else(|| param("page_size: 1 to 100"))?
        .min(state.start.longest_page);
    let by_update = match ask.q("time_range_field") {
        "update_time" => true,
        "create_time" => false,
        _ => return Err(param("time_range_field is required")),
    };
    let mut found: Vec<&Order> = state.shops[&ask.shop]
        .orders
        .values()
        .filter(|order| {
            let at = s(if by_update {
                order.updated
            } else {
                order.created
            });
            from <= at && at <= to && order.sn.as_str() > ask.q("cursor")
        })
        .collect();
    found.sort_by(|a, b| a.sn.cmp(&b.sn));
    let more = found.len() > size;
    found.truncate(size);
    let next = found
        .last()
        .filter(|_| more)
        .map(|order| order.sn.clone())
        .unwrap_or_default();
    let rows: Vec<Value> = found
        .iter()
        .map(|order| json!({"order_sn": order.sn, "order_status": order.status}))
        .collect();
    Ok(Reply::In(
        json!({"more": more, "next_cursor": next, "order_list": rows}),
    ))
}

fn detail(state: &State, ask: &Ask) -> Answer {
    let numbers: Vec<&str> = ask
        .q("order_sn_list")
        .split(',')
        .filter(|sn| !sn.is_empty())
        .collect();
    if numbers.is_empty() || numbers.len() > 50 {
        return Err(param("order_sn_list: 1 to 50"));
    }
    let wanted: Vec<&str> = ask.q("response_optional_fields").split(',').collect();
    let orders = &state.shops[&ask.shop].orders;
    let rows: Vec<Value> = numbers
        .iter()
        .filter_map(|sn| orders.get(*sn))
        .map(|order| {
            let mut row = plain(order);
            let more = optional(order);
            if let (Value::Object(row), Value::Object(more)) = (&mut row, more) {
                row.extend(
                    more.into_iter()
                        .filter(|(name, _)| wanted.contains(&name.as_str())),
                );
            }
            row
        })
        .collect();
    if rows.is_empty() {
        return Err(refused(
            "order.error_order_not_found",
            "The order is not found.",
        ));
    }
    Ok(Reply::In(json!({"order_list": rows})))
}

fn plain(order: &Order) -> Value {
    json!({
        "order_sn": order.sn, "region": "VN", "currency": "VND", "cod": order.cod, "order_status": order.status,
        "message_to_seller": order.note, "create_time": s(order.created), "update_time": s(order.updated),
        "days_to_ship": 2, "ship_by_date": s(order.created) + 2 * 86_400,
    })
}

fn optional(order: &Order) -> Value {
    json!({
        "buyer_username": "nguoi_mua_mo_phong",
        "recipient_address": {
            "name": order.name, "phone": order.phone, "town": "", "district": "Phường Mộc Châu", "city": "",
            "state": "Sơn La", "region": "VN", "zipcode": "", "full_address": order.address,
        },
        "item_list": [{
            "item_id": order.item, "item_name": order.item_name, "item_sku": order.item_sku, "model_id": order.model,
            "model_name": order.model_name, "model_sku": order.model_sku,
            "model_quantity_purchased": order.quantity, "active_qty": order.active(),
            "cancelled_qty": order.cancelled, "model_original_price": decimal(order.price),
            "model_discounted_price": decimal(order.price), "order_item_id": order.item, "line_item_id": order.line,
            "promotion_type": "", "promotion_id": 0,
        }],
        "pay_time": order.paid_at.map(s),
        "total_amount": order.paid_at.map(|_| decimal(order.price * order.active() + 15_000)),
        "payment_method": if order.cod { "Cash on Delivery" } else { "ShopeePay" },
        "shipping_carrier": "SPX Express", "estimated_shipping_fee": decimal(15_000),
        "package_list": [{
            "package_number": order.package, "logistics_status": order.logistics, "shipping_carrier": "SPX Express",
            "logistics_channel_id": super::catalogue::BEHIND,
            "item_list": [{"item_id": order.item, "model_id": order.model, "model_quantity": order.active()}],
        }],
    })
}

/// The order in this shop.
pub fn order<'a>(state: &'a State, ask: &Ask, sn: &str) -> Result<&'a Order, Refused> {
    state.shops[&ask.shop]
        .orders
        .get(sn)
        .ok_or_else(|| refused("order.error_order_not_found", "The order is not found."))
}

fn cancel(state: &mut State, ask: &Ask) -> Answer {
    let sn = ask.text("order_sn")?.to_owned();
    let there = order(state, ask, &sn)?;
    match ask.text("cancel_reason")? {
        "OUT_OF_STOCK" => {
            let rows = ask.body["item_list"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let named = rows.iter().any(|row| {
                row["item_id"].as_i64() == Some(there.item)
                    && row["model_id"].as_i64() == Some(there.model)
            });
            if !named {
                return Err(param("item_list is required for OUT_OF_STOCK"));
            }
        }
        "CUSTOMER_REQUEST" | "COD_NOT_SUPPORTED" => {}
        _ => return Err(param("cancel_reason is invalid")),
    }
    if !matches!(
        there.status.as_str(),
        "UNPAID" | "READY_TO_SHIP" | "PROCESSED"
    ) {
        return Err(refused(
            "order.error_limit",
            "This order cannot be cancelled.",
        ));
    }
    match part(there, ask)? {
        Some(units) => life::cancel_part(state, ask.shop, &sn, units),
        None => life::cancel(state, ask.shop, &sn),
    }
    Ok(Reply::In(json!({"update_time": s(ask.now)})))
}

/// Units that are taken away when not all of the order is.
fn part(there: &Order, ask: &Ask) -> Result<Option<i64>, Refused> {
    let Some(rows) = ask.body["partial_cancel_item_list"].as_array() else {
        return Ok(None);
    };
    let mut units = 0;
    for row in rows {
        let same = row["item_id"].as_i64() == Some(there.item)
            && row["model_id"].as_i64() == Some(there.model)
            && row["order_item_id"].as_i64() == Some(there.item)
            && row["promotion_group_id"].is_i64();
        match row["model_quantity"].as_i64() {
            Some(n) if same && n >= 1 => units += n,
            _ => return Err(param("partial_cancel_item_list is invalid")),
        }
    }
    if units == 0 || units > there.active() {
        return Err(param("model_quantity is more than was bought"));
    }
    Ok((units < there.active()).then_some(units))
}

fn handle(state: &mut State, ask: &Ask) -> Answer {
    let sn = ask.text("order_sn")?.to_owned();
    let there = order(state, ask, &sn)?;
    if there.status != "IN_CANCEL" {
        return Err(refused(
            "order.error_invalid_status",
            "The buyer has not asked to cancel.",
        ));
    }
    let before = there.before_cancel.clone();
    match ask.text("operation")? {
        "ACCEPT" => life::cancel(state, ask.shop, &sn),
        "REJECT" => life::turn(state, ask.shop, &sn, &before, None),
        _ => return Err(param("operation is invalid")),
    }
    Ok(Reply::In(json!({"update_time": s(ask.now)})))
}
