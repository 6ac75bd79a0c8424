//! The calendar of seasons: which goods there are in which month.

use super::cards::strip;
use super::facets::count;
use super::rows::load;
use super::{select, words};
use crate::core::Core;
use crate::error::Result;
use crate::preorders;
use shared::input::shop::{SeasonFilter, ShopFilter, Sort};
use shared::say::Locale;
use shared::view::parts::{Crumb, Empty};
use shared::view::shop::{CalendarRow, CalendarView, CountLink};

/// Goods named on the page; the list has the others.
const MOST: usize = 60;

/// The goods in season in `month` (1 to 12; this month when there is none).
pub async fn calendar(core: &Core, month: Option<u8>, l: Locale) -> Result<CalendarView> {
    let now = core.clock.now();
    let month = month
        .filter(|m| (1..=12).contains(m))
        .unwrap_or(now.vn_date().m);
    let table = core.facets.table(core).await?;
    let of = |month: u8| ShopFilter {
        season: Some(SeasonFilter::Month(month)),
        sort: Sort::Name,
        ..ShopFilter::default()
    };
    let months = (1..=12).map(|m| CountLink {
        text: words::capital(&words::month(m, l)),
        count: words::grouped(count(&table.cells, &of(m), m)),
        href: l.path(&format!("/lich-mua?thang={m}")),
        chosen: m == month,
    });
    let filter = of(month);
    // What is there all year says nothing of a month; it comes last and only as a link.
    let ids = select::page(core, &filter, None, (0, MOST * 4)).await?;
    let mut rows = load(core.db.read(), &ids).await?;
    rows.retain(|row| !row.season().is_all_year());
    rows.truncate(MOST);
    let rows: Vec<CalendarRow> = rows
        .iter()
        .map(|row| CalendarRow {
            name: shared::text::keep_together(row.name(l)),
            picture: row.shown(),
            place: row.place(),
            href: l.path(&format!("/p/{}", row.slug)),
            season: strip(row.season(), now, row.season().words(l)),
        })
        .collect();
    let total = count(&table.cells, &filter, month);
    let month_words = words::month(month, l);
    let empty = rows.is_empty().then(|| Empty {
        title: match l {
            Locale::Vi => format!("{} chưa có món nào vào vụ", words::capital(&month_words)),
            Locale::En => format!("Nothing comes into season in {month_words}"),
        },
        text: l
            .say(
                "Hàng khô, trứng, gà vẫn có quanh năm.",
                "Dried goods, eggs and poultry are there all year.",
            )
            .to_owned(),
        link: Some((
            l.say("Xem hàng quanh năm", "See goods of all year")
                .to_owned(),
            l.path(&format!(
                "/tim{}",
                ShopFilter {
                    season: Some(SeasonFilter::AllYear),
                    ..ShopFilter::default()
                }
                .query(1)
            )),
        )),
    });
    let home = Crumb {
        text: "Chợ\u{a0}Phiên".to_owned(),
        href: Some(l.path("/")),
    };
    Ok(CalendarView {
        crumbs: vec![
            home,
            Crumb {
                text: l.say("Lịch mùa", "Seasons").to_owned(),
                href: None,
            },
        ],
        title: match l {
            Locale::Vi => format!("{} có gì", words::capital(&month_words)),
            Locale::En => format!("What there is in {month_words}"),
        },
        months: months.collect(),
        rows,
        weeks: preorders::open_weeks(core, l).await?,
        more: (total > 0).then(|| {
            let words = match l {
                Locale::Vi => format!(
                    "Xem cả {} bán trong {month_words}",
                    words::goods_count(total, l)
                ),
                Locale::En => format!("See all {} of {month_words}", words::goods_count(total, l)),
            };
            let filter = ShopFilter {
                sort: Sort::Newest,
                ..filter.clone()
            };
            (words, l.path(&format!("/tim{}", filter.query(1))))
        }),
        empty,
    })
}
