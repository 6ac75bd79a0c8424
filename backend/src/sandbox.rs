//! The simulated shops of classes, where this server runs them.

/// A simulated channel that practice booths sell on. Sentences of refusal are for the learner.
pub trait Sandbox: Send + Sync {
    /// Opens a shop and consents for it; the answer of the page of consent.
    fn consent(&self, name: &str) -> Vec<(String, String)>;

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
