//! What the buttons of a cart do to it.

use super::goods::{Goods, load};
use crate::core::Core;
use crate::error::{Error, Result};
use shared::id::{CooperativeId, VariantId};
use shared::input::cart::{Cart, ChangeCart};
use shared::input::checkout::{Seen, SeenLine};
use shared::input::order::{MAX_LINES, MAX_UNITS, OrderLine};
use shared::quantity::Quantity;
use shared::say::Locale;

/// The most of a good that one order may have, in smallest steps.
pub(super) fn most(goods: &Goods) -> i64 {
    let most = MAX_UNITS * goods.unit.steps_per_unit();
    most - most % goods.step
}

/// The cart after a button was pressed. An unknown good is `NotFound`, a full cart and a number that cannot be read are
/// `Invalid`.
pub async fn change_cart(core: &Core, l: Locale, cart: &Cart, change: &ChangeCart) -> Result<Cart> {
    let missing = Error::NotFound { what: "variant" };
    let Ok(variant) = change.variant_id.parse::<VariantId>() else {
        return Err(missing);
    };
    let mut cart = cart.clone();
    if change.op == "remove" {
        cart.set(variant, 0);
        return Ok(cart);
    }
    let mut goods = load(core, &[variant]).await?;
    let goods = goods.remove(&variant).ok_or(missing)?;
    let now = cart.steps(variant);
    let asked = asked(&goods, change, now, l)?;
    let steps = match change.op.as_str() {
        "plus" => asked.saturating_add(goods.step),
        "minus" => asked.saturating_sub(goods.step),
        "set" => asked,
        _ => now.saturating_add(asked),
    };
    let whole = steps - steps.rem_euclid(goods.step);
    if cart.set(variant, whole.clamp(goods.step, most(&goods))) {
        if matches!(change.op.as_str(), "" | "add") {
            cart.choose(variant, chosen(&goods, change));
        }
        return Ok(cart);
    }
    let message = l.say(
        "Giỏ đã đủ 20 món. Đặt trước, rồi chọn tiếp",
        "The cart is full with 20 goods. Order these first",
    );
    Err(Error::invalid("variant_id", "full", message))
}

/// The cooperative that is to send a pooled good, if it was chosen among those that supply it.
fn chosen(goods: &Goods, change: &ChangeCart) -> Option<CooperativeId> {
    let id = change
        .cooperative_id
        .parse()
        .ok()
        .filter(|_| goods.pooled)?;
    goods
        .supplies
        .iter()
        .any(|supply| supply.cooperative == id)
        .then_some(id)
}

/// The amount that stands in the form; what is in the cart (or the least) when it says nothing.
fn asked(goods: &Goods, change: &ChangeCart, now: i64, l: Locale) -> Result<i64> {
    let count = change.count.trim();
    if !count.is_empty() {
        return match count.parse::<i64>() {
            Ok(count) => Ok(count.max(0).saturating_mul(goods.step)),
            Err(_) => Ok(now.max(goods.step)),
        };
    }
    match (change.quantity.trim(), change.op.as_str()) {
        ("", "plus" | "minus" | "set") => Ok(now.max(goods.step)),
        ("", _) => Ok(goods.step),
        (text, _) => Quantity::parse(text, goods.unit)
            .map(|quantity| quantity.steps)
            .map_err(|why| Error::invalid("quantity", why.code(), why.say(l))),
    }
}

/// The lines of an order for what the buyer saw; goods that no longer exist are left out.
pub async fn order_lines(core: &Core, seen: &Seen) -> Result<Vec<OrderLine>> {
    let variants: Vec<VariantId> = seen
        .lines
        .iter()
        .map(|line| line.variant)
        .take(MAX_LINES)
        .collect();
    let goods = load(core, &variants).await?;
    let line = |line: &SeenLine| {
        Some(OrderLine {
            variant_id: line.variant,
            quantity: goods.get(&line.variant)?.quantity(line.steps).decimal(),
            unit_price: Some(line.price),
            cooperative_id: line.cooperative,
        })
    };
    Ok(seen.lines.iter().filter_map(line).collect())
}
