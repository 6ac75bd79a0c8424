//! The page of a one-tap link: the sub-order, answered without signing in.

use super::deeds::{just, perform, reason_view};
use super::history::{done_words, next_words};
use super::order::{JustDone, load_for_link};
use super::rows::{SELECT, SubOrderRow};
use super::words::moment;
use crate::actor::{Actor, Kind};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::links::{self, Link};
use crate::sub_orders::SubOrderRef;
use shared::input::booth::SubOrderDeed;
use shared::say::Locale;
use shared::state::{SubOrderAction as A, SubOrderState as S};
use shared::time::Millis;
use shared::view::booth::{ReasonView, SubOrderView};
use shared::view::parts::{Empty, Notice, NoticeKind};
use store::sql;

/// For so long after it ended a link still says what became of the order.
const TELL_MS: i64 = 30 * 24 * 3_600_000;

/// What a link opens.
#[derive(Clone, Debug)]
pub enum LinkView {
    /// The sub-order: to be answered, or with what was answered.
    Order(Box<SubOrderView>),
    /// The time to answer is over.
    Over(Empty),
    /// No such link was ever sent.
    Unknown(Empty),
}

async fn row_of(core: &Core, link: &Link) -> Result<SubOrderRow> {
    let text = format!("{SELECT} where s.id = $1 and s.cooperative_id = $2");
    let values = [link.sub_order.uuid().into(), link.cooperative.uuid().into()];
    let row: Option<SubOrderRow> = sql::one(core.db.read(), &text, values).await?;
    row.ok_or(Error::NotFound { what: "sub_order" })
}

/// What the link of this token opens; `just` says what was answered a moment ago. Looking changes nothing.
pub async fn load_link_view(
    core: &Core,
    token: &str,
    just: &JustDone,
    l: Locale,
) -> Result<LinkView> {
    let link = match links::find(core, token).await {
        Ok(link) => link,
        Err(Error::NotFound { .. }) => return Ok(LinkView::Unknown(unknown(l))),
        Err(error) => return Err(error),
    };
    let now = core.clock.now();
    let row = row_of(core, &link).await?;
    let waiting = row.state() == S::ToConfirm;
    if now.0 >= link.expires_at.0 + if waiting { 0 } else { TELL_MS } {
        return Ok(LinkView::Over(over(&row, link.expires_at, now, l)));
    }
    let base = l.path(&format!("/l/{token}"));
    let mut view = load_for_link(core, &row, base, l).await?;
    if !waiting {
        view.notice = Some(what_happened(core, &row, just.done.is_some(), l).await?);
    }
    Ok(LinkView::Order(Box::new(view)))
}

fn into_booth(code: &str, l: Locale) -> Option<(String, String)> {
    let words = l.say("Vào gian hàng", "Go to the booth");
    Some((words.to_owned(), l.path(&format!("/htx/don/{code}"))))
}

fn unknown(l: Locale) -> Empty {
    Empty {
        title: l.say("Đường dẫn này không đúng", "This link is not right").to_owned(),
        text: l
            .say(
                "Có thể bị cắt mất chữ. Mở lại từ tin nhắn, hoặc vào gian hàng để nhận đơn",
                "Some letters may be missing. Open it from the message again, or answer in the booth",
            )
            .to_owned(),
        link: Some((l.say("Vào gian hàng", "Go to the booth").to_owned(), l.path("/htx/don"))),
    }
}

fn over(row: &SubOrderRow, ended: Millis, now: Millis, l: Locale) -> Empty {
    let ended = moment(ended, now, l);
    Empty {
        title: l
            .say("Đường dẫn này đã hết hạn", "This link has expired")
            .to_owned(),
        text: match l {
            Locale::Vi => format!(
                "Đơn {} cần trả lời trước {ended}. Vào gian hàng xem đơn này còn làm được không",
                row.code
            ),
            Locale::En => format!(
                "Order {} was to be answered by {ended}. See in the booth whether it still can be done",
                row.code
            ),
        },
        link: into_booth(&row.code, l),
    }
}

/// `Đơn này đã nhận lúc 09:31`, by the newest event.
async fn what_happened(core: &Core, row: &SubOrderRow, fresh: bool, l: Locale) -> Result<Notice> {
    let text = "select at, state, action from sub_order_event where sub_order_id = $1 and state in ('confirmed', 'declined', \
         'timed_out', 'cancelled') order by at desc, id desc limit 1";
    let found = sql::row(core.db.read(), text, [row.id.into()]).await?;
    let (at, state, action) = match found {
        Some(found) => (
            found.try_get("", "at")?,
            found.try_get::<String>("", "state")?,
            found.try_get::<String>("", "action")?,
        ),
        None => (row.updated_at, row.state.clone(), String::new()),
    };
    let at = moment(Millis(at), core.clock.now(), l);
    let title = match state.as_str() {
        "confirmed" => done_words(A::Accept, &at, fresh, l),
        "declined" if action == A::MoveAway.code() => done_words(A::MoveAway, &at, false, l),
        "declined" => done_words(A::Decline, &at, fresh, l),
        "timed_out" => match l {
            Locale::Vi => format!("Đơn này quá giờ trả lời lúc {at}"),
            Locale::En => format!("The time to answer this order ended at {at}"),
        },
        _ => done_words(A::Cancel, &at, false, l),
    };
    Ok(Notice {
        kind: if fresh {
            NoticeKind::Good
        } else {
            NoticeKind::Plain
        },
        title,
        text: if fresh {
            next_words(row.state(), l).to_owned()
        } else {
            String::new()
        },
        link: into_booth(&row.code, l),
    })
}

/// The question why, for the link's sub-order while it waits. Anything else is [`Error::NotFound`].
pub async fn load_link_reason(core: &Core, token: &str, l: Locale) -> Result<ReasonView> {
    let link = open(core, token, l).await?;
    let row = row_of(core, &link).await?;
    if row.state() != S::ToConfirm {
        return Err(Error::NotFound { what: "link" });
    }
    Ok(reason_view(
        &row.code,
        l.path(&format!("/l/{token}")),
        A::Decline,
        l,
    ))
}

async fn open(core: &Core, token: &str, l: Locale) -> Result<Link> {
    let link = links::find(core, token).await?;
    if core.clock.now() >= link.expires_at && link.used_at.is_none() {
        return Err(Error::Refused {
            code: "link_expired",
            message: l
                .say(
                    "Đường dẫn này đã hết hạn. Vào gian hàng để trả lời",
                    "This link has expired. Answer in the booth",
                )
                .to_owned(),
        });
    }
    Ok(link)
}

/// Accepts or declines the link's sub-order; whatever else is asked for is [`Error::Forbidden`]. The second time
/// changes nothing and says so.
pub async fn answer_link(
    core: &Core,
    token: &str,
    form: &SubOrderDeed,
    l: Locale,
) -> Result<JustDone> {
    let action = form.action(l).map_err(|field| Error::Invalid {
        fields: vec![field],
    })?;
    if !matches!(action, A::Accept | A::Decline) {
        return Err(Error::Forbidden);
    }
    let link = open(core, token, l).await?;
    if link.used_at.is_some() {
        return Ok(JustDone {
            done: None,
            already: Some(action),
        });
    }
    let actor = Actor {
        locale: l,
        kind: Kind::Link(link.cooperative),
    };
    let outcome = match perform(core, &actor, &SubOrderRef::Id(link.sub_order), action, form).await
    {
        Ok(outcome) => just(outcome, action),
        // Answered the other way meanwhile, in the booth or through another member's link.
        Err(Error::Conflict { .. }) => JustDone {
            done: None,
            already: Some(action),
        },
        Err(error) => return Err(error),
    };
    // The transition table has already made sure that only one answer counts; this keeps the link from being
    // looked at as open when the sub-order comes back to this state one day.
    let txn = core.db.begin().await?;
    links::spend(core, &txn, &link, action.code()).await?;
    txn.commit().await?;
    Ok(outcome)
}
