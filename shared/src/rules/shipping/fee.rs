//! What sending a parcel costs.

use super::distance::Band;
use crate::goods::ShippingClass;
use crate::money::Vnd;

/// The name of the table below, kept with every quote so that it can be worked out again.
pub const FEE_TABLE: &str = "2026-11";

/// Upper ends of the weight brackets, in grams.
const BRACKETS: [i64; 6] = [1000, 2000, 3000, 5000, 10_000, 20_000];

/// Fees of the brackets in đồng, and what each started kilogram above the last bracket adds.
const fn row(band: Band) -> ([i64; 6], i64) {
    match band {
        Band::SameProvince => ([18_000, 20_000, 22_000, 28_000, 42_000, 66_000], 3000),
        Band::Near => ([22_000, 25_000, 28_000, 35_000, 54_000, 88_000], 4000),
        Band::Region => ([26_000, 30_000, 35_000, 45_000, 70_000, 118_000], 5500),
        Band::Far => ([32_000, 38_000, 45_000, 60_000, 98_000, 172_000], 8000),
        Band::Beyond => ([36_000, 44_000, 53_000, 72_000, 120_000, 214_000], 10_000),
    }
}

/// The fee of one parcel of `weight_g` grams, packing for its class included; `None` if the weight is not above zero or too
/// large for a fee. Live animals are fetched, so they cost nothing here.
#[must_use]
pub fn fee(band: Band, weight_g: i64, class: ShippingClass) -> Option<Vnd> {
    if weight_g <= 0 {
        return None;
    }
    if class == ShippingClass::P0 {
        return Some(Vnd::ZERO);
    }
    let (fees, more) = row(band);
    let bracket = BRACKETS
        .iter()
        .zip(fees)
        .find(|(end, _)| weight_g <= **end)
        .map(|(_, fee)| fee);
    let carriage = match bracket {
        Some(fee) => fee,
        None => started(weight_g - 20_000, 1000)
            .checked_mul(more)?
            .checked_add(*fees.last()?)?,
    };
    let packing = match class {
        // A foam box with ice for every five kilograms.
        ShippingClass::P1 => started(weight_g, 5000).checked_mul(15_000)?,
        // A ventilated box for every ten.
        ShippingClass::P2 => started(weight_g, 10_000).checked_mul(5000)?,
        ShippingClass::P0 | ShippingClass::P3 | ShippingClass::P4 => 0,
    };
    carriage.checked_add(packing).map(Vnd)
}

const fn started(amount: i64, size: i64) -> i64 {
    amount / size + (amount % size > 0) as i64
}

/// The weight carriers charge for, in grams: the real one, or length × width × height in centimetres ÷ 6000 as kilograms,
/// whichever is more.
#[must_use]
pub fn chargeable_weight(real_g: i64, box_cm: Option<[i64; 3]>) -> i64 {
    let volume = box_cm.and_then(|sides| sides.into_iter().try_fold(1_i64, i64::checked_mul));
    volume.map_or(real_g, |cm3| real_g.max(started(cm3, 6)))
}

/// The freight is more than half of what the goods cost: the seller is warned.
#[must_use]
pub fn is_heavy(fee: Vnd, goods: Vnd) -> bool {
    fee.0.saturating_mul(2) > goods.0
}
