//! The handles that every service needs, passed first.

use crate::catalogue::{Categories, Facets, Proposals};
use crate::clock::Clock;
use crate::keys::Keys;
use crate::search::Vocabulary;
use shared::id::{CooperativeId, OrderId};
use shared::money::Vnd;
use store::Db;
use tokio::sync::broadcast;
use uuid::Uuid;

/// Something that pages on screen may want to show at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// A sub-order of this order, at this cooperative, has a new state.
    SubOrder {
        /// The order it belongs to.
        order: OrderId,
        /// The cooperative that fulfils it.
        cooperative: CooperativeId,
    },
    /// Something happened in this livestream.
    Live {
        /// Its row.
        session: Uuid,
        /// Its version now.
        version: i64,
        /// The version of what everybody has to see at once.
        news: i64,
    },
}

/// A provider through which a whole order can be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayWay {
    /// Its code.
    pub code: String,
    /// Its Vietnamese name.
    pub name_vi: &'static str,
    /// Its English name.
    pub name_en: &'static str,
    /// The least amount it takes.
    pub least: Vnd,
    /// The greatest amount it takes.
    pub most: Vnd,
}

impl PayWay {
    /// Whether it takes so much.
    pub fn takes(&self, amount: Vnd) -> bool {
        self.least <= amount && amount <= self.most
    }
}

/// Database, clock, keys and the local news channel. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Core {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Keys derived from the server's secret.
    pub keys: Keys,
    /// Whether this is a demonstration: one-time codes and notices may be read on screen.
    pub demo: bool,
    /// The providers that are set up, in the order in which they are offered.
    pub ways: Vec<PayWay>,
    /// The page of a simulated bank, where a demonstration's transfers can be tried.
    pub bank_page: Option<String>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) facets: Facets,
    pub(crate) categories: Categories,
    pub(crate) proposals: Proposals,
    news: broadcast::Sender<Changed>,
}

impl Core {
    /// Puts the handles together.
    pub fn new(db: Db, clock: Clock, keys: Keys, demo: bool) -> Self {
        let (news, _) = broadcast::channel(1024);
        Self {
            db,
            clock,
            keys,
            demo,
            ways: Vec::new(),
            bank_page: None,
            vocabulary: Vocabulary::default(),
            facets: Facets::default(),
            categories: Categories::default(),
            proposals: Proposals::default(),
            news,
        }
    }

    /// Tells the pages of this process, after the commit. Nobody listening is fine.
    pub fn announce(&self, changed: Changed) {
        let _ = self.news.send(changed);
    }

    /// Somebody listens.
    pub fn is_heard(&self) -> bool {
        self.news.receiver_count() > 0
    }

    /// Listens to the changes of this process.
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.news.subscribe()
    }
}
