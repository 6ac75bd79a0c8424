//! Returns and payouts of a channel.

use super::account::Account;
use super::{RETURN, job};
use crate::core::Core;
use crate::error::Result;
use crate::tasks::{self, NewTask};
use sea_orm::FromQueryResult;
use shared::canonical::{Return, ReturnState, SettledLine};
use shared::money::Vnd;
use store::{channel_jobs, sql};

fn code(state: &ReturnState) -> &'static str {
    match state {
        ReturnState::Requested => "requested",
        ReturnState::Accepted => "accepted",
        ReturnState::Disputed => "disputed",
        ReturnState::Refunded => "refunded",
        ReturnState::Closed => "closed",
        ReturnState::Unknown(_) => "unknown",
    }
}

/// Keeps returns; newer ones win. One that has to be answered is a task with the channel's last moment, and its order is
/// fetched anew.
pub async fn keep_returns(core: &Core, account: &Account, returns: &[Return]) -> Result<usize> {
    let now = core.clock.now().0;
    let mut news = 0;
    for one in returns {
        let txn = core.db.begin().await?;
        let touched = sql::execute(
            &*txn,
            "insert into channel_return (account_id, key, order_key, state, reason_sealed, refund, goods_back, answer_by, \
             remote_updated_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) \
             on conflict (account_id, key) do update set state = excluded.state, refund = excluded.refund, \
             goods_back = excluded.goods_back, answer_by = excluded.answer_by, \
             remote_updated_at = excluded.remote_updated_at, updated_at = excluded.updated_at \
             where channel_return.remote_updated_at < excluded.remote_updated_at",
            [
                account.row.id.into(),
                one.key.as_str().into(),
                one.order.as_str().into(),
                code(&one.state).into(),
                core.keys.seal(&one.reason)?.into(),
                one.refund.0.into(),
                one.goods_back.into(),
                one.answer_by.map(|at| at.0).into(),
                one.updated_at.0.into(),
                now.into(),
            ],
        )
        .await?;
        if touched == 1 {
            news += 1;
            let subject = format!("{}/{}", account.row.id.simple(), one.key);
            if one.state == ReturnState::Requested {
                let task = NewTask {
                    kind: RETURN,
                    subject: &subject,
                    cooperative: Some(account.row.cooperative_id),
                    order: None,
                    sub_order: None,
                    detail: &one.order,
                    due_at: one.answer_by.map(|at| at.0),
                };
                tasks::raise(&txn, &task, now).await?;
            } else {
                tasks::finish(&txn, RETURN, &subject, None, code(&one.state), now).await?;
            }
            channel_jobs::ask(&txn, account.row.id, job::ORDER, &one.order, now).await?;
        }
        txn.commit().await?;
    }
    Ok(news)
}

#[derive(FromQueryResult)]
struct Known {
    goods_total: i64,
}

/// Keeps payouts line by line, each with what we expected and the difference in words. Gives how many differ.
pub async fn keep_settled(core: &Core, account: &Account, lines: &[SettledLine]) -> Result<usize> {
    let mut differ = 0;
    for part in lines.chunks(200) {
        let txn = core.db.begin().await?;
        for line in part {
            let (line, possible) = line.bounded();
            let line = &line;
            let known: Option<Known> = sql::one(
                &*txn,
                "select o.goods_total from channel_order c join buyer_order o on o.id = c.order_id \
                 where c.account_id = $1 and c.key = $2",
                [account.row.id.into(), line.order.as_str().into()],
            )
            .await?;
            let expected = known.as_ref().map(|known| expected(account, known, line));
            let difference = if possible {
                difference(expected, line, known.is_some())
            } else {
                Some("Sàn ghi một số tiền không thể có. Hỏi lại sàn".to_owned())
            };
            differ += usize::from(difference.is_some());
            sql::execute(
                &*txn,
                "insert into channel_settled (account_id, order_key, at, goods, commission, service, vouchers, shipping, \
                 refunded, paid_out, expected, difference) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
                 on conflict (account_id, order_key, at) do nothing",
                [
                    account.row.id.into(),
                    line.order.as_str().into(),
                    line.at.0.into(),
                    line.goods.0.into(),
                    line.commission.0.into(),
                    line.service.0.into(),
                    line.vouchers.0.into(),
                    line.shipping.0.into(),
                    line.refunded.0.into(),
                    line.paid_out.0.into(),
                    expected.map(|amount| amount.0).into(),
                    difference.into(),
                ],
            )
            .await?;
        }
        txn.commit().await?;
    }
    Ok(differ)
}

/// What the shop should receive for an order by its own terms, less what the channel says it refunded.
fn expected(account: &Account, known: &Known, line: &SettledLine) -> Vnd {
    let terms = account.settings.terms;
    let fees = u64::from(terms.platform) + u64::from(terms.service);
    let goods = i128::from(known.goods_total) - i128::from(line.refunded.0);
    let fee = (goods * i128::from(fees) + 5_000) / 10_000;
    whole(goods - fee - i128::from(line.vouchers.0) - i128::from(line.shipping.0))
}

/// What is beyond all measure stays at the end of it.
fn whole(amount: i128) -> Vnd {
    let end = if amount < 0 { i64::MIN } else { i64::MAX };
    Vnd(i64::try_from(amount).unwrap_or(end))
}

/// In words, when it is more than the rounding of two fees.
fn difference(expected: Option<Vnd>, line: &SettledLine, known: bool) -> Option<String> {
    let kept = [
        line.commission,
        line.service,
        line.vouchers,
        line.shipping,
        line.refunded,
    ];
    let kept: i128 = kept.iter().map(|amount| i128::from(amount.0)).sum();
    let sums = whole(i128::from(line.goods.0) - kept);
    if sums != line.paid_out {
        return Some(format!(
            "Các khoản của sàn cộng lại là {sums} nhưng sàn trả {}",
            line.paid_out
        ));
    }
    if !known {
        return Some("Sàn trả tiền cho một đơn không có ở đây".to_owned());
    }
    let expected = expected?;
    let off = whole(i128::from(line.paid_out.0) - i128::from(expected.0));
    if off.0.saturating_abs() <= 2 {
        return None;
    }
    Some(format!(
        "Sàn trả {}, theo phí đã khai là {}: lệch {}. Xem lại phí trong phần cài đặt, hoặc hỏi sàn",
        line.paid_out, expected, off
    ))
}
