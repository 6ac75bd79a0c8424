//! Where people and goods are: the provinces and communes in force, the names they had before July 2025, and how far
//! apart they lie. The types are for everyone; the data itself is embedded only with the `server` feature.

mod distance;
#[cfg(feature = "server")]
mod former;
#[cfg(feature = "server")]
mod gather;
#[cfg(feature = "server")]
mod index;
#[cfg(feature = "server")]
mod load;
#[cfg(feature = "server")]
mod query;
#[cfg(feature = "server")]
mod search;
#[cfg(all(test, feature = "server"))]
mod tests;
#[cfg(feature = "server")]
mod word;

use serde::{Deserialize, Serialize};

pub use distance::{Point, distance_km, road_km, terrain_tenths};
#[cfg(feature = "server")]
pub use load::{Places, places};

/// What a province is called before its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProvinceKind {
    /// A centrally-run city.
    #[serde(rename = "thành phố")]
    City,
    /// Any other province.
    #[serde(rename = "tỉnh")]
    Province,
}

impl ProvinceKind {
    /// The Vietnamese word, in small letters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::City => "thành phố",
            Self::Province => "tỉnh",
        }
    }
}

/// What a commune is called before its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WardKind {
    /// A rural commune.
    #[serde(rename = "xã")]
    Commune,
    /// An urban ward.
    #[serde(rename = "phường")]
    Urban,
    /// An island commune.
    #[serde(rename = "đặc khu")]
    SpecialZone,
}

impl WardKind {
    /// The Vietnamese word, in small letters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Urban => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }
}

/// One of the 34 provinces in force.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Province {
    /// Two digits, as text: leading zeros count.
    pub code: &'static str,
    /// Name without the type word.
    pub name: &'static str,
    /// For addresses of pages; unique.
    pub slug: &'static str,
    /// Province or centrally-run city.
    pub kind: ProvinceKind,
    /// Geometric centre.
    pub centre: Point,
    /// Name of the place the provincial offices sit in.
    pub seat_name: &'static str,
    /// That place, to about a kilometre.
    pub seat: Point,
}

/// One of the 3,321 communes (xã, phường, đặc khu) in force.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ward {
    /// Five digits, as text: leading zeros count.
    pub code: &'static str,
    /// Name without the type word.
    pub name: &'static str,
    /// For addresses of pages, type word included; unique inside its province only.
    pub slug: &'static str,
    /// Rural, urban or island.
    pub kind: WardKind,
    /// Its province.
    pub province_code: &'static str,
    /// Geometric centre.
    pub point: Point,
}

impl Ward {
    /// The name as it is written in an address: "xã Chi Lăng".
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }
}

/// One of the 63 provinces of before July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FormerProvince {
    /// Its two-digit code then; the same digits may mean another province now.
    pub code: &'static str,
    /// Name without the type word.
    pub name: &'static str,
    /// For addresses of pages; unique among the 63.
    pub slug: &'static str,
    /// The province it belongs to now.
    pub province_code: &'static str,
}

/// A province named beside a commune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProvinceName {
    /// Two digits, as text.
    pub code: String,
    /// Name without the type word.
    pub name: String,
}

/// A commune found by [`Places::search`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WardHit {
    /// Five digits, as text.
    pub code: String,
    /// Name in force, without the type word.
    pub name: String,
    /// Rural, urban or island.
    #[serde(rename = "type")]
    pub kind: WardKind,
    /// Its province.
    pub province: ProvinceName,
    /// The former place the words named: "phường Dịch Vọng, quận Cầu Giấy".
    pub matched_old_name: Option<String>,
    /// Only a part of that former place lies here: the person has to choose.
    pub only_part: bool,
}
