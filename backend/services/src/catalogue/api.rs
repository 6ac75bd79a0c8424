//! Goods for programs: the answers of `/api/v1/products` and `/api/v1/search`.

use super::pictures;
use super::product::facts::{self, Certificate, Facts, Pack};
use super::rows::{Row, Stock, load, stock};
use super::select;
use crate::checkout::harvest_window;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::search;
use shared::goods::Season;
use shared::id::{CooperativeId, ListingId, VariantId};
use shared::input::shop::{SeasonFilter, ShopFilter, Sort};
use shared::money::Vnd;
use shared::page::{Cursor, Page};
use shared::places::{Province, places};
use shared::problem::FieldError;
use shared::quantity::Quantity;
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::api::{
    CertificateItem, CooperativeRef, PreorderItem, ProductDetail, ProductItem, SeasonItem,
    VariantItem,
};
use shared::view::pack::pack_label_in;
use uuid::Uuid;

/// Items on a page when nobody says how many.
const USUAL: usize = 24;
/// The most items on a page.
const MOST: usize = 100;
/// Width of the picture an item names.
const PICTURE_WIDTH: u32 = 640;
/// The longest query that is read; nobody looks for more.
const LONGEST: usize = 200;

/// What a caller asks for, as it came.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Category slug.
    pub category: Option<String>,
    /// Province: code, slug or name.
    pub province: Option<String>,
    /// Least stars, 1 to 5.
    pub stars: Option<String>,
    /// Month 1 to 12, `now`, `all_year`.
    pub season: Option<String>,
    /// `newest`, `price_asc`, `price_desc`, `name`.
    pub sort: Option<String>,
    /// 1 to 100.
    pub limit: Option<String>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// One page of goods.
pub async fn products(core: &Core, asked: &Asked, l: Locale) -> Result<Page<ProductItem>> {
    let Checked {
        filter,
        limit,
        cursor,
    } = check(asked, l)?;
    let (ids, next_cursor) = select::after(core, &filter, cursor.as_ref(), limit, l).await?;
    Ok(Page {
        items: items(core, &ids, l).await?,
        next_cursor,
    })
}

/// The goods that fit the words, best first.
pub async fn found(
    core: &Core,
    q: Option<&str>,
    limit: Option<&str>,
    l: Locale,
) -> Result<Page<ProductItem>> {
    let mut wrong = Vec::new();
    let limit = read_limit(limit, &mut wrong, l);
    let words = q.unwrap_or_default();
    if words.chars().count() > LONGEST {
        wrong.push(FieldError::new(
            "q",
            "too_long",
            l.say("Viết ngắn hơn 200 chữ", "Write fewer than 200 characters"),
        ));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid { fields: wrong });
    }
    let ids = search::find(core, words, limit).await?;
    Ok(Page::last(items(core, &ids, l).await?))
}

/// One good with everything about it.
pub async fn product(core: &Core, slug: &str, l: Locale) -> Result<ProductDetail> {
    let facts = facts::load(core, slug).await?;
    let now = core.clock.now();
    let item = item(&facts.row, &facts.stock(), now, l);
    Ok(ProductDetail {
        item,
        variants: facts
            .packs
            .iter()
            .map(|pack| variant(&facts, pack, l))
            .collect(),
        certificates: facts
            .papers
            .iter()
            .map(|paper| certificate(paper, l))
            .collect(),
        season: season(&facts, l),
        shipping_class: facts.row.class().code().to_owned(),
        description: facts.description(l).to_owned(),
        updated_at: Millis(facts.row.updated_at).rfc3339(),
    })
}

struct Checked {
    filter: ShopFilter,
    limit: usize,
    cursor: Option<Cursor>,
}

fn read_limit(text: Option<&str>, wrong: &mut Vec<FieldError>, l: Locale) -> usize {
    match text.map(str::parse::<usize>) {
        None => USUAL,
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
        Some(_) => {
            let message = l.say(
                "Số món mỗi trang từ 1 đến 100",
                "Items a page are from 1 to 100",
            );
            wrong.push(FieldError::new("limit", "out_of_range", message));
            USUAL
        }
    }
}

fn province(text: &str) -> Option<&'static Province> {
    let places = places();
    places
        .province(text)
        .or_else(|| places.province_by_slug(text))
        .or_else(|| places.province_by_name(text))
}

fn season_of(text: &str) -> Option<SeasonFilter> {
    match text {
        "now" => Some(SeasonFilter::Now),
        "all_year" => Some(SeasonFilter::AllYear),
        month => month
            .parse()
            .ok()
            .filter(|m| (1..=12).contains(m))
            .map(SeasonFilter::Month),
    }
}

fn check(asked: &Asked, l: Locale) -> Result<Checked> {
    let mut wrong = Vec::new();
    let limit = read_limit(asked.limit.as_deref(), &mut wrong, l);
    let mut field =
        |path: &str, message: &str| wrong.push(FieldError::new(path, "unknown", message));
    let given = |text: &Option<String>| {
        text.as_ref()
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty())
    };
    let mut filter = ShopFilter {
        category: given(&asked.category),
        ..ShopFilter::default()
    };
    if let Some(text) = given(&asked.province) {
        filter.province = province(&text).map(|province| province.code);
        if filter.province.is_none() {
            field(
                "province",
                l.say("Không có tỉnh này", "There is no such province"),
            );
        }
    }
    if let Some(text) = given(&asked.stars) {
        filter.stars = text.parse().ok().filter(|stars| (1..=5).contains(stars));
        if filter.stars.is_none() {
            field("stars", l.say("Số sao từ 1 đến 5", "Stars are from 1 to 5"));
        }
    }
    if let Some(text) = given(&asked.season) {
        filter.season = season_of(&text);
        if filter.season.is_none() {
            field(
                "season",
                l.say(
                    "Tháng từ 1 đến 12, now hoặc all_year",
                    "A month from 1 to 12, now or all_year",
                ),
            );
        }
    }
    if let Some(text) = given(&asked.sort) {
        match Sort::ALL.into_iter().find(|sort| sort.api_code() == text) {
            Some(sort) => filter.sort = sort,
            None => field(
                "sort",
                l.say(
                    "Không có thứ tự này",
                    "newest, price_asc, price_desc or name",
                ),
            ),
        }
    }
    let mut cursor = None;
    if let Some(text) = given(&asked.cursor) {
        cursor = text.parse::<Cursor>().ok();
        if cursor.is_none() {
            field(
                "cursor",
                l.say(
                    "Chỗ tiếp theo không đúng",
                    "This cursor is not of this list",
                ),
            );
        }
    }
    if wrong.is_empty() {
        Ok(Checked {
            filter,
            limit,
            cursor,
        })
    } else {
        Err(Error::Invalid { fields: wrong })
    }
}

async fn items(core: &Core, ids: &[Uuid], l: Locale) -> Result<Vec<ProductItem>> {
    let rows = load(core.db.read(), ids).await?;
    let stocks = stock(core, ids).await?;
    let (none, now) = (Stock::default(), core.clock.now());
    Ok(rows
        .iter()
        .map(|row| item(row, stocks.get(&row.id).unwrap_or(&none), now, l))
        .collect())
}

fn item(row: &Row, stock: &Stock, now: Millis, l: Locale) -> ProductItem {
    let image = row.picture.as_deref().zip(row.widths.as_deref());
    let width = |(id, widths)| Some((id, pictures::width_for(widths, PICTURE_WIDTH)?));
    let available = stock.leading.map_or_else(
        || "0".to_owned(),
        |(unit, free)| Quantity::of(free, unit).decimal(),
    );
    ProductItem {
        id: ListingId::from(row.id),
        slug: row.slug.clone(),
        name: row.name(l).to_owned(),
        price: Vnd(row.price),
        unit: plain(&pack_label_in(&row.unit_label, l)),
        image_url: image
            .and_then(width)
            .map(|(id, width)| pictures::address(id, width, "jpg")),
        stars: row.stars(now),
        province: row.province().to_owned(),
        pooled: row.pooled,
        cooperative: (!row.pooled).then(|| CooperativeRef {
            id: CooperativeId::from(row.cooperative_id),
            slug: row.booth_slug.clone().unwrap_or_default(),
            name: row.short_name.clone(),
        }),
        available,
    }
}

/// Programs compare texts: no no-break spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn variant(facts: &Facts, pack: &Pack, l: Locale) -> VariantItem {
    VariantItem {
        id: VariantId::from(pack.id),
        sku: pack.sku.clone(),
        name: pack.name.clone(),
        price: pack.price(),
        unit: plain(&pack.label(l)),
        step: pack.least().decimal(),
        available: pack.left().decimal(),
        net_weight_g: pack.net_weight_g,
        preorder: facts.harvest(pack).map(|days| PreorderItem {
            window: harvest_window(&days),
            available: pack.buyable().decimal(),
        }),
    }
}

fn certificate(paper: &Certificate, l: Locale) -> CertificateItem {
    CertificateItem {
        kind: paper.kind.code().to_owned(),
        name: paper.name(l),
        stars: paper.stars,
        number: paper.number.clone(),
        issuer: paper.issuer.clone(),
        scope: paper.scope.clone(),
        valid_from: paper.from.iso(),
        valid_to: paper.to.iso(),
    }
}

fn season(facts: &Facts, l: Locale) -> SeasonItem {
    let season = facts.row.season();
    let months = |bits: u16| {
        (1..=12)
            .filter(|month| bits & Season::of_months(&[*month], &[]).main != 0)
            .collect()
    };
    SeasonItem {
        main: months(season.main),
        minor: months(season.minor),
        words: plain(&season.words(l)),
        harvested_on: facts.row.harvested().map(VnDate::iso),
    }
}
