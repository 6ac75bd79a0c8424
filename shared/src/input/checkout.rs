//! The checkout's form. Its names are those of the JSON of `POST /api/v1/orders`, so that messages find their fields.

use serde::Deserialize;

use super::order::{Address, Contact, OrderLine, PlaceOrder};

/// The form of `/dat-hang`.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CheckoutForm {
    /// Name of the receiver.
    #[serde(rename = "contact.name")]
    pub name: String,
    /// Phone as typed.
    #[serde(rename = "contact.phone")]
    pub phone: String,
    /// What was typed into the search for the commune.
    #[serde(rename = "address.ward")]
    pub ward: String,
    /// Code of the chosen commune.
    #[serde(rename = "address.ward_code")]
    pub ward_code: String,
    /// House number and street, or hamlet.
    #[serde(rename = "address.street")]
    pub street: String,
    /// `cod`.
    pub payment_method: String,
    /// The same form sent twice is one order.
    pub key: String,
    /// The prices and amounts the buyer saw: `variant:price` with commas between.
    pub seen: String,
    /// `find_ward` when the button beside the commune was pressed.
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
