//! Why a cooperative sends a part of an order, in one sentence for the buyer.

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
    road_km: u32,
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
    /// Somebody else was asked before.
    pub moved: bool,
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
        let (name, km) = (self.name, parcel.road_km);
        let way = match l {
            Locale::Vi => format!("Đường tới bạn khoảng {km}\u{a0}km."),
            Locale::En => format!("It is about {km}\u{a0}km to you."),
        };
        if others.is_empty() || others.contains(&"other_chosen") {
            return match l {
                Locale::Vi => {
                    format!("Bạn chọn hàng của {name}, nên chính hợp tác xã này gửi. {way}")
                }
                Locale::En => {
                    format!("You chose goods of {name}, so it sends them itself. {way}")
                }
            };
        }
        let reason = REASONS
            .iter()
            .find(|(code, ..)| others.contains(code))
            .map_or(ONLY, |(_, vi, en)| (*vi, *en));
        let because = l.say(reason.0, reason.1);
        match (self.moved, l) {
            (false, Locale::Vi) => format!("Chợ giao cho {name}: {because}. {way}"),
            (false, Locale::En) => format!("{name} sends it: {because}. {way}"),
            (true, Locale::Vi) => {
                format!("Nơi trước không gửi được, nên {name} gửi thay: {because}. {way}")
            }
            (true, Locale::En) => {
                format!("The first one could not, so {name} sends it: {because}. {way}")
            }
        }
    }
}

const ONLY: (&str, &str) = (
    "hiện chỉ nơi này đủ hàng và đủ điều kiện gửi tới bạn",
    "only this one has the goods and may send them to you now",
);

/// What weighed most, by the reasons the others were given.
const REASONS: [(&str, &str, &str); 7] = [
    (
        "more_parcels",
        "để bạn nhận ít kiện nhất",
        "so that you get the fewest parcels",
    ),
    (
        "dearer",
        "phí giao tới bạn thấp nhất",
        "delivery to you costs least from there",
    ),
    (
        "later",
        "hàng tới bạn sớm nhất",
        "it reaches you first from there",
    ),
    (
        "less_fresh",
        "hàng ở đây mới thu hoạch nhất",
        "its goods are the freshest",
    ),
    (
        "share_full",
        "tháng này tới lượt nơi này theo phần các hợp tác xã đã thoả thuận",
        "it is its turn by the shares the cooperatives agreed on",
    ),
    (
        "not_enough",
        "nơi này đủ cả số bạn đặt",
        "it has all that you ordered",
    ),
    (
        "equal",
        "các nơi đều như nhau, nơi này đứng trước",
        "all were equal, and it comes first",
    ),
];
