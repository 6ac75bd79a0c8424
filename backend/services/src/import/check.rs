//! Rows of texts become goods, or say what is wrong in which cell.

use super::columns::Column;
use super::read::Raw;
use serde::{Deserialize, Serialize};
use shared::goods::ShippingClass;
use shared::input::goods::{EditPack, MAX_TEXT, PackFacts, goods_name};
use shared::quantity::{Quantity, Unit};
use shared::rules::gate::gate;
use shared::say::Locale;
use shared::text::{fold, nfc_clean};
use shared::view::goods::{Pickable, RowError};

/// A row that makes sense. What its column did not say is `None` and stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    pub row: u32,
    pub sku: Option<String>,
    pub name: String,
    pub name_en: Option<String>,
    pub category: Option<String>,
    pub pack_name: String,
    pub unit: Unit,
    pub net_weight_g: Option<i64>,
    pub net_volume_ml: Option<i64>,
    pub gross_weight_g: i64,
    pub price: i64,
    /// What can be sold, in smallest steps.
    pub free: Option<i64>,
    pub class: Option<ShippingClass>,
    pub shelf_life: Option<i32>,
    pub description_vi: Option<String>,
    pub description_en: Option<String>,
}

impl Line {
    /// The pack of the row.
    pub(super) fn pack(&self) -> PackFacts {
        PackFacts {
            name: self.pack_name.clone(),
            unit: self.unit,
            net_weight_g: self.net_weight_g,
            net_volume_ml: self.net_volume_ml,
            gross_weight_g: self.gross_weight_g,
            price: shared::money::Vnd(self.price),
        }
    }
}

/// Where the fields of the ordinary forms stand in the file.
fn column_of(field: &str) -> Column {
    match field {
        "unit" => Column::Unit,
        "pack" => Column::Content,
        "gross" => Column::Gross,
        "price" => Column::Price,
        "pack_name" => Column::Pack,
        _ => Column::Name,
    }
}

/// An error in a cell of a row.
pub(super) fn wrong(raw: &Raw, column: Column, message: impl Into<String>, l: Locale) -> RowError {
    let found: String = raw
        .cells
        .get(&column)
        .map(|text| text.chars().take(60).collect())
        .unwrap_or_default();
    RowError {
        row: raw.row,
        column: column.heading(l).to_owned(),
        found,
        message: message.into(),
    }
}

/// Checks one row by itself.
pub(super) fn line(raw: &Raw, categories: &[Pickable], l: Locale) -> Result<Line, Vec<RowError>> {
    let mut errors = Vec::new();
    let cell = |column: Column| raw.cells.get(&column).map(String::as_str);
    let text = |column: Column| cell(column).unwrap_or_default();
    let name = goods_name("name", text(Column::Name), l)
        .map_err(|e| errors.push(wrong(raw, Column::Name, e.message, l)));
    if let Some(gate) = gate(text(Column::Name)) {
        errors.push(wrong(raw, Column::Name, gate.say(l), l));
    }
    let form = EditPack {
        pack_name: text(Column::Pack).to_owned(),
        unit: text(Column::Unit).to_owned(),
        pack: text(Column::Content).to_owned(),
        gross: text(Column::Gross).to_owned(),
        price: text(Column::Price).to_owned(),
        price_ok: String::new(),
    };
    let pack = form.parse(l).map_err(|fields| {
        errors.extend(
            fields
                .into_iter()
                .map(|e| wrong(raw, column_of(&e.path), e.message, l)),
        );
    });
    let unit = pack.as_ref().map_or(Unit::Kg, |pack| pack.unit);
    let free = filled(cell(Column::Stock))
        .map(|text| Quantity::parse_stock(text, unit))
        .transpose();
    let free = free.map_err(|why| errors.push(wrong(raw, Column::Stock, why.say(l), l)));
    let category = filled(cell(Column::Category))
        .map(|text| category(text, categories))
        .map(|found| {
            found.ok_or_else(|| {
                let names: Vec<&str> = categories.iter().map(|c| c.label.as_str()).collect();
                let message = format!(
                    "{}: {}",
                    l.say("Chọn một trong", "One of"),
                    names.join(", ")
                );
                errors.push(wrong(raw, Column::Category, message, l));
            })
        });
    let class = filled(cell(Column::Class))
        .map(str::parse::<ShippingClass>)
        .transpose();
    let class = class.map_err(|_| {
        let message = l.say("Viết P0, P1, P2, P3 hoặc P4", "Write P0, P1, P2, P3 or P4");
        errors.push(wrong(raw, Column::Class, message, l));
    });
    let days = |text: &str| {
        text.parse::<i32>()
            .ok()
            .filter(|days| (1..=3_650).contains(days))
    };
    let shelf_life = filled(cell(Column::ShelfLife)).map(days);
    if shelf_life == Some(None) {
        let message = l.say("Viết số ngày, như 5", "Write a number of days, like 5");
        errors.push(wrong(raw, Column::ShelfLife, message, l));
    }
    for column in [Column::Description, Column::DescriptionEn] {
        if text(column).chars().count() > MAX_TEXT {
            errors.push(wrong(
                raw,
                column,
                l.say("Dài quá 4.000 chữ", "At most 4,000 letters"),
                l,
            ));
        }
    }
    let (Ok(name), Ok(pack), Ok(free), Ok(class), true) =
        (name, pack, free, class, errors.is_empty())
    else {
        return Err(errors);
    };
    Ok(Line {
        row: raw.row,
        sku: filled(cell(Column::Sku)).map(str::to_owned),
        name,
        name_en: filled(cell(Column::NameEn)).map(nfc_clean),
        category: category.and_then(Result::ok),
        pack_name: pack.name,
        unit,
        net_weight_g: pack.net_weight_g,
        net_volume_ml: pack.net_volume_ml,
        gross_weight_g: pack.gross_weight_g,
        price: pack.price.dong(),
        free: free.map(|quantity| quantity.steps),
        class,
        shelf_life: shelf_life.flatten(),
        description_vi: cell(Column::Description).map(str::to_owned),
        description_en: cell(Column::DescriptionEn).map(str::to_owned),
    })
}

fn filled(cell: Option<&str>) -> Option<&str> {
    cell.filter(|text| !text.is_empty())
}

fn category(text: &str, categories: &[Pickable]) -> Option<String> {
    let folded = fold(text);
    let found = categories
        .iter()
        .find(|c| c.value == text || fold(&c.label) == folded);
    found.map(|category| category.value.clone())
}
