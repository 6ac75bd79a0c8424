//! What a channel is told of stock and prices.

use super::account::Account;
use super::conflicts::open_fields;
use super::settings::own_rule;
use crate::checkout::Goods;
use crate::core::Core;
use crate::error::Result;
use crate::floors;
use shared::id::{OfferId, VariantId};
use shared::money::Vnd;
use shared::rules::channel_stock::{Allowance, steps_per_piece, told};
use shared::rules::floor::least;
use shared::rules::you_receive::{PriceRule, Proposed, propose};
use std::collections::HashMap;
use store::entity::{channel_listing, channel_variant};
use store::sql;
use uuid::Uuid;

/// A unit with what its channel should show.
#[derive(Clone, Debug)]
pub struct OfferLine {
    /// The row.
    pub row: channel_variant::Model,
    /// Units to be bought there.
    pub stock: i64,
    /// Nothing is sold there now.
    pub paused: bool,
    /// The price there of one unit as sold there.
    pub price: Vnd,
    /// What is received of it.
    pub proposed: Proposed,
    /// What our own storefront asks for the same.
    pub own: Vnd,
    /// Its price waits for a person's choice and is not sent.
    pub price_held: bool,
    /// Units of sale in one unit as sold there: 2 for a good sold in multiples of 2 kg.
    pub units: i64,
}

impl OfferLine {
    /// The channel shows something else.
    pub fn is_new(&self) -> bool {
        let price = !self.price_held && self.row.agreed_price != Some(self.price.0);
        price || self.row.agreed_stock != Some(self.stock)
    }
}

/// Smallest steps in one unit as channels sell it, and how many units of sale that is.
pub(super) fn piece(goods: &Goods) -> (i64, i64) {
    let unit = goods.unit.steps_per_unit().max(1);
    let steps = steps_per_piece(unit, goods.step);
    (steps, steps / unit)
}

/// The free steps of those who sell in this shop, by the market's rules of today.
pub(super) fn free(account: &Account, goods: &Goods) -> i64 {
    if !goods.for_sale {
        return 0;
    }
    goods
        .supplies
        .iter()
        .filter(|supply| account.sellers.contains(&supply.cooperative))
        .map(|supply| supply.free().max(0))
        .sum()
}

/// The price of one of these goods in this shop, never below what its sellers decided to receive.
fn price(
    account: &Account,
    goods: &Goods,
    units: i64,
    (set, rule): (Option<i64>, Option<PriceRule>),
    floor: Option<Vnd>,
) -> (Vnd, Proposed) {
    let own = Vnd(goods.price.0.saturating_mul(units));
    let floor = floor.map(|floor| Vnd(floor.0.saturating_mul(units)));
    let settings = &account.settings;
    let proposed = match set {
        Some(set) => propose(Vnd(set), Default::default(), &settings.terms, floor),
        None => propose(own, rule.unwrap_or(settings.price), &settings.terms, floor),
    };
    (own, proposed)
}

/// What these units (by SKU) should show, leaving out those that are not in this shop. All of them when `skus` is empty.
pub async fn offers(core: &Core, account: &Account, skus: &[String]) -> Result<Vec<OfferLine>> {
    let limit = if skus.is_empty() {
        String::new()
    } else {
        format!("and sku in ({})", sql::placeholders(2, skus.len()))
    };
    let values =
        std::iter::once(account.row.id.into()).chain(skus.iter().map(|s| s.as_str().into()));
    let rows: Vec<channel_variant::Model> = sql::all(
        core.db.read(),
        &format!("select * from channel_variant where account_id = $1 {limit} order by sku"),
        values,
    )
    .await?;
    lines(core, account, rows).await
}

/// The same for rows at hand.
pub(super) async fn lines(
    core: &Core,
    account: &Account,
    rows: Vec<channel_variant::Model>,
) -> Result<Vec<OfferLine>> {
    let mut all = Vec::with_capacity(rows.len());
    let held = open_fields(core, account.row.id).await?;
    let rules = own_rules(core, account.row.id).await?;
    // In portions, so that ten thousands of units do not lie in memory at once.
    for rows in rows.chunks(200) {
        let ids: Vec<VariantId> = rows.iter().map(|row| row.variant_id.into()).collect();
        let goods = account.goods(core, &ids).await?;
        let floors = floor_of(core, account, &goods).await?;
        for row in rows {
            let Some(goods) = goods.get(&VariantId::from(row.variant_id)) else {
                continue;
            };
            let (steps, units) = piece(goods);
            let (own, proposed) = price(
                account,
                goods,
                units,
                (row.price, rules.get(&row.channel_listing_id).copied()),
                floors.get(&goods.variant).copied(),
            );
            let allowance = Allowance {
                buffer: row.buffer.unwrap_or(account.settings.allowance.buffer),
                quota: row.quota.or(account.settings.allowance.quota),
            };
            let free = if account.is_paused() || proposed.loses {
                0
            } else {
                free(account, goods)
            };
            let told = told(free, steps, allowance, 0);
            all.push(OfferLine {
                price_held: held
                    .iter()
                    .any(|(id, field)| *id == row.id && field == "price"),
                row: row.clone(),
                stock: told.stock,
                paused: told.paused,
                price: proposed.price,
                proposed,
                own,
                units,
            });
        }
    }
    Ok(all)
}

/// Listings of a shop with a price rule of their own.
async fn own_rules(core: &Core, account: Uuid) -> Result<HashMap<Uuid, PriceRule>> {
    let rows: Vec<channel_listing::Model> = sql::all(
        core.db.read(),
        "select * from channel_listing where account_id = $1 and price_rule is not null",
        [account.into()],
    )
    .await?;
    let mut rules = HashMap::new();
    for row in rows {
        if let Some(rule) = own_rule(row.price_rule.as_deref())? {
            rules.insert(row.id, rule);
        }
    }
    Ok(rules)
}

/// The highest floor of those who sell each good in this shop, for one unit of sale.
async fn floor_of(
    core: &Core,
    account: &Account,
    goods: &HashMap<VariantId, Goods>,
) -> Result<HashMap<VariantId, Vnd>> {
    let sold = |goods: &Goods| -> Vec<OfferId> {
        goods
            .supplies
            .iter()
            .filter(|supply| account.sellers.contains(&supply.cooperative))
            .map(|supply| supply.offer)
            .collect()
    };
    let offers: Vec<OfferId> = goods.values().flat_map(sold).collect();
    let today = core.clock.now().vn_date();
    let floors = floors::in_force(core.db.read(), &offers, today).await?;
    let highest = |goods: &Goods| {
        sold(goods)
            .iter()
            .filter_map(|offer| least(floors.get(offer)?, today))
            .max()
    };
    Ok(goods
        .iter()
        .filter_map(|(id, goods)| Some((*id, highest(goods)?)))
        .collect())
}

/// Records that the channel shows this now, or (`Err`) in plain words why it does not.
pub async fn record_offer(
    core: &Core,
    line: &OfferLine,
    outcome: std::result::Result<(), &str>,
) -> Result<()> {
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    match outcome {
        Ok(()) => {
            sql::execute(
                &*txn,
                "update channel_variant set agreed_stock = $1, agreed_price = case when $5 then agreed_price else $2 end, \
                 note = null, sent_at = $3, version = version + 1 where id = $4",
                [
                    line.stock.into(),
                    line.price.0.into(),
                    now.into(),
                    line.row.id.into(),
                    line.price_held.into(),
                ],
            )
            .await?;
        }
        Err(why) => {
            sql::execute(
                &*txn,
                "update channel_variant set note = $1 where id = $2",
                [why.into(), line.row.id.into()],
            )
            .await?;
        }
    }
    Ok(txn.commit().await?)
}
