//! Who asks. Every service takes an [`Actor`] and decides by it.

use crate::error::{Error, Result};
use shared::id::{CooperativeId, PersonId, SessionId};
use shared::say::Locale;

/// What a member may do in a cooperative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MemberRole {
    /// Publishes, sets prices, accepts orders, manages members.
    Director,
    /// Lists, stocks, accepts and packs.
    Seller,
    /// Reads orders and money.
    Accountant,
}

/// What a member wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See orders, goods and stock.
    Read,
    /// List goods, change stock and prices, answer and pack orders.
    Sell,
    /// Book money that came, and compare statements.
    Money,
    /// Change the booth itself, its members and its holidays.
    Manage,
}

impl MemberRole {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Director => "director",
            Self::Seller => "seller",
            Self::Accountant => "accountant",
        }
    }

    /// The role of a name in the database.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Director, Self::Seller, Self::Accountant]
            .into_iter()
            .find(|role| role.code() == code)
    }

    /// The word for people.
    pub fn word(self, locale: Locale) -> &'static str {
        match self {
            Self::Director => locale.say("Giám đốc", "Director"),
            Self::Seller => locale.say("Người bán", "Seller"),
            Self::Accountant => locale.say("Kế toán", "Accountant"),
        }
    }

    /// Whether the role carries the right.
    pub fn has(self, right: Right) -> bool {
        match right {
            Right::Read => true,
            Right::Sell => self != Self::Accountant,
            Right::Money => self != Self::Seller,
            Right::Manage => self == Self::Director,
        }
    }
}

/// A role outside the cooperatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffRole {
    /// An officer of the alliance, of one province or of all.
    Officer {
        /// Two-digit province code; `None` for all provinces.
        province_code: Option<String>,
    },
    /// Runs the market.
    Operator,
}

/// The person (or nobody, or the server itself) behind a request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The language of answers.
    pub locale: Locale,
    /// Who.
    pub kind: Kind,
}

/// The kinds of actors.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A buyer or visitor who is not signed in.
    Guest,
    /// A signed-in person.
    Person(Box<Person>),
    /// Somebody with a signed link of a cooperative, allowed to answer one sub-order.
    Link(CooperativeId),
    /// A job of the server.
    System,
}

/// A signed-in person with all roles, as loaded with the session.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The session the request came with.
    pub session: SessionId,
    /// Display name.
    pub name: String,
    /// Roles in cooperatives.
    pub memberships: Vec<(CooperativeId, MemberRole)>,
    /// Roles in the alliance or the market.
    pub staff: Vec<StaffRole>,
}

impl Actor {
    /// A visitor.
    pub fn guest(locale: Locale) -> Self {
        Self {
            locale,
            kind: Kind::Guest,
        }
    }

    /// The server's own jobs, which speak Vietnamese.
    pub fn system() -> Self {
        Self {
            locale: Locale::Vi,
            kind: Kind::System,
        }
    }

    /// The signed-in person, if any.
    pub fn person(&self) -> Option<&Person> {
        match &self.kind {
            Kind::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The signed-in person, or [`Error::SignIn`].
    pub fn signed_in(&self) -> Result<&Person> {
        self.person().ok_or(Error::SignIn)
    }

    /// The id for the audit log.
    pub fn person_id(&self) -> Option<PersonId> {
        self.person().map(|p| p.id)
    }

    /// The name of the kind, for the audit log and histories.
    pub fn kind_code(&self) -> &'static str {
        match &self.kind {
            Kind::Guest => "buyer",
            Kind::Person(person) if person.staff.contains(&StaffRole::Operator) => "operator",
            Kind::Person(person) if !person.staff.is_empty() => "officer",
            Kind::Person(_) => "member",
            Kind::Link(_) => "link",
            Kind::System => "system",
        }
    }

    /// Checks a right in a cooperative. Somebody else's cooperative is [`Error::NotFound`]; one's own
    /// without the right is [`Error::Forbidden`]; nobody is [`Error::SignIn`].
    pub fn member(&self, cooperative: CooperativeId, right: Right) -> Result<&Person> {
        let person = self.signed_in()?;
        let mut mine = person
            .memberships
            .iter()
            .filter(|(id, _)| *id == cooperative)
            .peekable();
        if mine.peek().is_none() {
            return Err(Error::NotFound {
                what: "cooperative",
            });
        }
        if mine.any(|(_, role)| role.has(right)) {
            Ok(person)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Checks for an operator.
    pub fn operator(&self) -> Result<&Person> {
        let person = self.signed_in()?;
        if person.staff.contains(&StaffRole::Operator) {
            Ok(person)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Checks for an officer (operators may do what officers do). Gives the province the officer is
    /// bound to, or `None` for all.
    pub fn officer(&self) -> Result<(&Person, Option<&str>)> {
        let person = self.signed_in()?;
        let mut province = Err(Error::Forbidden);
        for role in &person.staff {
            match role {
                StaffRole::Operator
                | StaffRole::Officer {
                    province_code: None,
                } => return Ok((person, None)),
                StaffRole::Officer {
                    province_code: Some(code),
                } => province = Ok((person, Some(code.as_str()))),
            }
        }
        province
    }
}
