//! The life of a sub-order: what one cooperative has to do for one order.

mod names;

use serde::{Deserialize, Serialize};

use super::{ActorKind, Refusal};

/// Where a sub-order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubOrderState {
    /// Paid online, and the payment has not arrived yet.
    AwaitingPayment,
    /// Ordered ahead: it waits for the harvest.
    Preordered,
    /// Waits for the cooperative's answer.
    ToConfirm,
    /// The cooperative will send it.
    Confirmed,
    /// Packed, not yet handed to the carrier.
    Packed,
    /// With the carrier.
    InTransit,
    /// The buyer has it.
    Delivered,
    /// Over: the time to complain has passed.
    Completed,
    /// The cooperative said no; it is routed again.
    Declined,
    /// The cooperative did not answer in time; it is routed again.
    TimedOut,
    /// The buyer asks to cancel after it was packed.
    CancelRequested,
    /// Cancelled; nothing is sent.
    Cancelled,
    /// The carrier could not deliver.
    DeliveryFailed,
    /// On its way back to the cooperative.
    Returning,
    /// Back at the cooperative.
    Returned,
    /// A marketplace reported a state we do not know; a person has to look.
    Unknown,
}

/// What somebody does to a sub-order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubOrderAction {
    /// The payment arrived.
    PaymentReceived,
    /// The harvest came in and there is enough for it.
    Convert,
    /// The cooperative takes it.
    Accept,
    /// The cooperative refuses it.
    Decline,
    /// The time to answer is over.
    TimeOut,
    /// An operator takes it from the cooperative, to have others send it.
    MoveAway,
    /// The goods are packed.
    Pack,
    /// The parcel is with the carrier.
    HandOver,
    /// The parcel reached the buyer.
    Deliver,
    /// The time to complain is over.
    Complete,
    /// The buyer asks the cooperative to cancel.
    RequestCancel,
    /// The cooperative keeps to the order although the buyer asked to cancel.
    RefuseCancel,
    /// Cancel it.
    Cancel,
    /// The carrier could not deliver.
    FailDelivery,
    /// The parcel starts its way back.
    StartReturn,
    /// The parcel is back.
    FinishReturn,
}

use ActorKind::{Buyer, Channel, Cooperative, Operator, System};
use SubOrderAction as A;
use SubOrderState as S;

/// The one table: from, action, to, who may.
const TABLE: &[(S, A, S, &[ActorKind])] = &[
    (
        S::AwaitingPayment,
        A::PaymentReceived,
        S::ToConfirm,
        &[Operator, System, Channel],
    ),
    (
        S::AwaitingPayment,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Operator, System, Channel],
    ),
    // The cooperative agreed when it opened the forecast, so the harvest is all that is waited for.
    (
        S::Preordered,
        A::Convert,
        S::Confirmed,
        &[Cooperative, System],
    ),
    (
        S::Preordered,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Cooperative, Operator, System],
    ),
    (
        S::ToConfirm,
        A::Accept,
        S::Confirmed,
        &[Cooperative, Operator, Channel],
    ),
    (
        S::ToConfirm,
        A::Decline,
        S::Declined,
        &[Cooperative, Operator],
    ),
    (S::ToConfirm, A::TimeOut, S::TimedOut, &[System]),
    (S::ToConfirm, A::MoveAway, S::Declined, &[Operator]),
    (
        S::ToConfirm,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Operator, System, Channel],
    ),
    (
        S::Confirmed,
        A::Pack,
        S::Packed,
        &[Cooperative, Operator, Channel],
    ),
    (
        S::Confirmed,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Cooperative, Operator, Channel],
    ),
    (
        S::Packed,
        A::HandOver,
        S::InTransit,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::Packed,
        A::RequestCancel,
        S::CancelRequested,
        &[Buyer, Channel],
    ),
    (
        S::Packed,
        A::Cancel,
        S::Cancelled,
        &[Cooperative, Operator, Channel],
    ),
    (
        S::CancelRequested,
        A::Cancel,
        S::Cancelled,
        &[Cooperative, Operator, Channel],
    ),
    (
        S::CancelRequested,
        A::RefuseCancel,
        S::Packed,
        &[Cooperative, Operator, Channel],
    ),
    (
        S::CancelRequested,
        A::HandOver,
        S::InTransit,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::InTransit,
        A::Deliver,
        S::Delivered,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::InTransit,
        A::FailDelivery,
        S::DeliveryFailed,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::DeliveryFailed,
        A::HandOver,
        S::InTransit,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::DeliveryFailed,
        A::Deliver,
        S::Delivered,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::DeliveryFailed,
        A::StartReturn,
        S::Returning,
        &[Cooperative, Operator, System, Channel],
    ),
    (
        S::Delivered,
        A::Complete,
        S::Completed,
        &[Buyer, Operator, System, Channel],
    ),
    (
        S::Delivered,
        A::StartReturn,
        S::Returning,
        &[Cooperative, Operator, Channel],
    ),
    (
        S::Returning,
        A::FinishReturn,
        S::Returned,
        &[Cooperative, Operator, System],
    ),
    // A declined or unanswered sub-order that no other cooperative can take ends as cancelled.
    (
        S::Declined,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Operator, System, Channel],
    ),
    (
        S::TimedOut,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Operator, System],
    ),
    (S::Unknown, A::Cancel, S::Cancelled, &[Operator]),
];

/// The state after `action`, or why it is refused.
///
/// # Errors
/// [`Refusal::AlreadyDone`] when the sub-order is already where this action leads and the actor may do it,
/// [`Refusal::WrongActor`] when only others may, [`Refusal::WrongState`] when nobody may do it now.
pub fn transition(state: S, action: A, actor: ActorKind) -> Result<S, Refusal> {
    if let Some((_, _, to, who)) = TABLE
        .iter()
        .find(|(from, act, _, _)| *from == state && *act == action)
    {
        return if who.contains(&actor) {
            Ok(*to)
        } else {
            Err(Refusal::WrongActor)
        };
    }
    let repeated = TABLE
        .iter()
        .any(|(_, act, to, who)| *act == action && *to == state && who.contains(&actor));
    Err(if repeated {
        Refusal::AlreadyDone
    } else {
        Refusal::WrongState
    })
}

/// What `actor` may do now, in the order of the table; pages draw their buttons from it.
pub fn allowed(state: S, actor: ActorKind) -> impl Iterator<Item = A> {
    TABLE
        .iter()
        .filter(move |(from, _, _, who)| *from == state && who.contains(&actor))
        .map(|row| row.1)
}
