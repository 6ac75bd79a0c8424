//! Certificates.

use serde::{Deserialize, Serialize};

use super::Pickable;
use crate::input::goods::HandInCertificate;
use crate::problem::FieldError;
use crate::view::parts::{Notice, Picture};

/// A certificate in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// `OCOP 3 sao`.
    pub title: String,
    /// What and whom it covers.
    pub covers: String,
    /// Number, issuer, dates.
    pub detail: String,
    /// `Còn hạn đến 18/12/2026`, `Chờ cán bộ kiểm tra`, `Hết hạn 31/12/2023`.
    pub state: String,
    /// It proves something today.
    pub active: bool,
    /// It needs attention: soon over, over, or withdrawn.
    pub warn: bool,
    /// The scan.
    pub scan: Option<Picture>,
}

/// The page of certificates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PapersView {
    /// What was just done.
    pub notices: Vec<Notice>,
    /// The certificates.
    pub papers: Vec<PaperLine>,
    /// The reader may hand in another one.
    pub can_sell: bool,
    /// The form for another one.
    pub form: HandInCertificate,
    /// Kinds to choose from.
    pub kinds: Vec<Pickable>,
    /// Goods to choose from; the first line is everything of the cooperative.
    pub products: Vec<Pickable>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}
