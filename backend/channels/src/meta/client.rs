//! Calls of the Graph API and what its errors ask for.

use std::collections::BTreeMap;

use http::HeaderMap;
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;
use shared::canonical::Field;
use shared::time::Millis;

use super::wire::{Batch, Catalogue, Refusal, Request, Status, Statuses, Submission, Usage};
use crate::_kit::{Answer, hmac_sha256, send};
use crate::{Authorised, ChannelError, Outbound, Secrets};

/// Proves that a call comes from the app that the token belongs to.
pub fn proof(app_secret: &str, token: &str) -> String {
    hmac_sha256(app_secret.as_bytes(), &[token.as_bytes()])
}

fn address(out: &Outbound, path: &str) -> String {
    let version = match out.app.get("version") {
        "" => "v21.0",
        version => version,
    };
    format!("{}/{version}/{path}", out.base_url)
}

fn signed(request: RequestBuilder, out: &Outbound, token: &str) -> RequestBuilder {
    let request = request.bearer_auth(token);
    match out.app.get("app_secret") {
        "" => request,
        secret => request.query(&[("appsecret_proof", proof(secret, token))]),
    }
}

async fn call<T: DeserializeOwned>(
    out: &Outbound,
    request: RequestBuilder,
    token: &str,
    writes: bool,
) -> Result<T, ChannelError> {
    let answer = send(signed(request, out, token), writes, out.now).await?;
    read(&answer, out.now)
}

/// An answer of the Graph API, or what its refusal means.
pub(crate) fn read<T: DeserializeOwned>(answer: &Answer, now: Millis) -> Result<T, ChannelError> {
    if (200..300).contains(&answer.status) {
        return serde_json::from_slice(&answer.body)
            .map_err(|error| ChannelError::Malformed(error.to_string()));
    }
    match serde_json::from_slice::<Refusal>(&answer.body) {
        Ok(refusal) => Err(meaning(refusal, &answer.headers, now)),
        Err(_) => Err(ChannelError::Malformed(format!("status {}", answer.status))),
    }
}

/// What an error of the Graph API asks for.
fn meaning(refusal: Refusal, headers: &HeaderMap, now: Millis) -> ChannelError {
    let fault = refusal.error;
    match (fault.code, fault.error_subcode) {
        (4 | 17 | 32 | 613 | 80_001 | 80_004 | 80_014, _) => ChannelError::RateLimited {
            until: regained(headers, now),
        },
        (1 | 2, _) => ChannelError::Transient(fault.message),
        (10 | 102 | 190 | 200..=299, _) => ChannelError::AuthRevoked(fault.message),
        (100, Some(33)) => ChannelError::NotFound,
        _ => ChannelError::Invalid {
            field: Field::Facts,
            message: fault.message,
        },
    }
}

/// When access comes back, by the longest wait that the headers tell, if they tell any.
fn regained(headers: &HeaderMap, now: Millis) -> Option<Millis> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let cases: Option<BTreeMap<String, Vec<Usage>>> =
        text("x-business-use-case-usage").and_then(|text| serde_json::from_str(text).ok());
    let app: Option<Usage> = text("x-app-usage").and_then(|text| serde_json::from_str(text).ok());
    let minutes = cases
        .into_iter()
        .flat_map(BTreeMap::into_values)
        .flatten()
        .chain(app)
        .map(|usage| usage.estimated_time_to_regain_access)
        .max()?;
    Some(now.plus_minutes(minutes.clamp(1, 24 * 60)))
}

/// Whether the token may manage the catalogue.
pub async fn connect(
    out: &Outbound,
    answer: &[(String, String)],
) -> Result<Authorised, ChannelError> {
    let said = |key: &str| {
        let found = answer.iter().find(|(name, _)| name == key);
        found.map_or("", |(_, value)| value.trim())
    };
    let (catalogue, token) = (said("catalog_id"), said("access_token"));
    let digits = !catalogue.is_empty() && catalogue.bytes().all(|b| b.is_ascii_digit());
    if !digits || token.is_empty() {
        return Err(ChannelError::Invalid {
            field: Field::Account,
            message: "catalog_id, access_token".to_owned(),
        });
    }
    let request = out
        .http
        .get(address(out, catalogue))
        .query(&[("fields", "id,name")]);
    let found: Catalogue = call(out, request, token, false).await?;
    Ok(Authorised {
        shop: found.id,
        name: found.name,
        secrets: Secrets::new([("access_token".to_owned(), token.to_owned())]),
        refresh_at: None,
        ends_at: None,
    })
}

/// Submits changes; they are carried out later, under the handle.
pub async fn submit(out: &Outbound, requests: Vec<Request>) -> Result<Submission, ChannelError> {
    let body = Batch {
        item_type: "PRODUCT_ITEM",
        allow_upsert: true,
        requests,
    };
    let request = out
        .http
        .post(address(out, &format!("{}/items_batch", out.shop)))
        .json(&body);
    call(out, request, out.account.get("access_token"), true).await
}

/// What became of the handle.
pub async fn status(out: &Outbound, handle: &str) -> Result<Status, ChannelError> {
    let path = format!("{}/check_batch_request_status", out.shop);
    let request = out.http.get(address(out, &path)).query(&[
        ("handle", handle),
        ("load_ids_of_invalid_requests", "true"),
        (
            "fields",
            "handle,status,errors_total_count,errors,warnings,ids_of_invalid_requests",
        ),
    ]);
    let found: Statuses = call(out, request, out.account.get("access_token"), false).await?;
    found.data.into_iter().next().ok_or(ChannelError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: i64, subcode: Option<i64>) -> ChannelError {
        let fault =
            serde_json::json!({"error": {"message": "m", "code": code, "error_subcode": subcode}});
        let mut headers = HeaderMap::new();
        let usage = r#"{"77":[{"type":"ads_management","call_count":100,"estimated_time_to_regain_access":19}]}"#;
        headers.insert(
            "x-business-use-case-usage",
            usage.parse().expect("a header"),
        );
        let answer = Answer {
            status: 400,
            headers,
            body: fault.to_string().into(),
        };
        read::<Submission>(&answer, Millis(0)).expect_err("an error")
    }

    #[test]
    fn errors_are_told_by_their_remedy() {
        for code in [4, 17, 32, 613, 80_001, 80_004, 80_014] {
            let ChannelError::RateLimited { until } = error(code, None) else {
                panic!("{code}")
            };
            assert_eq!(until, Some(Millis(19 * 60_000)));
        }
        for (code, subcode) in [
            (190, Some(452)),
            (190, Some(458)),
            (190, Some(460)),
            (10, None),
            (102, None),
            (200, None),
            (299, None),
        ] {
            assert!(
                matches!(error(code, subcode), ChannelError::AuthRevoked(_)),
                "{code}"
            );
        }
        assert!(matches!(error(1, None), ChannelError::Transient(_)));
        assert!(matches!(error(100, None), ChannelError::Invalid { .. }));
        assert!(matches!(error(100, Some(33)), ChannelError::NotFound));
    }

    #[test]
    fn the_proof_is_that_of_the_vector() {
        assert_eq!(
            proof("made-up-app-secret", "madeUpAccessToken"),
            "9b9d7f65699dfe5168f15c9a647abae3849679423b90cac3377ae7f966bcdd7e"
        );
    }
}
