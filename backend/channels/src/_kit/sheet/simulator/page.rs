//! The portal's pages: for the seller to send and fetch files and confirm orders, for a buyer to buy.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart, Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;

use super::orders::{self, Order};
use super::shelf::{self, Good};
use super::{Inner, Shop};
use crate::_kit::simulated::{self, back, button, dong, or, safe};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn router(inner: Inner) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/tai-len", post(upload))
        .route("/ket-qua.xlsx", get(results))
        .route("/don-hang.xlsx", get(export))
        .route("/mua", post(buy))
        .route("/don/{number}/{step}", post(step))
        .route("/hang/{sku}/{what}", post(lock))
        .route("/su-co/{what}", post(trouble))
        .layer(DefaultBodyLimit::max(10 * 1024 * 1024))
        .with_state(inner)
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

async fn home(State(inner): State<Inner>, Query(said): Query<Said>) -> Html<String> {
    let now = (inner.now)();
    let shop = inner.shop();
    let goods: String = shop
        .goods
        .iter()
        .map(|(sku, good)| good_html(sku, good, now))
        .collect();
    let mut all: Vec<&Order> = shop.orders.values().collect();
    all.sort_by_key(|order| std::cmp::Reverse((order.placed, order.number.clone())));
    let orders: String = all.into_iter().map(order_html).collect();
    let body = format!(
        "{}{}<h2>Mặt hàng</h2>{}<h2>Đơn hàng</h2>{}{}",
        simulated::status(&said.said),
        files_html(&shop),
        or(
            goods,
            "Chưa có mặt hàng nào. Tải tệp Excel từ trang Kênh bán của Chợ Phiên rồi gửi lên ở trên."
        ),
        or(orders, "Chưa có đơn nào."),
        troubles_html(),
    );
    simulated::page(inner.look, "Cổng người bán", &body)
}

fn files_html(shop: &Shop) -> String {
    let refused: String = shop
        .refused
        .iter()
        .map(|why| format!("<li>{}</li>", safe(why)))
        .collect();
    let refused = if refused.is_empty() {
        String::new()
    } else {
        format!("<p>Những dòng cổng không nhận:</p><ul>{refused}</ul>")
    };
    format!(
        "<h2>Tệp</h2><section><form method=post action=/tai-len enctype=multipart/form-data>\
<label>Tệp hàng hóa (.xlsx) <input type=file name=tep accept=.xlsx required></label><button>Gửi tệp lên</button></form>\
{refused}<p><a href=/ket-qua.xlsx>Xuất tệp kết quả duyệt</a></p><p><a href=/don-hang.xlsx>Xuất tệp đơn hàng</a></p></section>"
    )
}

fn troubles_html() -> String {
    let buttons = button("/su-co/dao", "Tệp đơn hàng sai thứ tự")
        + &button("/su-co/vo", "Tệp đơn hàng bị đứt giữa chừng");
    format!("<h2>Tập xử lý sự cố</h2><section>{buttons}</section>")
}

fn good_html(sku: &str, good: &Good, now: i64) -> String {
    let (state, reason) = good.state(now);
    let hidden = if good.visible { "" } else { " · Đang ẩn" };
    let lock = if good.promotion {
        button(&format!("/hang/{}/mo", safe(sku)), "Hết khuyến mãi")
    } else {
        button(&format!("/hang/{}/khoa", safe(sku)), "Khóa vì khuyến mãi")
    };
    let buying = if good.on_sale(now) {
        format!(
            "<form method=post action=/mua><input type=hidden name=sku value=\"{}\">\
<label>Số lượng <input name=quantity type=number min=1 value=1></label>\
<label>Thanh toán <select name=pay><option value=cod>Trả khi nhận (COD)</option><option value=paid>Đã trả tiền</option>\
</select></label><button>Đặt mua</button></form>",
            safe(sku)
        )
    } else {
        String::new()
    };
    format!(
        "<section id=\"{}\"><h3>{}</h3><p>{state} {reason}{hidden} · {} · {}, còn {}</p>{buying}{lock}</section>",
        safe(&good.remote_id),
        safe(&good.title),
        safe(sku),
        dong(good.price),
        good.stock,
    )
}

/// What may be done in a state: part of the address, label, the state it leads to.
fn steps(status: &str) -> &'static [(&'static str, &'static str, &'static str)] {
    match status {
        "Chờ duyệt" => &[
            ("duyet", "Nhà bán xác nhận đơn", "Đã duyệt"),
            ("huy", "Người mua hủy", "Đã hủy"),
        ],
        "Đã duyệt" => &[
            ("van-don", "Nhà bán tạo vận đơn", "Chờ xuất kho"),
            ("huy", "Người mua hủy", "Đã hủy"),
        ],
        "Chờ xuất kho" => &[("lay", "Bưu tá lấy hàng", "Đang giao")],
        "Đang giao" => &[("giao", "Giao đến nơi", "Đã giao")],
        "Đã giao" => &[("xong", "Hoàn tất", "Hoàn thành")],
        _ => &[],
    }
}

fn order_html(order: &Order) -> String {
    let buttons: String = steps(&order.status)
        .iter()
        .map(|(step, label, _)| button(&format!("/don/{}/{step}", order.number), label))
        .collect();
    format!(
        "<section><h3>{}</h3><p>{} × {} · <b>{}</b></p>{buttons}</section>",
        order.number,
        safe(&order.title),
        order.quantity,
        safe(&order.status),
    )
}

async fn upload(State(inner): State<Inner>, mut parts: Multipart) -> Redirect {
    let bytes = match parts.next_field().await {
        Ok(Some(part)) => part.bytes().await.unwrap_or_default(),
        _ => bytes::Bytes::new(),
    };
    if bytes.is_empty() {
        return back("/", "Hãy chọn tệp");
    }
    let refused = shelf::take(&mut inner.shop(), (inner.now)(), &bytes);
    if refused.is_empty() {
        return back("/", "Cổng đã nhận tệp. Hàng mới được duyệt sau vài giây");
    }
    back("/", &format!("{} dòng cổng không nhận", refused.len()))
}

fn file(name: &str, bytes: Vec<u8>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, bytes)
}

async fn results(
    State(inner): State<Inner>,
    headers: axum::http::HeaderMap,
) -> impl IntoResponse + use<> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("127.0.0.1");
    let bytes = shelf::results(&inner.shop(), (inner.now)(), &format!("http://{host}"));
    file("ket-qua.xlsx", bytes)
}

async fn export(State(inner): State<Inner>) -> impl IntoResponse {
    file("don-hang.xlsx", orders::export(&mut inner.shop()))
}

#[derive(Deserialize)]
struct Buying {
    sku: String,
    quantity: i64,
    pay: String,
}

async fn buy(State(inner): State<Inner>, Form(form): Form<Buying>) -> Redirect {
    let wish = (form.sku.as_str(), form.quantity, form.pay == "cod");
    match orders::buy(&mut inner.shop(), (inner.now)(), wish) {
        Ok(number) => back("/", &format!("Đã đặt đơn {number}")),
        Err(why) => back("/", &why),
    }
}

async fn step(
    State(inner): State<Inner>,
    Path((number, step)): Path<(String, String)>,
) -> Redirect {
    let now = (inner.now)();
    let mut shop = inner.shop();
    let to = shop.orders.get(&number).and_then(|order| {
        let all = steps(&order.status).iter();
        all.copied().find(|(name, ..)| *name == step)
    });
    let Some((_, _, status)) = to else {
        return back("/", "Đơn đã sang bước khác. Hãy xem lại");
    };
    orders::move_to(&mut shop, now, &number, status);
    back("/", &format!("Đơn {number}: {status}"))
}

async fn lock(State(inner): State<Inner>, Path((sku, what)): Path<(String, String)>) -> Redirect {
    match inner.shop().goods.get_mut(&sku) {
        Some(good) => {
            good.promotion = what == "khoa";
            back("/", "Đã làm")
        }
        None => back("/", "Không có mặt hàng này"),
    }
}

async fn trouble(State(inner): State<Inner>, Path(what): Path<String>) -> Redirect {
    let mut shop = inner.shop();
    match what.as_str() {
        "dao" => shop.disorder = true,
        "vo" => shop.broken = true,
        _ => return back("/", "Không có sự cố này"),
    }
    back("/", "Sự cố sẽ xảy ra ở tệp đơn hàng tới")
}
