//! The simulated shops of classes, where this server runs them.

use crate::jobs::channels::connected;
use channels::Authorised;
use services::channels::Connected;

/// A simulated channel that practice booths sell on. Sentences of refusal are for the learner.
pub trait Sandbox: Send + Sync {
    /// Opens a shop and consents for it; the answer of the page of consent.
    fn consent(&self, name: &str) -> Vec<(String, String)>;

    /// Whether the shop has this order.
    fn knows(&self, shop: &str, order: &str) -> bool;

    /// Somebody orders one of these units; the number of the order.
    ///
    /// # Errors
    /// Why nothing can be bought.
    fn buy(&self, shop: &str, sku: &str) -> Result<String, String>;

    /// Carrier or buyer does the next thing with an order.
    ///
    /// # Errors
    /// Why it cannot be now.
    fn step(&self, shop: &str, order: &str, what: &str) -> Result<(), String>;
}

/// What connecting a learner's shop gave, to be kept.
pub fn learners(given: Authorised, name: &str) -> Connected {
    let mut given = connected(given, name);
    given
        .secrets
        .insert("email".to_owned(), "lop@example.vn".to_owned());
    given
}
