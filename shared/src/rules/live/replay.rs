//! What happened in a livestream, told again: the standing of each good after any of its events.

use std::collections::BTreeMap;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The livestream was opened.
    Opened,
    /// The good was shown to everybody.
    Pinned,
    /// Somebody looked at the good.
    Clicked,
    /// A viewer's claim is kept.
    Held,
    /// A viewer went to the end of the good's line.
    Waiting,
    /// Goods that came free were offered to the front of the line.
    Offered,
    /// A viewer gave a claim up, or waited in vain.
    Dropped,
    /// A claim was kept past its time.
    Expired,
    /// A claim was ordered.
    Bought,
    /// A price for a short time began.
    Flash,
    /// The price for a short time ended.
    FlashOver,
    /// The livestream ended.
    Ended,
}

impl Kind {
    /// Every kind with its name in the database.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Opened, "opened"),
        (Self::Pinned, "pinned"),
        (Self::Clicked, "clicked"),
        (Self::Held, "held"),
        (Self::Waiting, "waiting"),
        (Self::Offered, "offered"),
        (Self::Dropped, "dropped"),
        (Self::Expired, "expired"),
        (Self::Bought, "bought"),
        (Self::Flash, "flash"),
        (Self::FlashOver, "flash_over"),
        (Self::Ended, "ended"),
    ];

    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, code)| code)
    }

    /// The kind of a name in the database.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, known)| *known == code)
            .map(|(kind, _)| kind)
    }
}

/// One event. Goods and viewers are named by whatever tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened<G, V> {
    /// What.
    pub kind: Kind,
    /// Of which good.
    pub good: Option<G>,
    /// By which viewer.
    pub viewer: Option<V>,
    /// How much, in smallest steps.
    pub steps: i64,
}

/// How a good stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<V> {
    /// How often it was shown.
    pub pinned: u32,
    /// How often it was looked at.
    pub clicked: u32,
    /// How often it was claimed.
    pub claimed: u32,
    /// What is kept, by viewer.
    pub held: BTreeMap<V, i64>,
    /// Who waits for how much, the front first.
    pub waiting: Vec<(V, i64)>,
    /// What was ordered, in smallest steps.
    pub sold: i64,
}

impl<V> Default for Standing<V> {
    fn default() -> Self {
        Self {
            pinned: 0,
            clicked: 0,
            claimed: 0,
            held: BTreeMap::new(),
            waiting: Vec::new(),
            sold: 0,
        }
    }
}

impl<V: Copy + Ord> Standing<V> {
    fn tell<G>(&mut self, of: &Happened<G, V>) {
        match (of.kind, of.viewer) {
            (Kind::Pinned, _) => self.pinned += 1,
            (Kind::Clicked, _) => self.clicked += 1,
            (Kind::Held, Some(viewer)) => {
                self.claimed += 1;
                self.held.insert(viewer, of.steps);
            }
            (Kind::Waiting, Some(viewer)) => {
                self.claimed += 1;
                self.waiting.push((viewer, of.steps));
            }
            (Kind::Offered, Some(viewer)) => {
                self.waiting.retain(|(who, _)| *who != viewer);
                self.held.insert(viewer, of.steps);
            }
            (Kind::Dropped | Kind::Expired, Some(viewer)) => {
                self.held.remove(&viewer);
                self.waiting.retain(|(who, _)| *who != viewer);
            }
            (Kind::Bought, Some(viewer)) => {
                self.held.remove(&viewer);
                self.sold += of.steps;
            }
            _ => {}
        }
    }
}

/// The standing of every good after these events.
pub fn replay<G: Copy + Ord, V: Copy + Ord>(
    events: impl IntoIterator<Item = Happened<G, V>>,
) -> BTreeMap<G, Standing<V>> {
    let mut goods: BTreeMap<G, Standing<V>> = BTreeMap::new();
    for event in events {
        if let Some(good) = event.good {
            goods.entry(good).or_default().tell(&event);
        }
    }
    goods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standing_follows_from_what_happened() {
        let told = |kind, viewer, steps| Happened {
            kind,
            good: Some("A1"),
            viewer: Some(viewer),
            steps,
        };
        let events = [
            told(Kind::Pinned, 0, 0),
            told(Kind::Held, 1, 2),
            told(Kind::Waiting, 2, 1),
            told(Kind::Waiting, 3, 4),
            told(Kind::Dropped, 1, 2),
            told(Kind::Offered, 2, 1),
            told(Kind::Bought, 2, 1),
        ];
        let at = |n: usize| {
            replay(events[..n].to_vec())
                .remove("A1")
                .unwrap_or_default()
        };
        assert_eq!(at(4).waiting, [(2, 1), (3, 4)]);
        assert_eq!(at(4).held, BTreeMap::from([(1, 2)]));
        let end = at(events.len());
        assert_eq!((end.sold, end.claimed, end.held.len()), (1, 3, 0));
        assert_eq!(end.waiting, [(3, 4)]);
    }

    #[test]
    fn names_come_back() {
        for (kind, code) in Kind::ALL {
            assert_eq!((kind.code(), Kind::parse(code)), (code, Some(kind)));
        }
        assert_eq!(Kind::parse("other"), None);
    }
}
