//! Reading a backup back into an empty database.

use super::fingerprint::Fingerprint;
use super::{FORMAT, Header, Line, Report, key_mark};
use crate::app::App;
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::read::GzDecoder;
use serde_json::Value as Json;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use store::WriteTxn;
use store::dump::{self, Snapshot, Table};

/// Rows put back with one call.
const AT_ONCE: usize = 2_000;

type Lines = std::io::Lines<BufReader<GzDecoder<BufReader<File>>>>;

/// Puts everything back: all of it or, when anything is wrong, no row at all. The database must have the
/// schema and no rows. Afterwards everything is read again and compared with what the backup says.
pub async fn restore(app: &App, file: &Path) -> anyhow::Result<Report> {
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut lines = BufReader::new(GzDecoder::new(BufReader::new(opened))).lines();
    check_header(app, &mut lines).await?;
    if let Some(table) = dump::first_filled(&app.core.db).await? {
        bail!(
            "Cơ sở dữ liệu không trống (bảng {table}); chỉ khôi phục vào nơi còn trống. / \
             The database is not empty (table {table}); a backup goes only into an empty one."
        );
    }
    let txn = app.core.db.begin().await?;
    let expected = read_all(app, &txn, &mut lines).await?;
    dump::rebuild(&txn).await?;
    txn.commit()
        .await
        .context("the rows could not be put back")?;
    let found = Report {
        blobs: expected.blobs,
        ..survey(app).await?
    };
    if found != expected {
        bail!(
            "what was put back differs from the backup:\n{}instead of\n{}",
            found.lines(),
            expected.lines()
        );
    }
    Ok(found)
}

fn next(lines: &mut Lines) -> anyhow::Result<String> {
    match lines.next() {
        Some(line) => line.context("the backup is broken"),
        None => bail!(
            "Bản sao lưu bị cụt: thiếu phần cuối. / The backup is cut off: its end is missing."
        ),
    }
}

async fn check_header(app: &App, lines: &mut Lines) -> anyhow::Result<()> {
    let header: Header =
        serde_json::from_str(&next(lines)?).context("this is no backup of Chợ Phiên")?;
    if header.chophien_backup != FORMAT {
        bail!(
            "the backup has form {}, this server reads form {FORMAT}",
            header.chophien_backup
        );
    }
    if header.key != key_mark(&app.core.keys) {
        bail!(
            "Bản sao lưu dùng khoá bí mật khác. Đặt CHOPHIEN_SECRET_KEY như máy cũ rồi chạy lại. / \
             The backup was sealed with another secret. Set CHOPHIEN_SECRET_KEY as it was and run this again."
        );
    }
    let ours = dump::migrations(&app.core.db).await?;
    if header.migrations != ours {
        bail!(
            "the backup was made by version {} with {} migrations, this database has {}: restore with that version, then upgrade",
            header.version,
            header.migrations.len(),
            ours.len()
        );
    }
    Ok(())
}

/// Rows of one table on their way back.
struct Filling {
    table: Table,
    rows: Vec<Vec<Json>>,
}

impl Filling {
    async fn flush(&mut self, txn: &WriteTxn) -> anyhow::Result<()> {
        dump::insert(txn, &self.table, &self.rows)
            .await
            .with_context(|| format!("rows of {}", self.table.name))?;
        self.rows.clear();
        Ok(())
    }
}

async fn read_all(app: &App, txn: &WriteTxn, lines: &mut Lines) -> anyhow::Result<Report> {
    let tables = dump::tables();
    let mut filling: Option<Filling> = None;
    loop {
        let text = next(lines)?;
        if text.starts_with('[') {
            let current = filling
                .as_mut()
                .context("the backup has rows before the first table")?;
            current
                .rows
                .push(serde_json::from_str(&text).context("the backup has a broken row")?);
            if current.rows.len() >= AT_ONCE {
                current.flush(txn).await?;
            }
            continue;
        }
        if let Some(mut full) = filling.take() {
            full.flush(txn).await?;
        }
        match serde_json::from_str(&text).context("the backup has a broken line")? {
            Line::Table { name, columns } => {
                let table = tables.iter().find(|table| table.name == name);
                let table = table.with_context(|| format!("this server knows no table {name}"))?;
                if table.columns() != columns {
                    bail!("the table {name} of the backup has other columns than ours");
                }
                filling = Some(Filling {
                    table: table.clone(),
                    rows: Vec::new(),
                });
            }
            Line::Blob { name, base64 } => {
                let bytes = BASE64
                    .decode(base64)
                    .context("the backup has a broken picture")?;
                app.blobs
                    .put(&name, bytes.into())
                    .await
                    .with_context(|| format!("the picture {name} cannot be stored"))?;
            }
            Line::End(report) => return Ok(report),
        }
    }
}

/// Counts and fingerprint of a database as it is now.
async fn survey(app: &App) -> anyhow::Result<Report> {
    let snapshot = Snapshot::open(&app.core.db).await?;
    let mut report = Report::default();
    let mut ledger = Fingerprint::default();
    for table in dump::tables() {
        let count = snapshot
            .rows(&table, |row| -> anyhow::Result<()> {
                ledger.add(&table.name, &serde_json::to_vec(&row)?);
                Ok(())
            })
            .await?;
        report.rows.insert(table.name, count);
    }
    report.ledger = ledger.finish();
    Ok(report)
}
