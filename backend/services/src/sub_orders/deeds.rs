//! What can be done to a sub-order, by name. Each may be repeated: the second time answers `AlreadyDone`.
//!
//! All of them: somebody else's sub-order is `NotFound`, one's own without the right `Forbidden`, a state in which it
//! cannot be done is `Conflict` (`wrong_state`).

use super::find::SubOrderRef;
use super::perform::{Change, Outcome, perform};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::lots::Packing;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::state::SubOrderAction;
use shared::text::nfc_clean;

/// The most letters of a reason, a carrier's name or a number.
const MAX_TEXT: usize = 200;

fn text(path: &str, typed: &str, missing: &str, l: Locale) -> Result<String> {
    let text = nfc_clean(typed);
    if text.is_empty() {
        return Err(Error::invalid(path, "required", missing));
    }
    if text.chars().count() > MAX_TEXT {
        let message = l.say("Dài quá 200 chữ, viết gọn lại", "At most 200 letters");
        return Err(Error::Invalid {
            fields: vec![FieldError::new(path, "too_long", message)],
        });
    }
    Ok(text)
}

fn reason(typed: &str, l: Locale) -> Result<Option<String>> {
    let missing = l.say(
        "Cho biết lý do, người mua sẽ đọc",
        "Give a reason, the buyer will read it",
    );
    text("reason", typed, missing, l).map(Some)
}

async fn plain(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    action: SubOrderAction,
) -> Result<Outcome> {
    perform(core, actor, which, &Change::of(action)).await
}

/// The payment came; only the system and operators do this.
pub async fn receive_payment(core: &Core, actor: &Actor, which: &SubOrderRef) -> Result<Outcome> {
    plain(core, actor, which, SubOrderAction::PaymentReceived).await
}

/// The cooperative takes it.
pub async fn accept(core: &Core, actor: &Actor, which: &SubOrderRef) -> Result<Outcome> {
    plain(core, actor, which, SubOrderAction::Accept).await
}

/// The cooperative refuses it, with a reason; the goods can be sold again.
pub async fn decline(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    why: &str,
) -> Result<Outcome> {
    let note = reason(why, actor.locale)?;
    let change = Change {
        note,
        ..Change::of(SubOrderAction::Decline)
    };
    perform(core, actor, which, &change).await
}

/// The time to answer is over; only the system does this.
pub async fn time_out(core: &Core, actor: &Actor, which: &SubOrderRef) -> Result<Outcome> {
    plain(core, actor, which, SubOrderAction::TimeOut).await
}

/// The goods are packed: lots are assigned, first expired first out or as `packing` says, and what goes by weight is
/// charged by what was weighed. Unreadable weights and those too far from the order are `Invalid`; not enough goods in
/// lots that may leave is `Conflict` (`lots_short`).
pub async fn pack(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    packing: Packing,
) -> Result<Outcome> {
    let change = Change {
        packing,
        ..Change::of(SubOrderAction::Pack)
    };
    perform(core, actor, which, &change).await
}

/// The parcel is with a carrier, under a number if there is one; the goods leave the stock.
pub async fn hand_over(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    carrier: &str,
    tracking: &str,
) -> Result<Outcome> {
    let l = actor.locale;
    let missing = l.say("Cho biết gửi bằng gì, hãng nào", "Tell who carries it");
    let carrier = text("carrier", carrier, missing, l)?;
    let tracking = match nfc_clean(tracking) {
        none if none.is_empty() => None,
        some => Some(text("tracking_no", &some, "", l)?),
    };
    let parcel = Some((carrier, tracking));
    let change = Change {
        parcel,
        ..Change::of(SubOrderAction::HandOver)
    };
    perform(core, actor, which, &change).await
}

/// The parcel reached the buyer.
pub async fn deliver(core: &Core, actor: &Actor, which: &SubOrderRef) -> Result<Outcome> {
    plain(core, actor, which, SubOrderAction::Deliver).await
}

/// The time to complain is over.
pub async fn complete(core: &Core, actor: &Actor, which: &SubOrderRef) -> Result<Outcome> {
    plain(core, actor, which, SubOrderAction::Complete).await
}

/// Cancels it, with a reason; what has not left can be sold again.
pub async fn cancel(core: &Core, actor: &Actor, which: &SubOrderRef, why: &str) -> Result<Outcome> {
    let note = reason(why, actor.locale)?;
    let change = Change {
        note,
        ..Change::of(SubOrderAction::Cancel)
    };
    perform(core, actor, which, &change).await
}

/// The cooperative keeps to the order although the buyer asked to cancel.
pub async fn refuse_cancel(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    why: &str,
) -> Result<Outcome> {
    let note = reason(why, actor.locale)?;
    let change = Change {
        note,
        ..Change::of(SubOrderAction::RefuseCancel)
    };
    perform(core, actor, which, &change).await
}

/// The carrier could not deliver, with the reason.
pub async fn fail_delivery(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    why: &str,
) -> Result<Outcome> {
    let note = reason(why, actor.locale)?;
    let change = Change {
        note,
        ..Change::of(SubOrderAction::FailDelivery)
    };
    perform(core, actor, which, &change).await
}

/// The parcel starts its way back, with the reason.
pub async fn start_return(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    why: &str,
) -> Result<Outcome> {
    let note = reason(why, actor.locale)?;
    let change = Change {
        note,
        ..Change::of(SubOrderAction::StartReturn)
    };
    perform(core, actor, which, &change).await
}

/// The parcel is back; `restock` when the goods can be sold again.
pub async fn finish_return(
    core: &Core,
    actor: &Actor,
    which: &SubOrderRef,
    restock: bool,
) -> Result<Outcome> {
    let change = Change {
        restock,
        ..Change::of(SubOrderAction::FinishReturn)
    };
    perform(core, actor, which, &change).await
}
