//! What happened to a sub-order, and what was done to it just now.

use super::order::JustDone;
use super::rows::SubOrderRow;
use super::words::moment;
use crate::channels::CANCEL_LINE;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::say::Locale;
use shared::state::{SubOrderAction as A, SubOrderState as S};
use shared::time::Millis;
use shared::view::parts::{Knot, Notice, NoticeKind, TimelineStep};
use store::sql;

#[derive(FromQueryResult)]
struct EventRow {
    state: String,
    action: String,
    actor_kind: String,
    note: Option<String>,
    at: i64,
}

/// The events so far, oldest first.
pub(super) async fn steps(core: &Core, row: &SubOrderRow, l: Locale) -> Result<Vec<TimelineStep>> {
    let now = core.clock.now();
    let text = "select state, action, actor_kind, note, at from sub_order_event where sub_order_id = $1 order by at, id";
    let events: Vec<EventRow> = sql::all(core.db.read(), text, [row.id.into()]).await?;
    let step = |event: &EventRow| {
        let state = event.state.parse().unwrap_or(S::Unknown);
        let by = who(&event.actor_kind, l);
        let note = event
            .note
            .as_deref()
            // A channel's own word for a state tells a member nothing.
            .filter(|note| {
                !note.is_empty() && (event.actor_kind != "channel" || event.action == CANCEL_LINE)
            })
            .map_or(String::new(), |n| format!(" · {n}"));
        TimelineStep {
            knot: if went_wrong(state) {
                Knot::Bad
            } else {
                Knot::Done
            },
            title: match event.action.as_str() {
                CANCEL_LINE => l.say("Khách bớt hàng trên sàn", "The buyer took goods off"),
                action if action == A::MoveAway.code() => moved_away(l),
                _ => event_words(state, l),
            }
            .to_owned(),
            detail: format!("{}{by}{note}", moment(Millis(event.at), now, l)),
            link: None,
        }
    };
    Ok(events.iter().map(step).collect())
}

fn went_wrong(state: S) -> bool {
    matches!(
        state,
        S::Declined
            | S::TimedOut
            | S::Cancelled
            | S::CancelRequested
            | S::DeliveryFailed
            | S::Unknown
    )
}

fn who(kind: &str, l: Locale) -> &'static str {
    match kind {
        "link" => l.say(", từ tin nhắn", ", from the message"),
        "officer" => l.say(", cán bộ làm hộ", ", by an officer"),
        "operator" => l.say(", quản trị chợ", ", by the operator"),
        "channel" => l.say(", sàn báo", ", told by the channel"),
        _ => "",
    }
}

/// In place of "declined", for a part that an operator took from its cooperative.
pub(super) fn moved_away(l: Locale) -> &'static str {
    l.say("Chợ đã chuyển nơi khác", "Moved to another sender")
}

/// What happened, in the past.
fn event_words(state: S, l: Locale) -> &'static str {
    match state {
        S::AwaitingPayment | S::ToConfirm => l.say("Khách đặt", "Ordered"),
        S::Preordered => l.say("Khách đặt trước", "Ordered ahead"),
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
        A::Decline | A::MoveAway => Some(S::Declined),
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

/// What the page says of the deed it was told of.
pub(super) async fn notice(
    core: &Core,
    row: &SubOrderRow,
    just: &JustDone,
    l: Locale,
) -> Result<Option<Notice>> {
    let Some(action) = just.already.or(just.done) else {
        return Ok(None);
    };
    let action = match action {
        A::Decline if row.moved_away => A::MoveAway,
        other => other,
    };
    let Some(at) = when(core, row, action).await? else {
        return Ok(None);
    };
    let at = moment(at, core.clock.now(), l);
    let fresh = just.already.is_none();
    Ok(Some(Notice {
        kind: if fresh {
            NoticeKind::Good
        } else {
            NoticeKind::Plain
        },
        title: done_words(action, &at, fresh, l),
        text: if fresh {
            next_words(row.state(), l).to_owned()
        } else {
            String::new()
        },
        link: None,
    }))
}

/// When a deed was done last.
async fn when(core: &Core, row: &SubOrderRow, action: A) -> Result<Option<Millis>> {
    let Some(state) = led_to(action) else {
        return Ok(None);
    };
    let text = "select max(at) as at from sub_order_event where sub_order_id = $1 and state = $2";
    let found = sql::row(core.db.read(), text, [row.id.into(), state.code().into()]).await?;
    let at: Option<i64> = found
        .map(|found| found.try_get("", "at"))
        .transpose()?
        .flatten();
    Ok(at.map(Millis))
}

/// `Đã nhận đơn lúc 09:31`, or `Đơn này đã nhận lúc 09:31` when it had been done before.
pub(super) fn done_words(action: A, at: &str, fresh: bool, l: Locale) -> String {
    let (vi, en) = match action {
        A::Accept => ("nhận", "accepted"),
        A::Decline => ("báo không làm được", "declined"),
        A::MoveAway => ("được chợ chuyển nơi khác", "moved to another sender"),
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

/// What comes next.
pub(super) fn next_words(state: S, l: Locale) -> &'static str {
    match state {
        S::Confirmed => l.say("Giờ in nhãn và gói hàng", "Now print the label and pack"),
        S::Packed => l.say("Giờ giao cho nhà xe", "Now hand it to the carrier"),
        S::InTransit => l.say("Chợ Phiên đã báo khách", "The buyer has been told"),
        S::Declined => l.say("Bạn không phải làm gì thêm", "There is nothing more to do"),
        S::Cancelled => l.say(
            "Hàng đã trả lại kho, khách đã được báo",
            "Stock is back, the buyer has been told",
        ),
        _ => "",
    }
}
