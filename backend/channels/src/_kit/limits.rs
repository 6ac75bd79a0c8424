//! What every channel checks before a listing is sent, by its limits.

use shared::canonical::{Field, Finding, Listing, Severity};
use shared::channel::Limits;

fn stop(field: Field, code: &str, vi: String, en: String) -> Finding {
    Finding {
        severity: Severity::Stops,
        field,
        code: code.to_owned(),
        vi,
        en,
    }
}

/// Everything in the listing that is outside the limits.
#[must_use]
pub fn check(listing: &Listing, limits: &Limits) -> Vec<Finding> {
    let mut found = Vec::new();
    texts(listing, limits, &mut found);
    for variant in &listing.variants {
        variant_within(variant, limits, &mut found);
    }
    if listing.variants.is_empty() || listing.variants.len() > limits.variants {
        found.push(stop(
            Field::Facts,
            "variant_count",
            format!(
                "Cần 1 đến {} loại đóng gói, đang có {}",
                limits.variants,
                listing.variants.len()
            ),
            format!(
                "1 to {} packs are needed, there are {}",
                limits.variants,
                listing.variants.len()
            ),
        ));
    }
    if let Some(ratio) = limits.price_ratio {
        let prices = || listing.variants.iter().map(|v| v.price.dong());
        if let (Some(low), Some(high)) = (prices().min(), prices().max())
            && high > low.saturating_mul(ratio)
        {
            found.push(stop(
                Field::Price(listing.sku.clone()),
                "price_ratio",
                format!("Loại đắt nhất không được quá {ratio} lần loại rẻ nhất. Hãy tách thành hai mặt hàng"),
                format!("The dearest pack may cost at most {ratio} times the cheapest. Split it into two goods"),
            ));
        }
    }
    found
}

fn texts(listing: &Listing, limits: &Limits, found: &mut Vec<Finding>) {
    let mut length =
        |field: Field, name: (&str, &str), code: &str, n: usize, (least, most): (usize, usize)| {
            if n < least {
                found.push(stop(
                    field,
                    &format!("{code}_too_short"),
                    format!(
                        "{} cần ít nhất {least} ký tự, đang có {n}. Hãy viết thêm",
                        name.0
                    ),
                    format!(
                        "{} needs at least {least} characters and has {n}. Write some more",
                        name.1
                    ),
                ));
            } else if n > most {
                found.push(stop(
                    field,
                    &format!("{code}_too_long"),
                    format!(
                        "{} nhiều nhất {most} ký tự, đang có {n}. Hãy viết ngắn lại",
                        name.0
                    ),
                    format!(
                        "{} takes at most {most} characters and has {n}. Make it shorter",
                        name.1
                    ),
                ));
            }
        };
    length(
        Field::Title,
        ("Tên", "The title"),
        "title",
        listing.title.chars().count(),
        limits.title,
    );
    length(
        Field::Description,
        ("Mô tả", "The description"),
        "description",
        listing.description.chars().count(),
        limits.description,
    );
    let (least, most) = limits.pictures;
    if listing.pictures.len() < least {
        found.push(stop(
            Field::Pictures,
            "too_few_pictures",
            format!(
                "Cần ít nhất {least} ảnh, đang có {}. Hãy thêm ảnh",
                listing.pictures.len()
            ),
            format!(
                "At least {least} pictures are needed, there are {}. Add some",
                listing.pictures.len()
            ),
        ));
    } else if listing.pictures.len() > most {
        found.push(Finding {
            severity: Severity::Warns,
            field: Field::Pictures,
            code: "too_many_pictures".to_owned(),
            vi: format!("Kênh này chỉ nhận {most} ảnh đầu"),
            en: format!("This channel takes the first {most} pictures only"),
        });
    }
}

fn variant_within(variant: &shared::canonical::Variant, limits: &Limits, found: &mut Vec<Finding>) {
    let sku = || variant.sku.clone();
    let fits = |c: char| c.is_ascii_graphic();
    if variant.sku.is_empty() || variant.sku.len() > limits.sku || !variant.sku.chars().all(fits) {
        found.push(stop(
            Field::Sku(sku()),
            "bad_sku",
            format!(
                "Mã hàng chỉ gồm chữ không dấu, số, gạch nối, nhiều nhất {} ký tự",
                limits.sku
            ),
            format!(
                "A SKU takes plain letters, digits and dashes, at most {} characters",
                limits.sku
            ),
        ));
    }
    let (least, most) = limits.price;
    if variant.price < least || variant.price > most {
        found.push(stop(
            Field::Price(sku()),
            "price_out_of_bounds",
            format!("Giá phải từ {least} đến {most}"),
            format!("The price must be between {least} and {most}"),
        ));
    }
    if variant.gross_weight_g <= 0 {
        found.push(stop(
            Field::Weight(sku()),
            "no_weight",
            "Hãy ghi khối lượng cả bao bì (gam)".to_owned(),
            "Say the weight with its packing, in grams".to_owned(),
        ));
    }
}
