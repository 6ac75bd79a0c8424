//! Claims out of JSON.

use serde_json::Value;

use super::fields::{Fields, Mistakes};
use super::offers::kind;
use crate::rules::badge::CertificateKind;
use crate::rules::routing::Claim;

const STARS: &str = "OCOP có 3, 4 hoặc 5 sao: viết ocop:4, hay ocop khi sao nào cũng được";

/// `ocop:4`, `vietgap`, `mark:Chi Lăng`, or the same as an object.
pub(super) fn claim(value: &Value, path: &str, mistakes: &mut Mistakes) -> Option<Claim> {
    let claim = match value {
        Value::Object(_) => long(value, path, mistakes)?,
        _ => short(value.as_str().unwrap_or_default(), path, mistakes)?,
    };
    let is_star = |stars: &u8| (3..=5).contains(stars);
    if claim.kind == CertificateKind::Ocop && !claim.stars.as_ref().is_none_or(is_star) {
        mistakes.add(path, "unknown_stars", STARS);
    }
    Some(claim)
}

fn long(value: &Value, path: &str, mistakes: &mut Mistakes) -> Option<Claim> {
    let fields = Fields::of(value, path, &["kind", "stars", "mark"], mistakes)?;
    let code = fields.required("kind", mistakes)?;
    let stars = fields.number("stars", mistakes);
    let mark = fields.text("mark", mistakes);
    Some(Claim {
        kind: kind(&code, &fields.at("kind"), mistakes)?,
        stars,
        mark,
    })
}

fn short(text: &str, path: &str, mistakes: &mut Mistakes) -> Option<Claim> {
    let (code, more) = text
        .split_once(':')
        .map_or((text, None), |(kind, more)| (kind, Some(more)));
    let kind = kind(code, path, mistakes)?;
    let mut claim = Claim {
        kind,
        stars: None,
        mark: None,
    };
    match (kind, more) {
        (_, None) => {}
        (CertificateKind::Ocop, Some(more)) => match more {
            "3" => claim.stars = Some(3),
            "4" => claim.stars = Some(4),
            "5" => claim.stars = Some(5),
            _ => mistakes.add(path, "unknown_stars", STARS),
        },
        (CertificateKind::Mark | CertificateKind::GeographicalIndication, Some(name)) => {
            if name.is_empty() {
                let message =
                    "Sau dấu hai chấm cần tên, như mark:Chi Lăng; không có tên thì bỏ dấu";
                mistakes.add(path, "required", message);
            }
            claim.mark = Some(name.to_owned());
        }
        (_, Some(more)) => {
            let message = format!("{code} không có tên hay sao, bỏ “:{more}”");
            mistakes.add(path, "malformed", message);
        }
    }
    Some(claim)
}
