//! Which listings a filter shows, in which order: page by page for people, from a cursor for programs.

use super::facets::{self, Cell, Outlook};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::search::{self, Asked, OfListing};
use sea_orm::{FromQueryResult, Value};
use shared::goods::Season;
use shared::input::shop::{SeasonFilter, ShopFilter, Sort};
use shared::page::Cursor;
use shared::say::Locale;
use shared::time::Millis;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

const ALL_MONTHS: i32 = 0xfff;

#[derive(FromQueryResult)]
struct Place {
    id: Uuid,
    at: Option<i64>,
}

/// Conditions and their values, numbered as they come.
struct Conditions {
    text: String,
    values: Vec<Value>,
}

impl Conditions {
    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.text.push_str(" and ");
        self.text
            .push_str(&condition.replace('?', &format!("${}", self.values.len())));
    }

    /// The column is one of the texts.
    fn any(&mut self, column: &str, texts: &[String]) {
        let places = sql::placeholders(self.values.len() + 1, texts.len());
        self.values
            .extend(texts.iter().map(|text| Value::from(text.as_str())));
        self.text.push_str(&format!(" and {column} in ({places})"));
    }
}

fn conditions(
    filter: &ShopFilter,
    cooperative: Option<Uuid>,
    outlook: &Outlook,
    now: Millis,
) -> Conditions {
    let mut all = Conditions {
        text: "l.visible = true".to_owned(),
        values: Vec::new(),
    };
    if let Some(id) = cooperative {
        // Its own goods, and those that it sells together with others.
        all.and(
            "(l.cooperative_id = ? or l.id in (select m.listing_id from pool_member m \
             where m.state = 'joined' and m.cooperative_id = ?))",
            id,
        );
    }
    if let Some(slug) = &filter.category {
        all.and("l.category_slug = ?", slug.as_str());
    }
    if let Some(code) = filter.province {
        all.and("l.province_code = ?", code);
    }
    if let Some(stars) = filter.stars {
        // An expression keeps a database without statistics from gathering and sorting every good with stars.
        all.and(
            if outlook.rare {
                "l.stars >= ?"
            } else {
                "l.stars + 0 >= ?"
            },
            i32::from(stars),
        );
        all.and("l.stars_until > ?", now.0);
    }
    if let Some(kind) = &filter.certificate {
        if outlook.rare {
            all.any("l.certificate_kinds", &outlook.certificates);
        } else {
            all.and("l.certificate_kinds like ?", format!("%,{kind},%"));
        }
    }
    let months = "(l.season_main | l.season_minor)";
    let of = |month: u8| i32::from(Season::of_months(&[month], &[]).main);
    match filter.season {
        Some(SeasonFilter::Month(month)) => all.and(&format!("({months} & ?) <> 0"), of(month)),
        Some(SeasonFilter::Now) => {
            all.and(&format!("({months} & ?) <> 0"), of(now.vn_date().m));
            all.and(&format!("{months} <> ?"), ALL_MONTHS);
        }
        Some(SeasonFilter::AllYear) => all.and(&format!("{months} = ?"), ALL_MONTHS),
        None => {}
    }
    if let Some(band) = filter.price {
        let price = if outlook.rare {
            "l.price"
        } else {
            "l.price + 0"
        };
        all.and(&format!("{price} >= ?"), band.from);
        all.and(&format!("{price} < ?"), band.to);
    }
    if let Some(prices) = filter.within {
        // An expression, for the reason that stars have one.
        all.and("l.price + 0 >= ?", prices.from);
        all.and("l.price + 0 <= ?", prices.to);
    }
    all
}

const fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "l.published_at desc, l.id desc",
        Sort::PriceUp => "l.price, l.id",
        Sort::PriceDown => "l.price desc, l.id desc",
        Sort::Name => "l.sort_key, l.id",
    }
}

/// The listings of one page of a filter without words.
pub(crate) async fn page(
    core: &Core,
    filter: &ShopFilter,
    cooperative: Option<Uuid>,
    (offset, limit): (usize, usize),
) -> Result<Vec<Uuid>> {
    let now = core.clock.now();
    let outlook = match cooperative {
        Some(_) => Outlook::default(),
        None => core
            .facets
            .table(core)
            .await?
            .outlook(filter, now.vn_date().m),
    };
    if outlook.none {
        return Ok(Vec::new());
    }
    let Conditions { text, values } = conditions(filter, cooperative, &outlook, now);
    let text = format!(
        "select l.id, l.published_at as at from listing l where {text} order by {} limit {limit} offset {offset}",
        order(filter.sort)
    );
    let places: Vec<Place> = sql::all(core.db.read(), &text, values).await?;
    Ok(places.into_iter().map(|place| place.id).collect())
}

/// The listings after a cursor and the cursor after them. A cursor of another order is refused.
pub(crate) async fn after(
    core: &Core,
    filter: &ShopFilter,
    cursor: Option<&Cursor>,
    limit: usize,
    l: Locale,
) -> Result<(Vec<Uuid>, Option<Cursor>)> {
    let now = core.clock.now();
    let outlook = core
        .facets
        .table(core)
        .await?
        .outlook(filter, now.vn_date().m);
    let mut all = conditions(filter, None, &outlook, now);
    if let Some(cursor) = cursor {
        let (at, id) = read(cursor, filter.sort, l)?;
        let (start, id_at) = (all.values.len() + 1, all.values.len() + 2);
        let condition = match filter.sort {
            Sort::Newest => format!("(l.published_at, l.id) < (${start}, ${id_at})"),
            Sort::PriceUp => format!("(l.price, l.id) > (${start}, ${id_at})"),
            Sort::PriceDown => format!("(l.price, l.id) < (${start}, ${id_at})"),
            Sort::Name => {
                format!(
                    "(l.sort_key, l.id) > ((select k.sort_key from listing k where k.id = ${start}), ${start})"
                )
            }
        };
        all.text.push_str(&format!(" and {condition}"));
        match filter.sort {
            Sort::Name => all.values.push(id.into()),
            _ => all.values.extend([at.into(), id.into()]),
        }
    }
    let at = match filter.sort {
        Sort::Newest => "l.published_at",
        _ => "l.price",
    };
    let text = format!(
        "select l.id, {at} as at from listing l where {} order by {} limit {}",
        all.text,
        order(filter.sort),
        limit + 1
    );
    let mut places: Vec<Place> = sql::all(core.db.read(), &text, all.values).await?;
    let more = places.len() > limit;
    places.truncate(limit);
    let next = places.last().filter(|_| more).map(|last| {
        Cursor::new(format!(
            "{}:{}:{}",
            filter.sort.api_code(),
            last.at.unwrap_or_default(),
            last.id.simple()
        ))
    });
    Ok((places.into_iter().map(|place| place.id).collect(), next))
}

fn read(cursor: &Cursor, sort: Sort, l: Locale) -> Result<(i64, Uuid)> {
    let mut parts = cursor.inner().splitn(3, ':');
    let ours = parts.next() == Some(sort.api_code());
    let at = parts.next().and_then(|at| at.parse().ok());
    let id = parts.next().and_then(|id| Uuid::try_parse(id).ok());
    match (ours, at, id) {
        (true, Some(at), Some(id)) => Ok((at, id)),
        _ => Err(Error::invalid(
            "cursor",
            "unknown",
            l.say(
                "Chỗ tiếp theo không đúng. Bắt đầu lại từ đầu",
                "This cursor is not of this list. Start again without it",
            ),
        )),
    }
}

/// The hits of a search, best first, with what filters look at.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    found: Vec<Found>,
    /// Each with the number of hits that are alike for every filter.
    pub cells: Vec<Cell>,
}

/// A hit, and which of the cells it is in.
#[derive(Debug)]
struct Found {
    id: Uuid,
    cell: usize,
    price: i64,
    sort_key: String,
}

#[derive(FromQueryResult)]
struct FoundRow {
    id: Uuid,
    cell: String,
    price: i64,
    sort_key: String,
}

impl OfListing for FoundRow {
    fn listing(&self) -> Uuid {
        self.id
    }
}

/// The hits of the filter's words in its order, of any price or in its range of prices; no other part of it counts yet.
/// The search's own order is [`Sort::Newest`].
pub(crate) async fn found(core: &Core, filter: &ShopFilter) -> Result<Hits> {
    let key = match filter.sort {
        Sort::Name => "l.sort_key",
        _ => "''",
    };
    let columns = format!(
        "l.id, l.price, {key} as sort_key, {} as cell",
        facets::packed("$1")
    );
    let asked = Asked {
        columns: &columns,
        values: &[core.clock.now().0.into()],
    };
    let mut rows: Vec<FoundRow> =
        search::find_with(core, &filter.words, &asked, search::MOST_HITS).await?;
    if let Some(prices) = filter.within {
        rows.retain(|row| prices.holds(row.price));
    }
    let mut hits = Hits::default();
    let mut cells: HashMap<&str, usize> = HashMap::new();
    for row in &rows {
        let next = cells.len();
        let cell = *cells.entry(&row.cell).or_insert(next);
        if let Some(known) = hits.cells.get_mut(cell) {
            known.n += 1;
        } else {
            let unknown = || Error::internal("the cell of a listing cannot be read");
            hits.cells
                .push(Cell::unpack(&row.cell, 1).ok_or_else(unknown)?);
        }
        hits.found.push(Found {
            id: row.id,
            cell,
            price: row.price,
            sort_key: row.sort_key.clone(),
        });
    }
    hits.sort(filter.sort);
    Ok(hits)
}

impl Hits {
    fn sort(&mut self, by: Sort) {
        let hits = &mut self.found;
        match by {
            Sort::Newest => {}
            Sort::PriceUp => hits.sort_by_key(|hit| (hit.price, hit.id)),
            Sort::PriceDown => hits.sort_by_key(|hit| std::cmp::Reverse((hit.price, hit.id))),
            Sort::Name => {
                hits.sort_by(|a, b| a.sort_key.cmp(&b.sort_key).then(a.id.cmp(&b.id)));
            }
        }
    }

    /// One page of what is behind the filter.
    pub(crate) fn page(
        &self,
        filter: &ShopFilter,
        month: u8,
        (offset, limit): (usize, usize),
    ) -> Vec<Uuid> {
        let fits: Vec<bool> = self
            .cells
            .iter()
            .map(|cell| cell.fits(filter, month))
            .collect();
        self.found
            .iter()
            .filter(|hit| fits.get(hit.cell).copied().unwrap_or(false))
            .skip(offset)
            .take(limit)
            .map(|hit| hit.id)
            .collect()
    }
}
