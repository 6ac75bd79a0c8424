//! The one question before a price counts: does the seller net enough.

use super::load::in_force;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::ConnectionTrait;
use shared::id::OfferId;
use shared::money::Vnd;
use shared::rules::floor::{Below, Reduction, Verdict, check, net};
use shared::say::Locale;
use shared::time::VnDate;
use std::collections::HashMap;
use store::WriteTxn;
use uuid::Uuid;

/// The stable name of the refusal.
pub const BELOW: &str = "below_floor";

/// A price at which an offer would be sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    /// What is sold.
    pub offer: OfferId,
    /// The price of one unit.
    pub price: Vnd,
    /// Everything that is taken off it before the seller has the money.
    pub reductions: Vec<Reduction>,
}

impl Sale {
    /// A sale in the market's own shop: only the market's fee is taken off.
    pub fn own_shop(offer: OfferId, price: Vnd) -> Self {
        Self {
            offer,
            price,
            reductions: vec![Reduction::platform()],
        }
    }
}

/// The sales that would net less than a floor that holds on `day`, in the order of `sales`; empty when all may go.
/// [`Below::say`] is the refusal for people; its code is [`BELOW`] everywhere.
pub async fn guard<C: ConnectionTrait>(
    db: &C,
    sales: &[Sale],
    day: VnDate,
) -> Result<Vec<(OfferId, Below)>> {
    let offers: Vec<OfferId> = sales.iter().map(|sale| sale.offer).collect();
    let floors = in_force(db, &offers, day).await?;
    let refused = sales.iter().filter_map(|sale| {
        let floors = floors.get(&sale.offer)?;
        match check(floors, &net(sale.price, &sale.reductions), day) {
            Verdict::Below(below) => Some((sale.offer, below)),
            Verdict::Ok => None,
        }
    });
    Ok(refused.collect())
}

/// For each offer whose present price in the market's own shop is below a floor: the warning for its members.
pub(crate) async fn stopped(
    core: &Core,
    prices: impl Iterator<Item = (Uuid, i64)>,
    l: Locale,
) -> Result<HashMap<Uuid, String>> {
    let sales: Vec<Sale> = prices
        .map(|(offer, price)| Sale::own_shop(offer.into(), Vnd(price)))
        .collect();
    let day = core.clock.now().vn_date();
    let refused = guard(core.db.read(), &sales, day).await?;
    let warnings = refused
        .into_iter()
        .map(|(offer, below)| (offer.uuid(), below.stopped(l)));
    Ok(warnings.collect())
}

/// Refuses a new price of an offer below its floors, at the field `price`. A price that stays is not a change: a floor that
/// was raised above it stops its sale, not the mending of the rest.
pub(crate) async fn price_change(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    (old, new): (i64, Vnd),
) -> Result<()> {
    if old == new.dong() {
        return Ok(());
    }
    let day = core.clock.now().vn_date();
    let refused = guard(&**txn, &[Sale::own_shop(offer, new)], day).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::invalid("price", BELOW, below.say(actor.locale))),
        None => Ok(()),
    }
}
