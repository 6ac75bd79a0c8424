//! The life of a listing: what buyers see, and who lets it be seen.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ActorKind, Refusal, UnknownCode};
use crate::say::Locale;

/// Where a listing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ListingState {
    /// The cooperative is still writing it.
    Draft,
    /// An officer has to look at it before buyers may.
    InReview,
    /// Buyers see it.
    Live,
    /// The cooperative has taken it off the shelf for a while.
    Paused,
    /// Gone for good; its address says so.
    Withdrawn,
}

/// What somebody does to a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ListingAction {
    /// Send it in for review.
    Submit,
    /// Put it on the shelf.
    Approve,
    /// Send it back with a reason.
    Refuse,
    /// Take it off the shelf for a while.
    Pause,
    /// Put it back on the shelf.
    Resume,
    /// Take it away for good.
    Withdraw,
}

use ActorKind::{Cooperative, Officer, Operator, System};
use ListingAction as A;
use ListingState as S;

/// The one table: from, action, to, who may. The system approves for trusted booths and pauses what expired.
const TABLE: &[(S, A, S, &[ActorKind])] = &[
    (S::Draft, A::Submit, S::InReview, &[Cooperative, Operator]),
    (
        S::Draft,
        A::Withdraw,
        S::Withdrawn,
        &[Cooperative, Operator],
    ),
    (
        S::InReview,
        A::Approve,
        S::Live,
        &[Officer, Operator, System],
    ),
    (S::InReview, A::Refuse, S::Draft, &[Officer, Operator]),
    (
        S::InReview,
        A::Withdraw,
        S::Withdrawn,
        &[Cooperative, Operator],
    ),
    (
        S::Live,
        A::Pause,
        S::Paused,
        &[Cooperative, Officer, Operator, System],
    ),
    (S::Live, A::Refuse, S::Draft, &[Officer, Operator]),
    (S::Live, A::Withdraw, S::Withdrawn, &[Cooperative, Operator]),
    (S::Paused, A::Resume, S::Live, &[Cooperative, Operator]),
    (S::Paused, A::Refuse, S::Draft, &[Officer, Operator]),
    (
        S::Paused,
        A::Withdraw,
        S::Withdrawn,
        &[Cooperative, Operator],
    ),
];

/// The state after `action`, or why it is refused.
///
/// # Errors
/// As for [`super::sub_order::transition`].
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

/// What `actor` may do now, in the order of the table.
pub fn allowed(state: S, actor: ActorKind) -> impl Iterator<Item = A> {
    TABLE
        .iter()
        .filter(move |(from, _, _, who)| *from == state && who.contains(&actor))
        .map(|row| row.1)
}

impl ListingState {
    /// Every state, in the order of a listing's life.
    pub const ALL: [Self; 5] = [S::Draft, S::InReview, S::Live, S::Paused, S::Withdrawn];

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            S::Draft => "draft",
            S::InReview => "in_review",
            S::Live => "live",
            S::Paused => "paused",
            S::Withdrawn => "withdrawn",
        }
    }

    /// What members and officers read.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            S::Draft => l.say("Bản nháp", "Draft"),
            S::InReview => l.say("Chờ duyệt", "In review"),
            S::Live => l.say("Đang bán", "On sale"),
            S::Paused => l.say("Tạm nghỉ bán", "Paused"),
            S::Withdrawn => l.say("Đã gỡ", "Withdrawn"),
        }
    }
}

impl FromStr for ListingState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == text)
            .ok_or(UnknownCode)
    }
}

impl ListingAction {
    /// Every action.
    pub const ALL: [Self; 6] = [
        A::Submit,
        A::Approve,
        A::Refuse,
        A::Pause,
        A::Resume,
        A::Withdraw,
    ];

    /// The stable name, for the audit log and form values.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            A::Submit => "submit",
            A::Approve => "approve",
            A::Refuse => "refuse",
            A::Pause => "pause",
            A::Resume => "resume",
            A::Withdraw => "withdraw",
        }
    }
}

impl FromStr for ListingAction {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|action| action.code() == text)
            .ok_or(UnknownCode)
    }
}
