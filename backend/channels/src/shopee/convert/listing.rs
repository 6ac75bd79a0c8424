//! A listing as Shopee takes it.

use std::str::FromStr;

use serde_json::{Number, Value, json};
use shared::canonical::{Field, Finding, Listing, Severity};
use shared::time::VnDate;

use super::super::wire::{ItemLimit, LogisticsChannel};
use super::taxonomy::BRAND;
use crate::ChannelError;

/// The SKU of the whole item there: orders of an item without variants carry only this one.
pub fn item_sku(listing: &Listing) -> &str {
    match listing.variants.as_slice() {
        [only] => &only.sku,
        _ => &listing.sku,
    }
}

/// Grams as a decimal of kilograms.
pub fn kg(grams: i64) -> Value {
    let text = format!("{}.{:03}", grams / 1_000, grams % 1_000);
    Number::from_str(&text).map_or(Value::Null, Value::Number)
}

/// Kilograms or centimetres as they came, in thousandths; what is absent or senseless bounds nothing.
fn thousandths(number: Option<&Number>) -> Option<i64> {
    let text = number?.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    let value = whole.parse::<i64>().ok()?.checked_mul(1_000)? + fraction.parse::<i64>().ok()?;
    (value > 0).then_some(value)
}

/// The heaviest pack: the item's own weight has to cover it.
fn weight(listing: &Listing) -> i64 {
    listing
        .variants
        .iter()
        .map(|v| v.gross_weight_g)
        .max()
        .unwrap_or(0)
}

/// The largest parcel, side by side.
fn parcel(listing: &Listing) -> Option<(u32, u32, u32)> {
    listing
        .variants
        .iter()
        .filter_map(|v| v.parcel_cm)
        .reduce(|a, b| (a.0.max(b.0), a.1.max(b.1), a.2.max(b.2)))
}

fn takes(channel: &LogisticsChannel, grams: i64, parcel: Option<(u32, u32, u32)>) -> bool {
    let least = thousandths(channel.weight_limit.item_min_weight.as_ref()).unwrap_or(0);
    let most = thousandths(channel.weight_limit.item_max_weight.as_ref()).unwrap_or(i64::MAX);
    let bounds = &channel.item_max_dimension;
    let within = |cm: u32, bound: Option<&Number>| {
        thousandths(bound).is_none_or(|bound| i64::from(cm) * 1_000 <= bound)
    };
    let fits = parcel.is_none_or(|(length, width, height)| {
        within(length, bounds.length.as_ref())
            && within(width, bounds.width.as_ref())
            && within(height, bounds.height.as_ref())
            && within(length + width + height, bounds.dimension_sum.as_ref())
    });
    let sized = channel.fee_type != "SIZE_INPUT" || parcel.is_some();
    (least..=most).contains(&grams) && fits && sized && channel.fee_type != "CUSTOM_PRICE"
}

/// The ways to send that this shop has on and that take this parcel: those which the seller toggles, without the
/// carriers behind them.
pub fn channels_for(
    listing: &Listing,
    channels: &[LogisticsChannel],
) -> Result<Value, ChannelError> {
    let grams = weight(listing);
    let parcel = parcel(listing);
    let rows: Vec<Value> = channels
        .iter()
        .filter(|c| c.enabled && c.mask_channel_id.0.is_empty() && takes(c, grams, parcel))
        .filter_map(|c| {
            let id: i64 = c.logistics_channel_id.0.parse().ok()?;
            let mut row = json!({"logistic_id": id, "enabled": true, "is_free": false});
            if c.fee_type == "SIZE_SELECTION" {
                row["size_id"] = c.size_list.first()?.size_id.0.parse::<i64>().ok()?.into();
            }
            Some(row)
        })
        .collect();
    if rows.is_empty() {
        let sku = listing.sku.clone();
        return Err(ChannelError::Invalid {
            field: if parcel.is_none() {
                Field::Size(sku)
            } else {
                Field::Weight(sku)
            },
            message: "no shipping channel of the shop takes this parcel".to_owned(),
        });
    }
    Ok(Value::Array(rows))
}

fn attribute_list(listing: &Listing) -> Value {
    listing
        .attributes
        .iter()
        .filter(|attribute| attribute.id != BRAND)
        .filter_map(|attribute| {
            let id: i64 = attribute.id.parse().ok()?;
            let chosen = attribute
                .value_id
                .as_deref()
                .and_then(|id| id.parse::<i64>().ok());
            // A day is told in seconds, as a text; a day of ours is written 2026-11-28.
            let words = VnDate::parse(&attribute.value)
                .ok()
                .filter(|_| attribute.value.len() == 10 && attribute.value.as_bytes()[4] == b'-')
                .map_or_else(
                    || attribute.value.clone(),
                    |day| (day.start().0 / 1_000).to_string(),
                );
            let mut value = match chosen.filter(|id| *id != 0) {
                Some(id) => json!({"value_id": id}),
                None => json!({"value_id": 0, "original_value_name": words}),
            };
            if let Some(unit) = &attribute.unit {
                value["value_unit"] = unit.as_str().into();
            }
            Some(json!({"attribute_id": id, "attribute_value_list": [value]}))
        })
        .collect::<Vec<_>>()
        .into()
}

fn brand(listing: &Listing) -> Value {
    listing
        .attributes
        .iter()
        .find(|attribute| attribute.id == BRAND)
        .and_then(|attribute| {
            let id: i64 = attribute.value_id.as_deref()?.parse().ok()?;
            (id != 0).then(|| json!({"brand_id": id, "original_brand_name": attribute.value}))
        })
        .unwrap_or_else(|| json!({"brand_id": 0, "original_brand_name": "No Brand"}))
}

fn invalid(field: Field, message: &str) -> ChannelError {
    ChannelError::Invalid {
        field,
        message: message.to_owned(),
    }
}

/// What `add_item` and `update_item` have in common: everything but price, stock and variants.
pub fn item_body(
    listing: &Listing,
    logistics: Value,
    limit: &ItemLimit,
) -> Result<Value, ChannelError> {
    let category: i64 = listing
        .category
        .1
        .as_deref()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| invalid(Field::Category, "no category is mapped"))?;
    let pictures: Vec<&str> = listing
        .pictures
        .iter()
        .filter_map(|picture| picture.remote_id.as_deref())
        .take(9)
        .collect();
    if pictures.is_empty() {
        return Err(invalid(Field::Pictures, "no picture has been uploaded"));
    }
    let mut body = json!({
        "item_name": listing.title,
        "description": listing.description,
        "description_type": "normal",
        "category_id": category,
        "weight": kg(weight(listing)),
        "image": {"image_id_list": pictures},
        "logistic_info": logistics,
        "attribute_list": attribute_list(listing),
        "brand": brand(listing),
        "item_sku": item_sku(listing),
        "condition": "NEW",
        "pre_order": days(listing, limit),
    });
    if let Some((length, width, height)) = parcel(listing) {
        body["dimension"] =
            json!({"package_height": height, "package_length": length, "package_width": width});
    }
    if let [only] = listing.variants.as_slice() {
        body["gtin_code"] = only.gtin.as_deref().unwrap_or("00").into();
    }
    Ok(body)
}

/// Longer hand-over than the category's own is a pre-order.
fn days(listing: &Listing, limit: &ItemLimit) -> Value {
    let own = limit
        .dts_limit
        .as_ref()
        .map_or(3, |dts| dts.non_pre_order_days_to_ship.0.max(1));
    let bounds = limit
        .dts_limit
        .as_ref()
        .and_then(|dts| dts.days_to_ship_limit);
    if listing.handling_days <= own {
        return json!({"is_pre_order": false});
    }
    let days = bounds.map_or(listing.handling_days, |b| {
        listing.handling_days.max(b.min_limit.0)
    });
    json!({"is_pre_order": true, "days_to_ship": days})
}

/// What of the listing is outside the limits that the category has today, at once.
pub fn checked(listing: &Listing, limit: &ItemLimit) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut within =
        |bounds: Option<super::super::wire::Bounds>, n: i64, field: Field, what: (&str, &str)| {
            let Some(bounds) = bounds else { return };
            let (least, most) = (bounds.min_limit.0, bounds.max_limit.0);
            if n < least || (most > 0 && n > most) {
                found.push(Finding {
                    severity: Severity::Stops,
                    field,
                    code: "shopee_limit".to_owned(),
                    vi: format!("Shopee: {} phải từ {least} đến {most}, đang là {n}", what.0),
                    en: format!(
                        "Shopee: {} must be between {least} and {most} and is {n}",
                        what.1
                    ),
                });
            }
        };
    let letters = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let count = i64::try_from(listing.pictures.len().min(9)).unwrap_or(0);
    within(
        limit.item_name_length_limit,
        letters(&listing.title),
        Field::Title,
        ("số ký tự của tên", "the title's characters"),
    );
    within(
        limit.item_description_length_limit,
        letters(&listing.description),
        Field::Description,
        ("số ký tự của mô tả", "the description's characters"),
    );
    within(
        limit.item_image_count_limit,
        count,
        Field::Pictures,
        ("số ảnh", "the number of pictures"),
    );
    for variant in &listing.variants {
        let sku = || variant.sku.clone();
        within(
            limit.price_limit,
            variant.price.dong(),
            Field::Price(sku()),
            ("giá", "the price"),
        );
        within(
            limit.stock_limit,
            variant.stock,
            Field::Stock(sku()),
            ("tồn kho", "the stock"),
        );
        if listing.variants.len() > 1 {
            let bounds = limit.tier_variation_option_length_limit;
            within(
                bounds,
                letters(&variant.name),
                Field::Facts,
                ("số ký tự của tên loại", "the pack's name"),
            );
        }
    }
    let days = limit.dts_limit.as_ref();
    if days.is_some_and(|dts| listing.handling_days > dts.non_pre_order_days_to_ship.0.max(1)) {
        let bounds = days.and_then(|dts| dts.days_to_ship_limit);
        within(
            bounds,
            listing.handling_days,
            Field::Facts,
            ("số ngày chuẩn bị hàng", "the days until hand-over"),
        );
    }
    if limit
        .dimension_limit
        .as_ref()
        .is_some_and(|d| d.dimension_mandatory)
        && parcel(listing).is_none()
    {
        found.push(Finding {
            severity: Severity::Stops,
            field: Field::Size(listing.sku.clone()),
            code: "shopee_size".to_owned(),
            vi: "Ngành hàng này cần kích thước gói hàng (dài, rộng, cao)".to_owned(),
            en: "This category needs the parcel's length, width and height".to_owned(),
        });
    }
    found
}

/// Puts the SKU into a field that lacks it: Shopee does not say which one it means.
pub fn sku_fields(error: ChannelError, sku: &str) -> ChannelError {
    let ChannelError::Invalid { field, message } = error else {
        return error;
    };
    let field = match field {
        Field::Price(s) if s.is_empty() => Field::Price(sku.to_owned()),
        Field::Stock(s) if s.is_empty() => Field::Stock(sku.to_owned()),
        Field::Weight(s) if s.is_empty() => Field::Weight(sku.to_owned()),
        Field::Size(s) if s.is_empty() => Field::Size(sku.to_owned()),
        Field::Sku(s) if s.is_empty() => Field::Sku(sku.to_owned()),
        other => other,
    };
    ChannelError::Invalid { field, message }
}
