//! The money screen of operators.

use super::accounts::unchecked;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::settlements;
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::staff::{CreditRow, MoneyTasksView, RefundRow};
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct OpenCredit {
    id: Uuid,
    cooperative_id: Option<Uuid>,
    amount: i64,
    content_sealed: String,
    counter_sealed: String,
    booked_at: Option<i64>,
    received_at: i64,
    outcome: String,
    short_name: Option<String>,
}

#[derive(FromQueryResult)]
struct Waiting {
    reference: String,
}

#[derive(FromQueryResult)]
struct OpenRefund {
    reference: String,
    code: String,
    amount: i64,
    cause: String,
    short_name: Option<String>,
}

fn why(outcome: &str, l: Locale) -> &'static str {
    match outcome {
        "propose" => l.say(
            "Nội dung không có mã đúng. Xem ai chuyển rồi chọn khoản",
            "There is no right code. See who sent it, then choose",
        ),
        _ => l.say(
            "Không khớp đơn nào. Hỏi người chuyển hoặc trả lại",
            "No order fits. Ask who sent it, or give it back",
        ),
    }
}

/// Why money goes back, in words.
pub(crate) fn cause_words(cause: &str, l: Locale) -> &'static str {
    match cause {
        "cancelled" => l.say("Đơn đã huỷ", "The order was cancelled"),
        "returning" => l.say("Hàng hoàn về", "The goods came back"),
        "weighed" => l.say("Cân được ít hơn", "It weighed less"),
        "moved" => l.say("Nơi khác gửi, rẻ hơn", "Somebody else sends it for less"),
        "late" => l.say(
            "Tiền đến sau khi đơn đã dừng",
            "The money came after the end",
        ),
        "double" => l.say("Chuyển hai lần", "Paid twice"),
        "over" => l.say("Chuyển thừa", "Too much was paid"),
        _ => l.say("Hàng hỏng hoặc thiếu", "Goods damaged or missing"),
    }
}

/// The money screen of operators: credits nobody could place, refunds to transfer.
pub async fn money_tasks(core: &Core, actor: &Actor) -> Result<MoneyTasksView> {
    actor.operator()?;
    let (l, db) = (actor.locale, core.db.read());
    let open: Vec<OpenCredit> = sql::all(
        db,
        "select b.id, b.cooperative_id, b.amount, b.content_sealed, b.counter_sealed, b.booked_at, b.received_at, \
         b.outcome, c.short_name from bank_credit b left join cooperative c on c.id = b.cooperative_id \
         where b.settled_at is null order by b.received_at limit 100",
        [],
    )
    .await?;
    let mut credits = Vec::with_capacity(open.len());
    for row in open {
        let waiting: Vec<Waiting> = sql::all(
            db,
            "select reference from payment where cooperative_id = $1 and state in ('created', 'pending', 'partly_paid') \
             and amount - received = $2 order by created_at limit 5",
            [row.cooperative_id.into(), row.amount.into()],
        )
        .await?;
        let at = Millis(row.booked_at.unwrap_or(row.received_at));
        credits.push(CreditRow {
            id: row.id.to_string(),
            amount: Vnd(row.amount).to_string(),
            content: core.keys.open(&row.content_sealed)?,
            sender: core.keys.open(&row.counter_sealed)?,
            at: format!("{} {}", at.vn_date().short(), at.vn_clock()),
            why: why(&row.outcome, l).to_owned(),
            cooperative: row.short_name.unwrap_or_default(),
            proposals: waiting.into_iter().map(|one| one.reference).collect(),
        });
    }
    let refunds: Vec<OpenRefund> = sql::all(
        db,
        "select r.reference, coalesce(s.code, o.code) as code, r.amount, r.cause, c.short_name from refund r \
         join buyer_order o on o.id = r.order_id left join sub_order s on s.id = r.sub_order_id \
         left join cooperative c on c.id = r.cooperative_id where r.state in ('due', 'failed') order by r.created_at limit 100",
        [],
    )
    .await?;
    let refunds = refunds.into_iter().map(|row| RefundRow {
        reference: row.reference,
        code: row.code,
        amount: Vnd(row.amount).to_string(),
        cause: cause_words(&row.cause, l).to_owned(),
        cooperative: row.short_name.unwrap_or_default(),
    });
    Ok(MoneyTasksView {
        credits,
        refunds: refunds.collect(),
        settlements: settlements::open(core, l).await?,
        accounts: unchecked(core, l).await?,
        failed: None,
    })
}
