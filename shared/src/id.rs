//! Identifiers: one type for each kind of row, so that one cannot be passed where another is meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = "uuid"))]
        pub struct $name(Uuid);

        impl $name {
            /// A fresh identifier. Version 7: later ones sort after earlier ones, which keeps indexes dense.
            #[cfg(feature = "server")]
            #[must_use]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The bare UUID, as the database keeps it.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        #[cfg(feature = "server")]
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }

        impl From<$name> for Uuid {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A person who signs in: member, officer, seller or operator.
    PersonId
    /// A cooperative (hợp tác xã).
    CooperativeId
    /// A cooperative's booth (gian hàng).
    BoothId
    /// A product of the catalogue.
    ProductId
    /// A sellable unit of a product, with its own SKU.
    VariantId
    /// One cooperative's price, stock, season and conditions for a variant.
    OfferId
    /// What buyers see: one offer, or several pooled.
    ListingId
    /// A certificate or mark with its dates and scope.
    CertificateId
    /// An uploaded picture.
    PictureId
    /// A buyer's order.
    OrderId
    /// The part of an order that one cooperative fulfils.
    SubOrderId
    /// A line of a sub-order.
    OrderLineId
    /// One attempt to pay an order or a part of it.
    PaymentId
    /// Money going back to a buyer.
    RefundId
    /// Stock kept for a checkout until it expires.
    HoldId
    /// What of an offer came in at one time.
    LotId
    /// An expected harvest that is sold ahead.
    ForecastId
    /// One entry of the stock ledger.
    MovementId
    /// A signed-in session.
    SessionId
    /// A product draft that has not been sent in yet.
    DraftId
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "0198c0de-0000-7000-8000-000000000001";

    #[test]
    fn text_and_json_are_the_bare_uuid() {
        let id: OrderId = TEXT.parse().expect("a uuid");
        assert_eq!(id.to_string(), TEXT);
        assert_eq!(
            serde_json::to_string(&id).expect("json"),
            format!("\"{TEXT}\"")
        );
        assert_eq!(
            serde_json::from_str::<OrderId>(&format!("\"{TEXT}\"")).expect("json"),
            id
        );
        assert_eq!(format!("{id:?}"), format!("OrderId({TEXT})"));
        assert!("not-an-id".parse::<OrderId>().is_err());
    }

    #[cfg(feature = "server")]
    #[test]
    fn fresh_ids_are_version_seven_and_differ() {
        let (a, b) = (OrderId::new(), OrderId::new());
        assert_ne!(a, b);
        assert_eq!(a.uuid().get_version_num(), 7);
    }
}
