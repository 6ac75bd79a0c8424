//! Small files that browsers and crawlers ask for at fixed places. They are part of the program, so they are there
//! even before the client is built.

use crate::app::App;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;

const ICON: &[u8] = include_bytes!("../../../../../frontend/public/favicon.svg");
const ICON_192: &[u8] = include_bytes!("../../../../../frontend/public/icon-192.png");
const APPLE_ICON: &[u8] = include_bytes!("../../../../../frontend/public/apple-touch-icon.png");
const MANIFEST: &[u8] = include_bytes!("../../../../../frontend/public/manifest.webmanifest");

fn file(kind: &'static str, bytes: &'static [u8]) -> Response {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=86400"),
        ],
        bytes,
    )
        .into_response()
}

/// `GET /favicon.svg`.
pub async fn icon() -> Response {
    file("image/svg+xml", ICON)
}

/// `GET /favicon.ico`, for browsers that look there; they read PNG as well.
pub async fn favicon() -> Response {
    file("image/png", ICON_192)
}

/// `GET /apple-touch-icon.png`.
pub async fn apple_icon() -> Response {
    file("image/png", APPLE_ICON)
}

/// `GET /manifest.webmanifest`.
pub async fn manifest() -> Response {
    file("application/manifest+json", MANIFEST)
}

/// `GET /robots.txt`: everything public may be read; carts, orders and offices may not.
pub async fn robots(State(app): State<App>) -> Response {
    let closed = [
        "/gio-hang",
        "/dat-hang",
        "/don/",
        "/tra-cuu",
        "/dang-nhap",
        "/tai-khoan",
        "/htx",
        "/lien-minh",
        "/quan-tri",
        "/giao-toi",
        "/nguoi-ban",
        "/api/v1/",
    ];
    let mut text = String::from("User-agent: *\n");
    for path in closed {
        text.push_str(&format!("Disallow: {path}\nDisallow: /en{path}\n"));
    }
    text.push_str(&format!("Sitemap: {}\n", app.absolute("/sitemap.xml")));
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, text).into_response()
}
