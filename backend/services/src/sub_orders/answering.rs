//! Until when a part is answered that waited for its payment.

use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::goods::ShippingClass;
use shared::rules::respond::{self, Terms};
use shared::time::Millis;
use store::entity::sub_order;
use store::{WriteTxn, sql};

#[derive(FromQueryResult)]
struct Answering {
    pack_days: i32,
    holiday_from: Option<i64>,
    holiday_until: Option<i64>,
    class: String,
}

/// The time to answer a part that waited for its payment begins when that came.
pub(super) async fn respond_from(
    txn: &WriteTxn,
    row: &sub_order::Model,
    now: Millis,
) -> Result<()> {
    let found: Option<Answering> = sql::one(
        &**txn,
        "select c.pack_days, c.holiday_from, c.holiday_until, (select min(p.shipping_class) from order_line l \
         join variant v on v.id = l.variant_id join product p on p.id = v.product_id where l.sub_order_id = $2) as class \
         from cooperative c where c.id = $1",
        [row.cooperative_id.into(), row.id.into()],
    )
    .await?;
    let Some(found) = found else {
        return Err(Error::internal("a sub-order has no cooperative"));
    };
    let rests = found.holiday_from.zip(found.holiday_until);
    let terms = Terms {
        class: found.class.parse().unwrap_or(ShippingClass::P4),
        weekdays: u8::try_from(found.pack_days).unwrap_or(127),
        rests: rests.map(|(from, until)| (Millis(from).vn_date(), Millis(until).vn_date())),
        ship_on: Millis(row.ship_on).vn_date(),
    };
    let answer = respond::answer(now, &terms);
    sql::execute(
        &**txn,
        "update sub_order set respond_by = $1, remind_at = $2 where id = $3",
        [
            answer.respond_by.0.into(),
            answer.remind_at.0.into(),
            row.id.into(),
        ],
    )
    .await?;
    Ok(())
}
