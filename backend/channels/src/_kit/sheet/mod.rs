//! Exchange by spreadsheet with portals that have no interface. Nothing of it is published by a portal: columns, words
//! and steps are assumed and shown as such.

mod cell;
mod column;
mod goods;
mod import;
mod orders;
mod portal;
mod read;
mod settled;
#[cfg(any(test, feature = "simulator"))]
pub mod simulator;
mod table;
mod usual;
mod write;

pub use column::{Column, Kind, OFFERS, ORDERS, PRODUCTS, RESULTS, Table};
pub use orders::States;
pub use portal::SheetPortal;
pub use read::MAX_BYTES;
pub use usual::{BY_FILES, FETCH_ORDERS, RESULT, UPLOAD};
pub use write::{MAX_ROWS, file_name};

#[cfg(test)]
mod tests;
