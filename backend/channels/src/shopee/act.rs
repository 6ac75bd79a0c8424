//! Doing something about an order. What is already so is done; nothing is shipped twice.

use serde_json::{Value, json};
use shared::canonical::{Action, Field, MarketOrder, MarketState};

use super::cancel::{answer_cancel, cancel};
use super::client::{Call, file, get, post, post_rows};
use super::convert::package_arranged;
use super::orders::now;
use super::wire::{DisputeReasons, Documents, Nothing, Order, ShippingParameter, Tracking};
use crate::{ChannelError, Outbound, Outcome};

/// The label that every printer takes.
const LABEL: &str = "NORMAL_AIR_WAYBILL";

/// Does what is asked.
pub async fn act(
    out: &Outbound,
    order: &MarketOrder,
    action: &Action,
) -> Result<Outcome, ChannelError> {
    match action {
        // Shopee confirms by itself.
        Action::Confirm => Ok(Outcome::default()),
        Action::Ship { parcel, own } => {
            ship(out, &order.key, parcel.as_deref(), own.as_ref()).await
        }
        Action::Cancel {
            out_of_stock,
            lines,
        } => cancel(out, order, *out_of_stock, lines).await,
        Action::AnswerCancel { accept } => answer_cancel(out, &order.key, *accept).await,
        Action::AnswerReturn {
            key,
            accept,
            refund,
        } => {
            let refund = refund.map(shared::money::Vnd::dong);
            answer_return(out, key, *accept, refund).await
        }
    }
}

fn refused(field: Field, message: &str) -> ChannelError {
    ChannelError::Invalid {
        field,
        message: message.to_owned(),
    }
}

async fn ship(
    out: &Outbound,
    key: &str,
    parcel: Option<&str>,
    own: Option<&(String, String)>,
) -> Result<Outcome, ChannelError> {
    let (there, order) = now(out, key).await?;
    let arranged = match order.state {
        MarketState::ReadyToShip => there.package_list.iter().any(|p| {
            parcel.is_none_or(|number| number == p.package_number)
                && package_arranged(&p.logistics_status)
        }),
        MarketState::Arranged
        | MarketState::InTransit
        | MarketState::Delivered
        | MarketState::Completed => true,
        other => return Err(ChannelError::Locked(format!("the order is {other:?}"))),
    };
    if !arranged {
        let body = arrange(out, key, parcel, own).await?;
        post::<Nothing>(out, &Call::write("logistics/ship_order"), &body).await?;
    }
    let tracking = tracking(out, key, parcel).await?;
    let label = match &tracking {
        Some(number) if order.state != MarketState::InTransit => {
            label(out, key, parcel, number).await?
        }
        _ => None,
    };
    Ok(Outcome {
        tracking,
        carrier: carrier(&there),
        label,
    })
}

fn carrier(order: &Order) -> Option<String> {
    order
        .package_list
        .first()
        .map(|p| p.shipping_carrier.clone())
        .filter(|name| !name.is_empty())
}

/// The body of `ship_order`: exactly the mode and the fields that Shopee says it needs.
async fn arrange(
    out: &Outbound,
    key: &str,
    parcel: Option<&str>,
    own: Option<&(String, String)>,
) -> Result<Value, ChannelError> {
    let mut query = vec![("order_sn", key.to_owned())];
    if let Some(parcel) = parcel {
        query.push(("package_number", parcel.to_owned()));
    }
    let needed: ShippingParameter =
        get(out, &Call::read("logistics/get_shipping_parameter", query)).await?;
    let mut body = json!({"order_sn": key});
    if let Some(parcel) = parcel {
        body["package_number"] = parcel.into();
    }
    let info = &needed.info_needed;
    match (own, &info.non_integrated, &info.pickup, &info.dropoff) {
        (Some((_, waybill)), Some(_), ..) => {
            body["non_integrated"] = json!({"tracking_number": waybill})
        }
        (Some(_), None, ..) => {
            return Err(refused(
                Field::Account,
                "this order goes with Shopee's own waybill",
            ));
        }
        (None, _, Some(fields), _) => body["pickup"] = pickup(fields, &needed)?,
        (None, _, None, Some(fields)) => body["dropoff"] = dropoff(fields, &needed)?,
        (None, Some(_), None, None) => {
            return Err(refused(
                Field::Account,
                "this order needs a waybill of our own",
            ));
        }
        (None, None, None, None) => {
            return Err(ChannelError::Locked(
                "nothing can be arranged yet".to_owned(),
            ));
        }
    }
    Ok(body)
}

fn pickup(fields: &[String], needed: &ShippingParameter) -> Result<Value, ChannelError> {
    let none = || ChannelError::Locked("no pick-up time is offered".to_owned());
    let mut body = json!({});
    if fields.is_empty() {
        return Ok(body);
    }
    let address = needed
        .pickup
        .iter()
        .flat_map(|p| &p.address_list)
        .next()
        .ok_or_else(none)?;
    body["address_id"] = address.address_id.clone();
    if fields.iter().any(|f| f == "pickup_time_id") {
        let recommended = address
            .time_slot_list
            .iter()
            .find(|s| s.flags.iter().any(|f| f == "recommended"));
        let earliest = || address.time_slot_list.iter().min_by_key(|s| s.date.0);
        let slot = recommended.or_else(earliest).ok_or_else(none)?;
        body["pickup_time_id"] = slot.pickup_time_id.as_str().into();
    }
    Ok(body)
}

fn dropoff(fields: &[String], needed: &ShippingParameter) -> Result<Value, ChannelError> {
    let mut body = json!({});
    for field in fields {
        match field.as_str() {
            "branch_id" => {
                let branches = needed
                    .dropoff
                    .as_ref()
                    .and_then(|d| d.branch_list.as_deref());
                let branch = branches.and_then(<[_]>::first);
                let branch = branch
                    .ok_or_else(|| ChannelError::Locked("no branch is offered".to_owned()))?;
                body["branch_id"] = branch.branch_id.clone();
            }
            other => {
                return Err(refused(
                    Field::Account,
                    &format!("dropping off asks for {other}"),
                ));
            }
        }
    }
    Ok(body)
}

async fn tracking(
    out: &Outbound,
    key: &str,
    parcel: Option<&str>,
) -> Result<Option<String>, ChannelError> {
    let mut query = vec![("order_sn", key.to_owned())];
    if let Some(parcel) = parcel {
        query.push(("package_number", parcel.to_owned()));
    }
    let answer: Tracking = get(out, &Call::read("logistics/get_tracking_number", query)).await?;
    Ok(Some(answer.tracking_number).filter(|number| !number.is_empty()))
}

/// The label, if it is ready: made at the first asking, fetched at a later one.
async fn label(
    out: &Outbound,
    key: &str,
    parcel: Option<&str>,
    tracking: &str,
) -> Result<Option<bytes::Bytes>, ChannelError> {
    let mut row = json!({"order_sn": key, "shipping_document_type": LABEL});
    if let Some(parcel) = parcel {
        row["package_number"] = parcel.into();
    }
    let asked = json!({"order_list": [row.clone()]});
    let mut status = document(out, "logistics/get_shipping_document_result", &asked).await?;
    if status.is_none() {
        let mut create = row.clone();
        create["tracking_number"] = tracking.into();
        document(
            out,
            "logistics/create_shipping_document",
            &json!({"order_list": [create]}),
        )
        .await?;
        status = document(out, "logistics/get_shipping_document_result", &asked).await?;
    }
    if status.as_deref() != Some("READY") {
        return Ok(None);
    }
    let body = json!({"shipping_document_type": LABEL, "order_list": [{"order_sn": key, "package_number": parcel}]});
    let call = Call::read("logistics/download_shipping_document", Vec::new());
    file(out, &call, &body).await.map(Some)
}

/// Status of a document; none when there is no such document (yet).
async fn document(
    out: &Outbound,
    path: &str,
    body: &Value,
) -> Result<Option<String>, ChannelError> {
    let answer: Documents = match post_rows(out, &Call::read(path, Vec::new()), body).await {
        Ok(answer) => answer,
        Err(ChannelError::Unknown(_) | ChannelError::NotFound | ChannelError::Invalid { .. }) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    Ok(answer
        .result_list
        .into_iter()
        .next()
        .filter(|row| row.fail_error.is_empty() && !row.status.is_empty())
        .map(|row| row.status))
}

async fn answer_return(
    out: &Outbound,
    key: &str,
    accept: bool,
    refund: Option<i64>,
) -> Result<Outcome, ChannelError> {
    let detail = super::aftersales::detail(out, key).await?;
    if detail.status != "REQUESTED" {
        let over = matches!(detail.status.as_str(), "ACCEPTED" | "PROCESSING") && accept;
        let disputed = matches!(
            detail.status.as_str(),
            "JUDGING" | "SELLER_DISPUTE" | "CLOSED"
        ) && !accept;
        return if over || disputed {
            Ok(Outcome::default())
        } else {
            Err(ChannelError::Locked(format!(
                "the return is {}",
                detail.status
            )))
        };
    }
    match (accept, refund) {
        (true, Some(refund)) => {
            let solution = if detail.needs_logistics {
                "RETURN_REFUND"
            } else {
                "REFUND"
            };
            let body = json!({
                "return_sn": key, "proposed_solution": solution, "proposed_adjusted_refund_amount": refund,
            });
            post::<Nothing>(out, &Call::write("returns/offer"), &body).await?;
        }
        (true, None) => {
            post::<Nothing>(
                out,
                &Call::write("returns/confirm"),
                &json!({"return_sn": key}),
            )
            .await?;
        }
        (false, _) => dispute(out, key).await?,
    }
    Ok(Outcome::default())
}

/// A refusal is a dispute that Shopee decides; it wants a reason of its list and an address to write to.
async fn dispute(out: &Outbound, key: &str) -> Result<(), ChannelError> {
    let email = out.account.get("email");
    if email.is_empty() {
        return Err(refused(
            Field::Account,
            "a dispute needs the account's e-mail address",
        ));
    }
    let call = Call::read(
        "returns/get_return_dispute_reason",
        vec![("return_sn", key.to_owned())],
    );
    let reasons: DisputeReasons = get(out, &call).await?;
    let reason = reasons.dispute_reason_list.first();
    let reason = reason.ok_or_else(|| ChannelError::Locked("no reason is offered".to_owned()))?;
    let body = json!({
        "return_sn": key, "email": email, "dispute_reason_id": reason.dispute_reason_id,
        "dispute_text_reason": "Người bán không đồng ý với yêu cầu trả hàng", "image_list": [],
    });
    post::<Nothing>(out, &Call::write("returns/dispute"), &body).await?;
    Ok(())
}
