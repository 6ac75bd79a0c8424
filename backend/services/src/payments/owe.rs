//! Money that goes back: because something ended, came too late, twice, or was too much.

use super::tasks::{REFUND, raise};
use crate::error::Result;
use crate::ledger::{Of, Place, book, post};
use crate::topics;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use shared::money::Vnd;
use shared::rules::ledger as rules;
use shared::rules::memo::Memo;
use store::entity::{payment, refund, sub_order};
use store::outbox::{self, Message};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A refund before it is written.
pub(super) struct NewRefund<'a> {
    /// Whose.
    pub place: Place,
    /// The payment it came by.
    pub payment: Option<(Uuid, String)>,
    /// A stable word: `cancelled`, `late`, `double` …
    pub cause: &'a str,
    /// How much.
    pub amount: i64,
}

#[derive(FromQueryResult)]
struct Paid {
    id: Uuid,
    provider: String,
}

/// The payment by which the money of a part came, the latest.
pub(super) async fn payment_of(
    txn: &WriteTxn,
    row: &sub_order::Model,
) -> Result<Option<(Uuid, String)>> {
    let found: Option<Paid> = sql::one(
        &**txn,
        "select id, provider from payment where (sub_order_id = $1 or (sub_order_id is null and order_id = $2)) \
         and received > 0 order by updated_at desc limit 1",
        [row.id.into(), row.order_id.into()],
    )
    .await?;
    Ok(found.map(|paid| (paid.id, paid.provider)))
}

/// What the buyer of a part has paid too much is to be given back. Nothing when he has not.
pub(crate) async fn owe_refund(
    txn: &WriteTxn,
    row: &sub_order::Model,
    cause: &str,
    now: i64,
) -> Result<()> {
    let entry = rules::refund_due(&book(&**txn, Of::SubOrder(row.id)).await?);
    let amount: i64 = entry.iter().map(|line| line.amount.0.max(0)).sum();
    if amount == 0 {
        return Ok(());
    }
    let refund = NewRefund {
        place: Place::of(row),
        payment: payment_of(txn, row).await?,
        cause,
        amount,
    };
    let id = write(txn, &refund, now).await?;
    post(
        txn,
        ("refund_due", &id.to_string()),
        now,
        vec![(refund.place, entry)],
    )
    .await?;
    Ok(())
}

/// Money that lay aside goes back to whoever sent it.
pub(super) async fn send_back(txn: &WriteTxn, refund: &NewRefund<'_>, now: i64) -> Result<()> {
    let id = write(txn, refund, now).await?;
    let entry = rules::sent_back(Vnd(refund.amount));
    post(
        txn,
        ("sent_back", &id.to_string()),
        now,
        vec![(refund.place, entry)],
    )
    .await?;
    Ok(())
}

/// Writes a decided refund, and asks for it: of the provider that collected, or of people. Refunds of credits that belong
/// to no order have no row here: who settles the credit notes it there.
pub(super) async fn write(txn: &WriteTxn, new: &NewRefund<'_>, now: i64) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let Some(order) = new.place.order else {
        return Ok(id);
    };
    let reference = Memo::from_random(rand::random()).to_string();
    let row = refund::Model {
        id,
        order_id: order,
        sub_order_id: new.place.sub_order,
        order_line_id: None,
        cooperative_id: new.place.cooperative,
        payment_id: new.payment.as_ref().map(|(id, _)| *id),
        reference: reference.clone(),
        cause: new.cause.to_owned(),
        asked: new.amount,
        amount: new.amount,
        bearer: "none".to_owned(),
        state: "due".to_owned(),
        note: None,
        picture: None,
        provider_txn: None,
        created_at: now,
        decided_at: Some(now),
        decided_by: None,
        done_at: None,
    };
    refund::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    ask(txn, (id, &reference), new, now).await?;
    Ok(id)
}

/// Has a refund made: by its provider, or by a person.
pub(super) async fn ask(
    txn: &WriteTxn,
    (id, reference): (Uuid, &str),
    new: &NewRefund<'_>,
    now: i64,
) -> Result<()> {
    let provider = new.payment.as_ref().map(|(_, provider)| provider.as_str());
    if provider.is_some_and(|provider| provider != super::TRANSFER) {
        let message = Message {
            topic: topics::REFUND,
            key: id.to_string(),
            payload: json!({}),
        };
        outbox::enqueue_all(txn, vec![message], now).await?;
        return Ok(());
    }
    let whose = (new.place.order, new.place.sub_order, new.place.cooperative);
    let detail = format!("{} {}", new.cause, Vnd(new.amount));
    raise(txn, (REFUND, reference), whose, &detail, now).await
}

/// A part ended: its payment is not waited for any more. What came of it in part goes back with the part. A payment of
/// the whole order ends with its last part that waits.
pub(crate) async fn end_open(txn: &WriteTxn, row: &sub_order::Model, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "update payment set state = case when received > 0 then 'refund_due' when expires_at <= $1 then 'expired' \
         else 'cancelled' end, updated_at = $1 where state in ('created', 'pending', 'partly_paid') and (sub_order_id = $2 \
         or (sub_order_id is null and order_id = $3 and not exists (select 1 from sub_order s where s.order_id = $3 \
         and s.id <> $2 and s.state = 'awaiting_payment')))",
        [now.into(), row.id.into(), row.order_id.into()],
    )
    .await?;
    Ok(())
}

/// The payment a provider names by its own transaction, and the parts it paid for.
pub(super) async fn payment_of_txn(
    txn: &WriteTxn,
    provider: &str,
    provider_txn: &str,
) -> Result<Option<(payment::Model, Vec<sub_order::Model>)>> {
    let text = "select * from payment where provider = $1 and provider_txn = $2";
    let found: Option<payment::Model> =
        sql::one(&**txn, text, [provider.into(), provider_txn.into()]).await?;
    let Some(payment) = found else {
        return Ok(None);
    };
    let text =
        "select * from sub_order where id = $1 or ($1 is null and order_id = $2) order by number";
    let values = [payment.sub_order_id.into(), payment.order_id.into()];
    let parts = sql::all(&**txn, text, values).await?;
    Ok(Some((payment, parts)))
}

/// A payment was taken back by the buyer's bank: each part's goods are asked of its cooperative, delivery is lost.
pub(super) async fn charge_back(
    txn: &WriteTxn,
    provider: &str,
    (payment, parts): (&payment::Model, &[sub_order::Model]),
    amount: Vnd,
    now: i64,
) -> Result<()> {
    let totals: Vec<Vnd> = parts.iter().map(|part| Vnd(part.total)).collect();
    let shares = rules::by_weight(amount, &totals);
    let lines = parts.iter().zip(shares).map(|(part, share)| {
        let entry = rules::chargeback(provider, share, Vnd(part.goods_total), Vnd::ZERO);
        (Place::of(part), entry)
    });
    let source = payment.id.to_string();
    post(txn, ("chargeback", &source), now, lines.collect()).await?;
    Ok(())
}
