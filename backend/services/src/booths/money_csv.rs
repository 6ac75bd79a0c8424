//! The statement of a month, part by part, as the ledger says it: for spreadsheets and for paper; and what an accountant types into
//! electronic invoices.

use super::money::{Month, month_of};
use super::money_where::{ledger_sums, statement};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::quantity::Quantity;
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

fn day(at: i64) -> String {
    Millis(at).vn_date().full()
}

fn written(
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

#[derive(FromQueryResult)]
struct Sold {
    code: String,
    at: i64,
    name_sealed: String,
    address_sealed: String,
    method: String,
    title: String,
    variant_name: String,
    unit: String,
    unit_label: String,
    quantity: i64,
    unit_price: i64,
    total: i64,
}

/// What was delivered in a month, line by line, with what an electronic invoice asks for (Decree 254/2026): the cooperative
/// issues the invoice, so whoever keeps its books fills in the rate of tax. Only who books money may have it: it names buyers.
pub async fn invoice_csv(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    month: &str,
) -> Result<(String, Vec<u8>)> {
    actor.member(cooperative, Right::Money)?;
    let month = month_of(core, month);
    let (from, to) = month.range();
    let found: Vec<Sold> = sql::all(
        core.db.read(),
        "select s.code, e.at, o.contact_name_sealed as name_sealed, o.address_shown_sealed as address_sealed, \
         o.payment_method as method, l.title, l.variant_name, l.unit, l.unit_label, coalesce(l.weighed, l.quantity) as quantity, \
         l.unit_price, l.total from sub_order s join buyer_order o on o.id = s.order_id \
         join sub_order_event e on e.sub_order_id = s.id and e.state = 'delivered' join order_line l on l.sub_order_id = s.id \
         where s.cooperative_id = $1 and s.state in ('delivered', 'completed') and e.at >= $2 and e.at < $3 \
         order by e.at, s.code, l.position",
        [cooperative.uuid().into(), from.0.into(), to.0.into()],
    )
    .await?;
    let head = [
        "Mã đơn",
        "Ngày giao",
        "Người mua",
        "Địa chỉ",
        "Tên hàng",
        "Đơn vị tính",
        "Số lượng",
        "Đơn giá",
        "Thành tiền",
        "Thuế suất",
        "Hình thức thanh toán",
    ];
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let quantity = match row.unit.parse() {
            Ok(unit) => Quantity {
                steps: row.quantity,
                unit,
            }
            .decimal(),
            Err(_) => row.quantity.to_string(),
        };
        let cash = if row.method == "cod" { "TM" } else { "CK" };
        rows.push(vec![
            row.code,
            day(row.at),
            core.keys.open(&row.name_sealed)?,
            core.keys.open(&row.address_sealed)?,
            format!("{} {}", row.title, row.variant_name)
                .trim()
                .to_owned(),
            row.unit_label,
            quantity,
            row.unit_price.to_string(),
            row.total.to_string(),
            String::new(),
            cash.to_owned(),
        ]);
    }
    written("hoa-don", month, &head, rows.into_iter())
}
