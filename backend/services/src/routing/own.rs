//! What a cooperative may read of a decision: its own rows, why they came out so, and what would have changed it. Nothing of
//! the others' stock, nothing of the buyer.

use super::weighed::{Reader, weighed};
use shared::id::CooperativeId;
use shared::rules::routing::{self, Candidate, Chooser, Names, RoutingPlan, Snapshot};
use shared::say::Locale;
use uuid::Uuid;

/// A line of an order for which an offer of the cooperative was a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnRow {
    /// The cooperative's offer.
    pub offer: Uuid,
    /// What was ordered of the line, in smallest steps.
    pub ordered: i64,
    /// It sends the line, or a part of it.
    pub chosen: bool,
    /// Why it was, or was not, chosen.
    pub reason: String,
    /// What would have changed it; empty when nothing of its own would.
    pub remedy: String,
}

/// The rows of a cooperative in a stored decision, by replaying its snapshot. A snapshot that can no longer be read has
/// none.
pub(crate) fn own_rows(
    snapshot: &str,
    cooperative: CooperativeId,
    goods: impl Fn(Uuid) -> Option<String>,
    l: Locale,
) -> Vec<OwnRow> {
    let Ok(snapshot) = Snapshot::from_json(snapshot) else {
        return Vec::new();
    };
    let plan = routing::plan(&snapshot);
    let id = cooperative.to_string();
    let row = |candidate: &Candidate| {
        let line = snapshot.lines.get(candidate.line)?;
        let offer = snapshot.offers.get(candidate.offer)?;
        if offer.cooperative != id {
            return None;
        }
        let offer_id: Uuid = offer.id.parse().ok()?;
        let name = goods(offer_id)?;
        let own = snapshot.cooperatives.iter().find(|c| c.id == id);
        let names = Names {
            cooperative: own.map_or("", |own| own.name.as_str()),
            goods: &name,
            unit: line.unit,
            claims: &line.claims,
        };
        let chosen = candidate.reason.is_chosen();
        Some(OwnRow {
            offer: offer_id,
            ordered: line.quantity,
            chosen,
            reason: match chosen {
                true => because(&plan, &snapshot, candidate, &names, l),
                false => candidate.reason.say(l, &names),
            },
            remedy: candidate.reason.remedy(l, &names).unwrap_or_default(),
        })
    };
    plan.candidates.iter().filter_map(row).collect()
}

/// Why the chosen one was: what weighed most against the others, by the reasons they were given. Says how much it sends.
fn because(
    plan: &RoutingPlan,
    snapshot: &Snapshot,
    chosen: &Candidate,
    names: &Names<'_>,
    l: Locale,
) -> String {
    let line = snapshot.lines.get(chosen.line);
    let said = chosen.reason.say(l, names);
    let why = match line.and_then(|line| line.only.as_ref()).map(|only| only.by) {
        Some(Chooser::Buyer) => l
            .say(
                "khách chọn đúng hợp tác xã này",
                "the buyer chose this cooperative",
            )
            .to_owned(),
        Some(Chooser::Operator) => l
            .say(
                "người của chợ giao cho hợp tác xã này",
                "the market gave it to this cooperative",
            )
            .to_owned(),
        None => {
            let others = plan
                .candidates
                .iter()
                .filter(|other| other.line == chosen.line && other.offer != chosen.offer)
                .map(|other| other.reason.code());
            weighed(others, Reader::Cooperative, l)
        }
    };
    format!("{said}: {why}")
}
