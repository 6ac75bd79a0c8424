//! What a person has to look at.

use crate::error::Result;
use crate::tasks::{self, NewTask};
use store::WriteTxn;
use store::entity::buyer_order;
use uuid::Uuid;

/// Money is to be given back by hand; the subject is the refund's reference.
pub(super) const REFUND: &str = "refund";
/// A transfer that belongs to no order for certain; the subject is the credit's id.
pub(super) const CREDIT: &str = "bank_credit";
/// A payment whose numbers do not fit; the subject is its reference.
pub(super) const REVIEW: &str = "payment_review";
/// The buyer is called before the goods are packed; the subject is the order's code.
const CALL: &str = "confirm_call";

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
