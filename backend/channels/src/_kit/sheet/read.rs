//! Bytes become sheets of rows, whatever program made the file, within bounds.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx};

use super::cell::{Cell, Why};

/// The most bytes of a file.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// The most rows of all its sheets.
pub const MAX_ROWS: usize = 10_000;
const MAX_COLUMNS: u32 = 100;
/// The most bytes of a packed file once it is unpacked.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// A row as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number as a person counts, from 1.
    pub number: u32,
    /// Its cells, in place.
    pub cells: Vec<Cell>,
    /// Why its letters cannot be read; its cells hold what could be made out.
    pub broken: Option<Why>,
}

impl Row {
    /// The cells side by side, for a person.
    #[must_use]
    pub fn raw(&self) -> String {
        let cells: Vec<String> = self.cells.iter().map(Cell::raw).collect();
        cells.join(" | ")
    }
}

/// A sheet as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name; empty in a CSV file.
    pub name: String,
    /// Its rows that are not empty.
    pub rows: Vec<Row>,
}

fn why(vi: &str, en: &str) -> Why {
    (vi.to_owned(), en.to_owned())
}

fn broken() -> Why {
    why(
        "Tệp hỏng, mở không được. Hãy xuất lại từ cổng rồi gửi lại",
        "The file is broken. Export it again from the portal and send it again",
    )
}

fn too_large() -> Why {
    why(
        "Tệp lớn quá (nhiều nhất 5 MB và 10.000 dòng). Hãy xuất theo từng khoảng ngày ngắn hơn",
        "The file is too large (5 MB and 10,000 rows at most). Export shorter spans of days",
    )
}

/// Reads an XLSX or CSV file.
///
/// # Errors
/// What is wrong with the whole file and what to do.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Why> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        check_unpacked(bytes)?;
        // The reader is made for files that programs write, not for those that somebody broke on purpose.
        return catch_unwind(AssertUnwindSafe(|| xlsx(bytes))).unwrap_or_else(|_| Err(broken()));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") || bytes.contains(&0) {
        return Err(why(
            "Tệp này không phải .xlsx hay .csv. Mở bằng Excel rồi chọn Lưu thành, Excel Workbook (.xlsx)",
            "Neither .xlsx nor .csv. Open it with Excel and save it as Excel Workbook (.xlsx)",
        ));
    }
    csv(bytes).map(|sheet| vec![sheet])
}

fn csv(bytes: &[u8]) -> Result<Sheet, Why> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let delimiter = *b",;\t"
        .iter()
        .max_by_key(|mark| first.iter().filter(|b| b == mark).count())
        .unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let mut rows = Vec::new();
    for record in reader.byte_records() {
        let record = record.map_err(|_| broken())?;
        let number = record.position().map_or(0, csv::Position::line);
        let clean = record
            .iter()
            .all(|field| std::str::from_utf8(field).is_ok());
        let row = Row {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            cells: record
                .iter()
                .take(MAX_COLUMNS as usize)
                .map(|field| Cell::Text(String::from_utf8_lossy(field).into_owned()))
                .collect(),
            broken: (!clean).then(|| {
                why(
                    "Dòng có chữ bị vỡ mã. Trong Excel chọn Lưu thành, CSV UTF-8 rồi gửi lại",
                    "The letters of this row are damaged. Save the file as CSV UTF-8 and send it again",
                )
            }),
        };
        push(&mut rows, row)?;
    }
    Ok(Sheet {
        name: String::new(),
        rows,
    })
}

fn push(rows: &mut Vec<Row>, row: Row) -> Result<(), Why> {
    if row.cells.iter().all(Cell::is_empty) {
        return Ok(());
    }
    if rows.len() == MAX_ROWS {
        return Err(too_large());
    }
    rows.push(row);
    Ok(())
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Why> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut sheets = Vec::new();
    let mut left = MAX_ROWS;
    for name in book.sheet_names() {
        let rows = rows_of(&mut book, &name)?;
        left = left.checked_sub(rows.len()).ok_or_else(too_large)?;
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

/// Cell by cell: a sheet that says it is a million rows wide costs nothing.
fn rows_of(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Row>, Why> {
    // A sheet of another kind, such as a chart, has no cells.
    let Ok(mut reader) = book.worksheet_cells_reader(name) else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
        broken: None,
    };
    while let Some(cell) = reader.next_cell().map_err(|_| broken())? {
        let (line, column) = cell.get_position();
        let Some(value) = value(cell.get_value()) else {
            continue;
        };
        if column >= MAX_COLUMNS {
            continue;
        }
        let number = line.saturating_add(1);
        if number != row.number {
            let next = Row {
                number,
                cells: Vec::new(),
                broken: None,
            };
            push(&mut rows, std::mem::replace(&mut row, next))?;
        }
        let at = column as usize;
        while row.cells.len() <= at {
            row.cells.push(Cell::Text(String::new()));
        }
        row.cells[at] = value;
    }
    push(&mut rows, row)?;
    Ok(rows)
}

fn value(data: &DataRef<'_>) -> Option<Cell> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(at) if at.is_datetime() => Cell::Serial(at.as_f64()),
        DataRef::DateTime(at) => Cell::Number(at.as_f64()),
        DataRef::Bool(yes) => Cell::Text(yes.to_string()),
        DataRef::Error(error) => Cell::Text(error.to_string()),
    })
}

/// Unpacks every part into nothing and counts: what a packed file says of its own size need not be true.
fn check_unpacked(bytes: &[u8]) -> Result<(), Why> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| broken())?;
        let size =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| broken())?;
        left = left.checked_sub(size).ok_or_else(too_large)?;
    }
    Ok(())
}
