//! The page of the simulated partner: a person looks at the goods, buys, moves orders on, and makes trouble.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;

use super::orders::{self, Order};
use super::shelf::{self, Product};
use super::{Fault, Inner, Shop};
use crate::_kit::simulated::{self, Look, back, button, dong, or, safe};

const LOOK: Look = Look {
    name: "Postmart",
    colour: "#7a5200",
};

/// Troubles by name and label.
const TROUBLES: [(&str, &str); 8] = [
    ("ban", "Quá nhiều lần gọi (429, chờ 30 giây)"),
    ("ban-khong-noi", "Quá nhiều lần gọi (429, không nói chờ)"),
    ("hong", "Máy chủ hỏng (503) ba lần"),
    ("im", "Làm xong rồi không trả lời"),
    ("rac", "Trả lời lỗi định dạng"),
    ("dao", "Thông báo gửi hai lần, sai thứ tự"),
    ("thu-hoi", "Thu hồi khóa kết nối"),
    ("het", "Hết sự cố, trả lại khóa"),
];

pub fn routes() -> Router<Inner> {
    Router::new()
        .route("/", get(home))
        .route("/mua", post(buy))
        .route("/don/{number}/{what}", post(step))
        .route("/hang/{sku}/{what}", post(lock))
        .route("/su-co/{what}", post(trouble))
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

async fn home(State(inner): State<Inner>, Query(said): Query<Said>) -> Html<String> {
    let shop = inner.shop();
    let goods: String = shop
        .products
        .iter()
        .map(|(parent, product)| product_html(parent, product))
        .collect();
    let waiting = shop.tasks.values().filter(|task| !task.done).count();
    let waiting = if waiting == 0 {
        String::new()
    } else {
        format!("<p>{waiting} mặt hàng đang chờ duyệt (vài giây).</p>")
    };
    let mut all: Vec<&Order> = shop.orders.values().collect();
    all.sort_by_key(|order| std::cmp::Reverse((order.placed, order.number.clone())));
    let orders: String = all.into_iter().map(order_html).collect();
    let troubles: String = TROUBLES
        .iter()
        .map(|(what, label)| button(&format!("/su-co/{what}"), label))
        .collect();
    let body = format!(
        "{}<h2>Mặt hàng</h2>{waiting}{}<h2>Đơn hàng</h2>{}<h2>Tập xử lý sự cố</h2><section>{troubles}</section>",
        simulated::status(&said.said),
        or(
            goods,
            "Chưa có mặt hàng nào. Đưa hàng lên từ trang Kênh bán của Chợ Phiên."
        ),
        or(orders, "Chưa có đơn nào."),
    );
    simulated::page(LOOK, "Gian hàng trên sàn", &body)
}

fn product_html(parent: &str, product: &Product) -> String {
    let choices: String = product
        .variants
        .iter()
        .map(|(sku, variant)| {
            format!(
                "<option value=\"{0}\">{0}: {1}, còn {2}</option>",
                safe(sku),
                dong(variant.price),
                variant.stock
            )
        })
        .collect();
    let state = if product.visible {
        "Đang bán"
    } else {
        "Đang ẩn"
    };
    let lock = if product.promotion {
        button(&format!("/hang/{}/mo", safe(parent)), "Hết khuyến mãi")
    } else {
        button(
            &format!("/hang/{}/khoa", safe(parent)),
            "Khóa vì khuyến mãi",
        )
    };
    format!(
        "<section><h3>{}</h3><p>{state} · {}</p><form method=post action=/mua>\
<label>Loại <select name=sku>{choices}</select></label>\
<label>Số lượng <input name=quantity type=number min=1 value=1></label>\
<label>Thanh toán <select name=pay><option value=cod>Trả khi nhận (COD)</option><option value=paid>Đã trả tiền</option>\
</select></label><button>Đặt mua</button></form>{lock}</section>",
        safe(&product.title),
        safe(parent),
    )
}

/// The sentence of a state, and what may be done in it: name, label.
fn steps(status: &str) -> (&str, &'static [(&'static str, &'static str)]) {
    match status {
        "to_confirm" => ("Chờ xác nhận", &[("cancel_requested", "Người mua xin hủy")]),
        "confirmed" => ("Đã xác nhận", &[("cancel_requested", "Người mua xin hủy")]),
        "packed" => ("Đã đóng gói", &[("shipped", "Bưu tá lấy hàng")]),
        "shipped" => (
            "Đang giao",
            &[
                ("delivered", "Giao đến nơi"),
                ("delivery_failed", "Giao không được"),
            ],
        ),
        "delivered" => (
            "Đã giao",
            &[("completed", "Hoàn tất"), ("return", "Xin trả hàng")],
        ),
        "delivery_failed" => ("Giao không được", &[("returned", "Hàng quay về")]),
        "completed" => ("Hoàn tất", &[("return", "Xin trả hàng")]),
        "cancel_requested" => ("Người mua xin hủy", &[]),
        "cancelled" => ("Đã hủy", &[]),
        "returned" => ("Đã trả về", &[]),
        other => (other, &[]),
    }
}

fn order_html(order: &Order) -> String {
    let (state, steps) = steps(&order.status);
    let buttons: String = steps
        .iter()
        .map(|(what, label)| button(&format!("/don/{}/{what}", order.number), label))
        .collect();
    format!(
        "<section><h3>{}</h3><p>{} × {} · <b>{}</b></p>{buttons}</section>",
        safe(&order.number),
        safe(&order.sku),
        order.quantity,
        safe(state),
    )
}

#[derive(Deserialize)]
struct Buying {
    sku: String,
    quantity: i64,
    pay: String,
}

async fn buy(State(inner): State<Inner>, Form(form): Form<Buying>) -> Redirect {
    let now = (inner.now)();
    if form.quantity < 1 {
        return back("/", "Số lượng ít nhất là 1");
    }
    let cod = form.pay == "cod";
    match orders::buy(&mut inner.shop(), now, &form.sku, form.quantity, cod) {
        Some(number) => back("/", &format!("Đã đặt đơn {number}")),
        None => back("/", "Không đủ hàng, hoặc hàng đang ẩn. Hãy đặt ít hơn"),
    }
}

async fn step(
    State(inner): State<Inner>,
    Path((number, what)): Path<(String, String)>,
) -> Redirect {
    let now = (inner.now)();
    let mut shop = inner.shop();
    let Some(order) = shop.orders.get(&number) else {
        return back("/", "Không có đơn này");
    };
    let (_, may) = steps(&order.status);
    if !may.iter().any(|(step, _)| *step == what) {
        return back("/", "Đơn đã sang bước khác. Hãy xem lại");
    }
    if what == "return" {
        orders::give_back(&mut shop, now, &number);
    } else {
        orders::move_to(&mut shop, now, &number, &what);
    }
    back("/", &format!("Đã làm với đơn {number}"))
}

async fn lock(State(inner): State<Inner>, Path((sku, what)): Path<(String, String)>) -> Redirect {
    match shelf::promote(&mut inner.shop(), &sku, what == "khoa") {
        true => back("/", "Đã làm"),
        false => back("/", "Không có mặt hàng này"),
    }
}

async fn trouble(State(inner): State<Inner>, Path(what): Path<String>) -> Redirect {
    back("/", make(&mut inner.shop(), &what))
}

fn make(shop: &mut Shop, what: &str) -> &'static str {
    let (fault, times) = match what {
        "ban" => (Fault::Busy(Some(30)), 1),
        "ban-khong-noi" => (Fault::Busy(None), 1),
        "hong" => (Fault::Away, 3),
        "im" => (Fault::Silent, 1),
        "rac" => (Fault::Garbage, 1),
        "dao" => {
            shop.disorder = true;
            return "Các thông báo tới sẽ lộn xộn";
        }
        "thu-hoi" => {
            shop.revoked = true;
            return "Khóa không còn dùng được";
        }
        "het" => {
            shop.faults.clear();
            shop.disorder = false;
            shop.revoked = false;
            return "Đã hết sự cố";
        }
        _ => return "Không có sự cố này",
    };
    shop.faults.extend((0..times).map(|_| fault));
    "Sự cố sẽ xảy ra ở lần gọi tới"
}
