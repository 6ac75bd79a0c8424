//! One sub-order as its cooperative sees it, signed in or through a one-tap link.

use super::deeds::last_carrier;
use super::pictures;
use super::rows::{LineRow, SubOrderRow, by_code, lines};
use super::words::{good, leaves, minus, moment, quantity, remaining};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::{ActorKind, SubOrderAction as A, SubOrderState as S, sub_order};
use shared::time::Millis;
use shared::view::booth::{BuyerContact, DeedButton, DeedKind, OrderLineView, SubOrderView};
use shared::view::parts::{Knot, Notice, NoticeKind, SumRow, TimelineStep};
use store::sql;

/// What the page was told by the address it came from.
#[derive(Clone, Debug, Default)]
pub struct JustDone {
    /// The deed that was done just now.
    pub done: Option<A>,
    /// The deed that had been done before.
    pub already: Option<A>,
}

/// A sub-order by its public code, for a member.
pub async fn load_sub_order_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    just: &JustDone,
) -> Result<SubOrderView> {
    let person = actor.member(cooperative, Right::Read)?;
    let may_sell = person.memberships.iter().any(|(id, role)| *id == cooperative && role.has(Right::Sell));
    let l = actor.locale;
    let row = by_code(core, cooperative, code).await?;
    let mut view = describe(core, &row, l).await?;
    view.base = l.path(&format!("/htx/don/{}", row.code));
    view.back = l.path("/htx/don");
    if may_sell {
        view.deeds = deeds(row.state(), l);
        view.hand_over = view.deeds.iter().any(|deed| deed.deed == A::HandOver.code());
        view.checklist = row.state() == S::Confirmed && view.lines.len() > 1;
        view.restock = row.state() == S::Returning;
        if view.hand_over && view.carrier.is_empty() {
            view.carrier = last_carrier(core, cooperative).await?;
        }
    }
    if !matches!(row.state(), S::ToConfirm | S::AwaitingPayment | S::Declined | S::TimedOut | S::Cancelled) {
        view.contact = Some(contact(core, &row)?);
        view.printable = true;
    }
    view.notice = notice(core, &row, just, l).await?;
    Ok(view)
}

/// The sub-order behind a one-tap link: the place it goes to, but neither name nor phone.
pub(super) async fn load_for_link(core: &Core, row: &SubOrderRow, base: String, l: Locale) -> Result<SubOrderView> {
    let mut view = describe(core, row, l).await?;
    view.base = base;
    if row.state() == S::ToConfirm {
        view.deeds = deeds(S::ToConfirm, l);
    }
    Ok(view)
}

async fn describe(core: &Core, row: &SubOrderRow, l: Locale) -> Result<SubOrderView> {
    let now = core.clock.now();
    let lines = lines(core, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let state = row.state();
    let answer_by = row.respond_by.filter(|_| state == S::ToConfirm).map(Millis);
    Ok(SubOrderView {
        code: row.code.clone(),
        title: title(state, l).to_owned(),
        answer_by: answer_by.map(|by| moment(by, now, l)),
        time_left: answer_by.map(|by| remaining(by, now, true, l)).unwrap_or_default(),
        lines: line_views(core, &lines, state, l).await?,
        facts: facts(row, now, l),
        sums: sums(row, l),
        carrier: row.carrier.clone().unwrap_or_default(),
        tracking_no: row.tracking_no.clone().unwrap_or_default(),
        steps: steps(core, row, l).await?,
        ..SubOrderView::default()
    })
}

fn title(state: S, l: Locale) -> &'static str {
    match state {
        S::ToConfirm => l.say("Đơn chờ nhận", "Order to accept"),
        S::Confirmed => l.say("Đơn cần gói", "Order to pack"),
        S::Packed => l.say("Đơn chờ giao xe", "Order to hand over"),
        other => other.cooperative_words(l),
    }
}

async fn line_views(core: &Core, lines: &[LineRow], state: S, l: Locale) -> Result<Vec<OrderLineView>> {
    let ids = lines.iter().filter_map(|line| line.picture.as_deref());
    let mut pictures = pictures::load(core.db.read(), ids, l).await?;
    let view = |line: &LineRow| OrderLineView {
        id: line.id.to_string(),
        picture: line.picture.as_ref().and_then(|id| pictures.remove(id)),
        quantity: quantity(line.quantity, &line.unit, l),
        title: good(&line.title, &line.variant_name),
        stock: (state == S::ToConfirm).then(|| {
            let free = quantity(line.free.max(0), &line.unit, l);
            match l {
                Locale::Vi => format!("Còn {free} trong kho"),
                Locale::En => format!("{free} left in stock"),
            }
        }),
        amount: Vnd(line.total).to_string(),
    };
    Ok(lines.iter().map(view).collect())
}

fn facts(row: &SubOrderRow, now: Millis, l: Locale) -> Vec<(String, String)> {
    let mut facts = vec![(l.say("Gửi tới", "To").to_owned(), row.place())];
    if matches!(row.state(), S::ToConfirm | S::Confirmed | S::Packed | S::CancelRequested) {
        facts.push((
            l.say("Lên xe", "Leaves").to_owned(),
            leaves(Millis(row.ship_on), now, l),
        ));
    }
    let pays = if row.is_cash() {
        l.say("Khi nhận hàng", "On delivery")
    } else {
        l.say("Đã chuyển khoản", "By transfer")
    };
    facts.push((l.say("Khách trả", "The buyer pays").to_owned(), pays.to_owned()));
    if let Some(carrier) = row.carrier.as_ref().filter(|text| !text.is_empty()) {
        facts.push((l.say("Nhà xe", "Carrier").to_owned(), carrier.clone()));
    }
    if let Some(number) = row.tracking_no.as_ref().filter(|text| !text.is_empty()) {
        facts.push((l.say("Mã vận đơn", "Tracking number").to_owned(), number.clone()));
    }
    facts
}

fn sums(row: &SubOrderRow, l: Locale) -> Vec<SumRow> {
    let mut sums = vec![SumRow {
        label: l.say("Tiền hàng", "Goods").to_owned(),
        amount: Vnd(row.goods_total).to_string(),
        ..SumRow::default()
    }];
    if row.platform_fee != 0 {
        sums.push(SumRow {
            label: l.say("Phí chợ 3\u{a0}%", "Market fee 3\u{a0}%").to_owned(),
            amount: minus(row.platform_fee),
            quiet: true,
            ..SumRow::default()
        });
    }
    sums.push(SumRow {
        label: l.say("Bạn nhận về", "You receive").to_owned(),
        amount: Vnd(row.receive()).to_string(),
        total: true,
        ..SumRow::default()
    });
    sums
}

fn contact(core: &Core, row: &SubOrderRow) -> Result<BuyerContact> {
    let phone = row.phone(core)?;
    Ok(BuyerContact {
        name: core.keys.open(&row.contact_name_sealed)?,
        phone: phone.as_ref().map(ToString::to_string).unwrap_or_default(),
        phone_href: phone.map(|p| format!("tel:{}", p.e164())).unwrap_or_default(),
        address: core.keys.open(&row.address_shown_sealed)?,
    })
}

/// What the cooperative may do now, as the transition table allows; the first is the main button.
pub(super) fn deeds(state: S, l: Locale) -> Vec<DeedButton> {
    let mut deeds: Vec<DeedButton> =
        sub_order::allowed(state, ActorKind::Cooperative).filter_map(|action| deed(state, action, l)).collect();
    if let Some(first) = deeds.iter_mut().find(|deed| deed.kind == DeedKind::Second) {
        first.kind = DeedKind::Main;
    }
    deeds.sort_by_key(|deed| match deed.kind {
        DeedKind::Main => 0,
        DeedKind::Second => 1,
        DeedKind::Quiet => 2,
    });
    deeds
}

fn deed(state: S, action: A, l: Locale) -> Option<DeedButton> {
    let agreed = state == S::CancelRequested;
    let (kind, asks, words) = match action {
        A::Accept => (DeedKind::Second, false, l.say("Nhận đơn", "Accept")),
        A::Decline => (DeedKind::Quiet, true, l.say("Không làm được đơn này", "We cannot do this order")),
        A::Pack => (DeedKind::Second, false, l.say("Đã gói xong", "Packed")),
        A::HandOver => (DeedKind::Second, false, l.say("Đã giao xe", "Handed over")),
        A::Deliver => (DeedKind::Second, false, l.say("Khách đã nhận hàng", "The buyer has it")),
        A::FailDelivery => (DeedKind::Second, true, l.say("Giao chưa được", "Could not be delivered")),
        A::StartReturn if state == S::Delivered => (DeedKind::Quiet, true, l.say("Khách trả hàng", "The buyer returns it")),
        A::StartReturn => (DeedKind::Second, true, l.say("Cho hàng quay về", "Take it back")),
        A::FinishReturn => (DeedKind::Second, false, l.say("Đã nhận lại hàng", "It is back")),
        A::RefuseCancel => (DeedKind::Second, true, l.say("Vẫn gửi hàng", "Send it anyway")),
        A::Cancel if agreed => (DeedKind::Second, false, l.say("Đồng ý huỷ", "Agree to cancel")),
        A::Cancel => (DeedKind::Quiet, true, l.say("Huỷ đơn này", "Cancel this order")),
        _ => return None,
    };
    // A parcel that the buyer no longer wants leaves only after "send it anyway".
    let hidden = agreed && action == A::HandOver;
    (!hidden).then(|| DeedButton { kind, deed: action.code().to_owned(), asks, words: words.to_owned() })
}

#[derive(FromQueryResult)]
struct EventRow {
    state: String,
    actor_kind: String,
    note: Option<String>,
    at: i64,
}

async fn steps(core: &Core, row: &SubOrderRow, l: Locale) -> Result<Vec<TimelineStep>> {
    let now = core.clock.now();
    let text = "select state, actor_kind, note, at from sub_order_event where sub_order_id = $1 order by at, id";
    let events: Vec<EventRow> = sql::all(core.db.read(), text, [row.id.into()]).await?;
    let step = |event: &EventRow| {
        let state = event.state.parse().unwrap_or(S::Unknown);
        let by = who(&event.actor_kind, l);
        let note = event.note.as_deref().filter(|note| !note.is_empty()).map_or(String::new(), |n| format!(" · {n}"));
        TimelineStep {
            knot: if went_wrong(state) { Knot::Bad } else { Knot::Done },
            title: event_words(state, l).to_owned(),
            detail: format!("{}{by}{note}", moment(Millis(event.at), now, l)),
            link: None,
        }
    };
    Ok(events.iter().map(step).collect())
}

fn went_wrong(state: S) -> bool {
    matches!(state, S::Declined | S::TimedOut | S::Cancelled | S::CancelRequested | S::DeliveryFailed | S::Unknown)
}

fn who(kind: &str, l: Locale) -> &'static str {
    match kind {
        "link" => l.say(", từ tin nhắn", ", from the message"),
        "officer" => l.say(", cán bộ làm hộ", ", by an officer"),
        "operator" => l.say(", quản trị chợ", ", by the operator"),
        _ => "",
    }
}

/// What happened, in the past.
fn event_words(state: S, l: Locale) -> &'static str {
    match state {
        S::AwaitingPayment | S::ToConfirm => l.say("Khách đặt", "Ordered"),
        S::Confirmed => l.say("Đã nhận đơn", "Accepted"),
        S::Packed => l.say("Đã gói", "Packed"),
        S::InTransit => l.say("Đã giao xe", "Handed over"),
        other => other.cooperative_words(l),
    }
}

/// The state a deed leads to, by which its time is found.
fn led_to(action: A) -> Option<S> {
    match action {
        A::Accept => Some(S::Confirmed),
        A::Decline => Some(S::Declined),
        A::Pack | A::RefuseCancel => Some(S::Packed),
        A::HandOver => Some(S::InTransit),
        A::Deliver => Some(S::Delivered),
        A::Cancel => Some(S::Cancelled),
        A::FailDelivery => Some(S::DeliveryFailed),
        A::StartReturn => Some(S::Returning),
        A::FinishReturn => Some(S::Returned),
        _ => None,
    }
}

async fn notice(core: &Core, row: &SubOrderRow, just: &JustDone, l: Locale) -> Result<Option<Notice>> {
    let Some(action) = just.already.or(just.done) else { return Ok(None) };
    let Some(at) = when(core, row, action).await? else { return Ok(None) };
    let at = moment(at, core.clock.now(), l);
    let fresh = just.already.is_none();
    Ok(Some(Notice {
        kind: if fresh { NoticeKind::Good } else { NoticeKind::Plain },
        title: done_words(action, &at, fresh, l),
        text: if fresh { next_words(row.state(), l).to_owned() } else { String::new() },
        link: None,
    }))
}

/// When a deed was done last.
async fn when(core: &Core, row: &SubOrderRow, action: A) -> Result<Option<Millis>> {
    let Some(state) = led_to(action) else { return Ok(None) };
    let text = "select max(at) as at from sub_order_event where sub_order_id = $1 and state = $2";
    let found = sql::row(core.db.read(), text, [row.id.into(), state.code().into()]).await?;
    let at: Option<i64> = found.map(|found| found.try_get("", "at")).transpose()?.flatten();
    Ok(at.map(Millis))
}

/// `Đã nhận đơn lúc 09:31`, or `Đơn này đã nhận lúc 09:31` when it had been done before.
pub(super) fn done_words(action: A, at: &str, fresh: bool, l: Locale) -> String {
    let (vi, en) = match action {
        A::Accept => ("nhận", "accepted"),
        A::Decline => ("báo không làm được", "declined"),
        A::Pack => ("gói xong", "packed"),
        A::HandOver => ("giao xe", "handed over"),
        A::Deliver => ("tới tay khách", "delivered"),
        A::Cancel => ("huỷ", "cancelled"),
        _ => ("ghi lại", "noted"),
    };
    match (l, fresh) {
        (Locale::Vi, true) => format!("Đã {vi} lúc {at}"),
        (Locale::Vi, false) => format!("Đơn này đã {vi} lúc {at}"),
        (Locale::En, true) => format!("It was {en} at {at}"),
        (Locale::En, false) => format!("This order was {en} at {at} already"),
    }
}

fn next_words(state: S, l: Locale) -> &'static str {
    match state {
        S::Confirmed => l.say("Giờ in nhãn và gói hàng", "Now print the label and pack"),
        S::Packed => l.say("Giờ giao cho nhà xe", "Now hand it to the carrier"),
        S::InTransit => l.say("Chợ Phiên đã báo khách", "The buyer has been told"),
        S::Declined => l.say("Bạn không phải làm gì thêm", "There is nothing more to do"),
        S::Cancelled => l.say("Hàng đã trả lại kho, khách đã được báo", "Stock is back, the buyer has been told"),
        _ => "",
    }
}
