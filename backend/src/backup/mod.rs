//! Backup and restore without external tools: one gzip file of JSON lines with every row and every
//! picture, which either kind of database reads back.
//!
//! The lines: a header; for each table its name and columns, then its rows; for each picture file its
//! name and its bytes in base64; an end with the counts and the fingerprints. Personal data stays sealed
//! in it, so the server's secret has to be kept as well, and somewhere else.

mod fingerprint;
mod read;
mod write;

pub use read::restore;
pub use write::backup;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form of the file.
const FORMAT: u32 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    chophien_backup: u32,
    /// RFC 3339.
    made_at: String,
    /// The server that made it.
    version: String,
    /// The migrations of its database.
    migrations: Vec<String>,
    /// Tells whether the same secret key sealed the data, without telling the key.
    key: String,
}

/// Any other line that is not a row.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Table { name: String, columns: Vec<String> },
    Blob { name: String, base64: String },
    End(Report),
}

/// What is in a backup, or what was put back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Files of pictures.
    pub blobs: u64,
    /// SHA-256 over every movement, offer, order, sub-order and line, in hexadecimal: stock and money.
    pub ledger: String,
}

impl Report {
    /// The report for the person at the terminal.
    pub fn lines(&self) -> String {
        let rows: u64 = self.rows.values().sum();
        let mut text = format!(
            "{rows} rows in {} tables, {} picture files\n",
            self.rows.len(),
            self.blobs
        );
        for table in [
            "cooperative",
            "listing",
            "offer",
            "stock_movement",
            "buyer_order",
            "sub_order",
        ] {
            text.push_str(&format!(
                "  {table}: {}\n",
                self.rows.get(table).copied().unwrap_or(0)
            ));
        }
        text.push_str(&format!("ledger sha256 {}\n", self.ledger));
        text
    }
}

/// What tells one secret key from another.
fn key_mark(keys: &services::keys::Keys) -> String {
    keys.sign("backup", "key")
}
