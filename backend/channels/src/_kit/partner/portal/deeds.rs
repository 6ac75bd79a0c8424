//! What is done about an order, and what stands in a listing's way.

use super::*;

/// Path and body of an action.
pub(super) fn request(
    order: &MarketOrder,
    action: &Action,
) -> Result<(String, Value), ChannelError> {
    let order_path = |what: &str| format!("/orders/{}/{what}", encoded(&order.key));
    Ok(match action {
        Action::Confirm => (order_path("confirm"), json!({})),
        Action::Ship {
            own: Some((carrier, waybill)),
            ..
        } => {
            let lines: Vec<Value> = order
                .lines
                .iter()
                .map(|line| json!({ "line_id": line.key, "quantity": line.quantity }))
                .collect();
            let body = json!({ "carrier": carrier, "waybill_no": waybill, "packages": [{ "lines": lines }] });
            (order_path("ship"), body)
        }
        Action::Ship { own: None, .. } => {
            return Err(ChannelError::Invalid {
                field: Field::Facts,
                message: "waybill_no".to_owned(),
            });
        }
        Action::Cancel {
            out_of_stock,
            lines,
        } => {
            let reason = if *out_of_stock {
                "out_of_stock"
            } else {
                "buyer_request"
            };
            let lines: Vec<Value> = lines
                .iter()
                .map(|(key, units)| {
                    let of = bought(order, key);
                    json!({ "line_id": key, "quantity": units, "of": of })
                })
                .collect();
            (
                order_path("reject"),
                json!({ "reason_code": reason, "lines": lines }),
            )
        }
        Action::AnswerCancel { accept } => {
            let reason = if *accept { "agreed" } else { "already_packed" };
            (
                order_path("cancel-response"),
                json!({ "accept": accept, "reason_code": reason }),
            )
        }
        Action::AnswerReturn {
            key,
            accept,
            refund,
        } => {
            let decision = match (accept, refund) {
                (true, Some(_)) => "refund_only",
                (true, None) => "accept",
                (false, _) => "reject",
            };
            let body = json!({ "decision": decision, "refund_vnd": refund.map(|r| r.dong()), "evidence": [] });
            (format!("/returns/{}/decision", encoded(key)), body)
        }
    })
}

/// Units of a line as the order was fetched. They go out beside those cancelled, so that the same cancellation made a second
/// time is not the same bytes, and one that is repeated is refused.
fn bought(order: &MarketOrder, key: &str) -> i64 {
    let line = order.lines.iter().find(|line| line.key == key);
    line.map_or(0, |line| line.quantity)
}

/// The lines have no more units there than the action leaves of them.
fn cut_already(order: &MarketOrder, found: &Value, lines: &[(String, i64)]) -> bool {
    let there = |key: &str| {
        let rows = found["lines"].as_array().into_iter().flatten();
        let mut of = rows.filter(|row| row["line_id"].as_str() == Some(key));
        of.next()
            .map_or(0, |row| row["quantity"].as_i64().unwrap_or(0))
    };
    !lines.is_empty()
        && lines
            .iter()
            .all(|(key, units)| there(key) <= bought(order, key) - units)
}

/// The order stands where the action would bring it, or further on.
pub(super) fn done_already(state: &MarketState, action: &Action) -> bool {
    use MarketState::{Arranged, Cancelled, Completed, Delivered, InTransit, ReadyToShip};
    match action {
        Action::Confirm => matches!(
            state,
            ReadyToShip | Arranged | InTransit | Delivered | Completed
        ),
        Action::Ship { .. } => matches!(state, Arranged | InTransit | Delivered | Completed),
        Action::Cancel { .. } | Action::AnswerCancel { accept: true } => *state == Cancelled,
        Action::AnswerCancel { accept: false } => {
            matches!(
                state,
                ReadyToShip | Arranged | InTransit | Delivered | Completed
            )
        }
        Action::AnswerReturn { .. } => false,
    }
}

pub(super) async fn act(
    out: &Outbound,
    order: &MarketOrder,
    action: &Action,
) -> Result<Outcome, ChannelError> {
    let (path, body) = request(order, action)?;
    let answer: Value = match write(out, Method::POST, &path, &body).await {
        Ok(answer) => answer,
        Err(Refused::Conflict(message)) => {
            let found: Value = get(out, &format!("/orders/{}", encoded(&order.key)), &[]).await?;
            let state = convert::state(found["status"].as_str().unwrap_or_default());
            let cut = match action {
                Action::Cancel { lines, .. } => cut_already(order, &found, lines),
                _ => false,
            };
            if !cut && !done_already(&state, action) {
                return Err(ChannelError::Locked(message));
            }
            found
        }
        Err(refused) => return Err(refused.into()),
    };
    let shipment = &answer["shipments"][0];
    let text = |key: &str| shipment[key].as_str().map(str::to_owned);
    Ok(Outcome {
        tracking: text("waybill_no"),
        carrier: text("carrier"),
        label: None,
    })
}

pub(super) fn preflight(
    listing: &Listing,
    category: Option<&Category>,
    spec: &ChannelSpec,
) -> Vec<Finding> {
    let mut found = check(listing, &spec.can.limits);
    let stop = |field: Field, code: &str, vi: String, en: String| Finding {
        severity: Severity::Stops,
        field,
        code: code.to_owned(),
        vi,
        en,
    };
    if listing.category.1.is_none() {
        found.push(stop(
            Field::Category,
            "no_category",
            "Hãy chọn ngành hàng của kênh này".to_owned(),
            "Choose the channel's category".to_owned(),
        ));
    }
    let asked = category.iter().flat_map(|category| &category.attributes);
    for spec in asked.filter(|spec| spec.required) {
        let said = listing
            .attributes
            .iter()
            .any(|a| a.id == spec.id && !a.value.trim().is_empty());
        if !said {
            found.push(stop(
                Field::Attribute(spec.id.clone()),
                "no_attribute",
                format!("Hãy điền “{}”", spec.name),
                format!("Fill in “{}”", spec.name),
            ));
        }
    }
    for variant in listing.variants.iter().filter(|v| v.parcel_cm.is_none()) {
        found.push(stop(
            Field::Size(variant.sku.clone()),
            "no_size",
            "Hãy ghi dài, rộng, cao của gói hàng (cm)".to_owned(),
            "Say length, width and height of the parcel, in cm".to_owned(),
        ));
    }
    found
}
