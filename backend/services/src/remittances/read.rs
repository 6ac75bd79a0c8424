//! Reading a carrier's statement.

use crate::error::{Error, Result};
use shared::money::Vnd;
use shared::rules::reconcile::{Fee, Line};
use shared::say::Locale;
use shared::text::fold;

/// The most lines of a statement.
const MAX_LINES: usize = 100_000;

/// The columns of a statement.
struct Columns {
    code: usize,
    gross: usize,
    freight: Option<usize>,
    collecting: Option<usize>,
}

const CODES: [&str; 5] = ["ma don", "ma van don", "van don", "order", "tracking"];
const GROSS: [&str; 4] = ["thu ho", "cod", "so tien", "collected"];
const FREIGHT: [&str; 4] = ["cuoc", "phi giao", "phi ship", "freight"];
const COLLECTING: [&str; 3] = ["phi thu ho", "phi cod", "cod fee"];

fn columns(head: &csv::StringRecord) -> Option<Columns> {
    let names: Vec<String> = head.iter().map(fold).collect();
    let has = |words: &[&str], not: &[&str]| {
        names.iter().position(|name| {
            words.iter().any(|word| name.contains(word))
                && !not.iter().any(|word| name.contains(word))
        })
    };
    Some(Columns {
        code: has(&CODES, &[])?,
        gross: has(&GROSS, &COLLECTING)?,
        freight: has(&FREIGHT, &COLLECTING),
        collecting: has(&COLLECTING, &[]),
    })
}

fn amount(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "" if text.trim().is_empty() || text.trim() == "-" => Some(0),
        _ => digits.parse().ok(),
    }
}

pub(super) fn read(bytes: &[u8], l: Locale) -> Result<Vec<Line>> {
    let invalid = |code: &'static str, message: String| Error::invalid("file", code, &message);
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|sign| first.bytes().filter(|b| b == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(Error::internal)?.clone();
    let Some(columns) = columns(&head) else {
        let message = l.say(
            "Không thấy cột mã đơn và cột tiền thu hộ. Xuất lại tệp CSV có dòng tên cột",
            "There is no column for the order code and for the cash. Export the CSV with its header line",
        );
        return Err(invalid("no_columns", message.to_owned()));
    };
    let mut lines = Vec::new();
    for (number, record) in (2..).zip(reader.records()) {
        let bad = || {
            invalid(
                "bad_line",
                match l {
                    Locale::Vi => {
                        format!("Dòng {number} không đọc được. Sửa dòng này rồi nhập lại")
                    }
                    Locale::En => format!("Line {number} cannot be read. Mend it and import again"),
                },
            )
        };
        let record = record.map_err(|_| bad())?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        if cell(columns.code).is_empty() {
            continue;
        }
        let money = |at: Option<usize>| at.map_or(Some(0), |at| amount(cell(at))).map(Vnd);
        let gross = money(Some(columns.gross)).ok_or_else(bad)?;
        let fees = [
            (Fee::Freight, columns.freight),
            (Fee::Collecting, columns.collecting),
        ];
        let fees = fees.into_iter().map(|(fee, at)| Some((fee, money(at)?)));
        lines.push(Line {
            code: cell(columns.code).to_owned(),
            gross,
            fees: fees.collect::<Option<_>>().ok_or_else(bad)?,
        });
        if lines.len() > MAX_LINES {
            let message = l.say(
                "Tệp quá 100.000 dòng. Chia nhỏ",
                "More than 100,000 lines. Divide the file",
            );
            return Err(invalid("too_long", message.to_owned()));
        }
    }
    Ok(lines)
}
