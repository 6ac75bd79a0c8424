//! Everything that the Graph API may say, and what reads it.

use super::{convert, hooks, wire};

/// Answers and pushes as the documents show them.
pub const CORPUS: &[&str] = &[
    r#"{"handles":["AcyF"],"validation_status":[{"retailer_id":"HTX-1","errors":[{"message":"Invalid image"}],"warnings":[{"message":"w"}]}]}"#,
    r#"{"data":[{"handle":"AcyF","status":"finished","errors_total_count":1,"errors":[{"line":1,"id":"HTX-1","message":"price is wrong"}],"ids_of_invalid_requests":["HTX-1"]}]}"#,
    r#"{"id":"77","name":"Danh mục"}"#,
    r#"{"error":{"message":"m","type":"OAuthException","code":190,"error_subcode":460,"fbtrace_id":"x"}}"#,
    r#"{"object":"page","entry":[{"id":"1","time":1760000400,"changes":[{"field":"feed","value":{}}]}]}"#,
    r#"{"handle":"AcyF","sku":"HTX","variants":["HTX-1"]}"#,
    r#"{"77":[{"type":"ads_management","call_count":100,"estimated_time_to_regain_access":19}]}"#,
];

/// Reads it as everything it could be.
pub fn parse_all(bytes: &[u8]) {
    let _ = hooks::events(bytes);
    if let Ok(submission) = serde_json::from_slice::<wire::Submission>(bytes) {
        let _ = convert::findings(&submission.validation_status);
        let _ = convert::taken(&[], &submission.validation_status);
        let _ = convert::task(&crate::_kit::sample::listing(), submission);
    }
    if let Ok(statuses) = serde_json::from_slice::<wire::Statuses>(bytes) {
        for status in statuses.data {
            let task = convert::read_task(CORPUS[5]).expect("a task");
            let _ = convert::outcome(task, status);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = convert::read_task(text);
    }
    let _ = serde_json::from_slice::<wire::Catalogue>(bytes);
    let _ = serde_json::from_slice::<wire::Refusal>(bytes);
    let _ = serde_json::from_slice::<std::collections::BTreeMap<String, Vec<wire::Usage>>>(bytes);
}

#[test]
fn the_corpus_is_understood() {
    let read = |n: usize| CORPUS[n].as_bytes();
    assert!(serde_json::from_slice::<wire::Submission>(read(0)).is_ok());
    assert!(serde_json::from_slice::<wire::Statuses>(read(1)).is_ok());
    assert!(serde_json::from_slice::<wire::Refusal>(read(3)).is_ok());
    assert!(hooks::events(read(4)).is_ok());
    assert!(convert::read_task(CORPUS[5]).is_ok());
}
