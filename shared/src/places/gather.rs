//! Brings every name of every place into the index.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, Kind, Level, Target};
use super::load::{OldDistrict, OldWards, Places};
use super::{FormerProvince, ProvinceKind};

/// Other spellings of former provinces' names in daily use, by old code.
const NICKNAMES: [(&str, &str); 6] = [
    ("06", "Bắc Cạn"),
    ("46", "Thừa Thiên Huế"),
    ("66", "Đắc Lắc"),
    ("67", "Đắc Nông"),
    ("77", "Vũng Tàu"),
    ("79", "Sài Gòn"),
];

/// The centrally-run cities of before July 2025, by old code.
const FORMER_CITIES: [&str; 6] = ["01", "31", "46", "48", "79", "92"];

/// Numbers the words of every name: about 14,000 names, 4,000 words.
pub(super) fn gather(places: &Places, old: &OldWards<'_>) -> Index {
    let mut gathering = Gathering {
        places,
        index: Index::default(),
        around: vec![Vec::new(); places.wards().len()],
        inside: BTreeMap::new(),
    };
    for (code, districts) in &old.provinces {
        let Some(former) = places
            .former_provinces()
            .iter()
            .find(|former| former.code == *code)
        else {
            continue;
        };
        for district in districts {
            gathering.add_district(former, district);
        }
    }
    gathering.add_wards();
    gathering.add_provinces();
    gathering.index
}

struct Gathering<'a> {
    places: &'a Places,
    index: Index,
    /// For each commune in force, the words of the districts and provinces its parts lay in.
    around: Vec<Vec<u16>>,
    /// The communes that hold a part of a former province, by its old code.
    inside: BTreeMap<&'static str, BTreeSet<usize>>,
}

impl Gathering<'_> {
    fn add_district(&mut self, former: &FormerProvince, (letter, name, wards): &OldDistrict<'_>) {
        let kind = Kind::of_district(letter);
        let district = format!("{} {name}", kind.word());
        let now = self
            .places
            .province(former.province_code)
            .map_or("", |province| province.name);
        let outside = if now == former.name {
            String::new()
        } else {
            format!(", {}", former.name)
        };
        let mut outer = self.index.number(now);
        for name in names(former) {
            outer.extend(self.index.number(name));
        }
        let mut inner = self.index.number(name);
        inner.extend(&outer);
        let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
        for row in wards {
            let [letter, ward, codes @ ..] = row.as_slice() else {
                continue;
            };
            let targets: Vec<usize> = codes
                .iter()
                .filter_map(|code| self.places.ward_at(code))
                .collect();
            for &at in &targets {
                self.around[at].extend(&inner);
                self.inside.entry(former.code).or_default().insert(at);
                *shares.entry(at).or_default() += 1;
            }
            let kind = Kind::of_old_ward(letter);
            if kind != Kind::None {
                let full = format!("{} {ward}, {district}{outside}", kind.word());
                let target = Target {
                    wards: targets,
                    former: Some(full),
                };
                self.index
                    .add(kind, Level::FormerWard, ward, &inner, target);
            }
        }
        // The commune that kept the district's name first, then the ones that took most of it.
        let mut shares: Vec<_> = shares.into_iter().collect();
        shares.sort_by_key(|&(at, count)| {
            (self.places.wards()[at].name != *name, usize::MAX - count)
        });
        let wards = shares.into_iter().map(|(at, _)| at).collect();
        let target = Target {
            wards,
            former: Some(format!("{district}{outside}")),
        };
        self.index
            .add(kind, Level::FormerDistrict, name, &outer, target);
    }

    fn add_wards(&mut self) {
        for (at, ward) in self.places.wards().iter().enumerate() {
            let around = std::mem::take(&mut self.around[at]);
            let target = Target {
                wards: vec![at],
                former: None,
            };
            self.index
                .add(ward.kind.into(), Level::Ward, ward.name, &around, target);
        }
    }

    fn add_provinces(&mut self) {
        for province in self.places.provinces() {
            let kind = if province.kind == ProvinceKind::City {
                Kind::City
            } else {
                Kind::Province
            };
            let wards = self.places.wards().iter().enumerate();
            let wards = wards
                .filter(|(_, ward)| ward.province_code == province.code)
                .map(|(at, _)| at)
                .collect();
            self.index.add(
                kind,
                Level::Province,
                province.name,
                &[],
                Target {
                    wards,
                    former: None,
                },
            );
        }
        for former in self.places.former_provinces() {
            let kind = if FORMER_CITIES.contains(&former.code) {
                Kind::City
            } else {
                Kind::Province
            };
            let kept = self
                .places
                .province(former.province_code)
                .is_some_and(|now| now.name == former.name);
            let full = (!kept).then(|| format!("{} {}", kind.word(), former.name));
            for name in names(former) {
                self.index.join(name);
                let wards = self
                    .inside
                    .get(former.code)
                    .into_iter()
                    .flatten()
                    .copied()
                    .collect();
                let target = Target {
                    wards,
                    former: full.clone(),
                };
                self.index.add(kind, Level::Province, name, &[], target);
            }
        }
    }
}

fn names(former: &FormerProvince) -> impl Iterator<Item = &'static str> {
    let nicknames = NICKNAMES
        .iter()
        .filter(|(code, _)| *code == former.code)
        .map(|(_, name)| *name);
    std::iter::once(former.name).chain(nicknames)
}
