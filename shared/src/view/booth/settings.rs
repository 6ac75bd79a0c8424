//! The booth's settings and members.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;
use crate::view::parts::{Notice, Picture};

/// One of the cooperatives a member belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoopChoice {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// The member's role in it.
    pub role: String,
    /// It is on screen now.
    pub current: bool,
}

/// The settings of the booth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// Address of the booth as buyers see it; empty until it is open.
    pub public_href: String,
    /// Story in Vietnamese.
    pub story_vi: String,
    /// Story in English.
    pub story_en: String,
    /// The cover photo.
    pub cover: Option<Picture>,
    /// The booth is paused since: words.
    pub paused: Option<String>,
    /// A holiday, now or to come: words.
    pub holiday: Option<String>,
    /// First day of the holiday, `2026-08-20`.
    pub holiday_from: String,
    /// Last day of the holiday.
    pub holiday_until: String,
    /// The account buyers transfer to: bank, number without its first signs, holder, and whether it was checked.
    pub account: Option<AccountView>,
    /// The member may change all this.
    pub may_manage: bool,
    /// The member's cooperatives, when there are several.
    pub cooperatives: Vec<CoopChoice>,
    /// Dark colours were chosen for the booth.
    pub dark: bool,
    /// What was just done.
    pub notice: Option<Notice>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// The bank account of a cooperative, masked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The bank's number at Napas.
    pub bin: String,
    /// The last four signs of the number.
    pub masked: String,
    /// Its holder.
    pub holder: String,
    /// Somebody compared it with the cooperative's papers.
    pub verified: bool,
}

/// A member of the cooperative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    /// Id of the membership.
    pub id: String,
    /// Name; the masked phone when there is none.
    pub name: String,
    /// `Người bán · 0912•••678`.
    pub detail: String,
    /// It can be removed.
    pub removable: bool,
}

/// The members of the cooperative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersView {
    /// Who belongs to it.
    pub members: Vec<MemberLine>,
    /// The reader may add and remove.
    pub may_manage: bool,
    /// Phone typed so far.
    pub phone: String,
    /// Name typed so far.
    pub name: String,
    /// Role chosen so far.
    pub role: String,
    /// What was just done.
    pub done: Option<String>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}
