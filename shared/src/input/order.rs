//! Ordering: what the form of the checkout and `POST /api/v1/orders` send.

use serde::{Deserialize, Serialize};

use super::sign_in::{name_field, phone_field};
use crate::id::{CooperativeId, VariantId};
use crate::money::Vnd;
use crate::payment::ProviderCode;
use crate::phone::Phone;
use crate::problem::FieldError;
use crate::say::Locale;
use crate::text::nfc_clean;

/// The most lines of an order.
pub const MAX_LINES: usize = 20;
/// The most units of a line.
pub const MAX_UNITS: i64 = 99;
/// The most letters of a street line.
const MAX_STREET: usize = 160;

/// One good of an order or a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLine {
    /// Which sellable unit.
    pub variant_id: VariantId,
    /// How much, as a decimal number of the sale unit: `"2"`, `"5.5"`.
    #[cfg_attr(feature = "openapi", schema(example = "2"))]
    pub quantity: String,
    /// The price of one unit that the buyer saw, in đồng. When it is sent and no longer true, the order is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Vnd>,
    /// The cooperative that is to send it, of those that supply a pooled good; the market chooses when none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooperative_id: Option<CooperativeId>,
}

/// Who receives the goods.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Name of the receiver.
    pub name: String,
    /// A Vietnamese mobile number, however it is written.
    #[cfg_attr(feature = "openapi", schema(example = "0912 345 678"))]
    pub phone: String,
}

/// Where the goods go.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Address {
    /// Code of the commune in force, five digits; see `GET /api/v1/wards`.
    #[cfg_attr(feature = "openapi", schema(example = "00166"))]
    pub ward_code: String,
    /// House number and street, or hamlet.
    pub street: String,
}

/// A whole order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceOrder {
    /// The goods, 1 to 20 lines; lines of the same good are added up.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 20))]
    pub lines: Vec<OrderLine>,
    /// Who receives them.
    pub contact: Contact,
    /// Where.
    pub address: Address,
    /// How it is paid: `cod`, cash on delivery; `vietqr`, a transfer to each cooperative's account; or the code of a
    /// provider that is offered.
    #[cfg_attr(feature = "openapi", schema(example = "cod"))]
    pub payment_method: String,
    /// The share link through which the buyer came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_code: Option<String>,
    /// Code of a voucher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "NAMUA10"))]
    pub voucher: Option<String>,
}

/// What would it cost, and when would it come?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuoteRequest {
    /// The goods, 1 to 20 lines.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 20))]
    pub lines: Vec<OrderLine>,
    /// Code of the commune in force, five digits.
    #[cfg_attr(feature = "openapi", schema(example = "00166"))]
    pub ward_code: String,
    /// Code of a voucher. One that cannot be used is refused, at `voucher`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "NAMUA10"))]
    pub voucher: Option<String>,
}

/// Receiver and place with every field in order.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Name with single spaces.
    pub name: String,
    /// The mobile number.
    pub phone: Phone,
    /// Street line with single spaces.
    pub street: String,
    /// Code of the commune, not looked up yet.
    pub ward_code: String,
}

impl PlaceOrder {
    /// Receiver, place and payment.
    ///
    /// # Errors
    /// Everything that is wrong, each at its field.
    pub fn delivery(&self, l: Locale) -> Result<Delivery, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut keep = |result: Result<String, FieldError>| {
            result
                .map_err(|error| errors.push(error))
                .unwrap_or_default()
        };
        let name = keep(receiver(&self.contact.name, l));
        let street = keep(street(&self.address.street, l));
        let ward_code = keep(ward(&self.address.ward_code, l));
        keep(payment(&self.payment_method, l));
        match phone_field("contact.phone", &self.contact.phone, l) {
            Ok(phone) if errors.is_empty() => Ok(Delivery {
                name,
                phone,
                street,
                ward_code,
            }),
            Ok(_) => Err(in_order_of_the_form(errors)),
            Err(error) => {
                errors.push(error);
                Err(in_order_of_the_form(errors))
            }
        }
    }
}

fn in_order_of_the_form(mut errors: Vec<FieldError>) -> Vec<FieldError> {
    const FORM: [&str; 4] = [
        "contact.name",
        "contact.phone",
        "address.ward_code",
        "address.street",
    ];
    errors.sort_by_key(|error| {
        FORM.iter()
            .position(|path| *path == error.path)
            .unwrap_or(FORM.len())
    });
    errors
}

fn receiver(text: &str, l: Locale) -> Result<String, FieldError> {
    name_field("contact.name", text, l).map_err(|mut error| {
        if error.code == "required" {
            error.message = l
                .say("Cho biết tên người nhận", "Tell the receiver's name")
                .to_owned();
        }
        error
    })
}

fn street(text: &str, l: Locale) -> Result<String, FieldError> {
    let street = nfc_clean(text);
    if street.is_empty() {
        let message = l.say(
            "Cho biết số nhà, đường hoặc thôn, xóm",
            "Tell house number and street, or the hamlet",
        );
        return Err(FieldError::new("address.street", "required", message));
    }
    if street.chars().count() > MAX_STREET {
        let message = l.say(
            "Địa chỉ dài quá 160 chữ, viết gọn lại",
            "At most 160 letters",
        );
        return Err(FieldError::new("address.street", "too_long", message));
    }
    Ok(street)
}

fn ward(text: &str, l: Locale) -> Result<String, FieldError> {
    let code = text.trim();
    if code.is_empty() {
        let message = l.say("Chọn xã, phường nhận hàng", "Choose the commune or ward");
        return Err(FieldError::new("address.ward_code", "required", message));
    }
    Ok(code.to_owned())
}

/// Whether a way to pay is offered is known by the server; here only that it is the name of one.
fn payment(method: &str, l: Locale) -> Result<String, FieldError> {
    if method.parse::<ProviderCode>().is_ok() {
        return Ok(String::new());
    }
    let message = l.say(
        "Chọn trả khi nhận hàng (cod) hoặc chuyển khoản (vietqr)",
        "Choose cash on delivery (cod) or transfer (vietqr)",
    );
    Err(FieldError::new("payment_method", "not_available", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> PlaceOrder {
        PlaceOrder {
            lines: Vec::new(),
            contact: Contact {
                name: " Nguyễn  Thị Thuý Hạnh".into(),
                phone: "0912 345 678".into(),
            },
            address: Address {
                ward_code: "00166".into(),
                street: "Số 12 ngõ 68".into(),
            },
            payment_method: "cod".into(),
            share_code: None,
            voucher: None,
        }
    }

    #[test]
    fn a_good_form_is_read() {
        let delivery = order().delivery(Locale::Vi).expect("good");
        assert_eq!(delivery.name, "Nguyễn Thị Thuý Hạnh");
        assert_eq!(delivery.phone.e164(), "+84912345678");
    }

    #[test]
    fn everything_wrong_is_said_at_its_field_from_top_to_bottom() {
        let mut bad = order();
        bad.contact = Contact {
            name: " ".into(),
            phone: "0912 345 67".into(),
        };
        bad.address = Address::default();
        bad.payment_method = "Gold bar".into();
        let errors = bad.delivery(Locale::Vi).err().expect("bad");
        let paths: Vec<_> = errors
            .iter()
            .map(|e| (e.path.as_str(), e.code.as_str()))
            .collect();
        assert_eq!(
            paths,
            [
                ("contact.name", "required"),
                ("contact.phone", "too_short"),
                ("address.ward_code", "required"),
                ("address.street", "required"),
                ("payment_method", "not_available"),
            ]
        );
        assert!(
            errors
                .iter()
                .any(|e| e.message == "Số này thiếu 1 chữ số. Số di động có 10 chữ số")
        );
    }
}
