//! The first page: what was picked, what is in season, what there is all year, and who sells.

use super::cards::{Shown, cards, mixed};
use super::delivery::Reading;
use super::facets::{Table, count};
use super::list::categories::{self, Category};
use super::{booths, select, words};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::input::shop::{SeasonFilter, ShopFilter};
use shared::places::places;
use shared::say::Locale;
use shared::time::lunar;
use shared::view::parts::{Empty, ProductCard};
use shared::view::shop::{CountLink, HomeView, Shelf};
use store::sql;
use uuid::Uuid;

/// Cloths in the row on top.
const STALL: usize = 8;
/// Goods looked at for the row, because some may be sold out.
const STALL_LOOKED_AT: usize = 32;
/// Goods of a shelf: full rows of two, three, four and six.
const SHELF: usize = 12;
/// Goods looked at for a shelf, so that there is something to mix.
const SHELF_LOOKED_AT: usize = 36;
const BOOTHS: usize = 6;

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

fn filter(season: SeasonFilter) -> ShopFilter {
    ShopFilter {
        season: Some(season),
        ..ShopFilter::default()
    }
}

/// The first page of the market as it is now.
pub async fn home(core: &Core, reading: impl Into<Reading>) -> Result<HomeView> {
    let shown = Shown::new(core, reading.into());
    let l = shown.locale;
    let today = shown.now.vn_date();
    let table = core.facets.table(core).await?;
    let n = |f: &ShopFilter| count(&table.cells, f, today.m);
    let (in_season, all_year) = (
        n(&filter(SeasonFilter::Now)),
        n(&filter(SeasonFilter::AllYear)),
    );
    let booths = booths::count(core).await?;
    let stall = stall(core, &shown).await?;
    let season = shelf(core, &shown, SeasonFilter::Now, &stall).await?;
    let month = words::capital(&words::month(today.m, l));
    let lunar = lunar(today).map(|day| day.full_words(l));
    let under: Vec<String> = lunar
        .into_iter()
        .chain([words::booths_count(booths, l)])
        .filter(|part| !part.is_empty())
        .collect();
    let goods = words::goods_count(in_season, l);
    let link = |filter: &ShopFilter| l.path(&format!("/tim{}", filter.query(1)));
    Ok(HomeView {
        place: shown.to.map(|to| to.name()).unwrap_or_default(),
        day: match l {
            Locale::Vi => format!("Phiên {}", today.with_weekday(l)),
            Locale::En => format!("Market of {}", today.with_weekday(l)),
        },
        under: under.join(" · "),
        in_season: if in_season > 0 {
            format!("{goods} {}", l.say("đang vụ", "in season"))
        } else {
            String::new()
        },
        stall_label: l.say("Vừa hái", "Just picked").to_owned(),
        empty: (n(&ShopFilter::default()) == 0).then(|| nothing(l)),
        season: Shelf {
            title: format!("{month} {}", l.say("đang vụ", "in season")),
            more: Some((
                l.say("Lịch cả năm", "The whole year").to_owned(),
                l.path("/lich-mua"),
            )),
            cards: season,
        },
        all_year: Shelf {
            title: l.say("Có quanh năm", "There all year").to_owned(),
            more: Some((
                words::goods_count(all_year, l),
                link(&filter(SeasonFilter::AllYear)),
            )),
            cards: shelf(core, &shown, SeasonFilter::AllYear, &stall).await?,
        },
        categories: category_links(&categories::load(core).await?, &table, today.m, l),
        provinces: province_links(&table, today.m, l),
        stars: star_links(&table, today.m, l),
        booths: booths::newest(core, (0, BOOTHS), l).await?,
        all_booths: match l {
            Locale::Vi => format!("Cả {booths}"),
            Locale::En => format!("All {booths}"),
        },
        stall,
    })
}

fn nothing(l: Locale) -> Empty {
    Empty {
        title: l
            .say("Phiên chưa mở", "The market has not opened")
            .to_owned(),
        text: l
            .say(
                "Chưa có món nào được bày. Hợp tác xã mở gian ở đây.",
                "Nothing is laid out yet. Cooperatives open their booth here.",
            )
            .to_owned(),
        link: Some((
            l.say("Mở gian hàng", "Open a booth").to_owned(),
            l.path("/htx"),
        )),
    }
}

/// Picked today or yesterday and still to be had: the latest first, goods of a season before goods of all year, what
/// keeps least before what keeps longer, then mixed. Live animals do not lie on a cloth.
async fn stall(core: &Core, shown: &Shown) -> Result<Vec<ProductCard>> {
    let since = shown.now.vn_date().plus_days(-words::FRESH_DAYS).start().0;
    let rows: Vec<Id> = sql::all(
        core.db.read(),
        &format!(
            "select id from listing where visible = true and harvested_on >= $1 \
             and shipping_class <> 'P0' order by harvested_on desc, \
             case when (season_main | season_minor) = 4095 then 1 else 0 end, shipping_class, id \
             limit {STALL_LOOKED_AT}"
        ),
        [since.into()],
    )
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut cards = cards(core, &ids, shown).await?;
    cards.retain(|card| !card.muted);
    Ok(mixed(cards, STALL))
}

/// What lies on the cloth row already is not shown twice unless there is nothing else.
async fn shelf(
    core: &Core,
    shown: &Shown,
    season: SeasonFilter,
    stall: &[ProductCard],
) -> Result<Vec<ProductCard>> {
    let ids = select::page(core, &filter(season), None, (0, SHELF_LOOKED_AT)).await?;
    let all = cards(core, &ids, shown).await?;
    let on_stall = |card: &ProductCard| stall.iter().any(|other| other.href == card.href);
    let mut rest: Vec<ProductCard> = all.iter().filter(|card| !on_stall(card)).cloned().collect();
    if rest.is_empty() {
        rest = all;
    }
    // Half as many rather than a torn last row.
    let half = (SHELF / 2..SHELF).contains(&rest.len());
    Ok(mixed(rest, if half { SHELF / 2 } else { SHELF }))
}

fn category_links(names: &[Category], table: &Table, month: u8, l: Locale) -> Vec<CountLink> {
    let link = |category: &Category| {
        let of = ShopFilter {
            category: Some(category.slug.clone()),
            ..ShopFilter::default()
        };
        let n = count(&table.cells, &of, month);
        (n > 0).then(|| CountLink {
            text: category.name(l).to_owned(),
            count: words::grouped(n),
            href: l.path(&format!("/danh-muc/{}", category.slug)),
            chosen: false,
        })
    };
    names.iter().filter_map(link).collect()
}

fn province_links(table: &Table, month: u8, l: Locale) -> Vec<CountLink> {
    let mut links: Vec<(usize, CountLink)> = places()
        .provinces()
        .iter()
        .filter_map(|province| {
            let of = ShopFilter {
                province: Some(province.code),
                ..ShopFilter::default()
            };
            let n = count(&table.cells, &of, month);
            let link = CountLink {
                text: province.name.replace(' ', "\u{a0}"),
                count: words::grouped(n),
                href: l.path(&format!("/tinh/{}", province.slug)),
                chosen: false,
            };
            (n > 0).then_some((n, link))
        })
        .collect();
    links.sort_by_key(|link| std::cmp::Reverse(link.0));
    links.into_iter().map(|(_, link)| link).collect()
}

fn star_links(table: &Table, month: u8, l: Locale) -> Vec<CountLink> {
    [5, 4, 3]
        .into_iter()
        .filter_map(|stars| {
            let of = ShopFilter {
                stars: Some(stars),
                ..ShopFilter::default()
            };
            let n = count(&table.cells, &of, month);
            (n > 0).then(|| CountLink {
                text: match (l, stars) {
                    (Locale::Vi, 5) => "OCOP 5\u{a0}sao".to_owned(),
                    (Locale::En, 5) => "OCOP 5\u{a0}stars".to_owned(),
                    (Locale::Vi, n) => format!("OCOP {n}\u{a0}sao trở lên"),
                    (Locale::En, n) => format!("OCOP {n}\u{a0}stars or more"),
                },
                count: words::grouped(n),
                href: l.path(&format!("/tim{}", of.query(1))),
                chosen: false,
            })
        })
        .collect()
}
