//! Clicks. The browser keeps the ids of its own clicks in one first-party cookie; we keep when and on which link.

use crate::core::Core;
use crate::error::Result;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, Value};
use shared::rules::attribution::WINDOW_MS;
use shared::time::Millis;
use store::entity::share_click;
use store::sql;
use uuid::Uuid;

/// The most clicks a browser keeps.
const MOST: usize = 8;
/// The same link opened again within this time is the same click, in milliseconds.
const SAME_MS: i64 = 30 * 60_000;

/// A stored click.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Stored {
    pub id: Uuid,
    pub link_id: Uuid,
    pub at: i64,
}

/// The ids in a cookie; what cannot be read is left out.
pub(super) fn read(cookie: &str) -> Vec<Uuid> {
    let ids = cookie
        .split('.')
        .filter_map(|text| Uuid::try_parse(text).ok());
    ids.take(MOST).collect()
}

/// The clicks of these ids that still count at `now`, the earliest first.
pub(super) async fn load<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    now: Millis,
) -> Result<Vec<Stored>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "select id, link_id, at from share_click where at >= $1 and id in ({}) order by at, id",
        sql::placeholders(2, ids.len())
    );
    let values =
        std::iter::once(Value::from(now.0 - WINDOW_MS)).chain(ids.iter().map(|id| (*id).into()));
    Ok(sql::all(db, &text, values).await?)
}

/// Counts a click on a link by a browser that carries `cookie`, from inside the app `app` (`zalo`, `facebook`, else empty).
/// Gives the new cookie. The same link again within half an hour is not counted.
pub async fn click(core: &Core, link: Uuid, app: &str, cookie: &str) -> Result<String> {
    let now = core.clock.now();
    let mut known = load(core.db.read(), &read(cookie), now).await?;
    let again = known
        .iter()
        .any(|one| one.link_id == link && now.0 - one.at < SAME_MS);
    if !again {
        let row = share_click::Model {
            id: Uuid::now_v7(),
            link_id: link,
            app: app.to_owned(),
            at: now.0,
        };
        known.push(Stored {
            id: row.id,
            link_id: link,
            at: now.0,
        });
        let txn = core.db.begin().await?;
        share_click::Entity::insert(row.into_active_model())
            .exec_without_returning(&*txn)
            .await?;
        txn.commit().await?;
    }
    let first = known.len().saturating_sub(MOST);
    let ids: Vec<String> = known
        .iter()
        .skip(first)
        .map(|one| one.id.simple().to_string())
        .collect();
    Ok(ids.join("."))
}
