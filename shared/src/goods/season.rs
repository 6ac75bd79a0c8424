//! When goods are in season.

use serde::{Deserialize, Serialize};

use crate::say::Locale;

/// The months of a season, one bit a month, January the lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Season {
    /// Months of the main crop.
    pub main: u16,
    /// Months of a small, early or late crop.
    pub minor: u16,
}

/// What one month is to a season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SeasonCell {
    /// In the main season.
    Main,
    /// A small, early or late crop.
    Minor,
    /// No crop.
    None,
}

const YEAR: u16 = 0xfff;

impl Season {
    /// From stock, every month.
    pub const ALL_YEAR: Self = Self {
        main: YEAR,
        minor: 0,
    };

    /// A season of months counted from 1; other numbers are left out.
    #[must_use]
    pub fn of_months(main: &[u8], minor: &[u8]) -> Self {
        let bits = |months: &[u8]| months.iter().fold(0, |bits, month| bits | bit(*month));
        Self::from_bits(bits(main), bits(minor))
    }

    /// A season from stored bits. A month of both crops counts as main; bits above December are dropped.
    #[must_use]
    pub const fn from_bits(main: u16, minor: u16) -> Self {
        let main = main & YEAR;
        Self {
            main,
            minor: minor & YEAR & !main,
        }
    }

    /// What `month` (1 to 12) is to this season.
    #[must_use]
    pub const fn cell(self, month: u8) -> SeasonCell {
        if self.main & bit(month) != 0 {
            SeasonCell::Main
        } else if self.minor & bit(month) != 0 {
            SeasonCell::Minor
        } else {
            SeasonCell::None
        }
    }

    /// All twelve cells, for the strip.
    #[must_use]
    pub fn cells(self) -> [SeasonCell; 12] {
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(|month| self.cell(month))
    }

    /// There is a crop in `month`, main or small.
    #[must_use]
    pub const fn in_season(self, month: u8) -> bool {
        !matches!(self.cell(month), SeasonCell::None)
    }

    /// The goods are there in every month.
    #[must_use]
    pub const fn is_all_year(self) -> bool {
        (self.main | self.minor) & YEAR == YEAR
    }

    /// The months in which goods of this season can be sent when they keep `keeps_days`: the season and, as a small
    /// crop, so many months after it. Less than half a month does not count.
    #[must_use]
    pub fn sellable(self, keeps_days: u16) -> Self {
        let months = u32::from(keeps_days / 30 + (keeps_days % 30) / 15);
        let mut all = (self.main | self.minor) & YEAR;
        for _ in 0..months.min(11) {
            all |= (all << 1 | all >> 11) & YEAR;
        }
        Self::from_bits(self.main, all)
    }

    /// The first month after `month` in which a crop begins; `None` when there is no crop or no break between crops.
    #[must_use]
    pub fn next_start(self, month: u8) -> Option<u8> {
        (1..=12)
            .map(|ahead| (month.saturating_sub(1) % 12 + ahead) % 12 + 1)
            .find(|m| {
                let before = if *m == 1 { 12 } else { *m - 1 };
                self.in_season(*m) && !self.in_season(before)
            })
    }

    /// The main season in words: `tháng 7 đến tháng 9`, over the year's end `tháng 11 đến tháng 1`, `quanh năm`. The small
    /// crop speaks when there is no main one. Empty when there is none at all.
    #[must_use]
    pub fn words(self, l: Locale) -> String {
        let months = if self.main & YEAR == 0 {
            self.minor & YEAR
        } else {
            self.main & YEAR
        };
        if months == YEAR {
            return l.say("quanh năm", "all year").to_owned();
        }
        let parts: Vec<String> = runs(months)
            .into_iter()
            .map(|run| run_words(run, l))
            .collect();
        match parts.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) => format!("{} {} {last}", rest.join(", "), l.say("và", "and")),
        }
    }
}

const fn bit(month: u8) -> u16 {
    if month >= 1 && month <= 12 {
        1 << (month - 1)
    } else {
        0
    }
}

/// First and last months of each unbroken stretch, in the order of their beginnings; one may pass the end of the year.
fn runs(months: u16) -> Vec<(u8, u8)> {
    let has = |month: u8| months & bit(month) != 0;
    let after = |month: u8| month % 12 + 1;
    let before = |month: u8| if month == 1 { 12 } else { month - 1 };
    (1..=12)
        .filter(|start| has(*start) && !has(before(*start)))
        .map(|start| {
            let mut end = start;
            while has(after(end)) && after(end) != start {
                end = after(end);
            }
            (start, end)
        })
        .collect()
}

fn run_words((start, end): (u8, u8), l: Locale) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let word = |month: u8| match l {
        Locale::Vi => format!("tháng\u{a0}{month}"),
        Locale::En => MONTHS
            .get(usize::from(month - 1))
            .copied()
            .unwrap_or_default()
            .to_owned(),
    };
    if start == end {
        word(start)
    } else {
        format!("{} {} {}", word(start), l.say("đến", "to"), word(end))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(main: &[u8], minor: &[u8]) -> String {
        Season::of_months(main, minor)
            .words(Locale::Vi)
            .replace('\u{a0}', " ")
    }

    #[test]
    fn seasons_are_said_in_months() {
        assert_eq!(words(&[7, 8, 9], &[10, 11, 12]), "tháng 7 đến tháng 9");
        assert_eq!(words(&[11, 12, 1], &[2, 10]), "tháng 11 đến tháng 1");
        assert_eq!(
            words(&[3, 4, 9, 10], &[]),
            "tháng 3 đến tháng 4 và tháng 9 đến tháng 10"
        );
        assert_eq!(words(&[6], &[]), "tháng 6");
        assert_eq!(words(&[1, 3, 5], &[]), "tháng 1, tháng 3 và tháng 5");
        assert_eq!(words(&[], &[2]), "tháng 2");
        assert_eq!(words(&[], &[]), "");
        assert_eq!(Season::ALL_YEAR.words(Locale::Vi), "quanh năm");
        assert_eq!(
            Season::of_months(&[11, 12, 1], &[]).words(Locale::En),
            "November to January"
        );
    }

    #[test]
    fn what_keeps_is_sold_after_its_season() {
        let season = Season::of_months(&[11, 12], &[10]);
        assert_eq!(season.sellable(4), season);
        assert_eq!(season.sellable(30), Season::of_months(&[11, 12], &[10, 1]));
        assert_eq!(
            season.sellable(45),
            Season::of_months(&[11, 12], &[10, 1, 2])
        );
        assert!(season.sellable(365).is_all_year());
        assert_eq!(Season::default().sellable(365), Season::default());
    }

    #[test]
    fn months_are_main_minor_or_none() {
        let na = Season::of_months(&[7, 8, 9], &[9, 10, 11, 12]);
        assert_eq!(
            (na.cell(9), na.cell(10), na.cell(1)),
            (SeasonCell::Main, SeasonCell::Minor, SeasonCell::None)
        );
        assert!(na.in_season(12) && !na.in_season(6) && !na.in_season(0) && !na.in_season(13));
        assert_eq!(na.next_start(1), Some(7));
        assert_eq!(na.next_start(8), Some(7));
        assert_eq!(Season::ALL_YEAR.next_start(3), None);
        assert_eq!(Season::default().next_start(3), None);
        assert!(Season::of_months(&[1, 2, 3, 4, 5, 6], &[7, 8, 9, 10, 11, 12]).is_all_year());
        assert_eq!(Season::from_bits(u16::MAX, u16::MAX), Season::ALL_YEAR);
    }

    proptest! {
        #[test]
        fn runs_cover_exactly_the_months(months in 1_u16..YEAR) {
            let covered = runs(months).into_iter().flat_map(|(start, end)| {
                let length = (end + 12 - start) % 12 + 1;
                (0..length).map(move |n| (start - 1 + n) % 12 + 1)
            });
            let mut bits = 0;
            for month in covered {
                prop_assert_eq!(bits & bit(month), 0);
                bits |= bit(month);
            }
            prop_assert_eq!(bits, months);
        }

        #[test]
        fn any_bits_have_words(main in any::<u16>(), minor in any::<u16>(), month in any::<u8>()) {
            for season in [Season { main, minor }, Season::from_bits(main, minor)] {
                let _ = (season.words(Locale::Vi), season.words(Locale::En), season.cells(), season.next_start(month));
            }
        }
    }
}
