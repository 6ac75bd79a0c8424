//! Every call passes here: faults that were asked for, signature, time, token; then the table of calls.

use std::io;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use super::reply::{Answer, Ask, envelope, param, refused, s};
use super::state::State;
use super::{Shared, aftersales, auth, life, logistics, models, open, order, page, product, push};

/// What a call meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 429, with or without seconds to wait.
    Busy(Option<u32>),
    /// 500, nothing happens.
    Away,
    /// It happens; then the connection breaks without an answer.
    SilentAfterEffect,
    /// 200 with half a JSON.
    Garbage,
}

pub struct Rule {
    pub fault: Fault,
    /// Part of the path; empty meets every call.
    pub path: String,
    pub skip: u32,
    pub left: u32,
}

/// HMAC-SHA256 in small hex letters.
pub fn seal(key: &str, text: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    mac.update(text);
    let digest = mac.finalize().into_bytes();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn router(state: Shared) -> Router {
    page::routes()
        .fallback(api)
        .layer(axum::extract::DefaultBodyLimit::max(100 * 1024 * 1024))
        .with_state(state)
}

fn meets(state: &mut State, path: &str) -> Option<Fault> {
    let rule = state
        .rules
        .iter_mut()
        .find(|rule| rule.left > 0 && path.contains(&rule.path))?;
    if rule.skip > 0 {
        rule.skip -= 1;
        return None;
    }
    rule.left -= 1;
    Some(rule.fault)
}

async fn api(Extract(state): Extract<Shared>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !path.starts_with("/api/v2/") {
        return (StatusCode::NOT_FOUND, "không có trang này").into_response();
    }
    let fault = meets(&mut open(&state), &path);
    match fault {
        Some(Fault::Busy(wait)) => {
            let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
            if let Some(wait) = wait {
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, wait.into());
            }
            return response;
        }
        Some(Fault::Away) => {
            return (StatusCode::INTERNAL_SERVER_ERROR, "<html>500</html>").into_response();
        }
        Some(Fault::Garbage) => return "{\"error\":\"\",\"resp".into_response(),
        Some(Fault::SilentAfterEffect) | None => {}
    }
    let answer = answer(&state, request, &path).await;
    if fault == Some(Fault::SilentAfterEffect) {
        let broken = tokio_stream::once(Err::<Bytes, io::Error>(
            io::ErrorKind::ConnectionReset.into(),
        ));
        return Body::from_stream(broken).into_response();
    }
    let number = open(&state).id();
    match envelope(answer, number) {
        Ok(json) => axum::Json(json).into_response(),
        Err(pdf) => ([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response(),
    }
}

async fn answer(state: &Shared, request: Request, path: &str) -> Answer {
    let query: Vec<(String, String)> = axum::extract::Query::try_from_uri(request.uri())
        .map(|axum::extract::Query(pairs)| pairs)
        .map_err(|_| param("query"))?;
    let post = request.method() == axum::http::Method::POST;
    let (body, files) = if path.ends_with("/upload_image") {
        (Value::Null, files(request).await?)
    } else {
        let bytes = Bytes::from_request(request, &())
            .await
            .map_err(|_| param("body"))?;
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).map_err(|_| param("the body is no JSON"))?
        };
        (body, Vec::new())
    };
    let mut state = open(state);
    let mut ask = Ask {
        path: path.trim_start_matches("/api/v2/").to_owned(),
        query,
        body,
        files,
        shop: 0,
        now: state.now(),
    };
    life::tick(&mut state);
    signed(&mut state, &mut ask, path)?;
    route(&mut state, &ask, post)
}

async fn files(request: Request) -> Result<Vec<Vec<u8>>, super::reply::Refused> {
    let bad = |_| param("multipart");
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| param("multipart"))?;
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(bad)?;
        match name.as_str() {
            "image" => files.push(bytes.to_vec()),
            "scene" if !matches!(&bytes[..], b"normal" | b"desc") => {
                return Err(param("scene is invalid"));
            }
            "ratio" if &bytes[..] != b"1:1" => return Err(param("ratio is not permitted")),
            "scene" | "ratio" => {}
            other => return Err(param(&format!("unknown part {other}"))),
        }
    }
    Ok(files)
}

fn by_app(path: &str) -> bool {
    ["auth/", "public/", "push/", "media_space/"]
        .iter()
        .any(|head| path.starts_with(head))
}

/// Signature, time and token, in the order in which Shopee complains.
fn signed(state: &mut State, ask: &mut Ask, path: &str) -> Result<(), super::reply::Refused> {
    if ask.q("partner_id") != state.start.partner_id {
        return Err(refused("error_param", "partner_id is invalid."));
    }
    let at = ask
        .qn("timestamp")
        .ok_or_else(|| param("timestamp is required"))?;
    if (s(ask.now) - at).abs() > 300 {
        return Err(refused("error_param", "Invalid timestamp, it has expired."));
    }
    let app = by_app(&ask.path);
    let mut base = format!("{}{path}{}", ask.q("partner_id"), ask.q("timestamp"));
    if !app {
        base.push_str(ask.q("access_token"));
        base.push_str(ask.q("shop_id"));
    }
    if seal(&state.start.partner_key, base.as_bytes()) != ask.q("sign") {
        return Err(refused("error_sign", "Wrong sign."));
    }
    if app {
        return Ok(());
    }
    ask.shop = ask
        .qn("shop_id")
        .ok_or_else(|| param("shop_id is required"))?;
    let good = state
        .access
        .get(ask.q("access_token"))
        .is_some_and(|grant| grant.shop == ask.shop && grant.until > ask.now);
    if !good {
        return Err(refused(
            "invalid_acceess_token",
            "Invalid access_token, please have a check.",
        ));
    }
    let shop = state.shops.get(&ask.shop);
    if shop.is_none_or(|shop| shop.authorised_until <= ask.now) {
        return Err(refused(
            "shop_access_expired",
            "The authorization of this shop has expired.",
        ));
    }
    Ok(())
}

fn route(state: &mut State, ask: &Ask, post: bool) -> Answer {
    let area = ask.path.split('/').next().unwrap_or_default();
    let found = match area {
        "auth" | "public" | "shop" => auth::call(state, ask, post),
        "media_space" => product::upload(state, ask, post),
        "product" => product::call(state, ask, post).or_else(|| models::call(state, ask, post)),
        "order" => order::call(state, ask, post),
        "logistics" => logistics::call(state, ask, post),
        "returns" | "payment" => aftersales::call(state, ask, post),
        "push" => push::call(state, ask, post),
        _ => None,
    };
    found.unwrap_or_else(|| Err(refused("error_not_found", "Wrong path or method.")))
}
