//! SePay's notices, read a second time from its document.

use serde_json::json;

use crate::simulator::bank::Line;
use crate::simulator::{Outgoing, mac256, spaced};

/// The notice of a line, signed when there is a secret, else with the key.
#[must_use]
pub fn notice(line: &Line, secret: &str, api_key: &str, now_ms: i64) -> Outgoing {
    let body = json!({
        "id": line.id,
        "gateway": "MBBank",
        "transactionDate": spaced(line.booked_ms),
        "accountNumber": line.account,
        "code": null,
        "content": line.content,
        "transferType": if line.amount < 0 { "out" } else { "in" },
        "transferAmount": line.amount.abs(),
        "accumulated": 25_000_000,
        "subAccount": null,
        "referenceCode": line.bank_ref,
        "description": "",
    })
    .to_string();
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    if secret.is_empty() {
        headers.push(("authorization".to_owned(), format!("Apikey {api_key}")));
    } else {
        let seconds = now_ms / 1000;
        let sum = mac256(secret, &format!("{seconds}.{body}"));
        headers.push(("x-sepay-timestamp".to_owned(), seconds.to_string()));
        headers.push(("x-sepay-signature".to_owned(), format!("sha256={sum}")));
    }
    Outgoing {
        headers,
        body,
        ..Outgoing::default()
    }
}
