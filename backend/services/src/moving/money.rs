//! What an order costs is the sum of its living parts, and what cooperatives were given of pooled listings is the sum of
//! the lines in them. Both change with a part's state.

use super::facts::OrderRow;
use crate::error::{Error, Result};
use crate::lots::PackedLine;
use crate::routing::{Given, give, note};
use sea_orm::FromQueryResult;
use shared::money::Vnd;
use shared::state::SubOrderState as S;
use shared::time::Millis;
use store::entity::sub_order;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The buyer pays, or has paid, for a part in this state.
pub(crate) const fn is_living(state: S) -> bool {
    !matches!(
        state,
        S::Declined | S::TimedOut | S::Cancelled | S::Returning | S::Returned
    )
}

/// What an order loses with a part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaving {
    /// Price of the goods, in đồng.
    pub goods: i64,
    /// The parcel's fee, in đồng.
    pub fee: i64,
    /// What a voucher took off, in đồng.
    pub off: i64,
    /// What its cooperative was given of pooled listings.
    pub given: Given,
}

#[derive(FromQueryResult)]
struct Pooled {
    listing_id: Uuid,
    total: i64,
}

/// What a part brought its cooperative of pooled listings, as its lines stand now.
async fn given(txn: &WriteTxn, row: &sub_order::Model) -> Result<Given> {
    let lines: Vec<Pooled> = sql::all(
        &**txn,
        "select l.listing_id, cast(sum(l.total) as bigint) as total from order_line l \
         join listing g on g.id = l.listing_id where l.sub_order_id = $1 and g.pooled group by l.listing_id",
        [row.id.into()],
    )
    .await?;
    let mut given = Given::new();
    for line in lines {
        let (listing, cooperative) = (line.listing_id.into(), row.cooperative_id.into());
        note(&mut given, listing, cooperative, Vnd(line.total));
    }
    Ok(given)
}

impl Leaving {
    /// What the order loses with this part.
    pub async fn with(txn: &WriteTxn, row: &sub_order::Model) -> Result<Self> {
        Ok(Self {
            goods: row.goods_total,
            fee: row.shipping_fee,
            off: row.voucher_own + row.voucher_market,
            given: given(txn, row).await?,
        })
    }
}

/// Books what a part that ended takes away and what others bring instead: first the order, then the shares, in the
/// order in which everybody locks them.
pub(super) async fn exchange(
    txn: &WriteTxn,
    order: &OrderRow,
    leaving: Leaving,
    (goods, fee, off, mut brought): (i64, i64, i64, Given),
) -> Result<()> {
    let (goods, fee, off) = (goods - leaving.goods, fee - leaving.fee, off - leaving.off);
    sql::execute(
        &**txn,
        "update buyer_order set goods_total = goods_total + $1, shipping_total = shipping_total + $2, \
         voucher_total = voucher_total + $4, total = total + $1 + $2 - $4 where id = $3",
        [goods.into(), fee.into(), order.id.into(), off.into()],
    )
    .await?;
    for (key, value) in leaving.given {
        *brought.entry(key).or_default() -= value;
    }
    give(txn, &brought, Millis(order.created_at)).await
}

/// Books that a part ended and nobody takes it over.
pub(crate) async fn leave(txn: &WriteTxn, order: &OrderRow, leaving: Leaving) -> Result<()> {
    exchange(txn, order, leaving, (0, 0, 0, Given::new())).await
}

/// A part before its goods are weighed: when it was ordered, and what it brought of pooled listings.
pub(crate) struct Scale(Option<(Millis, Given)>);

#[derive(FromQueryResult)]
struct Ordered {
    created_at: i64,
}

/// Takes the order's row before its goods are weighed, as everybody does who also needs offers.
pub(crate) async fn before_scale(
    txn: &WriteTxn,
    row: &sub_order::Model,
    lines: &[PackedLine],
) -> Result<Scale> {
    if !lines.iter().any(|line| line.catch_weight) {
        return Ok(Scale(None));
    }
    let order: Option<Ordered> = sql::one(
        &**txn,
        "update buyer_order set total = total where id = $1 returning created_at",
        [row.order_id.into()],
    )
    .await?;
    let order = order.ok_or(Error::NotFound { what: "order" })?;
    Ok(Scale(Some((
        Millis(order.created_at),
        given(txn, row).await?,
    ))))
}

/// Books what the scale changed of the shares.
pub(crate) async fn after_scale(
    txn: &WriteTxn,
    row: &sub_order::Model,
    before: Scale,
) -> Result<()> {
    let Scale(Some((ordered, before))) = before else {
        return Ok(());
    };
    let mut change = given(txn, row).await?;
    for (key, value) in before {
        *change.entry(key).or_default() -= value;
    }
    give(txn, &change, ordered).await
}
