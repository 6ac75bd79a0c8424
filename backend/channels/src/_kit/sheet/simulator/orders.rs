//! Orders of the portal.

use time::OffsetDateTime;
use time::macros::{format_description, offset};

use super::{Shop, book};

const SHIPPING: i64 = 25_000;

#[derive(Clone, Debug)]
pub struct Order {
    pub number: String,
    pub status: String,
    pub sku: String,
    pub title: String,
    pub quantity: i64,
    pub placed: i64,
    remote_id: String,
    price: i64,
    cod: bool,
    updated: i64,
    waybill: String,
}

/// A minute in Vietnam, as the portal prints it.
fn minute(ms: i64) -> String {
    let form = format_description!("[day]/[month]/[year] [hour]:[minute]:[second]");
    OffsetDateTime::from_unix_timestamp(ms.div_euclid(1_000))
        .ok()
        .and_then(|at| at.to_offset(offset!(+7)).format(form).ok())
        .unwrap_or_default()
}

pub fn buy(
    shop: &mut Shop,
    now: i64,
    (sku, quantity, cod): (&str, i64, bool),
) -> Result<String, String> {
    let good = shop
        .goods
        .get_mut(sku)
        .filter(|good| good.on_sale(now))
        .ok_or("Hàng này chưa bán")?;
    if quantity < 1 {
        return Err("Số lượng ít nhất là 1".to_owned());
    }
    if good.stock < quantity {
        return Err(format!("Chỉ còn {}", good.stock));
    }
    good.stock -= quantity;
    shop.count += 1;
    let number = format!("DH{:07}", shop.count);
    let order = Order {
        number: number.clone(),
        status: "Chờ duyệt".to_owned(),
        sku: sku.to_owned(),
        title: good.title.clone(),
        quantity,
        placed: now,
        remote_id: good.remote_id.clone(),
        price: good.price,
        cod,
        updated: now,
        waybill: String::new(),
    };
    shop.orders.insert(number.clone(), order);
    Ok(number)
}

pub fn move_to(shop: &mut Shop, now: i64, number: &str, status: &str) {
    let Some(order) = shop.orders.get_mut(number) else {
        return;
    };
    if order.status == status {
        return;
    }
    status.clone_into(&mut order.status);
    order.updated = now;
    if status == "Chờ xuất kho" {
        order.waybill = format!("VP{}", order.number);
    }
    if status == "Đã hủy"
        && let Some(good) = shop.goods.get_mut(&order.sku)
    {
        good.stock += order.quantity;
    }
}

/// What nobody confirmed in time is cancelled.
pub fn cancel_late(shop: &mut Shop, now: i64, within: i64) {
    let late: Vec<String> = shop
        .orders
        .values()
        .filter(|order| order.status == "Chờ duyệt" && now > order.placed + within)
        .map(|order| order.number.clone())
        .collect();
    for number in late {
        move_to(shop, now, &number, "Đã hủy");
    }
}

/// All orders, as the portal exports them.
pub fn export(shop: &mut Shop) -> Vec<u8> {
    let headings = [
        "Mã đơn hàng",
        "Ngày đặt hàng",
        "Trạng thái đơn hàng",
        "Ngày cập nhật",
        "Người nhận",
        "Số điện thoại",
        "Địa chỉ giao hàng",
        "Xã/Phường",
        "Tỉnh/Thành phố",
        "SKU người bán",
        "Mã sản phẩm",
        "Tên sản phẩm",
        "Số lượng",
        "Đơn giá",
        "Phí vận chuyển",
        "Tiền thu hộ",
        "Phương thức thanh toán",
        "Mã vận đơn",
    ];
    let mut rows: Vec<Vec<String>> = shop.orders.values().map(row).collect();
    if std::mem::take(&mut shop.disorder) {
        rows.reverse();
    }
    let mut bytes = book::write("Đơn hàng", &headings, &rows);
    if std::mem::take(&mut shop.broken) {
        bytes.truncate(bytes.len() / 2);
    }
    bytes
}

fn row(order: &Order) -> Vec<String> {
    let goods = order.price * order.quantity;
    let due = if order.cod { goods + SHIPPING } else { 0 };
    vec![
        order.number.clone(),
        minute(order.placed),
        order.status.clone(),
        minute(order.updated),
        "Lê Văn Mua".to_owned(),
        "0912345679".to_owned(),
        "Số 7 phố Huế".to_owned(),
        "Phường Hai Bà Trưng".to_owned(),
        "Thành phố Hà Nội".to_owned(),
        order.sku.clone(),
        order.remote_id.clone(),
        order.title.clone(),
        order.quantity.to_string(),
        order.price.to_string(),
        SHIPPING.to_string(),
        due.to_string(),
        if order.cod { "COD" } else { "Đã thanh toán" }.to_owned(),
        order.waybill.clone(),
    ]
}
