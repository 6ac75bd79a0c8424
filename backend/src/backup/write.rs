//! Writing a backup.

use super::fingerprint::Fingerprint;
use super::{FORMAT, Header, Line, Report, key_mark};
use crate::app::App;
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use store::dump::{self, Snapshot};

type Out = GzEncoder<BufWriter<File>>;

/// Writes every row as of one moment, and the pictures the rows name, into a new file that only its
/// owner may read. An unfinished file keeps the ending `.part`.
pub async fn backup(app: &App, file: &Path) -> anyhow::Result<Report> {
    if file.exists() {
        bail!(
            "{} đã có; chọn tên khác. / {0} is there already; choose another name.",
            file.display()
        );
    }
    let part = file.with_added_extension("part");
    let mut out = GzEncoder::new(BufWriter::new(create(&part)?), Compression::new(6));
    let report = write_all(app, &mut out).await?;
    line(&mut out, &Line::End(report.clone()))?;
    let done = out
        .finish()
        .and_then(|mut buffer| buffer.flush().map(|()| buffer));
    done.context("the backup cannot be finished; is the disk full?")?
        .get_ref()
        .sync_all()
        .context("the backup cannot be made durable")?;
    std::fs::rename(&part, file).with_context(|| format!("cannot rename {}", part.display()))?;
    Ok(report)
}

fn create(path: &Path) -> anyhow::Result<File> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))
}

fn line<T: serde::Serialize>(out: &mut Out, value: &T) -> anyhow::Result<()> {
    let mut text = serde_json::to_vec(value)?;
    text.push(b'\n');
    out.write_all(&text)
        .context("the backup cannot be written; is the disk full?")
}

async fn write_all(app: &App, out: &mut Out) -> anyhow::Result<Report> {
    let db = &app.core.db;
    let header = Header {
        chophien_backup: FORMAT,
        made_at: app.core.clock.now().rfc3339(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        migrations: dump::migrations(db).await?,
        key: key_mark(&app.core.keys),
    };
    line(out, &header)?;
    let mut report = Report::default();
    let mut ledger = Fingerprint::default();
    let mut pictures = Vec::new();
    let snapshot = Snapshot::open(db).await?;
    for table in dump::tables() {
        let columns: Vec<String> = table.columns().iter().map(|c| (*c).to_owned()).collect();
        let at = |name: &str| columns.iter().position(|column| column == name);
        let picture = (table.name == "picture")
            .then(|| at("id").zip(at("widths")))
            .flatten();
        line(
            out,
            &Line::Table {
                name: table.name.clone(),
                columns: columns.clone(),
            },
        )?;
        let count = snapshot
            .rows(&table, |row| -> anyhow::Result<()> {
                if let Some((id, widths)) = picture {
                    pictures.extend(files_of(row.get(id), row.get(widths)));
                }
                let mut text = serde_json::to_vec(&row)?;
                ledger.add(&table.name, &text);
                text.push(b'\n');
                out.write_all(&text)
                    .context("the backup cannot be written; is the disk full?")
            })
            .await?;
        report.rows.insert(table.name, count);
    }
    drop(snapshot);
    for name in pictures {
        // A picture that is lost already must not keep the rest from being saved.
        match app
            .blobs
            .get(&name)
            .await
            .with_context(|| format!("the picture {name} cannot be read"))?
        {
            Some(bytes) => {
                line(
                    out,
                    &Line::Blob {
                        name,
                        base64: BASE64.encode(&bytes),
                    },
                )?;
                report.blobs += 1;
            }
            None => tracing::warn!(name, "a picture is missing and not in the backup"),
        }
    }
    report.ledger = ledger.finish();
    Ok(report)
}

/// The files of a picture row: every width in both formats.
fn files_of(id: Option<&serde_json::Value>, widths: Option<&serde_json::Value>) -> Vec<String> {
    let text =
        |value: Option<&serde_json::Value>| value.and_then(|v| v.as_str()).unwrap_or("").to_owned();
    let (id, widths) = (text(id), text(widths));
    widths
        .split(',')
        .filter(|width| !width.is_empty())
        .flat_map(|width| ["webp", "jpg"].map(|kind| format!("{id}-{width}.{kind}")))
        .collect()
}
