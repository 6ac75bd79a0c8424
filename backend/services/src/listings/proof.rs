//! What the certificates of a good prove today.

use sea_orm::FromQueryResult;
use shared::time::Millis;

/// A certificate as far as badges care.
#[derive(FromQueryResult)]
pub(super) struct Paper {
    pub kind: String,
    pub stars: Option<i32>,
    /// Tied to this very good and not to the cooperative as a whole.
    pub own: bool,
    pub valid_from: i64,
    pub valid_to: i64,
    pub verified_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

/// What may be shown, and until when it may be shown without looking again.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proven {
    /// OCOP stars; 0 without a valid certificate.
    pub stars: i32,
    /// End of the certificate behind the stars.
    pub stars_until: Option<i64>,
    /// Kinds of all valid certificates between commas: `,ocop,vietgap,`; empty without any.
    pub kinds: String,
    /// When the answer changes next: a certificate ends or begins.
    pub until: Option<i64>,
}

/// Counts only what was verified, is not revoked and is in force. Stars belong to one good: those of a
/// cooperative's certificate without a good do not count.
pub(super) fn proven(papers: &[Paper], now: Millis) -> Proven {
    let good = |paper: &&Paper| {
        paper.verified_at.is_some() && paper.revoked_at.is_none() && paper.valid_to > now.0
    };
    let valid: Vec<&Paper> = papers
        .iter()
        .filter(good)
        .filter(|paper| paper.valid_from <= now.0)
        .collect();
    let star = valid
        .iter()
        .filter(|paper| paper.own && paper.kind == "ocop")
        .filter_map(|paper| Some((paper.stars.filter(|n| (1..=5).contains(n))?, paper.valid_to)))
        .max();
    let mut kinds: Vec<&str> = valid
        .iter()
        .filter(|paper| paper.kind != "ocop" || paper.own)
        .map(|paper| paper.kind.as_str())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let ahead = papers.iter().filter(good).map(|p| {
        if p.valid_from > now.0 {
            p.valid_from
        } else {
            p.valid_to
        }
    });
    Proven {
        stars: star.map_or(0, |(stars, _)| stars),
        stars_until: star.map(|(_, until)| until),
        kinds: if kinds.is_empty() {
            String::new()
        } else {
            format!(",{},", kinds.join(","))
        },
        until: ahead.min(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(kind: &str, stars: Option<i32>, from: i64, to: i64) -> Paper {
        Paper {
            kind: kind.into(),
            stars,
            own: true,
            valid_from: from,
            valid_to: to,
            verified_at: Some(1),
            revoked_at: None,
        }
    }

    #[test]
    fn stars_come_from_a_valid_certificate_of_the_good_and_nothing_else() {
        let ocop = || paper("ocop", Some(3), 0, 100);
        assert_eq!(proven(&[ocop()], Millis(50)).stars, 3);
        assert_eq!(proven(&[ocop()], Millis(50)).stars_until, Some(100));
        let spoilt = [
            Paper {
                verified_at: None,
                ..ocop()
            },
            Paper {
                revoked_at: Some(2),
                ..ocop()
            },
            Paper {
                own: false,
                ..ocop()
            },
            Paper {
                valid_from: 60,
                ..ocop()
            },
            Paper {
                valid_to: 50,
                ..ocop()
            },
            Paper {
                stars: Some(9),
                ..ocop()
            },
            Paper {
                kind: "vietgap".into(),
                ..ocop()
            },
        ];
        for paper in spoilt {
            assert_eq!(proven(&[paper], Millis(50)).stars, 0);
        }
    }

    #[test]
    fn the_best_stars_win_and_the_next_change_is_known() {
        let papers = [
            paper("ocop", Some(3), 0, 400),
            paper("ocop", Some(4), 0, 300),
            paper("vietgap", None, 0, 200),
            paper("organic", None, 150, 900),
        ];
        let proof = proven(&papers, Millis(100));
        assert_eq!((proof.stars, proof.stars_until), (4, Some(300)));
        assert_eq!(proof.kinds, ",ocop,vietgap,");
        assert_eq!(proof.until, Some(150));
        assert_eq!(
            proven(&[], Millis(1)),
            Proven {
                stars: 0,
                stars_until: None,
                kinds: String::new(),
                until: None
            }
        );
    }
}
