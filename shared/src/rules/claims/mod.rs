//! Words that promise something: "OCOP", "hữu cơ", a protected name, a cure. A title or a description may use them only
//! with a certificate behind them, and words of healing not at all.

mod hint;
mod list;
mod scan;
mod stars;
mod words;

use serde::{Deserialize, Serialize};

pub use scan::{scan, scan_all, scan_any};

use super::badge::{CertificateFacts, CertificateKind};
use crate::id::{CooperativeId, ProductId};
use crate::time::VnDate;

/// What may be claimed: what the certificates in force say of one product of one cooperative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proofs {
    /// OCOP stars, if there is a badge.
    pub stars: Option<u8>,
    /// Kinds of certificates in force.
    pub kinds: Vec<CertificateKind>,
    /// Protected names that may be used.
    pub marks: Vec<String>,
}

/// What a text claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// "OCOP".
    Ocop,
    /// So many stars.
    Stars(u8),
    /// That a standard is met, without saying which.
    Standard,
    /// What only a certificate of this kind proves.
    Certificate(CertificateKind),
    /// A protected name.
    ProtectedName,
    /// That the goods are clean (`sạch`).
    Clean,
    /// That it heals, prevents or slims.
    Health,
}

/// A claim without a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is claimed.
    pub claim: Claim,
    /// The words that claim it, in lower case.
    pub found: String,
    /// The stars that would be right, if there are any.
    pub stars: Option<u8>,
    /// For a protected name: what may be said instead.
    pub origin: Option<Origin>,
}

/// A plain statement of where goods come from, which is always allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `na`.
    pub goods: String,
    /// `custard apples`.
    pub goods_en: String,
    /// `Chi Lăng`.
    pub place: String,
}

impl Proofs {
    /// A certificate of this kind is in force.
    #[must_use]
    pub fn has(&self, kind: CertificateKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// What the `certificates` prove for `product`, fulfilled by `cooperative`, on `today`.
    #[must_use]
    pub fn of(
        certificates: &[CertificateFacts],
        product: ProductId,
        cooperative: CooperativeId,
        today: VnDate,
    ) -> Self {
        let in_force = || {
            certificates
                .iter()
                .filter(|c| c.is_active(today) && c.covers(product, cooperative))
        };
        Self {
            stars: super::badge::badge(certificates, product, cooperative, today)
                .map(|badge| badge.stars),
            kinds: in_force().map(|c| c.kind).collect(),
            marks: in_force().filter_map(|c| c.mark.clone()).collect(),
        }
    }
}

impl Claim {
    /// The stable name, for the API and the review.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ocop => "ocop",
            Self::Stars(_) => "stars",
            Self::Standard => "standard",
            Self::Certificate(_) => "certificate",
            Self::ProtectedName => "protected_name",
            Self::Clean => "clean",
            Self::Health => "health",
        }
    }

    /// The listing cannot be sent in with it. Any other claim holds the listing for an officer's review, also of a trusted
    /// booth.
    #[must_use]
    pub const fn blocks(self) -> bool {
        !matches!(self, Self::Standard | Self::Health)
    }
}

#[cfg(test)]
mod tests;
