//! What stands in the way of a listing on a channel.

use serde::{Deserialize, Serialize};

/// Whether it can go out all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The channel would refuse it.
    Stops,
    /// It can go out, but sells worse or may be refused later.
    Warns,
}

/// Where in our own forms the remedy is; the screen makes a button of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "field", content = "key")]
pub enum Field {
    /// The title for this channel.
    Title,
    /// The description for this channel.
    Description,
    /// The pictures.
    Pictures,
    /// The price of the variant with this SKU.
    Price(String),
    /// The stock of the variant with this SKU.
    Stock(String),
    /// The weight of the variant with this SKU.
    Weight(String),
    /// The parcel size of the variant with this SKU.
    Size(String),
    /// The SKU itself.
    Sku(String),
    /// The category on the channel.
    Category,
    /// An attribute of the channel's category, by its id.
    Attribute(String),
    /// The certificates.
    Certificates,
    /// Shelf life, storage and other facts of the product.
    Facts,
    /// The account: connect it again, or ask the operator.
    Account,
}

/// One thing that stands in the way, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Whether it can go out all the same.
    pub severity: Severity,
    /// Where the remedy is.
    pub field: Field,
    /// A stable name, for instance `title_too_short`.
    pub code: String,
    /// What is wrong and what to do, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}
