//! What operators see of all channels.

use super::account::load;
use super::mapping::unmapped;
use super::page::{Count, Failed, moment};
use super::silence::SILENT;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::view::channel::{ChannelsOverview, UnmappedLine};
use store::entity::channel_account;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Held {
    account_id: Uuid,
    key: String,
    held: String,
    note: Option<String>,
    ship_by: Option<i64>,
}

/// The operator's look at all channels.
pub async fn operator_page(core: &Core, actor: &Actor) -> Result<ChannelsOverview> {
    actor.operator()?;
    let (l, now) = (actor.locale, core.clock.now().0);
    let number = async |text: &str| -> Result<i64> {
        let row: Option<Count> = sql::one(core.db.read(), text, [now.into()]).await?;
        Ok(row.map_or(0, |row| row.n))
    };
    let due =
        number("select count(*) as n from channel_job where parked_at is null and next_at <= $1")
            .await?;
    let lag = number(
        "select coalesce($1 - min(next_at), 0) as n from channel_job where parked_at is null and next_at <= $1",
    )
    .await?;
    let parked = number("select count(*) as n from channel_job where parked_at <= $1").await?;
    let fact = |vi, en, value: String| (l.say(vi, en).to_owned(), value);
    let held: Vec<Held> = sql::all(
        core.db.read(),
        "select account_id, key, held, note, ship_by from channel_order where held is not null and held <> 'new' \
         order by ship_by, key limit 100",
        [],
    )
    .await?;
    let jobs: Vec<Failed> = sql::all(
        core.db.read(),
        "select subject, cause, account_id from channel_job where parked_at is not null order by parked_at limit 100",
        [],
    )
    .await?;
    let ending: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select * from channel_account where closed_at is null and ends_at <= $1 order by ends_at limit 100",
        [(now + 30 * shared::time::DAY_MS).into()],
    )
    .await?;
    let mut parked_lines = Vec::with_capacity(jobs.len());
    for job in jobs {
        let account = load(core, job.account_id).await?;
        let words = format!("{} {}", job.subject, job.cause.unwrap_or_default());
        parked_lines.push((account.row.name, words.trim().to_owned()));
    }
    let (unmapped, silent) = (all_unmapped(core, &held).await?, silent(core).await?);
    Ok(ChannelsOverview {
        unmapped,
        silent,
        errors: Vec::new(),
        facts: vec![
            fact("Việc đang chờ", "Jobs due", due.to_string()),
            fact(
                "Chậm nhất (giây)",
                "Lag (seconds)",
                (lag / 1_000).to_string(),
            ),
            fact("Việc dừng lại", "Parked jobs", parked.to_string()),
            fact("Đơn đang giữ lại", "Orders held", held.len().to_string()),
        ],
        held: held
            .into_iter()
            .map(|row| {
                let why = match row.held.as_str() {
                    "unmapped_sku" => l.say("mã hàng lạ", "unknown SKU"),
                    "shortage" => l.say("không đủ hàng", "not enough goods"),
                    _ => l.say("không đọc được", "unreadable"),
                };
                let until = row.ship_by.map(moment).unwrap_or_default();
                let words = format!(
                    "{}: {why} {} {until}",
                    row.key,
                    row.note.unwrap_or_default()
                );
                (words.trim().to_owned(), row.account_id.to_string(), row.key)
            })
            .collect(),
        parked: parked_lines,
        ending: ending
            .into_iter()
            .map(|row| (row.name, row.ends_at.map(moment).unwrap_or_default()))
            .collect(),
    })
}

/// Codes that orders wait for, of every shop that has such orders.
async fn all_unmapped(core: &Core, held: &[Held]) -> Result<Vec<(String, String, UnmappedLine)>> {
    let mut accounts: Vec<Uuid> = held
        .iter()
        .filter(|row| row.held == "unmapped_sku")
        .map(|row| row.account_id)
        .collect();
    accounts.sort();
    accounts.dedup();
    let mut all = Vec::new();
    for id in accounts {
        let account = load(core, id).await?;
        let name = account.row.name.clone();
        let lines = unmapped(core, &account).await?;
        all.extend(
            lines
                .into_iter()
                .map(|one| (id.to_string(), name.clone(), one)),
        );
    }
    Ok(all)
}

/// Shops of which no push came for too long.
async fn silent(core: &Core) -> Result<Vec<(String, String)>> {
    let rows: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select a.* from channel_account a join task t on t.kind = $1 and t.done_at is null \
         and t.cooperative_id = a.cooperative_id and t.detail = a.channel where a.closed_at is null order by a.id limit 100",
        [SILENT.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.name, moment(row.pushed_at.unwrap_or(row.created_at))))
        .collect())
}
