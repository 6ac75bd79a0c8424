//! What tests, the demonstration and the trainer do to the simulated Shopee from outside.

use super::gate::{Fault, Rule};
use super::life::{self, Wish};
use super::state::State;
use super::{Simulator, auth, open, push};

/// A push as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentPush {
    /// Its `Authorization` header for the address asked about.
    pub authorization: String,
    /// Its body.
    pub body: String,
}

impl Simulator {
    /// Its clock, UTC milliseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        open(&self.state).now()
    }

    /// Lets time pass.
    pub fn pass(&self, ms: i64) {
        let mut state = open(&self.state);
        state.passed += ms;
        life::tick(&mut state);
    }

    /// Where pushes go from now on.
    pub fn push_to(&self, url: &str) {
        open(&self.state).start.push_url = Some(url.to_owned());
    }

    /// Opens a shop; its number.
    #[must_use]
    pub fn open_shop(&self, name: &str) -> i64 {
        open(&self.state).found(name)
    }

    /// Opens a shop under this number, also one that it had before; false when there is one of that number.
    pub fn reopen_shop(&self, number: i64, name: &str) -> bool {
        open(&self.state).found_again(number, name)
    }

    /// Whether the shop has an order of this number.
    #[must_use]
    pub fn has_order(&self, shop: i64, order: &str) -> bool {
        let state = open(&self.state);
        let shop = state.shops.get(&shop);
        shop.is_some_and(|shop| shop.orders.contains_key(order))
    }

    /// The seller consents without the page; the code for the callback.
    #[must_use]
    pub fn consent(&self, shop: i64) -> String {
        auth::consent(&mut open(&self.state), shop)
    }

    /// New tokens for a shop that has consented, as the token call gives them: access and refresh.
    #[must_use]
    pub fn tokens(&self, shop: i64) -> (String, String) {
        auth::issue(&mut open(&self.state), shop)
    }

    /// How many items, not deleted, have this SKU themselves or in a model.
    #[must_use]
    pub fn items_named(&self, sku: &str) -> usize {
        let state = open(&self.state);
        let items = state.shops.values().flat_map(|shop| shop.items.values());
        items
            .filter(|item| !item.deleted)
            .filter(|item| item.sku == sku || item.offers().iter().any(|offer| offer.sku == sku))
            .count()
    }

    /// Withdraws the authorisation at once.
    pub fn revoke(&self, shop: i64) {
        auth::revoke(&mut open(&self.state), shop);
    }

    /// After `skip` calls whose path contains `path`, the next `times` meet the fault. Earlier wishes are forgotten.
    pub fn fault(&self, fault: Fault, path: &str, skip: u32, times: u32) {
        let mut state = open(&self.state);
        state.rules.clear();
        state.rules.push_back(Rule {
            fault,
            path: path.to_owned(),
            skip,
            left: times,
        });
    }

    /// The next pushes come twice; those of one moment come in the wrong order.
    pub fn disturb_pushes(&self, twice: u32, reordered: bool) {
        let mut state = open(&self.state);
        state.duplicate_pushes = twice;
        state.reorder_pushes = reordered;
    }

    /// Everything with this SKU, of items and models that are not deleted: shop, item, model (0 for none), stock,
    /// reserved, price.
    #[must_use]
    pub fn standing(&self, sku: &str) -> Vec<(i64, i64, i64, i64, i64, i64)> {
        let state = open(&self.state);
        let mut found = Vec::new();
        for (shop, here) in &state.shops {
            for item in here.items.values().filter(|item| !item.deleted) {
                for offer in item.offers().into_iter().filter(|offer| offer.sku == sku) {
                    found.push((
                        *shop,
                        item.id,
                        offer.id,
                        offer.stock,
                        offer.reserved,
                        offer.price,
                    ));
                }
            }
        }
        found
    }

    /// A promotion locks an item, or ends.
    pub fn promote(&self, shop: i64, item: i64, locked: bool) {
        if let Some(item) = item_of(&mut open(&self.state), shop, item) {
            item.promotion = locked;
        }
    }

    /// The shop goes on holiday, or comes back.
    pub fn holiday(&self, shop: i64, away: bool) {
        if let Some(shop) = open(&self.state).shops.get_mut(&shop) {
            shop.holiday = away;
        }
    }

    /// The seller changes an item's name by hand, in Shopee's own app.
    pub fn rename(&self, shop: i64, item: i64, name: &str) {
        rename(&mut open(&self.state), shop, item, name);
    }

    /// Ends the review of an item: approved, or banned.
    pub fn review(&self, shop: i64, item: i64, approved: bool) {
        review(&mut open(&self.state), shop, item, approved);
    }

    /// A buyer orders; paid at once, or in cash at the door.
    ///
    /// # Errors
    /// Why not, in Vietnamese.
    pub fn buy(
        &self,
        shop: i64,
        item: i64,
        model: i64,
        quantity: i64,
        cod: bool,
    ) -> Result<String, String> {
        let wish = Wish {
            shop,
            item,
            model,
            quantity,
            name: "Nguyễn Thị Lan".to_owned(),
            phone: "0912345678".to_owned(),
            address: "12 Trần Phú, Phường Mộc Châu, Sơn La".to_owned(),
            note: String::new(),
            cod,
            paid: !cod,
        };
        life::buy(&mut open(&self.state), wish)
    }

    /// `pay`, `cancel`, `pick`, `deliver`, `fail`, `complete` or `return`.
    ///
    /// # Errors
    /// Why not, in Vietnamese.
    pub fn step(&self, shop: i64, order: &str, what: &str) -> Result<(), String> {
        life::step(&mut open(&self.state), shop, order, what)
    }

    /// Shopee begins to use a word that nobody knows.
    pub fn status(&self, shop: i64, order: &str, word: &str) {
        life::turn(&mut open(&self.state), shop, order, word, None);
    }

    /// Pushes about an order, as they are sent to this address, oldest first.
    #[must_use]
    pub fn pushes(&self, order: &str, url: &str) -> Vec<SentPush> {
        let state = open(&self.state);
        let about = state.sent.iter().filter(|(about, _)| about == order);
        about
            .map(|(_, body)| SentPush {
                authorization: push::signature(&state, url, body),
                body: body.clone(),
            })
            .collect()
    }

    /// The header that a push with this body would have.
    #[must_use]
    pub fn signature(&self, url: &str, body: &str) -> String {
        push::signature(&open(&self.state), url, body)
    }
}

fn item_of(state: &mut State, shop: i64, item: i64) -> Option<&mut super::state::Item> {
    state.shops.get_mut(&shop)?.items.get_mut(&item)
}

/// Gives an item another name.
pub fn rename(state: &mut State, shop: i64, item: i64, name: &str) {
    let now = state.now();
    if let Some(item) = item_of(state, shop, item) {
        name.clone_into(&mut item.name);
        item.updated = now;
    }
}

/// Ends the review of an item and, when it is banned, says so.
pub fn review(state: &mut State, shop: i64, item: i64, approved: bool) {
    let now = state.now();
    let Some(found) = item_of(state, shop, item) else {
        return;
    };
    found.review_until = now;
    found.banned = !approved;
    found.updated = now;
    if !approved {
        let data = serde_json::json!({"item_id": item, "update_time": now.div_euclid(1_000)});
        push::tell(state, Some(shop), 6, &data, "");
    }
}
