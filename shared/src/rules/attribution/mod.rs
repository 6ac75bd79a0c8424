//! Who brought an order: clicks on share links, order lines and rates become commission lines, or a reason why not.
//!
//! Rule set `attribution/2`: a click counts for seven days; it counts for the goods its link shows, and for other goods of
//! the same cooperatives; the link must not have ended and its seller not have been stopped when the order came; nobody earns
//! by ordering for themselves; clicks that arrive faster than people can open links count for nobody. Of what counts, a
//! live session goes before an ordinary link, then the last click wins. The rate is the one agreed with this seller
//! before the one open to all, and one for this good before one for the whole booth. It is of the price the cooperative sells at:
//! its own vouchers lower it, what the market gives does not, delivery is not in it ([`base`]). Amounts are rounded to the
//! nearest đồng, a half up. (`attribution/1` took it of the price before all vouchers.)

mod say;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::money::Vnd;
use crate::rules::voucher::Share;
use crate::time::{DAY_MS, Millis};

/// The rule set of today, stored with each line.
pub const RULE: &str = "attribution/2";
/// The rule set before: lines that it froze are reckoned from the price before vouchers.
pub const BEFORE_VOUCHERS: &str = "attribution/1";
/// How long a click counts, in milliseconds.
pub const WINDOW_MS: i64 = 7 * DAY_MS;
/// So many links within [`STUFFED_MS`] are no person's doing.
pub const STUFFED_LINKS: usize = 4;
/// See [`STUFFED_LINKS`]; in milliseconds.
pub const STUFFED_MS: i64 = 10_000;
/// A whole, in hundredths of a percent.
const WHOLE: i128 = 10_000;

/// A click of the buyer's browser, with what its link was when the order came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Click {
    /// Its id.
    pub id: Uuid,
    /// The link.
    pub link: Uuid,
    /// Who earns by the link.
    pub seller: Uuid,
    /// The link leads to a live session.
    pub live: bool,
    /// When it was clicked.
    pub at: Millis,
    /// The listings the link shows.
    pub listings: Vec<Uuid>,
    /// The cooperatives whose goods it shows.
    pub cooperatives: Vec<Uuid>,
    /// The link had been ended.
    pub ended: bool,
    /// The seller had been stopped.
    pub stopped: bool,
    /// The buyer is the seller.
    pub own: bool,
}

/// What a cooperative pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Its id.
    pub id: Uuid,
    /// Who pays.
    pub cooperative: Uuid,
    /// For which listing; none for all.
    pub listing: Option<Uuid>,
    /// To whom; none for everybody.
    pub seller: Option<Uuid>,
    /// Hundredths of a percent of the goods' price.
    pub rate_bp: u32,
}

/// A line of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// What was bought.
    pub listing: Uuid,
    /// Who sends it.
    pub cooperative: Uuid,
    /// What a commission of it is reckoned from, see [`base`].
    pub base: Vnd,
}

/// Everything a decision follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// When the order came.
    pub at: Millis,
    /// The clicks of this browser.
    pub clicks: Vec<Click>,
    /// The order.
    pub lines: Vec<Line>,
    /// The rates in force then.
    pub rates: Vec<Rate>,
}

/// What became of a click for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It earned the commission.
    Earned,
    /// Longer ago than the window.
    TooOld,
    /// The link shows goods of others.
    OtherGoods,
    /// The link had been ended.
    LinkEnded,
    /// The seller had been stopped.
    SellerStopped,
    /// The seller bought for themselves.
    OwnPurchase,
    /// Too many links at once.
    Stuffed,
    /// The cooperative pays no commission for it.
    NoRate,
    /// A live session goes before it.
    LiveFirst,
    /// Somebody else's, or another, link was clicked later.
    LaterClick,
}

/// A commission line, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The order line.
    pub line: Uuid,
    /// The click.
    pub click: Uuid,
    /// What became of it.
    pub outcome: Outcome,
    /// The rate, when there is one.
    pub rate: Option<Uuid>,
    /// The rate was agreed with this seller.
    pub targeted: bool,
    /// Hundredths of a percent; 0 without a rate.
    pub rate_bp: u32,
    /// The goods it is reckoned from.
    pub base: Vnd,
    /// The commission; 0 unless earned.
    pub amount: Vnd,
}

/// Decides every line for every click, in the order of lines and clicks. At most one click earns each line.
#[must_use]
pub fn attribute(case: &Case) -> Vec<Found> {
    let stuffed = stuffed(&case.clicks);
    let mut found = Vec::with_capacity(case.lines.len() * case.clicks.len());
    for line in &case.lines {
        let start = found.len();
        for click in &case.clicks {
            found.push(consider(case, line, click, stuffed.contains(&click.id)));
        }
        settle(&case.clicks, &mut found[start..]);
    }
    found
}

/// The commission on goods of `base`.
#[must_use]
pub fn commission(base: Vnd, rate_bp: u32) -> Vnd {
    part(base.0, i128::from(rate_bp), WHOLE)
}

/// What a commission of a line is reckoned from: what the buyer pays for the goods with the vouchers that the cooperative gives
/// taken off. What the market gives is money like the buyer's.
#[must_use]
pub fn base(total: Vnd, off: Share) -> Vnd {
    Vnd((total.0 - off.own.0).max(0))
}

/// What is left of that when the buyer was given back `back` of what he himself paid for the line: all of it when he got
/// everything back, whoever gave the voucher.
#[must_use]
pub fn base_left(total: Vnd, off: Share, back: Vnd) -> Vnd {
    let base = base(total, off);
    let paid = i128::from((base.0 - off.market.0).max(0));
    if paid == 0 {
        return base;
    }
    let back = i128::from(back.0.max(0)).min(paid);
    Vnd(base.0 - part(base.0, back, paid).0)
}

/// How much of a commission is taken back when goods worth `back` of `base` have been given back altogether, so that giving back
/// everything takes back everything, in however many steps.
#[must_use]
pub fn reversed(amount: Vnd, base: Vnd, back: Vnd) -> Vnd {
    if base.0 <= 0 {
        return amount;
    }
    part(
        amount.0,
        i128::from(back.0.clamp(0, base.0)),
        i128::from(base.0),
    )
}

fn part(of: i64, share: i128, whole: i128) -> Vnd {
    let exact = i128::from(of.max(0)) * share;
    Vnd(i64::try_from((2 * exact + whole) / (2 * whole)).unwrap_or(i64::MAX))
}

/// Clicks on so many links within so short a time that no person made them.
fn stuffed(clicks: &[Click]) -> Vec<Uuid> {
    let together = |one: &Click| {
        let mut links: Vec<Uuid> = clicks
            .iter()
            .filter(|other| (0..=STUFFED_MS).contains(&(other.at.0 - one.at.0)))
            .map(|other| other.link)
            .collect();
        links.sort_unstable();
        links.dedup();
        links.len() >= STUFFED_LINKS
    };
    let starts: Vec<Millis> = clicks
        .iter()
        .filter(|one| together(one))
        .map(|one| one.at)
        .collect();
    let within = |click: &&Click| {
        starts
            .iter()
            .any(|start| (0..=STUFFED_MS).contains(&(click.at.0 - start.0)))
    };
    clicks.iter().filter(within).map(|click| click.id).collect()
}

/// A click by itself: [`Outcome::Earned`] when nothing but another click stands in its way.
fn consider(case: &Case, line: &Line, click: &Click, stuffed: bool) -> Found {
    let rate = rate(&case.rates, line, click.seller);
    let age = case.at.0 - click.at.0;
    let covers =
        click.listings.contains(&line.listing) || click.cooperatives.contains(&line.cooperative);
    let outcome = if !(0..=WINDOW_MS).contains(&age) {
        Outcome::TooOld
    } else if !covers {
        Outcome::OtherGoods
    } else if click.ended {
        Outcome::LinkEnded
    } else if click.stopped {
        Outcome::SellerStopped
    } else if click.own {
        Outcome::OwnPurchase
    } else if stuffed {
        Outcome::Stuffed
    } else if rate.is_none() {
        Outcome::NoRate
    } else {
        Outcome::Earned
    };
    let rate_bp = rate.map_or(0, |rate| rate.rate_bp);
    Found {
        line: line.id,
        click: click.id,
        outcome,
        rate: rate.map(|rate| rate.id),
        targeted: rate.is_some_and(|rate| rate.seller.is_some()),
        rate_bp,
        base: line.base,
        amount: if outcome == Outcome::Earned {
            commission(line.base, rate_bp)
        } else {
            Vnd::ZERO
        },
    }
}

/// The rate for a line: agreed with this seller before open to all; for this good before for the whole booth; of equals the
/// higher one.
#[must_use]
pub fn rate<'a>(rates: &'a [Rate], line: &Line, seller: Uuid) -> Option<&'a Rate> {
    rates
        .iter()
        .filter(|rate| rate.cooperative == line.cooperative)
        .filter(|rate| rate.listing.is_none_or(|listing| listing == line.listing))
        .filter(|rate| rate.seller.is_none_or(|one| one == seller))
        .max_by_key(|rate| {
            (
                rate.seller.is_some(),
                rate.listing.is_some(),
                rate.rate_bp,
                rate.id,
            )
        })
}

/// Of the clicks that could earn a line, all but one give way.
fn settle(clicks: &[Click], found: &mut [Found]) {
    let able = |one: &(usize, &Click)| found[one.0].outcome == Outcome::Earned;
    let best = clicks
        .iter()
        .enumerate()
        .filter(able)
        .max_by_key(|(_, click)| (click.live, click.at, click.id))
        .map(|(at, click)| (at, click.live));
    let Some((best, live)) = best else { return };
    for (at, (one, click)) in found.iter_mut().zip(clicks).enumerate() {
        if one.outcome == Outcome::Earned && at != best {
            one.outcome = if live && !click.live {
                Outcome::LiveFirst
            } else {
                Outcome::LaterClick
            };
            one.amount = Vnd::ZERO;
        }
    }
}

#[cfg(test)]
mod tests;
