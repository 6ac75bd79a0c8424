//! The profile's words and ours.

use serde_json::{Value, json};
use shared::canonical::{
    Address, Amounts, AttributeKind, AttributeSpec, Buyer, Category, Event, EventKind, Finding,
    Line, Listing, MarketOrder, MarketState, Parcel, RemoteIds, Return, ReturnState, Variant,
};
use shared::money::Vnd;
use shared::time::{Millis, VnDate};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::client::findings;
use super::wire;
use crate::_kit::xml;
use crate::{ChannelError, Submitted};

/// A moment of RFC 3339 with its offset.
pub fn moment(text: &str) -> Result<Millis, ChannelError> {
    let at = OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| ChannelError::Malformed(format!("no moment: {text}")))?;
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000)
        .map(Millis)
        .map_err(|_| ChannelError::Malformed(format!("no moment: {text}")))
}

fn maybe(text: Option<&str>) -> Result<Option<Millis>, ChannelError> {
    text.map(moment).transpose()
}

/// A category with what it asks for.
pub fn category(wire: wire::Category) -> Category {
    Category {
        attributes: wire.attributes.into_iter().map(attribute).collect(),
        id: wire.id,
        parent: wire.parent_id,
        path: wire.name,
        leaf: wire.is_leaf,
    }
}

fn attribute(wire: wire::Attribute) -> AttributeSpec {
    let kind = match (wire.kind.as_str(), wire.options.is_empty()) {
        (_, false) => AttributeKind::Choice,
        ("integer", true) => AttributeKind::Integer,
        ("decimal", true) => AttributeKind::Decimal,
        ("date", true) => AttributeKind::Date,
        _ => AttributeKind::Text,
    };
    AttributeSpec {
        id: wire.id,
        name: wire.name,
        required: wire.required,
        kind,
        options: wire.options.into_iter().map(|o| (o.clone(), o)).collect(),
        units: Vec::new(),
    }
}

/// Names from the top, for people.
pub fn with_paths(categories: &mut [Category]) {
    let names: std::collections::BTreeMap<String, (String, Option<String>)> = categories
        .iter()
        .map(|c| (c.id.clone(), (c.path.clone(), c.parent.clone())))
        .collect();
    for category in categories {
        let mut above = category.parent.clone();
        // A tree of more levels goes round in circles.
        for _ in 0..10 {
            let Some((name, parent)) = above.as_ref().and_then(|id| names.get(id)) else {
                break;
            };
            category.path = format!("{name} > {}", category.path);
            above.clone_from(parent);
        }
    }
}

/// The body of a product.
pub fn product(listing: &Listing) -> Value {
    let day = |day: Option<VnDate>| day.map(VnDate::iso);
    let certificates = listing.certificates.iter().filter_map(|c| {
        let kind = match c.kind.as_str() {
            "ocop" => "OCOP",
            "food_safety" => "ATTP",
            "self_declaration" => "TCB",
            _ => return None,
        };
        Some(json!({ "kind": kind, "number": c.number, "issued": day(c.issued), "expires": day(c.expires) }))
    });
    let paragraphs: String = listing
        .description
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("<p>{}</p>", xml(line)))
        .collect();
    json!({
        "coop_code": listing.producer_code,
        "title": listing.title,
        "description_html": paragraphs,
        "category_id": listing.category.1,
        "brand": listing.brand,
        "attributes": listing.attributes.iter()
            .map(|a| json!({ "id": a.id, "value": a.value }))
            .collect::<Vec<_>>(),
        "images": listing.pictures.iter()
            .map(|p| json!({ "url": p.url, "sha256": p.hash }))
            .collect::<Vec<_>>(),
        "variants": listing.variants.iter()
            .map(|v| variant(v, listing.variants.len() > 1))
            .collect::<Vec<_>>(),
        "certificates": certificates.collect::<Vec<_>>(),
        "version": listing.version,
    })
}

fn variant(variant: &Variant, many: bool) -> Value {
    let options = if many {
        json!({ "Đóng gói": variant.name })
    } else {
        json!({})
    };
    json!({
        "sku": variant.sku,
        "options": options,
        "price_vnd": variant.price.dong(),
        "sale_price_vnd": null,
        "stock": variant.stock.max(0),
        "net_weight_g": variant.net_weight_g,
        "gross_weight_g": variant.gross_weight_g,
        "pack_cm": variant.parcel_cm.map(|(l, w, h)| json!({ "l": l, "w": w, "h": h })),
        "gtin": variant.gtin,
    })
}

/// What became of a product. Its key is our SKU of the listing: that is what the profile's paths name.
pub fn submitted(parent_sku: &str, put: wire::Put) -> Result<Submitted, ChannelError> {
    if let Some(task) = put.task_id {
        return Ok(Submitted::Task(format!("{parent_sku}\n{task}")));
    }
    let ids = RemoteIds {
        id: parent_sku.to_owned(),
        url: put.url.filter(|url| url.starts_with("http")),
        variants: put
            .variants
            .into_iter()
            .map(|v| (v.sku, v.remote_id))
            .collect(),
    };
    match put.status.as_str() {
        "live" => Ok(Submitted::Live(ids)),
        "pending_review" => Ok(Submitted::InReview(ids)),
        "rejected" => Ok(Submitted::Rejected(refused(&put.reason))),
        other => Err(ChannelError::Malformed(format!(
            "product status {other:?} of {}",
            put.remote_id
        ))),
    }
}

fn refused(reason: &str) -> Vec<Finding> {
    findings(&[wire::Detail {
        path: String::new(),
        message: reason.to_owned(),
    }])
}

/// What became of a task.
pub fn task(parent_sku: &str, number: &str, task: wire::Task) -> Result<Submitted, ChannelError> {
    match (task.status.as_str(), task.result) {
        ("queued" | "running", _) => Ok(Submitted::Task(format!("{parent_sku}\n{number}"))),
        ("done", Some(put)) => submitted(parent_sku, put),
        ("failed", _) if task.errors.is_empty() => Ok(Submitted::Rejected(refused("failed"))),
        ("failed", _) => Ok(Submitted::Rejected(findings(&task.errors))),
        (other, _) => Err(ChannelError::Malformed(format!("task status {other:?}"))),
    }
}

/// What the profile's states mean.
pub fn state(text: &str) -> MarketState {
    match text {
        "awaiting_payment" => MarketState::AwaitingPayment,
        "to_confirm" => MarketState::ToConfirm,
        "confirmed" => MarketState::ReadyToShip,
        "packed" => MarketState::Arranged,
        "shipped" => MarketState::InTransit,
        "delivered" => MarketState::Delivered,
        "completed" => MarketState::Completed,
        "cancel_requested" => MarketState::CancelRequested,
        "cancelled" => MarketState::Cancelled,
        "delivery_failed" => MarketState::DeliveryFailed,
        "returned" => MarketState::Returned,
        other => MarketState::Unknown(other.to_owned()),
    }
}

/// An order.
pub fn order(wire: wire::Order) -> Result<MarketOrder, ChannelError> {
    Ok(MarketOrder {
        state: state(&wire.status),
        placed_at: moment(&wire.placed_at)?,
        updated_at: moment(&wire.updated_at)?,
        ship_by: maybe(wire.ship_deadline.as_deref())?,
        confirm_by: maybe(wire.confirm_deadline.as_deref())?,
        cod: wire.payment.method == "cod",
        paid: wire.payment.paid,
        buyer: Buyer {
            name: wire.buyer.name,
            phone: wire.buyer.phone,
            masked: wire.buyer.masked,
        },
        address: Address {
            street: wire.ship_to.line,
            ward: wire.ship_to.ward,
            district: wire.ship_to.district,
            province: wire.ship_to.province,
        },
        lines: wire.lines.into_iter().map(line).collect(),
        amounts: Amounts {
            goods: Vnd(wire.amounts.items_vnd),
            discount_platform: Vnd(wire.amounts.discount_platform_vnd),
            discount_seller: Vnd(wire.amounts.discount_seller_vnd),
            shipping: Vnd(wire.amounts.shipping_vnd),
            total: Vnd(wire.amounts.total_vnd),
        },
        parcels: wire
            .shipments
            .into_iter()
            .map(|s| Parcel {
                number: s.shipment_no,
                tracking: s.waybill_no,
                carrier: s.carrier,
            })
            .collect(),
        note: wire.note.filter(|note| !note.is_empty()),
        raw_state: wire.status,
        key: wire.order_no,
    })
}

fn line(wire: wire::Line) -> Line {
    Line {
        key: wire.line_id,
        sku: wire.sku,
        item: wire.remote_id,
        variant: String::new(),
        name: wire.name,
        quantity: wire.quantity,
        unit_price: Vnd(wire.unit_price_vnd),
        discount: Vnd(wire.discount_vnd),
    }
}

/// A return.
pub fn returned(wire: wire::Return) -> Result<Return, ChannelError> {
    let state = match wire.status.as_str() {
        "requested" => ReturnState::Requested,
        "accepted" => ReturnState::Accepted,
        "disputed" => ReturnState::Disputed,
        "refunded" => ReturnState::Refunded,
        "closed" => ReturnState::Closed,
        _ => ReturnState::Unknown(wire.status),
    };
    Ok(Return {
        key: wire.return_no,
        order: wire.order_no,
        state,
        reason: wire.reason,
        refund: Vnd(wire.refund_vnd),
        goods_back: wire.goods_back,
        answer_by: maybe(wire.answer_deadline.as_deref())?,
        lines: wire
            .lines
            .into_iter()
            .map(|l| (l.line_id, l.quantity))
            .collect(),
        updated_at: moment(&wire.updated_at)?,
    })
}

/// What a push tells.
pub fn event(body: &[u8]) -> Result<Event, ChannelError> {
    let push: wire::Push =
        serde_json::from_slice(body).map_err(|error| ChannelError::Malformed(error.to_string()))?;
    let kind = match (push.kind.as_str(), push.order, push.returned, push.product) {
        ("ping", ..) => EventKind::Ping,
        (kind, Some(order), ..) if kind.starts_with("order.") => EventKind::Order(order.order_no),
        ("return.updated", _, Some(returned), _) => EventKind::Return(returned.return_no),
        ("product.reviewed" | "stock.reserved", _, _, Some(product)) => {
            EventKind::Item(product.parent_sku)
        }
        (other, ..) => EventKind::Unknown(other.to_owned()),
    };
    Ok(Event {
        kind,
        shop: None,
        dedupe: push.event_id,
        at: push
            .occurred_at
            .as_deref()
            .and_then(|text| moment(text).ok()),
    })
}
