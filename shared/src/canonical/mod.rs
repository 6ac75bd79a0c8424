//! What passes between the market and its channels: adapters speak it, services read it. Money is whole đồng, moments
//! are UTC, quantities are whole sellable units of a variant.

mod event;
mod finding;
mod item;
mod listing;
mod order;

pub use event::{Event, EventKind};
pub use finding::{Field, Finding, Severity};
pub use item::{Page, RemoteItem, RemoteItemState, RemoteVariant};
pub use listing::{
    Attribute, AttributeKind, AttributeSpec, Category, Certificate, Listing, Picture, RemoteIds,
    Taxonomy, Variant,
};
pub use order::{
    Action, Address, Amounts, Buyer, Line, MarketOrder, MarketState, Parcel, Return, ReturnState,
    SettledLine,
};
