//! The way of a cooperative onto the market: papers first, then the goods.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ActorKind, Refusal, UnknownCode};
use crate::say::Locale;

/// Where a cooperative stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CooperativeState {
    /// Its papers wait for an officer.
    Documents,
    /// An officer sent the papers back with a reason.
    Refused,
    /// The papers are right: its booth is open.
    Verified,
    /// An officer closed the booth for a reason.
    Suspended,
    /// A member's booth in a class: it is on no public page, takes part in no order of buyers and is settled with nobody.
    Practice,
}

/// What somebody does to a cooperative's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CooperativeAction {
    /// The papers are right.
    Verify,
    /// The papers are not right, with a reason.
    Refuse,
    /// Send other papers.
    SendAgain,
    /// Close the booth, with a reason.
    Suspend,
    /// Open it again.
    Resume,
}

use ActorKind::{Cooperative, Officer, Operator};
use CooperativeAction as A;
use CooperativeState as S;

/// The one table: from, action, to, who may.
const TABLE: &[(S, A, S, &[ActorKind])] = &[
    (S::Documents, A::Verify, S::Verified, &[Officer, Operator]),
    (S::Documents, A::Refuse, S::Refused, &[Officer, Operator]),
    (S::Refused, A::SendAgain, S::Documents, &[Cooperative]),
    (S::Documents, A::SendAgain, S::Documents, &[Cooperative]),
    (S::Refused, A::Verify, S::Verified, &[Officer, Operator]),
    (S::Verified, A::Suspend, S::Suspended, &[Officer, Operator]),
    (S::Suspended, A::Resume, S::Verified, &[Officer, Operator]),
];

/// The state after `action`, or why it is refused.
///
/// # Errors
/// [`Refusal::AlreadyDone`] when it already is where this action leads and the actor may do it,
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

impl CooperativeState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        S::Documents,
        S::Refused,
        S::Verified,
        S::Suspended,
        S::Practice,
    ];

    /// The stable name, for the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            S::Documents => "documents",
            S::Refused => "refused",
            S::Verified => "verified",
            S::Suspended => "suspended",
            S::Practice => "practice",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self, l: Locale) -> &'static str {
        match self {
            S::Documents => l.say("Chờ xem giấy tờ", "Papers being checked"),
            S::Refused => l.say("Giấy tờ cần gửi lại", "Papers sent back"),
            S::Verified => l.say("Đã xác minh", "Verified"),
            S::Suspended => l.say("Tạm đóng", "Closed for now"),
            S::Practice => l.say("Gian hàng tập", "Practice booth"),
        }
    }
}

impl FromStr for CooperativeState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == text)
            .ok_or(UnknownCode)
    }
}

impl CooperativeAction {
    /// Every action.
    pub const ALL: [Self; 5] = [A::Verify, A::Refuse, A::SendAgain, A::Suspend, A::Resume];

    /// The stable name, for the audit log and form values.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            A::Verify => "verify",
            A::Refuse => "refuse",
            A::SendAgain => "send_again",
            A::Suspend => "suspend",
            A::Resume => "resume",
        }
    }
}

impl FromStr for CooperativeAction {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|action| action.code() == text)
            .ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_staff_verify_and_only_members_send_papers() {
        assert_eq!(
            transition(S::Documents, A::Verify, Officer),
            Ok(S::Verified)
        );
        assert_eq!(
            transition(S::Documents, A::Verify, Cooperative),
            Err(Refusal::WrongActor)
        );
        assert_eq!(
            transition(S::Verified, A::Verify, Officer),
            Err(Refusal::AlreadyDone)
        );
        assert_eq!(
            transition(S::Verified, A::SendAgain, Cooperative),
            Err(Refusal::WrongState)
        );
        assert_eq!(
            transition(S::Refused, A::SendAgain, Cooperative),
            Ok(S::Documents)
        );
        for state in S::ALL {
            for kind in ActorKind::ALL {
                for action in A::ALL {
                    let listed = allowed(state, kind).any(|a| a == action);
                    assert_eq!(listed, transition(state, action, kind).is_ok());
                }
            }
        }
    }

    #[test]
    fn codes_come_back() {
        for state in S::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        for action in A::ALL {
            assert_eq!(action.code().parse(), Ok(action));
        }
    }
}
