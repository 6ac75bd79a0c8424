//! Codes of a channel that nobody here knows, and which of our goods a person says they are.

use super::account::Account;
use super::{job, rows};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::canonical::MarketOrder;
use shared::view::channel::UnmappedLine;
use store::entity::channel_order;
use store::{channel_jobs, sql};
use uuid::Uuid;

/// What a person says of a code.
#[derive(Clone, Copy, Debug)]
pub struct Mapping<'a> {
    /// The channel's code, as [`unmapped`] gives it.
    pub code: &'a str,
    /// Our SKU, or the unit's id.
    pub ours: &'a str,
}

/// Lines of this shop's orders that wait because their code is unknown, with the channel's last moment.
pub async fn unmapped(core: &Core, account: &Account) -> Result<Vec<UnmappedLine>> {
    let held: Vec<channel_order::Model> = sql::all(
        core.db.read(),
        "select * from channel_order where account_id = $1 and held = 'unmapped_sku' order by ship_by, key limit 50",
        [account.row.id.into()],
    )
    .await?;
    let mut all: Vec<UnmappedLine> = Vec::new();
    for row in held {
        let Some(sealed) = &row.order_sealed else {
            continue;
        };
        let order: MarketOrder = serde_json::from_str(&core.keys.open(sealed)?)?;
        for line in &order.lines {
            let code = rows::code(line);
            let known = all.iter().any(|one| one.code == code);
            if known
                || rows::unit(core.db.read(), account.row.id, line)
                    .await?
                    .is_some()
            {
                continue;
            }
            all.push(UnmappedLine {
                code,
                name: line.name.clone(),
                order: row.key.clone(),
                due: row.ship_by.map(super::page::moment),
            });
        }
    }
    Ok(all)
}

/// The units that a code of this shop can be: id and words.
pub(super) async fn candidates(core: &Core, account: &Account) -> Result<Vec<(String, String)>> {
    let text = format!(
        "select distinct v.id, l.title, v.name, v.sku, l.sort_key, v.position from variant v join offer o on o.variant_id = v.id \
         join listing l on l.id = o.listing_id where o.cooperative_id in ({}) order by l.sort_key, v.position, v.id limit 500",
        sql::placeholders(1, account.sellers.len())
    );
    let values = account.sellers.iter().map(|id| id.uuid().into());
    let rows: Vec<Unit> = sql::all(core.db.read(), &text, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let words = format!("{} · {} ({})", row.title, row.name, row.sku);
            (row.id.to_string(), words)
        })
        .collect())
}

#[derive(FromQueryResult)]
struct Unit {
    id: Uuid,
    title: String,
    name: String,
    sku: String,
}

/// A person says which of the shop's goods a code is, and every order that waits for it is tried at once. Goods that
/// nobody of this shop sells are `Invalid` (`unknown_sku`).
pub async fn map_code(
    core: &Core,
    actor: &Actor,
    account: &Account,
    mapping: Mapping<'_>,
) -> Result<()> {
    let person = match actor.operator() {
        Ok(person) => person.id,
        Err(_) => {
            actor
                .member(account.row.cooperative_id.into(), Right::Sell)?
                .id
        }
    };
    let ours = mapping.ours.trim();
    let text = format!(
        "select v.id, '' as title, v.name, v.sku from variant v join offer o on o.variant_id = v.id \
         where (v.sku = $1 or v.id = $2) and o.cooperative_id in ({}) order by v.id limit 1",
        sql::placeholders(3, account.sellers.len())
    );
    let id: Uuid = ours.parse().unwrap_or(Uuid::nil());
    let values = [ours.into(), id.into()]
        .into_iter()
        .chain(account.sellers.iter().map(|id| id.uuid().into()));
    let unit: Option<Unit> = sql::one(core.db.read(), &text, values).await?;
    let unit = unit.filter(|_| !mapping.code.is_empty()).ok_or_else(|| {
        let message = actor.locale.say(
            "Không có mã hàng này ở gian hàng. Chọn trong danh sách, hoặc ghi đúng mã của mình",
            "This shop has no such goods. Choose one of the list, or write your own code exactly",
        );
        Error::invalid("ours", "unknown_sku", message)
    })?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "insert into channel_sku (account_id, code, variant_id, set_by, at) values ($1, $2, $3, $4, $5) \
         on conflict (account_id, code) do update set variant_id = excluded.variant_id, set_by = excluded.set_by, \
         at = excluded.at",
        [
            account.row.id.into(),
            mapping.code.into(),
            unit.id.into(),
            person.uuid().into(),
            now.into(),
        ],
    )
    .await?;
    let held: Vec<channel_order::Model> = sql::all(
        &*txn,
        "select * from channel_order where account_id = $1 and held = 'unmapped_sku' order by key",
        [account.row.id.into()],
    )
    .await?;
    for row in held {
        channel_jobs::ask(&txn, account.row.id, job::ORDER, &row.key, now).await?;
    }
    Ok(txn.commit().await?)
}
