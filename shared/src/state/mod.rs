//! State machines. Each has one table of allowed changes; no other code sets a state.

pub mod cooperative;
pub mod listing;
pub mod order;
pub mod payment;
pub mod sub_order;

pub use cooperative::{CooperativeAction, CooperativeState};
pub use listing::{ListingAction, ListingState};
pub use order::{OrderStatus, order_state};
pub use payment::{PaymentAction, PaymentState};
pub use sub_order::{SubOrderAction, SubOrderState};

use serde::{Deserialize, Serialize};

use crate::say::Locale;

/// Who asks for a change of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ActorKind {
    /// The person who ordered.
    Buyer,
    /// A member of the cooperative the row belongs to.
    Cooperative,
    /// An officer of the cooperative alliance.
    Officer,
    /// The operator of the site.
    Operator,
    /// The site itself: timers, carriers, payment providers.
    System,
    /// A marketplace that says what happened to an order of its own.
    Channel,
}

impl ActorKind {
    /// Every kind of actor.
    pub const ALL: [Self; 6] = [
        Self::Buyer,
        Self::Cooperative,
        Self::Officer,
        Self::Operator,
        Self::System,
        Self::Channel,
    ];

    /// The stable name, for the database and the audit log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Cooperative => "cooperative",
            Self::Officer => "officer",
            Self::Operator => "operator",
            Self::System => "system",
            Self::Channel => "channel",
        }
    }
}

/// The text names no state, action or actor of this table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl std::fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown code")
    }
}

impl std::error::Error for UnknownCode {}

impl std::str::FromStr for ActorKind {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == text)
            .ok_or(UnknownCode)
    }
}

/// Why a change of state was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The action is not possible in this state, whoever asks.
    WrongState,
    /// The action is possible, but not for this actor.
    WrongActor,
    /// It has already been done; asking again is harmless and changes nothing.
    AlreadyDone,
}

impl Refusal {
    /// The stable name, for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState => "wrong_state",
            Self::WrongActor => "wrong_actor",
            Self::AlreadyDone => "already_done",
        }
    }

    /// What the person who tried reads.
    #[must_use]
    pub const fn say(self, l: Locale) -> &'static str {
        match self {
            Self::WrongState => l.say(
                "Lúc này không làm được việc đó. Tải lại trang để xem bước mới",
                "This cannot be done now. Reload to see the present step",
            ),
            Self::WrongActor => l.say("Việc này do bên khác làm", "Somebody else has to do this"),
            Self::AlreadyDone => l.say("Việc này đã xong rồi", "This is already done"),
        }
    }
}

#[cfg(test)]
mod tests;
