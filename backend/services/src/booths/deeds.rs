//! What members do to a sub-order from its page, and what the page then says.

use super::order::{JustDone, deeds};
use super::rows::by_code;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::lots::Packing;
use crate::sub_orders::{self, Outcome, SubOrderRef};
use shared::id::CooperativeId;
use shared::input::booth::{SubOrderDeed, reasons};
use shared::problem::FieldError;
use shared::say::Locale;
use shared::state::SubOrderAction as A;
use shared::view::booth::ReasonView;
use store::sql;

/// Does what the form of a sub-order's page asks for.
pub async fn do_deed(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    form: &SubOrderDeed,
) -> Result<JustDone> {
    actor.member(cooperative, Right::Sell)?;
    let action = form.action(actor.locale).map_err(one)?;
    let row = by_code(core, cooperative, code).await?;
    if action == A::Pack {
        all_ticked(core, row.id, form, actor.locale).await?;
    }
    let which = SubOrderRef::Id(row.id.into());
    let outcome = perform(core, actor, &which, action, form).await?;
    Ok(just(outcome, action))
}

/// Carries the deed out on a sub-order that was found within the actor's reach.
pub(super) async fn perform(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    action: A,
    form: &SubOrderDeed,
) -> Result<Outcome> {
    let l = actor.locale;
    let why = || form.reason(action, l).map_err(one);
    match action {
        A::Accept => sub_orders::accept(core, actor, which).await,
        A::Decline => sub_orders::decline(core, actor, which, &why()?).await,
        A::Pack => sub_orders::pack(core, actor, which, packing(form)).await,
        A::HandOver => {
            sub_orders::hand_over(core, actor, which, &form.carrier, &form.tracking_no).await
        }
        A::Deliver => sub_orders::deliver(core, actor, which).await,
        A::Cancel if form.reason == "agreed" => {
            sub_orders::cancel(
                core,
                actor,
                which,
                l.say("Theo ý khách", "As the buyer asked"),
            )
            .await
        }
        A::Cancel => sub_orders::cancel(core, actor, which, &why()?).await,
        A::RefuseCancel => sub_orders::refuse_cancel(core, actor, which, &why()?).await,
        A::FailDelivery => sub_orders::fail_delivery(core, actor, which, &why()?).await,
        A::StartReturn => sub_orders::start_return(core, actor, which, &why()?).await,
        A::FinishReturn => {
            sub_orders::finish_return(core, actor, which, !form.restock.is_empty()).await
        }
        // A lot that comes in converts what was ordered ahead; nobody does it by hand.
        A::PaymentReceived
        | A::Convert
        | A::TimeOut
        | A::MoveAway
        | A::Complete
        | A::RequestCancel => Err(Error::Forbidden),
    }
}

fn packing(form: &SubOrderDeed) -> Packing {
    Packing {
        picture: None,
        lots: form.chosen_lots().collect(),
        weighed: form
            .weighed()
            .map(|(line, typed)| (line, typed.to_owned()))
            .collect(),
    }
}

pub(super) fn just(outcome: Outcome, action: A) -> JustDone {
    match outcome {
        Outcome::Done(_) => JustDone {
            done: Some(action),
            already: None,
        },
        Outcome::AlreadyDone(_) => JustDone {
            done: None,
            already: Some(action),
        },
    }
}

fn one(field: FieldError) -> Error {
    Error::Invalid {
        fields: vec![field],
    }
}

/// A parcel of several goods is packed by a list, so that nothing stays behind.
async fn all_ticked(core: &Core, id: uuid::Uuid, form: &SubOrderDeed, l: Locale) -> Result<()> {
    let text = "select count(*) as n from order_line where sub_order_id = $1";
    let row = sql::row(core.db.read(), text, [id.into()]).await?;
    let lines: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    let mut ticked = form.goi.clone();
    ticked.sort_unstable();
    ticked.dedup();
    let missing = lines - i64::try_from(ticked.len()).unwrap_or(lines);
    if lines < 2 || missing <= 0 {
        return Ok(());
    }
    let message = match l {
        Locale::Vi => format!("Còn {missing}\u{a0}món chưa đánh dấu. Cho vào thùng rồi đánh dấu"),
        Locale::En => format!("Not ticked yet: {missing}. Put them in the box, then tick"),
    };
    Err(Error::invalid("goi", "not_packed", message))
}

/// The page that asks why, for a deed that is possible now.
pub async fn load_reason_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    deed: &str,
) -> Result<ReasonView> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let row = by_code(core, cooperative, code).await?;
    let missing = Error::NotFound { what: "deed" };
    let action: A = deed.parse().map_err(|_| Error::NotFound { what: "deed" })?;
    if !deeds(row.state(), l)
        .iter()
        .any(|button| button.deed == deed && button.asks)
    {
        return Err(missing);
    }
    Ok(reason_view(
        &row.code,
        l.path(&format!("/htx/don/{}", row.code)),
        action,
        l,
    ))
}

/// The question and its answers.
pub(super) fn reason_view(code: &str, base: String, action: A, l: Locale) -> ReasonView {
    let (title, consequence, button) = match action {
        A::Decline => (
            l.say(
                "Vì sao không làm được đơn này?",
                "Why can this order not be done?",
            ),
            l.say(
                "Chợ Phiên báo khách ngay và tìm cách khác. Bạn không bị phạt",
                "The buyer is told at once and another way is looked for. There is no penalty",
            ),
            l.say("Báo không làm được", "Tell them"),
        ),
        A::Cancel => (
            l.say("Vì sao huỷ đơn này?", "Why cancel this order?"),
            l.say(
                "Khách được báo ngay, hàng trở lại kho",
                "The buyer is told at once, the goods are back in stock",
            ),
            l.say("Huỷ đơn", "Cancel the order"),
        ),
        A::RefuseCancel => (
            l.say("Vì sao vẫn gửi hàng?", "Why send it anyway?"),
            l.say("Khách sẽ đọc câu này", "The buyer will read this"),
            l.say("Vẫn gửi hàng", "Send it anyway"),
        ),
        A::FailDelivery => (
            l.say("Vì sao giao chưa được?", "Why could it not be delivered?"),
            l.say(
                "Sau đó bạn giao lại hoặc cho quay về",
                "After this you send it again or take it back",
            ),
            l.say("Ghi lại", "Note it"),
        ),
        _ => (
            l.say("Vì sao hàng quay về?", "Why does it come back?"),
            l.say(
                "Tiền đơn này không tính cho bạn nữa",
                "This order no longer counts for you",
            ),
            l.say("Hàng quay về", "It comes back"),
        ),
    };
    ReasonView {
        code: code.to_owned(),
        title: title.to_owned(),
        consequence: consequence.to_owned(),
        base,
        deed: action.code().to_owned(),
        button: button.to_owned(),
        keep: l
            .say("Thôi, quay lại đơn", "No, back to the order")
            .to_owned(),
        reasons: reasons(action)
            .iter()
            .map(|one| (one.code.to_owned(), one.words(l).to_owned()))
            .collect(),
        ..ReasonView::default()
    }
}

/// The carrier this cooperative used last, to save typing.
pub(super) async fn last_carrier(core: &Core, cooperative: CooperativeId) -> Result<String> {
    let text = "select carrier from sub_order where cooperative_id = $1 and carrier is not null \
         order by updated_at desc limit 1";
    let row = sql::row(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let carrier: Option<String> = row
        .map(|row| row.try_get("", "carrier"))
        .transpose()?
        .flatten();
    Ok(carrier.unwrap_or_default())
}
