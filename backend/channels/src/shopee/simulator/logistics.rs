//! Hand-over, waybill, label.

use serde_json::{Value, json};

use super::catalogue;
use super::life;
use super::order::order;
use super::reply::{Answer, Ask, Refused, Reply, param, refused, s};
use super::state::{Order, State};

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    Some(match (ask.path.as_str(), post) {
        ("logistics/get_channel_list", false) => Ok(Reply::In(catalogue::channels())),
        ("logistics/get_shipping_parameter", false) => parameter(state, ask),
        ("logistics/ship_order", true) => ship(state, ask),
        ("logistics/get_tracking_number", false) => tracking(state, ask),
        ("logistics/create_shipping_document", true) => create(state, ask),
        ("logistics/get_shipping_document_result", true) => result(state, ask),
        ("logistics/download_shipping_document", true) => download(state, ask),
        _ => return None,
    })
}

const SLOT: &str = "1700000000";

fn parameter(state: &State, ask: &Ask) -> Answer {
    let order = order(state, ask, ask.q("order_sn"))?;
    if order.status != "READY_TO_SHIP" || order.logistics != "LOGISTICS_READY" {
        return Err(refused(
            "logistics.error_status_limit",
            "The package is not ready to be arranged.",
        ));
    }
    Ok(Reply::In(json!({
        "info_needed": {"pickup": ["address_id", "pickup_time_id"], "dropoff": []},
        "pickup": {"address_list": [{"address_id": 4_001, "time_slot_list": [
            {"pickup_time_id": SLOT, "date": s(ask.now) + 86_400, "time_text": "08:00-12:00", "flags": ["recommended"]}]}]},
        "dropoff": {"branch_list": null},
    })))
}

fn ship(state: &mut State, ask: &Ask) -> Answer {
    let sn = ask.text("order_sn")?.to_owned();
    let there = order(state, ask, &sn)?;
    if there.status != "READY_TO_SHIP" {
        return Err(refused(
            "logistics.error_status_limit",
            "The order cannot be arranged in its present status.",
        ));
    }
    let modes: Vec<&str> = ["pickup", "dropoff", "non_integrated"]
        .into_iter()
        .filter(|mode| ask.body.get(*mode).is_some())
        .collect();
    match modes.as_slice() {
        ["pickup"] => {
            let given = &ask.body["pickup"];
            if given["address_id"].as_i64() != Some(4_001)
                || given["pickup_time_id"].as_str() != Some(SLOT)
            {
                return Err(param("pickup: address_id and pickup_time_id are required"));
            }
        }
        ["dropoff"] => {}
        _ => {
            return Err(param(
                "exactly one of pickup, dropoff; non_integrated is not offered",
            ));
        }
    }
    let number = state.id();
    let due = ask.now + state.start.tracking_ms;
    if let Some(order) = state
        .shops
        .get_mut(&ask.shop)
        .and_then(|shop| shop.orders.get_mut(&sn))
    {
        order.tracking = Some((format!("SPXVN{number}"), due));
    }
    life::turn(
        state,
        ask.shop,
        &sn,
        "PROCESSED",
        Some("LOGISTICS_REQUEST_CREATED"),
    );
    Ok(Reply::In(json!({})))
}

fn number(order: &Order, now: i64) -> &str {
    order
        .tracking
        .as_ref()
        .filter(|(_, at)| *at <= now)
        .map_or("", |(number, _)| number)
}

fn tracking(state: &State, ask: &Ask) -> Answer {
    let order = order(state, ask, ask.q("order_sn"))?;
    Ok(Reply::In(
        json!({"tracking_number": number(order, ask.now), "hint": ""}),
    ))
}

/// The one order of a document call.
fn asked<'a>(state: &'a State, ask: &'a Ask) -> Result<(&'a Order, &'a Value), Refused> {
    let rows = ask.body["order_list"]
        .as_array()
        .ok_or_else(|| param("order_list is required"))?;
    let row = rows
        .first()
        .filter(|_| rows.len() <= 50)
        .ok_or_else(|| param("order_list: 1 to 50"))?;
    let sn = row["order_sn"]
        .as_str()
        .ok_or_else(|| param("order_sn is required"))?;
    Ok((order(state, ask, sn)?, row))
}

fn all_failed(sn: &str, code: &str, message: &str) -> Answer {
    let mut refused = refused("logistics.error_batch", "All rows failed.");
    refused.response = Some(json!({"result_list": [
        {"order_sn": sn, "fail_error": code, "fail_message": message}]}));
    Err(refused)
}

fn create(state: &mut State, ask: &Ask) -> Answer {
    let (order, row) = asked(state, ask)?;
    let sn = order.sn.clone();
    if row["shipping_document_type"].as_str().is_none() {
        return Err(param("shipping_document_type is required"));
    }
    if order.status != "PROCESSED" {
        return all_failed(
            &sn,
            "logistics.package_can_not_print",
            "The package can not print now.",
        );
    }
    if row["tracking_number"].as_str() != Some(number(order, ask.now)) {
        return all_failed(
            &sn,
            "logistics.tracking_number_invalid",
            "Wrong tracking number.",
        );
    }
    let due = ask.now + state.start.label_ms;
    if let Some(order) = state
        .shops
        .get_mut(&ask.shop)
        .and_then(|shop| shop.orders.get_mut(&sn))
    {
        order.label.get_or_insert(due);
    }
    Ok(Reply::In(
        json!({"result_list": [{"order_sn": sn, "fail_error": "", "fail_message": ""}]}),
    ))
}

fn result(state: &State, ask: &Ask) -> Answer {
    let (order, _) = asked(state, ask)?;
    let Some(due) = order.label else {
        return all_failed(
            &order.sn,
            "logistics.shipping_document_should_print_first",
            "Create it first.",
        );
    };
    let status = if due <= ask.now {
        "READY"
    } else {
        "PROCESSING"
    };
    Ok(Reply::In(
        json!({"result_list": [{"order_sn": order.sn, "status": status, "fail_error": ""}]}),
    ))
}

fn download(state: &State, ask: &Ask) -> Answer {
    let (order, _) = asked(state, ask)?;
    if order.label.is_none_or(|due| due > ask.now) {
        return Err(refused(
            "logistics.error_document_not_ready",
            "The document is not ready.",
        ));
    }
    let text = format!("{} {} SPX Express", order.sn, number(order, ask.now));
    Ok(Reply::Pdf(pdf(&text)))
}

/// A PDF of one small page with one line of ASCII.
fn pdf(text: &str) -> Vec<u8> {
    let line: String = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == ' ')
        .collect();
    let stream = format!("BT /F1 14 Tf 20 360 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (n, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "xref\n0 6\n0000000000 65535 f \n{places}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}
