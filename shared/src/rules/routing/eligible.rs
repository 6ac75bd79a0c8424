//! The hard rules: who may send a line at all. They are asked in a fixed order; the first that fails is the reason.

use super::facts::{Facts, Supply};
use super::parcel::{days_old, gross};
use super::reason::Reason;
use super::snapshot::{Absence, Claim, Cooperative, Line, Lot, Offer, Proof};
use crate::goods::Season;
use crate::rules::shipping::{Band, Lane, LaneRequest, Window, lane};
use crate::text::fold;
use crate::time::VnDate;

impl Facts<'_> {
    /// Whether and how an offer could serve a line. The positions of candidate, line and offer are left to the caller.
    pub fn judge(
        &self,
        line: &Line,
        offer: &Offer,
        owner: Option<usize>,
    ) -> Result<Supply, Reason> {
        let known = owner.and_then(|at| Some((at, self.snapshot.cooperatives.get(at)?)));
        let Some((cooperative, who)) = known.filter(|(_, who)| who.verified) else {
            return Err(Reason::NotVerified);
        };
        may_sell(line, offer, who)?;
        let way = self.way(offer, cooperative);
        self.allowed(offer, cooperative, way.band)?;
        let window = self.window(cooperative, offer.class, way.band, offer.harvested_on)?;
        in_season(offer.season, window.ship_by)?;
        proven(&line.claims, &offer.certificates, window.ship_by)?;
        let Ready {
            raw,
            by_quota,
            harvested,
        } = stock(offer, &window, self.day)?;
        let part = common_multiple(line.step, offer.step);
        if raw < line.quantity && raw < part {
            return Err(if by_quota {
                Reason::QuotaUsed { left: raw }
            } else {
                Reason::NoStock { free: raw }
            });
        }
        Ok(Supply {
            candidate: 0,
            line: 0,
            offer: 0,
            cooperative,
            way,
            window,
            raw,
            by_quota,
            part,
            harvested,
            age: days_old(harvested, window.ship_by),
            late: (window.latest.days() - self.today).max(0),
            class: offer.class,
            grams: gross(offer.weight_g, line.quantity, line.unit),
        })
    }

    /// The goods may go so far.
    pub fn allowed(&self, offer: &Offer, cooperative: usize, band: Band) -> Result<(), Reason> {
        let request = LaneRequest {
            class: offer.class,
            shelf_life_days: offer.shelf_life_days,
            band,
            to: self.area(offer, cooperative),
        };
        match lane(request) {
            Lane::Allowed { .. } => Ok(()),
            Lane::Refused(refusal) => Err(Reason::Lane(refusal)),
        }
    }
}

/// What does not depend on where and when it goes.
fn may_sell(line: &Line, offer: &Offer, who: &Cooperative) -> Result<(), Reason> {
    if who.paused {
        return Err(Reason::Paused);
    }
    if !offer.enabled {
        return Err(Reason::Disabled);
    }
    if let Some(only) = line.only.as_ref().filter(|only| only.cooperative != who.id) {
        return Err(Reason::OtherChosen { by: only.by });
    }
    if let Some(asked) = line.excluded.iter().find(|e| e.cooperative == who.id) {
        return Err(match asked.why {
            Absence::Declined => Reason::Declined,
            Absence::TimedOut => Reason::TimedOut,
            Absence::MovedAway => Reason::MovedAway,
        });
    }
    if let Some(floor) = offer.floor {
        let net = offer.net.unwrap_or(line.price);
        if net < floor {
            return Err(Reason::BelowFloor { net, floor });
        }
    }
    let broken = |step: &i64| line.quantity % step.max(&1) != 0;
    match [line.step, offer.step].into_iter().find(broken) {
        Some(step) => Err(Reason::Step { step }),
        None => Ok(()),
    }
}

/// There is a crop in the month of the day.
pub(super) fn in_season(season: Season, day: VnDate) -> Result<(), Reason> {
    if season.in_season(day.m) {
        return Ok(());
    }
    Err(Reason::OutOfSeason {
        month: day.m,
        next: season.next_start(day.m),
    })
}

fn same_mark(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

impl Claim {
    /// The certificate is of the kind, the stars and the name that are claimed.
    fn is_about(&self, proof: &Proof) -> bool {
        self.kind == proof.kind
            && self
                .stars
                .is_none_or(|least| proof.stars.is_some_and(|stars| stars >= least))
            && self
                .mark
                .as_deref()
                .is_none_or(|mark| proof.mark.as_deref().is_some_and(|m| same_mark(mark, m)))
    }
}

/// Every claim is proven on the day.
pub(super) fn proven(claims: &[Claim], proofs: &[Proof], day: VnDate) -> Result<(), Reason> {
    for (at, claim) in claims.iter().enumerate() {
        let (mut ended, mut begins) = (None, None);
        let mut holds = false;
        let about = |proof: &&Proof| proof.valid && claim.is_about(proof);
        for proof in proofs.iter().filter(about) {
            let (over, early) = (
                proof.to.filter(|to| *to < day),
                proof.from.filter(|from| *from > day),
            );
            holds |= over.is_none() && early.is_none();
            ended = ended.max(over);
            begins = early.into_iter().chain(begins).min();
        }
        match (holds, ended, begins) {
            (true, ..) => {}
            (_, Some(until), _) => return Err(Reason::CertificateExpired { claim: at, until }),
            (_, None, Some(from)) => return Err(Reason::CertificateNotYet { claim: at, from }),
            (_, None, None) => return Err(Reason::NoCertificate { claim: at }),
        }
    }
    Ok(())
}

impl Lot {
    /// It can be in a parcel of these days.
    pub(super) fn is_usable(&self, window: &Window) -> bool {
        !self.on_hold
            && self.quantity > 0
            && self.expires_on.is_none_or(|last| last >= window.latest)
            && self.harvested_on.is_none_or(|day| day <= window.ship_by)
    }
}

/// What can be sent of an offer in a parcel of these days.
pub(super) struct Ready {
    /// How much, in smallest steps, not rounded.
    pub raw: i64,
    /// There is more, but the quota ends.
    pub by_quota: bool,
    /// When the goods that go first were harvested.
    pub harvested: Option<VnDate>,
}

/// The lots of an offer as a parcel of these days sees them.
#[derive(Default)]
struct Lots<'a> {
    /// In all of them.
    listed: i64,
    /// In those that can be in the parcel.
    usable: i64,
    /// In those that nobody gets: on hold, or over on the day of the order.
    gone: i64,
    /// In those that end before the parcel arrives: what was promised before may still leave in time.
    earlier: i64,
    /// Of the usable ones the first to expire.
    first: Option<&'a Lot>,
}

impl<'a> Lots<'a> {
    fn of(offer: &'a Offer, window: &Window, today: VnDate) -> Self {
        let mut lots = Self::default();
        let lasts = |lot: &Lot| (lot.expires_on.is_none(), lot.expires_on);
        for lot in &offer.lots {
            let quantity = lot.quantity.max(0);
            lots.listed = lots.listed.saturating_add(quantity);
            if lot.is_usable(window) {
                lots.usable = lots.usable.saturating_add(quantity);
                if lots.first.is_none_or(|first| lasts(lot) < lasts(first)) {
                    lots.first = Some(lot);
                }
            } else if lot.on_hold || lot.expires_on.is_some_and(|last| last < today) {
                lots.gone = lots.gone.saturating_add(quantity);
            } else if lot.expires_on.is_some_and(|last| last < window.latest) {
                lots.earlier = lots.earlier.saturating_add(quantity);
            }
        }
        let loose = offer.on_hand.saturating_sub(lots.listed).max(0);
        lots.usable = lots.usable.saturating_add(loose);
        lots
    }

    /// What of the usable goods nobody else was promised. Checkouts that hold goods now need goods as this parcel does; what
    /// is promised to orders goes out of the lots that end first; what is blocked lies in lots that nobody gets. What those
    /// do not cover is taken of the usable goods.
    fn sellable(&self, offer: &Offer) -> i64 {
        let promised = offer.allocated.saturating_sub(self.earlier).max(0);
        let blocked = offer.blocked.saturating_sub(self.gone).max(0);
        let others = offer.held.saturating_add(promised).saturating_add(blocked);
        self.usable.saturating_sub(others).max(0)
    }
}

/// What can be sent of an offer in a parcel of these days, of an order of `today`.
pub(super) fn stock(offer: &Offer, window: &Window, today: VnDate) -> Result<Ready, Reason> {
    let step = offer.step.max(1);
    let quota = offer.quota_left.unwrap_or(i64::MAX);
    if quota < step {
        return Err(Reason::QuotaUsed { left: quota.max(0) });
    }
    let lots = Lots::of(offer, window, today);
    let free = offer.free();
    let there = free.min(lots.sellable(offer));
    if there < step {
        let lots_hinder = free >= step || (lots.usable == 0 && lots.listed > 0);
        return Err(lots_hinder
            .then(|| no_lot(offer, window))
            .flatten()
            .unwrap_or(Reason::NoStock { free: there }));
    }
    let harvested = lots.first.and_then(|lot| lot.harvested_on);
    Ok(Ready {
        raw: there.min(quota),
        by_quota: quota < there,
        harvested: harvested.or(offer.harvested_on),
    })
}

/// Why the lots that lie there cannot be sent.
fn no_lot(offer: &Offer, window: &Window) -> Option<Reason> {
    let filled = || offer.lots.iter().filter(|lot| lot.quantity > 0);
    let ended = filled()
        .filter(|lot| !lot.on_hold)
        .filter_map(|lot| lot.expires_on.filter(|last| *last < window.latest));
    if let Some(on) = ended.max() {
        return Some(Reason::LotExpires { on });
    }
    if filled().any(|lot| lot.on_hold) {
        return Some(Reason::LotOnHold);
    }
    let later = filled().filter_map(|lot| lot.harvested_on.filter(|day| *day > window.ship_by));
    later.min().map(|on| Reason::LotNotYet { on })
}

pub(super) fn common_multiple(a: i64, b: i64) -> i64 {
    let (a, b) = (a.max(1), b.max(1));
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).saturating_mul(b)
}
