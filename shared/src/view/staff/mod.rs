//! Pages of officers and operators.

mod alliance;
mod money;
mod operator;
mod stock;

pub use alliance::*;
pub use money::*;
pub use operator::*;
pub use stock::*;

use serde::{Deserialize, Serialize};

use super::parts::{Empty, NoticeKind, Pager};

/// A state in a word, with its colour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// `Chờ xem giấy tờ`.
    pub text: String,
    /// How it stands.
    pub kind: NoticeKind,
}

/// One line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLine {
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// What it is.
    pub title: String,
    /// Place, day, number.
    pub detail: String,
    /// Its state.
    pub mark: Option<Mark>,
}

/// A fact with its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// `Mã số thuế`.
    pub label: String,
    /// The fact; empty ones are not shown.
    pub value: String,
}

/// A part of a list, as a link above it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    /// Its words.
    pub text: String,
    /// Its address.
    pub href: String,
    /// The part on screen.
    pub current: bool,
}

/// A list with its parts, a page at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffList {
    /// Parts to choose from; may be empty.
    pub tabs: Vec<Tab>,
    /// What was searched for.
    pub query: String,
    /// The lines of this page.
    pub lines: Vec<StaffLine>,
    /// The next page.
    pub pager: Pager,
    /// Shown instead of lines when there are none.
    pub empty: Empty,
}

/// One changed value, readable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which value: `state`, `giá`.
    pub field: String,
    /// Before; empty for something new.
    pub before: String,
    /// After; empty for something gone.
    pub after: String,
}

/// One entry of the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// When, in Vietnam: `15/8/2026 09:31`.
    pub at: String,
    /// Who: a name, or the kind of actor.
    pub who: String,
    /// The person's page, for operators.
    pub who_href: Option<String>,
    /// For which cooperative; may be empty.
    pub cooperative: String,
    /// What was done: a verb of the log.
    pub action: String,
    /// To what: kind and id.
    pub entity: String,
    /// What changed.
    pub changes: Vec<Difference>,
}
