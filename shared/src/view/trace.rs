//! What a lot says to whoever reads its code: what is proven, what the cooperative says, and nothing of households and plots.

use super::booth::QrCode;
use super::parts::{Crumb, Notice, Picture};
use super::shop::EvidenceView;

/// The page `/t/{code}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraceView {
    /// The code as it stands on the label.
    pub code: String,
    /// `Lô DM-260815-1`.
    pub title: String,
    /// `Na Chi Lăng, thùng 3 kg`; empty when no lot has the code.
    pub name: String,
    /// Page of the good, while it is on show.
    pub href: Option<String>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Who sells, and the booth.
    pub seller: (String, String),
    /// What stands in the way of eating it: taken off the sale, past its day, unknown.
    pub warning: Option<Notice>,
    /// What the cooperative says of it: label and value.
    pub declared: Vec<(String, String)>,
    /// Papers in force.
    pub proven: Vec<EvidenceView>,
    /// Lots of several cooperatives that have this code: who, and the page.
    pub choices: Vec<(String, String)>,
    /// The way here.
    pub crumbs: Vec<Crumb>,
}

/// A label of a lot, for paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotLabel {
    /// Its code.
    pub code: String,
    /// The good with its pack.
    pub name: String,
    /// Who sells.
    pub seller: String,
    /// Days and place: label and value.
    pub facts: Vec<(String, String)>,
    /// Path of its page.
    pub path: String,
    /// The square code of that page.
    pub qr: QrCode,
}
