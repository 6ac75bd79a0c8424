//! What operators see.

use serde::{Deserialize, Serialize};

use super::{AuditLine, Fact, Mark, StaffLine, Waiting};
use crate::problem::FieldError;
use crate::view::parts::{Empty, Pager, SumRow, TimelineStep};

/// The operator's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorHomeView {
    /// What needs a look.
    pub waiting: Vec<Waiting>,
    /// Orders by state, today's number and the like.
    pub facts: Vec<Fact>,
    /// The last writes.
    pub recent: Vec<AuditLine>,
}

/// One role a person has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    /// Id of the role, for taking it.
    pub id: String,
    /// `Cán bộ liên minh · Sơn La`.
    pub text: String,
    /// It may be taken.
    pub removable: bool,
}

/// One person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// The person's id.
    pub id: String,
    /// Name, or a word for somebody without one.
    pub name: String,
    /// `0912•••678`.
    pub phone_masked: String,
    /// May sign in, or not.
    pub mark: Mark,
    /// The person may not sign in.
    pub disabled: bool,
    /// It is the operator's own page.
    pub own: bool,
    /// Since when, last seen.
    pub facts: Vec<Fact>,
    /// Roles in cooperatives: words and address.
    pub memberships: Vec<StaffLine>,
    /// Roles of staff.
    pub roles: Vec<RoleLine>,
    /// Provinces to bind an officer to: code and name.
    pub provinces: Vec<(String, String)>,
    /// The role chosen.
    pub role: String,
    /// The province chosen.
    pub province: String,
    /// The reason as typed.
    pub reason: String,
    /// What the person wrote, newest first.
    pub history: Vec<AuditLine>,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub done: Option<String>,
}

/// A cooperative in a routing decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateLine {
    /// Its name.
    pub cooperative: String,
    /// The good.
    pub goods: String,
    /// The stable name of the reason, and its numbers.
    pub code: String,
    /// The reason in a sentence.
    pub sentence: String,
    /// It sends the line, or a part of it.
    pub chosen: bool,
}

/// A routing decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionView {
    /// `Đặt hàng · 15/8/2026 09:12`.
    pub title: String,
    /// Rule, weights, hash, who decided and why.
    pub facts: Vec<Fact>,
    /// What each cooperative sends, and the fee.
    pub parcels: Vec<SumRow>,
    /// Everybody who could have sent it, and why they do or do not.
    pub candidates: Vec<CandidateLine>,
    /// Address of the facts as a file.
    pub download: String,
}

/// Giving a part to somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RerouteForm {
    /// Who can send all of it: id and name.
    pub pins: Vec<(String, String)>,
    /// Who cannot, and why.
    pub others: Vec<Fact>,
    /// The one chosen.
    pub cooperative: String,
    /// The reason as typed.
    pub reason: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLine {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// About what.
    pub detail: String,
    /// Where it is dealt with.
    pub href: Option<String>,
    /// By when, or how it ended.
    pub mark: Mark,
    /// It can be marked as done.
    pub open: bool,
}

/// The tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TasksView {
    /// Open and done.
    pub tabs: Vec<super::Tab>,
    /// The tasks of this page.
    pub lines: Vec<TaskLine>,
    /// The next page.
    pub pager: Pager,
    /// Shown when there are none.
    pub empty: Empty,
    /// What was just done.
    pub done: Option<String>,
}

/// One part of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPartView {
    /// `7Q2MWK4H-1`.
    pub code: String,
    /// Name of the cooperative and its page.
    pub cooperative: (String, String),
    /// Where it stands.
    pub mark: Mark,
    /// Name, quantity, amount.
    pub lines: Vec<SumRow>,
    /// What happened, oldest first.
    pub steps: Vec<TimelineStep>,
    /// It can be given to somebody else.
    pub reroute: Option<RerouteForm>,
}

/// Finding an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFindView {
    /// The code as typed.
    pub code: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// The newest orders.
    pub lines: Vec<StaffLine>,
    /// The next page.
    pub pager: Pager,
}

/// One order without personal data, unless it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// `7Q2MWK4H`.
    pub code: String,
    /// Where it stands.
    pub mark: Mark,
    /// Day, payment, channel.
    pub facts: Vec<Fact>,
    /// The amounts.
    pub sums: Vec<SumRow>,
    /// Its parts.
    pub parts: Vec<OrderPartView>,
    /// Every routing decision, oldest first.
    pub decisions: Vec<DecisionView>,
    /// What was just done.
    pub done: Option<String>,
    /// Name, phone and address, after they were opened.
    pub personal: Option<Vec<Fact>>,
    /// The reason as typed.
    pub reason: String,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

/// Choosing entries of the audit log, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFilter {
    /// Phone or id of a person.
    pub who: String,
    /// Slug of a cooperative.
    pub cooperative: String,
    /// The action.
    pub action: String,
    /// Kind of row, or `kind:id`.
    pub entity: String,
    /// From this day.
    pub from: String,
    /// To this day.
    pub to: String,
}

/// The audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    /// What was chosen.
    pub filter: AuditFilter,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// The entries, newest first.
    pub lines: Vec<AuditLine>,
    /// The next page.
    pub pager: Pager,
    /// Shown when there are none.
    pub empty: Empty,
}

/// A message that was given up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedLine {
    /// Its id.
    pub id: String,
    /// Topic and key.
    pub title: String,
    /// How often it was tried, since when it lies here.
    pub detail: String,
    /// What went wrong the last time.
    pub error: String,
}

/// The outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueView {
    /// Depth, lag, parked.
    pub facts: Vec<Fact>,
    /// Messages that wait, by topic.
    pub topics: Vec<Fact>,
    /// Messages that were given up.
    pub parked: Vec<ParkedLine>,
    /// The next page of them.
    pub pager: Pager,
    /// What was just done.
    pub done: Option<String>,
}
