//! What officers of the alliance see.

use serde::{Deserialize, Serialize};

use super::{AuditLine, Difference, Fact, Mark, StaffLine};
use crate::problem::FieldError;
use crate::view::parts::{CertificateChip, Notice, Picture};

/// Something that waits for an officer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Of what: `hợp tác xã chờ xem giấy tờ`.
    pub words: String,
    /// Where they are.
    pub href: String,
    /// Something waits that has a deadline.
    pub hot: bool,
}

/// The officer's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllianceHomeView {
    /// `Tỉnh Sơn La`, or all provinces.
    pub place: String,
    /// What waits; also the kinds of which nothing waits.
    pub waiting: Vec<Waiting>,
    /// Certificates that end soon.
    pub expiring: Vec<StaffLine>,
}

/// What an officer may do with a cooperative now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CooperativeDeeds {
    /// Confirm the papers.
    pub verify: bool,
    /// Send the papers back.
    pub refuse: bool,
    /// Close the booth.
    pub suspend: bool,
    /// Open it again.
    pub resume: bool,
}

/// One cooperative, as an officer checks it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CooperativeView {
    /// Name in addresses.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Where it stands.
    pub mark: Mark,
    /// The reason given with the last change of state.
    pub note: String,
    /// Kind, commune, members, days.
    pub facts: Vec<Fact>,
    /// The photo of its registration.
    pub licence: Option<Picture>,
    /// Tax code as typed.
    pub tax_code: String,
    /// What the check digit says about it.
    pub tax_hint: Option<Notice>,
    /// The officer says the number is on the paper although the check digit does not fit.
    pub tax_confirmed: bool,
    /// The reason or evidence as typed.
    pub reason: String,
    /// What may be done.
    pub deeds: CooperativeDeeds,
    /// New listings go live without a review.
    pub trusted: bool,
    /// Counts changes, so that two officers do not decide at once.
    pub version: i64,
    /// Its booth, when it is open.
    pub booth_href: Option<String>,
    /// Its certificates.
    pub certificates: Vec<StaffLine>,
    /// What was done to it, newest first.
    pub history: Vec<AuditLine>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub done: Option<String>,
}

/// One certificate, as an officer confirms it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateView {
    /// Its id.
    pub id: String,
    /// `OCOP 3 sao · Xoài sấy dẻo`.
    pub title: String,
    /// Where it stands.
    pub mark: Mark,
    /// Number, issuer, scope, days.
    pub facts: Vec<Fact>,
    /// The scan.
    pub scan: Option<Picture>,
    /// It waits to be confirmed.
    pub confirm: bool,
    /// It counts and may be withdrawn.
    pub revoke: bool,
    /// The reason as typed.
    pub reason: String,
    /// The cooperative's page.
    pub cooperative_href: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub done: Option<String>,
}

/// A listing that waits for review: what changed, beside what proves it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// Id of the review.
    pub id: String,
    /// Title of the listing.
    pub title: String,
    /// Cooperative and since when.
    pub under: String,
    /// Where it stands.
    pub mark: Mark,
    /// Its first picture.
    pub picture: Option<Picture>,
    /// What changed.
    pub changes: Vec<Difference>,
    /// What the automatic check found.
    pub findings: Vec<Notice>,
    /// Papers that hold today.
    pub evidence: Vec<CertificateChip>,
    /// The papers in full.
    pub certificates: Vec<StaffLine>,
    /// It is still open.
    pub open: bool,
    /// The reason as typed.
    pub note: String,
    /// The cooperative's page.
    pub cooperative_href: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}
