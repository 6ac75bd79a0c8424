//! One number for all stock and money: equal before and after, on whatever database.

use sha2::{Digest, Sha256};

/// The tables whose rows make the fingerprint, in the order of the dump.
const LEDGER: [&str; 5] = [
    "offer",
    "stock_movement",
    "buyer_order",
    "sub_order",
    "order_line",
];

/// Collects rows as they pass by.
#[derive(Default)]
pub(super) struct Fingerprint {
    hash: Sha256,
}

impl Fingerprint {
    /// Takes in a row, as its JSON line, if it belongs to the ledger.
    pub(super) fn add(&mut self, table: &str, line: &[u8]) {
        if LEDGER.contains(&table) {
            self.hash.update(table.as_bytes());
            self.hash.update(line);
            self.hash.update(b"\n");
        }
    }

    /// The fingerprint in hexadecimal.
    pub(super) fn finish(self) -> String {
        services::keys::hex(&self.hash.finalize())
    }
}
