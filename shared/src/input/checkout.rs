//! The checkout's form, and what its buyer saw when it was shown.

use serde::Deserialize;

use super::order::{Address, Contact, OrderLine, PlaceOrder};
use crate::id::{CooperativeId, VariantId};
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
    /// Code of a voucher; may be empty.
    pub voucher: String,
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
            voucher: Some(self.voucher.clone()).filter(|code| !code.trim().is_empty()),
        }
    }
}

/// What was on the screen: where to, and each good with amount and price. It comes back with the form, so that nobody
/// orders what they have not seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Code of the commune; empty when none was chosen.
    pub ward_code: String,
    /// What was to be paid, with delivery; none when it could not be said yet.
    pub total: Option<Vnd>,
    /// The goods.
    pub lines: Vec<SeenLine>,
}

/// A good as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenLine {
    /// Which sellable unit.
    pub variant: VariantId,
    /// How much, in the variant's smallest steps.
    pub steps: i64,
    /// The price of one unit.
    pub price: Vnd,
    /// The cooperative that the buyer chose for it.
    pub cooperative: Option<CooperativeId>,
}

impl Seen {
    /// Reads the hidden field; what cannot be read is left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut parts = text.split(',');
        let mut head = parts.next().unwrap_or_default().split(':');
        let ward_code = head.next().unwrap_or_default().to_owned();
        let total = head.next().and_then(|text| text.parse().ok()).map(Vnd);
        let line = |part: &str| {
            let mut fields = part.split(':');
            let variant = fields.next()?.parse().ok()?;
            let steps = fields.next()?.parse().ok().filter(|steps| *steps > 0)?;
            Some(SeenLine {
                variant,
                steps,
                price: Vnd(fields.next()?.parse().ok()?),
                cooperative: fields.next().and_then(|text| text.parse().ok()),
            })
        };
        Self {
            ward_code,
            total,
            lines: parts.filter_map(line).collect(),
        }
    }

    /// The hidden field's text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text: String = self
            .ward_code
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        if let Some(total) = self.total {
            text.push_str(&format!(":{}", total.0));
        }
        for line in &self.lines {
            text.push_str(&format!(
                ",{}:{}:{}",
                line.variant, line.steps, line.price.0
            ));
            if let Some(cooperative) = line.cooperative {
                text.push_str(&format!(":{cooperative}"));
            }
        }
        text
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
    /// `cancel` or `request_cancel`; for a part that nobody sends `wait`, `elsewhere`, `replace` or `refund`.
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
            total: Some(Vnd(420_000)),
            lines: vec![
                SeenLine {
                    variant,
                    steps: 2,
                    price: Vnd(195_000),
                    cooperative: None,
                },
                SeenLine {
                    variant,
                    steps: 1,
                    price: Vnd(5),
                    cooperative: Some(uuid::Uuid::from_u128(8).into()),
                },
            ],
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
