//! What a cooperative really receives for a unit on a channel, and the price that would do.

use serde::{Deserialize, Serialize};

use crate::channel::Fees;
use crate::money::Vnd;
use crate::rules::floor::{Net, Reduction, Rule, Take, least_price, net};

/// What selling on a channel costs, as a cooperative set it from its contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Commission, hundredths of a percent of the price as sold.
    pub platform: u32,
    /// Payment and service fee, the same.
    pub service: u32,
    /// The seller's share of vouchers, hundredths of a percent of the price.
    pub voucher: u32,
    /// Freight borne for one unit.
    pub freight: Vnd,
    /// Units of ten thousand that come back.
    pub returns: u32,
    /// What is lost of the price of a unit that comes back, hundredths of a percent: freight both ways, spoilt goods.
    pub return_loss: u32,
}

impl Terms {
    /// What a channel usually takes.
    #[must_use]
    pub const fn usual(fees: Fees) -> Self {
        Self {
            platform: fees.platform,
            service: fees.service,
            voucher: 0,
            freight: Vnd::ZERO,
            returns: 0,
            return_loss: 10_000,
        }
    }

    /// The same as reductions of a price, the market's own fee included.
    #[must_use]
    pub fn reductions(&self) -> Vec<Reduction> {
        let lost = u64::from(self.returns.min(10_000)) * u64::from(self.return_loss.min(10_000));
        let lost = u32::try_from(lost / 10_000).unwrap_or(10_000);
        let percent = |rule, rate| Reduction {
            rule,
            take: Take::Percent100(rate),
        };
        vec![
            percent(Rule::Voucher, self.voucher),
            Reduction::platform(),
            percent(
                Rule::ChannelFee,
                self.platform.saturating_add(self.service).min(10_000),
            ),
            percent(Rule::ChannelFee, lost),
            Reduction::amount(Rule::ChannelFee, self.freight),
        ]
    }

    /// What is left of `price`.
    #[must_use]
    pub fn receive(&self, price: Vnd) -> Net {
        net(price, &self.reductions())
    }
}

/// How a channel's price follows ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule", content = "value")]
pub enum PriceRule {
    /// The same price everywhere.
    #[default]
    Same,
    /// Ours plus so many hundredths of a percent.
    Markup(u32),
    /// What nets the same as our own storefront does.
    SameNet,
}

/// A proposed price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The price on the channel.
    pub price: Vnd,
    /// What is received of it.
    pub net: Net,
    /// The price had to be raised to the floor.
    pub raised: bool,
    /// The floor cannot be reached, or selling a unit loses money: better not sold there.
    pub loses: bool,
}

/// The price on a channel for goods that cost `own` here, in whole steps of 1,000 đồng where it differs from ours; never
/// below what nets `floor`.
#[must_use]
pub fn propose(own: Vnd, rule: PriceRule, terms: &Terms, floor: Option<Vnd>) -> Proposed {
    let reductions = terms.reductions();
    let wanted = match rule {
        PriceRule::Same => own,
        PriceRule::Markup(rate) => {
            let more = i128::from(own.0.max(0)) * i128::from(rate) / 10_000;
            round_up(Vnd(own
                .0
                .saturating_add(i64::try_from(more).unwrap_or(i64::MAX))))
        }
        PriceRule::SameNet => {
            let here = net(own, &[Reduction::platform()]).net;
            least_price(here, &reductions).map_or(own, round_up)
        }
    };
    let least = floor.map(|floor| least_price(floor, &reductions));
    let (price, raised, reachable) = match least {
        Some(None) => (wanted, false, false),
        Some(Some(least)) if least > wanted => (round_up(least), true, true),
        _ => (wanted, false, true),
    };
    let net = net(price, &reductions);
    let loses = !reachable || net.net.0 <= 0;
    Proposed {
        price,
        net,
        raised,
        loses,
    }
}

fn round_up(price: Vnd) -> Vnd {
    Vnd(price.0.saturating_add(999) / 1_000 * 1_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms() -> Terms {
        Terms {
            platform: 800,
            service: 500,
            voucher: 500,
            freight: Vnd(3_000),
            returns: 200,
            return_loss: 5_000,
        }
    }

    #[test]
    fn every_cut_is_told() {
        // 100,000 less 5 % voucher = 95,000; 3 % + 13 % + 1 % of it = 16,150; freight 3,000.
        let net = terms().receive(Vnd(100_000));
        assert_eq!(net.net, Vnd(75_850));
        let taken: i64 = net.cuts.iter().map(|cut| cut.amount.0).sum();
        assert_eq!(taken, 24_150);
    }

    #[test]
    fn the_same_net_costs_the_buyer_more() {
        let proposed = propose(Vnd(100_000), PriceRule::SameNet, &terms(), None);
        assert!(proposed.net.net >= Vnd(97_000));
        assert_eq!(proposed.price.0 % 1_000, 0);
        assert!(!proposed.raised && !proposed.loses);
    }

    #[test]
    fn freight_eats_small_packs() {
        let dear = Terms {
            freight: Vnd(20_000),
            ..terms()
        };
        assert!(propose(Vnd(15_000), PriceRule::Same, &dear, None).loses);
    }

    proptest! {
        #[test]
        fn never_below_the_floor(
            own in 1_000_i64..2_000_000, floor in 1_000_i64..2_000_000, platform in 0_u32..3_000, service in 0_u32..2_000,
            voucher in 0_u32..3_000, freight in 0_i64..50_000, markup in 0_u32..5_000, which in 0..3,
        ) {
            let terms = Terms { platform, service, voucher, freight: Vnd(freight), returns: 300, return_loss: 10_000 };
            let rule = [PriceRule::Same, PriceRule::Markup(markup), PriceRule::SameNet][usize::try_from(which).unwrap_or(0)];
            let proposed = propose(Vnd(own), rule, &terms, Some(Vnd(floor)));
            prop_assert!(proposed.net.net >= Vnd(floor));
            let taken: i64 = proposed.net.cuts.iter().map(|cut| cut.amount.0).sum();
            prop_assert_eq!(proposed.price.0 - taken, proposed.net.net.0);
        }
    }
}
