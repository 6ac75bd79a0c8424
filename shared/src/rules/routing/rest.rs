//! What is said of a line, or the rest of one, that nobody sends.

use super::reason::Reason;
use super::result::Unallocated;
use super::snapshot::Snapshot;
use super::words::{Names, names, said};
use crate::say::Locale;

impl Unallocated {
    /// The names its sentence speaks of: those of the offer that came nearest.
    #[must_use]
    pub fn names<'a>(&self, snapshot: &'a Snapshot) -> Names<'a> {
        names(snapshot, self.line, self.offer)
    }

    /// Why it is left over, in one sentence: what hinders the one that came nearest, and that the others cannot send it
    /// either; of a rest, what can be sent at all.
    #[must_use]
    pub fn say(&self, snapshot: &Snapshot, l: Locale) -> String {
        let names = self.names(snapshot);
        if self.offer.is_some() {
            let nearest = self.reason.say(l, &names);
            return match (self.others(snapshot), l) {
                (0, _) => nearest,
                (n, Locale::Vi) => format!("{nearest}; {n} nơi khác cũng không gửi được"),
                (1, Locale::En) => format!("{nearest}; one other cannot send it either"),
                (n, Locale::En) => format!("{nearest}; {n} others cannot send it either"),
            };
        }
        match self.reason {
            Reason::NotEnough { has } => {
                let has = names.quantity(has, l);
                said(
                    l,
                    format!("Chỉ gửi được {has} cho món này"),
                    format!("Only {has} can be sent of this line"),
                )
            }
            Reason::QuotaUsed { left } => {
                let left = names.quantity(left, l);
                said(
                    l,
                    format!("Hạn mức chỉ còn cho bán {left} món này"),
                    format!("The quotas allow only {left} more"),
                )
            }
            reason => reason.say(l, &names),
        }
    }

    /// How many other cooperatives offer the line's item.
    fn others(&self, snapshot: &Snapshot) -> usize {
        let of = |at: usize| Some(snapshot.offers.get(at)?.cooperative.as_str());
        let nearest = self.offer.and_then(of);
        let item = snapshot.lines.get(self.line).map(|line| line.item.as_str());
        let offers = snapshot.offers.iter();
        let mut others: Vec<&str> = offers
            .filter(|offer| Some(offer.item.as_str()) == item)
            .map(|offer| offer.cooperative.as_str())
            .filter(|who| Some(*who) != nearest)
            .collect();
        others.sort_unstable();
        others.dedup();
        others.len()
    }
}
