//! Every route: method, path, who may call it, handler.

mod channels;
mod goods;
mod lives;
mod money;
mod practice;
mod share;

use crate::app::App;
use crate::http::access::{Access, Route, Routes};
use crate::http::{api, forms, health, live, pages, pictures, render, security, uploads};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use http::{HeaderValue, StatusCode, header};
use services::actor::Right;
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
    let routes = goods::goods(routes);
    let routes = goods::pools(routes);
    let routes = channels::channels(routes);
    let routes = lives::lives(routes);
    let routes = share::share(routes);
    let routes = practice::practice(routes);
    let routes = alliance(routes);
    let routes = api(routes);
    let routes = money::money(routes);
    let (router, table) = ground(routes).finish();
    let router = router
        .nest_service("/assets", assets(app))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            TIME_LIMIT,
        ))
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
    let files = ServeDir::new(app.assets.folder())
        .precompressed_br()
        .precompressed_gzip();
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
    use pages::shop;
    routes
        .page("/", Access::Anyone, shop::home)
        .page("/tim", Access::Anyone, shop::search)
        .page("/danh-muc/{slug}", Access::Anyone, shop::category)
        .page("/tinh/{slug}", Access::Anyone, shop::province)
        .page("/p/{slug}", Access::Anyone, shop::product)
        .page("/t/{code}", Access::Anyone, shop::lot)
        .page("/gian-hang", Access::Anyone, shop::booths)
        .page("/gian-hang/{slug}", Access::Anyone, shop::booth)
        .page("/lich-mua", Access::Anyone, shop::calendar)
        .page("/giao-toi", Access::Anyone, shop::destination)
        .form("/giao-toi", Access::Anyone, shop::choose)
        .page("/cach-xep", Access::Anyone, shop::ranking)
        .page("/doi-tra", Access::Anyone, shop::returns)
        .page("/khieu-nai", Access::Anyone, shop::complaints)
        .page("/chinh-sach-rieng-tu", Access::Anyone, shop::privacy)
        .get("/sitemap.xml", Access::Anyone, shop::index)
        .get("/sitemap/{name}", Access::Anyone, shop::part)
        .get("/robots.txt", Access::Anyone, shop::robots)
        .get("/manifest.webmanifest", Access::Anyone, shop::manifest)
        .get("/favicon.svg", Access::Anyone, shop::icon)
        .get("/favicon.ico", Access::Anyone, shop::favicon)
        .get("/apple-touch-icon.png", Access::Anyone, shop::apple_icon)
}

/// Cart, checkout, orders.
fn purchase(routes: Routes) -> Routes {
    routes
        .page("/gio-hang", Access::Anyone, pages::purchase::cart)
        .form("/gio-hang", Access::Anyone, forms::cart::change)
        .form("/gio-hang/dat", Access::Anyone, forms::cart::to_checkout)
        .page("/dat-hang", Access::Anyone, pages::purchase::checkout)
        .form("/dat-hang", Access::Anyone, forms::checkout::submit)
        .page("/don", Access::Anyone, pages::purchase::find_order)
        .form("/don", Access::Anyone, forms::orders::find)
        .page(
            "/tra-cuu",
            Access::Anyone,
            pages::purchase::find_order_moved,
        )
        .page("/don/{code}", Access::Signed, pages::purchase::order)
        .form("/don/{code}", Access::Signed, forms::orders::change)
        .get("/don/{code}/su-kien", Access::Signed, live::order)
        .get("/htx/su-kien", Access::Member(Right::Read), live::booth)
}

/// Signing in and the cooperatives' own pages.
fn booth(routes: Routes) -> Routes {
    routes
        .page("/htx/tin-nhan", Access::Anyone, pages::messages::messages)
        .page("/dang-nhap", Access::Anyone, pages::identity::sign_in)
        .form("/dang-nhap", Access::Anyone, forms::identity::sign_in)
        .form(
            "/dang-nhap/gui-ma",
            Access::Anyone,
            forms::identity::send_code,
        )
        .form(
            "/dang-nhap/gui-lai",
            Access::Anyone,
            forms::identity::send_again,
        )
        .page("/dang-nhap/ma", Access::Anyone, pages::identity::code)
        .form("/dang-nhap/ma", Access::Anyone, forms::identity::enter_code)
        .form("/dang-xuat", Access::Anyone, forms::identity::sign_out)
        .page("/tai-khoan", Access::SignedIn, pages::identity::account)
        .form(
            "/tai-khoan/ten",
            Access::SignedIn,
            forms::identity::change_name,
        )
        .form(
            "/tai-khoan/mat-khau",
            Access::SignedIn,
            forms::identity::change_password,
        )
        .form(
            "/tai-khoan/phien",
            Access::SignedIn,
            forms::identity::end_session,
        )
        .form(
            "/tai-khoan/dang-xuat-het",
            Access::SignedIn,
            forms::identity::sign_out_everywhere,
        )
        .page("/htx", Access::Member(Right::Read), pages::booth::home)
        .page(
            "/htx/don",
            Access::Member(Right::Read),
            pages::booth::orders::list,
        )
        .page(
            "/htx/don/in-nhan",
            Access::Member(Right::Sell),
            pages::booth::orders::labels,
        )
        .page(
            "/htx/don/in-phieu",
            Access::Member(Right::Sell),
            pages::booth::orders::slips,
        )
        .page(
            "/htx/don/{code}",
            Access::Member(Right::Read),
            pages::booth::orders::show,
        )
        .form(
            "/htx/don/{code}",
            Access::Member(Right::Sell),
            forms::booth::orders::deed,
        )
        .page(
            "/htx/don/{code}/ly-do/{deed}",
            Access::Member(Right::Sell),
            pages::booth::orders::reason,
        )
        .page(
            "/htx/don/{code}/nhan",
            Access::Member(Right::Sell),
            pages::booth::orders::label,
        )
        .page(
            "/htx/don/{code}/van-don",
            Access::Member(Right::Sell),
            pages::booth::waybill::waybill,
        )
        .page(
            "/htx/don/{code}/phieu",
            Access::Member(Right::Sell),
            pages::booth::orders::slip,
        )
        .page(
            "/htx/tien",
            Access::Member(Right::Read),
            pages::booth::money,
        )
        .page(
            "/htx/tien/in",
            Access::Member(Right::Read),
            pages::booth::statement,
        )
        .page(
            "/htx/tien/hoa-don.csv",
            Access::Member(Right::Money),
            pages::booth::invoices,
        )
        .page(
            "/htx/tien.csv",
            Access::Member(Right::Read),
            pages::booth::money_csv,
        )
        .page(
            "/htx/cai-dat",
            Access::Member(Right::Read),
            pages::booth::settings::show,
        )
        .form(
            "/htx/cai-dat/chuyen",
            Access::Member(Right::Manage),
            forms::booth::settings::story,
        )
        .upload(
            "/htx/cai-dat/anh",
            Access::Member(Right::Manage),
            uploads::LIMIT,
            forms::booth::settings::cover,
        )
        .form(
            "/htx/cai-dat/nghi",
            Access::Member(Right::Manage),
            forms::booth::settings::holiday,
        )
        .form(
            "/htx/cai-dat/tam-nghi",
            Access::Member(Right::Manage),
            forms::booth::settings::pause,
        )
        .form(
            "/htx/cai-dat/chon",
            Access::Member(Right::Read),
            forms::booth::settings::choose,
        )
        .form(
            "/htx/cai-dat/mau",
            Access::Member(Right::Read),
            forms::booth::settings::shade,
        )
        .page(
            "/htx/thanh-vien",
            Access::Member(Right::Read),
            pages::booth::settings::members,
        )
        .form(
            "/htx/thanh-vien",
            Access::Member(Right::Manage),
            forms::booth::settings::add_member,
        )
        .form(
            "/htx/thanh-vien/bo",
            Access::Member(Right::Manage),
            forms::booth::settings::remove_member,
        )
        .page("/htx/mo-gian", Access::Anyone, pages::booth::settings::open)
        .upload(
            "/htx/mo-gian",
            Access::SignedIn,
            uploads::LIMIT,
            forms::booth::open::open,
        )
        .page("/l/{token}", Access::Signed, pages::booth::link::show)
        .form("/l/{token}", Access::Signed, forms::booth::link::answer)
        .page(
            "/l/{token}/ly-do/decline",
            Access::Signed,
            pages::booth::link::reason,
        )
}

/// The alliance's officers and the operator.
fn alliance(routes: Routes) -> Routes {
    use forms::staff::{alliance as decide, operator as run, routing};
    use pages::staff::{alliance as see, operator as watch};
    let routes = routes
        .page("/lien-minh", Access::Officer, see::home)
        .page("/lien-minh/htx", Access::Officer, see::cooperatives)
        .page("/lien-minh/htx/{slug}", Access::Officer, see::cooperative)
        .form(
            "/lien-minh/htx/{slug}",
            Access::Officer,
            decide::cooperative,
        )
        .page("/lien-minh/duyet", Access::Officer, see::reviews)
        .page("/lien-minh/duyet/{id}", Access::Officer, see::review)
        .form("/lien-minh/duyet/{id}", Access::Officer, decide::review)
        .page("/lien-minh/chung-nhan", Access::Officer, see::certificates)
        .page(
            "/lien-minh/chung-nhan/{id}",
            Access::Officer,
            see::certificate,
        )
        .form(
            "/lien-minh/chung-nhan/{id}",
            Access::Officer,
            decide::certificate,
        );
    routes
        .page("/quan-tri", Access::Operator, watch::home)
        .page("/quan-tri/nguoi", Access::Operator, watch::people)
        .page("/quan-tri/nguoi/{id}", Access::Operator, watch::person)
        .form("/quan-tri/nguoi/{id}", Access::Operator, run::person)
        .form(
            "/quan-tri/nguoi/{id}/vai-tro",
            Access::Operator,
            run::give_role,
        )
        .form(
            "/quan-tri/nguoi/{id}/bo-vai-tro",
            Access::Operator,
            run::take_role,
        )
        .page("/quan-tri/don", Access::Operator, watch::orders)
        .page("/quan-tri/don/{code}", Access::Operator, watch::order)
        .form("/quan-tri/don/{code}", Access::Operator, run::open_personal)
        .form(
            "/quan-tri/don/{code}/giao",
            Access::Operator,
            routing::reroute,
        )
        .get(
            "/quan-tri/don/{code}/quyet-dinh/{id}",
            Access::Operator,
            routing::facts,
        )
        .page("/quan-tri/viec", Access::Operator, routing::tasks)
        .form("/quan-tri/viec", Access::Operator, routing::finish)
        .page("/quan-tri/nhat-ky", Access::Operator, watch::log)
        .page("/quan-tri/kho", Access::Operator, watch::ledger)
        .form("/quan-tri/kho", Access::Operator, run::mend_ledger)
        .page("/quan-tri/hang-doi", Access::Operator, watch::queue)
        .form("/quan-tri/hang-doi", Access::Operator, run::retry)
}

/// The JSON API.
fn api(routes: Routes) -> Routes {
    routes
        .get("/api/openapi.json", Access::Anyone, api::document::json)
        .page("/api", Access::Anyone, api::document::page)
        .get("/api/v1/products", Access::Anyone, api::products::list)
        .get(
            "/api/v1/products/{slug}",
            Access::Anyone,
            api::products::show,
        )
        .get("/api/v1/search", Access::Anyone, api::products::search)
        .get("/api/v1/wards", Access::Anyone, api::orders::wards)
        .post("/api/v1/quotes", Access::Anyone, api::orders::quote)
        .post("/api/v1/orders", Access::Anyone, api::orders::place)
        .get("/api/v1/orders/{code}", Access::Anyone, api::orders::show)
}
