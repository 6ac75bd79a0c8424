//! What comes after the sale: returns with their answers and consequences, and payouts against what was expected.

use super::account::Account;
use super::job;
use super::page::moment;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::canonical::Action;
use shared::channel::{ChannelSpec, ListingMode};
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::channel::{ReturnLine, ReturnsView, SettledRow, SettledView};
use store::entity::channel_settled;
use store::{channel_jobs, sql};

#[derive(FromQueryResult)]
struct Row {
    key: String,
    order_key: String,
    state: String,
    reason_sealed: String,
    refund: i64,
    goods_back: bool,
    answer_by: Option<i64>,
    answer: Option<String>,
    code: Option<String>,
}

/// Returns of a shop: those that wait for an answer first, by their clock.
pub async fn returns_page(core: &Core, actor: &Actor, account: &Account) -> Result<ReturnsView> {
    let cooperative = account.row.cooperative_id.into();
    actor.member(cooperative, Right::Read)?;
    let (l, now) = (actor.locale, core.clock.now().0);
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select r.key, r.order_key, r.state, r.reason_sealed, r.refund, r.goods_back, r.answer_by, r.answer, b.code \
         from channel_return r left join channel_order o on o.account_id = r.account_id and o.key = r.order_key \
         left join buyer_order b on b.id = o.order_id where r.account_id = $1 \
         order by case when r.state = 'requested' then 0 else 1 end, coalesce(r.answer_by, r.updated_at), r.key limit 200",
        [account.row.id.into()],
    )
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(return_line(core, row, now, l)?);
    }
    Ok(ReturnsView {
        action: format!("/htx/kenh/{}/tra-hang", account.row.id),
        shop: account.row.name.clone(),
        lines,
        may_sell: actor.member(cooperative, Right::Sell).is_ok(),
        done: None,
        errors: Vec::new(),
    })
}

fn return_line(core: &Core, row: Row, now: i64, l: Locale) -> Result<ReturnLine> {
    let refund = Vnd(row.refund);
    let (state, bad) = match row.state.as_str() {
        "requested" => (l.say("Chờ bạn trả lời", "Waits for your answer"), true),
        "accepted" => (l.say("Đã đồng ý", "Accepted"), false),
        "disputed" => (l.say("Sàn đang xử", "The channel decides"), true),
        "refunded" => (
            l.say("Đã hoàn tiền cho khách", "Refunded to the buyer"),
            false,
        ),
        "closed" => (
            l.say("Đã khép lại, không hoàn", "Closed without refund"),
            false,
        ),
        _ => (
            l.say(
                "Sàn báo trạng thái lạ, xem trên sàn",
                "Unknown, see it there",
            ),
            true,
        ),
    };
    let answer: Option<Action> = row
        .answer
        .as_deref()
        .map(serde_json::from_str)
        .transpose()?;
    let answered = match answer {
        Some(Action::AnswerReturn { accept: true, .. }) => Some(l.say(
            "Bạn đã đồng ý, đang báo cho sàn",
            "You accepted, the channel is being told",
        )),
        Some(Action::AnswerReturn { accept: false, .. }) => Some(l.say(
            "Bạn không đồng ý, đang báo cho sàn",
            "You disputed, the channel is being told",
        )),
        _ => None,
    };
    let open = row.state == "requested";
    let (accept, dispute) = consequences(refund, row.goods_back, l);
    Ok(ReturnLine {
        key: row.key,
        order: row.order_key,
        part: row.code.map(|code| l.path(&format!("/htx/don/{code}-1"))),
        state: state.to_owned(),
        bad,
        reason: core.keys.open(&row.reason_sealed)?,
        refund: refund.to_string(),
        accept,
        dispute,
        due: row.answer_by.filter(|_| open).map(moment),
        late: open && row.answer_by.is_some_and(|at| at < now),
        answered: answered.filter(|_| open).map(str::to_owned),
        open,
    })
}

/// What follows from either answer, said before it is given.
fn consequences(refund: Vnd, goods_back: bool, l: Locale) -> (String, String) {
    let accept = match (l, goods_back) {
        (Locale::Vi, true) => {
            format!("Đồng ý: khách gửi hàng về, nhận được hàng thì {refund} trả lại khách")
        }
        (Locale::Vi, false) => {
            format!("Đồng ý: {refund} trả lại khách ngay, hàng không phải gửi về")
        }
        (Locale::En, true) => {
            format!("Accept: the goods come back, then {refund} goes to the buyer")
        }
        (Locale::En, false) => {
            format!("Accept: {refund} goes to the buyer now, no goods come back")
        }
    };
    let dispute = l.say(
        "Không đồng ý: sàn xem xét. Bạn phải gửi ảnh và lý do trên sàn; sàn có thể vẫn hoàn tiền cho khách",
        "Dispute: the channel decides. You must send pictures and reasons there; it may still refund the buyer",
    );
    (accept, dispute.to_owned())
}

/// Payouts of a shop, the newest first, those that differ before all others, with their sums.
pub async fn settled_page(
    core: &Core,
    actor: &Actor,
    account: &Account,
    spec: &ChannelSpec,
) -> Result<SettledView> {
    let cooperative = account.row.cooperative_id.into();
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let rows: Vec<channel_settled::Model> = sql::all(
        core.db.read(),
        "select * from channel_settled where account_id = $1 order by case when difference is null then 1 else 0 end, \
         at desc, order_key limit 300",
        [account.row.id.into()],
    )
    .await?;
    let sums: Option<Sums> = sql::one(
        core.db.read(),
        "select count(*) as lines, count(difference) as differ, cast(coalesce(sum(goods), 0) as bigint) as goods, \
         cast(coalesce(sum(goods - refunded - paid_out), 0) as bigint) as kept, \
         cast(coalesce(sum(paid_out), 0) as bigint) as paid_out from channel_settled where account_id = $1",
        [account.row.id.into()],
    )
    .await?;
    let sums = sums.unwrap_or_default();
    let unpaid = sql::row(
        core.db.read(),
        "select count(*) as n from channel_order o where o.account_id = $1 and o.state = 'completed' \
         and not exists (select 1 from channel_settled s where s.account_id = o.account_id and s.order_key = o.key)",
        [account.row.id.into()],
    )
    .await?;
    let unpaid: i64 = unpaid.map_or(Ok(0), |row| row.try_get("", "n"))?;
    let fact = |vi, en, value: String| (l.say(vi, en).to_owned(), value);
    Ok(SettledView {
        action: format!("/htx/kenh/{}/doi-soat", account.row.id),
        shop: account.row.name.clone(),
        facts: vec![
            fact(
                "Đơn sàn đã trả tiền",
                "Orders paid out",
                sums.lines.to_string(),
            ),
            fact("Tiền hàng", "Goods", Vnd(sums.goods).to_string()),
            fact(
                "Sàn giữ lại",
                "Kept by the channel",
                Vnd(sums.kept).to_string(),
            ),
            fact("Sàn đã trả", "Paid out", Vnd(sums.paid_out).to_string()),
            fact("Đơn lệch", "Orders that differ", sums.differ.to_string()),
            fact(
                "Đơn xong mà chưa được trả",
                "Completed and not paid yet",
                unpaid.to_string(),
            ),
        ],
        lines: rows.into_iter().map(|row| settled_row(row, l)).collect(),
        files: spec.can.listing == ListingMode::File,
        fetched: spec.can.settlements,
        may_sell: actor.member(cooperative, Right::Sell).is_ok(),
        done: None,
        errors: Vec::new(),
    })
}

#[derive(Default, FromQueryResult)]
struct Sums {
    lines: i64,
    differ: i64,
    goods: i64,
    kept: i64,
    paid_out: i64,
}

fn settled_row(row: channel_settled::Model, l: Locale) -> SettledRow {
    let cuts = [
        ("phí sàn", "commission", row.commission),
        ("phí thanh toán", "service fee", row.service),
        ("giảm giá", "vouchers", row.vouchers),
        ("cước", "freight", row.shipping),
        ("hoàn khách", "refunded", row.refunded),
    ];
    let cuts: Vec<String> = cuts
        .into_iter()
        .filter(|(_, _, amount)| *amount != 0)
        .map(|(vi, en, amount)| format!("{} {}", l.say(vi, en), Vnd(amount)))
        .collect();
    SettledRow {
        order: row.order_key,
        day: Millis(row.at).vn_date().full(),
        goods: Vnd(row.goods).to_string(),
        cuts: cuts.join(", "),
        paid_out: Vnd(row.paid_out).to_string(),
        expected: row.expected.map(|amount| Vnd(amount).to_string()),
        difference: row.difference,
    }
}

/// Asks the channel now what it paid out. A channel that does not say is `Invalid` (`by_file`).
pub async fn fetch_settled(
    core: &Core,
    actor: &Actor,
    account: &Account,
    spec: &ChannelSpec,
) -> Result<()> {
    actor.member(account.row.cooperative_id.into(), Right::Sell)?;
    if !spec.can.settlements {
        let message = actor.locale.say(
            "Kênh này không cho hỏi. Tải tệp đối soát ở cổng rồi gửi vào đây",
            "This channel cannot be asked. Download the statement there and send it here",
        );
        return Err(Error::invalid("file", "by_file", message));
    }
    let txn = core.db.begin().await?;
    let now = core.clock.now().0;
    channel_jobs::ask(&txn, account.row.id, job::SETTLED, "", now).await?;
    Ok(txn.commit().await?)
}
