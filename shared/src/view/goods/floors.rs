//! The price floors of a good, pack by pack.

use serde::{Deserialize, Serialize};

use super::Pickable;
use crate::input::floor::{AllowLess, SetFloor};
use crate::problem::FieldError;
use crate::view::parts::Notice;

/// The page of the floors of a good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorsView {
    /// Address of the listing.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The reader is a director: the others only look.
    pub can_change: bool,
    /// The reader may mend the good.
    pub can_sell: bool,
    /// What was just done, or went wrong.
    pub notices: Vec<Notice>,
    /// The packs.
    pub packs: Vec<FloorPack>,
}

/// One pack with its floors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorPack {
    /// Its offer.
    pub offer: String,
    /// `Thùng 3 kg`.
    pub title: String,
    /// From the price to what is received, then the floor: words and amount.
    pub sums: Vec<(String, String)>,
    /// The price is below the floor: what that means and what to do.
    pub warning: Option<String>,
    /// Floors that hold now or will.
    pub floors: Vec<FloorLine>,
    /// Floors that are over.
    pub past: Vec<FloorLine>,
    /// The form that sets one, when it is open.
    pub set: Option<SetFloorView>,
}

/// The open form that sets a floor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFloorView {
    /// As typed.
    pub form: SetFloor,
    /// The lots that are left, all of the pack first; empty without lots.
    pub lots: Vec<Pickable>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// One floor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorLine {
    /// Its id.
    pub id: String,
    /// `180.000 ₫`, with the lot when it is for one.
    pub title: String,
    /// `Đang tính`, `Từ 1/12`, `Đã dừng 20/11`.
    pub state: String,
    /// It counts today.
    pub counts: bool,
    /// Days, decision, who set it: one line each.
    pub details: Vec<String>,
    /// The reader may end it and allow less.
    pub can_change: bool,
    /// Permissions to go below it.
    pub permits: Vec<PermitLine>,
    /// The form that allows less, when it is open.
    pub allow: Option<AllowLessView>,
}

/// The open form that allows less than a floor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowLessView {
    /// As typed.
    pub form: AllowLess,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// A permission to go below a floor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitLine {
    /// Its id.
    pub id: String,
    /// `Được bán từ 150.000 ₫ đến hết 17/08/2026`.
    pub title: String,
    /// Why, and who allowed it.
    pub detail: String,
    /// It holds and the reader may take it back.
    pub can_end: bool,
}
