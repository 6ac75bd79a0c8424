//! Everything a routing decision depends on, as facts of one moment. A snapshot is stored beside its plan.

use super::weights::{Strategy, Weights};
use crate::goods::{Season, ShippingClass};
use crate::money::Vnd;
use crate::places::Point;
use crate::quantity::Unit;
use crate::rules::badge::CertificateKind;
use crate::time::{Millis, VnDate};

/// The facts. Quantities are in smallest steps of the line's unit; money is whole đồng.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// When the order was placed, or is routed again.
    pub ordered_at: Millis,
    /// How candidates are chosen among.
    pub strategy: Strategy,
    /// What counts how much, for [`Strategy::Market`].
    pub weights: Weights,
    /// A line may come from several cooperatives when none has all of it.
    pub may_split: bool,
    /// Where the buyer is. Without it nothing is too far and every fee is that of the own province.
    pub destination: Option<Place>,
    /// What is ordered.
    pub lines: Vec<Line>,
    /// Who may send it. Every cooperative an offer names is here.
    pub cooperatives: Vec<Cooperative>,
    /// What they have.
    pub offers: Vec<Offer>,
}

/// A commune's centre, or any point.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The commune, if it is one.
    pub ward_code: Option<String>,
    /// Its province, which decides on fees and on the winding of the roads.
    pub province_code: String,
    /// Where it lies.
    pub point: Point,
}

/// One ordered line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name in the order.
    pub id: String,
    /// What is ordered: offers of the same item can serve it.
    pub item: String,
    /// What people call it; the item itself when empty.
    pub name: String,
    /// What its quantities are counted in.
    pub unit: Unit,
    /// How much, in smallest steps.
    pub quantity: i64,
    /// Sold in multiples of so many smallest steps.
    pub step: i64,
    /// What the buyer pays for one unit.
    pub price: Vnd,
    /// What the page promised: only who can prove each of them may send it.
    pub claims: Vec<Claim>,
    /// Only this cooperative may send it.
    pub only: Option<Only>,
    /// Cooperatives that were asked already.
    pub excluded: Vec<Excluded>,
    /// As [`Snapshot::may_split`], for this line.
    pub may_split: bool,
}

/// A claim that was shown to the buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What has to be proven.
    pub kind: CertificateKind,
    /// At least so many stars.
    pub stars: Option<u8>,
    /// This protected name.
    pub mark: Option<String>,
}

/// A line that is bound to one cooperative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Only {
    /// Which.
    pub cooperative: String,
    /// Who said so.
    pub by: Chooser,
}

/// Who bound a line to a cooperative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chooser {
    /// The buyer chose the booth.
    Buyer,
    /// The operator pinned it.
    Operator,
}

/// A cooperative that is not asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Which.
    pub cooperative: String,
    /// What became of it.
    pub why: Absence,
}

/// Why a cooperative is not asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// It said no.
    Declined,
    /// It did not answer in time.
    TimedOut,
    /// The operator took the line from it.
    MovedAway,
}

impl Absence {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Declined, Self::TimedOut, Self::MovedAway];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::TimedOut => "timed_out",
            Self::MovedAway => "moved_away",
        }
    }
}

/// What is true of a cooperative as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Cooperative {
    /// Its id.
    pub id: String,
    /// Its name, for the sentences.
    pub name: String,
    /// An officer verified it.
    pub verified: bool,
    /// It, or an officer, stopped all sales.
    pub paused: bool,
    /// It sends nothing from the first to the second day, both included.
    pub rests: Option<(VnDate, VnDate)>,
    /// Where its goods start, unless an offer says otherwise.
    pub place: Option<Place>,
    /// The weekdays on which it packs, one bit a day, Monday the lowest.
    pub pack_days: u8,
    /// Days on which it can pack no further parcel.
    pub full_days: Vec<VnDate>,
}

/// One cooperative's stock and conditions for an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its id.
    pub id: String,
    /// Whose.
    pub cooperative: String,
    /// Of what.
    pub item: String,
    /// Live: listed, not paused by the cooperative.
    pub enabled: bool,
    /// What lies in the store.
    pub on_hand: i64,
    /// What other buyers' checkouts keep.
    pub held: i64,
    /// What is promised to orders.
    pub allocated: i64,
    /// What nobody may buy: lots on hold.
    pub blocked: i64,
    /// Sold in multiples of so many smallest steps; 1 for any.
    pub step: i64,
    /// What the cooperative nets for one unit at the line's price; the line's price when unknown.
    pub net: Option<Vnd>,
    /// The least it may net for one unit.
    pub floor: Option<Vnd>,
    /// The months in which it can be sent.
    pub season: Season,
    /// What can be proven for it.
    pub certificates: Vec<Proof>,
    /// How perishable.
    pub class: ShippingClass,
    /// Days it keeps from the day it is sent, if known.
    pub shelf_life_days: Option<u16>,
    /// When it was, or will be, harvested; it is not sent earlier.
    pub harvested_on: Option<VnDate>,
    /// What of it is known by lot. What exceeds their sum belongs to no lot.
    pub lots: Vec<Lot>,
    /// Gross weight of one unit, in grams.
    pub weight_g: i64,
    /// Its place in a given order of preference, the least first.
    pub priority: Option<i32>,
    /// Its agreed part of the sales, relative to the others'.
    pub share: Option<u32>,
    /// The value it was given in the period the share is about.
    pub given: Vnd,
    /// What is left of its quota, in smallest steps; none when it has no quota.
    pub quota_left: Option<i64>,
    /// Kilometres by road, when somebody knows better than the estimate.
    pub distance_km: Option<u32>,
    /// Where it starts, if not at the cooperative.
    pub place: Option<Place>,
}

impl Line {
    /// What the sentences call it.
    #[must_use]
    pub fn goods(&self) -> &str {
        if self.name.is_empty() {
            &self.item
        } else {
            &self.name
        }
    }
}

impl Offer {
    /// What can be sold: never below zero.
    #[must_use]
    pub fn free(&self) -> i64 {
        let taken = self
            .held
            .saturating_add(self.allocated)
            .saturating_add(self.blocked);
        self.on_hand.saturating_sub(taken).max(0)
    }
}

/// A certificate as far as it counts here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What it certifies.
    pub kind: CertificateKind,
    /// Its stars.
    pub stars: Option<u8>,
    /// The protected name it allows.
    pub mark: Option<String>,
    /// Its first day; long ago when none.
    pub from: Option<VnDate>,
    /// Its last day; never when none.
    pub to: Option<VnDate>,
    /// An officer checked it, and it was not withdrawn.
    pub valid: bool,
}

/// A lot of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its id.
    pub id: String,
    /// What is left of it, in smallest steps.
    pub quantity: i64,
    /// When it was harvested or made.
    pub harvested_on: Option<VnDate>,
    /// The last day on which it is good.
    pub expires_on: Option<VnDate>,
    /// It may not be sold.
    pub on_hold: bool,
}
