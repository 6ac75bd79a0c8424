//! What the pages of a livestream show.

use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::FREE;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, VariantId};
use shared::input::cart::Cart;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::live::{LiveChoice, LiveGood, LiveLine, LiveTalk, LiveView};
use store::sql;
use uuid::Uuid;

/// Comments shown in the console, the newest first.
const TALKS: i64 = 50;

/// A livestream: what everybody sees, and its rows.
#[derive(Clone, Debug)]
pub struct Live {
    id: Uuid,
    owner: Uuid,
    /// What its pages show.
    pub view: LiveView,
}

impl Live {
    /// Its row, to know news of it.
    pub const fn id(&self) -> Uuid {
        self.id
    }
}

#[derive(FromQueryResult)]
struct Head {
    id: Uuid,
    cooperative_id: Uuid,
    host: String,
    version: i64,
    ended_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct Row {
    code: String,
    title: String,
    pack: String,
    cooperative: String,
    price: i64,
    free: i64,
    unit: String,
    holding: i64,
    waiting: i64,
    pinned: bool,
    times_pinned: i64,
    slug: String,
}

impl Row {
    fn good(self, l: Locale) -> LiveGood {
        let unit: Option<Unit> = self.unit.parse().ok();
        LiveGood {
            name: if self.pack.is_empty() {
                self.title
            } else {
                format!("{}, {}", self.title, self.pack)
            },
            code: self.code,
            cooperative: self.cooperative,
            price: unit.map_or_else(String::new, |unit| {
                format!("{} / {}", Vnd(self.price), unit.word(l))
            }),
            free: unit
                .filter(|_| self.free > 0)
                .map(|unit| Quantity::of(self.free, unit).words(l)),
            holding: self.holding,
            waiting: self.waiting,
            pinned: self.pinned,
            times_pinned: self.times_pinned,
            slug: self.slug,
        }
    }
}

/// The livestream at this address, open or over.
pub async fn load(core: &Core, slug: &str, l: Locale) -> Result<Live> {
    let text = "select s.id, s.cooperative_id, c.short_name as host, s.version, s.ended_at from live_session s \
        join cooperative c on c.id = s.cooperative_id where s.slug = $1";
    let head: Option<Head> = sql::one(core.db.read(), text, [slug.into()]).await?;
    let head = head.ok_or(Error::NotFound { what: "live" })?;
    let text = format!(
        "select i.code, l.title, v.name as pack, c.short_name as cooperative, o.price, {FREE} as free, v.unit, \
         (select count(*) from live_claim k join hold h on h.id = k.hold_id where k.item_id = i.id and h.state = 'active') as holding, \
         (select count(*) from live_claim k where k.item_id = i.id and k.state = 'waiting') as waiting, \
         s.pinned_item is not null and s.pinned_item = i.id as pinned, i.times_pinned, l.slug from live_item i \
         join live_session s on s.id = i.session_id join offer o on o.id = i.offer_id join variant v on v.id = o.variant_id \
         join listing l on l.id = o.listing_id join cooperative c on c.id = o.cooperative_id \
         where i.session_id = $1 order by i.position"
    );
    let rows: Vec<Row> = sql::all(core.db.read(), &text, [head.id.into()]).await?;
    Ok(Live {
        id: head.id,
        owner: head.cooperative_id,
        view: LiveView {
            slug: slug.to_owned(),
            host: head.host,
            ended: head.ended_at.is_some(),
            version: head.version,
            goods: rows.into_iter().map(|row| row.good(l)).collect(),
        },
    })
}

/// What the page shows now, as a number: for streams.
pub async fn version(core: &Core, live: &Live) -> Result<i64> {
    let text = "select version from live_session where id = $1";
    let row = sql::row(core.db.read(), text, [live.id.into()]).await?;
    Ok(row
        .map(|row| row.try_get("", "version"))
        .transpose()?
        .unwrap_or(0))
}

#[derive(FromQueryResult)]
struct TalkRow {
    name: String,
    source_sealed: String,
    token: String,
    repeated: String,
    unclear: String,
}

/// The livestream of one's own cooperative with its last comments; another's is `NotFound`.
pub async fn mine(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
) -> Result<(Live, Vec<LiveTalk>)> {
    actor.member(cooperative, Right::Sell)?;
    let live = load(core, slug, actor.locale).await?;
    if live.owner != cooperative.uuid() {
        return Err(Error::NotFound { what: "live" });
    }
    let text = "select v.name, t.source_sealed, v.token, t.repeated, t.unclear from live_comment t \
        join live_viewer v on v.id = t.viewer_id where t.session_id = $1 order by t.created_at desc, t.id desc limit $2";
    let rows: Vec<TalkRow> = sql::all(core.db.read(), text, [live.id.into(), TALKS.into()]).await?;
    let talks = rows.into_iter().map(|row| {
        Ok(LiveTalk {
            name: row.name,
            text: core.keys.open(&row.source_sealed)?,
            token: row.token,
            repeated: row.repeated,
            unclear: row.unclear,
        })
    });
    Ok((live, talks.collect::<Result<_>>()?))
}

/// How a viewer's claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// Kept until then.
    Held(Millis),
    /// In line, with so many before.
    Waiting(i64),
}

/// A viewer's basket.
#[derive(Clone, Debug)]
pub struct Basket {
    /// The goods by code, name and amount.
    pub lines: Vec<(String, String, String, ClaimState)>,
    /// What is kept, as a cart for the checkout.
    pub cart: Cart,
}

#[derive(FromQueryResult)]
struct Line {
    code: String,
    title: String,
    unit: String,
    variant_id: Uuid,
    steps: i64,
    expires_at: Option<i64>,
    before: i64,
}

/// The basket with this token in this livestream.
pub async fn basket(core: &Core, slug: &str, token: &str, l: Locale) -> Result<Basket> {
    let text = "select v.id from live_viewer v join live_session s on s.id = v.session_id where v.token = $1 and s.slug = $2";
    let row = sql::row(core.db.read(), text, [token.into(), slug.into()]).await?;
    let viewer: Uuid = row
        .ok_or(Error::NotFound { what: "basket" })?
        .try_get("", "id")?;
    let text = "select i.code, l.title, v.unit, v.id as variant_id, c.steps, h.expires_at, \
        (select count(*) from live_claim b where b.item_id = c.item_id and b.state = 'waiting' and b.place < c.place) as before \
        from live_claim c join live_item i on i.id = c.item_id join offer o on o.id = i.offer_id \
        join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id left join hold h on h.id = c.hold_id \
        where c.viewer_id = $1 and (c.state = 'waiting' or (c.state = 'held' and h.state = 'active')) order by i.position";
    let rows: Vec<Line> = sql::all(core.db.read(), text, [viewer.into()]).await?;
    let mut basket = Basket {
        lines: Vec::new(),
        cart: Cart::default(),
    };
    for row in rows {
        let amount = row
            .unit
            .parse()
            .map_or(String::new(), |unit| Quantity::of(row.steps, unit).words(l));
        let state = match row.expires_at {
            Some(until) => {
                basket.cart.set(VariantId::from(row.variant_id), row.steps);
                ClaimState::Held(Millis(until))
            }
            None => ClaimState::Waiting(row.before),
        };
        basket.lines.push((row.code, row.title, amount, state));
    }
    Ok(basket)
}

impl Basket {
    /// Its lines in words.
    pub fn view(&self, l: Locale) -> Vec<LiveLine> {
        let line = |(code, name, amount, state): &(String, String, String, ClaimState)| LiveLine {
            code: code.clone(),
            name: name.clone(),
            amount: amount.clone(),
            state: match (state, l) {
                (ClaimState::Held(until), Locale::Vi) => {
                    format!("Giữ cho bạn đến {}", until.vn_clock())
                }
                (ClaimState::Held(until), Locale::En) => {
                    format!("Kept for you until {}", until.vn_clock())
                }
                (ClaimState::Waiting(before), Locale::Vi) => {
                    format!("Đang chờ, trước bạn còn {before} người")
                }
                (ClaimState::Waiting(before), Locale::En) => {
                    format!("In line, {before} before you")
                }
            },
        };
        self.lines.iter().map(line).collect()
    }
}

#[derive(FromQueryResult)]
struct OfferRow {
    id: Uuid,
    title: String,
    pack: String,
    cooperative: String,
    free: i64,
    unit: String,
}

#[derive(FromQueryResult)]
struct PastRow {
    slug: String,
    created_at: i64,
    ended_at: Option<i64>,
}

/// What a member may show in a livestream, of every cooperative he sells for, and the last livestreams of this one.
pub async fn choices(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<(Vec<LiveChoice>, Vec<LiveChoice>)> {
    let l = actor.locale;
    let mut sells: Vec<CooperativeId> = actor
        .member(cooperative, Right::Sell)?
        .memberships
        .iter()
        .filter(|(_, role)| role.has(Right::Sell))
        .map(|(id, _)| *id)
        .collect();
    sells.dedup();
    let text = format!(
        "select o.id, l.title, v.name as pack, c.short_name as cooperative, {FREE} as free, v.unit from offer o \
         join listing l on l.id = o.listing_id join variant v on v.id = o.variant_id \
         join cooperative c on c.id = o.cooperative_id where o.cooperative_id = $1 and l.state = 'live' \
         order by l.sort_key, v.position, o.id limit 200"
    );
    let mut goods = Vec::new();
    for id in sells {
        let rows: Vec<OfferRow> = sql::all(core.db.read(), &text, [id.uuid().into()]).await?;
        goods.extend(rows.into_iter().map(|row| {
            LiveChoice {
                value: row.id.to_string(),
                words: format!("{} {} · {}", row.title, row.pack, row.cooperative),
                detail: row
                    .unit
                    .parse()
                    .map_or(String::new(), |unit| Quantity::of(row.free, unit).words(l)),
            }
        }));
    }
    let text = "select slug, created_at, ended_at from live_session where cooperative_id = $1 order by created_at desc limit 20";
    let past: Vec<PastRow> = sql::all(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let past = past.into_iter().map(|row| LiveChoice {
        value: row.slug,
        words: Millis(row.created_at).vn_date().full(),
        detail: match row.ended_at {
            Some(_) => l.say("Đã xong", "Over"),
            None => l.say("Đang mở", "Open"),
        }
        .to_owned(),
    });
    Ok((goods, past.collect()))
}
