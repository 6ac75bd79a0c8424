//! Goods of the portal: what a workbook puts there, and what the portal says of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{REVIEW_MS, Shop, book};

#[derive(Clone, Debug, Default)]
pub struct Good {
    pub remote_id: String,
    pub title: String,
    pub price: i64,
    pub stock: i64,
    pub visible: bool,
    pub promotion: bool,
    /// Until then people look at it.
    pub review_until: i64,
}

impl Good {
    /// Refused for what it says, or being looked at, or on sale; with the reason.
    pub fn state(&self, now: i64) -> (&'static str, &'static str) {
        if self.title.to_lowercase().contains("chữa bệnh") {
            ("Từ chối", "Tên hàng nói quá công dụng")
        } else if now < self.review_until {
            ("Chờ duyệt", "")
        } else {
            ("Đã duyệt", "")
        }
    }

    pub fn on_sale(&self, now: i64) -> bool {
        self.visible && self.state(now).0 == "Đã duyệt"
    }
}

type Row = BTreeMap<String, String>;

fn text<'a>(row: &'a Row, key: &str) -> &'a str {
    row.get(key).map_or("", |text| text.trim())
}

fn whole(row: &Row, key: &str) -> Option<i64> {
    let text = text(row, key);
    text.parse().ok().filter(|number| *number >= 0)
}

/// Columns without which the portal takes no row.
const NEEDED: [&str; 11] = [
    "title",
    "category_path",
    "short_desc",
    "description",
    "unit",
    "brand",
    "producer",
    "origin_province",
    "storage",
    "image_1",
    "vat_rate",
];
const WHOLE: [&str; 8] = [
    "price",
    "stock",
    "net_weight_g",
    "gross_weight_g",
    "pack_l_cm",
    "pack_w_cm",
    "pack_h_cm",
    "shelf_life_days",
];

fn wrong(row: &Row) -> Option<String> {
    let missing = NEEDED.iter().find(|key| text(row, key).is_empty());
    if let Some(key) = missing {
        return Some(format!("thiếu cột {key}"));
    }
    let odd = WHOLE.iter().find(|key| whole(row, key).is_none());
    if let Some(key) = odd {
        return Some(format!("cột {key} không phải số nguyên"));
    }
    if whole(row, "price") == Some(0) {
        return Some("giá phải lớn hơn 0".to_owned());
    }
    if !["0", "5", "8", "10", "KCT"].contains(&text(row, "vat_rate")) {
        return Some("cột vat_rate chỉ nhận 0, 5, 8, 10 hoặc KCT".to_owned());
    }
    let picture = text(row, "image_1");
    let reachable = picture.starts_with("https://") || picture.starts_with("http://127.0.0.1:");
    (!reachable).then(|| "ảnh không có địa chỉ https".to_owned())
}

/// Takes a workbook in. The same row sent again changes the same good.
pub fn take(shop: &mut Shop, now: i64, bytes: &[u8]) -> Vec<String> {
    let mut refused = Vec::new();
    match book::rows(bytes, "san_pham") {
        Ok(rows) => {
            let mut seen = BTreeSet::new();
            for row in rows {
                let sku = text(&row, "sku").to_owned();
                let trouble = if sku.is_empty() {
                    Some("thiếu mã SKU".to_owned())
                } else if !seen.insert(sku.clone()) {
                    Some("mã SKU lặp lại trong tệp".to_owned())
                } else {
                    put(shop, now, &sku, &row).err()
                };
                refused.extend(trouble.map(|why| format!("{sku}: {why}")));
            }
        }
        Err(why) => refused.push(why),
    }
    for row in book::rows(bytes, "ton_kho_gia").unwrap_or_default() {
        if let Err(why) = offer(shop, &row) {
            refused.push(format!("{}: {why}", text(&row, "sku")));
        }
    }
    shop.refused.clone_from(&refused);
    refused
}

fn put(shop: &mut Shop, now: i64, sku: &str, row: &Row) -> Result<(), String> {
    let action = text(row, "action");
    if ["an", "hien"].contains(&action) {
        let good = shop.goods.get_mut(sku).ok_or("không có trên sàn")?;
        good.visible = action == "hien";
        return Ok(());
    }
    if !["them", "sua"].contains(&action) {
        return Err("cột action chỉ nhận them, sua, an, hien".to_owned());
    }
    if let Some(why) = wrong(row) {
        return Err(why);
    }
    if shop.goods.get(sku).is_some_and(|good| good.promotion) {
        return Err("đang khuyến mãi, chưa sửa được".to_owned());
    }
    shop.count += 1;
    let number = shop.count;
    let good = shop.goods.entry(sku.to_owned()).or_insert_with(|| Good {
        remote_id: format!("SP{number:06}"),
        review_until: now + REVIEW_MS,
        ..Good::default()
    });
    text(row, "title").clone_into(&mut good.title);
    good.price = whole(row, "price").unwrap_or_default();
    good.stock = whole(row, "stock").unwrap_or_default();
    good.visible = true;
    Ok(())
}

fn offer(shop: &mut Shop, row: &Row) -> Result<(), String> {
    let good = shop
        .goods
        .get_mut(text(row, "sku"))
        .filter(|good| good.remote_id == text(row, "remote_id"))
        .ok_or("mã trên sàn không đúng")?;
    let price = whole(row, "price").filter(|price| *price > 0);
    let (Some(price), Some(stock)) = (price, whole(row, "stock")) else {
        return Err("giá hoặc tồn kho không phải số nguyên".to_owned());
    };
    if good.promotion && price != good.price {
        return Err("đang khuyến mãi, chưa đổi giá được".to_owned());
    }
    (good.price, good.stock) = (price, stock);
    Ok(())
}

/// What became of each good, as the portal prints it.
pub fn results(shop: &Shop, now: i64, base_url: &str) -> Vec<u8> {
    let headings = [
        "Seller SKU",
        "Mã sản phẩm",
        "Trạng thái duyệt",
        "Lý do từ chối",
        "Link sản phẩm",
    ];
    let rows: Vec<Vec<String>> = shop
        .goods
        .iter()
        .map(|(sku, good)| {
            let (state, reason) = good.state(now);
            vec![
                sku.clone(),
                good.remote_id.clone(),
                state.to_owned(),
                reason.to_owned(),
                format!("{base_url}/#{}", good.remote_id),
            ]
        })
        .collect();
    book::write("Kết quả duyệt", &headings, &rows)
}
