//! How many goods are behind every filter of a page, from one walk over the cells.

use super::facets::{Cell, in_season};
use shared::goods::Season;
use shared::input::shop::{PRICE_BANDS, SeasonFilter, ShopFilter};
use std::collections::HashMap;

/// Kinds of filters, in the order of [`misfit`].
const KINDS: usize = 6;
/// Stars there may be, with none.
const STARS: usize = 6;
const MONTHS: u8 = 12;

/// The counts of a page. Each is of the filter in force with that one value put in the place of its kind.
#[derive(Debug, Default)]
pub(crate) struct Counts<'a> {
    total: i64,
    categories: HashMap<&'a str, i64>,
    provinces: HashMap<&'a str, i64>,
    stars: [i64; STARS],
    certificates: HashMap<&'a str, i64>,
    seasons: HashMap<SeasonFilter, i64>,
    bands: [i64; PRICE_BANDS.len()],
}

fn size(n: Option<&i64>) -> usize {
    n.and_then(|n| usize::try_from(*n).ok()).unwrap_or(0)
}

/// Which kinds of filters a cell does not fit.
fn misfit(cell: &Cell, filter: &ShopFilter, season: Season, month: u8) -> [bool; KINDS] {
    [
        filter
            .category
            .as_ref()
            .is_some_and(|slug| *slug != cell.category_slug),
        filter
            .province
            .is_some_and(|code| code != cell.province_code),
        filter
            .stars
            .is_some_and(|stars| i32::from(stars) > cell.stars),
        filter
            .certificate
            .as_ref()
            .is_some_and(|kind| !cell.has(kind)),
        filter
            .season
            .is_some_and(|wanted| !in_season(season, wanted, month)),
        filter
            .price
            .is_some_and(|band| cell.price_band() != Some(band)),
    ]
}

impl<'a> Counts<'a> {
    /// Counts the goods of the cells in `month`.
    pub(crate) fn of(cells: &'a [Cell], filter: &ShopFilter, month: u8) -> Self {
        let mut counts = Self::default();
        // Seasons are few and have many values: they are added up first and taken apart at the end.
        let mut seasons: HashMap<Season, i64> = HashMap::new();
        for cell in cells {
            let season = cell.season();
            let misfit = misfit(cell, filter, season, month);
            let mut outside = misfit
                .iter()
                .enumerate()
                .filter_map(|(kind, misfits)| misfits.then_some(kind));
            // Goods that miss one filter count where that filter has another value, those that miss two nowhere.
            let only = match (outside.next(), outside.next()) {
                (None, _) => None,
                (only, None) => only,
                _ => continue,
            };
            counts.add(cell, only);
            if only.is_none_or(|kind| kind == 4) {
                *seasons.entry(season).or_default() += cell.n;
            }
        }
        let wanted = [SeasonFilter::Now, SeasonFilter::AllYear]
            .into_iter()
            .chain((1..=MONTHS).map(SeasonFilter::Month));
        for wanted in wanted {
            let fitting = seasons
                .iter()
                .filter(|(season, _)| in_season(**season, wanted, month));
            counts
                .seasons
                .insert(wanted, fitting.map(|(_, n)| *n).sum());
        }
        counts
    }

    fn add(&mut self, cell: &'a Cell, only: Option<usize>) {
        let (n, counts) = (cell.n, |kind: usize| only.is_none_or(|only| only == kind));
        if only.is_none() {
            self.total += n;
        }
        if counts(0) {
            *self.categories.entry(&cell.category_slug).or_default() += n;
        }
        if counts(1) {
            *self.provinces.entry(&cell.province_code).or_default() += n;
        }
        if counts(2) {
            let stars = usize::try_from(cell.stars).unwrap_or(0);
            self.stars
                .iter_mut()
                .take(stars + 1)
                .for_each(|sum| *sum += n);
        }
        if counts(3) {
            let kinds = cell.certificate_kinds.split(',');
            for kind in kinds.filter(|kind| !kind.is_empty()) {
                *self.certificates.entry(kind).or_default() += n;
            }
        }
        if counts(5)
            && let Some(sum) = usize::try_from(cell.band)
                .ok()
                .and_then(|band| self.bands.get_mut(band))
        {
            *sum += n;
        }
    }

    /// Goods of the filter itself.
    pub(crate) fn total(&self) -> usize {
        size(Some(&self.total))
    }

    pub(crate) fn category(&self, slug: &str) -> usize {
        size(self.categories.get(slug))
    }

    pub(crate) fn province(&self, code: &str) -> usize {
        size(self.provinces.get(code))
    }

    /// At least so many stars.
    pub(crate) fn stars(&self, stars: u8) -> usize {
        size(self.stars.get(usize::from(stars)))
    }

    pub(crate) fn certificate(&self, kind: &str) -> usize {
        size(self.certificates.get(kind))
    }

    pub(crate) fn season(&self, season: SeasonFilter) -> usize {
        size(self.seasons.get(&season))
    }

    /// By the place of the band in [`PRICE_BANDS`].
    pub(crate) fn band(&self, at: usize) -> usize {
        size(self.bands.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::facets::count;

    fn cells() -> Vec<Cell> {
        let mut cells = Vec::new();
        for (at, category) in ["tra", "rau", "gia-vi"].iter().enumerate() {
            for (of, province) in ["20", "14"].iter().enumerate() {
                for stars in [0, 3, 5] {
                    let at = i32::try_from(at).expect("small");
                    cells.push(Cell {
                        category_slug: (*category).into(),
                        province_code: (*province).into(),
                        stars,
                        season_main: [0xfff, 0b1100, 0b1][cells.len() % 3],
                        season_minor: i32::from(of == 1) * 0b11_0000,
                        certificate_kinds: match stars {
                            0 => String::new(),
                            3 => ",ocop,".into(),
                            _ => ",ocop,vietgap,".into(),
                        },
                        band: (at + stars) % 5,
                        n: i64::from(at * 7 + stars) + 1,
                    });
                }
            }
        }
        cells
    }

    #[test]
    fn one_walk_counts_what_single_counts_do() {
        let cells = cells();
        let month = 3;
        let filters = [
            ShopFilter::default(),
            ShopFilter {
                category: Some("tra".into()),
                stars: Some(3),
                ..ShopFilter::default()
            },
            ShopFilter {
                province: Some("14"),
                season: Some(SeasonFilter::Now),
                ..ShopFilter::default()
            },
            ShopFilter {
                certificate: Some("vietgap".into()),
                price: Some(PRICE_BANDS[2]),
                ..ShopFilter::default()
            },
        ];
        for filter in filters {
            let counts = Counts::of(&cells, &filter, month);
            let single = |change: &dyn Fn(&mut ShopFilter)| {
                let mut with = filter.clone();
                change(&mut with);
                count(&cells, &with, month)
            };
            assert_eq!(counts.total(), single(&|_| {}));
            for slug in ["tra", "rau", "none"] {
                let expected = single(&|f| f.category = Some(slug.into()));
                assert_eq!(counts.category(slug), expected, "{filter:?} {slug}");
            }
            for code in ["20", "14"] {
                assert_eq!(
                    counts.province(code),
                    single(&|f| f.province = Some(code)),
                    "{filter:?} {code}"
                );
            }
            for stars in 1..=5 {
                assert_eq!(counts.stars(stars), single(&|f| f.stars = Some(stars)));
            }
            for kind in ["ocop", "vietgap", "iso_22000"] {
                let expected = single(&|f| f.certificate = Some(kind.into()));
                assert_eq!(counts.certificate(kind), expected, "{filter:?} {kind}");
            }
            let months = (1..=12).map(SeasonFilter::Month);
            for season in months.chain([SeasonFilter::Now, SeasonFilter::AllYear]) {
                let expected = single(&|f| f.season = Some(season));
                assert_eq!(counts.season(season), expected, "{filter:?} {season:?}");
            }
            for (at, band) in PRICE_BANDS.into_iter().enumerate() {
                assert_eq!(counts.band(at), single(&|f| f.price = Some(band)));
            }
        }
    }
}
