//! Why a cooperative sends a part of an order, in one sentence for the buyer.

use super::Cause;
use super::weighed::{Reader, weighed};
use serde::Deserialize;
use shared::say::Locale;

/// As much of a stored plan as the sentence needs.
#[derive(Deserialize)]
struct Stored {
    parcels: Vec<StoredParcel>,
    candidates: Vec<StoredCandidate>,
}

#[derive(Deserialize)]
struct StoredParcel {
    cooperative: StoredWho,
    road_km: Option<u32>,
    lines: Vec<StoredLine>,
}

#[derive(Deserialize)]
struct StoredWho {
    id: String,
}

#[derive(Deserialize)]
struct StoredLine {
    line: String,
}

#[derive(Deserialize)]
struct StoredCandidate {
    line: String,
    cooperative: String,
    code: String,
}

/// What a buyer is told of a decision.
pub(crate) struct Why<'a> {
    /// The stored plan.
    pub plan: &'a str,
    /// The cooperative's id.
    pub cooperative: &'a str,
    /// Its name: `HTX Đồng Mỏ`.
    pub name: &'a str,
    /// What made the decision necessary, as it is stored.
    pub cause: &'a str,
}

impl Why<'_> {
    /// The sentence; empty when there is no plan to tell of.
    pub fn say(&self, l: Locale) -> String {
        let Ok(plan) = serde_json::from_str::<Stored>(self.plan) else {
            return String::new();
        };
        let parcel = plan
            .parcels
            .iter()
            .find(|parcel| parcel.cooperative.id == self.cooperative);
        let Some(parcel) = parcel else {
            return String::new();
        };
        let ours = |line: &String| parcel.lines.iter().any(|part| part.line == *line);
        let others: Vec<&str> = plan
            .candidates
            .iter()
            .filter(|one| ours(&one.line) && one.cooperative != self.cooperative)
            .map(|one| one.code.as_str())
            .collect();
        let because = self.because(&others, l);
        match (parcel.road_km, l) {
            (Some(km), Locale::Vi) => format!("{because}. Đường tới bạn khoảng {km}\u{a0}km."),
            (Some(km), Locale::En) => format!("{because}. It is about {km}\u{a0}km to you."),
            (None, _) => format!("{because}."),
        }
    }

    fn because(&self, others: &[&str], l: Locale) -> String {
        let name = self.name;
        let moved_by_us = self.cause == Cause::Operator.code();
        let bound = others.is_empty() || others.contains(&"other_chosen");
        match (bound, moved_by_us, l) {
            (true, true, Locale::Vi) => format!("Người của chợ đã giao phần này cho {name}"),
            (true, true, Locale::En) => format!("The market gave this part to {name}"),
            (true, false, Locale::Vi) => {
                format!("Bạn chọn hàng của {name}, nên chính hợp tác xã này gửi")
            }
            (true, false, Locale::En) => {
                format!("You chose goods of {name}, so it sends them itself")
            }
            (false, ..) => {
                let why = weighed(others.iter().copied(), Reader::Buyer, l);
                format!("{}: {why}", self.opening(l))
            }
        }
    }

    /// How it came to this cooperative.
    fn opening(&self, l: Locale) -> String {
        let name = self.name;
        let (order, us) = (Cause::Order.code(), Cause::Operator.code());
        match (self.cause, l) {
            (cause, Locale::Vi) if cause == order => format!("Chợ giao cho {name}"),
            (cause, Locale::En) if cause == order => format!("{name} sends it"),
            (cause, Locale::Vi) if cause == us => format!("Chợ đã chuyển phần này cho {name}"),
            (cause, Locale::En) if cause == us => format!("The market moved this part to {name}"),
            (_, Locale::Vi) => format!("Nơi trước không gửi được, nên {name} gửi thay"),
            (_, Locale::En) => format!("The first one could not, so {name} sends it"),
        }
    }
}
