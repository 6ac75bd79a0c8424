//! Sheets to print: the label on the parcel and the slip in it.

use serde::{Deserialize, Serialize};

/// A square code as one path of whole modules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Modules on a side.
    pub size: usize,
    /// The dark modules as an SVG path in units of one module.
    pub path: String,
}

/// An A6 label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelView {
    /// Short name of the cooperative.
    pub from: String,
    /// Commune and province.
    pub from_place: String,
    /// Phone of the cooperative; may be empty.
    pub from_phone: String,
    /// `HÀNG TƯƠI`.
    pub class: String,
    /// The receiver's name in full.
    pub to_name: String,
    /// `0912•••678`.
    pub to_phone: String,
    /// Street line.
    pub street: String,
    /// Ward and province of today.
    pub place: String,
    /// The address as the buyer knows it, when it differs.
    pub old_place: Option<String>,
    /// Cash to collect; none when it is paid.
    pub cash: Option<String>,
    /// `1 × Na loại 1, thùng 3 kg`.
    pub lines: Vec<String>,
    /// `Hái 15/8/2026`.
    pub picked: Option<String>,
    /// The receiver may open the parcel before paying.
    pub may_open: bool,
    /// Easily bruised.
    pub gentle: bool,
    /// The sub-order's public code.
    pub code: String,
    /// What the square code says.
    pub qr_text: String,
    /// The square code.
    pub qr: QrCode,
}

/// A line of a packing slip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipLine {
    /// `Na loại 1, thùng 3 kg`.
    pub title: String,
    /// `3 thùng`.
    pub quantity: String,
    /// Price of one.
    pub price: String,
    /// The line's amount.
    pub amount: String,
}

/// A packing slip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipView {
    /// Full name of the cooperative.
    pub from: String,
    /// Commune, province and phone.
    pub from_place: String,
    /// The receiver's name.
    pub to_name: String,
    /// `0912•••678`.
    pub to_phone: String,
    /// The address in one line.
    pub address: String,
    /// The sub-order's public code.
    pub code: String,
    /// When it was ordered.
    pub ordered: String,
    /// The goods.
    pub lines: Vec<SlipLine>,
    /// Fee of the parcel.
    pub shipping: String,
    /// What the buyer pays in all.
    pub total: String,
    /// How it is paid.
    pub payment: String,
    /// A sentence for the buyer.
    pub thanks: String,
}
