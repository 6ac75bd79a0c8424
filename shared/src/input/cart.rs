//! The cart: what its forms send and what its cookie keeps.

use serde::Deserialize;
use uuid::Uuid;

use super::order::MAX_LINES;
use crate::id::{CooperativeId, VariantId};

/// A button of the cart or of a product page: puts in, takes out, sets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeCart {
    /// Which sellable unit.
    pub variant_id: String,
    /// The cooperative chosen for a pooled good; empty leaves it to the market.
    pub cooperative_id: String,
    /// How much, as a decimal number of the sale unit; empty is the least that is sold.
    pub quantity: String,
    /// How many of the least amounts that are sold, from a stepper; wins over `quantity`.
    pub count: String,
    /// `add` (also when empty), `set`, `plus`, `minus`, `remove`; `voucher` keeps a code for the checkout.
    pub op: String,
    /// Code of a voucher; empty takes it off.
    pub voucher: String,
    /// Where to go on; a path of this site. The cart when empty.
    pub tiep: String,
}

/// A good in a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartItem {
    /// Which sellable unit.
    pub variant: VariantId,
    /// How much, in the variant's smallest steps.
    pub steps: i64,
    /// The cooperative that was chosen for it.
    pub cooperative: Option<CooperativeId>,
}

/// What is in a cart. Kept in a cookie, so it may hold anything that was ever sold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    /// The goods in the order in which they were put in; each variant once.
    pub lines: Vec<CartItem>,
}

impl Cart {
    /// Reads the cookie; what cannot be read is left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut cart = Self::default();
        for part in text.split('.') {
            let mut fields = part.split('-');
            let (Some(id), Some(steps)) = (fields.next(), fields.next()) else {
                continue;
            };
            if let (Ok(id), Ok(steps)) = (Uuid::try_parse(id), steps.parse::<i64>()) {
                let id = VariantId::from(id);
                if steps > 0 && cart.steps(id) == 0 && cart.set(id, steps) {
                    let chosen = fields.next().and_then(|text| Uuid::try_parse(text).ok());
                    cart.choose(id, chosen.map(CooperativeId::from));
                }
            }
        }
        cart
    }

    /// The cookie's text.
    #[must_use]
    pub fn write(&self) -> String {
        let part = |item: &CartItem| {
            let chosen = item
                .cooperative
                .map_or(String::new(), |id| format!("-{}", id.uuid().simple()));
            format!("{}-{}{chosen}", item.variant.uuid().simple(), item.steps)
        };
        let parts: Vec<String> = self.lines.iter().map(part).collect();
        parts.join(".")
    }

    /// How much of a good is in it; 0 when none.
    #[must_use]
    pub fn steps(&self, variant: VariantId) -> i64 {
        self.item(variant).map_or(0, |item| item.steps)
    }

    /// The good, if it is in it.
    #[must_use]
    pub fn item(&self, variant: VariantId) -> Option<&CartItem> {
        self.lines.iter().find(|item| item.variant == variant)
    }

    /// Sets how much of a good is in it; 0 takes it out. False when the cart is full.
    pub fn set(&mut self, variant: VariantId, steps: i64) -> bool {
        let known = self.lines.iter().position(|item| item.variant == variant);
        match (known, steps > 0) {
            (Some(at), true) => self.lines[at].steps = steps,
            (Some(at), false) => {
                self.lines.remove(at);
            }
            (None, true) if self.lines.len() < MAX_LINES => self.lines.push(CartItem {
                variant,
                steps,
                cooperative: None,
            }),
            (None, true) => return false,
            (None, false) => {}
        }
        true
    }

    /// Chooses who sends a good that is in it; none leaves it to the market.
    pub fn choose(&mut self, variant: VariantId, cooperative: Option<CooperativeId>) {
        if let Some(item) = self.lines.iter_mut().find(|item| item.variant == variant) {
            item.cooperative = cooperative;
        }
    }

    /// Nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: u128) -> VariantId {
        VariantId::from(Uuid::from_u128(n))
    }

    #[test]
    fn the_cookie_comes_back() {
        let mut cart = Cart::default();
        assert!(cart.set(id(1), 2) && cart.set(id(2), 500) && cart.set(id(1), 3));
        assert_eq!(Cart::read(&cart.write()), cart);
        let chosen = CooperativeId::from(Uuid::from_u128(9));
        cart.choose(id(2), Some(chosen));
        assert_eq!(Cart::read(&cart.write()), cart);
        assert!(cart.set(id(1), 0));
        let left = CartItem {
            variant: id(2),
            steps: 500,
            cooperative: Some(chosen),
        };
        assert_eq!(cart.lines, [left]);
        assert!(Cart::read("").is_empty());
    }

    #[test]
    fn a_cart_has_an_end() {
        let mut cart = Cart::default();
        for n in 0..20 {
            assert!(cart.set(id(n), 1));
        }
        assert!(!cart.set(id(99), 1));
        assert!(cart.set(id(3), 5));
    }

    proptest! {
        #[test]
        fn any_text_is_a_cart(text in ".{0,80}") {
            let cart = Cart::read(&text);
            prop_assert_eq!(Cart::read(&cart.write()), cart);
        }
    }
}
