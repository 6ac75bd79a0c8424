//! What a part of an order costs and under which terms it was sold; shares of it.

use serde::{Deserialize, Serialize};

use crate::money::Vnd;
use crate::rules::floor::PLATFORM_PERCENT;

const WHOLE: i128 = 10_000;

/// The terms a part was sold under. They are frozen with the sale: a later change of rates changes nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The market's fee of the goods, in hundredths of a percent.
    pub fee_percent100: u32,
    /// The seller's commission of the goods, in hundredths of a percent.
    pub commission_percent100: u32,
    /// The seller; empty when nobody brought the buyer.
    pub seller: String,
}

impl Terms {
    /// The terms of a sale today, without a seller.
    #[must_use]
    pub const fn plain() -> Self {
        Self {
            fee_percent100: PLATFORM_PERCENT * 100,
            commission_percent100: 0,
            seller: String::new(),
        }
    }

    /// The market's fee of goods sold for `goods`: to the nearest đồng, a half up.
    #[must_use]
    pub fn fee(&self, goods: Vnd) -> Vnd {
        part(goods, self.fee_percent100)
    }

    /// The seller's commission: rounded down, the rest stays with the cooperative; nothing without a seller.
    #[must_use]
    pub fn commission(&self, goods: Vnd) -> Vnd {
        if self.seller.is_empty() {
            return Vnd::ZERO;
        }
        let amount = i128::from(goods.0.max(0)) * i128::from(self.commission_percent100) / WHOLE;
        Vnd(i64::try_from(amount).unwrap_or(i64::MAX))
    }
}

fn part(of: Vnd, percent100: u32) -> Vnd {
    let amount = (i128::from(of.0.max(0)) * i128::from(percent100) + WHOLE / 2) / WHOLE;
    Vnd(i64::try_from(amount).unwrap_or(i64::MAX))
}

/// What a part of an order is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// The goods at their prices.
    pub goods: Vnd,
    /// What the buyer pays for delivery.
    pub shipping: Vnd,
    /// What the market adds to it because a dearer parcel took over.
    pub borne: Vnd,
    /// The cooperative's share of a voucher.
    pub voucher_own: Vnd,
    /// The market's share of a voucher.
    pub voucher_market: Vnd,
}

impl Amounts {
    /// What the buyer pays.
    #[must_use]
    pub const fn total(&self) -> Vnd {
        Vnd(self.goods.0 + self.shipping.0 - self.voucher_own.0 - self.voucher_market.0)
    }

    /// What fee and commission are taken of: the price as sold. What the market gives does not lower it.
    #[must_use]
    pub const fn base(&self) -> Vnd {
        Vnd(self.goods.0 - self.voucher_own.0)
    }
}

/// Shares of an amount in proportion to `weights`, each rounded toward zero, the remainder on the last share. Without
/// any weight the last share is all of it; without shares there is nothing.
#[must_use]
pub fn by_weight(amount: Vnd, weights: &[Vnd]) -> Vec<Vnd> {
    let total: i128 = weights.iter().map(|w| i128::from(w.0.max(0))).sum();
    let mut shares: Vec<Vnd> = weights
        .iter()
        .map(|weight| {
            let exact = i128::from(amount.0) * i128::from(weight.0.max(0));
            Vnd(i64::try_from(exact.checked_div(total).unwrap_or(0)).unwrap_or(0))
        })
        .collect();
    let given: i64 = shares.iter().map(|share| share.0).sum();
    if let Some(last) = shares.last_mut() {
        last.0 += amount.0 - given;
    }
    shares
}

/// A part in several parcels or with several cooperatives: `goods` is what each takes of it. Delivery and vouchers are
/// shared by the value of the goods, so that together they are what they were: nothing is charged twice or lost.
#[must_use]
pub fn split(whole: &Amounts, goods: &[Vnd]) -> Vec<Amounts> {
    let share = |amount: Vnd| by_weight(amount, goods);
    let (shipping, borne) = (share(whole.shipping), share(whole.borne));
    let (own, market) = (share(whole.voucher_own), share(whole.voucher_market));
    goods
        .iter()
        .enumerate()
        .map(|(at, goods)| Amounts {
            goods: *goods,
            shipping: shipping[at],
            borne: borne[at],
            voucher_own: own[at],
            voucher_market: market[at],
        })
        .collect()
}
