//! The rows of an order that came from a channel.

use super::account::Account;
use super::place::Written;
use super::taking::{Line, Taken};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, IntoActiveModel};
use shared::canonical::{MarketOrder, MarketState};
use shared::code::sub_order_code;
use shared::id::{CooperativeId, OrderId};
use shared::money::Vnd;
use shared::phone::Phone;
use shared::places::Ward;
use shared::rules::floor::platform_fee;
use shared::say::Locale;
use shared::state::SubOrderState;
use shared::time::{DAY_MS, Millis};
use store::WriteTxn;
use store::entity::{buyer_order, order_line, sub_order, sub_order_event};
use uuid::Uuid;

pub(super) fn head(
    core: &Core,
    account: &Account,
    (order, goods): (&MarketOrder, Vnd),
    written: &Written,
    ward: Option<&Ward>,
) -> Result<buyer_order::Model> {
    let (buyer, to) = (&order.buyer, &order.address);
    // A number that the channel hides is no number: nobody is called by it.
    let phone = Phone::parse(&buyer.phone).ok().filter(|_| !buyer.masked);
    let e164 = phone.as_ref().map(|phone| phone.e164().to_owned());
    let shown = [
        &to.street,
        &to.ward,
        to.district.as_ref().unwrap_or(&String::new()),
        &to.province,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .cloned()
    .collect::<Vec<_>>()
    .join(", ");
    let unknown = format!("channel/{}/{}", account.row.id, order.key);
    Ok(buyer_order::Model {
        id: written.id.uuid(),
        code: written.code.to_string(),
        channel: account.row.channel.clone(),
        locale: Locale::Vi.code().to_owned(),
        contact_name_sealed: core.keys.seal(&buyer.name)?,
        phone_sealed: core.keys.seal(e164.as_deref().unwrap_or(&buyer.phone))?,
        phone_lookup: core.keys.lookup(e164.as_deref().unwrap_or(&unknown)),
        street_sealed: core.keys.seal(&to.street)?,
        ward_code: ward.map(|ward| ward.code.to_string()).unwrap_or_default(),
        address_shown_sealed: core.keys.seal(&shown)?,
        payment_method: if order.cod { "cod" } else { "channel" }.to_owned(),
        currency: "VND".to_owned(),
        goods_total: goods.0,
        shipping_total: order.amounts.shipping.0,
        total: goods.0 + order.amounts.shipping.0,
        share_code: None,
        voucher_code: None,
        voucher_total: 0,
        created_at: core.clock.now().0,
    })
}

/// Writes a part; gives its id and those of its lines, in the order of `part`.
pub(super) async fn write_part(
    txn: &WriteTxn,
    (written, decision_id): (&Written, Option<Uuid>),
    (number, cooperative, part): (u32, CooperativeId, &[&Taken]),
    (lines, order, shipping): (&[Line<'_>], &MarketOrder, Vnd),
    now: Millis,
) -> Result<(Uuid, Vec<Uuid>)> {
    let id = Uuid::now_v7();
    let mut rows = Vec::with_capacity(part.len());
    for (position, one) in (1..).zip(part) {
        let line = lines.get(one.line);
        let line = line.ok_or_else(|| Error::internal("goods were taken for no line"))?;
        rows.push(line_row((written.id, id), (position, one), line));
    }
    let ids = rows.iter().map(|row| row.id).collect();
    let goods: i64 = part.iter().map(|one| one.total.0).sum();
    let weight: i64 = part
        .iter()
        .filter_map(|one| {
            let goods = lines.get(one.line)?.goods;
            Some(goods.gross_weight_g * one.steps / goods.unit.steps_per_unit().max(1))
        })
        .sum();
    let row = part_row(
        (id, written, decision_id),
        (number, cooperative, order),
        (Vnd(goods), shipping, weight),
        now,
    );
    let state = row.state.clone();
    sub_order::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    order_line::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(&**txn)
        .await?;
    let event = sub_order_event::Model {
        id: Uuid::now_v7(),
        sub_order_id: id,
        state,
        action: "place".to_owned(),
        actor_kind: "channel".to_owned(),
        actor_id: None,
        note: None,
        at: now.0,
    };
    sub_order_event::Entity::insert(event.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    Ok((id, ids))
}

fn line_row(
    (order, part): (OrderId, Uuid),
    (position, one): (i32, &Taken),
    line: &Line<'_>,
) -> order_line::Model {
    let goods = line.goods;
    order_line::Model {
        id: Uuid::now_v7(),
        sub_order_id: part,
        order_id: order.uuid(),
        listing_id: goods.listing.uuid(),
        variant_id: goods.variant.uuid(),
        offer_id: one.offer.uuid(),
        title: goods.titles.0.clone(),
        variant_name: goods.variant_name.clone(),
        unit: goods.unit.code().to_owned(),
        unit_label: goods.unit_label.clone(),
        picture: goods.picture.clone(),
        quantity: one.steps,
        unit_price: line.unit_price.0,
        total: one.total.0,
        position,
        // A channel's price is final: nothing is charged by the scale afterwards.
        catch_weight: false,
        weighed: None,
        chosen: true,
    }
}

fn part_row(
    (id, written, decision_id): (Uuid, &Written, Option<Uuid>),
    (number, cooperative, order): (u32, CooperativeId, &MarketOrder),
    (goods, shipping, weight): (Vnd, Vnd, i64),
    now: Millis,
) -> sub_order::Model {
    let state = match order.state {
        MarketState::AwaitingPayment => SubOrderState::AwaitingPayment,
        _ => SubOrderState::ToConfirm,
    };
    let ship_by = order.ship_by.unwrap_or(now.plus_days(2));
    let respond_by = order.confirm_by.unwrap_or(Millis((now.0 + ship_by.0) / 2));
    let day = |at: Millis| at.vn_date().start().0;
    sub_order::Model {
        id,
        order_id: written.id.uuid(),
        number: i32::try_from(number).unwrap_or(i32::MAX),
        code: sub_order_code(&written.code, number),
        cooperative_id: cooperative.uuid(),
        state: state.code().to_owned(),
        goods_total: goods.0,
        shipping_fee: shipping.0,
        total: goods.0 + shipping.0,
        platform_fee: platform_fee(goods).0,
        parcel_weight_g: weight,
        respond_by: Some(respond_by.0),
        ship_on: day(ship_by),
        deliver_from: day(ship_by) + DAY_MS,
        deliver_to: day(ship_by) + 5 * DAY_MS,
        carrier: None,
        tracking_no: None,
        close_reason: None,
        packed_picture: None,
        version: 1,
        created_at: now.0,
        updated_at: now.0,
        decision_id,
        replaces: None,
        remind_at: Some((now.0 + respond_by.0) / 2),
        reminded_at: None,
        fee_borne: 0,
        voucher_own: 0,
        voucher_market: 0,
    }
}
