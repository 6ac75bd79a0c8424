//! Pictures in, pictures out, and where they are kept. Knows no database.

pub mod blobs;
pub mod cards;
pub mod pictures;
#[cfg(feature = "s3")]
mod s3;

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
