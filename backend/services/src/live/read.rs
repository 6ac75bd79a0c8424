//! What the pages of a livestream show.

use super::Host;
use super::flash::until_words;
use crate::actor::Actor;
use crate::booths::pictures;
use crate::catalogue::{product, words};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::FREE;
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit, line_total};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::live::{LiveConsole, LiveGood, LiveTalk, LiveView};
use shared::view::parts::{Picture, PriceSign};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Comments shown in the console, the newest first.
const TALKS: i64 = 50;
/// How long an ended livestream is still followed, in milliseconds.
const AFTER_END_MS: i64 = 60_000;

/// A livestream: what everybody sees, and its rows.
#[derive(Clone, Debug)]
pub struct Live {
    id: Uuid,
    news: i64,
    feed: (String, String, String),
    /// The listings it shows.
    pub listings: Vec<Uuid>,
    /// What its pages show.
    pub view: LiveView,
}

impl Live {
    /// Its row, to know news of it.
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// The version of what everybody has to see at once.
    pub const fn news(&self) -> i64 {
        self.news
    }
}

#[derive(FromQueryResult)]
struct Head {
    id: Uuid,
    host: String,
    seller: Option<String>,
    version: i64,
    news: i64,
    ended_at: Option<i64>,
    feed: String,
    feed_of: String,
    feed_error: String,
}

#[derive(FromQueryResult)]
struct Row {
    code: String,
    listing_id: Uuid,
    title: String,
    pack: String,
    cooperative: String,
    origin_ward_code: String,
    picture: Option<String>,
    price: i64,
    flash_price: Option<i64>,
    flash_until: Option<i64>,
    step: i64,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    free: i64,
    unit: String,
    sold: i64,
    holding: i64,
    waiting: i64,
    pinned: bool,
    times_pinned: i64,
    waits: bool,
    slug: String,
}

impl Row {
    fn good(self, pictures: &HashMap<String, Picture>, now: Millis, l: Locale) -> LiveGood {
        let unit: Option<Unit> = self.unit.parse().ok();
        let flash = self
            .flash_price
            .filter(|_| self.flash_until.is_some_and(|until| now.0 < until));
        let price = Vnd(flash.unwrap_or(self.price));
        let amount = |steps: i64| {
            unit.filter(|_| steps > 0)
                .map(|unit| Quantity::of(steps, unit).words(l))
        };
        let each = unit.and_then(|unit| line_total(price, Quantity::of(self.step.max(1), unit)));
        LiveGood {
            name: named(&self.title, &self.pack),
            place: product::place(&self.origin_ward_code),
            picture: self.picture.and_then(|id| pictures.get(&id).cloned()),
            sign: PriceSign {
                price: price.to_string(),
                unit: unit.map_or_else(String::new, |unit| unit.word(l).to_owned()),
                before: flash.map(|_| Vnd(self.price).to_string()),
            },
            per_unit: words::per_unit(
                price.dong(),
                &self.unit,
                per(price, self.net_weight_g),
                per(price, self.net_volume_ml),
                l,
            ),
            flash: self
                .flash_until
                .filter(|_| flash.is_some())
                .map(|until| until_words(Millis(until), l)),
            each: each.unwrap_or(price).dong(),
            most: self.free.max(0) / self.step.max(1),
            free: amount(self.free),
            sold: amount(self.sold),
            code: self.code,
            cooperative: self.cooperative,
            holding: self.holding,
            waiting: self.waiting,
            pinned: self.pinned,
            times_pinned: self.times_pinned,
            waits: self.waits,
            slug: self.slug,
        }
    }
}

/// Title and pack.
pub(super) fn named(title: &str, pack: &str) -> String {
    if pack.is_empty() {
        title.to_owned()
    } else {
        format!("{title}, {pack}")
    }
}

/// The price of a thousand grams or millilitres.
fn per(price: Vnd, net: Option<i64>) -> Option<i64> {
    let net = net.filter(|net| *net > 0)?;
    Some((price.dong() * 1000 + net / 2) / net)
}

/// The livestream at this address, open or over, with the goods that can be bought in it. That of a seller who was stopped is not
/// found.
pub async fn load(core: &Core, slug: &str, l: Locale) -> Result<Live> {
    let mut live = load_all(core, slug, l).await?;
    live.view.goods.retain(|good| !good.waits);
    Ok(live)
}

/// The same with goods that wait for their cooperative's yes.
async fn load_all(core: &Core, slug: &str, l: Locale) -> Result<Live> {
    let db = core.db.read();
    let text = "select s.id, coalesce(e.shown_name, c.short_name) as host, e.shown_name as seller, s.version, s.news, s.ended_at, s.feed, \
        s.feed_of, s.feed_error from live_session s join cooperative c on c.id = s.cooperative_id left join seller e on e.id = s.seller_id \
        where s.slug = $1 and (e.id is null or e.state = 'active')";
    let head: Option<Head> = sql::one(db, text, [slug.into()]).await?;
    let head = head.ok_or(Error::NotFound { what: "live" })?;
    let text = format!(
        "select i.code, l.id as listing_id, l.title, v.name as pack, c.short_name as cooperative, p.origin_ward_code, l.picture, \
         o.price, i.flash_price, i.flash_until, v.step, v.net_weight_g, v.net_volume_ml, {FREE} as free, v.unit, \
         (select cast(coalesce(sum(k.steps), 0) as bigint) from live_claim k where k.item_id = i.id and k.state = 'bought') as sold, \
         (select count(*) from live_claim k join hold h on h.id = k.hold_id where k.item_id = i.id and k.state = 'held' and h.state = 'active') as holding, \
         (select count(*) from live_claim k where k.item_id = i.id and k.state = 'waiting') as waiting, \
         s.pinned_item is not null and s.pinned_item = i.id as pinned, i.times_pinned, i.waits, l.slug from live_item i \
         join live_session s on s.id = i.session_id join offer o on o.id = i.offer_id join variant v on v.id = o.variant_id \
         join listing l on l.id = o.listing_id join product p on p.id = l.product_id join cooperative c on c.id = o.cooperative_id \
         where i.session_id = $1 order by i.position"
    );
    let rows: Vec<Row> = sql::all(db, &text, [head.id.into()]).await?;
    let ids = rows.iter().filter_map(|row| row.picture.as_deref());
    let pictures = pictures::load(db, ids, l).await?;
    let now = core.clock.now();
    Ok(Live {
        id: head.id,
        news: head.news,
        feed: (head.feed, head.feed_of, head.feed_error),
        listings: rows.iter().map(|row| row.listing_id).collect(),
        view: LiveView {
            slug: slug.to_owned(),
            host: head.host,
            ended: head.ended_at.is_some(),
            version: head.version,
            goods: rows
                .into_iter()
                .map(|row| row.good(&pictures, now, l))
                .collect(),
            referral: head.seller,
        },
    })
}

#[derive(FromQueryResult)]
struct StateRow {
    id: Uuid,
    version: i64,
    news: i64,
}

/// A livestream's row, its version, and the version of what everybody has to see at once.
pub async fn state(core: &Core, slug: &str) -> Result<(Uuid, i64, i64)> {
    let text = "select id, version, news from live_session where slug = $1";
    let row: Option<StateRow> = sql::one(core.db.read(), text, [slug.into()]).await?;
    row.map(|row| (row.id, row.version, row.news))
        .ok_or(Error::NotFound { what: "live" })
}

/// The same of every livestream that is open or has just ended.
pub async fn states(core: &Core) -> Result<Vec<(Uuid, i64, i64)>> {
    let text = "select id, version, news from live_session where ended_at is null or ended_at > $1";
    let since = core.clock.now().0 - AFTER_END_MS;
    let rows: Vec<StateRow> = sql::all(core.db.read(), text, [since.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.version, row.news))
        .collect())
}

#[derive(FromQueryResult)]
struct TalkRow {
    id: Uuid,
    external_id: Option<String>,
    name: String,
    source_sealed: String,
    token: String,
    repeated: String,
    unclear: String,
}

#[derive(FromQueryResult)]
struct LinkRow {
    code: String,
}

/// The console of one's own cooperative's livestream, with its last comments; another's is `NotFound`.
pub async fn mine(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
) -> Result<LiveConsole> {
    let owner = host.into().owner(core, actor).await?;
    let live = load_all(core, slug, actor.locale).await?;
    let theirs = format!(
        "select 1 as one from live_session where id = $1 and {}",
        owner.meets("", 2)
    );
    let values = [live.id.into(), owner.id.into()];
    if sql::row(core.db.read(), &theirs, values).await?.is_none() {
        return Err(Error::NotFound { what: "live" });
    }
    let text = "select t.id, t.external_id, v.name, t.source_sealed, v.token, t.repeated, t.unclear from live_comment t \
        join live_viewer v on v.id = t.viewer_id where t.session_id = $1 order by t.created_at desc, t.id desc limit $2";
    let rows: Vec<TalkRow> = sql::all(core.db.read(), text, [live.id.into(), TALKS.into()]).await?;
    let talks = rows.into_iter().map(|row| {
        Ok(LiveTalk {
            id: row.id.to_string(),
            can_reply: row.external_id.is_some(),
            name: row.name,
            text: core.keys.open(&row.source_sealed)?,
            token: row.token,
            repeated: row.repeated,
            unclear: row.unclear,
        })
    });
    let column = if owner.seller {
        "seller_id"
    } else {
        "cooperative_id"
    };
    let text = format!(
        "select code from share_link where live_slug = $1 and {column} = $2 and revoked_at is null order by created_at limit 1"
    );
    let values = [slug.into(), owner.id.into()];
    let link: Option<LinkRow> = sql::one(core.db.read(), &text, values).await?;
    Ok(LiveConsole {
        talks: talks.collect::<Result<_>>()?,
        link: link.map(|row| row.code),
        feed: live.feed.clone(),
        live: live.view,
        seller: owner.seller,
        ..LiveConsole::default()
    })
}
