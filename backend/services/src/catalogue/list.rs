//! Lists of goods: of a category, of a province, of a search, or all there is.

use super::cards::{Shown, cards};
use super::counts::Counts;
use super::delivery::Reading;
use super::facets::{self, Cell, Table};
use super::pages::{PAGE_SIZE, clamp, links};
use super::select::{self, Hits};
use super::words;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::search;
use filters::Filters;
use instead::instead;
use shared::input::shop::ShopFilter;
use shared::places::places;
use shared::say::Locale;
use shared::text::{fold, has_marks};
use shared::view::parts::{Crumb, Empty};
use shared::view::shop::{ListView, Shelf};
use std::sync::Arc;
use uuid::Uuid;

pub(super) mod categories;
mod filters;
pub(super) mod instead;

/// A list shorter than this leaves room for something else.
const FEW: usize = 4;

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The goods of a category, by its slug.
    Category(String),
    /// The goods of a province, by its slug.
    Province(String),
    /// A search, or without words everything.
    Search,
}

/// What counts are taken from.
enum Counted {
    /// All goods.
    Table(Arc<Table>),
    /// The hits of a search.
    Hits(Hits),
}

impl Counted {
    fn cells(&self) -> &[Cell] {
        match self {
            Self::Table(table) => &table.cells,
            Self::Hits(hits) => &hits.cells,
        }
    }
}

/// A page of a list, filters and all. `page` counts from 1; beyond the last the last is shown.
pub async fn list(
    core: &Core,
    scope: &Scope,
    filter: &ShopFilter,
    page: usize,
    reading: impl Into<Reading>,
) -> Result<ListView> {
    let shown = Shown::new(core, reading.into());
    let (l, now) = (shown.locale, shown.now);
    let names = categories::load(core).await?;
    let mut filter = filter.clone();
    let (base, heading) = match scope {
        Scope::Category(slug) => {
            let category = names
                .iter()
                .find(|c| c.slug == *slug)
                .ok_or(Error::NotFound { what: "category" })?;
            filter.category = Some(slug.clone());
            (format!("/danh-muc/{slug}"), category.name(l).to_owned())
        }
        Scope::Province(slug) => {
            let province = places()
                .province_by_slug(slug)
                .ok_or(Error::NotFound { what: "province" })?;
            filter.province = Some(province.code);
            (format!("/tinh/{slug}"), in_province(province.name, l))
        }
        Scope::Search => ("/tim".to_owned(), String::new()),
    };
    let counted = counted(core, &filter).await?;
    let counts = Counts::of(counted.cells(), &filter, now.vn_date().m);
    let total = counts.total();
    let (page, pages) = clamp(page, total);
    let ids = page_ids(core, &counted, &filter, page).await?;
    let filters = Filters {
        scope,
        filter: &filter,
        counts: &counts,
        names: &names,
        base: l.path(&base),
        l,
    };
    let mut view = ListView {
        crumbs: crumbs(scope, &heading, l),
        title: title(&filter, &heading, total, l),
        under: under(&filter, &heading, total, l),
        chips: filters.chips(),
        quick: filters.quick(),
        groups: filters.groups(),
        prices: filters.prices(),
        clear: filters.clear(),
        sorts: filters.sorts(),
        cards: cards(core, &ids, &shown).await?,
        pages: links(page, pages, |number| filters.href(&filter, number)),
        ..ListView::default()
    };
    if total == 0 {
        view.empty = Some(empty(&filter, view.clear.clone(), l));
    }
    if total < FEW {
        view.instead = instead(core, &shown, &ids).await?;
    }
    Ok(view)
}

async fn counted(core: &Core, filter: &ShopFilter) -> Result<Counted> {
    if filter.words.is_empty() {
        return Ok(Counted::Table(match filter.within {
            Some(prices) => Arc::new(facets::within(core, prices).await?),
            None => core.facets.table(core).await?,
        }));
    }
    let hits = select::found(core, filter).await?;
    Ok(Counted::Hits(hits))
}

async fn page_ids(
    core: &Core,
    counted: &Counted,
    filter: &ShopFilter,
    page: usize,
) -> Result<Vec<Uuid>> {
    let (offset, now) = ((page - 1) * PAGE_SIZE, core.clock.now());
    match counted {
        Counted::Table(_) => select::page(core, filter, None, (offset, PAGE_SIZE)).await,
        Counted::Hits(hits) => Ok(hits.page(filter, now.vn_date().m, (offset, PAGE_SIZE))),
    }
}

fn in_province(name: &str, l: Locale) -> String {
    let name = name.replace(' ', "\u{a0}");
    match l {
        Locale::Vi => format!("Hàng {name}"),
        Locale::En => format!("From {name}"),
    }
}

fn title(filter: &ShopFilter, heading: &str, total: usize, l: Locale) -> String {
    if filter.words.is_empty() {
        return match heading {
            "" => l
                .say("Tất cả hàng ở phiên", "Everything at the market")
                .to_owned(),
            heading => heading.to_owned(),
        };
    }
    let (n, words) = (number(filter, total, l), &filter.words);
    match (total, l) {
        (0, Locale::Vi) => format!("Chưa có “{words}”"),
        (0, Locale::En) => format!("No “{words}” yet"),
        _ => format!("{n} “{words}”"),
    }
}

fn number(filter: &ShopFilter, total: usize, l: Locale) -> String {
    let n = words::goods_count(total, l);
    match l {
        Locale::Vi if !filter.words.is_empty() && total >= search::MOST_HITS => format!("Hơn {n}"),
        Locale::En if !filter.words.is_empty() && total >= search::MOST_HITS => format!("Over {n}"),
        _ => n,
    }
}

fn under(filter: &ShopFilter, heading: &str, total: usize, l: Locale) -> String {
    if filter.words.is_empty() {
        return words::goods_count(total, l);
    }
    let inside = if heading.is_empty() {
        String::new()
    } else {
        format!("{heading} · ")
    };
    if !has_marks(&filter.words) {
        return inside.trim_end_matches(" · ").to_owned();
    }
    let plain = fold(&filter.words);
    match l {
        Locale::Vi => format!("{inside}Gồm cả “{plain}”."),
        Locale::En => format!("{inside}“{plain}” included."),
    }
}

fn crumbs(scope: &Scope, heading: &str, l: Locale) -> Vec<Crumb> {
    let last = match scope {
        Scope::Search => l.say("Tìm hàng", "Search").to_owned(),
        _ => heading.to_owned(),
    };
    let home = Crumb {
        text: "Chợ\u{a0}Phiên".to_owned(),
        href: Some(l.path("/")),
    };
    vec![
        home,
        Crumb {
            text: last,
            href: None,
        },
    ]
}

fn empty(filter: &ShopFilter, clear: Option<String>, l: Locale) -> Empty {
    let title = l
        .say("Chưa có món nào như thế", "Nothing like that yet")
        .to_owned();
    match clear {
        Some(href) if filter.count() > 0 => Empty {
            title,
            text: l
                .say(
                    "Bớt một điều kiện lọc, hoặc xem hàng đang vụ bên dưới.",
                    "Take a filter away, or see what is in season below.",
                )
                .to_owned(),
            link: Some((l.say("Bỏ hết lọc", "Clear all filters").to_owned(), href)),
        },
        _ => Empty {
            title,
            text: l
                .say(
                    "Thử viết ngắn hơn, bỏ dấu, hoặc gõ tên xã, tên hợp tác xã.",
                    "Try fewer words, no accents, or the name of a commune or cooperative.",
                )
                .to_owned(),
            link: Some((
                l.say("Xem tất cả hàng", "See everything").to_owned(),
                l.path("/tim"),
            )),
        },
    }
}

/// Instead of something that is not there: goods whose names fit the words, or what is in season.
pub async fn missing(core: &Core, words: &str, reading: impl Into<Reading>) -> Result<ListView> {
    let shown = Shown::new(core, reading.into());
    let l = shown.locale;
    let mut words: Vec<&str> = words.split_whitespace().take(8).collect();
    let mut ids = Vec::new();
    while ids.is_empty() && !words.is_empty() {
        ids = search::find(core, &words.join(" "), 6).await?;
        words.pop();
    }
    let cards = cards(core, &ids, &shown).await?;
    let instead = match cards.is_empty() {
        true => instead(core, &shown, &[]).await?,
        false => Some(Shelf {
            title: l.say("Có phải bạn tìm", "Did you mean").to_owned(),
            more: None,
            cards,
        }),
    };
    Ok(ListView {
        crumbs: crumbs(&Scope::Search, "", l),
        title: l
            .say("Không thấy trang này", "This page is not here")
            .to_owned(),
        empty: Some(Empty {
            title: l
                .say(
                    "Món hoặc gian này không còn ở chợ",
                    "These goods or this booth are no longer here",
                )
                .to_owned(),
            text: l
                .say(
                    "Có thể đã hết vụ, hoặc đường dẫn gõ nhầm.",
                    "The season may be over, or the address mistyped.",
                )
                .to_owned(),
            link: Some((
                l.say("Xem tất cả hàng", "See everything").to_owned(),
                l.path("/tim"),
            )),
        }),
        instead,
        ..ListView::default()
    })
}
