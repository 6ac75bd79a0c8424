//! All goods as a file that spreadsheets open without calculating anything in it.

use super::columns::Column;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::FREE;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use store::sql;

#[derive(FromQueryResult)]
struct Row {
    sku: String,
    name: String,
    name_en: Option<String>,
    category: String,
    category_en: String,
    pack: String,
    unit: String,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    gross_weight_g: i64,
    price: i64,
    free: i64,
    shipping_class: String,
    shelf_life_days: i32,
    description_vi: String,
    description_en: String,
}

async fn rows(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<Vec<Row>> {
    actor.member(cooperative, Right::Read)?;
    let rows = sql::all(
        core.db.read(),
        &format!("select v.sku, p.name, p.name_en, g.name_vi as category, g.name_en as category_en, v.name as pack, v.unit, \
         v.net_weight_g, v.net_volume_ml, v.gross_weight_g, o.price, {FREE} as free, \
         p.shipping_class, p.shelf_life_days, p.description_vi, p.description_en from offer o \
         join variant v on v.id = o.variant_id join product p on p.id = v.product_id \
         join listing l on l.id = o.listing_id join category g on g.slug = p.category_slug \
         where o.cooperative_id = $1 and not l.pooled and l.state <> 'withdrawn' order by l.sort_key, l.id, v.position, v.id"),
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(rows)
}

impl Row {
    fn cell(&self, column: Column, l: Locale) -> String {
        let unit = self.unit.parse::<Unit>().unwrap_or(Unit::Kg);
        match column {
            Column::Sku => self.sku.clone(),
            Column::Name => self.name.clone(),
            Column::NameEn => self.name_en.clone().unwrap_or_default(),
            Column::Category if l == Locale::En => self.category_en.clone(),
            Column::Category => self.category.clone(),
            Column::Pack => self.pack.clone(),
            Column::Unit => unit.code().to_owned(),
            Column::Content => crate::goods::content_text(self.net_weight_g, self.net_volume_ml, l),
            Column::Gross => crate::goods::weight_text(self.gross_weight_g, l),
            Column::Price => self.price.to_string(),
            Column::Stock => Quantity::of(self.free, unit).decimal(),
            Column::Class => self.shipping_class.clone(),
            Column::ShelfLife => self.shelf_life_days.to_string(),
            Column::Description => self.description_vi.clone(),
            Column::DescriptionEn => self.description_en.clone(),
        }
    }
}

/// A spreadsheet would calculate it.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text with a mark before it that keeps spreadsheets from calculating it.
fn guarded(text: String) -> String {
    if is_formula(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// CSV in UTF-8 with the mark by which Excel knows it.
pub async fn csv(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<Vec<u8>> {
    let l = actor.locale;
    let rows = rows(core, actor, cooperative).await?;
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    writer
        .write_record(Column::ALL.map(|column| column.heading(l)))
        .map_err(Error::internal)?;
    for row in rows {
        writer
            .write_record(Column::ALL.map(|column| guarded(row.cell(column, l))))
            .map_err(Error::internal)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::internal(error.to_string()))
}

/// An Excel workbook; prices are numbers, everything else is text.
pub async fn xlsx(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<Vec<u8>> {
    let l = actor.locale;
    let rows = rows(core, actor, cooperative).await?;
    let made = tokio::task::spawn_blocking(move || workbook(&rows, l))
        .await
        .map_err(Error::internal)?;
    made.map_err(Error::internal)
}

fn workbook(rows: &[Row], l: Locale) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(l.say("Hàng", "Goods"))?;
    let bold = Format::new().set_bold();
    for (at, column) in (0..).zip(Column::ALL) {
        sheet.write_string_with_format(0, at, column.heading(l), &bold)?;
        sheet.set_column_width(
            at,
            if column >= Column::Description {
                50
            } else {
                16
            },
        )?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1..).zip(rows) {
        for (at, column) in (0..).zip(Column::ALL) {
            let text = row.cell(column, l);
            match (column, text.parse::<u32>()) {
                (Column::Price | Column::Stock | Column::ShelfLife, Ok(number)) => {
                    sheet.write_number(line, at, number)?
                }
                _ => sheet.write_string(line, at, text)?,
            };
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_calculated() {
        for text in ["=1+1", "+84", "-5", "@sum", "\tx"] {
            assert_eq!(guarded(text.to_owned()), format!("'{text}"));
        }
        assert_eq!(guarded("Na dai".to_owned()), "Na dai");
    }
}
