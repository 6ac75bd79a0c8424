//! The life of orders, apart from calls: buying, paying, going, arriving, coming back; and what time does.

use serde_json::json;

use super::push::tell;
use super::reply::s;
use super::state::{Order, Return, State};

/// What a buyer orders.
pub struct Wish {
    pub shop: i64,
    pub item: i64,
    pub model: i64,
    pub quantity: i64,
    pub name: String,
    pub phone: String,
    pub address: String,
    pub note: String,
    pub cod: bool,
    pub paid: bool,
}

/// Within this time the buyer cancels without asking.
const FREE_MS: i64 = 3_600_000;

/// Places an order and keeps its stock; says in Vietnamese why it cannot be.
pub fn buy(state: &mut State, wish: Wish) -> Result<String, String> {
    let now = state.now();
    let (number, package, line) = (state.id(), state.id(), state.id());
    let shop = state
        .shops
        .get_mut(&wish.shop)
        .ok_or("Không có gian hàng này")?;
    if shop.holiday {
        return Err("Gian hàng đang tạm nghỉ".to_owned());
    }
    let item = shop
        .items
        .get_mut(&wish.item)
        .ok_or("Không có mặt hàng này")?;
    if item.status(now) != "NORMAL" {
        return Err("Mặt hàng chưa bán hoặc đang ẩn".to_owned());
    }
    let (item_name, item_sku, options) =
        (item.name.clone(), item.sku.clone(), item.options.clone());
    let offer = item.offer_mut(wish.model).ok_or("Không có loại này")?;
    if wish.quantity < 1 || offer.stock - offer.reserved < wish.quantity {
        return Err("Không đủ hàng".to_owned());
    }
    offer.reserved += wish.quantity;
    let has_model = offer.id != 0;
    let order = Order {
        // What began anew gives no number a second time.
        sn: format!("MP{}{:03}", now / 1_000, number % 1_000),
        status: if wish.cod || wish.paid {
            "READY_TO_SHIP"
        } else {
            "UNPAID"
        }
        .to_owned(),
        before_cancel: String::new(),
        logistics: "LOGISTICS_READY".to_owned(),
        package: format!("OFG{package}"),
        tracking: None,
        tracking_told: false,
        label: None,
        label_told: false,
        cod: wish.cod,
        paid_at: (wish.paid && !wish.cod).then_some(now),
        created: now,
        updated: now,
        item: wish.item,
        item_name,
        item_sku,
        model: offer.id,
        model_name: if has_model {
            options.get(offer.option).cloned().unwrap_or_default()
        } else {
            String::new()
        },
        model_sku: if has_model {
            offer.sku.clone()
        } else {
            String::new()
        },
        quantity: wish.quantity,
        cancelled: 0,
        price: offer.price,
        name: wish.name,
        phone: wish.phone,
        address: wish.address,
        note: wish.note,
        line,
        released: None,
    };
    let sn = order.sn.clone();
    shop.orders.insert(sn.clone(), order);
    tell_order(state, wish.shop, &sn);
    Ok(sn)
}

/// Pushes how the order stands.
pub fn tell_order(state: &mut State, shop: i64, sn: &str) {
    let Some(order) = state.shops.get(&shop).and_then(|shop| shop.orders.get(sn)) else {
        return;
    };
    let data = json!({
        "items": [], "ordersn": sn, "status": order.status, "completed_scenario": "", "update_time": s(order.updated),
    });
    tell(state, Some(shop), 3, &data, sn);
}

/// Moves the order to another state and says so.
pub fn turn(state: &mut State, shop: i64, sn: &str, status: &str, logistics: Option<&str>) {
    let now = state.now();
    let Some(order) = state
        .shops
        .get_mut(&shop)
        .and_then(|shop| shop.orders.get_mut(sn))
    else {
        return;
    };
    status.clone_into(&mut order.status);
    order.updated = now;
    if let Some(logistics) = logistics {
        logistics.clone_into(&mut order.logistics);
        let data = json!({
            "ordersn": sn, "package_number": order.package, "fulfillment_status": logistics, "update_time": s(now),
        });
        tell(state, Some(shop), 30, &data, sn);
    }
    tell_order(state, shop, sn);
}

/// Gives the kept stock back, or takes it for good.
pub fn settle_stock(state: &mut State, shop: i64, sn: &str, gone: bool) {
    let Some(shop) = state.shops.get_mut(&shop) else {
        return;
    };
    let Some(order) = shop.orders.get(sn) else {
        return;
    };
    let (model, quantity) = (order.model, order.active());
    if let Some(offer) = shop
        .items
        .get_mut(&order.item)
        .and_then(|item| item.offer_mut(model))
    {
        offer.reserved = (offer.reserved - quantity).max(0);
        if gone {
            offer.stock = (offer.stock - quantity).max(0);
        }
    }
}

/// Takes some of an order away; what is left goes on.
pub fn cancel_part(state: &mut State, shop: i64, sn: &str, units: i64) {
    let Some(here) = state.shops.get_mut(&shop) else {
        return;
    };
    let Some(order) = here.orders.get_mut(sn) else {
        return;
    };
    order.cancelled += units;
    let (model, status) = (order.model, order.status.clone());
    let item = here.items.get_mut(&order.item);
    if let Some(offer) = item.and_then(|item| item.offer_mut(model)) {
        offer.reserved = (offer.reserved - units).max(0);
    }
    turn(state, shop, sn, &status, None);
}

pub fn cancel(state: &mut State, shop: i64, sn: &str) {
    settle_stock(state, shop, sn, false);
    turn(state, shop, sn, "CANCELLED", Some("LOGISTICS_INVALID"));
}

/// What a person presses on the page.
pub fn step(state: &mut State, shop: i64, sn: &str, what: &str) -> Result<(), String> {
    let now = state.now();
    let order = state
        .shops
        .get_mut(&shop)
        .and_then(|shop| shop.orders.get_mut(sn))
        .ok_or("Không có đơn này")?;
    let status = order.status.clone();
    match (what, status.as_str()) {
        ("pay", "UNPAID") => {
            order.paid_at = Some(now);
            turn(state, shop, sn, "READY_TO_SHIP", None);
        }
        ("cancel", "UNPAID") => cancel(state, shop, sn),
        ("cancel", "READY_TO_SHIP") if now - order.created < FREE_MS => cancel(state, shop, sn),
        ("cancel", "READY_TO_SHIP" | "PROCESSED") => {
            order.before_cancel = status;
            turn(state, shop, sn, "IN_CANCEL", None);
        }
        ("pick", "PROCESSED") => {
            settle_stock(state, shop, sn, true);
            turn(state, shop, sn, "SHIPPED", Some("LOGISTICS_PICKUP_DONE"));
        }
        ("deliver", "SHIPPED") => {
            order.paid_at.get_or_insert(now);
            turn(
                state,
                shop,
                sn,
                "TO_CONFIRM_RECEIVE",
                Some("LOGISTICS_DELIVERY_DONE"),
            );
        }
        ("fail", "SHIPPED") => turn(
            state,
            shop,
            sn,
            "SHIPPED",
            Some("LOGISTICS_DELIVERY_FAILED"),
        ),
        ("complete", "TO_CONFIRM_RECEIVE") => {
            order.released = Some(now);
            turn(state, shop, sn, "COMPLETED", None);
        }
        ("return", "TO_CONFIRM_RECEIVE" | "COMPLETED") => ask_back(state, shop, sn),
        _ => {
            return Err(format!(
                "Đơn đang ở trạng thái {status}, không làm được việc này"
            ));
        }
    }
    Ok(())
}

fn ask_back(state: &mut State, shop: i64, sn: &str) {
    let now = state.now();
    let number = state.id();
    let Some(here) = state.shops.get_mut(&shop) else {
        return;
    };
    let Some(order) = here.orders.get(sn) else {
        return;
    };
    let back = Return {
        sn: number.to_string(),
        order: sn.to_owned(),
        status: "REQUESTED".to_owned(),
        reason: "Hàng bị dập".to_owned(),
        refund: order.price * order.active(),
        goods_back: false,
        due: now + 2 * 86_400_000,
        updated: now,
        quantity: order.active(),
    };
    here.returns.insert(back.sn.clone(), back);
    tell_return(state, shop, &number.to_string());
    turn(state, shop, sn, "TO_RETURN", None);
}

pub fn tell_return(state: &mut State, shop: i64, sn: &str) {
    let Some(back) = state.shops.get(&shop).and_then(|shop| shop.returns.get(sn)) else {
        return;
    };
    let data = json!({
        "order_sn": back.order, "return_sn": sn,
        "updated_values": [{"update_field": "return_status", "new_value": back.status, "update_time": s(back.updated)}],
    });
    let order = back.order.clone();
    tell(state, Some(shop), 29, &data, &order);
}

/// What time does by itself: waybill numbers and labels come.
pub fn tick(state: &mut State) {
    let now = state.now();
    let mut news = Vec::new();
    for (shop, here) in &mut state.shops {
        for order in here.orders.values_mut() {
            if let Some((number, at)) = &order.tracking
                && *at <= now
                && !order.tracking_told
            {
                order.tracking_told = true;
                let data = json!({"ordersn": order.sn, "package_number": order.package, "tracking_no": number});
                news.push((*shop, 4, data, order.sn.clone()));
            }
            if order.label.is_some_and(|at| at <= now) && !order.label_told {
                order.label_told = true;
                let data = json!({"ordersn": order.sn, "package_number": order.package, "status": "READY"});
                news.push((*shop, 15, data, order.sn.clone()));
            }
        }
    }
    for (shop, code, data, sn) in news {
        tell(state, Some(shop), code, &data, &sn);
    }
}
