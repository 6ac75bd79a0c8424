//! Pictures in, pictures out, and where they are kept. Knows no database.

pub mod blobs;
