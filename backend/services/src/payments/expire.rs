//! What time does to payments: unpaid orders end, and providers that say nothing are asked.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::sub_orders::{self, SubOrderRef};
use sea_orm::FromQueryResult;
use shared::id::{PaymentId, SubOrderId};
use shared::money::Vnd;
use shared::payment::{KnownPayment, ProviderCode};
use shared::time::{DAY_MS, Millis};
use store::entity::payment;
use store::sql;
use uuid::Uuid;

/// Payments looked at in one turn.
const AT_ONCE: i64 = 100;
const MINUTE_MS: i64 = 60_000;
/// How long after it was made a payment is asked for, each time.
const ASK_AFTER_MS: [i64; 3] = [15 * MINUTE_MS, 60 * MINUTE_MS, DAY_MS];

#[derive(FromQueryResult)]
struct Due {
    id: Uuid,
}

/// Ends the parts of orders whose time to pay is over: their stock is free again. Gives how many.
pub async fn expire(core: &Core) -> Result<u64> {
    let (system, now) = (Actor::system(), core.clock.now().0);
    let due: Vec<Due> = sql::all(
        core.db.read(),
        "select s.id from sub_order s where s.state = 'awaiting_payment' and not exists (select 1 from payment p \
         where (p.sub_order_id = s.id or (p.sub_order_id is null and p.order_id = s.order_id)) \
         and (p.expires_at > $1 or p.state in ('paid', 'review'))) order by s.id limit $2",
        [now.into(), AT_ONCE.into()],
    )
    .await?;
    let mut done = 0;
    for one in due {
        let which = SubOrderRef::from(SubOrderId::from(one.id));
        match sub_orders::cancel(core, &system, &which, "Quá hạn thanh toán").await {
            Ok(_) => done += 1,
            // Paid meanwhile.
            Err(Error::Conflict { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(done)
}

/// A payment whose provider is to be asked.
#[derive(Clone, Debug)]
pub struct ToAsk {
    /// Which.
    pub id: PaymentId,
    /// Whom.
    pub provider: ProviderCode,
    /// How the provider knows it.
    pub known: KnownPayment,
}

pub(super) fn known(core: &Core, row: &payment::Model) -> Option<KnownPayment> {
    let ip = row.client_ip_sealed.as_deref();
    Some(KnownPayment {
        reference: row.reference.parse().ok()?,
        provider_ref: row.provider_ref.clone(),
        provider_txn: row.provider_txn.clone(),
        amount: Vnd(row.amount),
        created_at: Millis(row.created_at),
        client_ip: ip
            .and_then(|ip| core.keys.open(ip).ok())
            .unwrap_or_default(),
    })
}

/// The payments through providers of which nothing was heard for a quarter of an hour, an hour, a day.
pub async fn to_ask(core: &Core) -> Result<Vec<ToAsk>> {
    let now = core.clock.now().0;
    let rows: Vec<payment::Model> = sql::all(
        core.db.read(),
        "select * from payment where provider <> $1 and state in ('pending', 'cancelled', 'expired', 'failed') \
         and asked < 3 and coalesce(ask_at, created_at + $2) <= $3 and created_at > $3 - $4 order by created_at limit $5",
        [
            super::TRANSFER.into(),
            ASK_AFTER_MS[0].into(),
            now.into(),
            (3 * DAY_MS).into(),
            AT_ONCE.into(),
        ],
    )
    .await?;
    let ask = |row: payment::Model| {
        Some(ToAsk {
            id: row.id.into(),
            provider: row.provider.parse().ok()?,
            known: known(core, &row)?,
        })
    };
    Ok(rows.into_iter().filter_map(ask).collect())
}

/// Notes that a provider was asked, so that it is asked again later.
pub async fn asked(core: &Core, id: PaymentId) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update payment set ask_at = created_at + case asked when 0 then $1 else $2 end, asked = asked + 1 where id = $3",
        [
            ASK_AFTER_MS[1].into(),
            ASK_AFTER_MS[2].into(),
            id.uuid().into(),
        ],
    )
    .await?;
    txn.commit().await?;
    Ok(())
}
