//! Places out of JSON.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::fields::{Fields, Mistakes};
use crate::places::{Point, Ward, places};
use crate::rules::routing::Place;

/// Where Vietnam lies with its islands, in whole degrees.
const LAT: RangeInclusive<f64> = 6.0..=24.0;
const LON: RangeInclusive<f64> = 102.0..=118.0;

/// A commune by its code, a point and its province, or a point in a commune.
pub(super) fn place(value: &Value, path: &str, mistakes: &mut Mistakes) -> Option<Place> {
    let known = ["ward_code", "province_code", "lat", "lon"];
    let fields = Fields::of(value, path, &known, mistakes)?;
    let (count, ward_code) = (mistakes.0.len(), fields.text("ward_code", mistakes));
    let ward = ward_code
        .as_deref()
        .and_then(|code| ward(code, &fields, mistakes));
    let province = province(&fields, ward, mistakes);
    let point = point(&fields, mistakes);
    if mistakes.0.len() > count {
        return None;
    }
    let usual = ward.map(|ward| (ward.province_code.to_owned(), ward.point));
    match (province, point, usual) {
        (Some(province_code), Some(point), _) => Some(Place {
            ward_code,
            province_code,
            point,
        }),
        (_, point, Some((province_code, centre))) => Some(Place {
            ward_code,
            province_code,
            point: point.unwrap_or(centre),
        }),
        _ => {
            let message = "Cho biết ward_code, hoặc đủ province_code, lat và lon";
            mistakes.add(path, "required", message);
            None
        }
    }
}

fn ward(code: &str, fields: &Fields<'_>, mistakes: &mut Mistakes) -> Option<&'static Ward> {
    let ward = places().ward(code);
    if ward.is_none() {
        let message = format!("Không có xã, phường nào mã {code}. Xem lại mã");
        mistakes.add(fields.at("ward_code"), "unknown_ward", message);
    }
    ward
}

fn province(fields: &Fields<'_>, ward: Option<&Ward>, mistakes: &mut Mistakes) -> Option<String> {
    let code = fields.text("province_code", mistakes)?;
    if places().province(&code).is_none() {
        let message = format!("Không có tỉnh, thành nào mã {code}. Mã tỉnh có hai chữ số, như 01");
        mistakes.add(fields.at("province_code"), "unknown_province", message);
    } else if let Some(ward) = ward.filter(|ward| ward.province_code != code) {
        let message = format!(
            "Xã, phường {} ở tỉnh {}, không ở tỉnh {code}. Sửa một trong hai mã",
            ward.code, ward.province_code
        );
        mistakes.add(fields.at("province_code"), "other_province", message);
    }
    Some(code)
}

fn point(fields: &Fields<'_>, mistakes: &mut Mistakes) -> Option<Point> {
    for (name, other) in [("lat", "lon"), ("lon", "lat")] {
        if fields.get(name).is_none() && fields.get(other).is_some() {
            let message = format!("Có {other} thì cần cả {name}");
            mistakes.add(fields.at(name), "required", message);
        }
    }
    let lat = fields.degrees("lat", mistakes);
    let point = lat.zip(fields.degrees("lon", mistakes));
    let (lat, lon) = point?;
    if !LAT.contains(&lat) || !LON.contains(&lon) {
        let message = if LAT.contains(&lon) && LON.contains(&lat) {
            "Điểm này không ở Việt Nam: lat và lon bị đổi chỗ"
        } else {
            "Điểm này không ở Việt Nam: lat từ 6 đến 24, lon từ 102 đến 118"
        };
        mistakes.add(fields.at("lat"), "outside_vietnam", message);
    }
    Some(Point { lat, lon })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commune_lies_in_vietnam() {
        let inside = |ward: &&Ward| LAT.contains(&ward.point.lat) && LON.contains(&ward.point.lon);
        assert!(places().wards().iter().all(|ward| inside(&ward)));
    }
}
