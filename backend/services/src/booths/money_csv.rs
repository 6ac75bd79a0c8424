//! The statement of a month, part by part, as the ledger says it: for spreadsheets and for paper.

use super::money::{Month, month_of};
use super::money_where::{ledger_sums, statement};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::ledger::{Account, Book, Item, Posting, statement as rule};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::booth::{StatementRow, StatementView};
use std::collections::BTreeMap;
use store::sql;

#[derive(FromQueryResult)]
struct Posted {
    code: String,
    account: String,
    item: String,
    amount: i64,
    at: i64,
}

/// What the ledger says of each part in a time: its code, the day of its first posting there, its book. Parts that nobody has
/// accepted yet are not in it.
async fn parts(
    core: &Core,
    cooperative: CooperativeId,
    (from, to): (Millis, Millis),
) -> Result<BTreeMap<String, (i64, Book)>> {
    let rows: Vec<Posted> = sql::all(
        core.db.read(),
        "select coalesce(s.code, '') as code, p.account, p.item, cast(sum(p.amount) as bigint) as amount, min(p.at) as at \
         from posting p left join sub_order s on s.id = p.sub_order_id where p.cooperative_id = $1 and p.at >= $2 and p.at < $3 \
         and p.account in ('pending', 'payable', 'freight') and p.item not in ('transfer', 'payment') \
         and (s.id is null or s.state not in ('awaiting_payment', 'to_confirm')) group by s.id, s.code, p.account, p.item",
        [cooperative.uuid().into(), from.0.into(), to.0.into()],
    )
    .await?;
    let mut parts: BTreeMap<String, (i64, Book)> = BTreeMap::new();
    for row in rows {
        let (Some(account), Some(item)) = (Account::parse(&row.account), Item::parse(&row.item))
        else {
            return Err(Error::internal("a posting has an unknown account or item"));
        };
        let entry = parts.entry(row.code).or_insert((row.at, Book::default()));
        entry.0 = entry.0.min(row.at);
        entry.1.post(&[Posting {
            account,
            party: String::new(),
            item,
            amount: Vnd(row.amount),
        }]);
    }
    parts.retain(|_, (_, book)| book.lines().next().is_some());
    Ok(parts)
}

pub(super) fn day(at: i64) -> String {
    Millis(at).vn_date().full()
}

pub(super) fn written(
    name: &str,
    month: Month,
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(String, Vec<u8>)> {
    // Spreadsheets read the marks when the file begins with this.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head).map_err(Error::internal)?;
    for row in rows {
        writer.write_record(row).map_err(Error::internal)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok((format!("{name}-{}.csv", month.code()), bytes))
}

/// The statement of a month as a CSV file: name and content. Its columns add up to the sums of the page.
pub async fn money_csv(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    month: &str,
) -> Result<(String, Vec<u8>)> {
    actor.member(cooperative, Right::Read)?;
    let month = month_of(core, month);
    let head = match actor.locale {
        Locale::Vi => [
            "Mã đơn",
            "Ngày",
            "Bán được",
            "Hàng hoàn về",
            "Phí chợ",
            "Hoa hồng",
            "Khách trả phí giao",
            "Trả nhà xe",
            "Phí thu hộ",
            "Thuế",
            "Bạn nhận về",
        ],
        Locale::En => [
            "Order",
            "Day",
            "Sold",
            "Returned",
            "Market fee",
            "Commission",
            "Delivery paid by buyers",
            "Paid to carriers",
            "Collecting fee",
            "Tax",
            "You receive",
        ],
    };
    let parts = parts(core, cooperative, month.range()).await?;
    let rows = parts.into_iter().map(|(code, (at, book))| {
        let of = rule(&book);
        let amounts = [
            of.sold,
            of.returned,
            of.market_fee,
            of.commission,
            of.freight_in,
            of.freight_out,
            of.cod_fee,
            of.tax,
            of.receive,
        ];
        let amounts = amounts.map(|amount| amount.0.to_string());
        [code, day(at)].into_iter().chain(amounts).collect()
    });
    written("chophien", month, &head, rows)
}

/// The statement of a month for paper.
pub async fn money_sheet(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    month: &str,
) -> Result<StatementView> {
    actor.member(cooperative, Right::Read)?;
    let (l, month) = (actor.locale, month_of(core, month));
    let parts = parts(core, cooperative, month.range()).await?;
    let booked = statement(core, cooperative, month.range()).await?;
    let rows = parts.into_iter().map(|(code, (at, book))| {
        let of = rule(&book);
        let kept = of.market_fee.0 + of.commission.0 + of.tax.0;
        let freight = of.freight_in.0 + of.freight_out.0 + of.cod_fee.0;
        StatementRow {
            code,
            day: Millis(at).vn_date().short(),
            sold: Vnd(of.sold.0 + of.returned.0).to_string(),
            fees: Vnd(kept).to_string(),
            freight: Vnd(freight).to_string(),
            receive: of.receive.to_string(),
        }
    });
    Ok(StatementView {
        title: month.title(l),
        rows: rows.collect(),
        sums: booked
            .map(|booked| ledger_sums(&booked, l))
            .unwrap_or_default(),
    })
}
