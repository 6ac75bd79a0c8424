//! Pooled listings: one product of a collective brand, sold by several cooperatives. Whoever owns the brand, or an officer
//! of the alliance, runs the listing; each cooperative joins with its own price, stock, season and certificates. What the
//! listing claims is a hard condition for everybody who supplies it.

mod create;
mod decisions;
mod find;
mod follow;
mod join;
mod list;
mod manage;
mod one;
mod own;
mod prices;
mod row;
mod shares;
mod suppliers;
mod words;

pub use create::{create, new_page};
pub use decisions::decisions;
pub(crate) use decisions::why_here;
pub use find::Seat;
pub use follow::follow;
pub(crate) use list::invitations;
pub use list::list;
pub use one::{Returned, one};
pub(crate) use row::{facts, member_names, proofs};
pub use shares::check::{Difference, check};
pub use shares::page as shares_page;
pub(crate) use suppliers::suppliers;

use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use shared::input::pool::{Fields, PoolDeed};

/// Does one of the deeds of a pooled listing's page. Bad input is `Error::Invalid` at its field.
pub async fn deed(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    deed: PoolDeed,
    fields: &Fields,
) -> Result<()> {
    match deed {
        PoolDeed::Invite => manage::invite(core, actor, seat, slug, fields).await,
        PoolDeed::Share => manage::share(core, actor, seat, slug, fields).await,
        PoolDeed::Remove => manage::remove(core, actor, seat, slug, fields).await,
        PoolDeed::Prices => prices::prices(core, actor, seat, slug, fields).await,
        PoolDeed::Claims => manage::claims(core, actor, seat, slug, fields).await,
        PoolDeed::AddPack => manage::add_pack(core, actor, seat, slug, fields).await,
        PoolDeed::Join => join::join(core, actor, seat, slug, fields).await,
        PoolDeed::Refuse => join::leave(core, actor, seat, slug, true).await,
        PoolDeed::Leave => join::leave(core, actor, seat, slug, false).await,
        PoolDeed::Pause => join::pause(core, actor, seat, slug, true).await,
        PoolDeed::Resume => join::pause(core, actor, seat, slug, false).await,
    }
}
