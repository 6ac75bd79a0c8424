//! What a cooperative may read of a decision: its own rows, why they came out so, and what would have changed it. Nothing of
//! the others' stock, nothing of the buyer.

use shared::id::CooperativeId;
use shared::rules::routing::{self, Candidate, Names, RoutingPlan, Snapshot};
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
    if line.is_some_and(|line| line.only.is_some()) {
        let why = l.say(
            "khách chọn đúng hợp tác xã này",
            "the buyer chose this cooperative",
        );
        return format!("{said}: {why}");
    }
    let others: Vec<&str> = plan
        .candidates
        .iter()
        .filter(|other| other.line == chosen.line && other.offer != chosen.offer)
        .map(|other| other.reason.code())
        .collect();
    let why = REASONS
        .iter()
        .find(|(code, ..)| others.contains(code))
        .map_or(ONLY, |(_, vi, en)| (*vi, *en));
    format!("{said}: {}", l.say(why.0, why.1))
}

const ONLY: (&str, &str) = (
    "lúc đó chỉ nơi này đủ hàng và đủ điều kiện",
    "only this one had the goods and met the conditions then",
);

/// What weighed most, by the reasons the others were given.
const REASONS: [(&str, &str, &str); 8] = [
    (
        "chosen",
        "không nơi nào đủ cả, nên chia ra",
        "nobody had all of it, so it was split",
    ),
    (
        "more_parcels",
        "gửi từ đây thì khách nhận ít kiện nhất",
        "the buyer gets the fewest parcels this way",
    ),
    (
        "dearer",
        "gửi từ đây phí thấp nhất",
        "sending from here costs least",
    ),
    (
        "later",
        "hàng từ đây tới sớm nhất",
        "it arrives first from here",
    ),
    (
        "less_fresh",
        "hàng ở đây mới thu hoạch nhất",
        "the goods here are the freshest",
    ),
    (
        "share_full",
        "tháng này tới lượt nơi này theo phần đã thoả thuận",
        "it was its turn by the agreed shares",
    ),
    (
        "not_enough",
        "nơi này đủ cả số khách đặt",
        "it had all that was ordered",
    ),
    (
        "equal",
        "các nơi như nhau, nơi này đứng trước",
        "all were equal, and it comes first",
    ),
];
