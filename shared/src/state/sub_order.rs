//! The life of a sub-order: what one cooperative has to do for one order.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ActorKind, Refusal, UnknownCode};
use crate::say::Locale;

/// Where a sub-order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubOrderState {
    /// Paid online, and the payment has not arrived yet.
    AwaitingPayment,
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
    /// The cooperative takes it.
    Accept,
    /// The cooperative refuses it.
    Decline,
    /// The time to answer is over.
    TimeOut,
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

use ActorKind::{Buyer, Cooperative, Operator, System};
use SubOrderAction as A;
use SubOrderState as S;

/// The one table: from, action, to, who may.
const TABLE: &[(S, A, S, &[ActorKind])] = &[
    (
        S::AwaitingPayment,
        A::PaymentReceived,
        S::ToConfirm,
        &[Operator, System],
    ),
    (
        S::AwaitingPayment,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Operator, System],
    ),
    (
        S::ToConfirm,
        A::Accept,
        S::Confirmed,
        &[Cooperative, Operator],
    ),
    (
        S::ToConfirm,
        A::Decline,
        S::Declined,
        &[Cooperative, Operator],
    ),
    (S::ToConfirm, A::TimeOut, S::TimedOut, &[System]),
    (
        S::ToConfirm,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Operator, System],
    ),
    (S::Confirmed, A::Pack, S::Packed, &[Cooperative, Operator]),
    (
        S::Confirmed,
        A::Cancel,
        S::Cancelled,
        &[Buyer, Cooperative, Operator],
    ),
    (
        S::Packed,
        A::HandOver,
        S::InTransit,
        &[Cooperative, Operator, System],
    ),
    (S::Packed, A::RequestCancel, S::CancelRequested, &[Buyer]),
    (S::Packed, A::Cancel, S::Cancelled, &[Cooperative, Operator]),
    (
        S::CancelRequested,
        A::Cancel,
        S::Cancelled,
        &[Cooperative, Operator],
    ),
    (
        S::CancelRequested,
        A::RefuseCancel,
        S::Packed,
        &[Cooperative, Operator],
    ),
    (
        S::CancelRequested,
        A::HandOver,
        S::InTransit,
        &[Cooperative, Operator, System],
    ),
    (
        S::InTransit,
        A::Deliver,
        S::Delivered,
        &[Cooperative, Operator, System],
    ),
    (
        S::InTransit,
        A::FailDelivery,
        S::DeliveryFailed,
        &[Cooperative, Operator, System],
    ),
    (
        S::DeliveryFailed,
        A::HandOver,
        S::InTransit,
        &[Cooperative, Operator, System],
    ),
    (
        S::DeliveryFailed,
        A::Deliver,
        S::Delivered,
        &[Cooperative, Operator, System],
    ),
    (
        S::DeliveryFailed,
        A::StartReturn,
        S::Returning,
        &[Cooperative, Operator, System],
    ),
    (
        S::Delivered,
        A::Complete,
        S::Completed,
        &[Buyer, Operator, System],
    ),
    (
        S::Delivered,
        A::StartReturn,
        S::Returning,
        &[Cooperative, Operator],
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
        &[Buyer, Operator, System],
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

impl SubOrderState {
    /// Every state, in the order of a sub-order's life.
    pub const ALL: [Self; 15] = [
        S::AwaitingPayment,
        S::ToConfirm,
        S::Confirmed,
        S::Packed,
        S::InTransit,
        S::Delivered,
        S::Completed,
        S::Declined,
        S::TimedOut,
        S::CancelRequested,
        S::Cancelled,
        S::DeliveryFailed,
        S::Returning,
        S::Returned,
        S::Unknown,
    ];

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            S::AwaitingPayment => "awaiting_payment",
            S::ToConfirm => "to_confirm",
            S::Confirmed => "confirmed",
            S::Packed => "packed",
            S::InTransit => "in_transit",
            S::Delivered => "delivered",
            S::Completed => "completed",
            S::Declined => "declined",
            S::TimedOut => "timed_out",
            S::CancelRequested => "cancel_requested",
            S::Cancelled => "cancelled",
            S::DeliveryFailed => "delivery_failed",
            S::Returning => "returning",
            S::Returned => "returned",
            S::Unknown => "unknown",
        }
    }

    /// Nothing will happen any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, S::Completed | S::Cancelled | S::Returned)
    }

    /// The cooperative still has something to do before the parcel leaves.
    #[must_use]
    pub const fn needs_cooperative(self) -> bool {
        matches!(
            self,
            S::ToConfirm
                | S::Confirmed
                | S::Packed
                | S::CancelRequested
                | S::DeliveryFailed
                | S::Returning
        )
    }

    /// What the buyer reads.
    #[must_use]
    pub const fn buyer_words(self, l: Locale) -> &'static str {
        match self {
            S::AwaitingPayment => l.say("Chờ thanh toán", "Waiting for payment"),
            S::ToConfirm => l.say("Chờ hợp tác xã nhận đơn", "Waiting for the cooperative"),
            S::Confirmed => l.say("Hợp tác xã đã nhận đơn", "Accepted by the cooperative"),
            S::Packed => l.say("Đã đóng gói", "Packed"),
            S::InTransit => l.say("Đang giao", "On its way"),
            S::Delivered => l.say("Đã giao", "Delivered"),
            S::Completed => l.say("Hoàn tất", "Completed"),
            S::Declined | S::TimedOut => l.say(
                "Đang tìm hợp tác xã khác",
                "Looking for another cooperative",
            ),
            S::CancelRequested => l.say("Đã xin huỷ, chờ trả lời", "Cancellation asked for"),
            S::Cancelled => l.say("Đã huỷ", "Cancelled"),
            S::DeliveryFailed => l.say("Giao chưa được", "Could not be delivered"),
            S::Returning => l.say("Đang hoàn về", "Being returned"),
            S::Returned => l.say("Đã hoàn về", "Returned"),
            S::Unknown => l.say("Đang kiểm tra", "Being checked"),
        }
    }

    /// What the cooperative reads.
    #[must_use]
    pub const fn cooperative_words(self, l: Locale) -> &'static str {
        match self {
            S::AwaitingPayment => l.say("Chờ khách trả tiền", "Waiting for payment"),
            S::ToConfirm => l.say("Cần nhận đơn", "To accept"),
            S::Confirmed => l.say("Cần đóng gói", "To pack"),
            S::Packed => l.say("Chờ gửi đi", "To hand over"),
            S::InTransit => l.say("Đang giao", "On its way"),
            S::Delivered => l.say("Đã giao", "Delivered"),
            S::Completed => l.say("Xong", "Done"),
            S::Declined => l.say("Đã từ chối", "Declined"),
            S::TimedOut => l.say("Quá giờ trả lời", "Not answered in time"),
            S::CancelRequested => l.say("Khách xin huỷ", "The buyer asks to cancel"),
            S::Cancelled => l.say("Đã huỷ", "Cancelled"),
            S::DeliveryFailed => l.say("Giao chưa được", "Could not be delivered"),
            S::Returning => l.say("Đang hoàn về", "Coming back"),
            S::Returned => l.say("Đã nhận lại hàng", "Back with you"),
            S::Unknown => l.say("Cần xem lại", "To be checked"),
        }
    }
}

impl FromStr for SubOrderState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == text)
            .ok_or(UnknownCode)
    }
}

impl SubOrderAction {
    /// Every action.
    pub const ALL: [Self; 14] = [
        A::PaymentReceived,
        A::Accept,
        A::Decline,
        A::TimeOut,
        A::Pack,
        A::HandOver,
        A::Deliver,
        A::Complete,
        A::RequestCancel,
        A::RefuseCancel,
        A::Cancel,
        A::FailDelivery,
        A::StartReturn,
        A::FinishReturn,
    ];

    /// The stable name, for the audit log and form values.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            A::PaymentReceived => "payment_received",
            A::Accept => "accept",
            A::Decline => "decline",
            A::TimeOut => "time_out",
            A::Pack => "pack",
            A::HandOver => "hand_over",
            A::Deliver => "deliver",
            A::Complete => "complete",
            A::RequestCancel => "request_cancel",
            A::RefuseCancel => "refuse_cancel",
            A::Cancel => "cancel",
            A::FailDelivery => "fail_delivery",
            A::StartReturn => "start_return",
            A::FinishReturn => "finish_return",
        }
    }
}

impl FromStr for SubOrderAction {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|action| action.code() == text)
            .ok_or(UnknownCode)
    }
}
