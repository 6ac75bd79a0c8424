//! Listings as items of the catalogue and its answers in our words.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use shared::canonical::{Field, Finding, Listing, RemoteIds, Severity, Variant};
use shared::channel::Limits;

use super::wire::{Request, Status, Submission, Validated};
use crate::_kit::{check, reachable};
use crate::{Changed, ChannelError, LineDone, Submitted};

/// Letters of a title in the batch API.
const TITLE: usize = 100;

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn availability(stock: i64) -> &'static str {
    if stock > 0 {
        "in stock"
    } else {
        "out of stock"
    }
}

fn title(listing: &Listing, variant: &Variant, most: usize) -> String {
    if listing.variants.len() == 1 {
        return cut(&listing.title, most);
    }
    let end = format!(" - {}", variant.name);
    let room = most.saturating_sub(end.chars().count());
    cut(&format!("{}{end}", cut(&listing.title, room)), most)
}

fn stars(listing: &Listing) -> Option<String> {
    let certificate = listing.certificates.iter().find(|c| c.kind == "ocop")?;
    certificate.stars.map(|stars| format!("OCOP {stars} sao"))
}

fn item(listing: &Listing, variant: &Variant) -> Value {
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| data.insert(key.to_owned(), value);
    put("id", json!(variant.sku));
    put("title", json!(title(listing, variant, TITLE)));
    put("description", json!(cut(&listing.description, 5_000)));
    put("availability", json!(availability(variant.stock)));
    put("condition", json!("new"));
    put("price", json!(format!("{} VND", variant.price.dong())));
    put("link", json!(listing.link));
    let mut pictures = listing.pictures.iter().take(21).map(|picture| &picture.url);
    put("image_link", json!(pictures.next()));
    put("additional_image_link", json!(pictures.collect::<Vec<_>>()));
    put(
        "brand",
        json!(listing.brand.as_deref().unwrap_or(&listing.producer)),
    );
    put("product_type", json!(listing.category.0));
    put("quantity_to_sell_on_facebook", json!(variant.stock.max(0)));
    put(
        "visibility",
        json!(if listing.visible {
            "published"
        } else {
            "staging"
        }),
    );
    put("custom_label_0", json!(listing.origin_province));
    if let Some(stars) = stars(listing) {
        put("custom_label_1", json!(stars));
    }
    if let Some(gtin) = &variant.gtin {
        put("gtin", json!(gtin));
    }
    if listing.variants.len() > 1 {
        put("item_group_id", json!(listing.sku));
        put("size", json!(variant.name));
    }
    Value::Object(data)
}

fn update(data: Value) -> Request {
    Request {
        method: "UPDATE",
        data,
    }
}

/// One upsert a variant.
pub fn requests(listing: &Listing) -> Vec<Request> {
    listing
        .variants
        .iter()
        .map(|v| update(item(listing, v)))
        .collect()
}

/// Stock and prices alone.
pub fn offers(lines: &[Changed]) -> Vec<Request> {
    lines
        .iter()
        .map(|line| {
            let mut data = json!({ "id": line.sku });
            if let Some(stock) = line.stock {
                data["availability"] = json!(availability(stock));
                data["quantity_to_sell_on_facebook"] = json!(stock.max(0));
            }
            if let Some(price) = line.price {
                data["price"] = json!(format!("{} VND", price.dong()));
            }
            update(data)
        })
        .collect()
}

/// Hides or shows every variant.
pub fn visibility(items: &[RemoteIds], visible: bool) -> Vec<Request> {
    let word = if visible { "published" } else { "staging" };
    let ids = items
        .iter()
        .flat_map(|item| item.variants.iter().map(|(_, id)| id));
    ids.map(|id| update(json!({ "id": id, "visibility": word })))
        .collect()
}

fn refused(found: &[Validated], id: &str) -> Option<ChannelError> {
    let status = found.iter().find(|status| status.retailer_id == id)?;
    let message = status.errors.first()?.message.clone();
    Some(ChannelError::Invalid {
        field: field(&message, id),
        message,
    })
}

/// What was said to each line.
pub fn taken(lines: &[Changed], found: &[Validated]) -> Vec<LineDone> {
    lines
        .iter()
        .map(|line| LineDone {
            sku: line.sku.clone(),
            result: refused(found, &line.sku).map_or(Ok(()), Err),
        })
        .collect()
}

/// What was said to each listing.
pub fn shown(items: &[RemoteIds], found: &[Validated]) -> Vec<LineDone> {
    items
        .iter()
        .map(|item| LineDone {
            sku: item.id.clone(),
            result: item
                .variants
                .iter()
                .find_map(|(_, id)| refused(found, id))
                .map_or(Ok(()), Err),
        })
        .collect()
}

/// Where the remedy is, by the field that the message names.
fn field(message: &str, sku: &str) -> Field {
    let lower = message.to_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if named(&["image"]) {
        Field::Pictures
    } else if named(&["price"]) {
        Field::Price(sku.to_owned())
    } else if named(&["title"]) {
        Field::Title
    } else if named(&["description"]) {
        Field::Description
    } else if named(&["quantity", "availability"]) {
        Field::Stock(sku.to_owned())
    } else {
        Field::Facts
    }
}

fn finding(message: &str, sku: &str) -> Finding {
    Finding {
        severity: Severity::Stops,
        field: field(message, sku),
        code: "refused".to_owned(),
        vi: format!("Facebook không nhận {sku}: {message}"),
        en: format!("Facebook refuses {sku}: {message}"),
    }
}

/// What the first look at a batch refused.
pub fn findings(found: &[Validated]) -> Vec<Finding> {
    let refused = found.iter().flat_map(|status| {
        status
            .errors
            .iter()
            .map(|error| finding(&error.message, &status.retailer_id))
    });
    refused.collect()
}

/// A batch that is under way, and what it is about.
#[derive(Debug, Serialize, Deserialize)]
pub struct Task {
    pub handle: String,
    pub sku: String,
    pub variants: Vec<String>,
}

/// The number under which the outcome is asked.
pub fn task(listing: &Listing, answer: Submission) -> Result<String, ChannelError> {
    let handle = answer.handles.into_iter().next();
    let task = Task {
        handle: handle.ok_or_else(|| ChannelError::Malformed("no handle".to_owned()))?,
        sku: listing.sku.clone(),
        variants: listing.variants.iter().map(|v| v.sku.clone()).collect(),
    };
    serde_json::to_string(&task).map_err(|error| ChannelError::Malformed(error.to_string()))
}

/// The task of a number.
pub fn read_task(text: &str) -> Result<Task, ChannelError> {
    serde_json::from_str(text).map_err(|_| ChannelError::NotFound)
}

/// What became of the task. A state that is neither finished nor failed is under way.
pub fn outcome(task: Task, status: Status) -> Result<Submitted, ChannelError> {
    let failed = status.errors_total_count > 0
        || !status.errors.is_empty()
        || !status.ids_of_invalid_requests.is_empty();
    match status.status.as_str() {
        "finished" if failed => {
            let mut findings: Vec<Finding> = status
                .errors
                .iter()
                .map(|error| finding(&error.message, &error.id))
                .collect();
            if findings.is_empty() {
                let ids = status.ids_of_invalid_requests.iter();
                findings = ids.map(|id| finding("invalid", id)).collect();
            }
            if findings.is_empty() {
                findings.push(finding("invalid", &task.sku));
            }
            Ok(Submitted::Rejected(findings))
        }
        "finished" => Ok(Submitted::Live(RemoteIds {
            id: task.sku,
            url: None,
            variants: task
                .variants
                .into_iter()
                .map(|sku| (sku.clone(), sku))
                .collect(),
        })),
        "error" | "canceled" => Err(ChannelError::Transient(status.status)),
        _ => serde_json::to_string(&task)
            .map(Submitted::Task)
            .map_err(|error| ChannelError::Malformed(error.to_string())),
    }
}

/// Columns of the feed.
const COLUMNS: &[&str] = &[
    "id",
    "title",
    "description",
    "image_link",
    "link",
    "product_type",
    "brand",
    "price",
    "availability",
    "item_group_id",
    "additional_image_link",
    "condition",
    "visibility",
    "gtin",
    "quantity_to_sell_on_facebook",
    "size",
    "custom_label_0",
    "custom_label_1",
];

/// The CSV that a catalogue fetches.
pub fn feed(listings: &[Listing]) -> Result<Vec<u8>, ChannelError> {
    let broken = |error: String| ChannelError::Malformed(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(COLUMNS)
        .map_err(|error| broken(error.to_string()))?;
    for listing in listings {
        for variant in &listing.variants {
            let mut data = item(listing, variant);
            // The feed takes longer titles than the batch.
            data["title"] = json!(title(listing, variant, 150));
            let cells = COLUMNS.iter().map(|column| cell(&data[*column]));
            writer
                .write_record(cells)
                .map_err(|error| broken(error.to_string()))?;
        }
    }
    writer
        .into_inner()
        .map_err(|error| broken(error.to_string()))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(many) => many.iter().map(cell).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// What the catalogue would refuse.
pub fn preflight(listing: &Listing, limits: &Limits) -> Vec<Finding> {
    let mut found = check(listing, limits);
    if !reachable(&listing.link) || listing.pictures.iter().any(|p| !reachable(&p.url)) {
        found.push(Finding {
            severity: Severity::Stops,
            field: Field::Account,
            code: "not_public".to_owned(),
            vi: "Facebook chỉ nhận địa chỉ https. Hãy báo người quản trị đặt địa chỉ công khai của chợ".to_owned(),
            en: "Facebook takes https addresses only. Ask the operator to set the market's public address".to_owned(),
        });
    }
    if listing.description.contains("</") {
        found.push(Finding {
            severity: Severity::Stops,
            field: Field::Description,
            code: "markup".to_owned(),
            vi: "Bỏ các thẻ HTML trong mô tả".to_owned(),
            en: "Remove HTML tags from the description".to_owned(),
        });
    }
    found
}
