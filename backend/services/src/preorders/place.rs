//! Promising a harvest to buyers, and taking promises back.

use super::OPEN;
use crate::checkout::{Parcel, Plan};
use crate::error::{Error, Result};
use crate::stock::{Kind, Step};
use sea_orm::FromQueryResult;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::time::Millis;
use std::collections::BTreeMap;
use store::entity::preorder;
use store::{WriteTxn, sql};
use uuid::Uuid;

// The one place where a promise is made: forecast × confidence − promised of what is still expected, and the cap.
const PROMISE: &str = "update forecast set promised = promised + $1, version = version + 1, updated_at = $2 \
     where id = $3 and state = $4 and (promised + $1) * 100 <= (quantity - harvested) * confidence \
     and (cap is null or promised + served + $1 <= cap)";

#[derive(FromQueryResult)]
struct Sum {
    n: i64,
}

/// Promises what a plan orders ahead, each harvest by one conditional update. False when somebody else was quicker; the
/// transaction must be given up then. More than one buyer may have is `Error::Conflict` (`buyer_cap`).
pub(crate) async fn promise(
    txn: &WriteTxn,
    plan: &Plan<'_>,
    phone_lookup: &str,
    (now, l): (i64, Locale),
) -> Result<bool> {
    // In the order of their ids, so that no two orders wait for each other.
    let mut asked: BTreeMap<Uuid, (&Parcel<'_>, i64)> = BTreeMap::new();
    for parcel in &plan.parcels {
        if let Some(forecast) = parcel.ahead {
            let steps: i64 = parcel.lines.iter().map(|line| line.steps).sum();
            asked.entry(forecast.id.uuid()).or_insert((parcel, 0)).1 += steps;
        }
    }
    for (id, (parcel, steps)) in asked {
        let values = [steps.into(), now.into(), id.into(), OPEN.into()];
        if sql::execute(&**txn, PROMISE, values).await? != 1 {
            return Ok(false);
        }
        // The forecast is ours until the end of the transaction, so nobody of this phone orders beside it.
        if let Some(cap) = parcel.ahead.and_then(|forecast| forecast.buyer_cap) {
            let had = had(txn, id, phone_lookup).await?;
            if had + steps > cap {
                return Err(too_much(parcel, (cap, had), l));
            }
        }
    }
    Ok(true)
}

/// What a phone has ordered of a harvest and not cancelled.
async fn had(txn: &WriteTxn, forecast: Uuid, phone_lookup: &str) -> Result<i64> {
    let sum: Option<Sum> = sql::one(
        &**txn,
        "select cast(coalesce(sum(p.quantity), 0) as bigint) as n from preorder p \
         join sub_order s on s.id = p.sub_order_id where p.forecast_id = $1 and p.phone_lookup = $2 \
         and s.state <> 'cancelled'",
        [forecast.into(), phone_lookup.into()],
    )
    .await?;
    Ok(sum.map_or(0, |sum| sum.n))
}

fn too_much(parcel: &Parcel<'_>, (cap, had): (i64, i64), l: Locale) -> Error {
    let Some(line) = parcel.lines.first() else {
        return Error::NotFound { what: "line" };
    };
    let name = line.goods.title(l);
    let words = |steps: i64| line.goods.quantity(steps).words(l);
    let message = match (had, l) {
        (0, Locale::Vi) => format!("{name}: mỗi người đặt trước nhiều nhất {}", words(cap)),
        (0, Locale::En) => format!("{name}: at most {} a buyer", words(cap)),
        (had, Locale::Vi) => format!(
            "{name}: mỗi người đặt trước nhiều nhất {}, số điện thoại này đã đặt {}",
            words(cap),
            words(had)
        ),
        (had, Locale::En) => format!(
            "{name}: at most {} a buyer, and this phone has ordered {}",
            words(cap),
            words(had)
        ),
    };
    Error::Conflict {
        code: "buyer_cap",
        fields: vec![FieldError::new("lines", "buyer_cap", message.clone())],
        message,
    }
}

/// Takes the forecast behind a part until the end of the transaction, before the part itself is changed.
pub(crate) async fn lock(txn: &WriteTxn, part: Uuid) -> Result<()> {
    sql::execute(
        &**txn,
        "update forecast set version = version where id = (select forecast_id from preorder where sub_order_id = $1)",
        [part.into()],
    )
    .await?;
    Ok(())
}

/// Gives back what was promised to a part that ends before its harvest was complete, closes what its buyer was asked, and
/// says what of the stock was kept for it.
pub(crate) async fn give_back(txn: &WriteTxn, part: Uuid, now: i64) -> Result<Vec<Step>> {
    let row: Option<preorder::Model> = sql::one(
        &**txn,
        "select * from preorder where sub_order_id = $1",
        [part.into()],
    )
    .await?;
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    sql::execute(
        &**txn,
        "update forecast set promised = promised - $1, served = served - $2, version = version + 1, updated_at = $3 \
         where id = $4",
        [
            (row.quantity - row.secured).into(),
            row.secured.into(),
            now.into(),
            row.forecast_id.into(),
        ],
    )
    .await?;
    sql::execute(
        &**txn,
        "update preorder set secured = 0 where sub_order_id = $1",
        [part.into()],
    )
    .await?;
    settle(txn, part, now).await?;
    let today = Millis(now).vn_date().start().0;
    super::rows::finish(txn, row.forecast_id, today, now).await?;
    Ok(vec![Step {
        allocated: -row.secured,
        ..Step::of(row.offer_id.into(), Kind::Unallocate)
    }])
}

/// Nothing is left to be asked of the buyer.
pub(super) async fn settle(txn: &WriteTxn, part: Uuid, now: i64) -> Result<()> {
    sql::execute(
        &**txn,
        "update buyer_choice set settled_at = $1 where sub_order_id = $2 and settled_at is null",
        [now.into(), part.into()],
    )
    .await?;
    Ok(())
}
