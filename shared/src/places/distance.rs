//! How far apart two places are.

use serde::Serialize;

/// A point on the map, WGS 84.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

const EARTH_DIAMETER_KM: f64 = 12_742.0;

/// Provinces where most roads wind through mountains.
const MOUNTAIN: [&str; 13] = [
    "04", "08", "11", "12", "14", "15", "19", "20", "25", "51", "52", "66", "68",
];

/// The straight line over the ground (great circle), in whole kilometres.
#[must_use]
pub fn distance_km(a: Point, b: Point) -> u32 {
    let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
    let chord = half(a.lat, b.lat)
        + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(a.lon, b.lon);
    // The value lies between 0 and half the earth's girth; the cast drops nothing but the fraction.
    (EARTH_DIAMETER_KM * chord.clamp(0.0, 1.0).sqrt().asin()).round() as u32
}

/// How much longer a road is than the straight line, in tenths: 16 in a mountain province, 13 elsewhere.
///
/// An assumption, not a measurement: mountain roads are commonly 1.3 to 2 times the straight line.
#[must_use]
pub fn terrain_tenths(province_code: &str) -> u32 {
    if MOUNTAIN.contains(&province_code) {
        16
    } else {
        13
    }
}

/// The estimated road between two places, in kilometres: the straight line times the mean of both ends' terrain.
#[must_use]
pub fn road_km(straight_km: u32, from_province: &str, to_province: &str) -> u32 {
    straight_km.saturating_mul(terrain_tenths(from_province) + terrain_tenths(to_province)) / 20
}
