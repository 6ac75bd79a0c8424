//! What the certificates of a good prove today.

use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, ProductId};
use shared::rules::badge::{CertificateFacts, badge};
use shared::time::Millis;
use uuid::Uuid;

/// A certificate as far as badges care. `valid_to` is the midnight after its last day.
#[derive(Clone, FromQueryResult)]
pub(crate) struct Paper {
    pub cooperative_id: Uuid,
    pub product_id: Option<Uuid>,
    pub kind: String,
    pub mark: Option<String>,
    pub stars: Option<i32>,
    pub valid_from: i64,
    pub valid_to: i64,
    pub verified_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

impl Paper {
    /// The certificate as the rules see it; `None` for a kind they do not know.
    pub(crate) fn facts(&self) -> Option<CertificateFacts> {
        Some(CertificateFacts {
            kind: self.kind.parse().ok()?,
            product: self.product_id.map(ProductId::from),
            holder: self.cooperative_id.into(),
            stars: self.stars.and_then(|stars| u8::try_from(stars).ok()),
            mark: self.mark.clone(),
            valid_from: Some(Millis(self.valid_from).vn_date()),
            valid_to: Some(Millis(self.valid_to).plus_ms(-1).vn_date()),
            verified: self.verified_at.is_some(),
            revoked: self.revoked_at.is_some(),
        })
    }
}

/// What may be shown, and until when it may be shown without looking again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proven {
    /// OCOP stars; 0 without a valid certificate.
    pub stars: i32,
    /// The midnight after the last day of the certificate behind the stars.
    pub stars_until: Option<i64>,
    /// Kinds of all valid certificates between commas: `,ocop,vietgap,`; empty without any.
    pub kinds: String,
    /// When the answer changes next: a certificate ends or begins.
    pub until: Option<i64>,
}

/// Decides by the badge rule of the market, on the day of `now`.
pub(super) fn proven(
    papers: &[Paper],
    product: ProductId,
    cooperative: CooperativeId,
    now: Millis,
) -> Proven {
    let today = now.vn_date();
    let facts: Vec<CertificateFacts> = papers
        .iter()
        .filter_map(Paper::facts)
        .filter(|fact| fact.covers(product, cooperative))
        .collect();
    let star = badge(&facts, product, cooperative, today);
    let mut kinds: Vec<&str> = facts
        .iter()
        .filter(|fact| fact.is_active(today))
        .map(|fact| fact.kind.code())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let changes = facts
        .iter()
        .filter(|fact| fact.verified && !fact.revoked)
        .flat_map(|fact| {
            [
                fact.valid_from.map(|day| day.start().0),
                fact.valid_to.map(|day| day.end().0),
            ]
            .into_iter()
            .flatten()
        });
    Proven {
        stars: star.map_or(0, |badge| i32::from(badge.stars)),
        stars_until: star.map(|badge| badge.valid_to.end().0),
        kinds: if kinds.is_empty() {
            String::new()
        } else {
            format!(",{},", kinds.join(","))
        },
        until: changes.filter(|at| *at > now.0).min(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::VnDate;

    const GOOD: u128 = 1;
    const HOLDER: u128 = 2;

    fn day(y: i32, m: u8, d: u8) -> VnDate {
        VnDate::new(y, m, d).expect("a day")
    }

    fn paper(kind: &str, stars: Option<i32>, from: VnDate, to: VnDate) -> Paper {
        Paper {
            cooperative_id: Uuid::from_u128(HOLDER),
            product_id: Some(Uuid::from_u128(GOOD)),
            kind: kind.into(),
            mark: None,
            stars,
            valid_from: from.start().0,
            valid_to: to.end().0,
            verified_at: Some(1),
            revoked_at: None,
        }
    }

    fn on(papers: &[Paper], now: Millis) -> Proven {
        proven(
            papers,
            Uuid::from_u128(GOOD).into(),
            Uuid::from_u128(HOLDER).into(),
            now,
        )
    }

    #[test]
    fn stars_end_with_the_last_day() {
        let papers = [paper("ocop", Some(3), day(2023, 12, 18), day(2026, 12, 18))];
        let end = day(2026, 12, 18).end();
        let shown = on(&papers, end.plus_ms(-1));
        assert_eq!(
            (shown.stars, shown.stars_until, shown.kinds.as_str()),
            (3, Some(end.0), ",ocop,")
        );
        assert_eq!(shown.until, Some(end.0));
        assert_eq!(
            on(&papers, end),
            Proven {
                stars: 0,
                stars_until: None,
                kinds: String::new(),
                until: None
            }
        );
    }

    #[test]
    fn only_papers_that_cover_the_good_count() {
        let now = day(2026, 6, 1).start();
        let (from, to) = (day(2026, 1, 1), day(2026, 12, 31));
        let whole = Paper {
            product_id: None,
            ..paper("vietgap", None, from, to)
        };
        let later = paper("organic", None, day(2026, 7, 1), to);
        let foreign = Paper {
            product_id: Some(Uuid::from_u128(9)),
            ..paper("ocop", Some(5), from, to)
        };
        let general = Paper {
            product_id: None,
            ..paper("ocop", Some(5), from, to)
        };
        let unknown = paper("made_up", None, from, to);
        let proof = on(&[whole, later, foreign, general, unknown], now);
        assert_eq!((proof.stars, proof.kinds.as_str()), (0, ",vietgap,"));
        assert_eq!(proof.until, Some(day(2026, 7, 1).start().0));
    }
}
