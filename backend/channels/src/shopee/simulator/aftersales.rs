//! Returns and the settlement.

use serde_json::{Value, json};

use super::life::{self, tell_return};
use super::order::span;
use super::product::decimal;
use super::reply::{Answer, Ask, Refused, Reply, param, refused, s};
use super::state::{Order, Return, State};

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    Some(match (ask.path.as_str(), post) {
        ("returns/get_return_list", false) => list(state, ask),
        ("returns/get_return_detail", false) => {
            one(state, ask, ask.q("return_sn")).map(|back| Reply::In(detail(state, ask, back)))
        }
        ("returns/confirm", true) => decide(state, ask, "ACCEPTED"),
        ("returns/offer", true) => offer(state, ask),
        ("returns/get_return_dispute_reason", false) => Ok(Reply::In(json!({
            "dispute_reason_list": [{"dispute_reason_id": 11, "dispute_reason": "Hàng không có lỗi"}]
        }))),
        ("returns/dispute", true) => dispute(state, ask),
        ("payment/get_escrow_list", false) => escrows(state, ask),
        ("payment/get_escrow_detail_batch", true) => escrow_details(state, ask),
        _ => return None,
    })
}

fn one<'a>(state: &'a State, ask: &Ask, sn: &str) -> Result<&'a Return, Refused> {
    state.shops[&ask.shop]
        .returns
        .get(sn)
        .ok_or_else(|| refused("returns.error_return_not_found", "The return is not found."))
}

/// Pages count from 0 here.
fn list(state: &State, ask: &Ask) -> Answer {
    let (from, to) = span(ask.qn("update_time_from"), ask.qn("update_time_to"))?;
    let page = ask
        .qn("page_no")
        .and_then(|n| usize::try_from(n).ok())
        .ok_or_else(|| param("page_no is required"))?;
    let size = ask
        .qn("page_size")
        .and_then(|n| usize::try_from(n).ok())
        .filter(|n| (1..=100).contains(n));
    let size = size
        .ok_or_else(|| param("page_size: 1 to 100"))?
        .min(state.start.longest_page);
    let found: Vec<&Return> = state.shops[&ask.shop]
        .returns
        .values()
        .filter(|back| (from..=to).contains(&s(back.updated)))
        .collect();
    let rows: Vec<Value> = found
        .iter()
        .skip(page * size)
        .take(size)
        .map(|back| json!({"return_sn": back.sn, "order_sn": back.order, "status": back.status}))
        .collect();
    Ok(Reply::In(
        json!({"more": (page + 1) * size < found.len(), "return": rows}),
    ))
}

fn detail(state: &State, ask: &Ask, back: &Return) -> Value {
    let order = &state.shops[&ask.shop].orders[&back.order];
    json!({
        "return_sn": back.sn, "order_sn": back.order, "reason": "DAMAGED", "text_reason": back.reason,
        "refund_amount": decimal(back.refund), "currency": "VND", "status": back.status, "due_date": s(back.due),
        "return_seller_due_date": s(back.due), "needs_logistics": back.goods_back, "update_time": s(back.updated),
        "item": [{"item_id": order.item, "model_id": order.model, "amount": back.quantity,
            "item_price": decimal(order.price), "variation_sku": order.model_sku}],
    })
}

fn decide(state: &mut State, ask: &Ask, status: &str) -> Answer {
    let sn = ask.text("return_sn")?.to_owned();
    if one(state, ask, &sn)?.status != "REQUESTED" {
        return Err(refused(
            "returns.error_status",
            "The return cannot be answered any more.",
        ));
    }
    if let Some(back) = state
        .shops
        .get_mut(&ask.shop)
        .and_then(|shop| shop.returns.get_mut(&sn))
    {
        status.clone_into(&mut back.status);
        back.updated = ask.now;
    }
    tell_return(state, ask.shop, &sn);
    if status == "ACCEPTED" {
        let order = one(state, ask, &sn)?.order.clone();
        if let Some(order) = state
            .shops
            .get_mut(&ask.shop)
            .and_then(|shop| shop.orders.get_mut(&order))
        {
            order.released.get_or_insert(ask.now);
        }
        life::turn(state, ask.shop, &order, "COMPLETED", None);
    }
    Ok(Reply::In(json!({"return_sn": sn})))
}

fn offer(state: &mut State, ask: &Ask) -> Answer {
    let sn = ask.text("return_sn")?.to_owned();
    if !matches!(ask.text("proposed_solution")?, "RETURN_REFUND" | "REFUND") {
        return Err(param("proposed_solution is invalid"));
    }
    let amount = super::checks::whole(&ask.body["proposed_adjusted_refund_amount"]);
    let most = one(state, ask, &sn)?.refund;
    let amount = amount
        .filter(|n| (1..=most).contains(n))
        .ok_or_else(|| param("refund amount is out of range"))?;
    if let Some(back) = state
        .shops
        .get_mut(&ask.shop)
        .and_then(|shop| shop.returns.get_mut(&sn))
    {
        back.refund = amount;
    }
    // The simulated buyer is content with what is offered.
    decide(state, ask, "ACCEPTED")
}

fn dispute(state: &mut State, ask: &Ask) -> Answer {
    if !ask.text("email")?.contains('@') {
        return Err(param("email is invalid"));
    }
    if ask.int("dispute_reason_id")? != 11 {
        return Err(param("dispute_reason_id is invalid"));
    }
    ask.text("dispute_text_reason")?;
    decide(state, ask, "JUDGING")
}

fn refunded(state: &State, shop: i64, order: &Order) -> i64 {
    state.shops[&shop]
        .returns
        .values()
        .filter(|back| back.order == order.sn && back.status == "ACCEPTED")
        .map(|back| back.refund)
        .sum()
}

/// Goods, commission 9 %, service 5 %, refunded, paid out.
fn income(state: &State, shop: i64, order: &Order) -> (i64, i64, i64, i64, i64) {
    let goods = order.price * order.active();
    let back = refunded(state, shop, order);
    let (commission, service) = ((goods - back) * 9 / 100, (goods - back) * 5 / 100);
    (
        goods,
        commission,
        service,
        back,
        goods - commission - service - back,
    )
}

fn escrows(state: &State, ask: &Ask) -> Answer {
    let (from, to) = span(ask.qn("release_time_from"), ask.qn("release_time_to"))?;
    let page = ask
        .qn("page_no")
        .filter(|n| *n >= 1)
        .and_then(|n| usize::try_from(n).ok());
    let page = page.ok_or_else(|| param("page_no counts from 1"))?;
    let size = ask
        .qn("page_size")
        .and_then(|n| usize::try_from(n).ok())
        .filter(|n| (1..=100).contains(n));
    let size = size
        .ok_or_else(|| param("page_size: 1 to 100"))?
        .min(state.start.longest_page);
    let found: Vec<(&Order, i64)> = state.shops[&ask.shop]
        .orders
        .values()
        .filter_map(|order| Some((order, order.released?)))
        .filter(|(_, at)| (from..=to).contains(&s(*at)))
        .collect();
    let rows: Vec<Value> = found
        .iter()
        .skip((page - 1) * size)
        .take(size)
        .map(|(order, at)| {
            let paid = income(state, ask.shop, order).4;
            json!({"order_sn": order.sn, "payout_amount": decimal(paid), "escrow_release_time": s(*at)})
        })
        .collect();
    Ok(Reply::In(
        json!({"more": page * size < found.len(), "escrow_list": rows}),
    ))
}

fn escrow_details(state: &State, ask: &Ask) -> Answer {
    let numbers = ask.body["order_sn_list"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if numbers.is_empty() || numbers.len() > 50 {
        return Err(param("order_sn_list: 1 to 50"));
    }
    let rows: Vec<Value> = numbers
        .iter()
        .filter_map(|sn| state.shops[&ask.shop].orders.get(sn.as_str()?))
        .map(|order| {
            let (goods, commission, service, back, paid) = income(state, ask.shop, order);
            json!({"escrow_detail": {"order_sn": order.sn, "order_income": {
                "escrow_amount": decimal(paid), "cost_of_goods_sold": decimal(goods),
                "commission_fee": decimal(commission), "service_fee": decimal(service),
                "seller_transaction_fee": decimal(0), "voucher_from_seller": decimal(0),
                "final_shipping_fee": decimal(0), "seller_return_refund": decimal(-back),
            }}})
        })
        .collect();
    Ok(Reply::In(Value::Array(rows)))
}
