//! A workbook that a person carries to a portal.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};
use shared::time::Millis;

use super::cell::{calculates, local_minute};
use super::column::{Column, Kind, Table};
use crate::_kit::sha256;

/// Rows of goods in one file.
pub const MAX_ROWS: usize = 500;
/// Rows that the lists of choices cover.
const LAST_ROW: u32 = MAX_ROWS as u32 + 1;
/// A spreadsheet follows no longer addresses.
const MAX_LINK: usize = 2_000;

/// What goes into a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words; ids, phones and SKUs too, so that no nought is lost.
    Text(String),
    /// A whole number.
    Number(i64),
}

impl Value {
    /// Words, or nothing.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// The words in the file. A mark keeps programs from calculating what begins like a formula.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) if calculates(text) => format!("'{text}"),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A sheet with its rows, one value a column.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its columns.
    pub table: Table,
    /// Its rows.
    pub rows: Vec<Vec<Value>>,
}

/// What the hidden sheet says of the file.
#[derive(Clone, Debug)]
pub struct Meta<'a> {
    /// The channel.
    pub channel: &'a str,
    /// The cooperative.
    pub coop_code: &'a str,
    /// The export's number: the same file made again has the same.
    pub export_id: &'a str,
    /// When it was made.
    pub at: Millis,
}

/// SHA-256 of what the sheets say: columns parted by a tab, rows by a line feed, sheets by a form feed.
#[must_use]
pub fn data_digest(sheets: &[Filled]) -> String {
    let mut text = String::new();
    for sheet in sheets {
        for row in &sheet.rows {
            for (at, value) in row.iter().enumerate() {
                if at > 0 {
                    text.push('\t');
                }
                text.push_str(&value.written());
            }
            text.push('\n');
        }
        text.push('\u{c}');
    }
    sha256(text.as_bytes())
}

/// The bytes of the workbook.
///
/// # Errors
/// When a text is longer than a cell of a spreadsheet takes.
pub fn workbook(sheets: &[Filled], meta: &Meta<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(meta.at.0.div_euclid(1_000))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in sheets {
        fill(book.add_worksheet(), sheet)?;
    }
    let rows = sheets.first().map_or(0, |sheet| sheet.rows.len());
    let hidden = book.add_worksheet();
    hidden.set_name("_meta")?;
    hidden.set_hidden(true);
    let said = [
        ("schema_version", "1".to_owned()),
        ("export_id", meta.export_id.to_owned()),
        ("generated_at", local_minute(meta.at)),
        ("channel", meta.channel.to_owned()),
        ("coop_code", meta.coop_code.to_owned()),
        ("row_count", rows.to_string()),
        ("sha256_of_data", data_digest(sheets)),
    ];
    for (line, (key, value)) in (0..).zip(said) {
        hidden.write_string(line, 0, key)?;
        hidden.write_string(line, 1, value)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, filled: &Filled) -> Result<(), XlsxError> {
    let grey = Format::new().set_font_color("808080").set_font_size(8);
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let as_text = Format::new().set_num_format("@");
    sheet.set_name(filled.table.name)?;
    for (at, column) in (0..).zip(filled.table.columns) {
        sheet.write_string_with_format(0, at, column.key, &grey)?;
        let label = if column.required {
            format!("{} *", column.label)
        } else {
            column.label.to_owned()
        };
        sheet.write_string_with_format(1, at, label, &bold)?;
        sheet.set_column_width(at, width(column))?;
        if !matches!(column.kind, Kind::Money | Kind::Count) {
            sheet.set_column_format(at, &as_text)?;
        }
        if let Some(rule) = validation(column)? {
            sheet.add_data_validation(2, at, LAST_ROW, at, &rule)?;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    for (line, row) in (2..).zip(&filled.rows) {
        for ((at, value), column) in (0..).zip(row).zip(filled.table.columns) {
            match value {
                Value::Empty => {}
                // Amounts of đồng are far below what a spreadsheet holds exactly.
                Value::Number(number) => {
                    sheet.write_number(line, at, *number as f64)?;
                }
                Value::Text(link) if column.kind == Kind::Link && link.len() <= MAX_LINK => {
                    sheet.write_url_with_text(line, at, link.as_str(), link)?;
                }
                Value::Text(_) => {
                    sheet.write_string_with_format(line, at, value.written(), &as_text)?;
                }
            }
        }
    }
    Ok(())
}

fn width(column: &Column) -> f64 {
    match column.kind {
        Kind::Text(longest) if longest > 300 => 50.0,
        Kind::Text(longest) if longest > 50 => 30.0,
        Kind::Link => 30.0,
        _ => 14.0,
    }
}

fn validation(column: &Column) -> Result<Option<DataValidation>, XlsxError> {
    use rust_xlsxwriter::DataValidationRule::{GreaterThanOrEqualTo, LessThanOrEqualTo};
    let rule = match column.kind {
        Kind::Choice(words) => DataValidation::new()
            .allow_list_strings(words)?
            .set_error_message("Chọn một giá trị trong danh sách")?,
        Kind::Money | Kind::Count => DataValidation::new()
            .allow_whole_number(GreaterThanOrEqualTo(0))
            .set_error_message("Ghi số nguyên, không dấu chấm")?,
        Kind::Text(longest) => DataValidation::new()
            .allow_text_length(LessThanOrEqualTo(
                u32::try_from(longest).unwrap_or(u32::MAX),
            ))
            .set_error_message(format!("Nhiều nhất {longest} ký tự"))?,
        _ => return Ok(None),
    };
    Ok(Some(rule))
}

/// `<channel>_<cooperative>_<yyyyMMdd-HHmm>_<seq>`: the name of a file without its ending and the export's number.
#[must_use]
pub fn file_name(channel: &str, coop: &str, at: Millis, seq: u32) -> String {
    let day = at.vn_date().iso().replace('-', "");
    let clock = at.vn_clock().replace(':', "");
    format!("{channel}_{coop}_{day}-{clock}_{seq}")
}
