//! Addresses of everything public, in parts, for search engines.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use store::sql;
use uuid::Uuid;

/// Goods in one part of the site map. Each has an address in either language, and a part may name 50,000.
pub const PART: usize = 20_000;
/// Goods read at a time.
const CHUNK: usize = 1_000;

/// A good's name in addresses and when it last changed, in epoch milliseconds.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    id: Uuid,
    /// Name in addresses.
    pub slug: String,
    /// Last change.
    pub updated_at: i64,
    visible: bool,
}

#[derive(FromQueryResult)]
struct Slug {
    slug: String,
}

/// How many parts the goods fill; at least one. Goods that are not on sale count as well, which makes some parts shorter.
pub async fn parts(core: &Core) -> Result<usize> {
    let row = sql::row(core.db.read(), "select count(*) as n from listing", []).await?;
    let n: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    Ok(usize::try_from(n).unwrap_or(0).div_ceil(PART).max(1))
}

/// Where a part begins: after this id, or at the start.
async fn start(core: &Core, part: usize) -> Result<Option<Uuid>> {
    if part <= 1 {
        return Ok(None);
    }
    let skip = (part - 1).saturating_mul(PART) - 1;
    let text = format!("select id from listing order by id limit 1 offset {skip}");
    let row = sql::row(core.db.read(), &text, []).await?;
    let id: Option<Uuid> = row.map(|row| row.try_get("", "id")).transpose()?;
    Ok(Some(id.unwrap_or(Uuid::max())))
}

/// The goods of a part (from 1), read in small steps.
pub struct Goods {
    core: Core,
    after: Option<Uuid>,
    left: usize,
}

impl Goods {
    /// The goods of a part.
    pub async fn open(core: &Core, part: usize) -> Result<Self> {
        Ok(Self {
            after: start(core, part).await?,
            core: core.clone(),
            left: PART,
        })
    }

    /// The next goods on sale; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<Entry>>> {
        let limit = self.left.min(CHUNK);
        if limit == 0 {
            return Ok(None);
        }
        // What is not on sale is left out here: a condition would make the database sort all goods for every step.
        let mut rows: Vec<Entry> = sql::all(
            self.core.db.read(),
            &format!("select id, slug, updated_at, visible from listing where id > $1 order by id limit {limit}"),
            [self.after.unwrap_or(Uuid::nil()).into()],
        )
        .await?;
        let Some(last) = rows.last() else {
            return Ok(None);
        };
        self.after = Some(last.id);
        self.left -= rows.len();
        rows.retain(|row| row.visible);
        Ok(Some(rows))
    }
}

/// Paths of the lists and booths there are, without the language's prefix.
pub async fn lists(core: &Core) -> Result<Vec<String>> {
    let mut paths: Vec<String> = [
        "/",
        "/tim",
        "/gian-hang",
        "/lich-mua",
        "/cach-xep",
        "/doi-tra",
        "/khieu-nai",
        "/chinh-sach-rieng-tu",
    ]
    .map(str::to_owned)
    .into();
    let table = core.facets.table(core).await?;
    let mut categories: Vec<&str> = table
        .cells
        .iter()
        .map(|cell| cell.category_slug.as_str())
        .collect();
    categories.sort_unstable();
    categories.dedup();
    paths.extend(
        categories
            .into_iter()
            .map(|slug| format!("/danh-muc/{slug}")),
    );
    let mut provinces: Vec<&str> = table
        .cells
        .iter()
        .map(|cell| cell.province_code.as_str())
        .collect();
    provinces.sort_unstable();
    provinces.dedup();
    let places = shared::places::places();
    paths.extend(
        provinces
            .into_iter()
            .filter_map(|code| Some(format!("/tinh/{}", places.province(code)?.slug))),
    );
    let booths: Vec<Slug> = sql::all(
        core.db.read(),
        "select b.slug from booth b join cooperative c on c.id = b.cooperative_id where b.opened_at is not null \
         and c.state = 'verified' and c.paused_at is null order by b.slug limit 10000",
        [],
    )
    .await?;
    paths.extend(
        booths
            .into_iter()
            .map(|booth| format!("/gian-hang/{}", booth.slug)),
    );
    Ok(paths)
}
