//! Finding a sub-order: only through somebody who may see it.

use crate::actor::{Actor, Kind, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::EntityTrait;
use shared::code::parse_sub_order_code;
use shared::id::{CooperativeId, SubOrderId};
use shared::state::ActorKind;
use store::entity::sub_order;
use store::sql;

/// How a sub-order is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubOrderRef {
    /// By its id.
    Id(SubOrderId),
    /// By its public code, as typed: `7Q2MWK4H-1`.
    Code(String),
}

impl From<SubOrderId> for SubOrderRef {
    fn from(id: SubOrderId) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for SubOrderRef {
    fn from(code: &str) -> Self {
        Self::Code(code.to_owned())
    }
}

/// The sub-order if the actor may see it; somebody else's and an unknown one are both `Error::NotFound`.
pub async fn find(core: &Core, actor: &Actor, which: &SubOrderRef) -> Result<sub_order::Model> {
    let row = by_ref(core, which).await?;
    if matches!(actor.kind, Kind::Guest) {
        return Err(Error::SignIn);
    }
    let cooperative = CooperativeId::from(row.cooperative_id);
    match role(actor, cooperative, Right::Read) {
        Ok(_) => Ok(row),
        Err(_) => Err(Error::NotFound { what: "sub_order" }),
    }
}

pub(super) async fn by_ref(core: &Core, which: &SubOrderRef) -> Result<sub_order::Model> {
    let missing = Error::NotFound { what: "sub_order" };
    let row = match which {
        SubOrderRef::Id(id) => {
            sub_order::Entity::find_by_id(id.uuid())
                .one(core.db.read())
                .await?
        }
        SubOrderRef::Code(code) => {
            let Ok((order, number)) = parse_sub_order_code(code) else {
                return Err(missing);
            };
            let code = shared::code::sub_order_code(&order, number);
            sql::one(
                core.db.read(),
                "select * from sub_order where code = $1",
                [code.into()],
            )
            .await?
        }
    };
    row.ok_or(missing)
}

/// As whom the actor acts on a sub-order of this cooperative.
pub(super) fn role(actor: &Actor, cooperative: CooperativeId, right: Right) -> Result<ActorKind> {
    match &actor.kind {
        Kind::System => Ok(ActorKind::System),
        Kind::Link(of) if *of == cooperative => Ok(ActorKind::Cooperative),
        Kind::Link(_) => Err(Error::NotFound { what: "sub_order" }),
        Kind::Guest => Err(Error::SignIn),
        Kind::Person(person) => {
            if person.memberships.iter().any(|(id, _)| *id == cooperative) {
                return actor
                    .member(cooperative, right)
                    .map(|_| ActorKind::Cooperative);
            }
            match actor.operator() {
                Ok(_) => Ok(ActorKind::Operator),
                Err(_) => Err(Error::NotFound { what: "sub_order" }),
            }
        }
    }
}
