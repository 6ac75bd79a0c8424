//! What a portal's file says, row by row; nothing is dropped without a word.

use shared::text::fold;

use super::cell::Why;
use super::column::{OFFERS, ORDERS, PRODUCTS, RESULTS, STATUSES, Table};
use super::orders::{self, States};
use super::read::{Row, Sheet, read};
use super::settled::{SETTLED, settled};
use super::table::{Headings, Record};
use crate::_kit::reachable;
use crate::{Imported, ImportedResult, Rejected};

/// How portals print the four outcomes of a listing, besides the keys of our own file.
const PRINTED: &[(&str, &str)] = &[
    ("Đã duyệt", "da_duyet"),
    ("Đang bán", "da_duyet"),
    ("Chờ duyệt", "cho_duyet"),
    ("Đang chờ duyệt", "cho_duyet"),
    ("Từ chối", "tu_choi"),
    ("Không duyệt", "tu_choi"),
    ("Lỗi", "loi"),
];

/// Reads the file.
#[must_use]
pub fn import(bytes: &[u8], states: States, confirm_within_ms: Option<i64>) -> Imported {
    let mut said = Imported::default();
    let sheets = match read(bytes) {
        Ok(sheets) => sheets,
        Err(why) => {
            said.rejected.push(Rejected {
                place: "Tệp".to_owned(),
                raw: String::new(),
                why,
            });
            return said;
        }
    };
    let mut understood = false;
    for sheet in &sheets {
        // What we wrote ourselves and nobody fills in.
        let ours = [PRODUCTS.name, OFFERS.name, "_meta"].contains(&sheet.name.as_str());
        if ours || sheet.rows.is_empty() {
            continue;
        }
        if let Ok(headings) = Headings::find(&SETTLED, sheet) {
            understood = true;
            take_settled(sheet, &headings, &mut said);
            continue;
        }
        let orders = Headings::find(&ORDERS, sheet);
        let results = Headings::find(&RESULTS, sheet);
        match (orders, results) {
            (Ok(headings), _) => {
                understood = true;
                take_orders(sheet, &headings, states, confirm_within_ms, &mut said);
            }
            (Err(_), Ok(headings)) => {
                understood = true;
                take_results(sheet, &headings, &mut said);
            }
            (Err(missing), Err(_)) if sheet.name == ORDERS.name => {
                said.rejected.push(unheaded(sheet, &ORDERS, &missing));
            }
            (Err(_), Err(missing)) if sheet.name == RESULTS.name => {
                said.rejected.push(unheaded(sheet, &RESULTS, &missing));
            }
            (Err(missing), Err(_)) => said.rejected.push(unheaded(sheet, &ORDERS, &missing)),
        }
    }
    if !understood && said.rejected.is_empty() {
        said.rejected.push(Rejected {
            place: "Tệp".to_owned(),
            raw: String::new(),
            why: (
                "Tệp không có dòng nào để đọc. Hãy xuất lại từ cổng".to_owned(),
                "There is nothing to read in the file. Export it again from the portal".to_owned(),
            ),
        });
    }
    said
}

fn place(sheet: &Sheet, row: u32) -> String {
    if sheet.name.is_empty() {
        format!("dòng {row}")
    } else {
        format!("{}, dòng {row}", sheet.name)
    }
}

fn rejected(sheet: &Sheet, row: &Row, why: Why) -> Rejected {
    Rejected {
        place: place(sheet, row.number),
        raw: row.raw(),
        why,
    }
}

fn unheaded(sheet: &Sheet, table: &Table, missing: &[&str]) -> Rejected {
    let columns = missing.join(", ");
    let raw: Vec<String> = sheet.rows.iter().take(3).map(Row::raw).collect();
    Rejected {
        place: if sheet.name.is_empty() {
            table.name.to_owned()
        } else {
            sheet.name.clone()
        },
        raw: raw.join("\n"),
        why: (
            format!(
                "Không thấy cột: {columns}. Hãy giữ hàng tiêu đề của cổng, hoặc đặt tên cột như trong tệp mẫu"
            ),
            format!(
                "These columns are missing: {columns}. Keep the portal's row of headings or name them as our file does"
            ),
        ),
    }
}

fn take_orders(
    sheet: &Sheet,
    headings: &Headings,
    states: States,
    confirm_within_ms: Option<i64>,
    said: &mut Imported,
) {
    // In the order of the file, rows of one order together wherever they stand.
    let mut groups: Vec<(String, Vec<Record<'_>>)> = Vec::new();
    let mut at = std::collections::BTreeMap::new();
    for row in sheet.rows.iter().skip(headings.used) {
        let record = Record::new(headings, row);
        match orders::number(record) {
            Err(why) => said
                .rejected
                .push(rejected(sheet, row, row.broken.clone().unwrap_or(why))),
            Ok(number) => {
                let group = *at.entry(number.clone()).or_insert_with(|| {
                    groups.push((number, Vec::new()));
                    groups.len() - 1
                });
                groups[group].1.push(record);
            }
        }
    }
    for (key, records) in groups {
        let damaged = records
            .iter()
            .find_map(|record| record.row().broken.clone());
        let order = match damaged {
            Some(why) => Err(why),
            None => orders::order(&key, &records, states, confirm_within_ms),
        };
        match order {
            Ok(order) => said.orders.push(order),
            Err((vi, en)) => said.rejected.extend(records.iter().map(|record| {
                let why = (
                    format!("Đơn {key} chưa nhập: {vi}"),
                    format!("Order {key} was not taken: {en}"),
                );
                rejected(sheet, record.row(), why)
            })),
        }
    }
}

fn take_settled(sheet: &Sheet, headings: &Headings, said: &mut Imported) {
    for row in sheet.rows.iter().skip(headings.used) {
        let line = match &row.broken {
            Some(why) => Err(why.clone()),
            None => settled(Record::new(headings, row)),
        };
        match line {
            Ok(line) => said.settled.push(line),
            Err(why) => said.rejected.push(rejected(sheet, row, why)),
        }
    }
}

fn take_results(sheet: &Sheet, headings: &Headings, said: &mut Imported) {
    for row in sheet.rows.iter().skip(headings.used) {
        let record = Record::new(headings, row);
        // A row of our own file that was not filled in yet.
        if record.cell("status").is_empty()
            && !record.cell("sku").is_empty()
            && row.broken.is_none()
        {
            continue;
        }
        match row.broken.clone().map_or_else(|| result(record), Err) {
            Ok(result) => said.results.push(result),
            Err(why) => said.rejected.push(rejected(sheet, row, why)),
        }
    }
}

fn result(record: Record<'_>) -> Result<ImportedResult, Why> {
    let sku = record.text("sku");
    if sku.is_empty() {
        return Err((
            "Thiếu mã SKU. Hãy điền mã như trong tệp đã xuất".to_owned(),
            "The SKU is missing. Fill it in as in the exported file".to_owned(),
        ));
    }
    let status = record.text("status");
    let plain = fold(&status);
    let printed = PRINTED.iter().find(|(words, _)| fold(words) == plain);
    let key = printed.map_or(status.as_str(), |(_, key)| key);
    let reason = record.text("reason");
    let accepted = match key {
        "da_duyet" => Some(Ok(())),
        "cho_duyet" => None,
        "tu_choi" | "loi" => Some(Err(if reason.is_empty() { status } else { reason })),
        _ => {
            let choices = STATUSES.join(", ");
            return Err((
                format!("Kết quả “{status}” không rõ. Ghi một trong: {choices}"),
                format!("The outcome “{status}” is not known. Write one of: {choices}"),
            ));
        }
    };
    let remote_id = record.text("remote_id");
    if remote_id.is_empty() && accepted == Some(Ok(())) {
        return Err((
            "Hàng đã duyệt nhưng thiếu mã trên sàn. Hãy điền mã của cổng".to_owned(),
            "It is approved but the portal's id is missing. Fill it in".to_owned(),
        ));
    }
    let url = record.text("remote_url");
    Ok(ImportedResult {
        sku,
        remote_id,
        url: reachable(&url).then_some(url),
        accepted,
    })
}
