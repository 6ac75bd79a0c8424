//! The shelf: every pack with how much is left.

use serde::{Deserialize, Serialize};

use crate::view::parts::{Empty, Notice, Pager, Picture};

/// The stock page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfView {
    /// `3 món · sửa lần cuối 09:40`.
    pub under: String,
    /// The member may list and stock; others only look.
    pub can_sell: bool,
    /// What was searched for.
    pub query: String,
    /// More than one page without a search, so searching makes sense.
    pub searchable: bool,
    /// What was just done, or went wrong.
    pub notices: Vec<Notice>,
    /// Listings that were begun.
    pub drafts: Vec<DraftLine>,
    /// The packs.
    pub items: Vec<ShelfItem>,
    /// Nothing here.
    pub empty: Option<Empty>,
    /// Where the list goes on.
    pub pager: Pager,
    /// Query string of this page, for the way back after a change: `q=na`.
    pub here: String,
}

/// A listing that was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// Where it is finished.
    pub href: String,
    /// Its key.
    pub id: String,
    /// Its name, or that it has none yet.
    pub name: String,
    /// `sửa lúc 09:40`.
    pub detail: String,
    /// Its photo.
    pub picture: Option<Picture>,
}

/// One pack on the shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfItem {
    /// Its offer.
    pub offer: String,
    /// Where the good is mended; for those who only look, its floors.
    pub href: String,
    /// Name and pack: `Na loại 1, thùng 3 kg`.
    pub name: String,
    /// Its photo.
    pub picture: Option<Picture>,
    /// `195.000 ₫ · khách giữ 6 thùng`.
    pub detail: String,
    /// What can be sold, as a number: `18`, `5.5`.
    pub number: String,
    /// What the number counts: `Còn bao nhiêu thùng Na loại 1?`
    pub label: String,
    /// One key for the next tap, so that sending it twice counts once.
    pub key: String,
    /// `Hết hàng.`
    pub warning: Option<String>,
    /// `Tạm nghỉ bán`, `Chờ duyệt`, with the reason if there is one.
    pub state: Option<String>,
    /// The good was sent back or needs something: the state is shown as a warning.
    pub needs_work: bool,
    /// It can be taken off the shelf.
    pub can_pause: bool,
    /// It can be put back.
    pub can_resume: bool,
    /// It is harvested, so "picked today" makes sense.
    pub harvested: bool,
    /// `hái 15/8`.
    pub picked: Option<String>,
}
