//! The way of one payment: from the attempt to the money, and back when it has to go back.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ActorKind, Refusal, UnknownCode};
use crate::say::Locale;

/// Where a payment stands with us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentState {
    /// Written down; the provider has not answered yet.
    Created,
    /// The buyer can pay.
    Pending,
    /// Less has come than is owed.
    PartlyPaid,
    /// All of it has come.
    Paid,
    /// It did not work.
    Failed,
    /// Given up by the buyer or with its order.
    Cancelled,
    /// Its time passed unpaid.
    Expired,
    /// Money may have moved: a person decides.
    Review,
    /// Money is here that belongs to the buyer.
    RefundDue,
    /// A refund is on its way.
    Refunding,
    /// A part went back.
    PartlyRefunded,
    /// All of it went back.
    Refunded,
}

/// What happens to a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PaymentAction {
    /// The provider took the attempt on.
    Open,
    /// A part of the money came.
    PayPart,
    /// The money came, all that is owed.
    Pay,
    /// The provider says it did not work.
    Fail,
    /// It is given up.
    Cancel,
    /// Its time is over.
    Expire,
    /// The provider is not sure, disputes it, or its numbers do not fit.
    Doubt,
    /// The money came too late, and the order still stands: take it as paid after all.
    Revive,
    /// The buyer is to have money back.
    OweRefund,
    /// The refund is asked for.
    StartRefund,
    /// A part went back.
    RefundPart,
    /// All of it went back.
    RefundAll,
    /// The refund did not work; it is still owed.
    RefundFail,
}

use ActorKind::{Buyer, Cooperative, Operator, System};
use PaymentAction as A;
use PaymentState as S;

/// Providers and timers, and the operator who settles by hand what they do not tell.
const HOUSE: &[ActorKind] = &[System, Operator];

/// Whoever may end an order ends its payment.
const EITHER: &[ActorKind] = &[Buyer, Cooperative, System, Operator];

/// The one table: from, action, to, who may.
const TABLE: &[(S, A, S, &[ActorKind])] = &[
    (S::Created, A::Open, S::Pending, &[System]),
    // A notice may overtake the answer that would have opened it.
    (S::Created, A::PayPart, S::PartlyPaid, HOUSE),
    (S::Created, A::Pay, S::Paid, HOUSE),
    (S::Created, A::Fail, S::Failed, HOUSE),
    (S::Created, A::Cancel, S::Cancelled, EITHER),
    (S::Created, A::Expire, S::Expired, HOUSE),
    (S::Created, A::Doubt, S::Review, HOUSE),
    (S::Pending, A::PayPart, S::PartlyPaid, HOUSE),
    (S::Pending, A::Pay, S::Paid, HOUSE),
    (S::Pending, A::Fail, S::Failed, HOUSE),
    (S::Pending, A::Cancel, S::Cancelled, EITHER),
    (S::Pending, A::Expire, S::Expired, HOUSE),
    (S::Pending, A::Doubt, S::Review, HOUSE),
    (S::PartlyPaid, A::PayPart, S::PartlyPaid, HOUSE),
    (S::PartlyPaid, A::Pay, S::Paid, HOUSE),
    // What has come in part is the buyer's when nothing is to be bought any more.
    (S::PartlyPaid, A::Cancel, S::RefundDue, EITHER),
    (S::PartlyPaid, A::Expire, S::RefundDue, HOUSE),
    (S::PartlyPaid, A::Doubt, S::Review, HOUSE),
    (S::Paid, A::OweRefund, S::RefundDue, HOUSE),
    (S::Paid, A::StartRefund, S::Refunding, HOUSE),
    (S::Paid, A::Doubt, S::Review, HOUSE),
    // Money that comes after the end is never lost: it goes back, or the order takes it after all.
    (S::Failed, A::Pay, S::RefundDue, HOUSE),
    (S::Failed, A::PayPart, S::RefundDue, HOUSE),
    (S::Failed, A::Revive, S::Paid, HOUSE),
    (S::Failed, A::Doubt, S::Review, HOUSE),
    (S::Cancelled, A::Pay, S::RefundDue, HOUSE),
    (S::Cancelled, A::PayPart, S::RefundDue, HOUSE),
    (S::Cancelled, A::Revive, S::Paid, HOUSE),
    (S::Cancelled, A::Doubt, S::Review, HOUSE),
    (S::Expired, A::Pay, S::RefundDue, HOUSE),
    (S::Expired, A::PayPart, S::RefundDue, HOUSE),
    (S::Expired, A::Revive, S::Paid, HOUSE),
    (S::Expired, A::Doubt, S::Review, HOUSE),
    (S::Review, A::Pay, S::Paid, HOUSE),
    (S::Review, A::Fail, S::Failed, HOUSE),
    (S::Review, A::Cancel, S::Cancelled, &[Operator]),
    (S::Review, A::OweRefund, S::RefundDue, &[Operator]),
    (S::RefundDue, A::StartRefund, S::Refunding, HOUSE),
    (S::RefundDue, A::Revive, S::Paid, &[Operator]),
    (S::Refunding, A::RefundPart, S::PartlyRefunded, HOUSE),
    (S::Refunding, A::RefundAll, S::Refunded, HOUSE),
    (S::Refunding, A::RefundFail, S::RefundDue, HOUSE),
    (S::PartlyRefunded, A::OweRefund, S::RefundDue, HOUSE),
    (S::PartlyRefunded, A::StartRefund, S::Refunding, HOUSE),
    (S::PartlyRefunded, A::Doubt, S::Review, HOUSE),
];

/// Notices that say again what is long past. They change nothing; above all they do not pay a refunded payment anew.
const PAST: &[(S, A)] = &[
    (S::PartlyPaid, A::Open),
    (S::Paid, A::Open),
    (S::Review, A::Open),
    (S::RefundDue, A::Pay),
    (S::Refunding, A::Pay),
    (S::PartlyRefunded, A::Pay),
    (S::Refunded, A::Pay),
    (S::PartlyRefunded, A::RefundAll),
    (S::Refunded, A::RefundPart),
];

/// The state after `action`, or why it is refused.
///
/// # Errors
/// [`Refusal::AlreadyDone`] when it already is where this action leads, or beyond it, and the actor may do it,
/// [`Refusal::WrongActor`] when only others may, [`Refusal::WrongState`] when nobody may do it now.
pub fn transition(state: S, action: A, actor: ActorKind) -> Result<S, Refusal> {
    let row = TABLE
        .iter()
        .find(|(from, act, _, _)| *from == state && *act == action);
    if let Some((_, _, to, who)) = row {
        return if who.contains(&actor) {
            Ok(*to)
        } else {
            Err(Refusal::WrongActor)
        };
    }
    let may = |row: &&(S, A, S, &[ActorKind])| row.1 == action && row.3.contains(&actor);
    let there = TABLE.iter().filter(may).any(|row| row.2 == state);
    let past = PAST.contains(&(state, action)) && TABLE.iter().any(|row| may(&row));
    Err(if there || past {
        Refusal::AlreadyDone
    } else {
        Refusal::WrongState
    })
}

/// What `actor` may do now, in the order of the table.
pub fn allowed(state: S, actor: ActorKind) -> impl Iterator<Item = A> {
    TABLE
        .iter()
        .filter(move |(from, _, _, who)| *from == state && who.contains(&actor))
        .map(|row| row.1)
}

impl PaymentState {
    /// Every state.
    pub const ALL: [Self; 12] = [
        S::Created,
        S::Pending,
        S::PartlyPaid,
        S::Paid,
        S::Failed,
        S::Cancelled,
        S::Expired,
        S::Review,
        S::RefundDue,
        S::Refunding,
        S::PartlyRefunded,
        S::Refunded,
    ];

    /// Whether the buyer can still pay it.
    #[must_use]
    pub const fn open(self) -> bool {
        matches!(self, S::Created | S::Pending | S::PartlyPaid)
    }

    /// Whether it ended without the money that was owed.
    #[must_use]
    pub const fn ended_unpaid(self) -> bool {
        matches!(self, S::Failed | S::Cancelled | S::Expired)
    }

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            S::Created => "created",
            S::Pending => "pending",
            S::PartlyPaid => "partly_paid",
            S::Paid => "paid",
            S::Failed => "failed",
            S::Cancelled => "cancelled",
            S::Expired => "expired",
            S::Review => "review",
            S::RefundDue => "refund_due",
            S::Refunding => "refunding",
            S::PartlyRefunded => "partly_refunded",
            S::Refunded => "refunded",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            S::Created => l.say("Đang tạo", "Being prepared"),
            S::Pending => l.say("Chờ thanh toán", "Waiting for payment"),
            S::PartlyPaid => l.say("Mới trả một phần", "Partly paid"),
            S::Paid => l.say("Đã thanh toán", "Paid"),
            S::Failed => l.say("Thanh toán không thành", "Payment failed"),
            S::Cancelled => l.say("Đã huỷ thanh toán", "Payment cancelled"),
            S::Expired => l.say("Quá hạn thanh toán", "Payment expired"),
            S::Review => l.say("Đang kiểm tra giao dịch", "Being checked"),
            S::RefundDue => l.say("Chờ hoàn tiền", "Refund owed"),
            S::Refunding => l.say("Đang hoàn tiền", "Being refunded"),
            S::PartlyRefunded => l.say("Đã hoàn một phần", "Partly refunded"),
            S::Refunded => l.say("Đã hoàn tiền", "Refunded"),
        }
    }
}

impl FromStr for PaymentState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == text)
            .ok_or(UnknownCode)
    }
}

impl PaymentAction {
    /// Every action.
    pub const ALL: [Self; 13] = [
        A::Open,
        A::PayPart,
        A::Pay,
        A::Fail,
        A::Cancel,
        A::Expire,
        A::Doubt,
        A::Revive,
        A::OweRefund,
        A::StartRefund,
        A::RefundPart,
        A::RefundAll,
        A::RefundFail,
    ];

    /// The stable name, for the audit log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            A::Open => "open",
            A::PayPart => "pay_part",
            A::Pay => "pay",
            A::Fail => "fail",
            A::Cancel => "cancel",
            A::Expire => "expire",
            A::Doubt => "doubt",
            A::Revive => "revive",
            A::OweRefund => "owe_refund",
            A::StartRefund => "start_refund",
            A::RefundPart => "refund_part",
            A::RefundAll => "refund_all",
            A::RefundFail => "refund_fail",
        }
    }
}

impl FromStr for PaymentAction {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|action| action.code() == text)
            .ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests;
