//! Whose goods the lines of a channel's order take.

use super::account::Account;
use super::offers::piece;
use crate::checkout::{self, Goods, Supply, Wanted};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::routing::{Given, note};
use shared::canonical::{self as market, MarketOrder};
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::money::Vnd;
use shared::places::{Ward, places};
use shared::rules::routing::{RoutingPlan, Snapshot};
use shared::say::Locale;
use std::collections::{BTreeMap, HashMap};

/// How the market's rules chose.
pub(super) struct Decided {
    pub snapshot: Snapshot,
    pub routing: RoutingPlan,
}

/// A line with its goods.
pub(super) struct Line<'a> {
    pub goods: &'a Goods,
    pub steps: i64,
    pub unit_price: Vnd,
    pub total: Vnd,
    pub of: &'a market::Line,
    /// Units of it that get their goods now, and smallest steps in each.
    pub units: (i64, i64),
}

impl Line<'_> {
    /// The price of the steps from `from` on: the parts of a line add up to it.
    fn part(&self, from: i64, steps: i64) -> Vnd {
        piece_of(self.total, self.steps, (from, steps))
    }

    pub fn words(&self) -> String {
        words(self.of)
    }
}

/// A part of a line at one offer.
pub(super) struct Taken {
    pub line: usize,
    pub offer: OfferId,
    pub steps: i64,
    pub total: Vnd,
}

/// The price of `n` of `of` equal parts after the first `from`: all parts add up to the whole.
pub(super) fn piece_of(whole: Vnd, of: i64, (from, n): (i64, i64)) -> Vnd {
    let until = |n: i64| {
        let part = i128::from(whole.0) * i128::from(n) / i128::from(of.max(1));
        i64::try_from(part).unwrap_or(i64::MAX)
    };
    Vnd(until(from + n) - until(from))
}

/// A line as a person finds it.
pub(super) fn words(line: &market::Line) -> String {
    format!("{} {}", line.sku, line.name).trim().to_owned()
}

/// `quantity` of a line, which are the last ones of it.
pub(super) fn line<'a>(goods: &'a Goods, of: &'a market::Line, quantity: i64) -> Line<'a> {
    let (steps, pieces) = piece(goods);
    let gross = of.unit_price.0.saturating_mul(of.quantity);
    let before = of.quantity - quantity;
    Line {
        goods,
        steps: steps.saturating_mul(quantity),
        unit_price: Vnd(of.unit_price.0 / pieces.max(1)),
        total: piece_of(Vnd(gross - of.discount.0), of.quantity, (before, quantity)),
        of,
        units: (quantity, steps),
    }
}

/// The commune the channel names, when there is one of that name.
pub(super) fn ward_of(order: &MarketOrder) -> Option<&'static Ward> {
    let to = &order.address;
    let district = to.district.as_deref().unwrap_or_default();
    let query = [to.ward.as_str(), district, to.province.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    if to.ward.is_empty() {
        return None;
    }
    let hit = places().search(&query, 1).into_iter().next()?;
    places().ward(&hit.code)
}

/// Whose goods each line takes. In a shop of one cooperative its own; among several as the market's rules say. `Err`: there
/// is not enough of this line.
pub(super) fn share(
    core: &Core,
    account: &Account,
    lines: &[Line<'_>],
    ward: Option<&Ward>,
) -> std::result::Result<(Vec<Taken>, Option<Decided>), usize> {
    if account.sellers.len() == 1 {
        let mut taken = Vec::with_capacity(lines.len());
        for (n, line) in lines.iter().enumerate() {
            let supply = line.goods.supplies.first().ok_or(n)?;
            taken.push(Taken {
                line: n,
                offer: supply.offer,
                steps: line.steps,
                total: line.total,
            });
        }
        return Ok((taken, None));
    }
    let wanted: Vec<Wanted> = lines
        .iter()
        .enumerate()
        .map(|(n, line)| Wanted {
            variant: line.goods.variant,
            steps: line.steps,
            unit_price: None,
            cooperative: None,
            lines: vec![n],
        })
        .collect();
    let goods: HashMap<VariantId, Goods> = lines
        .iter()
        .map(|line| (line.goods.variant, line.goods.clone()))
        .collect();
    let plan = checkout::plan(
        &goods,
        &wanted,
        &HashMap::new(),
        ward,
        core.clock.now(),
        Locale::Vi,
    );
    if let Some(short) = plan.refused.first() {
        return Err(short.wanted.lines.first().copied().unwrap_or_default());
    }
    // What is promised of a harvest to come is no stock to a marketplace.
    let ahead = plan.parcels.iter().find(|parcel| parcel.ahead.is_some());
    if let Some(part) = ahead.and_then(|parcel| parcel.lines.first()) {
        let of = |line: &Line<'_>| line.goods.variant == part.goods.variant;
        return Err(lines.iter().position(of).unwrap_or_default());
    }
    let mut left: Vec<i64> = lines.iter().map(|line| line.steps).collect();
    let mut taken = Vec::new();
    for part in plan.parcels.iter().flat_map(|parcel| &parcel.lines) {
        let mut rest = part.steps;
        for (n, line) in lines.iter().enumerate() {
            let open = left.get(n).copied().unwrap_or_default();
            if line.goods.variant != part.goods.variant || open == 0 || rest == 0 {
                continue;
            }
            let steps = open.min(rest);
            rest -= steps;
            let total = line.part(line.steps - open, steps);
            if let Some(open) = left.get_mut(n) {
                *open -= steps;
            }
            taken.push(Taken {
                line: n,
                offer: part.supply.offer,
                steps,
                total,
            });
        }
    }
    let decided = plan.routed.into_iter().next();
    let decided = decided.map(|(snapshot, routing)| Decided { snapshot, routing });
    Ok((taken, decided))
}

pub(super) type Parts<'a> = Vec<(CooperativeId, Vec<&'a Taken>)>;

/// What was taken, by cooperative, and what each is given of pooled listings.
pub(super) fn parts<'a>(lines: &[Line<'_>], taken: &'a [Taken]) -> Result<(Parts<'a>, Given)> {
    let mut given = Given::new();
    let mut parts: BTreeMap<CooperativeId, Vec<&Taken>> = BTreeMap::new();
    for one in taken {
        let found = lines.get(one.line).and_then(|line| {
            let of = |supply: &&Supply| supply.offer == one.offer;
            Some((line.goods, line.goods.supplies.iter().find(of)?))
        });
        let (goods, owner) = found
            .ok_or_else(|| Error::internal("a line was taken from an offer it does not have"))?;
        if goods.pooled {
            note(&mut given, goods.listing, owner.cooperative, one.total);
        }
        parts.entry(owner.cooperative).or_default().push(one);
    }
    Ok((parts.into_iter().collect(), given))
}
