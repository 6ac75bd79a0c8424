//! What the page of a pooled listing has more: who supplies it, and what proves its claims.

use super::buy::Wanted;
use super::facts::{self, Certificate, Facts, Pack};
use crate::catalogue::cards::Shown;
use crate::catalogue::delivery::{self, Arrival, arrival};
use crate::catalogue::rows::{Stock, on_sale};
use crate::catalogue::words;
use crate::checkout::Goods;
use crate::core::Core;
use crate::error::Result;
use crate::pools;
use shared::id::VariantId;
use shared::quantity::Quantity;
use shared::rules::badge::CertificateKind;
use shared::rules::routing::Reason;
use shared::say::Locale;
use shared::view::shop::{BuyView, SuppliersView};
use std::collections::HashMap;
use uuid::Uuid;

/// Who can supply the chosen pack of a pooled listing.
pub(super) fn suppliers(
    facts: &Facts,
    buy: Option<&BuyView>,
    wanted: &Wanted,
    shown: &Shown,
) -> Option<SuppliersView> {
    let chosen = buy.and_then(|buy| buy.packs.iter().find(|pack| pack.chosen));
    let pack = facts
        .packs
        .iter()
        .find(|pack| chosen.is_some_and(|chosen| chosen.id == pack.id.to_string()))
        .or(facts.packs.first())?;
    let goods = facts.goods.get(&VariantId::from(pack.id))?;
    if !goods.pooled {
        return None;
    }
    let mut view = pools::suppliers(goods, &wanted.cooperative, shown.locale);
    if let Some(to) = shown.chosen() {
        let of = view.suppliers.iter_mut().filter(|one| one.able);
        for one in of {
            let mut supplies = goods.supplies.iter();
            let supply = supplies.find(|supply| supply.cooperative.to_string() == one.id);
            let from = supply.map_or("", |supply| supply.ward_code.as_str());
            let goods = delivery::Goods {
                from_ward: from,
                ..delivery::Goods::from(&facts.row)
            };
            if let Some(Arrival::Refused(why)) = arrival(&goods, to, shown.now) {
                (one.able, one.chosen) = (false, false);
                one.detail = words::unreachable(why, &to.name(), shown.locale);
            }
        }
        view.by_market = !view.suppliers.iter().any(|one| one.chosen);
    }
    Some(view)
}

/// What proves the claims of a pooled listing: the certificates of those who can supply it today, under their names.
pub(super) async fn papers(
    core: &Core,
    product: Uuid,
    goods: &HashMap<VariantId, Goods>,
) -> Result<Vec<Certificate>> {
    let mut all = Vec::new();
    let mut seen = Vec::new();
    let claimed: Vec<CertificateKind> = goods
        .values()
        .flat_map(|goods| goods.claims.iter().map(|claim| claim.kind))
        .collect();
    if claimed.is_empty() {
        return Ok(all);
    }
    let mut suppliers: Vec<_> = goods.values().flat_map(|goods| &goods.supplies).collect();
    suppliers.sort_by(|a, b| a.cooperative_short.cmp(&b.cooperative_short));
    for supply in suppliers {
        if !supply.is_able() || seen.contains(&supply.cooperative) {
            continue;
        }
        seen.push(supply.cooperative);
        let papers = facts::papers(core, product, supply.cooperative.uuid()).await?;
        let proving = papers
            .into_iter()
            .filter(|paper| claimed.contains(&paper.kind));
        all.extend(proving.map(|paper| Certificate {
            holder: Some(supply.cooperative_short.clone()),
            ..paper
        }));
    }
    Ok(all)
}

impl Facts {
    /// A pooled listing is headed by the first pack that can be bought, at its price of this moment.
    pub(super) fn lead_by_pack(&mut self) {
        let first = self.packs.iter().find(|pack| pack.left().steps > 0);
        let Some(pack) = first.or(self.packs.first()).filter(|_| self.row.pooled) else {
            return;
        };
        self.row.price = pack.price().dong();
        self.row.unit_label = pack.label(Locale::Vi);
        (self.row.price_per_kg, self.row.price_per_litre) = pack.per_measure();
    }

    /// What can be bought of a pack when this cooperative is to send it; of all while none that has any is named.
    pub(crate) fn left_with(&self, pack: &Pack, cooperative: &str) -> Quantity {
        let goods = self.goods.get(&VariantId::from(pack.id));
        let supply = goods.and_then(|goods| {
            let mut supplies = goods.supplies.iter();
            supplies.find(|s| s.cooperative.to_string() == cooperative)
        });
        match supply.map(|supply| on_sale(supply.free(), pack.step)) {
            Some(free) if free > 0 => Quantity::of(free, pack.unit()),
            _ => pack.left(),
        }
    }

    /// The communes it can be sent from: that of its cooperative, or those of all who supply it today.
    pub(super) fn wards(&self) -> Vec<&str> {
        let all = self.goods.values().filter(|_| self.row.pooled);
        let mut wards: Vec<&str> = all.flat_map(Goods::wards).collect();
        if wards.is_empty() {
            wards.push(&self.row.cooperative_ward);
        }
        wards
    }

    /// What a list says of its stock.
    pub(crate) fn stock(&self) -> Stock {
        let judged = |pack: &Pack| {
            let goods = self.goods.get(&VariantId::from(pack.id));
            goods.map_or(Ok(0), Goods::judged)
        };
        let mut harvests = self.packs.iter().filter_map(|pack| self.harvest(pack));
        Stock {
            ahead: harvests.next(),
            wards: self.wards().into_iter().map(str::to_owned).collect(),
            leading: self
                .packs
                .first()
                .map(|pack| (pack.unit(), pack.left().steps)),
            any: self.packs.iter().any(|pack| pack.left().steps > 0),
            catch_weight: self.packs.first().is_some_and(|pack| pack.catch_weight),
            out_of_season: !self.packs.is_empty()
                && self
                    .packs
                    .iter()
                    .all(|pack| matches!(judged(pack), Err(Reason::OutOfSeason { .. }))),
        }
    }
}
