//! What a cooperative settles about money that lies with it or is missing: money of parts that moved, weight that was not paid.

use super::accounts::load;
use super::tasks::{DIFFERENCE, FORWARD};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::ledger::{Of, Place, book, post};
use crate::tasks;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::payment::banks;
use shared::rules::ledger::{self as rules, Account, Purse};
use shared::say::Locale;
use shared::view::booth::MoneyTodo;
use store::entity::sub_order;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    subject: String,
    detail: String,
    from_id: Uuid,
    from_name: String,
    to_id: Uuid,
    to_name: String,
}

/// What waits for a member of the cooperative, the oldest first.
pub(crate) async fn todos(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<MoneyTodo>> {
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select t.kind, t.subject, t.detail, f.id as from_id, f.short_name as from_name, c.id as to_id, \
         c.short_name as to_name from task t join sub_order s on s.id = t.sub_order_id join cooperative c on c.id = s.cooperative_id \
         join cooperative f on f.id = t.cooperative_id where t.done_at is null and t.kind in ($1, $2) \
         and (t.cooperative_id = $3 or s.cooperative_id = $3) order by t.created_at limit 50",
        [FORWARD.into(), DIFFERENCE.into(), cooperative.uuid().into()],
    )
    .await?;
    let receivers: Vec<CooperativeId> = rows.iter().map(|row| row.to_id.into()).collect();
    let accounts = load(core, &receivers).await?;
    let todo = |row: Row| {
        let amount = Vnd(row.detail.parse().unwrap_or_default());
        let deed = |word: &str, say: &str| (word.to_owned(), say.to_owned());
        let (text, deeds) = if row.kind == DIFFERENCE {
            let text = match l {
                Locale::Vi => format!(
                    "Cân được nhiều hơn lúc đặt, khách còn thiếu {amount}. Gọi khách, nhờ chuyển thêm"
                ),
                Locale::En => format!(
                    "It weighs more than was ordered; {amount} is missing. Call the buyer and ask for it"
                ),
            };
            let collected = deed(
                "da-thu",
                l.say("Khách đã chuyển thêm", "The buyer has paid it"),
            );
            let given = deed("bo-qua", l.say("Thôi, không thu thêm", "Let it go"));
            (text, vec![collected, given])
        } else if CooperativeId::from(row.from_id) == cooperative {
            let to = accounts.get(&CooperativeId::from(row.to_id));
            let account = to.map_or_else(String::new, |to| {
                format!(
                    "{} {}, {}",
                    banks::name(&to.0.bin),
                    to.0.number,
                    to.0.holder
                )
            });
            let (name, code) = (&row.to_name, &row.subject);
            let text = match l {
                Locale::Vi => format!(
                    "Khách đã trả cho bạn, nhưng {name} gửi hàng. Chuyển {amount} cho {name}: {account}, nội dung {code}"
                ),
                Locale::En => format!(
                    "The buyer paid you, but {name} sends the goods. Transfer {amount} to {name}: {account}, text {code}"
                ),
            };
            (text, Vec::new())
        } else {
            let name = &row.from_name;
            let text = match l {
                Locale::Vi => format!("{name} giữ tiền khách đã trả, sẽ chuyển cho bạn {amount}"),
                Locale::En => {
                    format!("{name} has the buyer's money and will transfer {amount} to you")
                }
            };
            let received = deed("da-nhan", l.say("Đã nhận đủ tiền", "The money is here"));
            (text, vec![received])
        };
        MoneyTodo {
            code: row.subject,
            text,
            deeds,
        }
    };
    Ok(rows.into_iter().map(todo).collect())
}

/// A member settles one of them: `da-nhan` (the money of a part that moved here has come), `da-thu` (the buyer paid the
/// difference), `bo-qua` (nobody collects it). Settling it again changes nothing.
pub async fn settle_todo(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    deed: &str,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Money)?.id;
    let now = core.clock.now().0;
    let missing = || Error::NotFound { what: "task" };
    let kind = match deed {
        "da-nhan" => FORWARD,
        "da-thu" | "bo-qua" => DIFFERENCE,
        _ => return Err(missing()),
    };
    let txn = core.db.begin().await?;
    let part: Option<sub_order::Model> = sql::one(
        &*txn,
        "update sub_order set version = version + 1 where code = $1 and cooperative_id = $2 and exists \
         (select 1 from task t where t.kind = $3 and t.subject = $1) returning *",
        [code.into(), cooperative.uuid().into(), kind.into()],
    )
    .await?;
    let Some(part) = part else {
        let message = actor
            .locale
            .say("Việc này không còn", "There is nothing to settle");
        return Err(Error::Conflict {
            code: "settled",
            message: message.to_owned(),
            fields: Vec::new(),
        });
    };
    if kind == DIFFERENCE {
        let due = book(&*txn, Of::SubOrder(part.id)).await?.of(Account::Buyer);
        let entry = match deed {
            _ if due.0 <= 0 => Vec::new(),
            "da-thu" => rules::paid(Purse::Cooperative, due, due),
            _ => rules::let_go(due),
        };
        let source = part.id.to_string();
        post(
            &txn,
            ("difference", &source),
            now,
            vec![(Place::of(&part), entry)],
        )
        .await?;
    }
    tasks::finish(&txn, kind, code, Some(person), deed, now).await?;
    txn.commit().await?;
    Ok(())
}
