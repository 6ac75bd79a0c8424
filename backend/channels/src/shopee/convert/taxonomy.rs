//! Categories, attributes, brands.

use std::collections::BTreeMap;

use shared::canonical::{AttributeKind, AttributeSpec, Category};

use super::super::wire::{AttributeRow, BrandRow, CategoryRow};

/// The id under which the brand is told.
pub const BRAND: &str = "brand";

/// Deeper trees than this are cycles.
const DEEPEST: usize = 10;

/// Categories with their paths, parents before children.
pub fn categories(rows: &[CategoryRow]) -> Vec<Category> {
    let by_id: BTreeMap<&str, &CategoryRow> = rows
        .iter()
        .map(|row| (row.category_id.0.as_str(), row))
        .collect();
    let mut found: Vec<(usize, Category)> = rows
        .iter()
        .map(|row| {
            let mut names = vec![name(row)];
            let mut above = row.parent_category_id.0.as_str();
            while let Some(parent) = by_id.get(above)
                && names.len() < DEEPEST
            {
                names.push(name(parent));
                above = parent.parent_category_id.0.as_str();
            }
            names.reverse();
            let category = Category {
                id: row.category_id.0.clone(),
                parent: Some(row.parent_category_id.0.clone()).filter(|id| !id.is_empty()),
                path: names.join(" › "),
                leaf: !row.has_children,
                attributes: Vec::new(),
            };
            (names.len(), category)
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path)));
    found.into_iter().map(|(_, category)| category).collect()
}

fn name(row: &CategoryRow) -> &str {
    if row.display_category_name.is_empty() {
        &row.original_category_name
    } else {
        &row.display_category_name
    }
}

/// Attributes and, flat behind them, those that appear once a value is chosen. The latter are never required here:
/// whether they are depends on the choice, which Shopee checks.
pub fn attributes(rows: &[AttributeRow], above: Option<&str>, found: &mut Vec<AttributeSpec>) {
    for row in rows {
        if found.iter().any(|known| known.id == row.attribute_id.0) {
            continue;
        }
        let name = above.map_or_else(
            || row.name.clone(),
            |above| format!("{above} › {}", row.name),
        );
        found.push(AttributeSpec {
            id: row.attribute_id.0.clone(),
            name: name.clone(),
            required: row.mandatory && above.is_none(),
            kind: kind(row),
            options: row
                .attribute_value_list
                .iter()
                .map(|value| (value.value_id.0.clone(), value.name.clone()))
                .collect(),
            units: if row.attribute_info.format_type.0 == 2 {
                row.attribute_info.attribute_unit_list.clone()
            } else {
                Vec::new()
            },
        });
        for value in &row.attribute_value_list {
            attributes(&value.child_attribute_list, Some(&name), found);
        }
    }
}

/// `input_type`: 1 and 4 choose only, 2 and 5 choose or type, 3 type. What is typed is told by `input_validation_type`.
fn kind(row: &AttributeRow) -> AttributeKind {
    match (
        row.attribute_info.input_type.0,
        row.attribute_info.input_validation_type.0,
    ) {
        (1 | 4, _) => AttributeKind::Choice,
        (2 | 5, _) => AttributeKind::ChoiceOrText,
        (_, 1) => AttributeKind::Integer,
        (_, 3) => AttributeKind::Decimal,
        (_, 4) => AttributeKind::Date,
        _ => AttributeKind::Text,
    }
}

/// The brand as an attribute; 0 is "No Brand".
pub fn brand_spec(rows: &[BrandRow], mandatory: bool) -> AttributeSpec {
    let mut options = vec![("0".to_owned(), "No Brand".to_owned())];
    options.extend(
        rows.iter()
            .filter(|row| !row.brand_id.0.is_empty())
            .map(|row| {
                let name = if row.display_brand_name.is_empty() {
                    &row.original_brand_name
                } else {
                    &row.display_brand_name
                };
                (row.brand_id.0.clone(), name.clone())
            }),
    );
    AttributeSpec {
        id: BRAND.to_owned(),
        name: "Thương hiệu".to_owned(),
        required: mandatory,
        kind: AttributeKind::Choice,
        options,
        units: Vec::new(),
    }
}
