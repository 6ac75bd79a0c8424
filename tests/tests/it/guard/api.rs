//! The description of the API says what the route table says, and what is committed.

use backend::http::api::document::document;
use http::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tests::{TestApp, on_both, on_both_empty};

/// Set it to write the committed description anew.
const UPDATE: &str = "CHOPHIEN_UPDATE_SNAPSHOTS";

fn described() -> Value {
    document().clone()
}

#[test]
fn the_committed_description_is_the_served_one() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let text = format!(
        "{}\n",
        serde_json::to_string_pretty(document()).expect("json")
    );
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, &text).expect("written");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "docs/openapi.json is not what is served: run the tests once with {UPDATE}=1, then look at the difference"
    );
}

#[test]
fn every_api_route_is_described_and_every_description_is_a_route() {
    on_both_empty(async |test: &mut TestApp| {
        let of_v1 = test
            .routes
            .iter()
            .filter(|route| route.path.starts_with("/api/v1/"));
        let routes: BTreeSet<(String, String)> = of_v1
            .map(|route| (route.method.as_str().to_lowercase(), route.path.clone()))
            .collect();
        let document = described();
        let mut known = BTreeSet::new();
        for (path, item) in document["paths"].as_object().expect("paths") {
            for method in item
                .as_object()
                .expect("an item")
                .keys()
                .filter(|key| *key != "parameters")
            {
                known.insert((method.clone(), path.clone()));
            }
        }
        assert_eq!(routes, known);
    });
}

#[test]
fn every_operation_has_a_name_a_summary_and_its_errors() {
    let document = described();
    assert_eq!(document["openapi"], "3.1.0");
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("an item") {
            let at = format!("{method} {path}");
            let name = operation["operationId"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            assert!(
                !name.is_empty() && names.insert(name),
                "{at} needs an operation id of its own"
            );
            assert!(
                !operation["summary"].as_str().unwrap_or_default().is_empty(),
                "{at} needs a summary"
            );
            for status in ["400", "429", "500"] {
                assert!(
                    operation["responses"].get(status).is_some(),
                    "{at} does not tell of {status}"
                );
            }
            let body = operation.get("requestBody").is_some();
            assert_eq!(body, method == "post", "{at}");
        }
    }
}

/// The address of an operation with its examples in place, and the headers among them.
fn filled(path: &str, operation: &Value, code: &str) -> (String, Vec<(String, String)>) {
    let (mut address, mut query, mut headers) =
        (path.replace("{code}", code), Vec::new(), Vec::new());
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().expect("a name");
        let Some(example) = parameter["example"].as_str() else {
            continue;
        };
        match parameter["in"].as_str() {
            Some("path") => address = address.replace(&format!("{{{name}}}"), example),
            Some("query") => query.push(format!("{name}={}", tests::encode(example))),
            _ => headers.push((name.to_owned(), example.to_owned())),
        }
    }
    if query.is_empty() {
        (address, headers)
    } else {
        (format!("{address}?{}", query.join("&")), headers)
    }
}

#[test]
fn the_examples_work_as_they_stand() {
    on_both(async |test: &mut TestApp| {
        let document = described();
        let mut code = String::new();
        // Orders are placed before they are looked for.
        for method in ["post", "get"] {
            for (path, item) in document["paths"].as_object().expect("paths") {
                let Some(operation) = item.get(method) else {
                    continue;
                };
                let (address, headers) = filled(path, operation, &code);
                let headers: Vec<(&str, &str)> = headers
                    .iter()
                    .map(|(k, v)| (k.as_str(), v.as_str()))
                    .collect();
                let body = &operation["requestBody"]["content"]["application/json"]["example"];
                let answer = match method {
                    "post" => test.post_json(&address, body, &headers).await,
                    _ => test.get_with(&address, &headers).await,
                };
                assert!(
                    answer.status.is_success(),
                    "{method} {address}: {} {}",
                    answer.status,
                    answer.text()
                );
                let answer = answer.json();
                if let Some(placed) = answer["code"].as_str() {
                    code = placed.to_owned();
                }
                let items = answer["items"].as_array();
                assert!(
                    items.is_none_or(|items| !items.is_empty()),
                    "{address} finds nothing"
                );
            }
        }
    });
}

#[test]
fn the_description_and_its_page_are_served() {
    on_both_empty(async |test: &mut TestApp| {
        let served = test.get("/api/openapi.json").await.expect(StatusCode::OK);
        assert_eq!(served.json(), described());
        for path in ["/api", "/en/api"] {
            let page = test.get(path).await.expect(StatusCode::OK).text();
            assert!(
                page.contains("/api/v1/orders"),
                "{path} lists the operations"
            );
        }
    });
}
