//! Communes, quotes and orders.

use crate::app::App;
use crate::http::actor::{Language, Peer, Visitor};
use crate::http::api::body::Body;
use crate::http::limits::Deed;
use crate::http::problem::{ApiError, Tell};
use crate::http::security::busy;
use crate::pay;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use services::{Error, checkout, orders};
use shared::input::order::{PlaceOrder, QuoteRequest};
use shared::page::Page;
use shared::places::{WardHit, places};
use shared::problem::Problem;
use shared::say::Locale;
use shared::view::order::{FollowedOrder, PlacedOrder};
use shared::view::quote::Quote;
use utoipa::IntoParams;

/// Communes found when nothing is said.
const WARDS: usize = 10;
const MAX_WARDS: usize = 50;
const MAX_QUERY: usize = 200;

/// Which commune is looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct WardsQuery {
    /// Any name of the place, in force or former, with or without marks; what follows the 200th character does not count.
    q: Option<String>,
    /// Items, 10 when nothing is said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<String>,
}

/// The phone an order was placed with.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PhoneQuery {
    /// The mobile number, however it is written.
    #[param(required = true, value_type = String, min_length = 9)]
    phone: Option<String>,
}

fn limit_of(text: Option<&str>, l: Locale) -> Result<usize, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(WARDS);
    };
    match text.parse() {
        Ok(n @ 1..=MAX_WARDS) => Ok(n),
        _ => Err(Error::invalid(
            "limit",
            "out_of_range",
            l.say("limit từ 1 đến 50", "limit is from 1 to 50"),
        )),
    }
}

/// The communes that some words may mean, best first; former names lead to the communes of today.
#[utoipa::path(
    get, path = "/api/v1/wards", operation_id = "search_wards", tag = "orders", params(WardsQuery),
    responses(
        (status = 200, description = "The communes found; `next_cursor` is always null", body = Page<WardHit>),
        (status = 422, description = "A parameter is not right; `fields` names it", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn wards(
    Language(l): Language,
    Query(query): Query<WardsQuery>,
) -> Result<Json<Page<WardHit>>, ApiError> {
    let limit = limit_of(query.limit.as_deref(), l).api(l)?;
    let q: String = query
        .q
        .unwrap_or_default()
        .chars()
        .take(MAX_QUERY)
        .collect();
    Ok(Json(Page::last(places().search(&q, limit))))
}

/// What goods would cost to a place, when they would come, and what cannot go.
#[utoipa::path(
    post, path = "/api/v1/quotes", operation_id = "quote", tag = "orders", request_body = QuoteRequest,
    responses(
        (status = 200, description = "Parcels by cooperative, and reasons for what cannot go", body = Quote),
        (status = 422, description = "Unknown goods, a bad quantity, an unknown commune or a voucher that cannot be used; `fields` names each", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn quote(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Body(request): Body<QuoteRequest>,
) -> Result<Json<Quote>, ApiError> {
    let quote = checkout::quote(&app.core, &actor, &request)
        .await
        .api(actor.locale)?;
    Ok(Json(quote))
}

/// Places an order. The same key and body give the same answer for 24 hours.
#[utoipa::path(
    post, path = "/api/v1/orders", operation_id = "place_order", tag = "orders", request_body = PlaceOrder,
    params(("Idempotency-Key" = String, Header, min_length = 1, max_length = 128, pattern = "^[!-~]+$",
        description = "A key of your own for this order, 1 to 128 visible ASCII signs")),
    responses(
        (status = 201, description = "Placed: one sub-order for each cooperative", body = PlacedOrder),
        (status = 409, description = "`insufficient_stock`, `price_changed` or another reason in the way; `fields` names each line", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields that are not right, a missing key, or a key used with another body", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn place(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    headers: HeaderMap,
    Body(order): Body<PlaceOrder>,
) -> Result<Response, ApiError> {
    let l = actor.locale;
    app.limits
        .deed(Deed::Order, &peer.to_string())
        .map_err(|s| ApiError(busy(s, l), l))?;
    let key = headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok());
    let context = orders::PlaceContext {
        key,
        ..orders::PlaceContext::default()
    };
    let mut placed = orders::place(&app.core, &actor, &order, context)
        .await
        .api(l)?;
    pay::complete(&app, &mut placed, &peer.to_string(), l)
        .await
        .api(l)?;
    let location = format!("/api/v1/orders/{}", placed.code);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, location)],
        Json(placed),
    )
        .into_response())
}

/// Counts a look-up against the peer and against the order, so that nobody tries phones at leisure.
pub fn allow_lookup(app: &App, peer: std::net::IpAddr, code: &str, l: Locale) -> Result<(), Error> {
    let code: String = code.chars().take(16).collect();
    for key in [peer.to_string(), format!("order {code}")] {
        app.limits
            .deed(Deed::Lookup, &key)
            .map_err(|seconds| busy(seconds, l))?;
    }
    Ok(())
}

/// An order as its buyer follows it. An unknown order and a wrong phone are the same 404.
#[utoipa::path(
    get, path = "/api/v1/orders/{code}", operation_id = "get_order", tag = "orders",
    params(("code" = String, Path, description = "Public code of the order"), PhoneQuery),
    responses(
        (status = 200, description = "The order with its parts, their steps, and why each cooperative", body = FollowedOrder),
        (status = 404, description = "No order has this code and phone", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The phone is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    Path(code): Path<String>,
    Query(query): Query<PhoneQuery>,
) -> Result<Json<FollowedOrder>, ApiError> {
    let l = actor.locale;
    allow_lookup(&app, peer, &code, l).api(l)?;
    let phone = query.phone.filter(|phone| !phone.trim().is_empty());
    let missing = || {
        Error::invalid(
            "phone",
            "required",
            l.say("Thiếu số điện thoại", "The phone is missing"),
        )
    };
    let phone = phone.ok_or_else(missing).api(l)?;
    let access = match orders::open(&app.core, &code, &phone, l).await {
        Err(Error::Invalid { .. }) => Err(Error::NotFound { what: "order" }),
        other => other,
    };
    let access = access.api(l)?;
    Ok(Json(
        orders::follow(&app.core, &actor, &access).await.api(l)?,
    ))
}
