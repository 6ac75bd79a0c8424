//! Badges: what a certificate proves, for whom, and on which days.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{CooperativeId, ProductId};
use crate::say::Locale;
use crate::time::VnDate;

/// What a certificate certifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CertificateKind {
    /// One commune one product, with stars.
    Ocop,
    /// Good agricultural practice, Vietnamese standard.
    Vietgap,
    /// Good agricultural practice, private international standard.
    Globalgap,
    /// Organic farming.
    Organic,
    /// The right to use a geographical indication.
    GeographicalIndication,
    /// The right to use a certification or collective mark.
    Mark,
    /// Hazard analysis of a processing site.
    Haccp,
    /// Food-safety management of a processing site.
    #[serde(rename = "iso_22000")]
    Iso22000,
    /// The site meets the food-safety conditions.
    FoodSafety,
    /// The producer's own declaration of a packaged food.
    SelfDeclaration,
}

/// The text names no kind of certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownKind;

impl CertificateKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Ocop,
        Self::Vietgap,
        Self::Globalgap,
        Self::Organic,
        Self::GeographicalIndication,
        Self::Mark,
        Self::Haccp,
        Self::Iso22000,
        Self::FoodSafety,
        Self::SelfDeclaration,
    ];

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ocop => "ocop",
            Self::Vietgap => "vietgap",
            Self::Globalgap => "globalgap",
            Self::Organic => "organic",
            Self::GeographicalIndication => "geographical_indication",
            Self::Mark => "mark",
            Self::Haccp => "haccp",
            Self::Iso22000 => "iso_22000",
            Self::FoodSafety => "food_safety",
            Self::SelfDeclaration => "self_declaration",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            Self::Ocop => "OCOP",
            Self::Vietgap => "VietGAP",
            Self::Globalgap => "GlobalG.A.P.",
            Self::Organic => l.say("Hữu cơ", "Organic"),
            Self::GeographicalIndication => l.say("Chỉ dẫn địa lý", "Geographical indication"),
            Self::Mark => l.say("Nhãn hiệu được bảo hộ", "Protected mark"),
            Self::Haccp => "HACCP",
            Self::Iso22000 => "ISO 22000",
            Self::FoodSafety => l.say(
                "Đủ điều kiện an toàn thực phẩm",
                "Food-safety conditions met",
            ),
            Self::SelfDeclaration => l.say("Đã tự công bố sản phẩm", "Product declared"),
        }
    }
}

impl FromStr for CertificateKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == text)
            .ok_or(UnknownKind)
    }
}

/// What is known of a certificate. What is not known stays empty and proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFacts {
    /// What it certifies.
    pub kind: CertificateKind,
    /// The product it names; none when it is for everything of the holder (never so for OCOP).
    pub product: Option<ProductId>,
    /// Whose it is.
    pub holder: CooperativeId,
    /// The stars on it.
    pub stars: Option<u8>,
    /// The protected name it allows.
    pub mark: Option<String>,
    /// Its first day, if known.
    pub valid_from: Option<VnDate>,
    /// Its last day, if known.
    pub valid_to: Option<VnDate>,
    /// An officer has checked it.
    pub verified: bool,
    /// It was withdrawn.
    pub revoked: bool,
}

/// A star badge as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Badge {
    /// 3, 4 or 5.
    pub stars: u8,
    /// The last day on which it is shown.
    pub valid_to: VnDate,
}

/// Months an OCOP decision is valid (Decision 148/QĐ-TTg of 24/02/2023).
pub const OCOP_MONTHS: i32 = 36;

/// Days before the last one on which the holder is reminded.
pub const REMINDERS: [i64; 3] = [60, 30, 7];

/// The last day of an OCOP certificate that was decided on `decided`.
#[must_use]
pub fn ocop_valid_to(decided: VnDate) -> VnDate {
    decided.plus_months_clamped(OCOP_MONTHS)
}

impl CertificateFacts {
    /// It proves something on `today`: checked, not withdrawn, between its first and its last day, both included.
    #[must_use]
    pub fn is_active(&self, today: VnDate) -> bool {
        let (Some(from), Some(to)) = (self.valid_from, self.valid_to) else {
            return false;
        };
        self.verified && !self.revoked && from <= today && today <= to
    }

    /// It speaks of this product of this cooperative.
    #[must_use]
    pub fn covers(&self, product: ProductId, cooperative: CooperativeId) -> bool {
        let whole = self.product.is_none() && self.kind != CertificateKind::Ocop;
        self.holder == cooperative && (whole || self.product == Some(product))
    }

    /// The star badge it gives `product`, fulfilled by `cooperative`, on `today`.
    #[must_use]
    pub fn badge(
        &self,
        product: ProductId,
        cooperative: CooperativeId,
        today: VnDate,
    ) -> Option<Badge> {
        let stars = self.stars.filter(|stars| (3..=5).contains(stars))?;
        let shown = self.kind == CertificateKind::Ocop
            && self.covers(product, cooperative)
            && self.is_active(today);
        self.valid_to
            .filter(|_| shown)
            .map(|valid_to| Badge { stars, valid_to })
    }

    /// The days left, when `today` is a day of reminding.
    #[must_use]
    pub fn reminder(&self, today: VnDate) -> Option<i64> {
        let left = self.valid_to?.days() - today.days();
        REMINDERS
            .into_iter()
            .find(|days| *days == left && self.is_active(today))
    }
}

/// The badge of a product: of several certificates the one with most stars, then the one that lasts longest.
#[must_use]
pub fn badge<'a>(
    certificates: impl IntoIterator<Item = &'a CertificateFacts>,
    product: ProductId,
    cooperative: CooperativeId,
    today: VnDate,
) -> Option<Badge> {
    let badges = certificates
        .into_iter()
        .filter_map(|certificate| certificate.badge(product, cooperative, today));
    badges.max_by_key(|badge| (badge.stars, badge.valid_to))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(y: i32, m: u8, d: u8) -> VnDate {
        VnDate::new(y, m, d).expect("a day")
    }

    fn product(n: u128) -> ProductId {
        Uuid::from_u128(n).into()
    }

    fn cooperative(n: u128) -> CooperativeId {
        Uuid::from_u128(n).into()
    }

    fn ocop() -> CertificateFacts {
        CertificateFacts {
            kind: CertificateKind::Ocop,
            product: Some(product(1)),
            holder: cooperative(1),
            stars: Some(3),
            mark: None,
            valid_from: Some(day(2023, 11, 28)),
            valid_to: Some(ocop_valid_to(day(2023, 11, 28))),
            verified: true,
            revoked: false,
        }
    }

    #[test]
    fn a_badge_lasts_through_its_whole_last_day() {
        let shown = |today| ocop().badge(product(1), cooperative(1), today);
        let badge = Some(Badge {
            stars: 3,
            valid_to: day(2026, 11, 28),
        });
        assert_eq!(shown(day(2023, 11, 27)), None);
        assert_eq!(shown(day(2023, 11, 28)), badge);
        assert_eq!(shown(day(2026, 11, 28)), badge);
        assert_eq!(shown(day(2026, 11, 29)), None);
        let last_moment = day(2026, 11, 28).end().plus_ms(-1);
        assert_eq!(shown(last_moment.vn_date()), badge);
        assert_eq!(shown(last_moment.plus_ms(1).vn_date()), None);
        assert_eq!(ocop_valid_to(day(2024, 2, 29)), day(2027, 2, 28));
    }

    #[test]
    fn a_badge_needs_all_of_its_facts() {
        let today = day(2025, 6, 1);
        let none = |change: &dyn Fn(&mut CertificateFacts)| {
            let mut facts = ocop();
            change(&mut facts);
            assert_eq!(
                facts.badge(product(1), cooperative(1), today),
                None,
                "{facts:?}"
            );
        };
        none(&|c| c.kind = CertificateKind::Vietgap);
        none(&|c| c.product = Some(product(2)));
        none(&|c| c.product = None);
        none(&|c| c.holder = cooperative(2));
        none(&|c| c.stars = None);
        none(&|c| c.stars = Some(2));
        none(&|c| c.stars = Some(6));
        none(&|c| c.valid_from = None);
        none(&|c| c.valid_to = None);
        none(&|c| c.verified = false);
        none(&|c| c.revoked = true);
    }

    #[test]
    fn the_best_of_several_is_shown() {
        let today = day(2025, 6, 1);
        let mut four = ocop();
        four.stars = Some(4);
        let mut dead = ocop();
        dead.stars = Some(5);
        dead.revoked = true;
        let best = badge([&ocop(), &four, &dead], product(1), cooperative(1), today);
        assert_eq!(best.map(|b| b.stars), Some(4));
        assert_eq!(badge([], product(1), cooperative(1), today), None);
    }

    #[test]
    fn holders_are_reminded_three_times() {
        let last = day(2026, 11, 28);
        let reminded: Vec<i64> = (0..90)
            .filter_map(|n| ocop().reminder(last.plus_days(-n)))
            .collect();
        assert_eq!(reminded, [7, 30, 60]);
    }

    #[test]
    fn codes_come_back() {
        for kind in CertificateKind::ALL {
            assert_eq!(kind.code().parse(), Ok(kind));
            assert_eq!(
                serde_json::to_string(&kind).expect("json"),
                format!("\"{}\"", kind.code())
            );
        }
        assert_eq!("".parse::<CertificateKind>(), Err(UnknownKind));
    }

    proptest! {
        #[test]
        fn a_shown_badge_is_always_proven(from in 19_000_i64..21_000, length in 0_i64..1200, today in 19_000_i64..22_000,
            stars in prop::option::of(0_u8..8), p in 1_u128..3, h in 1_u128..3, verified: bool, revoked: bool) {
            let mut facts = ocop();
            facts.valid_from = Some(VnDate::from_days(from));
            facts.valid_to = Some(VnDate::from_days(from + length));
            (facts.stars, facts.verified, facts.revoked) = (stars, verified, revoked);
            let shown = facts.badge(product(p), cooperative(h), VnDate::from_days(today));
            let proven = (from..=from + length).contains(&today) && p == 1 && h == 1 && verified && !revoked
                && stars.is_some_and(|s| (3..=5).contains(&s));
            prop_assert_eq!(shown.is_some(), proven);
        }
    }
}
