//! Every route: method, path, who may call it, handler.

use crate::app::App;
use crate::http::access::{Access, Route, Routes};
use crate::http::{api, forms, health, pages, pictures, render, security};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use http::{HeaderValue, StatusCode, header};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeader;
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
        .nest_service("/assets", assets(app))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIME_LIMIT))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(app.clone(), security::limit))
        .layer(from_fn_with_state(app.clone(), render::show_problems))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CatchPanicLayer::new())
        .with_state(app.clone());
    (router, table)
}

/// Built files: their names carry a hash, so browsers keep them for ever.
fn assets(app: &App) -> SetResponseHeader<ServeDir, HeaderValue> {
    let files = ServeDir::new(app.assets.folder()).precompressed_br().precompressed_gzip();
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    SetResponseHeader::if_not_present(files, header::CACHE_CONTROL, forever)
}

/// Health and pictures.
fn ground(routes: Routes) -> Routes {
    routes
        .get("/livez", Access::Anyone, health::livez)
        .get("/readyz", Access::Anyone, health::readyz)
        .get("/anh/{name}", Access::Anyone, pictures::show)
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
        .page("/htx/tin-nhan", Access::Anyone, pages::messages::messages)
        .page("/dang-nhap", Access::Anyone, pages::identity::sign_in)
        .form("/dang-nhap", Access::Anyone, forms::identity::sign_in)
        .form("/dang-nhap/gui-ma", Access::Anyone, forms::identity::send_code)
        .form("/dang-nhap/gui-lai", Access::Anyone, forms::identity::send_again)
        .page("/dang-nhap/ma", Access::Anyone, pages::identity::code)
        .form("/dang-nhap/ma", Access::Anyone, forms::identity::enter_code)
        .form("/dang-xuat", Access::Anyone, forms::identity::sign_out)
        .page("/tai-khoan", Access::SignedIn, pages::identity::account)
        .form("/tai-khoan/ten", Access::SignedIn, forms::identity::change_name)
        .form("/tai-khoan/mat-khau", Access::SignedIn, forms::identity::change_password)
        .form("/tai-khoan/phien", Access::SignedIn, forms::identity::end_session)
        .form("/tai-khoan/dang-xuat-het", Access::SignedIn, forms::identity::sign_out_everywhere)
}

/// The alliance's officers and the operator.
fn alliance(routes: Routes) -> Routes {
    use forms::staff::{alliance as decide, operator as run};
    use pages::staff::{alliance as see, operator as watch};
    let routes = routes
        .page("/lien-minh", Access::Officer, see::home)
        .page("/lien-minh/htx", Access::Officer, see::cooperatives)
        .page("/lien-minh/htx/{slug}", Access::Officer, see::cooperative)
        .form("/lien-minh/htx/{slug}", Access::Officer, decide::cooperative)
        .page("/lien-minh/duyet", Access::Officer, see::reviews)
        .page("/lien-minh/duyet/{id}", Access::Officer, see::review)
        .form("/lien-minh/duyet/{id}", Access::Officer, decide::review)
        .page("/lien-minh/chung-nhan", Access::Officer, see::certificates)
        .page("/lien-minh/chung-nhan/{id}", Access::Officer, see::certificate)
        .form("/lien-minh/chung-nhan/{id}", Access::Officer, decide::certificate);
    routes
        .page("/quan-tri", Access::Operator, watch::home)
        .page("/quan-tri/nguoi", Access::Operator, watch::people)
        .page("/quan-tri/nguoi/{id}", Access::Operator, watch::person)
        .form("/quan-tri/nguoi/{id}", Access::Operator, run::person)
        .form("/quan-tri/nguoi/{id}/vai-tro", Access::Operator, run::give_role)
        .form("/quan-tri/nguoi/{id}/bo-vai-tro", Access::Operator, run::take_role)
        .page("/quan-tri/don", Access::Operator, watch::orders)
        .page("/quan-tri/don/{code}", Access::Operator, watch::order)
        .form("/quan-tri/don/{code}", Access::Operator, run::open_personal)
        .page("/quan-tri/nhat-ky", Access::Operator, watch::log)
        .page("/quan-tri/hang-doi", Access::Operator, watch::queue)
        .form("/quan-tri/hang-doi", Access::Operator, run::retry)
}

/// The JSON API.
fn api(routes: Routes) -> Routes {
    routes
        .get("/api/openapi.json", Access::Anyone, api::document::json)
        .page("/api", Access::Anyone, api::document::page)
        .get("/api/v1/products", Access::Anyone, api::products::list)
        .get("/api/v1/products/{slug}", Access::Anyone, api::products::show)
        .get("/api/v1/search", Access::Anyone, api::products::search)
        .get("/api/v1/wards", Access::Anyone, api::orders::wards)
        .post("/api/v1/quotes", Access::Anyone, api::orders::quote)
        .post("/api/v1/orders", Access::Anyone, api::orders::place)
        .get("/api/v1/orders/{code}", Access::Anyone, api::orders::show)
}
