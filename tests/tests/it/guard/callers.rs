//! People of every kind who may stand at a door, and what is declared about them.

use backend::http::access::Access;
use services::actor::{MemberRole, Right};

/// Somebody at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Nobody is signed in.
    Guest,
    /// Signed in, without any role.
    Plain,
    /// Director of the cooperative the samples belong to.
    Director,
    /// Seller there.
    Seller,
    /// Accountant there.
    Accountant,
    /// Director of another cooperative.
    Stranger,
    /// Officer of the province the samples belong to.
    Officer,
    /// Officer of another province.
    OfficerElsewhere,
    /// Runs the market.
    Operator,
}

impl Caller {
    /// Everybody.
    pub const ALL: [Self; 9] = [
        Self::Guest,
        Self::Plain,
        Self::Director,
        Self::Seller,
        Self::Accountant,
        Self::Stranger,
        Self::Officer,
        Self::OfficerElsewhere,
        Self::Operator,
    ];

    /// What the caller is in the cooperative on screen.
    fn role(self) -> Option<MemberRole> {
        match self {
            Self::Director | Self::Stranger => Some(MemberRole::Director),
            Self::Seller => Some(MemberRole::Seller),
            Self::Accountant => Some(MemberRole::Accountant),
            _ => None,
        }
    }

    /// Whether the declared access lets the caller in.
    pub fn may(self, access: Access) -> bool {
        match access {
            Access::Anyone | Access::Signed => true,
            Access::SignedIn => self != Self::Guest,
            Access::Member(right) => self.role().is_some_and(|role| role.has(right)),
            Access::Officer => matches!(
                self,
                Self::Officer | Self::OfficerElsewhere | Self::Operator
            ),
            Access::Operator => self == Self::Operator,
        }
    }

    /// Whether the rows of the samples are the caller's own under this access.
    pub fn owns(self, access: Access) -> bool {
        match access {
            Access::Member(_) => self != Self::Stranger,
            Access::Officer => self != Self::OfficerElsewhere,
            _ => true,
        }
    }
}

/// Words for a right, so that failures read well.
pub fn words(access: Access) -> String {
    match access {
        Access::Member(Right::Read) => "members who read".to_owned(),
        Access::Member(Right::Sell) => "members who sell".to_owned(),
        Access::Member(Right::Money) => "members who book money".to_owned(),
        Access::Member(Right::Manage) => "directors".to_owned(),
        other => format!("{other:?}"),
    }
}
