//! What the Graph API takes and says, spelled as it spells.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Body of `items_batch`.
#[derive(Debug, Serialize)]
pub struct Batch {
    pub item_type: &'static str,
    pub allow_upsert: bool,
    pub requests: Vec<Request>,
}

#[derive(Debug, Serialize)]
pub struct Request {
    pub method: &'static str,
    pub data: Value,
}

/// Answer of `items_batch`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Submission {
    pub handles: Vec<String>,
    pub validation_status: Vec<Validated>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Validated {
    pub retailer_id: String,
    pub errors: Vec<Message>,
    pub warnings: Vec<Message>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    pub message: String,
}

/// Answer of `check_batch_request_status`.
#[derive(Debug, Deserialize)]
pub struct Statuses {
    pub data: Vec<Status>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Status {
    pub status: String,
    pub errors_total_count: i64,
    pub errors: Vec<StatusError>,
    pub ids_of_invalid_requests: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StatusError {
    pub id: String,
    pub message: String,
}

/// The catalogue itself.
#[derive(Debug, Deserialize)]
pub struct Catalogue {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Refusal {
    pub error: Fault,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fault {
    pub message: String,
    pub code: i64,
    pub error_subcode: Option<i64>,
}

/// `X-App-Usage` and the members of `X-Business-Use-Case-Usage`, in percent and minutes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Usage {
    pub estimated_time_to_regain_access: i64,
}

/// A push.
#[derive(Debug, Deserialize)]
pub struct Push {
    pub object: String,
    #[serde(default)]
    pub entry: Vec<Value>,
}
