//! Balances: sums of postings.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::money::Vnd;
use shared::rules::ledger::{Account, Book, Item, Posting, Terms};
use store::sql;
use uuid::Uuid;

/// Whose book.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    /// A part's.
    SubOrder(Uuid),
    /// An order's, with all its parts.
    Order(Uuid),
    /// A cooperative's, from a moment to another; the second does not belong to it.
    Cooperative(Uuid, i64, i64),
    /// Of that, what nobody has accepted yet.
    Unanswered(Uuid, i64, i64),
}

#[derive(FromQueryResult)]
struct Row {
    account: String,
    party: String,
    item: String,
    amount: i64,
}

fn fold(rows: Vec<Row>) -> Result<Book> {
    let mut book = Book::default();
    for row in rows {
        let (Some(account), Some(item)) = (Account::parse(&row.account), Item::parse(&row.item))
        else {
            return Err(Error::internal("a posting has an unknown account or item"));
        };
        let line = Posting {
            account,
            party: row.party,
            item,
            amount: Vnd(row.amount),
        };
        book.post(&[line]);
    }
    Ok(book)
}

/// The book of a part or a cooperative.
pub(crate) async fn book<C: ConnectionTrait>(db: &C, of: Of) -> Result<Book> {
    const SUMS: &str =
        "select account, party, item, cast(sum(amount) as bigint) as amount from posting where";
    const GROUPS: &str = "group by account, party, item";
    let rows = match of {
        Of::SubOrder(id) => {
            let text = format!("{SUMS} sub_order_id = $1 {GROUPS}");
            sql::all(db, &text, [id.into()]).await?
        }
        Of::Order(id) => {
            let text = format!("{SUMS} order_id = $1 {GROUPS}");
            sql::all(db, &text, [id.into()]).await?
        }
        Of::Cooperative(id, from, to) => {
            let text = format!("{SUMS} cooperative_id = $1 and at >= $2 and at < $3 {GROUPS}");
            sql::all(db, &text, [id.into(), from.into(), to.into()]).await?
        }
        Of::Unanswered(id, from, to) => {
            // From the few parts to their postings, not through all postings of the time.
            let text = "select p.account, p.party, p.item, cast(sum(p.amount) as bigint) as amount from sub_order s \
                        join posting p on p.sub_order_id = s.id and p.at >= $2 and p.at < $3 \
                        where s.cooperative_id = $1 and s.state in ('awaiting_payment', 'to_confirm') \
                        group by p.account, p.party, p.item";
            sql::all(db, text, [id.into(), from.into(), to.into()]).await?
        }
    };
    fold(rows)
}

#[derive(FromQueryResult)]
struct Frozen {
    fee_percent100: i32,
    commission_percent100: i32,
    seller: String,
}

/// The terms a part was sold under; none of parts that were sold before there was a ledger.
pub(crate) async fn terms<C: ConnectionTrait>(db: &C, part: Uuid) -> Result<Option<Terms>> {
    let text = "select fee_percent100, commission_percent100, seller from sub_order_terms where sub_order_id = $1";
    let row: Option<Frozen> = sql::one(db, text, [part.into()]).await?;
    Ok(row.map(|row| Terms {
        fee_percent100: u32::try_from(row.fee_percent100).unwrap_or_default(),
        commission_percent100: u32::try_from(row.commission_percent100).unwrap_or_default(),
        seller: row.seller,
    }))
}

#[derive(FromQueryResult)]
struct Odd {
    source: String,
    amount: i64,
}

/// What is wrong with the ledger, in words: entries that do not sum to zero, orders whose buyers owe or paid another sum than
/// their living parts cost, parts whose sellers earned another sum than their commission lines say. Empty when all is well.
pub async fn check(core: &Core) -> Result<Vec<String>> {
    let db = core.db.read();
    let odd: Vec<Odd> = sql::all(
        db,
        "select e.kind || ' ' || e.source as source, cast(sum(p.amount) as bigint) as amount from posting p \
         join ledger_entry e on e.id = p.entry_id group by e.id, e.kind, e.source having sum(p.amount) <> 0",
        [],
    )
    .await?;
    let mut found: Vec<String> = odd
        .into_iter()
        .map(|row| format!("{}: sums to {}", row.source, row.amount))
        .collect();
    let orders: Vec<Odd> = sql::all(
        db,
        "select o.code as source, cast(o.total - sum(p.amount) as bigint) as amount from buyer_order o \
         join posting p on p.order_id = o.id and p.account = 'buyer' and p.item = 'sale' \
         group by o.id, o.code, o.total having sum(p.amount) <> o.total",
        [],
    )
    .await?;
    found.extend(
        orders
            .into_iter()
            .map(|row| format!("order {}: off by {}", row.source, row.amount)),
    );
    let sellers: Vec<Odd> = sql::all(
        db,
        "select s.code as source, cast(coalesce(sum(c.amount - c.reversed), 0) + coalesce((select sum(p.amount) from posting p \
         where p.sub_order_id = s.id and p.item = 'commission' and p.account in ('commission', 'commission_payable')), 0) \
         as bigint) as amount from commission_line c join sub_order s on s.id = c.sub_order_id group by s.id, s.code",
        [],
    )
    .await?;
    let odd = sellers.into_iter().filter(|row| row.amount != 0);
    found.extend(odd.map(|row| format!("commission of {}: off by {}", row.source, row.amount)));
    Ok(found)
}
