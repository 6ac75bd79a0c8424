//! The single deeds of the ledger, each in the caller's transaction. Quantities are positive, in smallest steps.

use super::{Cause, Kind, Posted, Step, post};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::OfferId;
use shared::problem::FieldError;
use shared::say::Locale;
use store::{WriteTxn, sql};

/// What a person counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Everything in the store, with what is promised and kept.
    OnHand(i64),
    /// What can still be sold.
    Free(i64),
}

const NOTHING: (i64, i64, i64) = (0, 0, 0);

async fn book(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    kind: Kind,
    change: (i64, i64, i64),
    cause: &Cause,
) -> Result<()> {
    let (on_hand, held, allocated) = change;
    let step = Step {
        offer,
        kind,
        on_hand,
        held,
        allocated,
    };
    match post(core, txn, actor, vec![step], cause).await? {
        Posted::Done | Posted::Repeated => Ok(()),
        Posted::Short(_) => Err(short(actor.locale)),
    }
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
    let row = sql::row(
        &**txn,
        "update offer set updated_at = $1 where id = $2 \
         returning on_hand, on_hand - held - allocated as free",
        [core.clock.now().0.into(), offer.uuid().into()],
    )
    .await?
    .ok_or(Error::NotFound { what: "offer" })?;
    let difference = match counted {
        Counted::OnHand(n) => n - row.try_get::<i64>("", "on_hand")?,
        Counted::Free(n) => n - row.try_get::<i64>("", "free")?,
    };
    let change = (difference, 0, 0);
    if change != NOTHING {
        book(core, txn, actor, offer, Kind::Count, change, cause).await?;
    }
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
    let change = (-positive(quantity, actor.locale)?, 0, 0);
    book(core, txn, actor, offer, Kind::WriteOff, change, cause).await
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
    book(
        core,
        txn,
        actor,
        offer,
        Kind::Correct,
        (difference, 0, 0),
        cause,
    )
    .await
}
