//! Errors of the JSON API as RFC 9457 problem details.

use serde::{Deserialize, Serialize};

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where: `contact.phone`, `lines[0].quantity`.
    pub path: String,
    /// A stable name for programs: `too_short`.
    pub code: String,
    /// A sentence for the person who typed it.
    pub message: String,
}

impl FieldError {
    /// An error at `path`.
    #[must_use]
    pub fn new(
        path: impl Into<String>,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            code: code.into(),
            message: message.into(),
        }
    }
}

/// A problem document (`application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// An address that names the kind of problem.
    #[serde(rename = "type")]
    pub type_: String,
    /// The kind in a few words, the same for every occurrence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable name for programs: `insufficient_stock`.
    pub code: String,
    /// What happened this time, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields at fault, if any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
}

impl Problem {
    /// A problem whose type address is `/problems/{code}`.
    #[must_use]
    pub fn new(status: u16, code: &str, title: impl Into<String>) -> Self {
        Self {
            type_: format!("/problems/{code}"),
            title: title.into(),
            status,
            code: code.to_owned(),
            detail: None,
            fields: Vec::new(),
        }
    }

    /// The same with a sentence on this occurrence.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same with the fields at fault.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.fields = fields;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_the_names_of_the_standard() {
        let problem =
            Problem::new(422, "invalid", "Có ô chưa đúng").with_fields(vec![FieldError::new(
                "contact.phone",
                "too_short",
                "Số này thiếu 1 chữ số",
            )]);
        let json = serde_json::to_value(&problem).expect("json");
        assert_eq!(json["type"], "/problems/invalid");
        assert_eq!(json["status"], 422);
        assert_eq!(json["fields"][0]["path"], "contact.phone");
        assert!(json.get("detail").is_none());
        assert_eq!(
            serde_json::from_value::<Problem>(json).expect("json"),
            problem
        );
    }
}
