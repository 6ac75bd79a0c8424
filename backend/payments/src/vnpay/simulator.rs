//! VNPay, read a second time from its document: the page, the API, and signed notices.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, RawQuery, State as Has};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::simulator::{Kept, Outgoing, Refused, Shop, Simulator, State, mac512, run_together};

/// The simulator of VNPay. Keys: `tmn_code`, `hash_secret`; `webhook_url` is the one address it sends notices to.
pub struct VnPaySimulator;

type Fields = BTreeMap<String, String>;

impl Simulator for VnPaySimulator {
    fn name(&self) -> &'static str {
        "VNPay"
    }

    fn router(&self, shop: Arc<Shop>) -> Router {
        Router::new()
            .route("/paymentv2/vpcpay.html", get(visit))
            .route("/merchant_webapi/api/transaction", post(transaction))
            .with_state(shop)
    }

    fn notice(&self, shop: &Shop, kept: &Kept) -> Option<Outgoing> {
        let (code, status) = match kept.state {
            State::Waiting => return None,
            State::Paid => ("00", "00"),
            State::Failed => ("51", "02"),
            State::Cancelled => ("24", "02"),
        };
        let amount = if kept.state == State::Paid {
            kept.paid
        } else {
            kept.amount
        };
        let hundredfold = (amount * 100).to_string();
        let pairs = [
            ("vnp_Amount", hundredfold.as_str()),
            ("vnp_BankCode", "NCB"),
            ("vnp_CardType", "ATM"),
            ("vnp_OrderInfo", &kept.description),
            ("vnp_PayDate", &run_together(shop.now_ms())),
            ("vnp_ResponseCode", code),
            ("vnp_TmnCode", shop.key("tmn_code")),
            ("vnp_TransactionNo", &kept.txn.to_string()),
            ("vnp_TransactionStatus", status),
            ("vnp_TxnRef", &kept.reference),
        ]
        .map(|(name, value)| format!("{name}={}", web(value)));
        let query = pairs.join("&");
        let sum = mac512(shop.key("hash_secret"), &query);
        Some(Outgoing {
            get: true,
            query: format!("{query}&vnp_SecureHash={sum}"),
            ..Outgoing::default()
        })
    }
}

/// A text in a query as PHP writes it.
fn web(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte.into()),
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// What is wrong with an address that a buyer comes by.
fn wrong(shop: &Shop, raw: &str, of: &Fields) -> Option<&'static str> {
    let mut pairs: Vec<&str> = raw
        .split('&')
        .filter(|pair| !pair.starts_with("vnp_SecureHash="))
        .collect();
    pairs.sort_unstable();
    let get = |name: &str| of.get(name).map_or("", String::as_str);
    if mac512(shop.key("hash_secret"), &pairs.join("&")) != get("vnp_SecureHash") {
        return Some("70 sai chữ ký");
    }
    let known = get("vnp_TmnCode") == shop.key("tmn_code");
    let day = |name| get(name).len() == 14 && get(name).bytes().all(|b| b.is_ascii_digit());
    let compulsory = [
        "vnp_OrderInfo",
        "vnp_ReturnUrl",
        "vnp_IpAddr",
        "vnp_OrderType",
    ];
    match () {
        () if !known => Some("02 sai mã website"),
        () if get("vnp_Version") != "2.1.0" || get("vnp_Command") != "pay" => {
            Some("03 sai định dạng")
        }
        () if get("vnp_CurrCode") != "VND" || !day("vnp_CreateDate") || !day("vnp_ExpireDate") => {
            Some("03 sai định dạng")
        }
        () if !get("vnp_OrderInfo").is_ascii()
            || compulsory.iter().any(|name| get(name).is_empty()) =>
        {
            Some("03 sai định dạng")
        }
        () if !get("vnp_TxnRef").bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Some("03 sai định dạng")
        }
        () if get("vnp_ExpireDate") < run_together(shop.now_ms()).as_str() => Some("11 quá hạn"),
        () => None,
    }
}

/// The buyer comes.
async fn visit(
    Has(shop): Has<Arc<Shop>>,
    RawQuery(raw): RawQuery,
    Query(of): Query<Fields>,
) -> Response {
    if let Some(why) = wrong(&shop, &raw.unwrap_or_default(), &of) {
        return (StatusCode::BAD_REQUEST, why).into_response();
    }
    let get = |name: &str| of.get(name).cloned().unwrap_or_default();
    let Some(amount) = get("vnp_Amount")
        .parse::<i64>()
        .ok()
        .filter(|a| a % 100 == 0 && *a > 0)
    else {
        return (StatusCode::BAD_REQUEST, "04 sai số tiền").into_response();
    };
    let reference = get("vnp_TxnRef");
    let fields = Fields::from([("made".to_owned(), get("vnp_CreateDate"))]);
    // Coming again by the same address is the same payment.
    shop.keep(Kept {
        reference: reference.clone(),
        amount: amount / 100,
        description: get("vnp_OrderInfo"),
        notify_url: shop.key("webhook_url").to_owned(),
        return_url: get("vnp_ReturnUrl"),
        fields,
        ..Kept::default()
    });
    Redirect::to(&format!("/mo-phong#{reference}")).into_response()
}

/// Questions and refunds.
async fn transaction(Has(shop): Has<Arc<Shop>>, axum::Json(asked): axum::Json<Value>) -> Response {
    let of = |name: &str| {
        asked[format!("vnp_{name}")]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let refund = of("Command") == "refund";
    let order: &[&str] = if refund {
        &[
            "RequestId",
            "Version",
            "Command",
            "TmnCode",
            "TransactionType",
            "TxnRef",
            "Amount",
            "TransactionNo",
            "TransactionDate",
            "CreateBy",
            "CreateDate",
            "IpAddr",
            "OrderInfo",
        ]
    } else {
        &[
            "RequestId",
            "Version",
            "Command",
            "TmnCode",
            "TxnRef",
            "TransactionDate",
            "CreateDate",
            "IpAddr",
            "OrderInfo",
        ]
    };
    let signed: Vec<String> = order.iter().map(|name| of(name)).collect();
    if of("SecureHash") != mac512(shop.key("hash_secret"), &signed.join("|")) {
        return plain("97", "Invalid checksum");
    }
    if of("TmnCode") != shop.key("tmn_code") {
        return plain("02", "Invalid TmnCode");
    }
    let found = shop.find(&of("TxnRef"));
    let Some(kept) = found.filter(|kept| kept.fields.get("made") == Some(&of("TransactionDate")))
    else {
        return plain("91", "Transaction not found");
    };
    if !refund {
        return told(&shop, &kept, "querydr");
    }
    let Some(amount) = of("Amount").parse::<i64>().ok().filter(|a| a % 100 == 0) else {
        return plain("03", "Invalid format");
    };
    let whole = amount / 100 == kept.amount;
    if kept.state != State::Paid {
        return plain("95", "Not successful");
    }
    if whole != (of("TransactionType") == "02") {
        return plain("02", "Invalid total");
    }
    match shop.give_back(&kept.reference, &of("RequestId"), amount / 100) {
        Ok(_) => told(&shop, &shop.find(&kept.reference).unwrap_or(kept), "refund"),
        Err(Refused::Made(_)) => plain("94", "Duplicate request"),
        Err(Refused::Unknown | Refused::NotSoMuch) => plain("02", "Invalid total"),
    }
}

fn plain(code: &str, message: &str) -> Response {
    axum::Json(json!({"vnp_ResponseCode": code, "vnp_Message": message})).into_response()
}

/// A signed answer about the latest transaction of a payment.
fn told(shop: &Shop, kept: &Kept, command: &str) -> Response {
    let last = kept.refunds.last();
    let paid = kept.state == State::Paid;
    let (kind, amount) = match last {
        Some(refund) if refund.amount == kept.amount => ("02", refund.amount),
        Some(refund) => ("03", refund.amount),
        None => ("01", if paid { kept.paid } else { kept.amount }),
    };
    let status = match (last, kept.state, command) {
        // Taken on first, with the bank when asked.
        (Some(_), _, "refund") => "05",
        (Some(_), _, _) => "06",
        (None, State::Paid, _) => "00",
        (None, State::Waiting, _) => "01",
        (None, State::Failed | State::Cancelled, _) => "02",
    };
    let txn = last.map_or(kept.txn, |refund| refund.txn).to_string();
    let mut fields = vec![
        ("ResponseId", format!("R{}", shop.next_number())),
        ("Command", command.to_owned()),
        ("ResponseCode", "00".to_owned()),
        ("Message", "Success".to_owned()),
        ("TmnCode", shop.key("tmn_code").to_owned()),
        ("TxnRef", kept.reference.clone()),
        ("Amount", (amount * 100).to_string()),
        ("BankCode", "NCB".to_owned()),
        ("PayDate", run_together(shop.now_ms())),
        ("TransactionNo", txn),
        ("TransactionType", kind.to_owned()),
        ("TransactionStatus", status.to_owned()),
        ("OrderInfo", kept.description.clone()),
    ];
    if command == "querydr" {
        fields.push(("PromotionCode", String::new()));
        fields.push(("PromotionAmount", String::new()));
    }
    let text: Vec<&str> = fields.iter().map(|(_, value)| value.as_str()).collect();
    let sum = mac512(shop.key("hash_secret"), &text.join("|"));
    fields.push(("SecureHash", sum));
    let body: BTreeMap<String, String> = fields
        .into_iter()
        .map(|(name, value)| (format!("vnp_{name}"), value))
        .collect();
    axum::Json(body).into_response()
}
