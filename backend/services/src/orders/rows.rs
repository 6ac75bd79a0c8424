//! The rows of a new order, ready to be written.

use crate::checkout::{Parcel, Plan, seller};
use crate::core::Core;
use crate::error::Result;
use crate::payments::{self, Way};
use crate::routing::{Cause, decision};
use shared::code::{OrderCode, sub_order_code};
use shared::id::{OrderId, SubOrderId};
use shared::input::order::{Delivery, PlaceOrder};
use shared::money::Vnd;
use shared::places::{Ward, places};
use shared::rules::floor::platform_fee;
use shared::rules::respond;
use shared::say::Locale;
use shared::state::{OrderStatus, SubOrderState, order_state};
use shared::time::Millis;
use shared::view::order::{PlacedLine, PlacedOrder, PlacedSubOrder};
use store::entity::{
    buyer_order, order_line, payment, preorder, routing_decision, sub_order, sub_order_event,
};
use uuid::Uuid;

/// Everything that is written for an order but its stock.
pub(super) struct Rows {
    pub id: OrderId,
    pub order: buyer_order::Model,
    pub decisions: Vec<routing_decision::Model>,
    pub sub_orders: Vec<sub_order::Model>,
    pub lines: Vec<order_line::Model>,
    pub events: Vec<sub_order_event::Model>,
    pub preorders: Vec<preorder::Model>,
    pub payments: Vec<payment::Model>,
    /// Somebody calls before the goods are packed, for so many refused parcels.
    pub call_after: Option<i64>,
    pub placed: PlacedOrder,
}

/// Who orders, whereto, in which language.
pub(super) struct Buyer<'a> {
    pub delivery: &'a Delivery,
    pub ward: &'a Ward,
    pub locale: Locale,
}

pub(super) fn rows(
    core: &Core,
    order: &PlaceOrder,
    buyer: &Buyer<'_>,
    plan: &Plan<'_>,
    way: &Way,
    now: Millis,
) -> Result<Rows> {
    let id = OrderId::new();
    let code = OrderCode::from_random(rand::random());
    let mut rows = Rows {
        id,
        order: head(core, order, buyer, plan, (id, &code), now)?,
        decisions: plan
            .routed
            .iter()
            .map(|(facts, routing)| decision(id, Cause::Order, facts, routing, now))
            .collect(),
        sub_orders: Vec::with_capacity(plan.parcels.len()),
        lines: Vec::new(),
        events: Vec::with_capacity(plan.parcels.len()),
        preorders: Vec::new(),
        payments: Vec::new(),
        call_after: match way {
            Way::Cash { call_after } => *call_after,
            _ => None,
        },
        placed: PlacedOrder {
            code: code.to_string(),
            status: match way {
                Way::Cash { .. } => OrderStatus::ToConfirm,
                _ => OrderStatus::AwaitingPayment,
            },
            payment: None,
            total: plan.total(),
            currency: "VND".to_owned(),
            sub_orders: Vec::with_capacity(plan.parcels.len()),
        },
    };
    for (number, parcel) in (1_u32..).zip(&plan.parcels) {
        add_parcel(&mut rows, parcel, number, &code, way, now)?;
    }
    let states: Vec<_> = rows
        .placed
        .sub_orders
        .iter()
        .map(|part| part.status)
        .collect();
    rows.placed.status = order_state(&states);
    (rows.payments, rows.placed.payment) =
        payments::rows(core, way, &rows.order, &rows.sub_orders)?;
    Ok(rows)
}

fn head(
    core: &Core,
    order: &PlaceOrder,
    buyer: &Buyer<'_>,
    plan: &Plan<'_>,
    (id, code): (OrderId, &OrderCode),
    now: Millis,
) -> Result<buyer_order::Model> {
    let to = buyer.delivery;
    let shown = format!("{}, {}", to.street, places().address(buyer.ward));
    Ok(buyer_order::Model {
        id: id.uuid(),
        code: code.to_string(),
        channel: "storefront".to_owned(),
        locale: buyer.locale.code().to_owned(),
        contact_name_sealed: core.keys.seal(&to.name)?,
        phone_sealed: core.keys.seal(to.phone.e164())?,
        phone_lookup: core.keys.lookup(to.phone.e164()),
        street_sealed: core.keys.seal(&to.street)?,
        ward_code: buyer.ward.code.to_owned(),
        address_shown_sealed: core.keys.seal(&shown)?,
        payment_method: order.payment_method.clone(),
        currency: "VND".to_owned(),
        goods_total: plan.goods_total().0,
        shipping_total: plan.shipping_total().0,
        total: plan.total().0,
        voucher_code: None,
        voucher_total: plan.voucher_total().0,
        share_code: order.share_code.clone().filter(|code| code.len() <= 64),
        created_at: now.0,
    })
}

fn add_parcel(
    rows: &mut Rows,
    parcel: &Parcel<'_>,
    number: u32,
    order_code: &OrderCode,
    way: &Way,
    now: Millis,
) -> Result<()> {
    let id = SubOrderId::new();
    let code = sub_order_code(order_code, number);
    // Whoever opened a forecast has agreed to what is ordered within it; such orders are paid in cash.
    let state = match (parcel.ahead.is_some(), way) {
        (true, _) => SubOrderState::Preordered,
        (false, Way::Cash { .. }) => SubOrderState::ToConfirm,
        (false, _) => SubOrderState::AwaitingPayment,
    };
    // Who waits for money or for the harvest is not asked yet.
    let asked = state == SubOrderState::ToConfirm;
    let answer = parcel.sender().filter(|_| asked).map(|supply| {
        let terms = supply.terms(parcel.class, parcel.window.ship_by);
        respond::answer(now, &terms)
    });
    rows.sub_orders.push(sub_order::Model {
        decision_id: rows.decisions.get(parcel.decision).map(|row| row.id),
        replaces: None,
        remind_at: answer.map(|answer| answer.remind_at.0),
        reminded_at: None,
        fee_borne: 0,
        voucher_own: parcel.off.own.0,
        voucher_market: parcel.off.market.0,
        id: id.uuid(),
        order_id: rows.id.uuid(),
        number: i32::try_from(number).unwrap_or(i32::MAX),
        code: code.clone(),
        cooperative_id: parcel.cooperative.uuid(),
        state: state.code().to_owned(),
        goods_total: parcel.goods_total.0,
        shipping_fee: parcel.fee.0,
        total: parcel.total().0,
        platform_fee: platform_fee(Vnd(parcel.goods_total.0 - parcel.off.own.0)).0,
        parcel_weight_g: parcel.weight_g,
        respond_by: answer.map(|answer| answer.respond_by.0),
        ship_on: parcel.window.ship_by.start().0,
        deliver_from: parcel.window.earliest.start().0,
        deliver_to: parcel.window.latest.start().0,
        carrier: None,
        tracking_no: None,
        close_reason: None,
        packed_picture: None,
        version: 1,
        created_at: now.0,
        updated_at: now.0,
    });
    rows.events.push(sub_order_event::Model {
        id: Uuid::now_v7(),
        sub_order_id: id.uuid(),
        state: state.code().to_owned(),
        action: "place".to_owned(),
        actor_kind: "buyer".to_owned(),
        actor_id: None,
        note: None,
        at: now.0,
    });
    let mut lines = Vec::with_capacity(parcel.lines.len());
    for (position, line) in (1..).zip(&parcel.lines) {
        let goods = line.goods;
        lines.push(PlacedLine {
            variant_id: goods.variant,
            quantity: goods.quantity(line.steps).decimal(),
            unit_price: goods.price,
            weighed: None,
        });
        rows.lines.push(order_line::Model {
            catch_weight: goods.catch_weight,
            weighed: None,
            chosen: line.chosen,
            id: Uuid::now_v7(),
            sub_order_id: id.uuid(),
            order_id: rows.id.uuid(),
            listing_id: goods.listing.uuid(),
            variant_id: goods.variant.uuid(),
            offer_id: line.supply.offer.uuid(),
            title: goods.titles.0.clone(),
            variant_name: goods.variant_name.clone(),
            unit: goods.unit.code().to_owned(),
            unit_label: goods.unit_label.clone(),
            picture: goods.picture.clone(),
            quantity: line.steps,
            unit_price: goods.price.0,
            total: line.total.0,
            position,
        });
    }
    rows.preorders.extend(waiting(rows, parcel, id, now));
    rows.placed
        .sub_orders
        .extend(parcel.sender().map(|supply| PlacedSubOrder {
            code,
            status: state,
            cooperative: seller(supply),
            lines,
            shipping_fee: parcel.fee,
            discount: Some(parcel.off.total()).filter(|off| off.0 > 0),
            total: parcel.total(),
        }));
    Ok(())
}

/// The row of a part that waits for a harvest. Cash on delivery counts as paid from the order.
fn waiting(
    rows: &Rows,
    parcel: &Parcel<'_>,
    part: SubOrderId,
    now: Millis,
) -> Option<preorder::Model> {
    let (forecast, line) = parcel.ahead.zip(parcel.lines.first())?;
    Some(preorder::Model {
        sub_order_id: part.uuid(),
        forecast_id: forecast.id.uuid(),
        offer_id: line.supply.offer.uuid(),
        quantity: line.steps,
        secured: 0,
        phone_lookup: rows.order.phone_lookup.clone(),
        paid_at: now.0,
        share: None,
        served_at: None,
    })
}
