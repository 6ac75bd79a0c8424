//! Goods as a spreadsheet.

use serde::{Deserialize, Serialize};

use crate::view::parts::Notice;

/// What is wrong in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// Row as the spreadsheet counts: the heading is 1.
    pub row: u32,
    /// Heading of the column.
    pub column: String,
    /// What stands there.
    pub found: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The page of the spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpreadsheetView {
    /// What was just done, or why the file cannot be read.
    pub notices: Vec<Notice>,
    /// What is wrong with the file, by cell; nothing is taken over while there is any.
    pub errors: Vec<RowError>,
    /// How many more there are.
    pub more_errors: usize,
    /// Key of the file that is ready to be taken over.
    pub ready: Option<String>,
    /// What taking over will do: `2 món mới`, `5 loại đổi giá`.
    pub summary: Vec<String>,
    /// The reader may send a file.
    pub can_sell: bool,
}
