//! Orders by code. Personal data stays sealed until it is opened, and the opening is written down.

use super::PAGE;
use super::decisions::{decisions, reroute_form};
use crate::actor::Actor;
use crate::alliance::pager;
use crate::audit::{self, kind_words};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::filter::{Filter, cut};
use crate::moving::OWN_CHANNEL;
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::code::{OrderCode, parse_sub_order_code};
use shared::input::staff::{OpenPersonal, reason};
use shared::money::Vnd;
use shared::page::Cursor;
use shared::phone::Phone;
use shared::quantity::{Quantity, Unit};
use shared::rules::catch_weight::animals;
use shared::say::Locale;
use shared::state::{SubOrderAction, SubOrderState, order_state};
use shared::time::Millis;
use shared::view::parts::{Knot, NoticeKind, SumRow, TimelineStep};
use shared::view::staff::{Fact, Mark, OrderFindView, OrderPartView, OrderView, StaffLine};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct OrderRow {
    id: Uuid,
    code: String,
    channel: String,
    contact_name_sealed: String,
    phone_sealed: String,
    street_sealed: String,
    address_shown_sealed: String,
    ward_code: String,
    payment_method: String,
    goods_total: i64,
    shipping_total: i64,
    total: i64,
    created_at: i64,
}

#[derive(FromQueryResult)]
struct PartRow {
    id: Uuid,
    code: String,
    state: String,
    shipping_fee: i64,
    fee_borne: i64,
    total: i64,
    slug: String,
    name: String,
    replaced: bool,
}

#[derive(FromQueryResult)]
struct LineRow {
    sub_order_id: Uuid,
    variant_id: Uuid,
    title: String,
    unit: String,
    quantity: i64,
    total: i64,
    catch_weight: bool,
    step: i64,
}

#[derive(FromQueryResult)]
struct EventRow {
    sub_order_id: Uuid,
    state: String,
    action: String,
    actor_kind: String,
    note: Option<String>,
    at: i64,
}

#[derive(FromQueryResult)]
struct NewRow {
    id: Uuid,
    code: String,
    total: i64,
    created_at: i64,
}

/// The newest orders, without personal data.
pub async fn list_orders(
    core: &Core,
    actor: &Actor,
    after: Option<&Cursor>,
) -> Result<OrderFindView> {
    let l = actor.locale;
    actor.operator()?;
    let mut filter = Filter::default();
    filter.beyond("created_at", "id", after, false)?;
    let text = format!(
        "select id, code, total, created_at from buyer_order{} order by created_at desc, id desc limit {}",
        filter.text(),
        PAGE + 1
    );
    let mut rows: Vec<NewRow> = sql::all(core.db.read(), &text, filter.values()).await?;
    let next = cut(&mut rows, PAGE, |row| (row.created_at, row.id));
    let line = |row: &NewRow| StaffLine {
        href: Some(l.path(&format!("/quan-tri/don/{}", row.code))),
        title: row.code.clone(),
        detail: format!("{} · {}", moment(row.created_at), Vnd(row.total)),
        mark: None,
    };
    Ok(OrderFindView {
        lines: rows.iter().map(line).collect(),
        pager: pager("/quan-tri/don", &[], next, l),
        ..OrderFindView::default()
    })
}

/// The code of the order that was meant by an order's or a part's code, if there is such an order.
pub async fn find_order(core: &Core, actor: &Actor, typed: &str) -> Result<String> {
    let l = actor.locale;
    actor.operator()?;
    let code = OrderCode::parse(typed).or_else(|why| {
        parse_sub_order_code(typed)
            .map(|(code, _)| code)
            .map_err(|_| why)
    });
    let code = code.map_err(|why| Error::invalid("ma", "code", why.say(l)))?;
    match row(core, code.as_str()).await {
        Ok(found) => Ok(found.code),
        Err(Error::NotFound { .. }) => Err(Error::invalid(
            "ma",
            "unknown",
            l.say("Không có đơn nào mang mã này", "No order has this code"),
        )),
        Err(error) => Err(error),
    }
}

async fn row(core: &Core, code: &str) -> Result<OrderRow> {
    let text = "select id, code, channel, contact_name_sealed, phone_sealed, street_sealed, address_shown_sealed, \
        ward_code, payment_method, goods_total, shipping_total, total, created_at from buyer_order where code = $1";
    let found = sql::one(core.db.read(), text, [code.into()]).await?;
    found.ok_or(Error::NotFound { what: "order" })
}

/// One order with its parts and what happened to them, without personal data.
pub async fn load_order_view(core: &Core, actor: &Actor, code: &str) -> Result<OrderView> {
    let l = actor.locale;
    actor.operator()?;
    let order = row(core, code).await?;
    let parts: Vec<PartRow> = sql::all(
        core.db.read(),
        "select s.id, s.code, s.state, s.shipping_fee, s.fee_borne, s.total, c.slug, c.name, \
         exists (select 1 from sub_order n where n.replaces = s.id) and not exists (select 1 from buyer_choice b \
         where b.sub_order_id = s.id and b.settled_at is null) as replaced from sub_order s \
         join cooperative c on c.id = s.cooperative_id where s.order_id = $1 order by s.number",
        [order.id.into()],
    )
    .await?;
    let lines: Vec<LineRow> = sql::all(
        core.db.read(),
        "select l.sub_order_id, l.variant_id, l.title, l.unit, l.quantity, l.total, l.catch_weight, v.step \
         from order_line l join variant v on v.id = l.variant_id where l.order_id = $1 order by l.position, l.id",
        [order.id.into()],
    )
    .await?;
    let events: Vec<EventRow> = sql::all(
        core.db.read(),
        "select e.sub_order_id, e.state, e.action, e.actor_kind, e.note, e.at from sub_order_event e \
         join sub_order s on s.id = e.sub_order_id where s.order_id = $1 order by e.at, e.id",
        [order.id.into()],
    )
    .await?;
    let states: Vec<SubOrderState> = parts
        .iter()
        .filter_map(|part| Some((part, part.state.parse().ok()?)))
        .filter(|(part, state)| {
            !part.replaced || !matches!(state, SubOrderState::Declined | SubOrderState::TimedOut)
        })
        .map(|(_, state)| state)
        .collect();
    let goods = lines
        .iter()
        .map(|line| (line.variant_id, line.title.clone()))
        .collect();
    let mut shown = Vec::with_capacity(parts.len());
    for part in &parts {
        let mut view = part_view(part, &lines, &events, l);
        view.reroute = reroute_form(core, actor, part.id).await?;
        shown.push(view);
    }
    let status = order_state(&states);
    Ok(OrderView {
        code: order.code.clone(),
        mark: Mark {
            text: status.words(l).to_owned(),
            kind: NoticeKind::Plain,
        },
        facts: facts(&order, l),
        sums: sums(&order, l),
        parts: shown,
        decisions: decisions(core, order.id, &order.code, &goods, l).await?,
        ..OrderView::default()
    })
}

fn moment(at: i64) -> String {
    format!("{} {}", Millis(at).vn_date().full(), Millis(at).vn_clock())
}

fn facts(order: &OrderRow, l: Locale) -> Vec<Fact> {
    let places = shared::places::places();
    let province = places
        .ward(&order.ward_code)
        .and_then(|ward| places.province_of(ward));
    let payment = match order.payment_method.as_str() {
        "cod" => l.say("Trả khi nhận hàng", "Cash on delivery"),
        other => other,
    };
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    vec![
        fact(l.say("Đặt lúc", "Placed"), moment(order.created_at)),
        fact(l.say("Nơi bán", "Channel"), channel_words(&order.channel)),
        fact(l.say("Trả tiền", "Payment"), payment.to_owned()),
        fact(
            l.say("Giao tới tỉnh", "To the province of"),
            province
                .map(|province| province.name.to_owned())
                .unwrap_or_default(),
        ),
    ]
}

/// Where it was bought: this market, or a channel by the name of its code.
fn channel_words(channel: &str) -> String {
    match channel {
        OWN_CHANNEL => "Chợ Phiên".to_owned(),
        other => crate::booths::words::capital(other),
    }
}

fn sums(order: &OrderRow, l: Locale) -> Vec<SumRow> {
    let sum = |label: &str, amount: i64, total: bool| SumRow {
        label: label.to_owned(),
        amount: Vnd(amount).to_string(),
        total,
        quiet: false,
    };
    vec![
        sum(l.say("Tiền hàng", "Goods"), order.goods_total, false),
        sum(l.say("Phí giao", "Shipping"), order.shipping_total, false),
        sum(l.say("Cộng", "Total"), order.total, true),
    ]
}

fn part_view(part: &PartRow, lines: &[LineRow], events: &[EventRow], l: Locale) -> OrderPartView {
    let mut rows: Vec<SumRow> = lines
        .iter()
        .filter(|line| line.sub_order_id == part.id)
        .map(|line| line_row(line, l))
        .collect();
    let sum = |label: &str, amount: i64, total: bool| SumRow {
        label: label.to_owned(),
        amount: Vnd(amount).to_string(),
        total,
        quiet: !total,
    };
    rows.push(sum(l.say("Phí giao", "Shipping"), part.shipping_fee, false));
    if part.fee_borne > 0 {
        let words = l.say("Phí giao chợ chịu thêm", "Shipping borne by the market");
        rows.push(sum(words, part.fee_borne, false));
    }
    rows.push(sum(l.say("Cộng", "Total"), part.total, true));
    let mine: Vec<&EventRow> = events
        .iter()
        .filter(|event| event.sub_order_id == part.id)
        .collect();
    let last = mine.len().saturating_sub(1);
    OrderPartView {
        code: part.code.clone(),
        cooperative: (
            part.name.clone(),
            l.path(&format!("/lien-minh/htx/{}", part.slug)),
        ),
        mark: Mark {
            text: state_words(&part.state, l).to_owned(),
            kind: NoticeKind::Plain,
        },
        lines: rows,
        steps: mine
            .iter()
            .enumerate()
            .map(|(at, event)| step(event, at == last, l))
            .collect(),
        reroute: None,
    }
}

fn line_row(line: &LineRow, l: Locale) -> SumRow {
    let quantity = match line.unit.parse::<Unit>() {
        Ok(unit) if line.catch_weight => animals(line.quantity, line.step, unit, l),
        Ok(unit) => Quantity::of(line.quantity, unit).words(l),
        Err(_) => line.quantity.to_string(),
    };
    SumRow {
        label: format!("{} · {quantity}", line.title),
        amount: Vnd(line.total).to_string(),
        total: false,
        quiet: false,
    }
}

fn state_words(state: &str, l: Locale) -> &str {
    state
        .parse::<SubOrderState>()
        .map_or(state, |state| state.cooperative_words(l))
}

fn step(event: &EventRow, last: bool, l: Locale) -> TimelineStep {
    let note = event
        .note
        .as_deref()
        .map(|note| format!(" · {note}"))
        .unwrap_or_default();
    TimelineStep {
        knot: if last { Knot::Now } else { Knot::Done },
        title: match event.action == SubOrderAction::MoveAway.code() {
            true => l.say("Đã chuyển nơi khác", "Moved to another sender"),
            false => state_words(&event.state, l),
        }
        .to_owned(),
        detail: format!(
            "{} · {}{note}",
            moment(event.at),
            kind_words(&event.actor_kind, l)
        ),
        link: None,
    }
}

/// Opens name, phone and address of an order. Who opened them and why is written into the log first.
pub async fn open_personal(
    core: &Core,
    actor: &Actor,
    code: &str,
    input: &OpenPersonal,
) -> Result<Vec<Fact>> {
    let l = actor.locale;
    actor.operator()?;
    let order = row(core, code).await?;
    let why = reason("reason", &input.reason, l).map_err(|e| Error::Invalid { fields: vec![e] })?;
    let txn = core.db.begin().await?;
    let entry = audit::Entry {
        cooperative: None,
        action: "open_personal_data",
        entity: "order",
        entity_id: order.code.clone(),
        before: Value::Null,
        after: json!({ "reason": why }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    let open = |sealed: &str| core.keys.open(sealed);
    let phone = open(&order.phone_sealed)?;
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    Ok(vec![
        fact(
            l.say("Người nhận", "Receiver"),
            open(&order.contact_name_sealed)?,
        ),
        fact(
            l.say("Điện thoại", "Phone"),
            Phone::parse_contact(&phone).map_or(phone, |phone| phone.to_string()),
        ),
        fact(
            l.say("Số nhà, đường", "Street"),
            open(&order.street_sealed)?,
        ),
        fact(
            l.say("Địa chỉ", "Address"),
            open(&order.address_shown_sealed)?,
        ),
    ])
}
