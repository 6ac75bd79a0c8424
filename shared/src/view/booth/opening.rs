//! Opening a booth: four answers.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// The page that opens a booth, or sends other papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBoothView {
    /// Nobody is signed in: the phone is asked for first.
    pub ask_phone: bool,
    /// The phone typed so far.
    pub phone: String,
    /// The phone that was proven, masked.
    pub phone_masked: String,
    /// Name of the cooperative typed so far.
    pub name: String,
    /// Code of the commune chosen so far.
    pub ward_code: String,
    /// Words of the commune: `xã Chi Lăng, Lạng Sơn`.
    pub ward_label: String,
    /// What was typed to find the commune.
    pub ward_query: String,
    /// Communes found: code, words, and which old name matched.
    pub ward_hits: Vec<(String, String, String)>,
    /// A photo that was sent already, as a sealed text to send along again; empty when none.
    pub kept: String,
    /// Only the papers are sent again; why.
    pub again: Option<String>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}
