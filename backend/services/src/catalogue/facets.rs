//! How many goods are behind each filter, from a small table in memory instead of a count for each link.
//!
//! Goods with the same category, province, stars, season, certificates and price band are one cell with a number. Every
//! count of every page is a sum over cells. With few goods the table is read anew for every page; with many it may be a
//! few seconds old, which is what a count may be.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::goods::Season;
use shared::input::price_range::PriceRange;
use shared::input::shop::{PRICE_BANDS, PriceBand, SeasonFilter, ShopFilter};
use shared::time::Millis;
use std::sync::{Arc, RwLock};
use store::sql;
use tokio::sync::Mutex;

/// The table may be older by a millisecond for so many goods.
const GOODS_PER_MS: i64 = 20;

/// A filter is rare when it leaves less than one good in so many.
const RARE: usize = 50;
/// With more goods than this nobody waits for the table: the old one is shown while it is read anew.
const INLINE: i64 = 2_000;

/// Goods that are alike for every filter.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Cell {
    pub category_slug: String,
    pub province_code: String,
    pub stars: i32,
    pub season_main: i32,
    pub season_minor: i32,
    pub certificate_kinds: String,
    pub band: i32,
    pub n: i64,
}

const ANY_PRICE: PriceRange = PriceRange {
    from: 0,
    to: i64::MAX,
};

/// The table at one moment.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub cells: Vec<Cell>,
    read_at: i64,
    goods: i64,
}

/// The table, shared by all clones.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    kept: Arc<RwLock<Option<Arc<Table>>>>,
    reading: Arc<Mutex<()>>,
}

impl Facets {
    /// The table, as old as the number of goods allows.
    pub(crate) async fn table(&self, core: &Core) -> Result<Arc<Table>> {
        let now = core.clock.now();
        let kept = self.kept();
        if let Some(table) = &kept
            && now.0 - table.read_at < table.goods / GOODS_PER_MS
        {
            return Ok(table.clone());
        }
        match kept {
            Some(old) if old.goods > INLINE => {
                let (facets, core) = (self.clone(), core.clone());
                tokio::spawn(async move {
                    if let Ok(_turn) = facets.reading.clone().try_lock()
                        && let Err(error) = facets.read(&core).await
                    {
                        tracing::warn!(%error, "the counts of filters cannot be read");
                    }
                });
                Ok(old)
            }
            _ => {
                let _turn = self.reading.lock().await;
                self.read(core).await
            }
        }
    }

    async fn read(&self, core: &Core) -> Result<Arc<Table>> {
        let now = core.clock.now();
        let cells = read(core, now, ANY_PRICE).await?;
        let table = Arc::new(Table {
            goods: cells.iter().map(|cell| cell.n).sum(),
            cells,
            read_at: now.0,
        });
        if let Ok(mut kept) = self.kept.write() {
            *kept = Some(table.clone());
        }
        Ok(table)
    }

    fn kept(&self) -> Option<Arc<Table>> {
        self.kept.read().ok().and_then(|kept| kept.clone())
    }
}

/// The goods whose prices lie in a range, counted anew: the table knows bands only.
pub(crate) async fn within(core: &Core, prices: PriceRange) -> Result<Table> {
    let now = core.clock.now();
    let cells = read(core, now, prices).await?;
    Ok(Table {
        goods: cells.iter().map(|cell| cell.n).sum(),
        cells,
        read_at: now.0,
    })
}

async fn read(core: &Core, now: Millis, prices: PriceRange) -> Result<Vec<Cell>> {
    let [category, province, stars, main, minor, certificates, band] = columns("$1");
    let text = format!(
        "select {category} as category_slug, {province} as province_code, {stars} as stars, {main} as season_main, \
         {minor} as season_minor, {certificates} as certificate_kinds, {band} as band, count(*) as n from listing l \
         where l.visible = true and l.price + 0 >= $2 and l.price + 0 <= $3 group by 1, 2, 3, 4, 5, 6, 7"
    );
    let values = [now.0.into(), prices.from.into(), prices.to.into()];
    Ok(sql::all(core.db.read(), &text, values).await?)
}

/// What makes a cell, of the table `listing l`; `now` is the place of the time among the values.
fn columns(now: &str) -> [String; 7] {
    let mut band = String::from("case");
    for (at, of) in PRICE_BANDS.iter().enumerate().take(PRICE_BANDS.len() - 1) {
        band.push_str(&format!(" when l.price < {} then {at}", of.to));
    }
    [
        "l.category_slug".to_owned(),
        "l.province_code".to_owned(),
        format!("(case when l.stars_until > {now} then l.stars else 0 end)"),
        "l.season_main".to_owned(),
        "l.season_minor".to_owned(),
        "l.certificate_kinds".to_owned(),
        format!("({band} else {} end)", PRICE_BANDS.len() - 1),
    ]
}

/// The same in one text: of the hits of a search, the database hands over few values instead of many.
pub(super) fn packed(now: &str) -> String {
    columns(now).join(" || '|' || ")
}

impl Cell {
    /// From [`packed`] columns, of `n` goods.
    pub(super) fn unpack(text: &str, n: i64) -> Option<Self> {
        let mut parts = text.split('|');
        let mut cell = Self {
            category_slug: parts.next()?.to_owned(),
            province_code: parts.next()?.to_owned(),
            stars: parts.next()?.parse().ok()?,
            season_main: parts.next()?.parse().ok()?,
            season_minor: parts.next()?.parse().ok()?,
            certificate_kinds: parts.next()?.to_owned(),
            band: 0,
            n,
        };
        cell.band = parts.next()?.parse().ok()?;
        Some(cell)
    }

    pub(crate) fn season(&self) -> Season {
        let bits = |months: i32| u16::try_from(months).unwrap_or(0);
        Season::from_bits(bits(self.season_main), bits(self.season_minor))
    }

    /// Whether its goods are behind the filter in `month`.
    pub(crate) fn fits(&self, filter: &ShopFilter, month: u8) -> bool {
        filter
            .category
            .as_ref()
            .is_none_or(|slug| *slug == self.category_slug)
            && filter
                .province
                .is_none_or(|code| code == self.province_code)
            && filter
                .stars
                .is_none_or(|stars| i32::from(stars) <= self.stars)
            && filter
                .certificate
                .as_ref()
                .is_none_or(|kind| self.has(kind))
            && filter
                .season
                .is_none_or(|season| in_season(self.season(), season, month))
            && filter
                .price
                .is_none_or(|band| self.price_band() == Some(band))
    }

    /// The price band of its goods.
    pub(crate) fn price_band(&self) -> Option<PriceBand> {
        let band = usize::try_from(self.band).ok()?;
        PRICE_BANDS.get(band).copied()
    }

    /// It has a valid certificate of the kind.
    pub(crate) fn has(&self, kind: &str) -> bool {
        self.certificate_kinds.split(',').any(|known| known == kind)
    }
}

/// Whether a season is what the filter asks for.
pub(crate) fn in_season(season: Season, wanted: SeasonFilter, month: u8) -> bool {
    match wanted {
        SeasonFilter::Month(month) => season.in_season(month),
        SeasonFilter::Now => season.in_season(month) && !season.is_all_year(),
        SeasonFilter::AllYear => season.is_all_year(),
    }
}

impl Table {
    /// By how many milliseconds what is shown beside many goods may be behind: one for some goods, and never by more than
    /// two seconds.
    pub(crate) fn may_be_old(&self) -> i64 {
        (self.goods / GOODS_PER_MS).min(2_000)
    }

    /// What a list should know of its filter before it asks the database.
    pub(crate) fn outlook(&self, filter: &ShopFilter, month: u8) -> Outlook {
        let goods = count(&self.cells, filter, month);
        let all = usize::try_from(self.goods).unwrap_or(0);
        let wanted = |kind: &String| {
            let mut texts: Vec<String> = self
                .cells
                .iter()
                .filter(|cell| cell.has(kind))
                .map(|cell| cell.certificate_kinds.clone())
                .collect();
            texts.sort_unstable();
            texts.dedup();
            texts
        };
        Outlook {
            none: goods == 0,
            rare: goods < all / RARE,
            certificates: filter.certificate.as_ref().map(wanted).unwrap_or_default(),
        }
    }
}

/// How many goods a filter leaves, as the table knows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outlook {
    /// Nothing: there is no need to ask.
    pub none: bool,
    /// So few that they are better looked for by what they have than by walking through all goods.
    pub rare: bool,
    /// The texts of certificate kinds that hold the wanted one.
    pub certificates: Vec<String>,
}

/// How many goods of the cells are behind the filter.
pub(crate) fn count(cells: &[Cell], filter: &ShopFilter, month: u8) -> usize {
    let sum: i64 = cells
        .iter()
        .filter(|cell| cell.fits(filter, month))
        .map(|cell| cell.n)
        .sum();
    usize::try_from(sum).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(category: &str, province: &str, stars: i32, main: u16, n: i64) -> Cell {
        Cell {
            category_slug: category.into(),
            province_code: province.into(),
            stars,
            season_main: i32::from(main),
            season_minor: 0,
            certificate_kinds: if stars > 0 {
                ",ocop,".into()
            } else {
                String::new()
            },
            band: 1,
            n,
        }
    }

    #[test]
    fn every_filter_counts() {
        let cells = [
            cell("tra", "20", 3, 0xfff, 5),
            cell("tra", "14", 0, 0b1100_0000, 7),
            cell("rau", "20", 4, 0b1, 2),
        ];
        let n = |filter: ShopFilter| count(&cells, &filter, 8);
        assert_eq!(n(ShopFilter::default()), 14);
        assert_eq!(
            n(ShopFilter {
                category: Some("tra".into()),
                ..ShopFilter::default()
            }),
            12
        );
        assert_eq!(
            n(ShopFilter {
                province: Some("20"),
                stars: Some(4),
                ..ShopFilter::default()
            }),
            2
        );
        assert_eq!(
            n(ShopFilter {
                season: Some(SeasonFilter::Now),
                ..ShopFilter::default()
            }),
            7
        );
        assert_eq!(
            n(ShopFilter {
                season: Some(SeasonFilter::AllYear),
                ..ShopFilter::default()
            }),
            5
        );
        assert_eq!(
            n(ShopFilter {
                season: Some(SeasonFilter::Month(1)),
                ..ShopFilter::default()
            }),
            7
        );
        assert_eq!(
            n(ShopFilter {
                certificate: Some("ocop".into()),
                ..ShopFilter::default()
            }),
            7
        );
        assert_eq!(
            n(ShopFilter {
                price: Some(PRICE_BANDS[1]),
                ..ShopFilter::default()
            }),
            14
        );
        assert_eq!(
            n(ShopFilter {
                price: Some(PRICE_BANDS[2]),
                ..ShopFilter::default()
            }),
            0
        );
    }
}
