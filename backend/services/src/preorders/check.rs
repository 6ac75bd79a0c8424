//! The running sums of forecasts against the orders behind them.

use crate::core::Core;
use crate::error::Result;
use sea_orm::FromQueryResult;
use store::sql;
use uuid::Uuid;

/// A forecast whose sums are not what its orders say. Quantities in smallest steps.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Mismatch {
    /// Which.
    pub id: Uuid,
    /// What it says is promised.
    pub promised: i64,
    /// What its waiting orders still lack.
    pub waiting: i64,
    /// What it says was given out.
    pub served: i64,
    /// What its orders were given.
    pub given: i64,
}

/// Recomputes every forecast. Empty is well.
pub async fn check(core: &Core) -> Result<Vec<Mismatch>> {
    let text = "select x.* from (select f.id, f.promised, f.served, \
         cast(coalesce((select sum(p.quantity - p.secured) from preorder p join sub_order s on s.id = p.sub_order_id \
           where p.forecast_id = f.id and s.state = 'preordered'), 0) as bigint) as waiting, \
         cast(coalesce((select sum(p.secured) from preorder p where p.forecast_id = f.id), 0) as bigint) as given \
         from forecast f) x where x.promised <> x.waiting or x.served <> x.given order by x.id";
    Ok(sql::all(core.db.read(), text, []).await?)
}
