//! Bytes become rows of texts, whatever made the file, within bounds.

use super::columns::Column;
use calamine::{Data, Reader, Xlsx};
use flate2::read::DeflateDecoder;
use shared::say::Locale;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes of a file.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most rows below the heading.
pub const MAX_ROWS: usize = 2_000;
const MAX_COLUMNS: usize = 40;
const MAX_LETTERS: usize = 5_000;
/// The most bytes of a packed file once it is unpacked.
const MAX_UNPACKED: u64 = 48 * 1024 * 1024;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// More than [`MAX_BYTES`], or more when unpacked.
    TooLarge,
    /// More than [`MAX_ROWS`].
    TooManyRows,
    /// Neither XLSX nor CSV in UTF-8.
    Kind,
    /// Broken on the way.
    Broken,
    /// No heading row, or without this column.
    Heading(&'static str),
    /// A heading and nothing below it.
    Empty,
}

impl Unreadable {
    /// What to do about it.
    pub fn say(&self, l: Locale) -> String {
        let text = match self {
            Self::TooLarge => l.say("Tệp lớn quá. Chia thành nhiều tệp nhỏ hơn 4 MB", "Too large; split it, 4 MB each"),
            Self::TooManyRows => l.say("Tệp có hơn 2.000 dòng. Chia thành nhiều tệp", "More than 2,000 rows; split it"),
            Self::Kind => l.say(
                "Tệp này không phải .xlsx hay .csv. Trong Excel chọn Lưu thành, CSV UTF-8 hoặc .xlsx",
                "Neither .xlsx nor .csv in UTF-8. Save it as one of these",
            ),
            Self::Broken => l.say("Tệp hỏng, mở không được. Lưu lại rồi gửi lại", "The file is broken. Save it again"),
            Self::Empty => l.say("Tệp chưa có dòng nào dưới hàng tiêu đề", "There is nothing below the heading"),
            Self::Heading(column) => {
                return match l {
                    Locale::Vi => format!("Hàng đầu thiếu cột “{column}”. Tải bảng mẫu về rồi điền tiếp"),
                    Locale::En => format!("The first row lacks the column “{column}”. Download our file and fill it in"),
                };
            }
        };
        text.to_owned()
    }
}

/// One row: its number as the spreadsheet counts, and the texts by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    pub row: u32,
    pub cells: BTreeMap<Column, String>,
}

/// Reads an XLSX or CSV file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Raw>, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        check_unpacked(bytes)?;
        // The reader is meant for files that people make, not for those that somebody broke on purpose.
        let read = catch_unwind(AssertUnwindSafe(|| xlsx(bytes)));
        return read.unwrap_or(Err(Unreadable::Broken));
    }
    csv(bytes)
}

fn csv(bytes: &[u8]) -> Result<Vec<Raw>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Kind)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(Unreadable::Kind);
    }
    let first = text.lines().next().unwrap_or_default();
    let delimiter = *b",;\t"
        .iter()
        .max_by_key(|d| first.bytes().filter(|b| b == *d).count())
        .unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Gather::default();
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Broken)?;
        let row = record.position().map_or(0, csv::Position::line);
        rows.push(
            u32::try_from(row).unwrap_or(u32::MAX),
            record.iter().map(str::to_owned),
        )?;
    }
    rows.finish()
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Raw>, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let range = match book.worksheet_range_at(0) {
        Some(range) => range.map_err(|_| Unreadable::Broken)?,
        None => return Err(Unreadable::Broken),
    };
    let (top, _) = range.start().unwrap_or_default();
    let mut rows = Gather::default();
    for (row, cells) in (top.saturating_add(1)..).zip(range.rows()) {
        rows.push(row, cells.iter().map(text_of))?;
    }
    rows.finish()
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => other.to_string(),
    }
}

/// Headings first, then rows until there are too many.
#[derive(Default)]
struct Gather {
    columns: Option<Vec<Option<Column>>>,
    rows: Vec<Raw>,
}

impl Gather {
    fn push(&mut self, row: u32, cells: impl Iterator<Item = String>) -> Result<(), Unreadable> {
        let cells: Vec<String> = cells
            .take(MAX_COLUMNS)
            .map(|cell| unguarded(&cell))
            .collect();
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        let Some(columns) = &self.columns else {
            let columns: Vec<Option<Column>> =
                cells.iter().map(|cell| Column::of_heading(cell)).collect();
            if let Some(missing) = Column::NEEDED
                .iter()
                .find(|needed| !columns.contains(&Some(**needed)))
            {
                return Err(Unreadable::Heading(missing.heading(Locale::Vi)));
            }
            self.columns = Some(columns);
            return Ok(());
        };
        if self.rows.len() == MAX_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        let named = columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| column.map(|column| (column, cell)));
        self.rows.push(Raw {
            row,
            cells: named.collect(),
        });
        Ok(())
    }

    fn finish(self) -> Result<Vec<Raw>, Unreadable> {
        match self.columns {
            None => Err(Unreadable::Heading(Column::Name.heading(Locale::Vi))),
            Some(_) if self.rows.is_empty() => Err(Unreadable::Empty),
            Some(_) => Ok(self.rows),
        }
    }
}

/// A clean text without the mark that keeps spreadsheets from calculating it.
fn unguarded(cell: &str) -> String {
    let text = match cell.strip_prefix('\'') {
        Some(rest) if super::export::is_formula(rest) => rest,
        _ => cell,
    };
    text.trim()
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .take(MAX_LETTERS)
        .collect()
}

/// Unpacks every part of the file into nothing and counts, because what a packed file says of its own size need not
/// be true.
fn check_unpacked(bytes: &[u8]) -> Result<(), Unreadable> {
    let u16_at = |at: usize| {
        Some(u16::from_le_bytes(
            bytes.get(at..at.checked_add(2)?)?.try_into().ok()?,
        ))
    };
    let u32_at = |at: usize| {
        Some(u32::from_le_bytes(
            bytes.get(at..at.checked_add(4)?)?.try_into().ok()?,
        ))
    };
    let size = |at: usize| u32_at(at).and_then(|n| usize::try_from(n).ok());
    let end = bytes
        .windows(4)
        .rposition(|w| w == b"PK\x05\x06")
        .ok_or(Unreadable::Broken)?;
    let parts = u16_at(end + 10).ok_or(Unreadable::Broken)?;
    let mut at = size(end + 16).ok_or(Unreadable::Broken)?;
    let mut left = MAX_UNPACKED;
    for _ in 0..parts {
        let entry = (|| {
            let method = (u32_at(at)? == 0x0201_4b50)
                .then(|| u16_at(at + 10))
                .flatten()?;
            let packed = size(at + 20)?;
            let names = [28, 30, 32]
                .into_iter()
                .map(|n| u16_at(at + n).map(usize::from));
            let names = names.sum::<Option<usize>>()?;
            let local = size(at + 42)?;
            let start =
                local + 30 + usize::from(u16_at(local + 26)?) + usize::from(u16_at(local + 28)?);
            let data = bytes.get(start..start.checked_add(packed)?)?;
            Some((method, data, at + 46 + names))
        })();
        let (method, data, next) = entry.ok_or(Unreadable::Broken)?;
        let unpacked = match method {
            0 => data.len() as u64,
            8 => unpacked(data, left)?,
            _ => return Err(Unreadable::Kind),
        };
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
        at = next;
    }
    Ok(())
}

fn unpacked(data: &[u8], most: u64) -> Result<u64, Unreadable> {
    let mut inflating = DeflateDecoder::new(data).take(most + 1);
    std::io::copy(&mut inflating, &mut std::io::sink()).map_err(|_| Unreadable::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn book(rows: &[&[&str]]) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).expect("written");
            }
        }
        book.save_to_buffer().expect("saved")
    }

    const HEAD: &[&str] = &["Tên món", "Đơn vị", "Giá (₫)", "Ghi chú riêng"];

    #[test]
    fn both_kinds_of_files_say_the_same() {
        let sheet = read(&book(&[
            HEAD,
            &["Na dai", "kg", "65000", "x"],
            &[],
            &["Mật ong", "chai", "95k", ""],
        ]));
        let sheet = sheet.expect("reads");
        assert_eq!(sheet.len(), 2);
        assert_eq!((sheet[0].row, sheet[1].row), (2, 4));
        for delimiter in [",", ";", "\t"] {
            let lines = [
                "Tên món,Đơn vị,Giá (₫),Ghi chú riêng",
                "Na dai,kg,65000,x",
                "",
                "Mật ong,chai,95k,",
            ];
            let text = lines.join("\r\n").replace(',', delimiter);
            let plain = read(format!("\u{feff}{text}").as_bytes()).expect("reads");
            let cells = |rows: &[Raw]| rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
            assert_eq!(cells(&plain), cells(&sheet), "{delimiter:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(read(b""), Err(Unreadable::Heading("Tên món")));
        assert_eq!(
            read("Tên món,Giá (₫)\nNa,5".as_bytes()),
            Err(Unreadable::Heading("Đơn vị"))
        );
        assert_eq!(
            read("Tên món,Đơn vị,Giá (₫)\n".as_bytes()),
            Err(Unreadable::Empty)
        );
        assert_eq!(read(b"\xff\xfeT\0\xea\0n\0"), Err(Unreadable::Kind));
        assert_eq!(read(&vec![b'x'; MAX_BYTES + 1]), Err(Unreadable::TooLarge));
        assert_eq!(read(b"PK\x03\x04 and nothing"), Err(Unreadable::Broken));
        let many = format!(
            "Tên món,Đơn vị,Giá (₫)\n{}",
            "Na,kg,65k\n".repeat(MAX_ROWS + 1)
        );
        assert_eq!(read(many.as_bytes()), Err(Unreadable::TooManyRows));
        for wrong in [Unreadable::Kind, Unreadable::Heading("Giá")] {
            assert!(!wrong.say(Locale::Vi).is_empty() && !wrong.say(Locale::En).is_empty());
        }
    }

    #[test]
    fn a_file_that_unpacks_to_very_much_is_refused() {
        use flate2::{Compression, write::DeflateEncoder};
        use std::io::Write;
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed
            .write_all(&vec![0; 64 * 1024 * 1024])
            .expect("packed");
        let packed = packed.finish().expect("packed");
        let size = u32::try_from(packed.len()).expect("small").to_le_bytes();
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 26]);
        bytes.extend(&packed);
        let central = u32::try_from(bytes.len()).expect("small").to_le_bytes();
        let mut entry = b"PK\x01\x02".to_vec();
        entry.extend([0; 6]);
        entry.extend([8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        entry.extend(size);
        // It says that it is tiny.
        entry.extend([1, 0, 0, 0]);
        entry.extend([0; 18]);
        bytes.extend(entry);
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0");
        bytes.extend(central);
        bytes.extend([0, 0]);
        assert_eq!(read(&bytes), Err(Unreadable::TooLarge));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_bytes_are_rows_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..600), packed in any::<bool>()) {
            let bytes = if packed { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
            let _ = read(&bytes);
        }

        #[test]
        fn any_text_below_headings_is_rows_or_an_error(text in ".{0,200}") {
            let _ = read(format!("Tên món,Đơn vị,Giá (₫)\n{text}").as_bytes());
        }

        #[test]
        fn a_broken_workbook_is_rows_or_an_error(
            breaks in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..10),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = book(&[HEAD, &["Na dai", "kg", "65000", "x"]]);
            for (at, byte) in breaks {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = read(&bytes);
            bytes.truncate(cut.index(bytes.len()));
            let _ = read(&bytes);
        }
    }
}
