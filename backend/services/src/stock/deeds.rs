//! The single deeds of the ledger, each in the caller's transaction. Quantities are positive, in smallest steps.

use super::{Cause, Kind, Posted, Step, lock, post};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::OfferId;
use shared::problem::FieldError;
use shared::rules::fefo;
use shared::say::Locale;
use shared::time::VnDate;
use store::WriteTxn;

/// What a person counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Everything in the store, with what is promised and kept.
    OnHand(i64),
    /// What can still be sold.
    Free(i64),
}

/// Books a change of what lies in the store, is held and is promised.
async fn book(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    kind: Kind,
    (on_hand, held, allocated): (i64, i64, i64),
    cause: &Cause,
) -> Result<()> {
    let step = Step {
        on_hand,
        held,
        allocated,
        ..Step::of(offer, kind)
    };
    book_steps(core, txn, actor, vec![step], cause).await
}

async fn book_steps(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    steps: Vec<Step>,
    cause: &Cause,
) -> Result<()> {
    match post(core, txn, actor, steps, cause).await? {
        Posted::Done | Posted::Repeated => Ok(()),
        Posted::Short(_) => Err(short(actor.locale)),
    }
}

/// Books that there is more or less in the store, without naming a lot. What is missing is taken from stock that
/// belongs to no lot, then from the lots that expire first: the oldest goods are the ones that get lost and spoil.
async fn adjust(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (offer, kind): (OfferId, Kind),
    difference: i64,
    cause: &Cause,
) -> Result<()> {
    let mut step = Step::of(offer, kind);
    step.on_hand = difference;
    if difference >= 0 {
        return book_steps(core, txn, actor, vec![step], cause).await;
    }
    let standing = lock(txn, offer, core.clock.now().0).await?;
    let loose = standing.on_hand - standing.in_lots;
    let from_lots = -difference - loose.min(-difference);
    step.on_hand = difference + from_lots;
    let mut steps = vec![step];
    if from_lots > 0 {
        let lots = crate::lots::to_take_from(&**txn, offer).await?;
        // Lots past their last day lose as the others do: no day is too late here.
        let taken = fefo::take(&lots, from_lots, None, VnDate::from_days(0));
        // What no lot gives is asked of the loose stock, which then refuses.
        steps[0].on_hand -= taken.open;
        steps.extend(taken.lots.into_iter().map(|(lot, n)| Step {
            on_hand: -n,
            lot: Some(lot),
            ..Step::of(offer, kind)
        }));
    }
    book_steps(core, txn, actor, steps, cause).await
}

fn short(l: Locale) -> Error {
    let message = l.say(
        "Không đủ hàng: phần còn lại đã có người đặt hoặc đang giữ",
        "Not enough stock: the rest is ordered or held",
    );
    Error::Conflict {
        code: "insufficient_stock",
        message: message.to_owned(),
        fields: vec![FieldError::new("quantity", "insufficient_stock", message)],
    }
}

fn positive(quantity: i64, l: Locale) -> Result<i64> {
    if quantity > 0 {
        return Ok(quantity);
    }
    Err(Error::invalid(
        "quantity",
        "zero",
        l.say("Số lượng phải lớn hơn 0", "A quantity must be more than 0"),
    ))
}

/// New goods came in.
pub async fn receive(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let change = (positive(quantity, actor.locale)?, 0, 0);
    book(core, txn, actor, offer, Kind::Receive, change, cause).await
}

/// Somebody counted. The row is locked by the first statement, so the difference that is booked is the difference to
/// what the books say at that moment. Less than what is held and promised is `Error::Conflict`; an offer that does not
/// exist is `Error::NotFound`. Gives the difference.
pub async fn count(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    counted: Counted,
    cause: &Cause,
) -> Result<i64> {
    let standing = lock(txn, offer, core.clock.now().0).await?;
    let difference = match counted {
        Counted::OnHand(n) => n - standing.on_hand,
        Counted::Free(n) => n - standing.free,
    };
    adjust(core, txn, actor, (offer, Kind::Count), difference, cause).await?;
    Ok(difference)
}

/// Keeps goods for a checkout.
pub async fn hold(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let change = (0, positive(quantity, actor.locale)?, 0);
    book(core, txn, actor, offer, Kind::Hold, change, cause).await
}

/// Gives held goods back to everybody.
pub async fn release(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let change = (0, -positive(quantity, actor.locale)?, 0);
    book(core, txn, actor, offer, Kind::Release, change, cause).await
}

/// Promises goods to a sub-order.
pub async fn allocate(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let change = (0, 0, positive(quantity, actor.locale)?);
    book(core, txn, actor, offer, Kind::Allocate, change, cause).await
}

/// Takes a promise back: the goods can be sold again.
pub async fn unallocate(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let change = (0, 0, -positive(quantity, actor.locale)?);
    book(core, txn, actor, offer, Kind::Unallocate, change, cause).await
}

/// Promised goods leave with the carrier.
pub async fn ship(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let quantity = positive(quantity, actor.locale)?;
    book(
        core,
        txn,
        actor,
        offer,
        Kind::Ship,
        (-quantity, 0, -quantity),
        cause,
    )
    .await
}

/// Goods came back and can be sold again.
pub async fn return_(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let change = (positive(quantity, actor.locale)?, 0, 0);
    book(core, txn, actor, offer, Kind::Return, change, cause).await
}

/// Goods are spoilt, lost or given away.
pub async fn write_off(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    quantity: i64,
    cause: &Cause,
) -> Result<()> {
    let less = -positive(quantity, actor.locale)?;
    adjust(core, txn, actor, (offer, Kind::WriteOff), less, cause).await
}

/// Puts a mistake right: `difference` more (or less) in the store.
pub async fn correct(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    difference: i64,
    cause: &Cause,
) -> Result<()> {
    adjust(core, txn, actor, (offer, Kind::Correct), difference, cause).await
}
