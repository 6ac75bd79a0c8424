//! What a person has to look at.

use crate::error::Result;
use crate::ledger::{Of, book};
use crate::tasks::{self, NewTask};
use shared::money::Vnd;
use shared::rules::ledger::Account;
use store::WriteTxn;
use store::entity::{buyer_order, sub_order};
use uuid::Uuid;

/// Money is to be given back by hand; the subject is the refund's reference.
pub(crate) const REFUND: &str = "refund";
/// A transfer that belongs to no order for certain; the subject is the credit's id.
pub(crate) const CREDIT: &str = "bank_credit";
/// A payment whose numbers do not fit; the subject is its reference.
pub(crate) const REVIEW: &str = "payment_review";
/// The buyer is called before the goods are packed; the subject is the order's code.
pub(crate) const CALL: &str = "confirm_call";

/// Money of a part that another cooperative took over; the subject is the new part's code.
pub(crate) const FORWARD: &str = "forward_money";
/// A prepaid part weighs more than was paid for it; the subject is its code.
pub(crate) const DIFFERENCE: &str = "weight_difference";

/// Another cooperative took a paid part over: the first one has the buyer's money and hands `amount` on.
pub(crate) async fn raise_forward(
    txn: &WriteTxn,
    old: &sub_order::Model,
    new: &sub_order::Model,
    amount: Vnd,
    now: i64,
) -> Result<()> {
    let whose = (Some(new.order_id), Some(new.id), Some(old.cooperative_id));
    raise(txn, (FORWARD, &new.code), whose, &amount.0.to_string(), now).await
}

/// The scale says more than was paid: the difference is collected, or given.
pub(crate) async fn raise_difference(
    txn: &WriteTxn,
    row: &sub_order::Model,
    now: i64,
) -> Result<()> {
    let due = book(&**txn, Of::SubOrder(row.id)).await?.of(Account::Buyer);
    if due.0 <= 0 {
        return Ok(());
    }
    let whose = (Some(row.order_id), Some(row.id), Some(row.cooperative_id));
    raise(txn, (DIFFERENCE, &row.code), whose, &due.0.to_string(), now).await
}

/// An order of a phone that refused parcels.
pub(crate) async fn raise_call(
    txn: &WriteTxn,
    order: &buyer_order::Model,
    refused: i64,
) -> Result<()> {
    let task = NewTask {
        kind: CALL,
        subject: &order.code,
        cooperative: None,
        order: Some(order.id),
        sub_order: None,
        detail: &refused.to_string(),
        due_at: None,
    };
    tasks::raise(txn, &task, order.created_at).await
}

/// Something about money.
pub(super) async fn raise(
    txn: &WriteTxn,
    (kind, subject): (&str, &str),
    (order, sub_order, cooperative): (Option<Uuid>, Option<Uuid>, Option<Uuid>),
    detail: &str,
    now: i64,
) -> Result<()> {
    let task = NewTask {
        kind,
        subject,
        cooperative,
        order,
        sub_order,
        detail,
        due_at: Some(now + shared::time::DAY_MS),
    };
    tasks::raise(txn, &task, now).await
}
