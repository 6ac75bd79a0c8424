//! The portal's own way with workbooks.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use rust_xlsxwriter::Workbook;

/// Rows of a sheet by the keys of its first row; the second row says them for people.
///
/// # Errors
/// A sentence for the person who sent the file.
pub fn rows(bytes: &[u8], sheet: &str) -> Result<Vec<BTreeMap<String, String>>, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))
        .map_err(|_| "Tệp không mở được: cần tệp Excel (.xlsx)".to_owned())?;
    let range = book
        .worksheet_range(sheet)
        .map_err(|_| format!("Tệp không có trang tính {sheet}"))?;
    let mut lines = range.rows();
    let keys: Vec<String> = lines
        .next()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .unwrap_or_default();
    if !keys.iter().any(|key| key == "sku") {
        return Err(format!("Trang tính {sheet} thiếu cột sku ở dòng 1"));
    }
    let filled = lines.skip(1).map(|row| {
        let cells = row.iter().map(|cell| {
            let text = cell.to_string();
            text.strip_prefix('\'').unwrap_or(&text).to_owned()
        });
        keys.iter().cloned().zip(cells).collect()
    });
    Ok(filled
        .filter(|row: &BTreeMap<String, String>| row.values().any(|text| !text.is_empty()))
        .collect())
}

/// A workbook of one sheet; every cell is text, as portals write them.
pub fn write(sheet: &str, headings: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    // The names are ours and short, and a cell that is too long is left empty.
    let _ = page.set_name(sheet);
    for (column, heading) in (0_u16..).zip(headings) {
        let _ = page.write_string(0, column, *heading);
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(row) {
            let _ = page.write_string(line, column, text);
        }
    }
    book.save_to_buffer().unwrap_or_default()
}
