//! What proves a claim, as people call it.

use super::snapshot::Claim;
use crate::rules::badge::CertificateKind;
use crate::say::Locale;

impl Claim {
    /// `OCOP 4 sao`, `VietGAP`, `Nhãn hiệu được bảo hộ “Chi Lăng”`.
    #[must_use]
    pub fn words(&self, l: Locale) -> String {
        let mut words = self.kind.words(l).to_owned();
        if let Some(stars) = self.stars {
            words.push_str(&match l {
                Locale::Vi => format!(" {stars}\u{a0}sao"),
                Locale::En => format!(" {stars}-star"),
            });
        }
        if let Some(mark) = &self.mark {
            words.push_str(&format!(" “{mark}”"));
        }
        words
    }

    /// The paper that proves it, within a sentence: `giấy OCOP 4 sao`, `bản tự công bố sản phẩm`, `quyền dùng nhãn hiệu
    /// “Chi Lăng”`.
    #[must_use]
    pub fn paper(&self, l: Locale) -> String {
        let mut words = match (self.kind, l) {
            (CertificateKind::Organic, _) => l
                .say("giấy chứng nhận hữu cơ", "organic certificate")
                .to_owned(),
            (CertificateKind::GeographicalIndication, _) => l
                .say(
                    "quyền dùng chỉ dẫn địa lý",
                    "right to the geographical indication",
                )
                .to_owned(),
            (CertificateKind::Mark, _) => l
                .say("quyền dùng nhãn hiệu", "right to the protected mark")
                .to_owned(),
            (CertificateKind::FoodSafety, _) => l
                .say(
                    "giấy đủ điều kiện an toàn thực phẩm",
                    "food-safety certificate",
                )
                .to_owned(),
            (CertificateKind::SelfDeclaration, _) => l
                .say("bản tự công bố sản phẩm", "product declaration")
                .to_owned(),
            (_, Locale::Vi) => return format!("giấy {}", self.words(l)),
            (_, Locale::En) => return format!("{} certificate", self.words(l)),
        };
        if let Some(mark) = &self.mark {
            words.push_str(&format!(" “{mark}”"));
        }
        words
    }
}
