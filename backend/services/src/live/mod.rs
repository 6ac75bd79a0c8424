//! Livestreams: goods under short codes, comments read into timed holds, and a line for what is sold out.
//!
//! Everything that changes a livestream first takes its row, so that claims are served one after the other. Holds are
//! those of the checkout: each viewer's token is the checkout its goods are kept for. Everything that happens is written
//! down as an event, so that a livestream can be told again.

mod basket;
mod choices;
mod claim;
mod consent;
mod cues;
mod events;
mod feed;
mod file;
mod flash;
mod hear;
mod host;
mod line;
mod prepare;
mod read;
mod report;
mod sale;

pub use basket::{Basket, ClaimState, basket};
pub use choices::choices;
pub use claim::{Outcome, take};
pub use consent::{ASK, AUTO, OFF, answer, asked, rule, set_rule};
pub use cues::cues;
pub use events::look;
pub use feed::{Feed, FromFeed, Incoming, comment_of, feeds, follow_feed, heard, hush};
pub use file::lines_of_file;
pub use flash::flash;
pub use hear::{comment, preview};
pub use host::Host;
pub use line::serve;
pub use prepare::{MOST, end, pin, prepare};
pub use read::{Live, load, mine, state, states};
pub use report::{report, report_csv};
pub(crate) use sale::{bought, lower_prices};

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::time::Millis;
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
pub(crate) struct Session {
    id: Uuid,
    cooperative_id: Uuid,
    seller_id: Option<Uuid>,
    version: i64,
    news: i64,
}

/// Takes the livestream's row until the end of the transaction; the new version is the next place in its lines. One that
/// ended is `NotFound`.
async fn lock(txn: &WriteTxn, slug: &str) -> Result<Session> {
    let session = sql::one(
        &**txn,
        "update live_session set version = version + 1 where slug = $1 and ended_at is null \
         returning id, cooperative_id, seller_id, version, news",
        [slug.into()],
    )
    .await?;
    session.ok_or(Error::NotFound { what: "live" })
}

/// What changes is shown to everybody at once, not with the next numbers.
async fn at_once(txn: &WriteTxn, session: &mut Session) -> Result<()> {
    session.news = session.version;
    let text = "update live_session set news = version where id = $1";
    sql::execute(&**txn, text, [session.id.into()]).await?;
    Ok(())
}

/// A good as claims need it; one that waits for its cooperative cannot be claimed.
#[derive(Clone, Debug, FromQueryResult)]
struct Item {
    id: Uuid,
    code: String,
    offer_id: Uuid,
    listing_id: Uuid,
    name: String,
    unit: String,
    step: i64,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    flash_price: Option<i64>,
    flash_until: Option<i64>,
}

impl Item {
    /// The price for a short time, while it lasts.
    fn flash(&self, now: Millis) -> Option<i64> {
        self.flash_price
            .filter(|_| self.flash_until.is_some_and(|until| now.0 < until))
    }
}

async fn items<C: sea_orm::ConnectionTrait>(db: &C, session: Uuid) -> Result<Vec<Item>> {
    let text = "select i.id, i.code, i.offer_id, o.listing_id, v.name, v.unit, v.step, v.net_weight_g, v.net_volume_ml, \
        i.flash_price, i.flash_until from live_item i join offer o on o.id = i.offer_id join variant v on v.id = o.variant_id \
        where i.session_id = $1 and not i.waits order by i.position";
    Ok(sql::all(db, text, [session.into()]).await?)
}

/// Tells the pages that follow the livestream, after the commit.
fn announce(core: &Core, session: &Session) {
    core.announce(crate::Changed::Live {
        session: session.id,
        version: session.version,
        news: session.news,
    });
}
