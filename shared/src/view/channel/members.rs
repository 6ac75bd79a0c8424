//! Cooperatives that sell in a union's shop.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// The members of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersView {
    /// Where forms go.
    pub action: String,
    /// The members, and those that were asked.
    pub lines: Vec<MemberLine>,
    /// May ask and drop.
    pub may_manage: bool,
    /// What was typed.
    pub typed: String,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// A member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    /// The cooperative's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Asked, or selling; in words.
    pub state: String,
}

/// A union's shop that asks a cooperative, or sells its goods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLine {
    /// The shop's id.
    pub account: String,
    /// The union.
    pub who: String,
    /// The shop and its channel.
    pub shop: String,
    /// It sells them already.
    pub agreed: bool,
}
