//! Orders and returns.

use shared::canonical::{
    Address, Amounts, Buyer, Line, MarketOrder, MarketState, Parcel, Return, ReturnState,
};
use shared::money::Vnd;

use super::super::wire::{Order, OrderItem, Package, Recipient, ReturnDetail};
use super::moment;
use crate::ChannelError;

/// An order, from the JSON of one row of `get_order_detail`.
pub fn order(json: &str) -> Result<MarketOrder, ChannelError> {
    let order: Order =
        serde_json::from_str(json).map_err(|e| ChannelError::Malformed(e.to_string()))?;
    if !matches!(order.currency.as_str(), "" | "VND") {
        return Err(ChannelError::Malformed(format!(
            "amounts in {}",
            order.currency
        )));
    }
    let lines = order
        .item_list
        .iter()
        .enumerate()
        .map(|(n, item)| line(n, item))
        .collect::<Result<Vec<_>, _>>()?;
    let goods = lines
        .iter()
        .try_fold(Vnd::ZERO, |sum, line| {
            sum.checked_add(line.unit_price.checked_mul(line.quantity)?)
        })
        .ok_or_else(|| ChannelError::Malformed("the sum of the lines".to_owned()))?;
    let seller = lines
        .iter()
        .try_fold(Vnd::ZERO, |sum, line| sum.checked_add(line.discount));
    let recipient = order.recipient_address.as_ref();
    let paid = order.pay_time.is_some_and(|at| at.0 > 0);
    Ok(MarketOrder {
        key: order.order_sn.clone(),
        state: state(&order.order_status, &order.package_list),
        raw_state: order.order_status.clone(),
        placed_at: moment(order.create_time.0),
        updated_at: moment(order.update_time.0),
        ship_by: order
            .ship_by_date
            .filter(|at| at.0 > 0)
            .map(|at| moment(at.0)),
        confirm_by: None,
        cod: order.cod,
        paid,
        buyer: recipient.map(buyer).unwrap_or_default(),
        address: recipient.map(address).unwrap_or_default(),
        amounts: Amounts {
            goods,
            // Vouchers of the platform are known for certain only from the settlement.
            discount_platform: Vnd::ZERO,
            discount_seller: seller.unwrap_or(Vnd::ZERO),
            shipping: Vnd(order
                .estimated_shipping_fee
                .or(order.actual_shipping_fee)
                .unwrap_or_default()
                .0),
            total: order.total_amount.map_or(Vnd::ZERO, |total| Vnd(total.0)),
        },
        lines,
        parcels: order.package_list.iter().map(parcel).collect(),
        note: order
            .message_to_seller
            .filter(|note| !note.trim().is_empty()),
    })
}

fn parcel(package: &Package) -> Parcel {
    Parcel {
        number: package.package_number.clone(),
        tracking: None,
        carrier: Some(package.shipping_carrier.clone()).filter(|name| !name.is_empty()),
    }
}

fn line(n: usize, item: &OrderItem) -> Result<Line, ChannelError> {
    let bought = item.model_quantity_purchased.0;
    let cancelled = item.cancelled_qty.0.max(0);
    let quantity = bought.saturating_sub(cancelled).max(0);
    let (original, paid) = (item.model_original_price.0, item.model_discounted_price.0);
    // In a bundle the discounted price is 0; nothing is known from it then.
    let bundle = item.promotion_type == "bundle_deal" && paid == 0;
    let discount = if bundle {
        0
    } else {
        original.saturating_sub(paid).max(0)
    };
    let discount = discount
        .checked_mul(quantity)
        .filter(|_| bought > 0)
        .ok_or_else(|| ChannelError::Malformed(format!("a quantity of {bought}")))?;
    let pick = |a: &str, b: &str| {
        if a.is_empty() {
            b.to_owned()
        } else {
            a.to_owned()
        }
    };
    let key = if !item.line_item_id.0.is_empty() {
        item.line_item_id.0.clone()
    } else if item.order_item_id.0.is_empty() {
        format!("{}/{}/{n}", item.item_id.0, item.model_id.0)
    } else {
        // Shared inside a bundle: the model makes it unique.
        format!(
            "{}/{}/{}",
            item.order_item_id.0, item.item_id.0, item.model_id.0
        )
    };
    Ok(Line {
        key,
        sku: pick(&item.model_sku, &item.item_sku),
        item: item.item_id.0.clone(),
        variant: item.model_id.0.clone(),
        name: if item.model_name.is_empty() {
            item.item_name.clone()
        } else {
            format!("{} ({})", item.item_name, item.model_name)
        },
        quantity,
        unit_price: Vnd(original),
        discount: Vnd(discount),
    })
}

fn masked(text: &str) -> bool {
    text.contains("**")
}

fn buyer(to: &Recipient) -> Buyer {
    Buyer {
        name: to.name.clone(),
        phone: to.phone.clone(),
        masked: [&to.name, &to.phone, &to.full_address]
            .into_iter()
            .any(|text| masked(text)),
    }
}

/// `state` is the province, `city` the district of before July 2025, `district` or `town` the ward.
fn address(to: &Recipient) -> Address {
    let ward = if to.town.is_empty() {
        &to.district
    } else {
        &to.town
    };
    let between = if to.city.is_empty() {
        &to.district
    } else {
        &to.city
    };
    Address {
        street: to.full_address.clone(),
        ward: ward.clone(),
        district: Some(between.clone()).filter(|d| !d.is_empty() && d != ward),
        province: to.state.clone(),
    }
}

/// Whether hand-over of this package has been arranged, by its own status.
pub fn package_arranged(status: &str) -> bool {
    matches!(
        status,
        "LOGISTICS_REQUEST_CREATED" | "LOGISTICS_PICKUP_DONE" | "LOGISTICS_DELIVERY_DONE"
    )
}

fn state(word: &str, packages: &[Package]) -> MarketState {
    let lost = |p: &Package| {
        matches!(
            p.logistics_status.as_str(),
            "LOGISTICS_DELIVERY_FAILED" | "LOGISTICS_LOST" | "LOGISTICS_COD_REJECTED"
        )
    };
    match word {
        "UNPAID" => MarketState::AwaitingPayment,
        "PENDING" => MarketState::OnHold,
        "READY_TO_SHIP" | "RETRY_SHIP" => MarketState::ReadyToShip,
        "PROCESSED" => MarketState::Arranged,
        "SHIPPED" if !packages.is_empty() && packages.iter().all(lost) => {
            MarketState::DeliveryFailed
        }
        "SHIPPED" => MarketState::InTransit,
        "TO_CONFIRM_RECEIVE" => MarketState::Delivered,
        "COMPLETED" => MarketState::Completed,
        "IN_CANCEL" => MarketState::CancelRequested,
        "CANCELLED" => MarketState::Cancelled,
        "TO_RETURN" => MarketState::Returning,
        other => MarketState::Unknown(other.to_owned()),
    }
}

/// A return. It names items and models; the order, where it is known, gives the keys of their lines.
pub fn return_of(detail: &ReturnDetail, order: Option<&MarketOrder>) -> Return {
    let due = [detail.return_seller_due_date, detail.due_date]
        .into_iter()
        .flatten()
        .find(|at| at.0 > 0);
    Return {
        key: detail.return_sn.0.clone(),
        order: detail.order_sn.clone(),
        state: match detail.status.as_str() {
            "REQUESTED" => ReturnState::Requested,
            // Nothing comes back: with the acceptance the money is the buyer's.
            "ACCEPTED" if !detail.needs_logistics => ReturnState::Refunded,
            "PROCESSING" | "ACCEPTED" => ReturnState::Accepted,
            "JUDGING" | "SELLER_DISPUTE" => ReturnState::Disputed,
            "CANCELLED" | "CLOSED" => ReturnState::Closed,
            other => ReturnState::Unknown(other.to_owned()),
        },
        reason: if detail.text_reason.trim().is_empty() {
            detail.reason.clone()
        } else {
            detail.text_reason.clone()
        },
        refund: Vnd(detail.refund_amount.0),
        goods_back: detail.needs_logistics,
        answer_by: due.map(|at| moment(at.0)),
        lines: detail
            .item
            .iter()
            .map(|item| {
                let lines = order.map_or(&[][..], |order| &order.lines);
                let line = lines
                    .iter()
                    .find(|line| line.item == item.item_id.0 && line.variant == item.model_id.0);
                let key = line.map_or_else(
                    || format!("{}/{}", item.item_id.0, item.model_id.0),
                    |line| line.key.clone(),
                );
                (key, item.amount.0)
            })
            .collect(),
        updated_at: moment(detail.update_time.0),
    }
}
