//! The checkout's form, and what its buyer saw when it was shown.

use serde::Deserialize;

use super::order::{Address, Contact, OrderLine, PlaceOrder};
use crate::id::VariantId;
use crate::money::Vnd;

/// The form of `/dat-hang`. Its fields are those of [`PlaceOrder`], by their last names.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CheckoutForm {
    /// Name of the receiver.
    pub name: String,
    /// Phone as typed.
    pub phone: String,
    /// What was typed into the search for the commune, or the name of the chosen one.
    pub ward_q: String,
    /// Code of the commune chosen before or by the script.
    pub ward_code: String,
    /// Code of a commune picked from a list without script.
    pub ward_pick: String,
    /// House number and street, or hamlet.
    pub street: String,
    /// `cod`.
    pub payment_method: String,
    /// The same form sent twice is one order.
    pub key: String,
    /// The offer the buyer saw, see [`Seen`].
    pub seen: String,
    /// The button: `order` (also when empty), `ward`, `hold`, `plus:…` or `minus:…` with a variant, `remove:…`.
    pub op: String,
}

impl CheckoutForm {
    /// The order of this form with the goods of the cart.
    #[must_use]
    pub fn order(&self, lines: Vec<OrderLine>) -> PlaceOrder {
        PlaceOrder {
            lines,
            contact: Contact {
                name: self.name.clone(),
                phone: self.phone.clone(),
            },
            address: Address {
                ward_code: self.ward_code.clone(),
                street: self.street.clone(),
            },
            payment_method: self.payment_method.clone(),
            share_code: None,
        }
    }
}

/// What was on the screen: where to, and each good with amount and price. It comes back with the form, so that nobody
/// orders what they have not seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Code of the commune; empty when none was chosen.
    pub ward_code: String,
    /// Variant, smallest steps, price of one unit.
    pub lines: Vec<(VariantId, i64, Vnd)>,
}

impl Seen {
    /// Reads the hidden field; what cannot be read is left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut parts = text.split(',');
        let ward_code = parts.next().unwrap_or_default().to_owned();
        let line = |part: &str| {
            let mut fields = part.split(':');
            let variant = fields.next()?.parse().ok()?;
            let steps = fields.next()?.parse().ok().filter(|steps| *steps > 0)?;
            Some((variant, steps, Vnd(fields.next()?.parse().ok()?)))
        };
        Self {
            ward_code,
            lines: parts.filter_map(line).collect(),
        }
    }

    /// The hidden field's text.
    #[must_use]
    pub fn write(&self) -> String {
        let lines = self
            .lines
            .iter()
            .map(|(variant, steps, price)| format!(",{variant}:{steps}:{}", price.0));
        self.ward_code
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            + &lines.collect::<String>()
    }
}

/// The form that looks an order up.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct FindOrder {
    /// Order code as typed.
    pub code: String,
    /// Phone as typed.
    pub phone: String,
}

/// A button on the buyer's order page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeOrder {
    /// `cancel` or `request_cancel`.
    pub op: String,
    /// Number of the parcel, from 1.
    pub parcel: i32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_seen_comes_back() {
        let variant = VariantId::from(uuid::Uuid::from_u128(7));
        let seen = Seen {
            ward_code: "00166".into(),
            lines: vec![(variant, 2, Vnd(195_000))],
        };
        assert_eq!(Seen::read(&seen.write()), seen);
        assert_eq!(Seen::read(""), Seen::default());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,80}") {
            let _ = Seen::read(&text);
        }
    }
}
