//! Every route: method, path, who may call it, handler.

use crate::app::App;
use crate::http::access::{Access, Route, Routes};
use crate::http::{health, security};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use http::StatusCode;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

/// Bodies larger than this are refused, but for uploads, which state their own limit.
const BODY_LIMIT: usize = 256 * 1024;
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The router of the web server, and its table.
pub fn build(app: &App) -> (Router, Vec<Route>) {
    let routes = Routes::new(app.clone());
    let routes = shop(routes);
    let routes = purchase(routes);
    let routes = booth(routes);
    let routes = alliance(routes);
    let routes = api(routes);
    let (router, table) = ground(routes).finish();
    let router = router
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIME_LIMIT))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(app.clone(), security::limit))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CatchPanicLayer::new())
        .with_state(app.clone());
    (router, table)
}

/// Health.
fn ground(routes: Routes) -> Routes {
    routes.get("/livez", Access::Anyone, health::livez).get("/readyz", Access::Anyone, health::readyz)
}

/// What buyers look at.
fn shop(routes: Routes) -> Routes {
    routes
}

/// Cart, checkout, orders.
fn purchase(routes: Routes) -> Routes {
    routes
}

/// Signing in and the cooperatives' own pages.
fn booth(routes: Routes) -> Routes {
    routes
}

/// The alliance's officers and the operator.
fn alliance(routes: Routes) -> Routes {
    routes
}

/// The JSON API.
fn api(routes: Routes) -> Routes {
    routes
}
