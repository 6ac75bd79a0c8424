//! The shelf: every pack with how much is left.

use super::words;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use crate::stock::FREE;
use crate::{drafts, floors, pictures};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit, per_kg};
use shared::say::Locale;
use shared::state::ListingState;
use shared::text::fold;
use shared::time::Millis;
use shared::view::goods::{DraftLine, ShelfItem, ShelfView};
use shared::view::parts::{Empty, Notice, Pager};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Packs on one page.
const PER_PAGE: i64 = 30;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    price: i64,
    free: i64,
    held: i64,
    allocated: i64,
    blocked: i64,
    pack: String,
    unit: String,
    step: i64,
    net_weight_g: Option<i64>,
    catch_weight: bool,
    slug: String,
    title: String,
    state: String,
    state_note: Option<String>,
    picture: Option<String>,
    shipping_class: String,
    harvested_on: Option<i64>,
    drawing: bool,
    paused: bool,
    pooled: bool,
    waiting: i64,
}

const FROM: &str = "from offer o join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id \
    join product p on p.id = v.product_id left join listing_text t on t.listing_id = l.id \
    where o.cooperative_id = $1 and l.state <> 'withdrawn' \
    and ($2 = '' or t.name_folded like $2 or replace(lower(v.sku), '-', ' ') like $2)";

/// One page of the shelf; `page` counts from 1. `notices` are shown on top.
pub async fn shelf(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (query, page): (&str, i64),
    notices: Vec<Notice>,
) -> Result<ShelfView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let can_sell = actor.member(cooperative, Right::Sell).is_ok();
    let folded = fold(query);
    let like = if folded.is_empty() {
        String::new()
    } else {
        format!("%{folded}%")
    };
    let page = page.clamp(1, 1_000);
    let text = format!(
        "select o.id, o.price, {FREE} as free, o.held, o.allocated, o.blocked, v.name as pack, v.unit, v.step, v.net_weight_g, \
         v.catch_weight, l.slug, l.title, l.state, l.state_note, l.picture, p.shipping_class, p.harvested_on, \
         p.drawing, o.paused, l.pooled, (select count(*) from listing_review r where r.listing_id = l.id and r.decided_at is null) \
         as waiting {FROM} order by l.sort_key, l.id, v.position, v.id limit $3 offset $4"
    );
    let values = [
        cooperative.uuid().into(),
        like.as_str().into(),
        (PER_PAGE + 1).into(),
        ((page - 1) * PER_PAGE).into(),
    ];
    let mut rows: Vec<Row> = sql::all(core.db.read(), &text, values).await?;
    let more = rows.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let ids: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.picture.as_deref())
        .collect();
    let shown = pictures::load(core.db.read(), cooperative, &ids).await?;
    let prices = rows.iter().map(|row| (row.id, row.price));
    let below = floors::stopped(core, prices, l).await?;
    let item = |row: &Row| {
        let mut item = row.item(&shown, l)?;
        if let Some(below) = below.get(&row.id) {
            item.warning = Some(below.clone());
        }
        if !can_sell && !row.pooled {
            // Who only looks may still look at the floors.
            item.href.push_str("/gia-san");
        }
        Some(item)
    };
    let items: Vec<ShelfItem> = rows.iter().filter_map(item).collect();
    let drafts = match can_sell && query.is_empty() && page == 1 {
        true => drafts::list(core, actor, cooperative).await?,
        false => Vec::new(),
    };
    let counts = counts(core, cooperative).await?;
    let address = |page: i64| {
        let here = here(query, page);
        if here.is_empty() {
            l.path("/htx/hang")
        } else {
            l.path(&format!("/htx/hang?{here}"))
        }
    };
    let pager = Pager {
        previous: (page > 1).then(|| address(page - 1)),
        next: more.then(|| address(page + 1)),
    };
    Ok(ShelfView {
        under: counts.words(core.clock.now(), l),
        can_sell,
        query: query.to_owned(),
        searchable: !query.is_empty() || page > 1 || more || items.len() > 8,
        notices,
        drafts: drafts
            .into_iter()
            .map(|draft| draft_line(draft, l))
            .collect(),
        empty: items.is_empty().then(|| empty(query, l)),
        items,
        pager,
        here: here(query, page),
    })
}

/// The query string of a page of the shelf.
fn here(query: &str, page: i64) -> String {
    let mut parts = Vec::new();
    if !query.is_empty() {
        let encoded: String = query.bytes().map(|b| format!("%{b:02X}")).collect();
        parts.push(format!("q={encoded}"));
    }
    if page > 1 {
        parts.push(format!("trang={page}"));
    }
    parts.join("&")
}

fn empty(query: &str, l: Locale) -> Empty {
    if query.is_empty() {
        return Empty {
            title: l
                .say("Chưa có món nào trên kệ", "Nothing on the shelf yet")
                .to_owned(),
            text: l
                .say(
                    "Chụp một ảnh, gõ tên, giá và số lượng là xong.",
                    "One photo, name, price and quantity will do.",
                )
                .to_owned(),
            link: Some((
                l.say("Đăng món đầu tiên", "List the first good").to_owned(),
                l.path("/htx/hang/moi"),
            )),
        };
    }
    Empty {
        title: l
            .say("Không có món nào tên như vậy", "No goods of that name")
            .to_owned(),
        text: l.say("Thử gõ ít chữ hơn.", "Try fewer letters.").to_owned(),
        link: Some((
            l.say("Xem mọi món", "All goods").to_owned(),
            l.path("/htx/hang"),
        )),
    }
}

fn draft_line(draft: drafts::Draft, l: Locale) -> DraftLine {
    let unnamed = l.say("Món chưa đặt tên", "Goods without a name");
    let at = format!(
        "{} {}",
        draft.updated_at.vn_date().short(),
        draft.updated_at.vn_clock()
    );
    DraftLine {
        href: l.path(&format!("/htx/hang/nhap/{}", draft.id)),
        id: draft.id.to_string(),
        name: if draft.form.name.trim().is_empty() {
            unnamed.to_owned()
        } else {
            draft.form.name
        },
        detail: format!("{} {at}", l.say("nháp, sửa", "draft, changed")),
        picture: draft.picture,
    }
}

#[derive(FromQueryResult)]
struct Counts {
    goods: i64,
    changed: Option<i64>,
}

impl Counts {
    fn words(&self, now: Millis, l: Locale) -> String {
        let goods = match l {
            Locale::Vi => format!("{}\u{a0}món", self.goods),
            Locale::En => format!("{} goods", self.goods),
        };
        match self.changed.map(Millis) {
            Some(at) if at.vn_date() == now.vn_date() => {
                format!(
                    "{goods} · {} {}",
                    l.say("sửa lần cuối", "last change"),
                    at.vn_clock()
                )
            }
            Some(at) => {
                format!(
                    "{goods} · {} {}",
                    l.say("sửa lần cuối", "last change"),
                    at.vn_date().short()
                )
            }
            None => goods,
        }
    }
}

async fn counts(core: &Core, cooperative: CooperativeId) -> Result<Counts> {
    let counts = sql::one(
        core.db.read(),
        "select count(distinct l.id) as goods, max(o.updated_at) as changed from listing l \
         join offer o on o.listing_id = l.id where o.cooperative_id = $1 and l.state <> 'withdrawn'",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(counts.unwrap_or(Counts {
        goods: 0,
        changed: None,
    }))
}

impl Row {
    fn item(&self, shown: &HashMap<String, pictures::Shown>, l: Locale) -> Option<ShelfItem> {
        let unit: Unit = self.unit.parse().ok()?;
        let state: ListingState = self.state.parse().ok()?;
        let word = if self.catch_weight {
            l.say("con", "bird")
        } else {
            words::bare(unit, l)
        };
        let free = self.free;
        let picture = self.picture.as_ref().and_then(|id| shown.get(id));
        let mut picture = picture.map(|shown| shown.view(self.drawing, l));
        if let Some(picture) = &mut picture {
            // The name stands beside it.
            picture.alt = String::new();
        }
        let shelved = matches!(state, ListingState::Live | ListingState::Paused);
        let name = words::with_pack(&self.title, &self.pack, unit, self.catch_weight);
        Some(ShelfItem {
            offer: self.id.to_string(),
            href: match self.pooled {
                true => l.path(&format!("/htx/chung/{}", self.slug)),
                false => l.path(&format!("/htx/hang/{}", self.slug)),
            },
            label: match l {
                Locale::Vi => format!("Còn bao nhiêu {word} {name}"),
                Locale::En => format!("How many ({word}) of {name}"),
            },
            name,
            picture,
            detail: self.detail(unit, word, l),
            number: self.number(free, unit).replace(',', "."),
            key: Uuid::now_v7().to_string(),
            warning: (free == 0 && shelved).then(|| l.say("Hết hàng.", "Sold out.").to_owned()),
            state: self.state_words(state, l),
            needs_work: state == ListingState::Draft,
            can_pause: state == ListingState::Live && !self.pooled,
            can_resume: state == ListingState::Paused && !self.pooled,
            harvested: matches!(self.shipping_class.as_str(), "P1" | "P2" | "P3"),
            picked: self.harvested_on.map(|at| {
                format!(
                    "{}\u{a0}{}",
                    l.say("hái", "picked"),
                    Millis(at).vn_date().short()
                )
            }),
        })
    }

    /// A number of units, or of whole pieces where the scale settles.
    fn number(&self, steps: i64, unit: Unit) -> String {
        if self.catch_weight {
            (steps / self.step.max(1)).to_string()
        } else {
            Quantity::of(steps, unit).decimal()
        }
    }

    fn detail(&self, unit: Unit, word: &str, l: Locale) -> String {
        let mut parts = vec![Vnd(self.price).to_string()];
        let packed = self
            .net_weight_g
            .filter(|g| !self.catch_weight && *g != 1_000);
        if let Some(price) = packed.and_then(|g| per_kg(Vnd(self.price), g)) {
            parts.push(format!("{price}/kg"));
        }
        if self.allocated > 0 {
            let n = self.number(self.allocated, unit);
            parts.push(match l {
                Locale::Vi => format!("{n}\u{a0}{word} đã hứa cho đơn"),
                Locale::En => format!("{n}\u{a0}{word} promised to orders"),
            });
        }
        if self.held > 0 {
            let n = self.number(self.held, unit);
            parts.push(match l {
                Locale::Vi => format!("khách giữ {n}\u{a0}{word}"),
                Locale::En => format!("{n}\u{a0}{word} held"),
            });
        }
        if self.blocked > 0 {
            let n = self.number(self.blocked, unit);
            parts.push(match l {
                Locale::Vi => format!("giữ lại không bán {n}\u{a0}{word}"),
                Locale::En => format!("{n}\u{a0}{word} not for sale"),
            });
        }
        parts.join(" · ")
    }

    fn state_words(&self, state: ListingState, l: Locale) -> Option<String> {
        if self.pooled && self.paused {
            let words = l.say("Đang tạm ngưng bán chung", "Paused in the pooled listing");
            return Some(words.to_owned());
        }
        match (state, &self.state_note) {
            (ListingState::Live | ListingState::Paused, note) if self.paused => Some(match note {
                Some(note) if self.waiting == 0 => {
                    format!(
                        "{}: {note}",
                        l.say("Chưa bán, cán bộ nhắn", "Not on sale, the officer writes")
                    )
                }
                _ => l
                    .say(
                        "Loại mới đang chờ duyệt, chưa bán",
                        "A new pack: on sale once reviewed",
                    )
                    .to_owned(),
            }),
            (ListingState::Live | ListingState::Paused, _) if self.waiting > 0 => Some(
                l.say("Phần vừa sửa đang chờ duyệt", "The change waits for review")
                    .to_owned(),
            ),
            (ListingState::Live, _) => None,
            (ListingState::Draft, Some(note)) => {
                Some(format!("{}: {note}", l.say("Cán bộ gửi lại", "Sent back")))
            }
            (state, _) => Some(state.words(l).to_owned()),
        }
    }
}
