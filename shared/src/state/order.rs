//! An order's state: never stored by hand, always read off its sub-orders.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownCode;
use super::sub_order::SubOrderState as S;
use crate::say::Locale;

/// Where an order stands as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OrderStatus {
    /// The buyer has to pay first.
    AwaitingPayment,
    /// A cooperative has not answered yet, or another one is looked for.
    ToConfirm,
    /// Every cooperative has answered; parcels are packed or on their way.
    InProgress,
    /// Every parcel that was not cancelled has arrived.
    Delivered,
    /// The same, and the time to complain has passed.
    Completed,
    /// At least one sub-order was cancelled or came back, and others go on or were kept.
    PartlyCancelled,
    /// Everything was cancelled.
    Cancelled,
    /// Everything that was sent came back.
    Returned,
}

impl OrderStatus {
    /// Every status.
    pub const ALL: [Self; 8] = [
        Self::AwaitingPayment,
        Self::ToConfirm,
        Self::InProgress,
        Self::Delivered,
        Self::Completed,
        Self::PartlyCancelled,
        Self::Cancelled,
        Self::Returned,
    ];

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AwaitingPayment => "awaiting_payment",
            Self::ToConfirm => "to_confirm",
            Self::InProgress => "in_progress",
            Self::Delivered => "delivered",
            Self::Completed => "completed",
            Self::PartlyCancelled => "partly_cancelled",
            Self::Cancelled => "cancelled",
            Self::Returned => "returned",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            Self::AwaitingPayment => l.say("Chờ thanh toán", "Waiting for payment"),
            Self::ToConfirm => l.say("Chờ hợp tác xã nhận đơn", "Waiting for the cooperatives"),
            Self::InProgress => l.say("Đang chuẩn bị và giao", "Being packed and sent"),
            Self::Delivered => l.say("Đã giao", "Delivered"),
            Self::Completed => l.say("Hoàn tất", "Completed"),
            Self::PartlyCancelled => l.say("Huỷ một phần", "Partly cancelled"),
            Self::Cancelled => l.say("Đã huỷ", "Cancelled"),
            Self::Returned => l.say("Đã hoàn về", "Returned"),
        }
    }
}

impl FromStr for OrderStatus {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.code() == text)
            .ok_or(UnknownCode)
    }
}

/// The status of an order whose sub-orders stand at `states`. An order without sub-orders counts as cancelled.
#[must_use]
pub fn order_state(states: &[S]) -> OrderStatus {
    let dropped = |s: &S| matches!(s, S::Cancelled | S::Returned);
    if states.iter().all(|s| *s == S::Cancelled) {
        return OrderStatus::Cancelled;
    }
    if states.iter().all(dropped) {
        return OrderStatus::Returned;
    }
    if states.contains(&S::AwaitingPayment) {
        return OrderStatus::AwaitingPayment;
    }
    if states
        .iter()
        .any(|s| matches!(s, S::ToConfirm | S::Declined | S::TimedOut))
    {
        return OrderStatus::ToConfirm;
    }
    if states.iter().any(dropped) {
        return OrderStatus::PartlyCancelled;
    }
    if states.iter().all(|s| *s == S::Completed) {
        return OrderStatus::Completed;
    }
    if states
        .iter()
        .all(|s| matches!(s, S::Delivered | S::Completed))
    {
        return OrderStatus::Delivered;
    }
    OrderStatus::InProgress
}
