//! Listings as rows, and what stands in their way.

use shared::canonical::{
    AttributeKind, AttributeSpec, Category, Certificate, Field, Finding, Listing, Severity, Variant,
};
use shared::channel::Limits;
use shared::time::Millis;

use super::cell::local_minute;
use super::column::{OFFERS, PRODUCTS, RESULTS, VAT_RATES};
use super::write::{Filled, Value};
use crate::_kit::{check, reachable};

/// The attribute that holds the rate of value-added tax.
const VAT: &str = "vat_rate";
/// Letters of the short description.
const SHORT: usize = 500;

/// The three sheets of an export: goods, stock and prices of what stands there, and outcomes to be filled in.
#[must_use]
pub fn sheets(listings: &[Listing], now: Millis) -> Vec<Filled> {
    let mut sheets = [PRODUCTS, OFFERS, RESULTS].map(|table| Filled {
        table,
        rows: Vec::new(),
    });
    for listing in listings {
        for variant in &listing.variants {
            let remote = remote_id(listing, variant);
            let Some(action) = action(listing, remote) else {
                continue;
            };
            let row = |sheet: &Filled| {
                let columns = sheet.table.columns.iter();
                columns
                    .map(|column| match column.key {
                        "action" => Value::text(action),
                        "as_of" => Value::text(local_minute(now)),
                        key => value(key, listing, variant),
                    })
                    .collect()
            };
            let [goods, offers, results] = &mut sheets;
            goods.rows.push(row(goods));
            if !remote.is_empty() {
                offers.rows.push(row(offers));
            }
            results.rows.push(row(results));
        }
    }
    sheets.into()
}

/// What is done with the row; nothing for goods that are neither there nor to be shown.
fn action(listing: &Listing, remote: &str) -> Option<&'static str> {
    match (remote.is_empty(), listing.visible) {
        (true, true) => Some("them"),
        (true, false) => None,
        (false, true) => Some("sua"),
        (false, false) => Some("an"),
    }
}

fn remote_id<'a>(listing: &'a Listing, variant: &Variant) -> &'a str {
    let Some(remote) = &listing.remote else {
        return "";
    };
    let own = remote.variants.iter().find(|(sku, _)| *sku == variant.sku);
    own.map_or("", |(_, id)| id.as_str())
}

fn attribute<'a>(listing: &'a Listing, id: &str) -> &'a str {
    let found = listing.attributes.iter().find(|a| a.id == id);
    found.map_or("", |a| a.value_id.as_deref().unwrap_or(&a.value))
}

fn certificate<'a>(listing: &'a Listing, kind: &str) -> Option<&'a Certificate> {
    listing.certificates.iter().find(|c| c.kind == kind)
}

fn certified(listing: &Listing, kind: &str, say: impl Fn(&Certificate) -> Value) -> Value {
    certificate(listing, kind).map_or(Value::Empty, say)
}

fn expiry(certificate: &Certificate) -> Value {
    Value::text(
        certificate
            .expires
            .map(|day| day.full())
            .unwrap_or_default(),
    )
}

/// At most so many letters, cut between words.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 1).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

fn value(key: &str, listing: &Listing, variant: &Variant) -> Value {
    let side = |pick: fn((u32, u32, u32)) -> u32| {
        variant
            .parcel_cm
            .map_or(Value::Empty, |sides| Value::Number(pick(sides).into()))
    };
    match key {
        "parent_sku" => Value::text(&listing.sku),
        "sku" => Value::text(&variant.sku),
        "remote_id" => Value::text(remote_id(listing, variant)),
        "title" => Value::text(&listing.title),
        "category_path" => Value::text(category(listing)),
        "short_desc" => Value::text(shortened(&listing.description.replace('\n', " "), SHORT)),
        "description" => Value::text(&listing.description),
        "price" => Value::Number(variant.price.dong()),
        "stock" => Value::Number(variant.stock.max(0)),
        "unit" => Value::text(&variant.unit),
        "net_weight_g" => variant.net_weight_g.map_or(Value::Empty, Value::Number),
        "gross_weight_g" => Value::Number(variant.gross_weight_g),
        "pack_l_cm" => side(|(length, _, _)| length),
        "pack_w_cm" => side(|(_, width, _)| width),
        "pack_h_cm" => side(|(_, _, height)| height),
        "variant_name_1" if listing.variants.len() > 1 => Value::text("Đóng gói"),
        "variant_value_1" if listing.variants.len() > 1 => Value::text(&variant.name),
        "brand" => Value::text(listing.brand.as_deref().unwrap_or(&listing.producer)),
        "producer" => Value::text(&listing.producer),
        "origin_province" => Value::text(&listing.origin_province),
        "shelf_life_days" => Value::Number(listing.shelf_life_days),
        "storage" => Value::text(listing.storage.as_deref().unwrap_or_default()),
        "ocop_stars" => certified(listing, "ocop", |c| {
            Value::text(c.stars.map(|stars| stars.to_string()).unwrap_or_default())
        }),
        "ocop_cert_no" => certified(listing, "ocop", |c| Value::text(&c.number)),
        "ocop_cert_expiry" => certified(listing, "ocop", expiry),
        "food_safety_cert_no" => certified(listing, "food_safety", |c| Value::text(&c.number)),
        "food_safety_cert_expiry" => certified(listing, "food_safety", expiry),
        "self_declaration_no" => certified(listing, "self_declaration", |c| Value::text(&c.number)),
        "gtin" => Value::text(variant.gtin.as_deref().unwrap_or_default()),
        VAT => Value::text(attribute(listing, VAT)),
        _ => picture(key, listing),
    }
}

fn picture(key: &str, listing: &Listing) -> Value {
    let place = key
        .strip_prefix("image_")
        .and_then(|n| n.parse::<usize>().ok());
    let picture = place.and_then(|n| listing.pictures.get(n.checked_sub(1)?));
    picture.map_or(Value::Empty, |picture| Value::text(&picture.url))
}

fn category(listing: &Listing) -> &str {
    let (ours, theirs) = &listing.category;
    theirs.as_deref().unwrap_or(ours)
}

/// A category of the portal, with what its rows ask for besides the listing.
#[must_use]
pub fn category_of(name: &str) -> Category {
    Category {
        id: name.to_owned(),
        parent: None,
        path: name.to_owned(),
        leaf: true,
        attributes: vec![AttributeSpec {
            id: VAT.to_owned(),
            name: "Thuế suất GTGT".to_owned(),
            required: true,
            kind: AttributeKind::Choice,
            options: VAT_RATES
                .iter()
                .map(|rate| {
                    let words = match *rate {
                        "KCT" => "Không chịu thuế".to_owned(),
                        rate => format!("{rate} %"),
                    };
                    ((*rate).to_owned(), words)
                })
                .collect(),
            units: Vec::new(),
        }],
    }
}

fn stop(field: Field, code: &str, vi: &str, en: &str) -> Finding {
    Finding {
        severity: Severity::Stops,
        field,
        code: code.to_owned(),
        vi: vi.to_owned(),
        en: en.to_owned(),
    }
}

/// What a row of the sheet needs and the listing does not say.
#[must_use]
pub fn preflight(listing: &Listing, limits: &Limits) -> Vec<Finding> {
    let mut found = check(listing, limits);
    if listing.category.1.is_none() {
        found.push(stop(
            Field::Category,
            "no_category",
            "Hãy chọn ngành hàng của kênh này",
            "Choose the channel's category",
        ));
    }
    if !VAT_RATES.contains(&attribute(listing, VAT)) {
        found.push(stop(
            Field::Attribute(VAT.to_owned()),
            "no_vat_rate",
            "Hãy chọn thuế suất: 0, 5, 8, 10 hoặc KCT (không chịu thuế)",
            "Choose the rate of value-added tax: 0, 5, 8, 10 or KCT (not taxable)",
        ));
    }
    if listing
        .storage
        .as_deref()
        .unwrap_or_default()
        .trim()
        .is_empty()
    {
        found.push(stop(
            Field::Facts,
            "no_storage",
            "Hãy ghi cách bảo quản",
            "Say how it is stored",
        ));
    }
    if listing.shelf_life_days <= 0 {
        found.push(stop(
            Field::Facts,
            "no_shelf_life",
            "Hãy ghi hạn sử dụng (ngày)",
            "Say how many days it keeps",
        ));
    }
    if listing.origin_province.trim().is_empty() || listing.producer.trim().is_empty() {
        found.push(stop(
            Field::Facts,
            "no_origin",
            "Hãy ghi cơ sở sản xuất và tỉnh",
            "Say who produces it and in which province",
        ));
    }
    if listing
        .pictures
        .iter()
        .take(limits.pictures.1)
        .any(|p| !reachable(&p.url))
    {
        found.push(stop(
            Field::Pictures,
            "picture_not_public",
            "Cổng chỉ tải ảnh có địa chỉ https. Hãy báo người quản trị đặt địa chỉ công khai của chợ",
            "The portal fetches pictures by https only. Ask the operator to set the market's public address",
        ));
    }
    for variant in &listing.variants {
        variant_needs(variant, &mut found);
    }
    if !listing
        .certificates
        .iter()
        .any(|c| c.kind == "food_safety" || c.kind == "self_declaration")
    {
        found.push(Finding {
            severity: Severity::Warns,
            ..stop(
                Field::Certificates,
                "no_food_safety",
                "Cổng thường hỏi giấy an toàn thực phẩm hoặc bản tự công bố. Hãy thêm nếu có",
                "The portal usually asks for a food-safety certificate or a self-declaration. Add it if there is one",
            )
        });
    }
    found
}

fn variant_needs(variant: &Variant, found: &mut Vec<Finding>) {
    let sku = || variant.sku.clone();
    if variant.net_weight_g.is_none_or(|grams| grams <= 0) {
        found.push(stop(
            Field::Weight(sku()),
            "no_net_weight",
            "Hãy ghi khối lượng tịnh (gam)",
            "Say the weight of the goods, in grams",
        ));
    }
    if variant
        .parcel_cm
        .is_none_or(|(l, w, h)| l.min(w).min(h) == 0)
    {
        found.push(stop(
            Field::Size(sku()),
            "no_size",
            "Hãy ghi dài, rộng, cao của gói hàng (cm)",
            "Say length, width and height of the parcel, in cm",
        ));
    }
    if variant.unit.trim().is_empty() {
        found.push(stop(
            Field::Facts,
            "no_unit",
            "Hãy chọn đơn vị tính",
            "Choose the unit",
        ));
    }
    let gtin = variant.gtin.as_deref().unwrap_or_default();
    let fits = (8..=14).contains(&gtin.len()) && gtin.bytes().all(|b| b.is_ascii_digit());
    if !gtin.is_empty() && !fits {
        found.push(stop(
            Field::Sku(sku()),
            "bad_gtin",
            "Mã vạch gồm 8 đến 14 chữ số",
            "A barcode has 8 to 14 digits",
        ));
    }
}
