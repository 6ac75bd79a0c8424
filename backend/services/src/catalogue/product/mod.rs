//! One product as a page: what it is, who sells it, when it arrives, how to buy it.

mod buy;
mod evidence;
pub(crate) mod facts;
mod pooled;
mod seller;
mod sending;
pub mod trace;

use super::cards::{Shown, cards, mixed, strip};
use super::delivery::Reading;
use super::rows::by_slug;
use super::{list::categories, select, words};
use crate::core::Core;
use crate::error::{Error, Result};
pub use buy::Wanted;
pub(crate) use evidence::chips;
use facts::Facts;
pub(crate) use seller::{place, seller};
use sending::{beyond, delivery, keeping, of_this_kind};
use shared::input::shop::ShopFilter;
use shared::money::Vnd;
use shared::say::Locale;
use shared::text::keep_together;
use shared::time::VnDate;
use shared::view::parts::{Crumb, Notice, NoticeKind, ProductCard, Season};
use shared::view::shop::{ProductView, Shelf};
use uuid::Uuid;

/// More goods of the same booth, or of the same kind.
const MORE: usize = 6;
/// A booth with fewer goods than this beside the one on the page leaves room for those of others.
const LITTLE: usize = 4;
/// Goods looked at for more of the same kind, so that there is something to mix.
const MORE_LOOKED_AT: usize = 18;

/// A product page and what the head of the document needs of it.
pub struct Product {
    /// The listing.
    pub id: Uuid,
    /// The page.
    pub view: ProductView,
    /// The same for search engines.
    pub linked: Linked,
}

/// What linked data and share previews say of a product.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// One or two sentences.
    pub description: String,
    /// Path of a large picture.
    pub image: Option<String>,
    /// The packs.
    pub offers: Vec<LinkedOffer>,
    /// The certificates in force.
    pub papers: Vec<LinkedPaper>,
    /// The day it was picked.
    pub picked: Option<VnDate>,
    /// Full name of the cooperative.
    pub seller: String,
    /// Path of its booth.
    pub seller_path: String,
    /// Path and name of the category.
    pub category: (String, String),
}

/// A pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedOffer {
    /// What is paid for one.
    pub price: Vnd,
    /// Its number.
    pub sku: String,
    /// `Thùng 3 kg`; may be empty.
    pub name: String,
    /// Some can be bought now.
    pub there: bool,
    /// Some can be ordered ahead of a harvest.
    pub ahead: bool,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedPaper {
    /// `OCOP 3 sao`, `VietGAP`.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// From and to.
    pub valid: (VnDate, VnDate),
}

/// The listing behind a name in addresses, before its page is read.
pub async fn id_of(core: &Core, slug: &str) -> Result<Uuid> {
    let row = by_slug(core.db.read(), slug).await?;
    row.map(|row| row.id)
        .ok_or(Error::NotFound { what: "product" })
}

/// The page of a product. `wanted` is the pack and number chosen so far.
pub async fn product(
    core: &Core,
    slug: &str,
    wanted: &Wanted,
    reading: impl Into<Reading>,
) -> Result<Product> {
    let facts = facts::load(core, slug).await?;
    let shown = Shown::new(core, reading.into());
    let l = shown.locale;
    let names = categories::load(core).await?;
    let category = names.iter().find(|c| c.slug == facts.row.category_slug);
    let category_name = category.map_or("", |c| c.name(l)).to_owned();
    let pictures = facts::pictures(core, &facts, l).await?;
    let beyond = beyond(&facts, &shown);
    let buy = buy::buy(&facts, slug, wanted, l).filter(|_| beyond.is_none());
    let suppliers = pooled::suppliers(&facts, buy.as_ref(), wanted, &shown);
    let delivery = delivery(&facts, &shown);
    let linked = linked(&facts, &pictures, &category_name, l);
    let row = &facts.row;
    let view = ProductView {
        crumbs: crumbs(&facts, &category_name, l),
        name: keep_together(row.name(l)),
        tag: words::fresh_tag(row.harvested(), row.fresh(), shown.now, l),
        sign: words::sign(row.price, &row.unit_label, l),
        seller_name: row.seller().to_owned(),
        seller_href: match row.pooled {
            true => "#noi-gui".to_owned(),
            false => l.path(&format!("/gian-hang/{}", facts.booth_slug())),
        },
        place: match row.pooled {
            true => row.place(),
            false => seller::place(&row.origin_ward_code),
        },
        stars: row
            .stars(shown.now)
            .map(|stars| (stars, "#giay-to".to_owned())),
        chips: evidence::chips(&facts.papers, l),
        delivery,
        season: season(&facts, &shown),
        stopped: stopped(&facts, &shown).or(beyond),
        terms: buy::terms(&facts, buy.as_ref(), l),
        description: words::paragraphs(facts.description(l)),
        facts: about(&facts, &category_name, l),
        evidence: evidence::evidence(core, &facts.papers, l).await?,
        seller: seller(
            core,
            &facts.about,
            &row.cooperative_ward,
            facts.booth_slug(),
            l,
        ),
        more: more(core, &facts, &shown).await?,
        referral: None,
        suppliers,
        buy,
        pictures,
    };
    Ok(Product {
        id: row.id,
        view,
        linked,
    })
}

fn crumbs(facts: &Facts, category: &str, l: Locale) -> Vec<Crumb> {
    let province = shared::places::places().province(&facts.row.province_code);
    let link = |text: &str, path: String| Crumb {
        text: text.to_owned(),
        href: Some(l.path(&path)),
    };
    let mut crumbs = vec![link(
        category,
        format!("/danh-muc/{}", facts.row.category_slug),
    )];
    crumbs.extend(province.map(|province| link(province.name, format!("/tinh/{}", province.slug))));
    crumbs
}

/// `Mùa na: tháng 7 đến tháng 9`; nothing to say of what is there all year from stock.
fn season(facts: &Facts, shown: &Shown) -> Option<Season> {
    let (season, l) = (facts.row.season(), shown.locale);
    let words = season.words(l);
    if words.is_empty() {
        return None;
    }
    let title = match (season.is_all_year(), l) {
        (true, Locale::Vi) => "Có quanh năm".to_owned(),
        (true, Locale::En) => "There all year".to_owned(),
        (false, Locale::Vi) => format!("Mùa chính: {words}"),
        (false, Locale::En) => format!("Main season: {words}"),
    };
    Some(strip(season, shown.now, title))
}

/// Why it cannot be bought now, and what then.
fn stopped(facts: &Facts, shown: &Shown) -> Option<Notice> {
    if facts.packs.iter().any(|pack| pack.buyable().steps > 0) {
        return None;
    }
    let l = shown.locale;
    let text = match facts.row.season().next_start(shown.now.vn_date().m) {
        Some(month) => {
            let month = words::month(month, l);
            match l {
                Locale::Vi => format!("Có lại khoảng {month}."),
                Locale::En => format!("Back around {month}."),
            }
        }
        None => l
            .say(
                "Hợp tác xã chưa báo ngày có lại.",
                "The cooperative has not said when it will be back.",
            )
            .to_owned(),
    };
    Some(Notice {
        kind: NoticeKind::Warn,
        title: format!("{}.", words::gone(facts.stock().out_of_season, l)),
        text,
        link: Some(of_this_kind(facts, l)),
    })
}

/// What the law and a careful buyer want to know.
fn about(facts: &Facts, category: &str, l: Locale) -> Vec<(String, String)> {
    let row = &facts.row;
    let mut rows = vec![
        (l.say("Nhóm hàng", "Kind"), category.to_owned()),
        (
            l.say("Xuất xứ", "Origin"),
            seller::place(&row.origin_ward_code),
        ),
    ];
    let packs: Vec<String> = facts
        .packs
        .iter()
        .map(|pack| words::capital(&pack.label(l)))
        .collect();
    rows.push((l.say("Quy cách", "Packs"), packs.join(", ")));
    if let Some(day) = row.harvested() {
        rows.push((row.fresh().day(l), day.full()));
    }
    rows.push((
        l.say("Hạn dùng", "Keeps"),
        keeping(facts, l).trim_end_matches('.').to_owned(),
    ));
    rows.push((
        l.say("Cách gửi", "Sending"),
        row.class().words(l).to_owned(),
    ));
    rows.push((
        l.say("Ngày đóng gói, hạn dùng", "Dates of packing and expiry"),
        l.say("Ghi trên nhãn từng gói", "On the label of each pack")
            .to_owned(),
    ));
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// More of this booth; when that is little, filled up with goods of this kind from others.
async fn more(core: &Core, facts: &Facts, shown: &Shown) -> Result<Option<Shelf>> {
    let l = shown.locale;
    let row = &facts.row;
    let all = ShopFilter::default();
    let mut ids = select::page(core, &all, Some(row.cooperative_id), (0, MORE + 1)).await?;
    ids.retain(|id| *id != row.id);
    ids.truncate(MORE);
    let own = ids.len();
    let mut goods = cards(core, &ids, shown).await?;
    if own < LITTLE {
        ids.push(row.id);
        let others = same_kind(core, facts, &ids, shown).await?;
        goods.extend(others.into_iter().take(MORE - own));
    }
    let (title, words, path) = if goods.len() > own {
        (
            l.say("Xem thêm", "See also").to_owned(),
            l.say("Cả nhóm", "All of this kind"),
            format!("/danh-muc/{}", row.category_slug),
        )
    } else {
        (
            match l {
                Locale::Vi => format!("Cũng của {}", row.short_name),
                Locale::En => format!("Also from {}", row.short_name),
            },
            l.say("Cả gian hàng", "The whole booth"),
            format!("/gian-hang/{}", facts.booth_slug()),
        )
    };
    Ok((!goods.is_empty()).then(|| Shelf {
        title,
        more: Some((words.to_owned(), l.path(&path))),
        cards: goods,
    }))
}

/// Goods of the same category that are not on the page yet.
async fn same_kind(
    core: &Core,
    facts: &Facts,
    here: &[Uuid],
    shown: &Shown,
) -> Result<Vec<ProductCard>> {
    let filter = ShopFilter {
        category: Some(facts.row.category_slug.clone()),
        ..ShopFilter::default()
    };
    let mut ids = select::page(core, &filter, None, (0, MORE_LOOKED_AT)).await?;
    ids.retain(|id| !here.contains(id));
    Ok(mixed(cards(core, &ids, shown).await?, MORE))
}

fn linked(
    facts: &Facts,
    pictures: &[shared::view::parts::Picture],
    category: &str,
    l: Locale,
) -> Linked {
    let place = seller::place(&facts.row.origin_ward_code).replace('\u{a0}', " ");
    let first = words::paragraphs(facts.description(l))
        .into_iter()
        .next()
        .unwrap_or_default();
    let image = pictures
        .first()
        .and_then(|picture| picture.jpeg.last())
        .map(|size| size.url.clone());
    Linked {
        description: format!("{} · {place}. {first}", facts.about.cooperative_name),
        image,
        offers: facts
            .packs
            .iter()
            .map(|pack| LinkedOffer {
                price: pack.price(),
                sku: pack.sku.clone(),
                name: pack.name.clone(),
                there: pack.left().steps > 0,
                ahead: facts.harvest(pack).is_some(),
            })
            .collect(),
        papers: facts
            .papers
            .iter()
            .map(|paper| LinkedPaper {
                name: evidence::title(paper, l),
                number: paper.number.clone(),
                issuer: paper.issuer.clone(),
                valid: (paper.from, paper.to),
            })
            .collect(),
        picked: facts.row.harvested(),
        seller: facts.about.cooperative_name.clone(),
        seller_path: l.path(&format!("/gian-hang/{}", facts.booth_slug())),
        category: (
            l.path(&format!("/danh-muc/{}", facts.row.category_slug)),
            category.to_owned(),
        ),
    }
}
