//! Prices of quantities. All of it is whole numbers; where a đồng would be cut, half a đồng and more counts as one.

use super::Quantity;
use crate::money::Vnd;

/// What `quantity` costs at `unit_price` for one unit: price × steps ÷ steps of a unit, rounded half up to the đồng.
/// `None` if the amount does not fit.
#[must_use]
pub fn line_total(unit_price: Vnd, quantity: Quantity) -> Option<Vnd> {
    ratio(unit_price, quantity.steps, quantity.unit.steps_per_unit())
}

/// The price of a kilogram when `net_weight_g` grams cost `price`, rounded half up to the đồng. `None` if the weight is not
/// above zero or the amount does not fit. For a unit of weight, pass its steps per unit.
#[must_use]
pub fn per_kg(price: Vnd, net_weight_g: i64) -> Option<Vnd> {
    ratio(price, 1000, net_weight_g)
}

/// The price of a litre when `net_ml` millilitres cost `price`; else as [`per_kg`].
#[must_use]
pub fn per_litre(price: Vnd, net_ml: i64) -> Option<Vnd> {
    ratio(price, 1000, net_ml)
}

fn ratio(price: Vnd, times: i64, by: i64) -> Option<Vnd> {
    if by <= 0 {
        return None;
    }
    let doubled = i128::from(price.0)
        .checked_mul(i128::from(times))?
        .checked_mul(2)?;
    let by = i128::from(by);
    i64::try_from((doubled + by).div_euclid(2 * by))
        .ok()
        .map(Vnd)
}
