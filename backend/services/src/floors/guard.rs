//! The one question before a price counts: does the seller net enough.

use super::load::in_force;
use crate::error::Result;
use sea_orm::ConnectionTrait;
use shared::id::OfferId;
use shared::money::Vnd;
use shared::rules::floor::{Below, Reduction, Verdict, check, net};
use shared::time::VnDate;

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
/// [`Below::say`] is the refusal for people; its code is `below_floor` everywhere.
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
