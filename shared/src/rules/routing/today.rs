//! What can be sold of an offer on a day, before anything is known of a buyer. Lists, product pages and checkouts ask this
//! one question, so that a page never offers what an order would refuse.

use super::eligible::{in_season, proven};
use super::reason::Reason;
use super::snapshot::{Claim, Proof};
use crate::goods::{Season, ShippingClass};
use crate::money::Vnd;
use crate::time::VnDate;

/// The facts it depends on.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// An officer verified the cooperative.
    pub verified: bool,
    /// All its sales are stopped.
    pub paused: bool,
    /// The offer is on sale, and its cooperative takes part in a pooled listing.
    pub enabled: bool,
    /// The least the cooperative may net for one unit, and what it nets at the selling price.
    pub floor: Option<(Vnd, Vnd)>,
    /// The months in which it can be sent: [`sellable`].
    pub season: Season,
    /// When it was, or will be, harvested; it is not sent earlier.
    pub harvested_on: Option<VnDate>,
    /// What the page promises.
    pub claims: &'a [Claim],
    /// What can be proven for the offer.
    pub proofs: &'a [Proof],
    /// What is neither held, promised nor blocked, in smallest steps.
    pub free: i64,
    /// What is left of its quota, in smallest steps; none without a quota.
    pub quota_left: Option<i64>,
}

impl Today<'_> {
    /// What can be sold on the day, in smallest steps: never below zero.
    ///
    /// # Errors
    /// The first hard rule that is not met.
    pub fn on(&self, today: VnDate) -> Result<i64, Reason> {
        if !self.verified {
            return Err(Reason::NotVerified);
        }
        if self.paused {
            return Err(Reason::Paused);
        }
        if !self.enabled {
            return Err(Reason::Disabled);
        }
        if let Some((floor, net)) = self.floor.filter(|(floor, net)| net < floor) {
            return Err(Reason::BelowFloor { net, floor });
        }
        let day = self.harvested_on.map_or(today, |ready| ready.max(today));
        in_season(self.season, day)?;
        proven(self.claims, self.proofs, day)?;
        let quota = self.quota_left.unwrap_or(i64::MAX);
        if quota <= 0 {
            return Err(Reason::QuotaUsed { left: 0 });
        }
        match self.free.min(quota) {
            free if free > 0 => Ok(free),
            free => Err(Reason::NoStock { free: free.max(0) }),
        }
    }
}

/// Every claim is proven on the day.
#[must_use]
pub fn proven_on(claims: &[Claim], proofs: &[Proof], day: VnDate) -> bool {
    proven(claims, proofs, day).is_ok()
}

/// The months in which goods can be sent: their season and as long after it as they keep. Dried goods of which nobody said
/// how long they keep count as keeping for a year, hardy ones for a month.
#[must_use]
pub fn sellable(season: Season, shelf_life_days: Option<u16>, class: ShippingClass) -> Season {
    let keeps = match (shelf_life_days, class) {
        (Some(days), _) => days,
        (None, ShippingClass::P4) => 365,
        (None, ShippingClass::P3) => 30,
        (None, _) => 0,
    };
    season.sellable(keeps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::badge::CertificateKind;

    fn day(m: u8, d: u8) -> VnDate {
        VnDate::new(2026, m, d).expect("a day")
    }

    fn facts<'a>(claims: &'a [Claim], proofs: &'a [Proof]) -> Today<'a> {
        Today {
            verified: true,
            paused: false,
            enabled: true,
            floor: None,
            season: Season::of_months(&[7, 8], &[]),
            harvested_on: None,
            claims,
            proofs,
            free: 12,
            quota_left: None,
        }
    }

    #[test]
    fn the_first_rule_that_fails_is_the_reason() {
        let all = facts(&[], &[]);
        let on = |facts: Today<'_>| facts.on(day(8, 15)).map_err(Reason::code);
        assert_eq!(on(all), Ok(12));
        assert_eq!(
            on(Today {
                quota_left: Some(5),
                ..all
            }),
            Ok(5)
        );
        assert_eq!(
            on(Today {
                quota_left: Some(0),
                ..all
            }),
            Err("quota_used")
        );
        assert_eq!(on(Today { free: -3, ..all }), Err("no_stock"));
        let below = Some((Vnd(100), Vnd(97)));
        assert_eq!(
            on(Today {
                floor: below,
                free: 0,
                ..all
            }),
            Err("below_floor")
        );
        assert_eq!(
            on(Today {
                enabled: false,
                floor: below,
                ..all
            }),
            Err("disabled")
        );
        assert_eq!(
            on(Today {
                paused: true,
                enabled: false,
                ..all
            }),
            Err("paused")
        );
        assert_eq!(
            on(Today {
                verified: false,
                paused: true,
                ..all
            }),
            Err("not_verified")
        );
        assert_eq!(
            all.on(day(9, 1)).map_err(Reason::code),
            Err("out_of_season")
        );
        let early = Today {
            harvested_on: Some(day(7, 2)),
            ..all
        };
        assert_eq!(
            early.on(day(6, 20)),
            Ok(12),
            "what ripens soon is sold for that day"
        );
    }

    #[test]
    fn a_claim_is_proven_on_its_last_day_and_not_after() {
        let claims = [Claim {
            kind: CertificateKind::Vietgap,
            stars: None,
            mark: None,
        }];
        let proofs = [Proof {
            kind: CertificateKind::Vietgap,
            stars: None,
            mark: None,
            from: Some(day(1, 1)),
            to: Some(day(8, 15)),
            valid: true,
        }];
        let with = facts(&claims, &proofs);
        assert_eq!(with.on(day(8, 15)), Ok(12));
        assert_eq!(
            with.on(day(8, 16)).map_err(Reason::code),
            Err("certificate_expired")
        );
        assert_eq!(
            facts(&claims, &[]).on(day(8, 15)).map_err(Reason::code),
            Err("no_certificate")
        );
    }

    #[test]
    fn what_keeps_is_sold_longer() {
        let season = Season::of_months(&[8], &[]);
        assert!(sellable(season, None, ShippingClass::P4).is_all_year());
        assert_eq!(sellable(season, None, ShippingClass::P1), season);
        assert!(sellable(season, Some(40), ShippingClass::P2).in_season(9));
    }
}
