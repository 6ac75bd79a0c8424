//! The outbox, as an operator watches it.

use super::PAGE;
use crate::actor::Actor;
use crate::alliance::pager;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::filter::{Filter, cut};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::page::Cursor;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::staff::{Fact, ParkedLine, QueueView};
use store::{outbox, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct TopicRow {
    topic: String,
    n: i64,
}

#[derive(FromQueryResult)]
struct ParkedRow {
    id: Uuid,
    topic: String,
    key: String,
    attempts: i32,
    parked_at: i64,
    last_error: Option<String>,
}

/// How many messages wait and are parked.
pub(super) struct Depth {
    /// Not done, not parked.
    pub waiting: i64,
    /// Given up.
    pub parked: i64,
    /// Milliseconds since the oldest due one should have been done.
    pub lag_ms: i64,
}

/// Counts the outbox.
pub(super) async fn depth(core: &Core) -> Result<Depth> {
    let text = "select count(*) as n from outbox where done_at is null and parked_at is ";
    let count = async |null: &str| -> Result<i64> {
        let row = sql::row(core.db.read(), &format!("{text}{null}"), []).await?;
        Ok(row
            .map(|row| row.try_get("", "n"))
            .transpose()?
            .unwrap_or(0))
    };
    Ok(Depth {
        waiting: count("null").await?,
        parked: count("not null").await?,
        lag_ms: outbox::lag_ms(&core.db, core.clock.now().0).await?,
    })
}

/// Depth, lag, and the messages that were given up, the latest first.
pub async fn load_queue(core: &Core, actor: &Actor, after: Option<&Cursor>) -> Result<QueueView> {
    let l = actor.locale;
    actor.operator()?;
    let depth = depth(core).await?;
    let topics: Vec<TopicRow> = sql::all(
        core.db.read(),
        "select topic, count(*) as n from outbox where done_at is null and parked_at is null \
         group by topic order by topic",
        [],
    )
    .await?;
    let (parked, next) = parked(core, after).await?;
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    Ok(QueueView {
        facts: vec![
            fact(l.say("Đang chờ", "Waiting"), depth.waiting.to_string()),
            fact(l.say("Chậm nhất", "Oldest due"), lag_words(depth.lag_ms, l)),
            fact(l.say("Bị bỏ lại", "Given up"), depth.parked.to_string()),
        ],
        topics: topics
            .iter()
            .map(|row| fact(&row.topic, row.n.to_string()))
            .collect(),
        parked: parked.iter().map(|row| line(row, l)).collect(),
        pager: pager("/quan-tri/hang-doi", &[], next, l),
        done: None,
    })
}

/// `12 giây`.
pub(super) fn lag_words(ms: i64, l: Locale) -> String {
    let seconds = ms / 1000;
    let unit =
        |n: i64, vi: &str, en: &str| format!("{n}\u{a0}{}", if l == Locale::Vi { vi } else { en });
    match seconds {
        ..120 => unit(seconds, "giây", "s"),
        120..7200 => unit(seconds / 60, "phút", "min"),
        _ => unit(seconds / 3600, "giờ", "h"),
    }
}

async fn parked(core: &Core, after: Option<&Cursor>) -> Result<(Vec<ParkedRow>, Option<Cursor>)> {
    let mut filter = Filter::default();
    filter.fixed("done_at is null and parked_at is not null");
    filter.beyond("parked_at", "id", after, false)?;
    let text = format!(
        "select id, topic, key, attempts, parked_at, last_error from outbox{} \
         order by parked_at desc, id desc limit {}",
        filter.text(),
        PAGE + 1
    );
    let mut rows: Vec<ParkedRow> = sql::all(core.db.read(), &text, filter.values()).await?;
    let next = cut(&mut rows, PAGE, |row| (row.parked_at, row.id));
    Ok((rows, next))
}

fn line(row: &ParkedRow, l: Locale) -> ParkedLine {
    let at = Millis(row.parked_at);
    let when = format!("{} {}", at.vn_date().full(), at.vn_clock());
    ParkedLine {
        id: row.id.to_string(),
        title: format!("{} · {}", row.topic, row.key),
        detail: match l {
            Locale::Vi => format!("đã thử {} lần, bỏ lại lúc {when}", row.attempts),
            Locale::En => format!("tried {} times, given up {when}", row.attempts),
        },
        error: row.last_error.clone().unwrap_or_default(),
    }
}

/// Puts a message that was given up back into the queue. One that was put back already is not found.
pub async fn retry_message(core: &Core, actor: &Actor, id: Uuid) -> Result<()> {
    actor.operator()?;
    let txn = core.db.begin().await?;
    if !outbox::retry(&txn, id, core.clock.now().0).await? {
        return Err(Error::NotFound { what: "message" });
    }
    let entry = audit::Entry {
        cooperative: None,
        action: "retry_message",
        entity: "outbox",
        entity_id: id.to_string(),
        before: json!({ "parked": true }),
        after: json!({ "parked": false }),
    };
    audit::record(core, &txn, actor, entry).await?;
    Ok(txn.commit().await?)
}
