//! A lot for everybody who reads its code. Households, plots and amounts are nobody's business; so is why a lot is held.

use super::LinkedPaper;
use super::evidence::{evidence, title};
use super::facts::{papers, picture_of};
use super::seller::place;
use crate::booths::words::good;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::{Crumb, Notice, NoticeKind};
use shared::view::trace::{LotLabel, TraceView};
use store::sql;
use uuid::Uuid;

/// The most letters of a code.
const MAX_CODE: usize = 40;
/// Lots of one code that are told apart.
const MOST: i64 = 10;

/// The page of a lot and what the head of the document needs of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The page.
    pub view: TraceView,
    /// No lot of anybody has the code.
    pub unknown: bool,
    /// The listing while it is on show, by its name in addresses.
    pub listing: Option<String>,
    /// The papers in force.
    pub papers: Vec<LinkedPaper>,
}

#[derive(FromQueryResult)]
struct Row {
    code: String,
    harvested_on: Option<i64>,
    expires_on: Option<i64>,
    created_at: i64,
    state: String,
    title: String,
    name_en: Option<String>,
    slug: String,
    visible: bool,
    picture: Option<String>,
    pack: String,
    product_id: Uuid,
    origin_ward_code: String,
    cooperative_id: Uuid,
    cooperative: String,
    cooperative_slug: String,
    booth: Option<String>,
}

const SELECT: &str = "select t.code, t.harvested_on, t.expires_on, t.created_at, t.state, l.title, p.name_en, l.slug, l.visible, \
     l.picture, v.name as pack, p.id as product_id, p.origin_ward_code, t.cooperative_id, \
     c.name as cooperative, c.slug as cooperative_slug, b.slug as booth from lot t join offer o on o.id = t.offer_id \
     join listing l on l.id = o.listing_id join variant v on v.id = o.variant_id join product p on p.id = v.product_id \
     join cooperative c on c.id = t.cooperative_id left join booth b on b.cooperative_id = c.id where";

impl Row {
    fn name(&self, l: Locale) -> String {
        let title = match (l, &self.name_en) {
            (Locale::En, Some(name)) if !name.is_empty() => name,
            _ => &self.title,
        };
        good(title, &self.pack)
    }

    /// What the cooperative says of the lot.
    fn declared(&self, l: Locale) -> Vec<(String, String)> {
        let day = |at: i64| Millis(at).vn_date().full();
        let mut facts = Vec::new();
        if let Some(at) = self.harvested_on {
            facts.push((l.say("Ngày thu hoạch", "Harvested on"), day(at)));
        }
        facts.push((l.say("Nhập kho", "Taken in"), day(self.created_at)));
        if let Some(at) = self.expires_on {
            facts.push((l.say("Hạn dùng", "Good until"), day(at)));
        }
        facts.push((
            l.say("Nơi trồng, nơi làm", "Grown or made in"),
            place(&self.origin_ward_code),
        ));
        if !self.pack.is_empty() {
            facts.push((l.say("Quy cách", "Pack"), self.pack.clone()));
        }
        facts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn warning(&self, today: i64, l: Locale) -> Option<Notice> {
        let past = self.state == "expired" || self.expires_on.is_some_and(|day| day < today);
        let (title, text) = if self.state == "on_hold" {
            (
                l.say("Hợp tác xã đang ngừng bán lô này.", "The cooperative has taken this lot off the sale."),
                l.say(
                    "Nếu bạn có hàng của lô này, khoan dùng và gọi hợp tác xã hoặc Chợ Phiên.",
                    "If you have goods of it, do not use them yet; call the cooperative or Chợ Phiên.",
                ),
            )
        } else if past {
            (
                l.say("Lô này đã quá hạn.", "This lot is past its last day."),
                l.say(
                    "Đừng mua, đừng dùng hàng của lô này nữa.",
                    "Do not buy or use goods of it any more.",
                ),
            )
        } else {
            return None;
        };
        Some(Notice {
            kind: NoticeKind::Bad,
            title: title.to_owned(),
            text: text.to_owned(),
            link: None,
        })
    }
}

/// The lot of a code, of the cooperative with this name in addresses where several have it. An unknown code is a page that says
/// so.
pub async fn trace(core: &Core, code: &str, holder: &str, l: Locale) -> Result<Trace> {
    let code: String = code
        .trim()
        .chars()
        .take(MAX_CODE)
        .collect::<String>()
        .to_uppercase();
    let text = format!(
        "{SELECT} t.code = $1 and c.state = 'verified' and ($2 = '' or c.slug = $2) order by c.short_name limit $3"
    );
    let values = [code.clone().into(), holder.into(), MOST.into()];
    let mut rows: Vec<Row> = sql::all(core.db.read(), &text, values).await?;
    match rows.len() {
        0 => Ok(unknown(&code, l)),
        1 => shown(core, rows.remove(0), l).await,
        _ => Ok(choice(&code, &rows, l)),
    }
}

fn titled(code: &str, l: Locale) -> String {
    format!("{} {code}", l.say("Lô", "Lot"))
}

fn crumbs(title: &str, l: Locale) -> Vec<Crumb> {
    let market = Crumb {
        text: "Chợ\u{a0}Phiên".to_owned(),
        href: Some(l.path("/")),
    };
    let here = Crumb {
        text: title.to_owned(),
        href: None,
    };
    vec![market, here]
}

fn unknown(code: &str, l: Locale) -> Trace {
    let title = titled(code, l);
    Trace {
        unknown: true,
        view: TraceView {
            warning: Some(Notice {
                kind: NoticeKind::Bad,
                title: l.say("Chợ Phiên không có lô này.", "Chợ Phiên knows no such lot.").to_owned(),
                text: l
                    .say(
                        "Xem lại từng chữ trên nhãn. Nếu nhãn in đúng như vậy, hàng có thể không phải của hợp tác xã trên chợ.",
                        "Compare each letter with the label. If the label reads so, the goods may not be of a cooperative of this market.",
                    )
                    .to_owned(),
                link: None,
            }),
            crumbs: crumbs(&title, l),
            code: code.to_owned(),
            title,
            ..TraceView::default()
        },
        ..Trace::default()
    }
}

fn choice(code: &str, rows: &[Row], l: Locale) -> Trace {
    let title = titled(code, l);
    let choice = |row: &Row| {
        let path = format!("/t/{code}?htx={}", row.cooperative_slug);
        (
            format!("{} · {}", row.cooperative, row.name(l)),
            l.path(&path),
        )
    };
    Trace {
        view: TraceView {
            choices: rows.iter().map(choice).collect(),
            crumbs: crumbs(&title, l),
            code: code.to_owned(),
            title,
            ..TraceView::default()
        },
        ..Trace::default()
    }
}

async fn shown(core: &Core, row: Row, l: Locale) -> Result<Trace> {
    // A paper of another owner's product proves nothing of this cooperative's lot.
    let found = papers(core, row.product_id, row.cooperative_id).await?;
    let title_of_page = titled(&row.code, l);
    let booth = row.booth.as_deref().unwrap_or(&row.cooperative_slug);
    let today = core.clock.now().vn_date().start().0;
    Ok(Trace {
        unknown: false,
        listing: row.visible.then(|| row.slug.clone()),
        papers: found
            .iter()
            .map(|paper| LinkedPaper {
                name: title(paper, l),
                number: paper.number.clone(),
                issuer: paper.issuer.clone(),
                valid: (paper.from, paper.to),
            })
            .collect(),
        view: TraceView {
            name: row.name(l),
            href: row.visible.then(|| l.path(&format!("/p/{}", row.slug))),
            picture: picture_of(core, row.picture.as_deref().filter(|_| row.visible), l).await?,
            seller: (
                row.cooperative.clone(),
                l.path(&format!("/gian-hang/{booth}")),
            ),
            warning: row.warning(today, l),
            declared: row.declared(l),
            proven: evidence(core, &found, l).await?,
            crumbs: crumbs(&title_of_page, l),
            title: title_of_page,
            code: row.code,
            choices: Vec::new(),
        },
    })
}

/// The label of one of the cooperative's lots; anybody else's is not found.
pub async fn lot_label(
    core: &Core,
    actor: &crate::actor::Actor,
    cooperative: CooperativeId,
    code: &str,
) -> Result<LotLabel> {
    actor.member(cooperative, crate::actor::Right::Read)?;
    let l = actor.locale;
    let text = format!("{SELECT} t.code = $1 and t.cooperative_id = $2");
    let values = [code.trim().to_uppercase().into(), cooperative.uuid().into()];
    let row: Option<Row> = sql::one(core.db.read(), &text, values).await?;
    let row = row.ok_or(Error::NotFound { what: "lot" })?;
    Ok(LotLabel {
        name: row.name(l),
        facts: row.declared(l),
        path: l.path(&format!("/t/{}?htx={}", row.code, row.cooperative_slug)),
        seller: row.cooperative,
        code: row.code,
        ..LotLabel::default()
    })
}
