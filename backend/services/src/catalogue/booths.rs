//! Booths: all of them as cards, one of them as a page.

use super::cards::{Shown, cards};
use super::delivery::Reading;
use super::pages::{PAGE_SIZE, clamp, links};
use super::pictures::{Stored, picture};
use super::product::facts::{About, general_papers, picture_of};
use super::product::{chips, place, seller};
use super::{select, words};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{FromQueryResult, Value};
use shared::input::shop::ShopFilter;
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::parts::{BoothCard, Crumb, Empty, Notice, NoticeKind, Picture};
use shared::view::shop::{BoothView, BoothsView, Shelf};
use std::collections::{HashMap, HashSet};
use store::sql;
use uuid::Uuid;

/// Goods pictured on a booth's card.
const PICTURED: usize = 3;

#[derive(FromQueryResult)]
struct Row {
    cooperative_id: Uuid,
    slug: String,
    name: String,
    ward_code: String,
    holiday_from: Option<i64>,
    holiday_until: Option<i64>,
    goods: i64,
    harvested_on: Option<i64>,
}

#[derive(FromQueryResult)]
struct Good {
    cooperative_id: Uuid,
    id: String,
    width: i32,
    height: i32,
    widths: String,
    drawing: bool,
    name: String,
}

const OPEN: &str = "from booth b join cooperative c on c.id = b.cooperative_id \
    where b.opened_at is not null and c.state = 'verified' and c.paused_at is null";

/// How many booths are open.
pub(crate) async fn count(core: &Core) -> Result<usize> {
    let row = sql::row(core.db.read(), &format!("select count(*) as n {OPEN}"), []).await?;
    let n: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    Ok(usize::try_from(n).unwrap_or(0))
}

/// The booths that opened last, as cards.
pub(crate) async fn newest(
    core: &Core,
    (offset, limit): (usize, usize),
    l: Locale,
) -> Result<Vec<BoothCard>> {
    let text = format!(
        "select c.id as cooperative_id, b.slug, c.name, c.ward_code, c.holiday_from, c.holiday_until, \
         (select count(*) from listing l where l.visible = true and (l.cooperative_id = c.id or l.id in \
         (select m.listing_id from pool_member m where m.state = 'joined' and m.cooperative_id = c.id))) as goods, \
         (select max(l.harvested_on) from listing l where l.cooperative_id = c.id and l.visible = true) as harvested_on \
         {OPEN} order by b.opened_at desc, b.id limit {limit} offset {offset}"
    );
    let rows: Vec<Row> = sql::all(core.db.read(), &text, []).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.cooperative_id).collect();
    let mut goods = goods(core, &ids).await?;
    let now = core.clock.now();
    let card = |row: &Row| BoothCard {
        href: l.path(&format!("/gian-hang/{}", row.slug)),
        name: row.name.clone(),
        place: place(&row.ward_code),
        sentence: sentence(row, now, l),
        goods: goods.remove(&row.cooperative_id).unwrap_or_default(),
    };
    Ok(rows.iter().map(card).collect())
}

async fn goods(core: &Core, cooperatives: &[Uuid]) -> Result<HashMap<Uuid, Vec<Picture>>> {
    let mut found: HashMap<Uuid, Vec<Picture>> = HashMap::new();
    if cooperatives.is_empty() {
        return Ok(found);
    }
    let text = format!(
        "select x.cooperative_id, i.id, i.width, i.height, i.widths, p.drawing, p.name from \
         (select l.cooperative_id, l.product_id, l.picture, \
          row_number() over (partition by l.cooperative_id order by l.published_at desc, l.id) as place \
          from listing l where l.cooperative_id in ({}) and l.visible = true and l.picture is not null) x \
         join picture i on i.id = x.picture join product p on p.id = x.product_id where x.place <= 8 \
         order by x.cooperative_id, x.place",
        sql::placeholders(1, cooperatives.len())
    );
    let rows: Vec<Good> = sql::all(
        core.db.read(),
        &text,
        cooperatives.iter().map(|id| Value::from(*id)),
    )
    .await?;
    let mut drawn = HashSet::new();
    for row in rows {
        let stored = Stored {
            id: &row.id,
            widths: &row.widths,
            size: (row.width, row.height),
            drawn: row.drawing,
        };
        let pictures = found.entry(row.cooperative_id).or_default();
        // Goods of one kind share their drawing.
        let known = row.drawing && !drawn.insert((row.cooperative_id, words::kind(&row.name)));
        if pictures.len() < PICTURED && !known {
            pictures.push(picture(&stored, ""));
        }
    }
    Ok(found)
}

/// The day from which a resting booth sells again.
fn back(from: Option<i64>, until: Option<i64>, now: Millis) -> Option<VnDate> {
    let (from, until) = (Millis(from?).vn_date(), Millis(until?).vn_date());
    let today = now.vn_date();
    (from <= today && today <= until).then(|| until.plus_days(1))
}

/// `Hái sáng nay · 6 món đang bán`, `Nghỉ đến 20/8 · vẫn bán 2 món có sẵn`.
fn sentence(row: &Row, now: Millis, l: Locale) -> String {
    let goods = usize::try_from(row.goods).unwrap_or(0);
    let n = words::goods_count(goods, l);
    if let Some(day) = back(row.holiday_from, row.holiday_until, now) {
        return match l {
            Locale::Vi => format!("Nghỉ đến {} · vẫn bày {n}", day.short()),
            Locale::En => format!("Resting until {} · {n} on show", day.short()),
        };
    }
    if goods == 0 {
        return l
            .say(
                "Đang dọn hàng, chưa bày món nào",
                "Setting up, nothing laid out yet",
            )
            .to_owned();
    }
    let days = row
        .harvested_on
        .map(|at| now.vn_date().days() - Millis(at).vn_date().days());
    let fresh = match days {
        Some(0) => l.say("Có hàng mới sáng nay · ", "Fresh this morning · "),
        Some(1) => l.say("Có hàng mới hôm qua · ", "Fresh since yesterday · "),
        _ => "",
    };
    format!("{fresh}{n} {}", l.say("đang\u{a0}bán", "on\u{a0}sale"))
}

/// One page of all booths, newest first.
pub async fn booths(core: &Core, page: usize, l: Locale) -> Result<BoothsView> {
    let total = count(core).await?;
    let (page, pages) = clamp(page, total);
    let path = l.path("/gian-hang");
    let href = |number: usize| {
        if number > 1 {
            format!("{path}?trang={number}")
        } else {
            path.clone()
        }
    };
    let empty = (total == 0).then(|| Empty {
        title: l
            .say("Chưa có gian hàng nào mở", "No booth has opened yet")
            .to_owned(),
        text: l
            .say(
                "Hợp tác xã đang được xác minh.",
                "Cooperatives are being verified.",
            )
            .to_owned(),
        link: Some((
            l.say("Về trang đầu", "To the first page").to_owned(),
            l.path("/"),
        )),
    });
    Ok(BoothsView {
        crumbs: crumbs(None, l),
        title: words::booths_count(total, l),
        booths: newest(core, ((page - 1) * PAGE_SIZE, PAGE_SIZE), l).await?,
        pages: links(page, pages, href),
        empty,
    })
}

fn crumbs(name: Option<&str>, l: Locale) -> Vec<Crumb> {
    let all = l.say("Gian hàng", "Booths").to_owned();
    let home = Crumb {
        text: "Chợ\u{a0}Phiên".to_owned(),
        href: Some(l.path("/")),
    };
    match name {
        None => vec![
            home,
            Crumb {
                text: all,
                href: None,
            },
        ],
        Some(name) => vec![
            home,
            Crumb {
                text: all,
                href: Some(l.path("/gian-hang")),
            },
            Crumb {
                text: name.to_owned(),
                href: None,
            },
        ],
    }
}

#[derive(FromQueryResult)]
struct Head {
    cooperative_id: Uuid,
    short_name: String,
    ward_code: String,
    cover_picture: Option<String>,
}

/// The page of a booth.
pub async fn booth(
    core: &Core,
    slug: &str,
    page: usize,
    reading: impl Into<Reading>,
) -> Result<BoothView> {
    let shown = Shown::new(core, reading.into());
    let (l, db) = (shown.locale, core.db.read());
    let text = format!(
        "select c.id as cooperative_id, c.short_name, c.ward_code, b.cover_picture {OPEN} and b.slug = $1"
    );
    let head: Option<Head> = sql::one(db, &text, [slug.into()]).await?;
    let head = head.ok_or(Error::NotFound { what: "booth" })?;
    let about: Option<About> = sql::one(
        db,
        "select b.id as product_id, '' as description_vi, '' as description_en, c.name as cooperative_name, c.tax_code, \
         c.phone_sealed, c.province_code as cooperative_province, c.verified_at, c.holiday_from, c.holiday_until, \
         b.opened_at, b.story_vi, b.story_en from booth b join cooperative c on c.id = b.cooperative_id where c.id = $1",
        [head.cooperative_id.into()],
    )
    .await?;
    let mut about = about.ok_or(Error::NotFound { what: "booth" })?;
    about.keep_proven(core, head.cooperative_id).await?;
    let total = own_goods(core, head.cooperative_id).await?;
    let (page, pages) = clamp(page, total);
    let span = ((page - 1) * PAGE_SIZE, PAGE_SIZE);
    let ids = select::page(
        core,
        &ShopFilter::default(),
        Some(head.cooperative_id),
        span,
    )
    .await?;
    let path = l.path(&format!("/gian-hang/{slug}"));
    let href = |number: usize| {
        if number > 1 {
            format!("{path}?trang={number}")
        } else {
            path.clone()
        }
    };
    let papers = general_papers(core, head.cooperative_id).await?;
    Ok(BoothView {
        referral: None,
        crumbs: crumbs(Some(&head.short_name), l),
        name: about.cooperative_name.clone(),
        place: place(&head.ward_code),
        sentence: words::goods_count(total, l),
        chips: chips(&papers, l)
            .into_iter()
            .map(|chip| shared::view::parts::CertificateChip { href: None, ..chip })
            .collect(),
        cover: picture_of(core, head.cover_picture.as_deref(), l).await?,
        rest: rest(&about, shown.now, l),
        goods: Shelf {
            title: l.say("Hàng của gian", "Goods of this booth").to_owned(),
            more: None,
            cards: cards(core, &ids, &shown).await?,
        },
        seller: seller(core, &about, &head.ward_code, slug, l),
        pages: links(page, pages, href),
    })
}

async fn own_goods(core: &Core, cooperative: Uuid) -> Result<usize> {
    let row = sql::row(
        core.db.read(),
        "select count(*) as n from listing l where l.visible = true and (l.cooperative_id = $1 or l.id in \
         (select m.listing_id from pool_member m where m.state = 'joined' and m.cooperative_id = $1))",
        [cooperative.into()],
    )
    .await?;
    let n: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    Ok(usize::try_from(n).unwrap_or(0))
}

fn rest(about: &About, now: Millis, l: Locale) -> Option<Notice> {
    let day = back(about.holiday_from, about.holiday_until, now)?;
    Some(Notice {
        kind: NoticeKind::Plain,
        title: match l {
            Locale::Vi => format!("Gian hàng nghỉ đến {}.", day.with_weekday(l)),
            Locale::En => format!("The booth rests until {}.", day.with_weekday(l)),
        },
        text: l
            .say(
                "Đơn đặt bây giờ được gửi sau ngày đó.",
                "Orders placed now are sent after that day.",
            )
            .to_owned(),
        link: None,
    })
}
