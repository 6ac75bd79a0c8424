//! The page "Shopee (mô phỏng)": plain HTML on which a person consents, looks at the shop, buys, and makes trouble.

use axum::Router;
use axum::extract::{Form, Path, Query, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::life::{self, Wish};
use super::state::{Item, Order};
use super::{Shared, auth, control, open, trouble};
use crate::_kit::simulated::{self, Look, button, dong, safe};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(home))
        .route("/auth", get(consent).post(consented))
        .route("/image/{id}", get(image))
        .route("/shop/{shop}", get(shop))
        .route("/shop/{shop}/buy", post(buy))
        .route("/shop/{shop}/order/{sn}/{what}", post(order))
        .route("/shop/{shop}/item/{item}/name", post(rename))
        .route("/shop/{shop}/item/{item}/{what}", post(item))
        .route("/shop/{shop}/fault/{what}", post(trouble::fault))
}

const LOOK: Look = Look {
    name: "Shopee",
    colour: "#b23c1e",
};

fn page(title: &str, body: &str) -> Html<String> {
    simulated::page(LOOK, title, body)
}

async fn home(Extract(state): Extract<Shared>) -> Html<String> {
    let state = open(&state);
    let rows: String = state
        .shops
        .iter()
        .map(|(id, shop)| {
            format!(
                "<li><a href=/shop/{id}>{}</a> ({} mặt hàng, {} đơn)</li>",
                safe(&shop.name),
                shop.items.len(),
                shop.orders.len()
            )
        })
        .collect();
    page(
        "Các gian hàng",
        &format!("<ul>{rows}</ul><p>Gian hàng mới được mở khi kết nối từ Chợ Phiên.</p>"),
    )
}

#[derive(Deserialize)]
struct Asked {
    partner_id: String,
    redirect_uri: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    shop: String,
    #[serde(default)]
    name: String,
}

async fn consent(Extract(state): Extract<Shared>, Query(asked): Query<Asked>) -> Response {
    let state = open(&state);
    if asked.partner_id != state.start.partner_id {
        return (
            StatusCode::BAD_REQUEST,
            page("Ứng dụng không đúng", "<p>partner_id không tồn tại.</p>"),
        )
            .into_response();
    }
    let shops: String = state
        .shops
        .iter()
        .map(|(id, shop)| format!("<option value={id}>{}</option>", safe(&shop.name)))
        .collect();
    let hidden = format!(
        "<input type=hidden name=partner_id value=\"{}\"><input type=hidden name=redirect_uri value=\"{}\">\
<input type=hidden name=state value=\"{}\">",
        safe(&asked.partner_id),
        safe(&asked.redirect_uri),
        safe(&asked.state)
    );
    let body = format!(
        "<p>Chợ Phiên xin phép quản lý mặt hàng và đơn của gian hàng.</p><form method=post action=/auth>{hidden}\
<label>Gian hàng <select name=shop><option value=\"\">Mở gian hàng mới</option>{shops}</select></label>\
<label>Tên gian hàng mới <input name=name value=\"Hợp tác xã mô phỏng\"></label>\
<button>Đồng ý kết nối</button></form>"
    );
    page("Cho phép kết nối", &body).into_response()
}

async fn consented(Extract(state): Extract<Shared>, Form(asked): Form<Asked>) -> Response {
    let mut state = open(&state);
    let chosen = asked
        .shop
        .parse()
        .ok()
        .filter(|id| state.shops.contains_key(id));
    let name = if asked.name.trim().is_empty() {
        "Hợp tác xã mô phỏng"
    } else {
        asked.name.trim()
    };
    let shop = chosen.unwrap_or_else(|| state.found(name));
    let code = auth::consent(&mut state, shop);
    let back = [
        ("code", code),
        ("shop_id", shop.to_string()),
        ("state", asked.state),
    ];
    match reqwest::Url::parse_with_params(&asked.redirect_uri, back) {
        Ok(url) => Redirect::to(url.as_str()).into_response(),
        Err(_) => (StatusCode::BAD_REQUEST, "redirect_uri không đúng").into_response(),
    }
}

async fn image(Extract(state): Extract<Shared>, Path(id): Path<String>) -> Response {
    match open(&state).images.get(&id) {
        Some(bytes) => ([(header::CONTENT_TYPE, "image/jpeg")], bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

async fn shop(
    Extract(state): Extract<Shared>,
    Path(id): Path<i64>,
    Query(said): Query<Said>,
) -> Response {
    let state = open(&state);
    let now = state.now();
    let Some(shop) = state.shops.get(&id) else {
        return (StatusCode::NOT_FOUND, page("Không có gian hàng này", "")).into_response();
    };
    let said = simulated::status(&said.said);
    let items: String = shop
        .items
        .values()
        .filter(|item| !item.deleted)
        .map(|item| item_html(id, item, now))
        .collect();
    let orders: String = shop
        .orders
        .values()
        .rev()
        .map(|order| order_html(id, order))
        .collect();
    let body = format!(
        "{said}<h2>Mặt hàng</h2>{}<h2>Đơn hàng</h2>{}{}",
        simulated::or(
            items,
            "Chưa có mặt hàng nào. Đưa hàng lên từ trang Kênh bán của Chợ Phiên."
        ),
        simulated::or(orders, "Chưa có đơn nào."),
        trouble::buttons(id, shop)
    );
    page(&safe(&shop.name), &body).into_response()
}

fn item_html(shop: i64, item: &Item, now: i64) -> String {
    let status = match item.status(now) {
        "NORMAL" => "Đang bán",
        "REVIEWING" => "Đang duyệt",
        "UNLIST" => "Đang ẩn",
        "BANNED" => "Bị khóa",
        other => other,
    };
    let picture = item
        .images
        .first()
        .map(|id| format!("<img src=\"/image/{}\" alt=\"\">", safe(id)))
        .unwrap_or_default();
    let choices: String = item
        .offers()
        .iter()
        .map(|offer| {
            let name = item.options.get(offer.option).filter(|_| offer.id != 0);
            format!(
                "<option value={}>{} {} — còn {} (giữ {})</option>",
                offer.id,
                safe(name.map_or("", String::as_str)),
                dong(offer.price),
                offer.stock - offer.reserved,
                offer.reserved
            )
        })
        .collect();
    let at = format!("/shop/{shop}/item/{}", item.id);
    let lock = if item.promotion {
        button(&format!("{at}/unlock"), "Hết khuyến mãi")
    } else {
        button(&format!("{at}/lock"), "Khóa vì khuyến mãi")
    };
    format!(
        "<section><h3>{}</h3>{picture}<p>{status} · {}</p><form method=post action=/shop/{shop}/buy>\
<input type=hidden name=item value={}><label>Loại <select name=model>{choices}</select></label>\
<label>Số lượng <input name=quantity type=number min=1 value=1></label>\
<label>Người nhận <input name=name value=\"Nguyễn Thị Lan\" required></label>\
<label>Điện thoại <input name=phone value=0912345678 required></label>\
<label>Địa chỉ <input name=address value=\"12 Trần Phú, Phường Mộc Châu, Sơn La\" required></label>\
<label>Thanh toán <select name=pay><option value=paid>Đã trả tiền</option><option value=cod>Trả khi nhận (COD)</option>\
<option value=later>Chưa trả</option></select></label><button>Đặt mua</button></form><form method=post action={at}/name>\
<label>Tên hàng <input name=name value=\"{}\" required maxlength=120></label><button>Sửa tên trong ứng dụng Shopee</button></form>\
<p>{}{}{lock}</p></section>",
        safe(&item.name),
        safe(&item.sku),
        item.id,
        safe(&item.name),
        button(&format!("{at}/approve"), "Duyệt ngay"),
        button(&format!("{at}/ban"), "Khóa mặt hàng"),
    )
}

fn status(word: &str) -> &str {
    match word {
        "UNPAID" => "Chờ trả tiền",
        "READY_TO_SHIP" => "Chờ nhà bán chuẩn bị",
        "PROCESSED" => "Đã chuẩn bị, chờ bưu tá lấy",
        "RETRY_SHIP" => "Chờ lấy lại",
        "SHIPPED" => "Đang giao",
        "TO_CONFIRM_RECEIVE" => "Đã giao",
        "IN_CANCEL" => "Người mua xin hủy",
        "CANCELLED" => "Đã hủy",
        "TO_RETURN" => "Đang trả hàng",
        "COMPLETED" => "Hoàn tất",
        other => other,
    }
}

fn order_html(shop: i64, order: &Order) -> String {
    let steps: &[(&str, &str)] = match order.status.as_str() {
        "UNPAID" => &[("pay", "Trả tiền"), ("cancel", "Hủy đơn")],
        "READY_TO_SHIP" => &[("cancel", "Người mua hủy")],
        "PROCESSED" => &[("pick", "Bưu tá lấy hàng"), ("cancel", "Người mua xin hủy")],
        "SHIPPED" => &[("deliver", "Giao đến nơi"), ("fail", "Giao không được")],
        "TO_CONFIRM_RECEIVE" => &[("complete", "Hoàn tất"), ("return", "Xin trả hàng")],
        "COMPLETED" => &[("return", "Xin trả hàng")],
        _ => &[],
    };
    let buttons: String = steps
        .iter()
        .map(|(what, label)| button(&format!("/shop/{shop}/order/{}/{what}", order.sn), label))
        .collect();
    let tracking = order
        .tracking
        .as_ref()
        .map(|(number, _)| number.as_str())
        .unwrap_or_default();
    format!(
        "<section><h3>{}</h3><p>{} {} × {} — {} · <b>{}</b> {tracking}</p><p>{}, {}</p>{buttons}</section>",
        order.sn,
        safe(&order.item_name),
        safe(&order.model_name),
        order.active(),
        dong(order.price * order.active()),
        safe(status(&order.status)),
        safe(&order.name),
        safe(&order.address),
    )
}

/// Back to the shop's page with a sentence.
pub fn back(shop: i64, said: &str) -> Redirect {
    simulated::back(&format!("/shop/{shop}"), said)
}

#[derive(Deserialize)]
struct Buying {
    item: i64,
    model: i64,
    quantity: i64,
    name: String,
    phone: String,
    address: String,
    pay: String,
}

async fn buy(
    Extract(state): Extract<Shared>,
    Path(shop): Path<i64>,
    Form(form): Form<Buying>,
) -> Redirect {
    let wish = Wish {
        shop,
        item: form.item,
        model: form.model,
        quantity: form.quantity,
        name: form.name,
        phone: form.phone,
        address: form.address,
        note: String::new(),
        cod: form.pay == "cod",
        paid: form.pay == "paid",
    };
    match life::buy(&mut open(&state), wish) {
        Ok(sn) => back(shop, &format!("Đã đặt đơn {sn}")),
        Err(why) => back(shop, &why),
    }
}

async fn order(
    Extract(state): Extract<Shared>,
    Path((shop, sn, what)): Path<(i64, String, String)>,
) -> Redirect {
    match life::step(&mut open(&state), shop, &sn, &what) {
        Ok(()) => back(shop, &format!("Đã làm với đơn {sn}")),
        Err(why) => back(shop, &why),
    }
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

async fn rename(
    Extract(state): Extract<Shared>,
    Path((shop, item)): Path<(i64, i64)>,
    Form(named): Form<Named>,
) -> Redirect {
    control::rename(&mut open(&state), shop, item, named.name.trim());
    back(shop, "Đã sửa tên")
}

async fn item(
    Extract(state): Extract<Shared>,
    Path((shop, item, what)): Path<(i64, i64, String)>,
) -> Redirect {
    let mut state = open(&state);
    match what.as_str() {
        "approve" => control::review(&mut state, shop, item, true),
        "ban" => control::review(&mut state, shop, item, false),
        "lock" | "unlock" => {
            if let Some(item) = state
                .shops
                .get_mut(&shop)
                .and_then(|shop| shop.items.get_mut(&item))
            {
                item.promotion = what == "lock";
            }
        }
        _ => return back(shop, "Không có việc này"),
    }
    back(shop, "Đã làm")
}
