//! Comments that come by themselves, from a feed of the place where the livestream runs.

use super::hear::hear;
use super::{Host, Session, announce};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use store::sql;
use uuid::Uuid;

/// An open livestream that follows a feed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Feed {
    /// The livestream's row.
    pub id: Uuid,
    /// The kind of feed.
    pub feed: String,
    /// Which of them: the broadcast's number there.
    pub feed_of: String,
    /// Where reading goes on; empty at the start.
    pub feed_cursor: String,
}

/// A comment of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Its name there.
    pub id: String,
    /// Who wrote it.
    pub name: String,
    /// As it was written.
    pub text: String,
}

/// Follows a feed, from its start; an empty kind follows none. A missing number is `Invalid` at `feed_of`.
pub async fn follow_feed(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
    (kind, of): (&str, &str),
) -> Result<()> {
    let owner = host.into().owner(core, actor).await?;
    let l = actor.locale;
    let of = of.trim();
    let readable = of.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !kind.is_empty() && (of.is_empty() || of.len() > 64 || !readable) {
        let words = l.say(
            "Ghi mã buổi trực tiếp: dãy số ở cuối đường dẫn video",
            "Write the broadcast's number: the digits at the end of its address",
        );
        return Err(Error::invalid("feed_of", "invalid", words));
    }
    let txn = core.db.begin().await?;
    let text = format!(
        "update live_session set feed = $1, feed_of = $2, feed_error = '', \
         feed_cursor = case when feed = $1 and feed_of = $2 then feed_cursor else '' end \
         where slug = $3 and {} and ended_at is null",
        owner.meets("", 4)
    );
    let values = [kind.into(), of.into(), slug.into(), owner.id.into()];
    let done = sql::execute(&*txn, &text, values).await?;
    if done == 0 {
        return Err(Error::NotFound { what: "live" });
    }
    txn.commit().await?;
    Ok(())
}

/// The feeds that open livestreams follow.
pub async fn feeds(core: &Core) -> Result<Vec<Feed>> {
    let text = "select id, feed, feed_of, feed_cursor from live_session where ended_at is null and feed <> '' order by id limit 100";
    Ok(sql::all(core.db.read(), text, []).await?)
}

/// Reads a page of comments and notes where to go on, in one transaction: after a crash the page comes again. A comment that
/// was read already is left out, however often it is delivered. Gives how many were new.
pub async fn heard(core: &Core, of: &Feed, page: &[Incoming], cursor: &str) -> Result<u64> {
    let txn = core.db.begin().await?;
    let text = "update live_session set version = version + 1, feed_cursor = $1, feed_error = '' \
        where id = $2 and ended_at is null and feed = $3 and feed_of = $4 returning id, cooperative_id, seller_id, version, news";
    let values = [
        cursor.into(),
        of.id.into(),
        of.feed.clone().into(),
        of.feed_of.clone().into(),
    ];
    let session: Option<Session> = sql::one(&*txn, text, values).await?;
    let Some(mut session) = session else {
        txn.rollback().await?;
        return Ok(0);
    };
    let mut new = 0;
    for one in page {
        let external = format!("{} {}", of.feed, one.id);
        let known = "select 1 as one from live_comment where session_id = $1 and external_id = $2";
        let values = [session.id.into(), external.clone().into()];
        if sql::row(&*txn, known, values).await?.is_some() {
            continue;
        }
        // Places in line come of the version: each comment has its own.
        let text = "update live_session set version = version + 1 where id = $1 returning id, cooperative_id, seller_id, version, news";
        let next: Option<Session> = sql::one(&*txn, text, [session.id.into()]).await?;
        session = next.ok_or(Error::NotFound { what: "live" })?;
        let said = (one.name.as_str(), one.text.as_str(), Some(&*external));
        match hear(core, &txn, &Actor::system(), &session, said).await {
            Ok(_) => new += 1,
            // Nameless or endless: there is nothing to claim.
            Err(Error::Invalid { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    if new == 0 && of.feed_cursor == cursor {
        txn.rollback().await?;
        return Ok(0);
    }
    txn.commit().await?;
    announce(core, &session);
    Ok(new)
}

/// Notes why a feed could not be read; the console says it. The next look goes on where the last one ended.
pub async fn hush(core: &Core, of: &Feed, why: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    let text = "update live_session set feed_error = $1 where id = $2 and feed_error <> $1";
    sql::execute(&*txn, text, [why.into(), of.id.into()]).await?;
    txn.commit().await?;
    Ok(())
}

/// A comment that came from a feed, as its reply needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromFeed {
    /// The kind of feed.
    pub feed: String,
    /// The broadcast.
    pub feed_of: String,
    /// The comment's name there.
    pub comment: String,
}

#[derive(FromQueryResult)]
struct External {
    external_id: String,
    feed_of: String,
}

/// The comment with this row, when it came from the feed that the cooperative's livestream follows.
pub async fn comment_of(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    slug: &str,
    comment: &str,
) -> Result<FromFeed> {
    let owner = host.into().owner(core, actor).await?;
    let missing = || Error::NotFound {
        what: "live_comment",
    };
    let id = Uuid::try_parse(comment).map_err(|_| missing())?;
    let text = format!(
        "select c.external_id, s.feed_of from live_comment c join live_session s on s.id = c.session_id \
         where c.id = $1 and s.slug = $2 and {} and c.external_id is not null",
        owner.meets("s.", 3)
    );
    let values = [id.into(), slug.into(), owner.id.into()];
    let row: Option<External> = sql::one(core.db.read(), &text, values).await?;
    let row = row.ok_or_else(missing)?;
    let (feed, comment) = row.external_id.split_once(' ').ok_or_else(missing)?;
    Ok(FromFeed {
        feed: feed.to_owned(),
        feed_of: row.feed_of,
        comment: comment.to_owned(),
    })
}
