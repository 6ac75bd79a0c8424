//! What the life of a part posts.

use super::read::{Of, book, terms};
use super::write::{Place, post, post_into};
use crate::error::Result;
use crate::moving::is_living;
use crate::payments;
use crate::share;
use crate::vouchers;
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::rules::floor::platform_fee;
use shared::rules::ledger::{self as rules, Account, Amounts, Book, Outcome, Terms};
use shared::rules::withholding::{Seller, withheld};
use shared::state::SubOrderState as S;
use shared::time::Millis;
use std::collections::BTreeMap;
use store::entity::{sub_order, sub_order_terms};
use store::{Inserts, WriteTxn, sql};
use uuid::Uuid;

fn amounts(row: &sub_order::Model) -> Amounts {
    Amounts {
        goods: Vnd(row.goods_total),
        shipping: Vnd(row.shipping_fee),
        borne: Vnd(row.fee_borne),
        voucher_own: Vnd(row.voucher_own),
        voucher_market: Vnd(row.voucher_market),
    }
}

/// Parts were ordered, or took over: their terms are frozen and what they cost is posted, among the rows they are written
/// with.
pub(crate) fn placed(inserts: &mut Inserts, rows: &[sub_order::Model]) -> Result<()> {
    let Some(at) = rows.first().map(|row| row.created_at) else {
        return Ok(());
    };
    let terms = Terms::plain();
    inserts.add(rows.iter().map(|row| sub_order_terms::Model {
        sub_order_id: row.id,
        fee_percent100: i32::try_from(terms.fee_percent100).unwrap_or_default(),
        commission_percent100: i32::try_from(terms.commission_percent100).unwrap_or_default(),
        seller: terms.seller.clone(),
    }));
    let entry = |row: &sub_order::Model| {
        let lines = rules::placed(&amounts(row), &terms);
        (row.id.to_string(), Place::of(row), lines)
    };
    post_into(inserts, "placed", at, rows.iter().map(entry))
}

/// The scale changed what a part costs by `more`. Gives the market's fee of the weighed goods, under the terms of the sale.
pub(crate) async fn weighed(
    txn: &WriteTxn,
    row: &sub_order::Model,
    more: i64,
    now: i64,
) -> Result<i64> {
    let goods = Vnd(row.goods_total + more);
    let Some(terms) = terms(&**txn, row.id).await? else {
        return Ok(platform_fee(goods).0);
    };
    let entry = rules::weighed(&amounts(row), Vnd(more), &terms);
    let source = format!("{}:{}", row.id, row.version);
    post(
        txn,
        ("weighed", &source),
        now,
        vec![(Place::of(row), entry)],
    )
    .await?;
    // What was paid before and weighs less goes back; what weighs more is asked for.
    payments::owe_refund(txn, row, "weighed", now).await?;
    if more > 0 && !is_cash(txn, row).await? {
        payments::raise_difference(txn, row, now).await?;
    }
    Ok(terms.fee(Vnd(goods.0 - row.voucher_own)).0)
}

/// Brings a part's commissions in the ledger to what its lines say: `dues` by seller.
pub(crate) async fn commissioned(
    txn: &WriteTxn,
    row: &sub_order::Model,
    dues: &BTreeMap<String, Vnd>,
    now: i64,
) -> Result<()> {
    let entry = rules::commissioned(&book(&**txn, Of::SubOrder(row.id)).await?, dues);
    let source = format!("{}:{}", row.id, Uuid::now_v7());
    post(
        txn,
        ("commission", &source),
        now,
        vec![(Place::of(row), entry)],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Method {
    payment_method: String,
}

async fn is_cash(txn: &WriteTxn, row: &sub_order::Model) -> Result<bool> {
    let text = "select payment_method from buyer_order where id = $1";
    let found: Option<Method> = sql::one(&**txn, text, [row.order_id.into()]).await?;
    Ok(found.is_none_or(|order| order.payment_method == "cod"))
}

/// Posts what a new state means. `row` is the part before it changed; `carrier` who takes the parcel now.
pub(crate) async fn follow(
    txn: &WriteTxn,
    row: &sub_order::Model,
    (from, to): (S, S),
    carrier: Option<&str>,
    now: i64,
) -> Result<()> {
    if terms(&**txn, row.id).await?.is_none() {
        return Ok(());
    }
    let carrier = carrier.or(row.carrier.as_deref()).unwrap_or_default();
    let source = row.id.to_string();
    let place = Place::of(row);
    match to {
        S::InTransit if from != S::DeliveryFailed => {
            let freight = Vnd(row.shipping_fee + row.fee_borne);
            let by = is_cash(txn, row).await?.then_some(carrier);
            let entry = rules::shipped(freight, by);
            post(txn, ("shipped", &source), now, vec![(place, entry)]).await?;
        }
        S::Delivered if is_cash(txn, row).await? => {
            let due = book(&**txn, Of::SubOrder(row.id)).await?.of(Account::Buyer);
            if due.0 > 0 {
                let entry = rules::cod_collected(carrier, due);
                post(txn, ("cod_collected", &source), now, vec![(place, entry)]).await?;
            }
        }
        S::Completed => release(txn, row, now).await?,
        _ if is_living(from) && !is_living(to) => {
            let outcome = match to {
                S::Returning | S::Returned => Outcome::Returned,
                _ => Outcome::Cancelled,
            };
            let entry = rules::ended(&book(&**txn, Of::SubOrder(row.id)).await?, outcome);
            post(txn, ("ended", &source), now, vec![(place, entry)]).await?;
            payments::end_open(txn, row, now).await?;
        }
        _ => {}
    }
    share::settle(txn, row, to, now).await?;
    if to == S::Cancelled {
        vouchers::release(txn, row.order_id).await?;
    }
    if matches!(to, S::Cancelled | S::Returning) {
        payments::owe_refund(txn, row, to.code(), now).await?;
    }
    Ok(())
}

/// What a completed part earned is the cooperative's, once the cash of its carrier is there. Its tax is withheld now.
async fn release(txn: &WriteTxn, row: &sub_order::Model, now: i64) -> Result<()> {
    let book = book(&**txn, Of::SubOrder(row.id)).await?;
    let book = withhold(txn, row, book, now).await?;
    if book.of(Account::CodReceivable).0 > 0 || book.of(Account::Buyer).0 > 0 {
        return Ok(());
    }
    let entry = rules::released(&book);
    let source = format!("{}:{now}", row.id);
    post(
        txn,
        ("released", &source),
        now,
        vec![(Place::of(row), entry)],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Kind {
    kind: String,
}

/// Withholds the tax of a sale that households make, once, from the goods that were kept. Gives the book with it.
async fn withhold(
    txn: &WriteTxn,
    row: &sub_order::Model,
    mut book: Book,
    now: i64,
) -> Result<Book> {
    let text = "select kind from cooperative where id = $1";
    let kind: Option<Kind> = sql::one(&**txn, text, [row.cooperative_id.into()]).await?;
    let seller = Seller::of_kind(kind.as_ref().map_or("", |of| of.kind.as_str()));
    let sold = rules::statement(&book);
    let base = Vnd(sold.sold.0 + sold.returned.0);
    let entry = rules::taxed(&withheld(seller, base, Millis(now).vn_date()));
    let source = row.id.to_string();
    let lines = vec![(Place::of(row), entry.clone())];
    if post(txn, ("taxed", &source), now, lines).await? {
        book.post(&entry);
    }
    Ok(book)
}

/// What a buyer has paid for a part that ended belongs to the parts that take over. What is left when all of it was taken
/// over goes back. Where the old cooperative has the money in its account it hands it on: from now on the ledger says that the
/// new one has it, and a task says who transfers what to whom.
pub(crate) async fn carry(
    txn: &WriteTxn,
    old: &sub_order::Model,
    parts: &[sub_order::Model],
    open: bool,
    now: i64,
) -> Result<()> {
    if terms(&**txn, old.id).await?.is_none() {
        return Ok(());
    }
    let book = book(&**txn, Of::SubOrder(old.id)).await?;
    let mut ahead = -book.of(Account::Buyer).0;
    let mut held = book.of(Account::Held).0;
    for part in parts {
        let moved = ahead.min(part.total);
        if moved <= 0 {
            break;
        }
        let cash = match part.cooperative_id == old.cooperative_id {
            true => 0,
            false => moved.min(held).max(0),
        };
        let lines = vec![
            (Place::of(old), rules::handed_on(Vnd(moved), Vnd(cash))),
            (Place::of(part), rules::handed_on(Vnd(-moved), Vnd(-cash))),
        ];
        post(txn, ("carried", &part.id.to_string()), now, lines).await?;
        if cash > 0 {
            payments::raise_forward(txn, old, part, Vnd(cash), now).await?;
        }
        ahead -= moved;
        held -= cash;
    }
    if !open {
        payments::owe_refund(txn, old, "moved", now).await?;
    }
    Ok(())
}
