//! After a livestream: what became of each good, and everything that happened, told again.

use super::Host;
use super::read::named;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit};
use shared::rules::live::{Happened, Kind, Standing, replay};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::live::{LiveMoment, LiveReport, LiveResult};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Head {
    id: Uuid,
    created_at: i64,
    ended_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct Good {
    id: Uuid,
    code: String,
    title: String,
    pack: String,
    unit: String,
    ordered: i64,
    paid: i64,
    delivered: i64,
    back: i64,
    value: i64,
    commission: i64,
}

#[derive(FromQueryResult)]
struct Event {
    kind: String,
    item_id: Option<Uuid>,
    viewer_id: Option<Uuid>,
    viewer: Option<String>,
    steps: i64,
    price: Option<i64>,
    at: i64,
}

/// Of each good what was ordered by claims, and how far those parts of orders have come. Cash counts as paid on delivery.
const GOODS: &str = "
select i.id, i.code, l.title, v.name as pack, v.unit,
  cast(coalesce(sum(case when s.id is not null then 1 else 0 end), 0) as bigint) as ordered,
  cast(coalesce(sum(case when exists(select 1 from payment p where p.sub_order_id = s.id and p.state = 'paid')
    or s.state in ('delivered', 'completed') then 1 else 0 end), 0) as bigint) as paid,
  cast(coalesce(sum(case when s.state in ('delivered', 'completed') then 1 else 0 end), 0) as bigint) as delivered,
  cast(coalesce(sum(case when s.state in ('cancelled', 'declined', 'timed_out', 'returning', 'returned') then 1 else 0 end), 0)
    as bigint) as back,
  cast(coalesce(sum(n.total), 0) as bigint) as value,
  cast(coalesce(sum((select coalesce(sum(m.amount - m.reversed), 0) from commission_line m where m.order_line_id = n.id)), 0)
    as bigint) as commission
from live_item i
join offer o on o.id = i.offer_id
join variant v on v.id = o.variant_id
join listing l on l.id = o.listing_id
left join live_claim k on k.item_id = i.id and k.state = 'bought'
left join order_line n on n.order_id = k.order_id and n.variant_id = o.variant_id
left join sub_order s on s.id = n.sub_order_id and not exists(select 1 from sub_order t where t.replaces = s.id)
where i.session_id = $1
group by i.id, i.code, i.position, l.title, v.name, v.unit order by i.position";

/// What a livestream of one's own cooperative came to; `upto` tells again how its goods stood after so many events.
/// Another's is `NotFound`.
pub async fn report(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
    upto: Option<usize>,
) -> Result<LiveReport> {
    let owner = host.into().owner(core, actor).await?;
    let l = actor.locale;
    let db = core.db.read();
    let text = format!(
        "select id, created_at, ended_at from live_session where slug = $1 and {}",
        owner.meets("", 2)
    );
    let head: Option<Head> = sql::one(db, &text, [slug.into(), owner.id.into()]).await?;
    let head = head.ok_or(Error::NotFound { what: "live" })?;
    let goods: Vec<Good> = sql::all(db, GOODS, [head.id.into()]).await?;
    let text = "select e.kind, e.item_id, e.viewer_id, v.name as viewer, e.steps, e.price, e.at from live_event e \
        left join live_viewer v on v.id = e.viewer_id where e.session_id = $1 order by e.id";
    let events: Vec<Event> = sql::all(db, text, [head.id.into()]).await?;
    let count = upto.unwrap_or(events.len()).min(events.len());
    let all = replay(events.iter().filter_map(happened));
    let then = replay(events.iter().take(count).filter_map(happened));
    let nothing = Standing::default();
    let results = goods
        .iter()
        .map(|good| result(good, all.get(&good.id).unwrap_or(&nothing), l));
    let standing = goods.iter().map(|good| {
        let stood = then.get(&good.id).unwrap_or(&nothing);
        (good.code.clone(), stood_words(good, stood, l))
    });
    let moments = (1..).zip(&events).map(|(number, event)| LiveMoment {
        number,
        at: Millis(event.at).vn_clock(),
        words: moment(event, &goods, l),
    });
    Ok(LiveReport {
        seller: owner.seller,
        slug: slug.to_owned(),
        title: title(&head, l),
        sums: sums(&goods, l),
        goods: results.collect(),
        moments: moments.collect(),
        upto,
        standing: standing.collect(),
    })
}

fn happened(event: &Event) -> Option<Happened<Uuid, Uuid>> {
    Some(Happened {
        kind: Kind::parse(&event.kind)?,
        good: event.item_id,
        viewer: event.viewer_id,
        steps: event.steps,
    })
}

fn title(head: &Head, l: Locale) -> String {
    let (from, day) = (Millis(head.created_at), Millis(head.created_at).vn_date());
    let until = head.ended_at.map_or_else(
        || l.say("đang mở", "still open").to_owned(),
        |at| Millis(at).vn_clock(),
    );
    format!("{}, {} – {until}", day.full(), from.vn_clock())
}

fn sums(goods: &[Good], l: Locale) -> Vec<(String, String)> {
    let total = |of: fn(&Good) -> i64| Vnd(goods.iter().map(of).sum()).to_string();
    vec![
        (
            l.say("Tiền hàng đã đặt", "Value ordered").to_owned(),
            total(|good| good.value),
        ),
        (
            l.say("Hoa hồng", "Commission").to_owned(),
            total(|good| good.commission),
        ),
    ]
}

fn result(good: &Good, stood: &Standing<Uuid>, l: Locale) -> LiveResult {
    let label = |vi: &'static str, en: &'static str| l.say(vi, en).to_owned();
    LiveResult {
        name: format!("{} · {}", good.code, named(&good.title, &good.pack)),
        steps: vec![
            (label("Ghim", "Pinned"), i64::from(stood.pinned)),
            (label("Bấm xem", "Clicked"), i64::from(stood.clicked)),
            (label("Chốt", "Claimed"), i64::from(stood.claimed)),
            (label("Đặt", "Ordered"), good.ordered),
            (label("Đã trả tiền", "Paid"), good.paid),
            (label("Đã giao", "Delivered"), good.delivered),
            (label("Huỷ, trả lại", "Cancelled, returned"), good.back),
        ],
    }
}

fn amount(good: &Good, steps: i64, l: Locale) -> String {
    let unit: Option<Unit> = good.unit.parse().ok();
    unit.map_or_else(
        || steps.to_string(),
        |unit| Quantity::of(steps, unit).words(l),
    )
}

fn stood_words(good: &Good, stood: &Standing<Uuid>, l: Locale) -> String {
    let held = amount(good, stood.held.values().sum(), l);
    let waiting = stood.waiting.len();
    let sold = amount(good, stood.sold, l);
    match l {
        Locale::Vi => format!("đang giữ {held} · {waiting} người chờ · đã đặt {sold}"),
        Locale::En => format!("{held} kept · {waiting} wait · {sold} ordered"),
    }
}

/// One event in words: `Hoa chốt A1 × 2 hộp`.
fn moment(event: &Event, goods: &[Good], l: Locale) -> String {
    let good = goods.iter().find(|good| Some(good.id) == event.item_id);
    let code = good.map_or("", |good| good.code.as_str());
    let much = good.map_or_else(String::new, |good| {
        format!("{code} × {}", amount(good, event.steps, l))
    });
    let who = event.viewer.as_deref().unwrap_or_default();
    let price = event
        .price
        .map(|price| format!(", {}", Vnd(price)))
        .unwrap_or_default();
    let said = |vi: &'static str, en: &'static str| l.say(vi, en).to_owned();
    match Kind::parse(&event.kind) {
        Some(Kind::Opened) => said("Mở phiên", "Opened"),
        Some(Kind::Ended) => said("Kết thúc phiên", "Ended"),
        Some(Kind::Pinned) => format!("{} {code}", said("Ghim", "Pinned")),
        Some(Kind::Clicked) => format!("{} {code}", said("Có khách bấm xem", "Somebody looked at")),
        Some(Kind::Held) => format!("{who} {} {much}{price}", said("chốt", "claims")),
        Some(Kind::Waiting) => format!("{who} {} {much}", said("chờ", "waits for")),
        Some(Kind::Offered) => format!("{who} {} {much}{price}", said("tới lượt", "is offered")),
        Some(Kind::Dropped) => format!("{who} {} {much}", said("bỏ", "drops")),
        Some(Kind::Expired) => format!("{who} {} {much}", said("quá giờ giữ", "was too late for")),
        Some(Kind::Bought) => format!("{who} {} {much}{price}", said("đã đặt", "orders")),
        Some(Kind::Flash) => format!("{} {code}{price}", said("Giá chớp", "Flash price")),
        Some(Kind::FlashOver) => format!("{} {code}", said("Hết giá chớp", "Flash price over")),
        None => String::new(),
    }
}

/// The goods' lines of the report as a file for spreadsheets.
pub async fn report_csv(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
) -> Result<Vec<u8>> {
    let of = report(core, actor, host, slug, None).await?;
    let told = |error: csv::Error| Error::internal(error);
    // Spreadsheets take it for UTF-8 only with a mark.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for (at, good) in of.goods.iter().enumerate() {
        if at == 0 {
            let labels = good.steps.iter().map(|(label, _)| label.as_str());
            let first = actor.locale.say("Món", "Good");
            writer
                .write_record([first].into_iter().chain(labels))
                .map_err(told)?;
        }
        let numbers = good.steps.iter().map(|(_, number)| number.to_string());
        writer
            .write_record([good.name.clone()].into_iter().chain(numbers))
            .map_err(told)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::internal(error.into_error()))
}
