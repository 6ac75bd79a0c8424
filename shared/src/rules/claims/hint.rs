//! What to write instead of a claim.

use super::{Claim, Finding, Origin};
use crate::say::Locale;

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
            (Claim::Clean, Locale::Vi) => format!(
                "“{found}” cần giấy VietGAP, hữu cơ hoặc an toàn thực phẩm còn hạn. Bỏ chữ này, hãy kể cách trồng, cách làm"
            ),
            (Claim::Clean, Locale::En) => format!(
                "“{found}” (clean) needs a valid certificate such as VietGAP, organic or food safety. Tell how it is grown or made instead"
            ),
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
            (Some(Origin { goods, place, .. }), Locale::Vi) => {
                format!(
                    "“{found}” là tên được bảo hộ. Thêm giấy cho dùng tên, hoặc viết “{goods}, làm ra tại {place}”"
                )
            }
            (
                Some(Origin {
                    goods_en, place, ..
                }),
                Locale::En,
            ) => {
                format!(
                    "“{found}” is a protected name. Add the permit, or write “{goods_en} from {place}”"
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
