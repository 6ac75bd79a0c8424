//! Snapshots and plans as JSON (`chophien.routing/1`), for storage, for replay and for cases written by hand.
//! docs/routing.md describes every field.

mod claims;
mod fields;
mod moment;
mod offers;
mod place;
mod read;
mod report;
mod unique;
mod whole;
mod write;

use super::{RoutingPlan, Snapshot};
use crate::problem::FieldError;
pub use report::PlanDocument;
use unique::Unique;

/// The name of the format.
pub const FORMAT: &str = "chophien.routing/1";

impl Snapshot {
    /// Reads a snapshot. Unknown fields are mistakes, so that a slip of the pen does not drop a rule.
    ///
    /// # Errors
    /// Every mistake with its place and what to do, in Vietnamese.
    pub fn from_json(text: &str) -> Result<Self, Vec<FieldError>> {
        let mut mistakes = fields::Mistakes::default();
        // Some editors begin a file with a mark of its encoding.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let snapshot = match serde_json::from_str(text) {
            Ok(Unique(value)) => read::snapshot(&value, &mut mistakes),
            Err(why) => {
                let message = format!(
                    "Tệp không phải JSON: sai ở dòng {}, cột {} ({why})",
                    why.line(),
                    why.column()
                );
                mistakes.add("", "not_json", message);
                None
            }
        };
        match snapshot {
            Some(snapshot) if mistakes.0.is_empty() => Ok(snapshot),
            _ => Err(mistakes.0),
        }
    }

    /// The same facts as text, always the same text for the same facts.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts, numbers and lists can always be written.
        serde_json::to_string(&write::SnapshotOut::of(self)).unwrap_or_default()
    }
}

impl RoutingPlan {
    /// The plan for people and programs, with the names of the snapshot it was made for.
    #[must_use]
    pub fn document<'a>(&'a self, snapshot: &'a Snapshot) -> PlanDocument<'a> {
        PlanDocument::of(self, snapshot)
    }

    /// [`RoutingPlan::document`] as text, always the same text for the same snapshot.
    #[must_use]
    pub fn to_json(&self, snapshot: &Snapshot) -> String {
        serde_json::to_string(&self.document(snapshot)).unwrap_or_default()
    }
}
