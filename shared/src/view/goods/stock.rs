//! Lots of an offer, and the book of its movements.

use serde::{Deserialize, Serialize};

use super::Pickable;
use crate::input::goods::ReceiveLot;
use crate::problem::FieldError;
use crate::view::parts::{Empty, Notice, Pager};

/// A lot in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotLineView {
    /// `DM-251121-1`.
    pub code: String,
    /// `còn 12 thùng`.
    pub left: String,
    /// Harvest, last day, packed, from whom; for the cooperative only.
    pub detail: String,
    /// Why it is not sold, if it is not.
    pub state: Option<String>,
    /// It may be taken off the sale.
    pub can_hold: bool,
    /// It may be sold again.
    pub can_release: bool,
    /// What is left may be written off.
    pub can_write_off: bool,
    /// Open orders with goods of it: code and address.
    pub orders: Vec<(String, String)>,
}

/// The page of an offer's lots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotsView {
    /// `Na Chi Lăng, thùng 3 kg`.
    pub name: String,
    /// What is free, what is kept from the sale, what has no lot.
    pub under: String,
    /// Orders that wait for a harvest of it, in words.
    pub ahead: Option<String>,
    /// Address of the page.
    pub base: String,
    /// Address of the book.
    pub book: String,
    /// Word after the quantity.
    pub unit: String,
    /// What was done, or could not be.
    pub notices: Vec<Notice>,
    /// The member may change it.
    pub can_sell: bool,
    /// The form, as it stands.
    pub form: ReceiveLot,
    /// The last day that is proposed, in words.
    pub proposed: Option<String>,
    /// Certificates to choose from; empty when there are none.
    pub certificates: Vec<Pickable>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// The lots, first expired first.
    pub lots: Vec<LotLineView>,
}

/// One movement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementLine {
    /// `15/8, 09:12`.
    pub at: String,
    /// `Nhập vào`.
    pub what: String,
    /// `+12 thùng`, by quantity.
    pub change: String,
    /// Who, why, lot.
    pub detail: String,
    /// What was there after it: `kho 24, bán được 18`.
    pub balance: String,
}

/// The book of an offer's movements, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockBookView {
    /// `Na Chi Lăng, thùng 3 kg`.
    pub name: String,
    /// `Trong kho 24 thùng, bán được 18 thùng`.
    pub under: String,
    /// Address of the lots.
    pub lots: String,
    /// The movements.
    pub lines: Vec<MovementLine>,
    /// When there are none.
    pub empty: Option<Empty>,
    /// Earlier and later ones.
    pub pager: Pager,
}
