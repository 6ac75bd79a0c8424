//! What each order of a month, each month and what is under way came to, as the ledger says it: goods, fees and delivery, so
//! that everything on the page adds up to "you receive".

use super::words::minus;
use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::Millis;
use shared::view::booth::MoneyRow;
use store::sql;

/// Postings that are a cooperative's earnings.
const EARNED: &str =
    "p.account in ('pending', 'payable', 'freight') and p.item not in ('transfer', 'payment')";
/// Parts that nobody has accepted yet.
const UNANSWERED: &str = "'awaiting_payment', 'to_confirm'";
/// Parts that are looked at for the newest ones: those of a month may have been ordered in the one before.
const LOOKED_AT: usize = 400;
/// Accepted, and not yet with the buyer.
const UNDER_WAY: &str = "'preordered', 'confirmed', 'packed', 'in_transit', 'cancel_requested', 'delivery_failed', 'unknown'";

#[derive(FromQueryResult)]
struct Part {
    code: String,
    state: String,
    created_at: i64,
    goods_total: i64,
    lines: i64,
    sold: i64,
    fees: i64,
    freight: i64,
}

/// The newest parts that the ledger says something of in a time, and those of its marketplace orders that the marketplace has
/// not settled: of these the ledger says nothing before.
pub(super) async fn newest(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
    most: usize,
    l: Locale,
) -> Result<Vec<MoneyRow>> {
    let of = |items: &str| {
        format!(
            "cast(-coalesce(sum(case when p.item in ({items}) then p.amount else 0 end), 0) as bigint)"
        )
    };
    let text = format!(
        "select s.code, s.state, s.created_at, s.goods_total, count(p.entry_id) as lines, {} as sold, {} as fees, \
         {} as freight from sub_order s left join posting p on p.sub_order_id = s.id and p.at >= $2 and p.at < $3 and {EARNED} where s.id in \
         (select n.id from sub_order n where n.cooperative_id = $1 and n.created_at < $3 \
         and n.state not in ({UNANSWERED}, 'declined', 'timed_out', 'cancelled') \
         order by n.created_at desc, n.code limit {LOOKED_AT}) group by s.id, s.order_id, s.code, s.state, s.created_at, s.goods_total \
         having count(p.entry_id) > 0 or (s.created_at >= $2 and not exists (select 1 from posting q where q.sub_order_id = s.id) \
         and exists (select 1 from buyer_order o where o.id = s.order_id and o.channel <> 'storefront')) \
         order by s.created_at desc, s.code limit $4",
        of("'sale', 'voucher', 'returned'"),
        of("'market_fee', 'commission', 'tax'"),
        of("'freight_in', 'freight_out', 'cod_fee'"),
    );
    let values = [
        cooperative.uuid().into(),
        from.0.into(),
        to.0.into(),
        i64::try_from(most).unwrap_or(i64::MAX).into(),
    ];
    let rows: Vec<Part> = sql::all(core.db.read(), &text, values).await?;
    Ok(rows.into_iter().map(|row| describe(row, l)).collect())
}

fn describe(row: Part, l: Locale) -> MoneyRow {
    let (made_of, receive) = if row.lines == 0 {
        let waits = l.say("Chờ sàn trả", "Not paid out yet").to_owned();
        (made_of(row.goods_total, 0, 0, l), waits)
    } else {
        (
            made_of(row.sold, row.fees, row.freight, l),
            signed(row.sold + row.fees + row.freight),
        )
    };
    MoneyRow {
        code: row.code,
        day: Millis(row.created_at).vn_date().short(),
        state: row
            .state
            .parse()
            .unwrap_or(S::Unknown)
            .cooperative_words(l)
            .to_owned(),
        made_of,
        receive,
    }
}

/// `Hàng 225.000 ₫ · phí −6.750 ₫ · giao hàng 84.000 ₫`; what is nothing is left out.
pub(super) fn made_of(sold: i64, fees: i64, freight: i64, l: Locale) -> String {
    let parts = [
        (l.say("Hàng", "Goods"), sold, true),
        (l.say("phí", "fees"), fees, fees != 0),
        (l.say("giao hàng", "delivery"), freight, freight != 0),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(_, _, told)| *told)
        .map(|(name, amount, _)| format!("{name} {}", signed(amount)))
        .collect();
    said.join(" · ")
}

fn signed(amount: i64) -> String {
    if amount < 0 {
        minus(-amount)
    } else {
        Vnd(amount).to_string()
    }
}

#[derive(FromQueryResult)]
struct Sum {
    n: i64,
}

async fn sum(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
    states: &str,
) -> Result<i64> {
    let text = format!(
        "select cast(-coalesce(sum(p.amount), 0) as bigint) as n from sub_order s \
         join posting p on p.sub_order_id = s.id and p.at >= $2 and p.at < $3 and {EARNED} \
         where s.cooperative_id = $1 and s.state in ({states})"
    );
    let values = [cooperative.uuid().into(), from.0.into(), to.0.into()];
    let row: Option<Sum> = sql::one(core.db.read(), &text, values).await?;
    Ok(row.map_or(0, |row| row.n))
}

/// What of a time's earnings belongs to parts that are accepted and not yet with the buyer.
pub(super) async fn under_way(
    core: &Core,
    cooperative: CooperativeId,
    range: (Millis, Millis),
) -> Result<i64> {
    sum(core, cooperative, range, UNDER_WAY).await
}

/// What a cooperative receives for each of these times; none for one that the ledger says nothing of.
pub(super) async fn receives(
    core: &Core,
    cooperative: CooperativeId,
    ranges: &[(Millis, Millis)],
) -> Result<Vec<Option<i64>>> {
    let columns: Vec<String> = ranges
        .iter()
        .enumerate()
        .map(|(n, (from, to))| {
            let (from, to) = (from.0, to.0);
            format!(
                "cast(-sum(case when p.at >= {from} and p.at < {to} then p.amount end) as bigint) as m{n}"
            )
        })
        .collect();
    let Some((first, last)) = ends(ranges) else {
        return Ok(Vec::new());
    };
    let text = format!(
        "select {} from posting p where p.cooperative_id = $1 and p.at >= $2 and p.at < $3 and {EARNED}",
        columns.join(", ")
    );
    let values = [cooperative.uuid().into(), first.0.into(), last.0.into()];
    let row = sql::row(core.db.read(), &text, values).await?;
    let mut receives = Vec::with_capacity(ranges.len());
    for (n, range) in ranges.iter().enumerate() {
        let all: Option<i64> = match &row {
            Some(row) => row.try_get("", &format!("m{n}"))?,
            None => None,
        };
        receives.push(match all {
            Some(all) => Some(all - sum(core, cooperative, *range, UNANSWERED).await?),
            None => None,
        });
    }
    Ok(receives)
}

fn ends(ranges: &[(Millis, Millis)]) -> Option<(Millis, Millis)> {
    let first = ranges.iter().map(|range| range.0).min()?;
    let last = ranges.iter().map(|range| range.1).max()?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nothing_is_not_said() {
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            plain(made_of(225_000, -6_750, 84_000, Locale::Vi)),
            "Hàng 225.000 ₫ · phí −6.750 ₫ · giao hàng 84.000 ₫"
        );
        assert_eq!(plain(made_of(0, 0, 0, Locale::Vi)), "Hàng 0 ₫");
    }
}
