//! The statement of the ledger in words, and where the money is.

use super::money::sum;
use super::words::minus;
use crate::core::Core;
use crate::error::Result;
use crate::ledger::{Of, book};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::ledger::{self, Statement};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::parts::SumRow;
use store::sql;

/// What the ledger says of a time, without the parts nobody has accepted yet; none when it has nothing of that time.
pub(super) async fn statement(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
) -> Result<Option<Statement>> {
    let db = core.db.read();
    let mut all = book(db, Of::Cooperative(cooperative.uuid(), from.0, to.0)).await?;
    if all.lines().next().is_none() {
        return Ok(None);
    }
    for mut line in book(db, Of::Unanswered(cooperative.uuid(), from.0, to.0))
        .await?
        .lines()
    {
        line.amount.0 = -line.amount.0;
        all.post(&[line]);
    }
    Ok(Some(ledger::statement(&all)))
}

/// The lines of a statement.
pub(super) fn ledger_sums(of: &Statement, l: Locale) -> Vec<SumRow> {
    let line = |label: &str, amount: Vnd, quiet: bool| SumRow {
        quiet,
        ..sum(
            label,
            if amount.0 < 0 {
                minus(-amount.0)
            } else {
                amount.to_string()
            },
        )
    };
    let mut sums = vec![line(l.say("Bán được", "Sold"), of.sold, false)];
    let goods = [
        (l.say("Hàng hoàn về", "Returned"), of.returned, false),
        (
            l.say("Phí chợ 3\u{a0}%", "Market fee 3\u{a0}%"),
            of.market_fee,
            true,
        ),
        (
            l.say("Hoa hồng người bán", "Sellers' commission"),
            of.commission,
            true,
        ),
        (l.say("Thuế khấu trừ", "Tax withheld"), of.tax, true),
    ];
    let delivery = [
        (
            l.say("Khách trả phí giao", "Delivery paid by buyers"),
            of.freight_in,
            true,
        ),
        (
            l.say("Trả nhà xe", "Paid to carriers"),
            of.freight_out,
            true,
        ),
        (
            l.say("Nhà xe thu phí thu hộ", "Carriers' fee for cash"),
            of.cod_fee,
            true,
        ),
    ];
    let told = |rows: &[(&'static str, Vnd, bool)]| -> Vec<SumRow> {
        let some = rows.iter().filter(|(_, amount, _)| amount.0 != 0);
        some.map(|(label, amount, quiet)| line(label, *amount, *quiet))
            .collect()
    };
    sums.extend(told(&goods));
    let delivery = told(&delivery);
    let whole = match delivery.is_empty() {
        true => l.say("Bạn nhận về", "You receive"),
        false => {
            let of_goods: i64 =
                of.sold.0 + goods.iter().map(|(_, amount, _)| amount.0).sum::<i64>();
            sums.push(line(
                l.say("Bạn nhận tiền hàng", "You receive for the goods"),
                Vnd(of_goods),
                false,
            ));
            l.say(
                "Bạn nhận về, cả tiền giao hàng",
                "You receive, with delivery",
            )
        }
    };
    sums.extend(delivery);
    sums.push(SumRow {
        total: true,
        ..line(whole, of.receive, false)
    });
    sums
}

#[derive(Default, FromQueryResult)]
struct Places {
    carriers: i64,
    held: i64,
    owed: i64,
}

/// Where the money is now: with carriers, at the cooperative, to be given back.
pub(super) async fn where_it_is(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<SumRow>> {
    let text = "select cast(coalesce(sum(case when p.account = 'cod_receivable' then p.amount end), 0) as bigint) as carriers, \
                cast(coalesce(sum(case when p.account = 'held' then p.amount end), 0) as bigint) as held, \
                cast(coalesce(sum(case when p.account = 'refund_payable' then -p.amount end), 0) as bigint) as owed from posting p \
                where p.cooperative_id = $1 and p.account in ('cod_receivable', 'held', 'refund_payable')";
    let all: Option<Places> = sql::one(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let all = all.unwrap_or_default();
    let lines = [
        (
            l.say("Nhà xe đang giữ tiền thu hộ", "Cash with carriers"),
            all.carriers,
        ),
        (
            l.say("Bạn đã nhận, chưa đối soát", "With you, not settled yet"),
            all.held,
        ),
        (
            l.say("Phải hoàn cho khách", "To be given back to buyers"),
            all.owed,
        ),
    ];
    let there = lines.into_iter().filter(|(_, amount)| *amount > 0);
    Ok(there
        .map(|(label, amount)| sum(label, Vnd(amount).to_string()))
        .collect())
}
