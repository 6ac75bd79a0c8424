//! Casso's notices of both versions, read a second time from its document.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::simulator::bank::Line;
use crate::simulator::{Outgoing, mac512, spaced};

/// Version 1: a list, with the configured token.
#[must_use]
pub fn first(lines: &[Line], token: &str) -> Outgoing {
    let data: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({
                "id": line.id,
                "tid": line.bank_ref,
                "description": line.content,
                "amount": line.amount,
                "cusum_balance": 25_000_000,
                "when": spaced(line.booked_ms),
                "bank_sub_acc_id": line.account,
                "subAccId": line.account,
                "bank_name": "MBBank",
                "bank_abbr": "MB",
                "virtual_account": "",
                "virtualAccountName": "",
                "corresponsiveName": null,
                "corresponsiveAccount": null,
                "corresponsiveBankId": null,
                "corresponsiveBankName": null,
            })
        })
        .collect();
    Outgoing {
        headers: vec![
            ("content-type".to_owned(), "application/json".to_owned()),
            ("secure-token".to_owned(), token.to_owned()),
        ],
        body: json!({"error": 0, "data": data}).to_string(),
        ..Outgoing::default()
    }
}

/// Version 2: one line, signed over its fields in order; what is sent keeps another order.
#[must_use]
pub fn second(line: &Line, key: &str, now_ms: i64) -> Outgoing {
    let data = BTreeMap::from([
        ("accountNumber", json!(line.account)),
        ("amount", json!(line.amount)),
        ("bankAbbreviation", json!("MB")),
        ("bankName", json!("MBBank")),
        ("counterAccountBankId", json!("")),
        ("counterAccountBankName", json!("")),
        ("counterAccountName", json!("")),
        ("counterAccountNumber", json!("")),
        ("description", json!(line.content)),
        ("id", json!(line.id)),
        ("reference", json!(line.bank_ref)),
        ("runningBalance", json!(25_000_000)),
        ("transactionDateTime", json!(spaced(line.booked_ms))),
        ("virtualAccountName", json!("")),
        ("virtualAccountNumber", json!("")),
    ]);
    let pairs = |backwards: bool| {
        let mut pairs: Vec<String> = data
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        if backwards {
            pairs.reverse();
        }
        pairs.join(",")
    };
    let signed = format!("{now_ms}.{{\"data\":{{{}}},\"error\":0}}", pairs(false));
    let sum = mac512(key, &signed);
    Outgoing {
        headers: vec![
            ("content-type".to_owned(), "application/json".to_owned()),
            (
                "x-casso-signature".to_owned(),
                format!("t={now_ms},v1={sum}"),
            ),
        ],
        body: format!("{{\"error\":0,\"data\":{{{}}}}}", pairs(true)),
        ..Outgoing::default()
    }
}
