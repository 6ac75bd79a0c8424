//! The names a commune had, and those around it, before July 2025.

use std::collections::{BTreeMap, BTreeSet};

use super::load::{OldWards, Places};

/// For each commune in force (by code) the names of the communes, districts and provinces its parts lay in, without the
/// words for their kinds and without the names it still has.
pub(super) type FormerNames = BTreeMap<&'static str, Vec<&'static str>>;

/// Turns the list of old communes round.
pub(super) fn former_names(places: &Places, old: &OldWards<'static>) -> FormerNames {
    let mut all: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
    for (code, districts) in &old.provinces {
        let former = places
            .former_provinces()
            .iter()
            .find(|former| former.code == *code);
        for (_, district, wards) in districts {
            for row in wards {
                let [_, name, codes @ ..] = row.as_slice() else {
                    continue;
                };
                for code in codes {
                    let names = all.entry(code).or_default();
                    names.extend([*name, *district]);
                    names.extend(former.map(|former| former.name));
                }
            }
        }
    }
    all.into_iter()
        .map(|(code, names)| {
            let ward = places.ward(code);
            let now = [
                ward.map(|ward| ward.name),
                ward.and_then(|ward| places.province_of(ward))
                    .map(|p| p.name),
            ];
            (
                code,
                names
                    .into_iter()
                    .filter(|name| !now.contains(&Some(*name)))
                    .collect(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::places::places;

    #[test]
    fn a_commune_remembers_what_it_was_made_of() {
        let places = places();
        let hit = places.search("Dịch Vọng, Cầu Giấy, Hà Nội", 5);
        let code = &hit.first().expect("a commune").code;
        let names = places.former_names(code);
        assert!(names.contains(&"Dịch Vọng"), "{names:?}");
        assert!(!names.contains(&"Hà Nội"), "{names:?}");
        let communes = places
            .wards()
            .iter()
            .filter(|ward| !places.former_names(ward.code).is_empty());
        assert!(communes.count() > 3000);
        assert!(places.former_names("no such code").is_empty());
    }
}
