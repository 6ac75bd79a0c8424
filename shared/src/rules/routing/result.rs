//! What a plan says. Positions refer to the snapshot's lists.

use super::reason::Reason;
use crate::goods::ShippingClass;
use crate::money::Vnd;
use crate::rules::shipping::{Band, Window};

/// Who sends what, what nobody can send, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutingPlan {
    /// The rules it was made by.
    pub rule: &'static str,
    /// No other plan is better by its aim; else see `gap`.
    pub exact: bool,
    /// The weighted cost, in đồng.
    pub cost: i64,
    /// How much cheaper, in đồng, a better plan could be at the most; 0 when exact.
    pub gap: i64,
    /// One for each cooperative that sends, in the order of the lines.
    pub parcels: Vec<Parcel>,
    /// What nobody sends.
    pub unallocated: Vec<Unallocated>,
    /// Every pair of a line and an offer of its item, line by line in the order of the offers.
    pub candidates: Vec<Candidate>,
}

/// What one cooperative sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Who.
    pub cooperative: usize,
    /// What, in the order of the lines.
    pub lines: Vec<ParcelLine>,
    /// Price of the goods.
    pub goods_total: Vnd,
    /// Weight charged for, in grams.
    pub weight_g: i64,
    /// The most perishable class in it, which decides fee and days.
    pub class: ShippingClass,
    /// How far it goes.
    pub band: Band,
    /// Kilometres by road, when they are known.
    pub road_km: Option<u32>,
    /// What sending it costs.
    pub fee: Vnd,
    /// Its days.
    pub window: Window,
    /// Fetched, or brought within the province.
    pub pickup: bool,
}

/// A line, or a part of one, in a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelLine {
    /// Which line.
    pub line: usize,
    /// From which offer.
    pub offer: usize,
    /// How much, in smallest steps.
    pub quantity: i64,
    /// From which lots (position in the offer's list, how much), the first to expire first. What is missing to the
    /// quantity comes from no lot.
    pub lots: Vec<(usize, i64)>,
}

/// A line, or the rest of one, that nobody can send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unallocated {
    /// Which line.
    pub line: usize,
    /// How much, in smallest steps.
    pub quantity: i64,
    /// The nearest miss among the candidates' reasons, or what limits the part that is sent.
    pub reason: Reason,
    /// Whose miss it is: the position of the offer. None when a part is sent or nobody offers it.
    pub offer: Option<usize>,
}

/// What became of an offer for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which line.
    pub line: usize,
    /// Which offer.
    pub offer: usize,
    /// Why it was or was not chosen.
    pub reason: Reason,
}
