//! Livestreams: goods under short codes, comments read into timed holds, and a line for what is sold out.
//!
//! Everything that changes a livestream first takes its row, so that claims are served one after the other. Holds are
//! those of the checkout: each viewer's token is the checkout its goods are kept for.

mod claim;
mod line;
mod prepare;
mod read;

pub use claim::{Outcome, comment, take};
pub use line::serve;
pub use prepare::{MOST, end, pin, prepare};
pub use read::{Basket, ClaimState, Live, basket, choices, load, mine, version};

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
pub(crate) struct Session {
    id: Uuid,
    cooperative_id: Uuid,
    version: i64,
}

/// Takes the livestream's row until the end of the transaction; the new version is the next place in its lines. One that
/// ended is `NotFound`.
async fn lock(txn: &WriteTxn, slug: &str) -> Result<Session> {
    let session = sql::one(
        &**txn,
        "update live_session set version = version + 1 where slug = $1 and ended_at is null \
         returning id, cooperative_id, version",
        [slug.into()],
    )
    .await?;
    session.ok_or(Error::NotFound { what: "live" })
}

/// A good as claims need it.
#[derive(Clone, Debug, FromQueryResult)]
struct Item {
    id: Uuid,
    code: String,
    offer_id: Uuid,
    unit: String,
    step: i64,
    net_weight_g: Option<i64>,
}

async fn items<C: sea_orm::ConnectionTrait>(db: &C, session: Uuid) -> Result<Vec<Item>> {
    let text = "select i.id, i.code, i.offer_id, v.unit, v.step, v.net_weight_g from live_item i \
        join offer o on o.id = i.offer_id join variant v on v.id = o.variant_id \
        where i.session_id = $1 order by i.position";
    Ok(sql::all(db, text, [session.into()]).await?)
}

/// Tells the pages that follow the livestream, after the commit.
fn announce(core: &Core, session: Uuid) {
    core.announce(crate::Changed::Live { session });
}
