//! Listings as items of the feed, by the fields and bounds of the product data specification.

use shared::canonical::{Certificate, Field, Finding, Listing, Severity, Variant};
use shared::channel::Limits;

use crate::_kit::check;

/// Pictures besides the main one.
const MORE_PICTURES: usize = 10;

/// A field of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Named parts, such as those of a certification.
    Parts(Vec<(&'static str, String)>),
}

/// The fields of one item, in the order of the feed. Names may come again.
pub type Item = Vec<(&'static str, Value)>;

/// Every name that an item may have, in the order of the columns of the tab-separated feed.
pub const FIELDS: &[&str] = &[
    "id",
    "title",
    "description",
    "link",
    "image_link",
    "additional_image_link",
    "availability",
    "price",
    "brand",
    "gtin",
    "mpn",
    "identifier_exists",
    "condition",
    "item_group_id",
    "size",
    "product_type",
    "unit_pricing_measure",
    "unit_pricing_base_measure",
    "product_weight",
    "shipping_weight",
    "product_highlight",
    "product_detail",
    "certification",
    "external_seller_id",
    "min_handling_time",
    "max_handling_time",
    "custom_label_0",
    "custom_label_1",
];

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Grams as Google writes weights: whole grams below a kilogram, otherwise kilograms.
fn weight(grams: i64) -> String {
    if grams < 1_000 {
        return format!("{grams} g");
    }
    let rest = format!("{:03}", grams % 1_000);
    match rest.trim_end_matches('0') {
        "" => format!("{} kg", grams / 1_000),
        rest => format!("{}.{rest} kg", grams / 1_000),
    }
}

/// One item a variant.
pub fn items(listing: &Listing) -> Vec<Item> {
    listing.variants.iter().map(|v| item(listing, v)).collect()
}

fn item(listing: &Listing, variant: &Variant) -> Item {
    let mut item = Item::new();
    let mut put = |name, text: String| {
        if !text.is_empty() {
            item.push((name, Value::Text(text)));
        }
    };
    let many = listing.variants.len() > 1;
    put("id", variant.sku.clone());
    put("title", title(listing, variant));
    put("description", cut(&listing.description, 5_000));
    put("link", listing.link.clone());
    let mut pictures = listing.pictures.iter().map(|picture| picture.url.clone());
    put("image_link", pictures.next().unwrap_or_default());
    for picture in pictures.take(MORE_PICTURES) {
        put("additional_image_link", picture);
    }
    let stock = if variant.stock > 0 {
        "in_stock"
    } else {
        "out_of_stock"
    };
    put("availability", stock.to_owned());
    put("price", format!("{} VND", variant.price.dong()));
    let brand = listing.brand.as_deref().unwrap_or(&listing.producer);
    put("brand", cut(brand, 70));
    match variant.gtin.as_deref() {
        Some(gtin) => put("gtin", gtin.to_owned()),
        // Neither a trade number nor the maker's own number: our SKU is ours, not the maker's.
        None => put("identifier_exists", "no".to_owned()),
    }
    put("condition", "new".to_owned());
    if many {
        put("item_group_id", listing.sku.clone());
        put("size", cut(&variant.name, 100));
    }
    put("product_type", cut(&listing.category.0, 750));
    if let Some(grams) = variant.net_weight_g.filter(|grams| *grams > 0) {
        put("unit_pricing_measure", weight(grams));
        let base = if grams < 250 { "100 g" } else { "1 kg" };
        put("unit_pricing_base_measure", base.to_owned());
        put("product_weight", weight(grams));
    }
    put("shipping_weight", weight(variant.gross_weight_g));
    put("external_seller_id", cut(&listing.producer_code, 50));
    put("min_handling_time", "0".to_owned());
    put(
        "max_handling_time",
        listing.handling_days.max(0).to_string(),
    );
    put("custom_label_0", cut(&listing.origin_province, 100));
    put(
        "custom_label_1",
        ocop(listing).map(stars).unwrap_or_default(),
    );
    more(listing, &mut item);
    item.sort_by_key(|(name, _)| FIELDS.iter().position(|field| field == name));
    item
}

fn title(listing: &Listing, variant: &Variant) -> String {
    if listing.variants.len() == 1 {
        return cut(&listing.title, 150);
    }
    let end = format!(" - {}", variant.name);
    let room = 150_usize.saturating_sub(end.chars().count());
    cut(&format!("{}{end}", cut(&listing.title, room)), 150)
}

fn ocop(listing: &Listing) -> Option<&Certificate> {
    listing.certificates.iter().find(|c| c.kind == "ocop")
}

fn stars(certificate: &Certificate) -> String {
    certificate
        .stars
        .map_or_else(|| "OCOP".to_owned(), |stars| format!("OCOP {stars} sao"))
}

/// Highlights, details and certifications: fields with parts.
fn more(listing: &Listing, item: &mut Item) {
    let mut highlight =
        |text: String| item.push(("product_highlight", Value::Text(cut(&text, 150))));
    if let Some(certificate) = ocop(listing) {
        highlight(format!(
            "Đạt {}, số {}",
            stars(certificate),
            certificate.number
        ));
    }
    highlight(format!("{}, {}", listing.producer, listing.origin_province));
    let mut detail = |name: &str, value: String| {
        item.push((
            "product_detail",
            Value::Parts(vec![
                ("section_name", "Thông tin sản phẩm".to_owned()),
                ("attribute_name", name.to_owned()),
                ("attribute_value", cut(&value, 1_000)),
            ]),
        ));
    };
    if listing.shelf_life_days > 0 {
        detail("Hạn sử dụng", format!("{} ngày", listing.shelf_life_days));
    }
    if let Some(storage) = listing.storage.as_deref().filter(|text| !text.is_empty()) {
        detail("Bảo quản", storage.to_owned());
    }
    for certificate in &listing.certificates {
        let mut parts = vec![
            ("certification_authority", certificate.issuer.clone()),
            ("certification_name", certificate.kind.clone()),
            ("certification_code", certificate.number.clone()),
        ];
        if let Some(stars) = certificate.stars {
            parts.push(("certification_value", stars.to_string()));
        }
        item.push(("certification", Value::Parts(parts)));
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

/// What Google would refuse.
pub fn preflight(listing: &Listing, limits: &Limits) -> Vec<Finding> {
    let mut found = check(listing, limits);
    let https = |url: &str| url.starts_with("https://");
    if !https(&listing.link) || listing.pictures.iter().any(|p| !https(&p.url)) {
        found.push(stop(
            Field::Account,
            "not_public",
            "Google chỉ nhận địa chỉ https. Hãy báo người quản trị đặt địa chỉ công khai của chợ",
            "Google takes https addresses only. Ask the operator to set the market's public address",
        ));
    }
    if has_markup(&listing.description) || has_markup(&listing.title) {
        found.push(stop(
            Field::Description,
            "markup",
            "Bỏ các thẻ HTML trong tên và mô tả",
            "Remove HTML tags from title and description",
        ));
    }
    for variant in &listing.variants {
        let gtin = variant.gtin.as_deref();
        if gtin.is_some_and(|gtin| !valid_gtin(gtin)) {
            found.push(stop(
                Field::Sku(variant.sku.clone()),
                "bad_gtin",
                "Mã vạch sai: cần 8, 12, 13 hoặc 14 chữ số và số kiểm tra đúng",
                "The barcode is wrong: 8, 12, 13 or 14 digits with a right check digit",
            ));
        }
    }
    let shouted = |text: &str| {
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        letters().count() > 10 && letters().all(char::is_uppercase)
    };
    if shouted(&listing.title) {
        found.push(Finding {
            severity: Severity::Warns,
            ..stop(
                Field::Title,
                "shouted",
                "Đừng viết hoa cả tên hàng: Google có thể từ chối",
                "Do not write the title in capitals: Google may refuse it",
            )
        });
    }
    found
}

/// The text has tags of HTML.
fn has_markup(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    })
}

/// A global trade item number with its check digit.
fn valid_gtin(text: &str) -> bool {
    if !matches!(text.len(), 8 | 12 | 13 | 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, b)| u32::from(b - b'0') * if at % 2 == 1 { 3 } else { 1 })
        .sum();
    sum.is_multiple_of(10)
}
