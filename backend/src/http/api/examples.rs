//! Examples of the API's description. They work as they stand against the demonstration market.

use serde_json::{Value, json};
use services::seed::demo::variant_id;

/// A pack that can always be sent: dry goods of the demonstration.
const SKU: &str = "HP-MD-500";
/// A ward of Hà Nội.
const WARD: &str = "00166";

/// Parameters of an operation with their examples.
fn parameters(operation: &str) -> &'static [(&'static str, &'static str)] {
    match operation {
        "list_products" => &[
            ("category", "do-kho"),
            ("province", "dien-bien"),
            ("sort", "price_asc"),
        ],
        "search_products" => &[("q", "mien dong")],
        "get_product" => &[("slug", "mien-dong-hong-phuoc")],
        "search_wards" => &[("q", "Dịch Vọng")],
        "place_order" => &[("Idempotency-Key", "3f1b0c52-don-thu")],
        "get_order" => &[("phone", "0912 345 678")],
        _ => &[],
    }
}

fn body(operation: &str) -> Option<Value> {
    let line = json!({ "variant_id": variant_id(SKU), "quantity": "2" });
    match operation {
        "quote" => Some(json!({ "lines": [line], "ward_code": WARD })),
        "place_order" => Some(json!({
            "lines": [line],
            "contact": { "name": "Người mua thử", "phone": "0912 345 678" },
            "address": { "ward_code": WARD, "street": "Số 1 phố Mẫu" },
            "payment_method": "cod",
        })),
        _ => None,
    }
}

/// Puts the examples into the description.
pub fn add(document: &mut Value) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for item in paths.values_mut() {
        for operation in item
            .as_object_mut()
            .into_iter()
            .flat_map(|item| item.values_mut())
        {
            add_to(operation);
        }
    }
}

fn add_to(operation: &mut Value) {
    let name = operation["operationId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    for parameter in operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        let known = parameters(&name)
            .iter()
            .find(|(known, _)| parameter["name"] == *known);
        if let Some((_, example)) = known {
            parameter["example"] = json!(example);
        }
    }
    if let Some(example) = body(&name) {
        operation["requestBody"]["content"]["application/json"]["example"] = example;
    }
}
