//! What officers of the alliance do: look at papers, listings and certificates, and decide.
//!
//! An officer of one province reaches only that province's rows; everything else does not exist for them.

mod certificates;
mod cooperatives;
mod decide;
mod home;
mod lists;
mod reviews;
mod scans;

pub use certificates::{decide_certificate, list_certificates, load_certificate_view};
pub use cooperatives::{CooperativePart, list_cooperatives, load_cooperative_view};
pub use decide::decide_cooperative;
pub use home::load_home_view;
pub(crate) use lists::pager;
pub use reviews::{decide_review, list_reviews, load_review_view};

use crate::actor::{Actor, StaffRole};
use crate::error::Result;
use crate::filter::Filter;
use shared::state::ActorKind;

/// Lines of a list's page.
const PAGE: usize = 30;
/// Days before its end from which a certificate is called ending.
const SOON_DAYS: i64 = 60;

/// Restricts a query about cooperatives (`c`) to what the officer may see: none of those of a class.
fn scope(actor: &Actor, filter: &mut Filter) -> Result<()> {
    filter.fixed("c.state <> 'practice'");
    if let (_, Some(province)) = actor.officer()? {
        filter.add("c.province_code = {}", province);
    }
    Ok(())
}

/// Who decides, for the state tables.
fn deciding(actor: &Actor) -> Result<ActorKind> {
    let (person, _) = actor.officer()?;
    Ok(if person.staff.contains(&StaffRole::Operator) {
        ActorKind::Operator
    } else {
        ActorKind::Officer
    })
}
