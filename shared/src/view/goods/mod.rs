//! A cooperative's goods as its members see them: the new one, the shelf, one good, its papers, the spreadsheet.

mod edit;
mod floors;
mod new;
mod papers;
mod shelf;
mod spreadsheet;
mod stock;

pub use edit::{EditGoodsView, MonthChoice, PackView, PictureLine, WardChoice};
pub use floors::{AllowLessView, FloorLine, FloorPack, FloorsView, PermitLine, SetFloorView};
pub use new::{NewGoodsView, PriceChoice, Proposed};
pub use papers::{PaperLine, PapersView};
pub use shelf::{DraftLine, ShelfItem, ShelfView};
pub use spreadsheet::{RowError, SpreadsheetView};
pub use stock::{LotLineView, LotsView, MovementLine, StockBookView};

use serde::{Deserialize, Serialize};

/// One line of a list to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pickable {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Chosen.
    pub chosen: bool,
}
