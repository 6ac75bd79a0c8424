//! Names and words of states and actions.

use std::str::FromStr;

use super::{SubOrderAction, SubOrderAction as A, SubOrderState, SubOrderState as S};
use crate::say::Locale;
use crate::state::UnknownCode;

impl SubOrderState {
    /// Every state, in the order of a sub-order's life.
    pub const ALL: [Self; 16] = [
        S::AwaitingPayment,
        S::Preordered,
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
            S::Preordered => "preordered",
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
            S::Preordered => l.say(
                "Đã đặt trước, chờ thu hoạch",
                "Ordered ahead, waits for the harvest",
            ),
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
            S::Preordered => l.say("Đặt trước, chờ thu hoạch", "Ordered ahead"),
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
    pub const ALL: [Self; 16] = [
        A::PaymentReceived,
        A::Convert,
        A::Accept,
        A::Decline,
        A::TimeOut,
        A::MoveAway,
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
            A::Convert => "convert",
            A::Accept => "accept",
            A::Decline => "decline",
            A::TimeOut => "time_out",
            A::MoveAway => "move_away",
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
