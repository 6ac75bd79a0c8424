//! The embedded units, parsed once on first use.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::former::{FormerNames, former_names};
use super::gather::gather;
use super::index::Index;
use super::word::words;
use super::{
    FormerProvince, Point, Province, ProvinceKind, Ward, WardHit, WardKind, distance_km, road_km,
    search,
};

const UNITS: &str = include_str!("data/vn-admin-units.json");
const GEO: &str = include_str!("data/vn-provinces-geo.json");
const OLD_WARDS: &str = include_str!("data/vn-old-wards.json");

// Both files are part of the program and parsed in the tests, so the empty value never appears.
static PLACES: LazyLock<Places> = LazyLock::new(|| Places::load().unwrap_or_default());
static FORMER: LazyLock<FormerNames> = LazyLock::new(|| {
    let old: Result<OldWards<'static>, _> = serde_json::from_str(OLD_WARDS);
    old.map(|old| former_names(places(), &old))
        .unwrap_or_default()
});
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let old: Result<OldWards<'static>, _> = serde_json::from_str(OLD_WARDS);
    old.map(|old| gather(places(), &old)).unwrap_or_default()
});

/// All places. Parsed at the first call; the search words follow at the first search.
#[must_use]
pub fn places() -> &'static Places {
    &PLACES
}

/// The provinces and communes in force and the way to them from any name, old or new.
#[derive(Debug, Default)]
pub struct Places {
    provinces: Vec<Province>,
    wards: Vec<Ward>,
    former: Vec<FormerProvince>,
    ward_by_code: HashMap<&'static str, usize>,
}

#[derive(Deserialize)]
struct Units<'a> {
    #[serde(borrow)]
    provinces: Vec<(&'a str, &'a str, &'a str, ProvinceKind)>,
    #[serde(borrow)]
    wards: Vec<(&'a str, &'a str, &'a str, WardKind, &'a str)>,
    #[serde(borrow)]
    legacy_provinces: Vec<(&'a str, &'a str, &'a str, &'a str)>,
}

#[derive(Deserialize)]
struct Geo<'a> {
    #[serde(borrow)]
    provinces: Vec<(&'a str, &'a str, f64, f64, &'a str, f64, f64)>,
    #[serde(borrow)]
    wards: HashMap<&'a str, (f64, f64)>,
}

/// The communes of before July 2025, by former province and district.
#[derive(Deserialize)]
pub(super) struct OldWards<'a> {
    #[serde(borrow)]
    pub(super) provinces: Vec<(&'a str, Vec<OldDistrict<'a>>)>,
}

/// Type letter, name, and rows of type letter, name, new codes.
pub(super) type OldDistrict<'a> = (&'a str, &'a str, Vec<Vec<&'a str>>);

impl Places {
    /// Parses the embedded files. They are part of the program, so an error means a broken build.
    ///
    /// # Errors
    /// When an embedded file does not have the documented shape.
    pub fn load() -> Result<Self, serde_json::Error> {
        let units: Units<'static> = serde_json::from_str(UNITS)?;
        let geo: Geo<'static> = serde_json::from_str(GEO)?;
        let centres: HashMap<_, _> = geo.provinces.iter().map(|row| (row.0, row)).collect();
        let point = |lat, lon| Point { lat, lon };
        let province = |(code, name, slug, kind): (&'static str, _, _, _)| {
            let row = centres.get(code);
            Province {
                code,
                name,
                slug,
                kind,
                centre: row.map(|r| point(r.2, r.3)).unwrap_or_default(),
                seat_name: row.map_or("", |r| r.4),
                seat: row.map(|r| point(r.5, r.6)).unwrap_or_default(),
            }
        };
        let ward = |(code, name, slug, kind, province_code): (&'static str, _, _, _, _)| {
            let (lat, lon) = geo.wards.get(code).copied().unwrap_or_default();
            Ward {
                code,
                name,
                slug,
                kind,
                province_code,
                point: point(lat, lon),
            }
        };
        let former = |(code, name, slug, province_code)| FormerProvince {
            code,
            name,
            slug,
            province_code,
        };
        let wards: Vec<Ward> = units.wards.into_iter().map(ward).collect();
        Ok(Self {
            provinces: units.provinces.into_iter().map(province).collect(),
            ward_by_code: wards
                .iter()
                .enumerate()
                .map(|(at, ward)| (ward.code, at))
                .collect(),
            wards,
            former: units.legacy_provinces.into_iter().map(former).collect(),
        })
    }

    /// The 34 provinces, by code.
    #[must_use]
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// The 63 provinces of before July 2025, by their old code.
    #[must_use]
    pub fn former_provinces(&self) -> &[FormerProvince] {
        &self.former
    }

    /// All communes, by province code and then commune code.
    #[must_use]
    pub fn wards(&self) -> &[Ward] {
        &self.wards
    }

    /// The communes of one province.
    pub fn wards_of(&self, province_code: &str) -> impl Iterator<Item = &Ward> {
        self.wards
            .iter()
            .filter(move |ward| ward.province_code == province_code)
    }

    /// A commune by its five-digit code.
    #[must_use]
    pub fn ward(&self, code: &str) -> Option<&Ward> {
        self.ward_at(code).map(|at| &self.wards[at])
    }

    pub(super) fn ward_at(&self, code: &str) -> Option<usize> {
        self.ward_by_code.get(code).copied()
    }

    /// A province by its two-digit code.
    #[must_use]
    pub fn province(&self, code: &str) -> Option<&Province> {
        self.provinces.iter().find(|province| province.code == code)
    }

    /// A province by the slug in a page's address; a former province's slug leads to the one that took it in.
    #[must_use]
    pub fn province_by_slug(&self, slug: &str) -> Option<&Province> {
        self.provinces
            .iter()
            .find(|province| province.slug == slug)
            .or_else(|| {
                let former = self.former.iter().find(|former| former.slug == slug)?;
                self.province(former.province_code)
            })
    }

    /// A province by its name, in force or former, with or without marks: "hoa binh" is Phú Thọ.
    #[must_use]
    pub fn province_by_name(&self, name: &str) -> Option<&Province> {
        let slug = words(name)
            .iter()
            .map(|word| word.plain.as_str())
            .collect::<Vec<_>>()
            .join("-");
        self.province_by_slug(&slug)
    }

    /// The province a commune belongs to.
    #[must_use]
    pub fn province_of(&self, ward: &Ward) -> Option<&Province> {
        self.province(ward.province_code)
    }

    /// The last line of an address: "xã Chi Lăng, Lạng Sơn".
    #[must_use]
    pub fn address(&self, ward: &Ward) -> String {
        let province = self.province_of(ward).map_or("", |province| province.name);
        format!("{}, {province}", ward.full_name())
    }

    /// The same as it stands alone: "Xã Chi Lăng, Lạng Sơn".
    #[must_use]
    pub fn label(&self, ward: &Ward) -> String {
        let address = self.address(ward);
        let mut letters = address.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// The names of the communes, districts and provinces of before July 2025 in which the parts of a commune lay; none
    /// for an unknown code. Names that are still in force are left out.
    #[must_use]
    pub fn former_names(&self, code: &str) -> &'static [&'static str] {
        FORMER.get(code).map_or(&[], Vec::as_slice)
    }

    /// Kilometres in a straight line between two communes given by code.
    #[must_use]
    pub fn distance_km(&self, from: &str, to: &str) -> Option<u32> {
        Some(distance_km(self.ward(from)?.point, self.ward(to)?.point))
    }

    /// Estimated kilometres by road between two communes given by code; see [`road_km`] for the assumption.
    #[must_use]
    pub fn road_km(&self, from: &str, to: &str) -> Option<u32> {
        let (from, to) = (self.ward(from)?, self.ward(to)?);
        Some(road_km(
            distance_km(from.point, to.point),
            from.province_code,
            to.province_code,
        ))
    }

    /// Communes that the words may mean, best first, each once; `limit` at most.
    ///
    /// The words may be names of before or after July 2025 of the commune, its district or its province, with or without
    /// marks, in either Unicode form, abbreviated ("tp hn", "q1"), the last one cut short, one letter wrong in a word of
    /// four letters or more.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<WardHit> {
        search::search(self, &INDEX, query, limit)
    }
}
