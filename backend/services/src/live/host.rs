//! Who runs a livestream.

use super::Session;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::share;
use shared::id::{CooperativeId, PersonId};
use uuid::Uuid;

/// Who runs a livestream: a cooperative, of its goods and of those its member sells for; or a seller, of goods whose
/// cooperatives pay and let sellers show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A cooperative, by a member who sells.
    Cooperative(CooperativeId),
    /// The seller behind the actor.
    Seller,
}

impl From<CooperativeId> for Host {
    fn from(id: CooperativeId) -> Self {
        Self::Cooperative(id)
    }
}

/// Whose livestreams the actor may run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    /// The cooperative's or the seller's row.
    pub id: Uuid,
    /// It is a seller's.
    pub seller: bool,
    /// Who acts.
    pub person: PersonId,
}

impl Owner {
    /// What the row of a livestream of theirs meets, with their id as parameter `$n`; `of` is what stands before its columns.
    pub fn meets(&self, of: &str, n: usize) -> String {
        match self.seller {
            true => format!("{of}seller_id = ${n}"),
            false => format!("{of}cooperative_id = ${n} and {of}seller_id is null"),
        }
    }

    /// Another's livestream is `NotFound`.
    pub fn owns(&self, session: &Session) -> Result<()> {
        let theirs = match self.seller {
            true => session.seller_id == Some(self.id),
            false => session.seller_id.is_none() && session.cooperative_id == self.id,
        };
        theirs.then_some(()).ok_or(Error::NotFound { what: "live" })
    }
}

impl Host {
    /// Makes sure that the actor may run livestreams so.
    pub(super) async fn owner(self, core: &Core, actor: &Actor) -> Result<Owner> {
        Ok(match self {
            Self::Cooperative(id) => Owner {
                person: actor.member(id, Right::Sell)?.id,
                id: id.uuid(),
                seller: false,
            },
            Self::Seller => Owner {
                person: actor.signed_in()?.id,
                id: share::active_seller(core, actor).await?,
                seller: true,
            },
        })
    }
}
