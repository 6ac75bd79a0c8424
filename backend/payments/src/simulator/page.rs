//! The page of a simulator: what it holds, buttons for what a buyer does, and faults for the next request.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::{Deed, Fault, Kept, Shop, send};

/// The address of the page where a buyer pays.
pub(super) fn router(shop: &Arc<Shop>) -> Router {
    Router::new()
        .route("/mo-phong", get(show))
        .route("/mo-phong/bam", post(press))
        .route("/mo-phong/loi", post(fault))
        .with_state(Arc::clone(shop))
}

/// Text as HTML shows it.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A page around a body.
pub(super) fn page(title: &str, body: &str) -> Html<String> {
    let title = escaped(title);
    Html(format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title} (mô phỏng)</title><body><h1>{title} <small>(mô phỏng)</small></h1>\
         <p>Máy chủ tập dượt: không có tiền thật.</p>{body}</body></html>"
    ))
}

async fn show(State(shop): State<Arc<Shop>>) -> Html<String> {
    let mut body = String::new();
    for kept in shop.all() {
        let _ = write!(body, "{}", one(&kept));
    }
    if body.is_empty() {
        body.push_str("<p>Chưa có khoản nào.</p>");
    }
    body.push_str("<h2>Lỗi cho lần gọi tới</h2><form method=\"post\" action=\"/mo-phong/loi\">");
    for (name, _) in Fault::ALL {
        let _ = write!(
            body,
            "<button name=\"fault\" value=\"{name}\">{name}</button> "
        );
    }
    body.push_str("</form>");
    page(shop.rules.name(), &body)
}

fn one(kept: &Kept) -> String {
    let reference = escaped(&kept.reference);
    let mut text = format!(
        "<section id=\"{reference}\"><h2>{reference}: {} ₫</h2><p>{} · {:?} · đã trả {} ₫ · đã hoàn {} ₫</p>\
         <form method=\"post\" action=\"/mo-phong/bam\"><input type=\"hidden\" name=\"reference\" value=\"{reference}\">",
        kept.amount,
        escaped(&kept.description),
        kept.state,
        kept.paid,
        kept.refunded(),
    );
    for (name, words, _) in Deed::ALL {
        let _ = write!(
            text,
            "<button name=\"deed\" value=\"{name}\">{words}</button> "
        );
    }
    text.push_str("</form></section>");
    text
}

#[derive(Deserialize)]
struct Press {
    reference: String,
    deed: String,
}

/// Does it, sends the notices, and sends the buyer back to the shop.
async fn press(State(shop): State<Arc<Shop>>, Form(form): Form<Press>) -> Response {
    let deed = Deed::ALL.iter().find(|(name, _, _)| *name == form.deed);
    let (Some((_, _, deed)), Some(kept)) = (deed, shop.find(&form.reference)) else {
        return Redirect::to("/mo-phong").into_response();
    };
    let notices = shop.press(&form.reference, *deed);
    let answers = send::send(&kept.notify_url, &notices).await;
    let mut body = String::from("<h2>Đã báo cho cửa hàng</h2><ol>");
    for answer in &answers {
        let _ = write!(body, "<li>{}</li>", escaped(answer));
    }
    let back = escaped(&kept.return_url);
    let _ = write!(
        body,
        "</ol><p><a href=\"{back}\" rel=\"external\">Về cửa hàng</a> · <a href=\"/mo-phong\">Xem các khoản</a></p>"
    );
    page(shop.rules.name(), &body).into_response()
}

#[derive(Deserialize)]
struct Choose {
    fault: String,
}

async fn fault(State(shop): State<Arc<Shop>>, Form(form): Form<Choose>) -> Redirect {
    if let Some((_, fault)) = Fault::ALL.iter().find(|(name, _)| *name == form.fault) {
        shop.fault(*fault);
    }
    Redirect::to("/mo-phong")
}
