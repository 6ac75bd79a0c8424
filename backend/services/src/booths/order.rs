//! One sub-order as its cooperative sees it, signed in or through a one-tap link.

use super::deeds::last_carrier;
use super::history::{notice, steps};
use super::lots::add_lots;
use super::pictures;
use super::rows::{LineRow, SubOrderRow, by_code, lines};
use super::words::{leaves, minus, moment, quantity, remaining};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use crate::moving::OWN_CHANNEL;
use crate::pools;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::{ActorKind, SubOrderAction as A, SubOrderState as S, sub_order};
use shared::time::Millis;
use shared::view::booth::{
    BuyerContact, DeedButton, DeedKind, OrderLineView, OrderSource, SubOrderView,
};
use shared::view::parts::SumRow;
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
    let may_sell = person
        .memberships
        .iter()
        .any(|(id, role)| *id == cooperative && role.has(Right::Sell));
    let l = actor.locale;
    let row = by_code(core, cooperative, code).await?;
    let mut view = describe(core, &row, l).await?;
    if row.state() != S::ToConfirm {
        let rows = lines(core, &[row.id])
            .await?
            .remove(&row.id)
            .unwrap_or_default();
        add_lots(core, cooperative, &row, &rows, &mut view.lines, l).await?;
    }
    view.base = l.path(&format!("/htx/don/{}", row.code));
    view.back = l.path("/htx/don");
    view.look_only = !may_sell && !deeds(row.state(), l).is_empty();
    if may_sell {
        view.deeds = deeds(row.state(), l);
        view.hand_over = view
            .deeds
            .iter()
            .any(|deed| deed.deed == A::HandOver.code());
        view.checklist = row.state() == S::Confirmed && view.lines.len() > 1;
        view.restock = row.state() == S::Returning;
        if view.hand_over && view.carrier.is_empty() {
            view.carrier = last_carrier(core, cooperative).await?;
        }
    }
    if !matches!(
        row.state(),
        S::Preordered
            | S::ToConfirm
            | S::AwaitingPayment
            | S::Declined
            | S::TimedOut
            | S::Cancelled
    ) {
        view.contact = Some(contact(core, &row)?);
        view.printable = may_sell;
    }
    view.notice = notice(core, &row, just, l).await?;
    Ok(view)
}

/// The sub-order behind a one-tap link: the place it goes to, but neither name nor phone.
pub(super) async fn load_for_link(
    core: &Core,
    row: &SubOrderRow,
    base: String,
    l: Locale,
) -> Result<SubOrderView> {
    let mut view = describe(core, row, l).await?;
    view.base = base;
    if row.state() == S::ToConfirm {
        view.deeds = deeds(S::ToConfirm, l);
    }
    Ok(view)
}

async fn describe(core: &Core, row: &SubOrderRow, l: Locale) -> Result<SubOrderView> {
    let now = core.clock.now();
    let lines = lines(core, &[row.id])
        .await?
        .remove(&row.id)
        .unwrap_or_default();
    let state = row.state();
    let answer_by = row.respond_by.filter(|_| state == S::ToConfirm).map(Millis);
    Ok(SubOrderView {
        code: row.code.clone(),
        title: title(row, l).to_owned(),
        answer_by: answer_by.map(|by| moment(by, now, l)),
        time_left: answer_by
            .map(|by| remaining(by, now, true, l))
            .unwrap_or_default(),
        lines: line_views(core, row, &lines, l).await?,
        facts: facts(row, now, l),
        sums: sums(row, l),
        carrier: row.carrier.clone().unwrap_or_default(),
        tracking_no: row.tracking_no.clone().unwrap_or_default(),
        steps: steps(core, row, l).await?,
        why: pools::why_here(core, row.id, l).await?,
        source: source(core, row).await?,
        ..SubOrderView::default()
    })
}

#[derive(FromQueryResult)]
struct From {
    channel: String,
    shop: String,
    key: String,
}

async fn source(core: &Core, row: &SubOrderRow) -> Result<Option<OrderSource>> {
    if row.channel == OWN_CHANNEL {
        return Ok(None);
    }
    let from: Option<From> = sql::one(
        core.db.read(),
        "select a.channel, a.name as shop, c.key from channel_order c join channel_account a on a.id = c.account_id \
         join sub_order s on s.order_id = c.order_id where s.id = $1",
        [row.id.into()],
    )
    .await?;
    Ok(from.map(|from| OrderSource {
        channel: from.channel,
        shop: from.shop,
        key: from.key,
        waybill: matches!(row.state(), S::Packed | S::InTransit),
    }))
}

fn title(row: &SubOrderRow, l: Locale) -> &'static str {
    match row.state() {
        S::ToConfirm => l.say("Đơn chờ nhận", "Order to accept"),
        S::Confirmed => l.say("Đơn cần gói", "Order to pack"),
        S::Packed => l.say("Đơn chờ giao xe", "Order to hand over"),
        _ => row.words(l),
    }
}

async fn line_views(
    core: &Core,
    row: &SubOrderRow,
    lines: &[LineRow],
    l: Locale,
) -> Result<Vec<OrderLineView>> {
    let ids = lines.iter().filter_map(|line| line.picture.as_deref());
    let pictures = pictures::load(core.db.read(), ids, l).await?;
    let waiting = row.state() == S::ToConfirm;
    let view = |line: &LineRow| OrderLineView {
        id: line.id.to_string(),
        picture: line
            .picture
            .as_ref()
            .and_then(|id| pictures.get(id))
            .cloned(),
        quantity: line.ordered(l),
        title: line.name(),
        stock: waiting.then(|| in_store(line, l)),
        amount: Vnd(line.total).to_string(),
        ..OrderLineView::default()
    };
    Ok(lines.iter().map(view).collect())
}

/// `Kho có 30 túi, đã tính 28 túi của đơn này`: an order takes its goods off the sale when it is placed.
fn in_store(line: &LineRow, l: Locale) -> String {
    let there = quantity(line.on_hand, &line.unit, l);
    let own = quantity(line.quantity, &line.unit, l);
    match (line.on_hand >= line.quantity, l) {
        (true, Locale::Vi) => format!("Kho có {there}, đã giữ {own} cho đơn này"),
        (true, Locale::En) => format!("{there} in the store, {own} kept for this order"),
        (false, Locale::Vi) => format!("Kho chỉ có {there}"),
        (false, Locale::En) => format!("Only {there} in the store"),
    }
}

fn facts(row: &SubOrderRow, now: Millis, l: Locale) -> Vec<(String, String)> {
    let mut facts = vec![(l.say("Gửi tới", "To").to_owned(), row.place())];
    if matches!(
        row.state(),
        S::Preordered | S::ToConfirm | S::Confirmed | S::Packed | S::CancelRequested
    ) {
        facts.push((
            l.say("Lên xe", "Leaves").to_owned(),
            leaves(Millis(row.ship_on), now, l),
        ));
    }
    let pays = if row.is_cash() {
        l.say("Khi nhận hàng", "On delivery")
    } else if row.channel != OWN_CHANNEL {
        l.say("Đã trả cho sàn", "Paid to the channel")
    } else {
        l.say("Đã chuyển khoản", "By transfer")
    };
    facts.push((
        l.say("Khách trả", "The buyer pays").to_owned(),
        pays.to_owned(),
    ));
    if let Some(carrier) = row.carrier.as_ref().filter(|text| !text.is_empty()) {
        facts.push((l.say("Nhà xe", "Carrier").to_owned(), carrier.clone()));
    }
    if let Some(number) = row.tracking_no.as_ref().filter(|text| !text.is_empty()) {
        facts.push((
            l.say("Mã vận đơn", "Tracking number").to_owned(),
            number.clone(),
        ));
    }
    facts
}

fn sums(row: &SubOrderRow, l: Locale) -> Vec<SumRow> {
    let mut sums = vec![SumRow {
        label: l.say("Tiền hàng", "Goods").to_owned(),
        amount: Vnd(row.goods_total).to_string(),
        ..SumRow::default()
    }];
    if row.voucher_own != 0 {
        sums.push(SumRow {
            label: l.say("Mã giảm giá của bạn", "Your own voucher").to_owned(),
            amount: minus(row.voucher_own),
            quiet: true,
            ..SumRow::default()
        });
    }
    if row.platform_fee != 0 {
        sums.push(SumRow {
            label: l.say("Phí chợ 3\u{a0}%", "Market fee 3\u{a0}%").to_owned(),
            amount: minus(row.platform_fee),
            quiet: true,
            ..SumRow::default()
        });
    }
    let receive = if row.channel == OWN_CHANNEL {
        l.say("Bạn nhận tiền hàng", "You receive for the goods")
    } else {
        l.say(
            "Còn lại, sàn trừ phí của sàn",
            "Left, before the channel’s fees",
        )
    };
    sums.push(SumRow {
        label: receive.to_owned(),
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
        phone_href: phone
            .map(|p| format!("tel:{}", p.e164()))
            .unwrap_or_default(),
        address: core.keys.open(&row.address_shown_sealed)?,
    })
}

/// What the cooperative may do now, as the transition table allows; the first is the main button.
pub(super) fn deeds(state: S, l: Locale) -> Vec<DeedButton> {
    let mut deeds: Vec<DeedButton> = sub_order::allowed(state, ActorKind::Cooperative)
        .filter_map(|action| deed(state, action, l))
        .collect();
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
        A::Decline => (
            DeedKind::Quiet,
            true,
            l.say("Không làm được đơn này", "We cannot do this order"),
        ),
        A::Pack => (DeedKind::Second, false, l.say("Đã gói xong", "Packed")),
        A::HandOver => (DeedKind::Second, false, l.say("Đã giao xe", "Handed over")),
        A::Deliver => (
            DeedKind::Second,
            false,
            l.say("Khách đã nhận hàng", "The buyer has it"),
        ),
        A::FailDelivery => (
            DeedKind::Second,
            true,
            l.say("Giao chưa được", "Could not be delivered"),
        ),
        A::StartReturn if state == S::Delivered => (
            DeedKind::Quiet,
            true,
            l.say("Khách trả hàng", "The buyer returns it"),
        ),
        A::StartReturn => (
            DeedKind::Second,
            true,
            l.say("Cho hàng quay về", "Take it back"),
        ),
        A::FinishReturn => (
            DeedKind::Second,
            false,
            l.say("Đã nhận lại hàng", "It is back"),
        ),
        A::RefuseCancel => (
            DeedKind::Second,
            true,
            l.say("Vẫn gửi hàng", "Send it anyway"),
        ),
        A::Cancel if agreed => (
            DeedKind::Second,
            false,
            l.say("Đồng ý huỷ", "Agree to cancel"),
        ),
        A::Cancel => (
            DeedKind::Quiet,
            true,
            l.say("Huỷ đơn này", "Cancel this order"),
        ),
        _ => return None,
    };
    // A parcel that the buyer no longer wants leaves only after "send it anyway".
    let hidden = agreed && action == A::HandOver;
    (!hidden).then(|| DeedButton {
        kind,
        deed: action.code().to_owned(),
        asks,
        words: words.to_owned(),
    })
}
