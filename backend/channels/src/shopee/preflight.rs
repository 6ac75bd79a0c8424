//! What stands in the way, at once and without a call.

use shared::canonical::{AttributeKind, Category, Field, Finding, Listing, Severity};

use super::spec::SPEC;
use crate::_kit::check;

fn stop(field: Field, code: &str, vi: String, en: String) -> Finding {
    Finding {
        severity: Severity::Stops,
        field,
        code: code.to_owned(),
        vi,
        en,
    }
}

/// Everything at once.
pub fn findings(listing: &Listing, category: Option<&Category>) -> Vec<Finding> {
    let mut found = check(listing, &SPEC.can.limits);
    match category {
        None => found.push(stop(
            Field::Category,
            "no_category",
            "Hãy chọn ngành hàng trên Shopee".to_owned(),
            "Choose the category on Shopee".to_owned(),
        )),
        Some(category) if !category.leaf => found.push(stop(
            Field::Category,
            "category_not_leaf",
            "Shopee chỉ nhận ngành hàng nhỏ nhất. Hãy chọn tiếp một ngành con".to_owned(),
            "Shopee takes the smallest categories only. Choose one below this".to_owned(),
        )),
        Some(category) => attributes(listing, category, &mut found),
    }
    if listing
        .variants
        .iter()
        .all(|variant| variant.parcel_cm.is_none())
    {
        found.push(stop(
            Field::Size(
                listing
                    .variants
                    .first()
                    .map(|v| v.sku.clone())
                    .unwrap_or_default(),
            ),
            "no_parcel_size",
            "Hãy ghi dài, rộng, cao của gói hàng (cm)".to_owned(),
            "Say the parcel's length, width and height in cm".to_owned(),
        ));
    }
    names(listing, &mut found);
    found
}

fn attributes(listing: &Listing, category: &Category, found: &mut Vec<Finding>) {
    for spec in &category.attributes {
        let given = listing.attributes.iter().find(|a| a.id == spec.id);
        let empty = given.is_none_or(|a| a.value.trim().is_empty() && a.value_id.is_none());
        if spec.required && empty {
            found.push(stop(
                Field::Attribute(spec.id.clone()),
                "attribute_missing",
                format!(
                    "Shopee cần thuộc tính \u{201c}{}\u{201d}. Hãy điền",
                    spec.name
                ),
                format!(
                    "Shopee needs the attribute \u{201c}{}\u{201d}. Fill it in",
                    spec.name
                ),
            ));
        }
        let Some(given) = given.filter(|_| !empty) else {
            continue;
        };
        let chosen = given
            .value_id
            .as_ref()
            .is_some_and(|id| spec.options.iter().any(|(known, _)| known == id));
        if spec.kind == AttributeKind::Choice && !chosen {
            found.push(stop(
                Field::Attribute(spec.id.clone()),
                "attribute_not_an_option",
                format!(
                    "\u{201c}{}\u{201d} phải chọn trong danh sách của Shopee",
                    spec.name
                ),
                format!(
                    "\u{201c}{}\u{201d} must be one of Shopee's values",
                    spec.name
                ),
            ));
        }
    }
}

/// Packs of one item are told apart by their names.
fn names(listing: &Listing, found: &mut Vec<Finding>) {
    for (n, variant) in listing.variants.iter().enumerate() {
        let length = variant.name.chars().count();
        if listing.variants.len() > 1 && (length == 0 || length > 20) {
            found.push(stop(
                Field::Facts,
                "variant_name_length",
                format!(
                    "Tên loại \u{201c}{}\u{201d} phải có 1 đến 20 ký tự",
                    variant.name
                ),
                format!(
                    "The pack's name \u{201c}{}\u{201d} must have 1 to 20 characters",
                    variant.name
                ),
            ));
        }
        if listing.variants[..n]
            .iter()
            .any(|other| other.name == variant.name)
        {
            found.push(stop(
                Field::Facts,
                "variant_name_twice",
                format!(
                    "Hai loại cùng tên \u{201c}{}\u{201d}. Hãy đặt tên khác nhau",
                    variant.name
                ),
                format!(
                    "Two packs are called \u{201c}{}\u{201d}. Give them different names",
                    variant.name
                ),
            ));
        }
    }
}
