//! Words that promise something: "OCOP", "hữu cơ", a protected name, a cure. A title or a description may use them only
//! with a certificate behind them, and words of healing not at all.

mod list;
mod scan;

use serde::{Deserialize, Serialize};

pub use scan::scan;

use super::badge::{CertificateFacts, CertificateKind};
use crate::id::{CooperativeId, ProductId};
use crate::say::Locale;
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
    /// For a protected name: what is sold, and where it may be said to grow (`na`, `Chi Lăng`).
    pub origin: Option<(String, String)>,
}

impl Proofs {
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

impl Finding {
    /// What to write instead.
    #[must_use]
    pub fn hint(&self, l: Locale) -> String {
        let found = &self.found;
        match (self.claim, l) {
            (Claim::Ocop, Locale::Vi) => {
                "Chưa có giấy OCOP còn hạn cho món này. Bỏ chữ “OCOP” hoặc thêm giấy chứng nhận".to_owned()
            }
            (Claim::Ocop, Locale::En) => {
                "There is no valid OCOP certificate for these goods. Leave out “OCOP” or add the certificate".to_owned()
            }
            (Claim::Stars(_), _) => self.stars_hint(l),
            (Claim::Standard, Locale::Vi) => format!("“{found}” chuẩn nào? Thêm giấy chứng nhận hoặc bỏ chữ này"),
            (Claim::Standard, Locale::En) => format!("“{found}”: which standard? Add the certificate or leave it out"),
            (Claim::Certificate(kind), Locale::Vi) => {
                format!("Chưa có giấy {} còn hạn. Bỏ chữ “{found}” hoặc thêm giấy chứng nhận", kind.words(l))
            }
            (Claim::Certificate(kind), Locale::En) => {
                format!("There is no valid {} certificate. Leave out “{found}” or add the certificate", kind.words(l))
            }
            (Claim::ProtectedName, _) => self.origin_hint(l),
            (Claim::Health, Locale::Vi) => format!("Không nói món ăn chữa bệnh. Bỏ chữ “{found}”, hãy tả vị và cách dùng"),
            (Claim::Health, Locale::En) => {
                format!("Food must not be said to heal. Leave out “{found}”, tell of its taste and use")
            }
        }
    }

    fn stars_hint(&self, l: Locale) -> String {
        let found = &self.found;
        match (self.stars, l) {
            (Some(stars), Locale::Vi) => format!(
                "Giấy OCOP của món này là {stars}\u{a0}sao. Sửa “{found}” thành “{stars}\u{a0}sao”"
            ),
            (Some(stars), Locale::En) => {
                format!("The OCOP certificate says {stars} stars. Change “{found}” to that")
            }
            (None, Locale::Vi) => format!(
                "Chưa có giấy OCOP còn hạn cho món này. Bỏ chữ “{found}” hoặc thêm giấy chứng nhận"
            ),
            (None, Locale::En) => {
                format!(
                    "There is no valid OCOP certificate for these goods. Leave out “{found}” or add the certificate"
                )
            }
        }
    }

    fn origin_hint(&self, l: Locale) -> String {
        let found = &self.found;
        match (&self.origin, l) {
            (Some((goods, place)), Locale::Vi) => {
                format!(
                    "“{found}” là tên được bảo hộ. Thêm giấy cho dùng tên, hoặc viết “{goods}, làm ra tại {place}”"
                )
            }
            (Some((goods, place)), Locale::En) => {
                format!(
                    "“{found}” is a protected name. Add the permit, or write “{goods}, from {place}”"
                )
            }
            (None, Locale::Vi) => {
                format!("“{found}” là tên được bảo hộ. Thêm giấy cho dùng tên, hoặc bỏ tên này")
            }
            (None, Locale::En) => {
                format!("“{found}” is a protected name. Add the permit or leave it out")
            }
        }
    }
}

#[cfg(test)]
mod tests;
