//! What the simulated Shopee remembers.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde_json::Value;

use super::gate::Rule;

/// How a simulator begins.
#[derive(Clone, Debug)]
pub struct Start {
    /// The app's number.
    pub partner_id: String,
    /// The app's key.
    pub partner_key: String,
    /// The app's push key.
    pub push_key: String,
    /// Where pushes go; none keeps them back.
    pub push_url: Option<String>,
    /// UTC milliseconds at which its clock stands still until time is let pass; none follows the wall clock.
    pub at: Option<i64>,
    /// How long a new item is looked at.
    pub review_ms: i64,
    /// How long a waybill number takes.
    pub tracking_ms: i64,
    /// How long a label takes.
    pub label_ms: i64,
    /// Whether the search takes a SKU alone; documents differ.
    pub search_by_sku: bool,
    /// The most rows of a page, whatever is asked for.
    pub longest_page: usize,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            partner_id: "2000001".to_owned(),
            partner_key: "shpk-mo-phong".to_owned(),
            push_key: "day-tin-mo-phong".to_owned(),
            push_url: None,
            at: None,
            review_ms: 20_000,
            tracking_ms: 5_000,
            label_ms: 3_000,
            search_by_sku: true,
            longest_page: 100,
        }
    }
}

/// A code or token given out.
pub struct Grant {
    pub shop: i64,
    pub until: i64,
    pub used: bool,
}

/// One of our shops.
pub struct Shop {
    pub name: String,
    pub authorised_until: i64,
    pub holiday: bool,
    pub items: BTreeMap<i64, Item>,
    pub orders: BTreeMap<String, Order>,
    pub returns: BTreeMap<String, Return>,
}

/// A buyable thing: an item without models, or a model.
#[derive(Clone, Default)]
pub struct Offer {
    pub id: i64,
    pub sku: String,
    pub option: usize,
    pub price: i64,
    pub stock: i64,
    pub reserved: i64,
}

pub struct Item {
    pub id: i64,
    pub name: String,
    pub description: String,
    pub category: i64,
    pub sku: String,
    pub images: Vec<String>,
    pub hidden: bool,
    pub deleted: bool,
    pub banned: bool,
    pub review_until: i64,
    pub promotion: bool,
    pub created: i64,
    pub updated: i64,
    pub own: Offer,
    pub tier: String,
    pub options: Vec<String>,
    pub models: Vec<Offer>,
    pub facts: Value,
}

impl Item {
    /// What is bought of it: the models, or itself.
    pub fn offers(&self) -> Vec<&Offer> {
        if self.models.is_empty() {
            vec![&self.own]
        } else {
            self.models.iter().collect()
        }
    }

    /// One of them by model id, 0 for the item itself.
    pub fn offer_mut(&mut self, model: i64) -> Option<&mut Offer> {
        if self.models.is_empty() {
            (model == 0).then_some(&mut self.own)
        } else {
            self.models.iter_mut().find(|m| m.id == model)
        }
    }

    pub fn status(&self, now: i64) -> &'static str {
        if self.deleted {
            "SELLER_DELETE"
        } else if self.banned {
            "BANNED"
        } else if self.hidden {
            "UNLIST"
        } else if self.review_until > now {
            "REVIEWING"
        } else {
            "NORMAL"
        }
    }
}

pub struct Order {
    pub sn: String,
    pub status: String,
    pub before_cancel: String,
    pub logistics: String,
    pub package: String,
    pub tracking: Option<(String, i64)>,
    pub tracking_told: bool,
    pub label: Option<i64>,
    pub label_told: bool,
    pub cod: bool,
    pub paid_at: Option<i64>,
    pub created: i64,
    pub updated: i64,
    pub item: i64,
    pub item_name: String,
    pub item_sku: String,
    pub model: i64,
    pub model_name: String,
    pub model_sku: String,
    pub quantity: i64,
    /// Of it, taken away since.
    pub cancelled: i64,
    pub price: i64,
    pub name: String,
    pub phone: String,
    pub address: String,
    pub note: String,
    pub line: i64,
    pub released: Option<i64>,
}

impl Order {
    /// What is still bought.
    pub fn active(&self) -> i64 {
        self.quantity - self.cancelled
    }
}

pub struct Return {
    pub sn: String,
    pub order: String,
    pub status: String,
    pub reason: String,
    pub refund: i64,
    pub goods_back: bool,
    pub due: i64,
    pub updated: i64,
    pub quantity: i64,
}

/// A push on its way.
pub struct Queued {
    pub body: String,
    pub next: i64,
    pub tries: usize,
}

pub struct State {
    pub start: Start,
    pub passed: i64,
    pub shops: BTreeMap<i64, Shop>,
    pub codes: HashMap<String, Grant>,
    pub access: HashMap<String, Grant>,
    pub refresh: HashMap<String, Grant>,
    pub images: HashMap<String, Vec<u8>>,
    pub rules: VecDeque<Rule>,
    pub queue: Vec<Queued>,
    pub sent: Vec<(String, String)>,
    pub lost: Vec<(i64, String)>,
    pub duplicate_pushes: u32,
    pub reorder_pushes: bool,
    pub last_id: i64,
}

impl State {
    pub fn new(start: Start) -> Self {
        Self {
            start,
            passed: 0,
            shops: BTreeMap::new(),
            codes: HashMap::new(),
            access: HashMap::new(),
            refresh: HashMap::new(),
            images: HashMap::new(),
            rules: VecDeque::new(),
            queue: Vec::new(),
            sent: Vec::new(),
            lost: Vec::new(),
            duplicate_pushes: 0,
            reorder_pushes: false,
            last_id: 700_000_000,
        }
    }

    /// UTC milliseconds here.
    pub fn now(&self) -> i64 {
        let base = self.start.at.unwrap_or_else(|| {
            std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
        });
        base + self.passed
    }

    pub fn id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    pub fn found(&mut self, name: &str) -> i64 {
        let id = self.id();
        self.found_again(id, name);
        id
    }

    /// A shop under this number; false when there is one already.
    pub fn found_again(&mut self, id: i64, name: &str) -> bool {
        if self.shops.contains_key(&id) {
            return false;
        }
        self.last_id = self.last_id.max(id);
        let shop = Shop {
            name: name.to_owned(),
            authorised_until: 0,
            holiday: false,
            items: BTreeMap::new(),
            orders: BTreeMap::new(),
            returns: BTreeMap::new(),
        };
        self.shops.insert(id, shop);
        true
    }
}
