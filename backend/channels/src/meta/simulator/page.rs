//! The page of the simulated catalogue: what buyers see on Facebook, and trouble on purpose.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::Value;

use super::{Fault, Inner, batch};
use crate::_kit::simulated::{self, Look, back, button, dong, or, safe};

const LOOK: Look = Look {
    name: "Facebook",
    colour: "#1b4f9c",
};

const TROUBLES: [(&str, &str); 7] = [
    ("ban", "Quá nhiều lần gọi (chờ 1 phút)"),
    ("ban-khong-noi", "Quá nhiều lần gọi (không nói chờ)"),
    ("hong", "Máy chủ hỏng (500) ba lần"),
    ("im", "Làm xong rồi không trả lời"),
    ("rac", "Trả lời lỗi định dạng"),
    ("thu-hoi", "Thu hồi mã truy cập"),
    ("het", "Hết sự cố, trả lại mã"),
];

pub fn routes() -> Router<Inner> {
    Router::new()
        .route("/", get(home))
        .route("/su-co/{what}", post(trouble))
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

async fn home(State(inner): State<Inner>, Query(said): Query<Said>) -> Html<String> {
    let shop = inner.shop();
    let goods: String = shop.items.iter().map(|(id, item)| good(id, item)).collect();
    let troubles: String = TROUBLES
        .iter()
        .map(|(what, label)| button(&format!("/su-co/{what}"), label))
        .collect();
    let body = format!(
        "{}<p>Ở Việt Nam người mua không đặt hàng trên Facebook: họ bấm vào hàng và mua ở gian hàng trên Chợ Phiên.</p>\
<h2>Mặt hàng</h2>{}<h2>Tập xử lý sự cố</h2><section>{troubles}</section>",
        simulated::status(&said.said),
        or(
            goods,
            "Chưa có mặt hàng nào. Đưa hàng lên từ trang Kênh bán của Chợ Phiên."
        ),
    );
    simulated::page(LOOK, "Danh mục hàng", &body)
}

fn good(id: &str, item: &Value) -> String {
    let text = |key: &str| safe(item[key].as_str().unwrap_or_default());
    let state = match (item["visibility"].as_str(), item["availability"].as_str()) {
        (Some("staging"), _) => "Đang ẩn",
        (_, Some("in stock")) => "Còn hàng",
        _ => "Hết hàng",
    };
    format!(
        "<section><h3>{}</h3><p>{state} · {} · {}, còn {}</p><a href=\"{}\">Mua ở gian hàng</a></section>",
        text("title"),
        safe(id),
        dong(batch::dong(&item["price"]).unwrap_or_default()),
        item["quantity_to_sell_on_facebook"],
        text("link"),
    )
}

async fn trouble(State(inner): State<Inner>, Path(what): Path<String>) -> Redirect {
    let mut shop = inner.shop();
    let (fault, times) = match what.as_str() {
        "ban" => (Fault::Busy(Some(1)), 1),
        "ban-khong-noi" => (Fault::Busy(None), 1),
        "hong" => (Fault::Away, 3),
        "im" => (Fault::Silent, 1),
        "rac" => (Fault::Garbage, 1),
        "thu-hoi" => {
            shop.revoked = true;
            return back("/", "Mã không còn dùng được");
        }
        "het" => {
            shop.faults.clear();
            shop.revoked = false;
            return back("/", "Đã hết sự cố");
        }
        _ => return back("/", "Không có sự cố này"),
    };
    shop.faults.extend((0..times).map(|_| fault));
    back("/", "Sự cố sẽ xảy ra ở lần gọi tới")
}
