//! The answer of `POST /api/v1/quotes`.

use super::goods::{load, wanted};
use super::plan::{Parcel, Plan, Refused, plan};
use super::supply::Supply;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::vouchers;
use shared::input::forecast::HarvestDays;
use shared::input::order::QuoteRequest;
use shared::places::{Ward, places};
use shared::say::Locale;
use shared::view::order::OrderCooperative;
use shared::view::quote::{
    DeliveryWindow, HarvestWindow, Quote, QuoteLine, QuoteParcel, QuoteRefusal,
};
use std::collections::HashMap;

/// The cooperative behind an offer.
pub(crate) fn seller(supply: &Supply) -> OrderCooperative {
    OrderCooperative {
        id: supply.cooperative,
        slug: supply.cooperative_slug.clone(),
        name: supply.cooperative_name.clone(),
    }
}

/// The days of a harvest, for programs.
pub(crate) fn harvest_window(days: &HarvestDays) -> HarvestWindow {
    HarvestWindow {
        harvest_from: days.from.iso(),
        harvest_to: days.to.iso(),
        ship_by: days.ship_by.iso(),
    }
}

/// The commune of a code, or the message at `path`.
pub(crate) fn ward(code: &str, path: &str, l: Locale) -> Result<&'static Ward> {
    places().ward(code.trim()).ok_or_else(|| {
        let message = l.say(
            "Không có xã, phường này. Gõ tên để tìm lại",
            "There is no such commune. Type its name to find it",
        );
        Error::invalid(path, "unknown_ward", message)
    })
}

/// What the goods would cost to a place, when they would come, and what cannot go. A voucher that cannot be used is `Invalid`
/// at `voucher`.
pub async fn quote(core: &Core, actor: &Actor, request: &QuoteRequest) -> Result<Quote> {
    let l = actor.locale;
    let to = ward(&request.ward_code, "ward_code", l)?;
    let variants: Vec<_> = request
        .lines
        .iter()
        .map(|line| line.variant_id)
        .take(64)
        .collect();
    let goods = load(core, &variants).await?;
    let wanted = wanted(&request.lines, &goods, l)?;
    let mut plan = plan(
        &goods,
        &wanted,
        &HashMap::new(),
        Some(to),
        core.clock.now(),
        l,
    );
    let typed = request.voucher.as_deref().unwrap_or_default();
    if let Some(voucher) = vouchers::apply(core, &plan, typed, None, l).await? {
        plan.take_off(&voucher.shares);
    }
    Ok(answer(&plan, l))
}

fn answer(plan: &Plan<'_>, l: Locale) -> Quote {
    Quote {
        parcels: plan.parcels.iter().filter_map(|of| parcel(of, l)).collect(),
        refused: plan.refused.iter().map(refusal).collect(),
        goods_total: plan.goods_total(),
        shipping_total: plan.shipping_total(),
        discount: plan.voucher_total(),
        total: plan.total(),
        currency: "VND".to_owned(),
    }
}

fn parcel(of: &Parcel<'_>, l: Locale) -> Option<QuoteParcel> {
    let lines = of.lines.iter().map(|line| QuoteLine {
        variant_id: line.goods.variant,
        name: line.goods.title(l).to_owned(),
        quantity: line.goods.quantity(line.steps).decimal(),
        unit_price: line.goods.price,
        total: line.total,
    });
    Some(QuoteParcel {
        cooperative: seller(of.sender()?),
        lines: lines.collect(),
        goods_total: of.goods_total,
        shipping_fee: of.fee,
        discount: of.off.total(),
        total: of.total(),
        delivery_window: DeliveryWindow {
            ship_by: of.window.ship_by.iso(),
            earliest: of.window.earliest.iso(),
            latest: of.window.latest.iso(),
        },
        pickup: of.pickup,
        preorder: of.ahead.map(|forecast| harvest_window(&forecast.days)),
    })
}

fn refusal(of: &Refused<'_>) -> QuoteRefusal {
    QuoteRefusal {
        variant_id: of.goods.variant,
        code: of.code.to_owned(),
        message: of.message.clone(),
        available: of.left.map(|left| of.goods.quantity(left).decimal()),
    }
}
