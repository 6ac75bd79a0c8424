//! What the booth sold and receives, month by month, as the ledger says it.

use super::money_parts as parts;
use super::money_where::{ledger_sums, statement, where_it_is};
use super::words::minus;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use crate::{payments, remittances, settlements};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::{Millis, VnDate};
use shared::view::booth::{MoneyRow, MoneyView, MonthLine};
use shared::view::parts::SumRow;
use store::sql;

/// Rows of a statement on the page; the file has all of them.
const ON_PAGE: usize = 50;
/// How many months one can go back to on the page.
const MONTHS: i32 = 12;

#[derive(Clone, Debug, FromQueryResult)]
struct Row {
    code: String,
    state: String,
    goods_total: i64,
    platform_fee: i64,
    created_at: i64,
}

#[derive(FromQueryResult)]
struct OfState {
    state: String,
    n: i64,
    goods_total: i64,
    platform_fee: i64,
}

/// What a sub-order's state makes of its money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// Accepted, not yet with the buyer.
    UnderWay,
    /// With the buyer.
    Arrived,
    /// Came back: sold and returned.
    Returned,
    /// Never sold.
    Nothing,
}

fn counts(state: S) -> Counts {
    match state {
        S::Confirmed
        | S::Packed
        | S::InTransit
        | S::CancelRequested
        | S::DeliveryFailed
        | S::Unknown => Counts::UnderWay,
        S::Delivered | S::Completed => Counts::Arrived,
        S::Returning | S::Returned => Counts::Returned,
        S::AwaitingPayment
        | S::Preordered
        | S::ToConfirm
        | S::Declined
        | S::TimedOut
        | S::Cancelled => Counts::Nothing,
    }
}

impl Row {
    fn counts(&self) -> Counts {
        counts(self.state.parse().unwrap_or(S::Unknown))
    }

    /// The fee the market keeps: none of what came back.
    pub fn fee(&self) -> i64 {
        if self.counts() == Counts::Returned {
            0
        } else {
            self.platform_fee
        }
    }

    pub fn receive(&self) -> i64 {
        if self.counts() == Counts::Returned {
            0
        } else {
            self.goods_total - self.platform_fee
        }
    }
}

/// A month of the calendar in Vietnam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(VnDate);

impl Month {
    fn of(at: Millis) -> Self {
        let day = at.vn_date();
        Self(VnDate { d: 1, ..day })
    }

    /// Reads `2026-08`.
    fn parse(text: &str) -> Option<Self> {
        VnDate::parse(&format!("{text}-01")).ok().map(Self)
    }

    pub fn code(self) -> String {
        format!("{:04}-{:02}", self.0.y, self.0.m)
    }

    pub fn title(self, l: Locale) -> String {
        match l {
            Locale::Vi => format!("Tháng {}/{}", self.0.m, self.0.y),
            Locale::En => format!("{}/{}", self.0.m, self.0.y),
        }
    }

    pub fn range(self) -> (Millis, Millis) {
        (self.0.start(), self.0.plus_months_clamped(1).start())
    }
}

/// The newest sub-orders of a time that count.
async fn newest(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
) -> Result<Vec<Row>> {
    let text = "select code, state, goods_total - voucher_own as goods_total, platform_fee, created_at from sub_order \
         where cooperative_id = $1 and created_at >= $2 and created_at < $3 and state not in \
         ('awaiting_payment', 'preordered', 'to_confirm', 'declined', 'timed_out', 'cancelled') \
         order by created_at desc, code limit $4";
    let most = i64::try_from(ON_PAGE).unwrap_or(i64::MAX);
    let values = [
        cooperative.uuid().into(),
        from.0.into(),
        to.0.into(),
        most.into(),
    ];
    Ok(sql::all(core.db.read(), text, values).await?)
}

/// The sub-orders of a time that count, one row for each state: how many, and what they come to.
async fn by_state(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
) -> Result<Vec<(i64, Row)>> {
    let text = "select state, count(*) as n, cast(sum(goods_total - voucher_own) as bigint) as goods_total, \
         cast(sum(platform_fee) as bigint) as platform_fee from sub_order \
         where cooperative_id = $1 and created_at >= $2 and created_at < $3 group by state";
    let values = [cooperative.uuid().into(), from.0.into(), to.0.into()];
    let found: Vec<OfState> = sql::all(core.db.read(), text, values).await?;
    let row = |of: OfState| {
        let row = Row {
            code: String::new(),
            state: of.state,
            goods_total: of.goods_total,
            platform_fee: of.platform_fee,
            created_at: 0,
        };
        (of.n, row)
    };
    let all = found.into_iter().map(row);
    Ok(all
        .filter(|(_, row)| row.counts() != Counts::Nothing)
        .collect())
}

pub(super) fn month_of(core: &Core, text: &str) -> Month {
    Month::parse(text).unwrap_or_else(|| Month::of(core.clock.now()))
}

/// The statement of a month (`2026-08`; this month when empty or unreadable) for a member.
pub async fn load_money_view(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    month: &str,
) -> Result<MoneyView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let month = month_of(core, month);
    let (from, to) = month.range();
    let states = by_state(core, cooperative, (from, to)).await?;
    let all: i64 = states.iter().map(|(n, _)| n).sum();
    let states: Vec<Row> = states.into_iter().map(|(_, row)| row).collect();
    let booked = statement(core, cooperative, (from, to)).await?;
    let (rows, mut under_way) = match &booked {
        Some(booked) => {
            let way = parts::under_way(core, cooperative, (from, to)).await?;
            let arrived = booked.receive.0 - way;
            let rows = parts::newest(core, cooperative, (from, to), ON_PAGE, l).await?;
            (rows, there_and_on_the_way(arrived, way, l))
        }
        None => {
            let rows = newest(core, cooperative, (from, to)).await?;
            let rows = rows.iter().map(|row| describe(row, l)).collect();
            (rows, under_way(&states, l))
        }
    };
    let hidden = all - i64::try_from(rows.len()).unwrap_or(i64::MAX);
    under_way.extend(where_it_is(core, cooperative, l).await?);
    Ok(MoneyView {
        title: month.title(l),
        month: month.code(),
        sums: match booked {
            Some(booked) => ledger_sums(&booked, l),
            None => sums(&states, l),
        },
        under_way,
        rows,
        hidden: (hidden > 0).then(|| match l {
            Locale::Vi => format!("Còn {hidden} đơn nữa trong tệp CSV"),
            Locale::En => format!("{hidden} more orders are in the CSV file"),
        }),
        months: months(core, cooperative, l).await?,
        claims: payments::open_claims(core, actor, cooperative).await?,
        todos: payments::todos(core, cooperative, l).await?,
        cash: remittances::with_carriers(core, cooperative)
            .await?
            .into_iter()
            .map(|(code, amount)| (code, amount.to_string()))
            .collect(),
        settlements: settlements::rows(core, cooperative, l).await?,
        may_book: actor.member(cooperative, Right::Money).is_ok(),
        done: None,
        failed: None,
    })
}

fn total(rows: &[Row], which: impl Fn(&Row) -> bool, what: impl Fn(&Row) -> i64) -> i64 {
    rows.iter().filter(|row| which(row)).map(what).sum()
}

pub(super) fn sum(label: &str, amount: String) -> SumRow {
    SumRow {
        label: label.to_owned(),
        amount,
        ..SumRow::default()
    }
}

fn sums(rows: &[Row], l: Locale) -> Vec<SumRow> {
    let returned = total(rows, |r| r.counts() == Counts::Returned, |r| r.goods_total);
    let mut sums = vec![sum(
        l.say("Bán được", "Sold"),
        Vnd(total(rows, |_| true, |r| r.goods_total)).to_string(),
    )];
    if returned > 0 {
        sums.push(sum(l.say("Hàng hoàn về", "Returned"), minus(returned)));
    }
    let fee = SumRow {
        quiet: true,
        ..sum(
            l.say("Phí chợ 3\u{a0}%", "Market fee 3\u{a0}%"),
            minus(total(rows, |_| true, Row::fee)),
        )
    };
    let receive = Vnd(total(rows, |_| true, Row::receive)).to_string();
    sums.extend([
        fee,
        SumRow {
            total: true,
            ..sum(l.say("Bạn nhận về", "You receive"), receive)
        },
    ]);
    sums
}

fn under_way(rows: &[Row], l: Locale) -> Vec<SumRow> {
    let part = |which: Counts| total(rows, |r| r.counts() == which, Row::receive);
    there_and_on_the_way(part(Counts::Arrived), part(Counts::UnderWay), l)
}

/// How what a cooperative receives divides.
fn there_and_on_the_way(arrived: i64, way: i64, l: Locale) -> Vec<SumRow> {
    vec![
        sum(
            l.say("Khách đã nhận hàng", "Already with the buyers"),
            Vnd(arrived).to_string(),
        ),
        sum(
            l.say("Đang gói hoặc đang đi", "Being packed or on the way"),
            Vnd(way).to_string(),
        ),
    ]
}

fn describe(row: &Row, l: Locale) -> MoneyRow {
    MoneyRow {
        code: row.code.clone(),
        day: Millis(row.created_at).vn_date().short(),
        state: row
            .state
            .parse()
            .unwrap_or(S::Unknown)
            .cooperative_words(l)
            .to_owned(),
        made_of: parts::made_of(row.goods_total, -row.fee(), 0, l),
        receive: Vnd(row.receive()).to_string(),
    }
}

async fn months(core: &Core, cooperative: CooperativeId, l: Locale) -> Result<Vec<MonthLine>> {
    let this = Month::of(core.clock.now());
    let months = (0..MONTHS).map(|back| Month(this.0.plus_months_clamped(-back)));
    let months: Vec<Month> = months.collect();
    let ranges: Vec<_> = months.iter().map(|month| month.range()).collect();
    let booked = parts::receives(core, cooperative, &ranges).await?;
    let mut lines = Vec::new();
    for (month, booked) in months.into_iter().zip(booked) {
        let states = by_state(core, cooperative, month.range()).await?;
        if states.is_empty() {
            continue;
        }
        let orders: i64 = states.iter().map(|(n, _)| n).sum();
        let receive = states.iter().map(|(_, row)| row.receive()).sum();
        let receive = booked.unwrap_or(receive);
        lines.push(MonthLine {
            month: month.code(),
            title: month.title(l),
            orders: match l {
                Locale::Vi => format!("{orders}\u{a0}đơn"),
                Locale::En => format!("{orders} orders"),
            },
            receive: Vnd(receive).to_string(),
        });
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(state: S, goods: i64, fee: i64) -> Row {
        Row {
            code: String::new(),
            state: state.code().to_owned(),
            goods_total: goods,
            platform_fee: fee,
            created_at: 0,
        }
    }

    #[test]
    fn what_came_back_costs_no_fee_and_brings_nothing() {
        let rows = [
            row(S::Completed, 585_000, 17_550),
            row(S::Returned, 100_000, 3_000),
            row(S::Packed, 1_000, 30),
        ];
        let amounts: Vec<String> = sums(&rows, Locale::Vi)
            .into_iter()
            .map(|s| s.amount.replace('\u{a0}', " "))
            .collect();
        assert_eq!(
            amounts,
            ["686.000 ₫", "−100.000 ₫", "−17.580 ₫", "568.420 ₫"]
        );
        let parts: Vec<String> = under_way(&rows, Locale::Vi)
            .into_iter()
            .map(|s| s.amount)
            .collect();
        assert_eq!(parts, ["567.450\u{a0}₫", "970\u{a0}₫"]);
    }

    #[test]
    fn months_are_read_and_said() {
        let month = Month::parse("2026-12").expect("a month");
        assert_eq!(month.code(), "2026-12");
        assert_eq!(month.range().1.vn_date().iso(), "2027-01-01");
        assert_eq!(Month::parse("2026-13"), None);
        assert_eq!(Month::parse("x"), None);
    }
}
