//! The one way a listing changes its state.

use crate::actor::{Actor, Kind};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::ListingId;
use shared::state::listing::transition;
use shared::state::{ActorKind, ListingAction, ListingState, Refusal};
use store::{WriteTxn, sql};

/// As whom the actor acts on the listings of a cooperative it is a member of (`own`) or not.
pub(crate) fn acts_as(actor: &Actor, own: bool) -> ActorKind {
    match actor.kind_code() {
        _ if own => ActorKind::Cooperative,
        "operator" => ActorKind::Operator,
        "officer" => ActorKind::Officer,
        _ if matches!(actor.kind, Kind::System) => ActorKind::System,
        _ => ActorKind::Buyer,
    }
}

/// What the table refuses, told to the actor.
pub(crate) fn refused(refusal: Refusal, actor: &Actor) -> Error {
    Error::Conflict {
        code: refusal.code(),
        message: refusal.say(actor.locale).to_owned(),
        fields: Vec::new(),
    }
}

/// Takes one step of the table; `note` is what its members read. The row must still be in `state`, else somebody was
/// faster: `Error::Conflict`.
pub(crate) async fn step(
    core: &Core,
    txn: &WriteTxn,
    (actor, kind): (&Actor, ActorKind),
    listing: ListingId,
    (state, action): (ListingState, ListingAction),
    note: Option<&str>,
) -> Result<ListingState> {
    let to = transition(state, action, kind).map_err(|refusal| refused(refusal, actor))?;
    let touched = sql::execute(
        &**txn,
        "update listing set state = $1, state_note = $2, version = version + 1, updated_at = $3 \
         where id = $4 and state = $5",
        [
            to.code().into(),
            note.into(),
            core.clock.now().0.into(),
            listing.uuid().into(),
            state.code().into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(refused(Refusal::WrongState, actor));
    }
    Ok(to)
}
