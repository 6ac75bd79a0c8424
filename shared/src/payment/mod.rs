//! Payments in neutral words: what providers of payment are asked, and what they say. A provider is a text code and a row of
//! data; nothing outside its own folder asks which one it is.

pub mod banks;
mod capability;
mod news;
mod reference;
mod request;

pub use capability::{Capabilities, Confirmation, PaymentKind, RefundSupport, Settlement};
pub use news::{
    BankCredit, DisputeNews, News, NextStep, NotifyEvent, NotifyOutcome, PayState, PaymentNews,
    RefundNews, RefundState,
};
pub use reference::{BadReference, PaymentReference, ProviderCode};
pub use request::{AskRefund, BankAccount, CreatePayment, Created, KnownPayment};

#[cfg(test)]
mod tests;
