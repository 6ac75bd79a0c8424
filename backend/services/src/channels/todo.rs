//! Steps that only a person can do on a portal, each once, with its clock. Which steps there are says the channel.

use super::account::Account;
use super::actions::Told;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::canonical::{Action, MarketOrder};
use shared::channel::{ChannelSpec, StepClock, StepWhen};
use store::entity::channel_account;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Cancel an order on the portal; the subject is its number.
pub const CANCEL: &str = "cancel";
/// Cancel units of one line there; the subject is the order's number and the line in words.
pub(super) const CANCEL_PART: &str = "cancel_part";

/// Writes a step, or opens one that was done before and has to be done again.
async fn raise(
    txn: &WriteTxn,
    account: Uuid,
    (kind, subject): (&str, &str),
    due_at: Option<i64>,
    (again, now): (bool, i64),
) -> Result<()> {
    sql::execute(
        &**txn,
        "insert into channel_todo (id, account_id, kind, subject, due_at, created_at) values ($1, $2, $3, $4, $5, $6) \
         on conflict (account_id, kind, subject) do update set due_at = excluded.due_at, created_at = excluded.created_at, \
         done_at = null, done_by = null where channel_todo.done_at is not null and $7",
        [
            Uuid::now_v7().into(),
            account.into(),
            kind.into(),
            subject.into(),
            due_at.into(),
            now.into(),
            again.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Every step that this makes necessary; `subject` is an order's number, a day, or empty.
pub(super) async fn raise_when(
    txn: &WriteTxn,
    account: Uuid,
    (spec, when): (&ChannelSpec, StepWhen),
    (subject, order): (&str, Option<&MarketOrder>),
    now: i64,
) -> Result<()> {
    for step in spec.steps.iter().filter(|step| step.when == when) {
        let due_at = match step.clock {
            StepClock::None => None,
            StepClock::Hours(hours) => Some(now + i64::from(hours) * 3_600_000),
            StepClock::ConfirmBy => order.and_then(|order| order.confirm_by).map(|at| at.0),
            StepClock::ShipBy => order.and_then(|order| order.ship_by).map(|at| at.0),
        };
        let again = matches!(when, StepWhen::FileReady | StepWhen::ResultMissing);
        raise(txn, account, (step.key, subject), due_at, (again, now)).await?;
    }
    Ok(())
}

/// What an order needs on a portal without an interface becomes a step for a person.
pub async fn ask_person(
    core: &Core,
    account: &Account,
    spec: &ChannelSpec,
    told: &Told,
) -> Result<()> {
    let (order, now) = (&told.order, core.clock.now().0);
    let when = match &told.action {
        Action::Confirm => Some(StepWhen::OrderToConfirm),
        Action::Ship { .. } => Some(StepWhen::OrderToShip),
        _ => None,
    };
    let txn = core.db.begin().await?;
    match when {
        Some(when) => {
            let about = (order.key.as_str(), Some(order));
            raise_when(&txn, account.row.id, (spec, when), about, now).await?;
        }
        None => {
            let due_at = order.ship_by.map(|at| at.0);
            let parts = match &told.action {
                Action::Cancel { lines, .. } => lines.as_slice(),
                _ => &[],
            };
            if parts.is_empty() {
                let what = (CANCEL, order.key.as_str());
                raise(&txn, account.row.id, what, due_at, (false, now)).await?;
            }
            for part in parts {
                let subject = part_words(order, part);
                let what = (CANCEL_PART, subject.as_str());
                raise(&txn, account.row.id, what, due_at, (false, now)).await?;
            }
        }
    }
    Ok(txn.commit().await?)
}

/// `DH-1: 2/5 × NA-01 Na Chi Lăng`, two of five.
fn part_words(order: &MarketOrder, (key, units): &(String, i64)) -> String {
    let line = order.lines.iter().find(|line| line.key == *key);
    let (of, words) = line.map_or((*units, key.clone()), |line| {
        (line.quantity, super::taking::words(line))
    });
    format!("{}: {units}/{of} × {words}", order.key)
}

/// A listing changed that only a workbook can carry there.
pub async fn file_needed(core: &Core, account: &Account, spec: &ChannelSpec) -> Result<()> {
    let txn = core.db.begin().await?;
    let what = (spec, StepWhen::FileReady);
    let now = core.clock.now().0;
    raise_when(&txn, account.row.id, what, ("", None), now).await?;
    Ok(txn.commit().await?)
}

/// The step of looking for new orders today, where something is on sale. Gives how many shops there are.
pub async fn daily(core: &Core, specs: &[&ChannelSpec]) -> Result<u64> {
    let now = core.clock.now();
    let rows: Vec<channel_account::Model> = sql::all(
        core.db.read(),
        "select * from channel_account a where a.closed_at is null and exists (select 1 from channel_listing l \
         where l.account_id = a.id and l.state = 'live') order by a.id",
        [],
    )
    .await?;
    let day = now.vn_date().to_string();
    let mut told = 0;
    for row in rows {
        let Some(spec) = specs.iter().find(|spec| spec.code == row.channel) else {
            continue;
        };
        let txn = core.db.begin().await?;
        let what = (*spec, StepWhen::Daily);
        raise_when(&txn, row.id, what, (&day, None), now.0).await?;
        txn.commit().await?;
        told += 1;
    }
    Ok(told)
}

/// A member says that it is done.
pub async fn done(core: &Core, actor: &Actor, account: &Account, id: Uuid) -> Result<()> {
    let person = actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update channel_todo set done_at = coalesce(done_at, $1), done_by = coalesce(done_by, $2) where id = $3 \
         and account_id = $4",
        [
            core.clock.now().0.into(),
            person.id.uuid().into(),
            id.into(),
            account.row.id.into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Error::NotFound {
            what: "channel_todo",
        });
    }
    Ok(txn.commit().await?)
}
