//! The stock ledger: every change is a movement and, in the same transaction, one conditional update of the offer's
//! running quantities that refuses to go below zero. Nothing is read first and written later.

mod book;
mod check;
mod deeds;
mod explain;
mod mend;
mod post;

pub use book::load_stock_book;
pub use check::{Difference, What, check};
pub use deeds::{
    Counted, allocate, correct, count, hold, receive, release, return_, ship, unallocate, write_off,
};
pub use explain::{explain, load_ledger};
pub use mend::mend;
pub use post::{Posted, Step, post};
pub(crate) use post::{Standing, lock, post_written, write_down};

use shared::say::Locale;
use uuid::Uuid;

/// What of an offer can be sold, in SQL; the offer is called `o` there. What is held, promised or kept from the sale
/// is not free.
pub const FREE: &str = "o.on_hand - o.held - o.allocated - o.blocked";

/// What kind of change a movement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// New goods came in.
    Receive,
    /// Somebody counted; the difference to the books.
    Count,
    /// Kept for a checkout.
    Hold,
    /// A hold given back.
    Release,
    /// Promised to a sub-order.
    Allocate,
    /// A promise taken back: declined or cancelled.
    Unallocate,
    /// Left with the carrier.
    Ship,
    /// Came back from a buyer and can be sold again.
    Return,
    /// Spoilt, lost or given away.
    WriteOff,
    /// A mistake put right.
    Correct,
    /// A lot leaves the sale.
    Block,
    /// A lot is on sale again.
    Unblock,
}

impl Kind {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Count => "count",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Allocate => "allocate",
            Self::Unallocate => "unallocate",
            Self::Ship => "ship",
            Self::Return => "return",
            Self::WriteOff => "write_off",
            Self::Correct => "correct",
            Self::Block => "block",
            Self::Unblock => "unblock",
        }
    }

    /// The kind of a name in the database.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    const ALL: [Self; 12] = [
        Self::Receive,
        Self::Count,
        Self::Hold,
        Self::Release,
        Self::Allocate,
        Self::Unallocate,
        Self::Ship,
        Self::Return,
        Self::WriteOff,
        Self::Correct,
        Self::Block,
        Self::Unblock,
    ];

    /// What members read.
    pub fn words(self, l: Locale) -> &'static str {
        match self {
            Self::Receive => l.say("Nhập vào", "Received"),
            Self::Count => l.say("Đếm lại", "Counted"),
            Self::Hold => l.say("Khách giữ", "Held by a buyer"),
            Self::Release => l.say("Khách thôi giữ", "Hold given back"),
            Self::Allocate => l.say("Hứa cho đơn", "Promised to an order"),
            Self::Unallocate => l.say("Đơn bỏ, trả lại kho", "Promise taken back"),
            Self::Ship => l.say("Giao đi", "Shipped"),
            Self::Return => l.say("Khách trả lại", "Returned"),
            Self::WriteOff => l.say("Hỏng, mất, cho đi", "Written off"),
            Self::Correct => l.say("Sửa sổ", "Corrected"),
            Self::Block => l.say("Giữ lại không bán", "Taken off the sale"),
            Self::Unblock => l.say("Bán lại", "Back on sale"),
        }
    }
}

/// Why a quantity changes and where the wish comes from.
#[derive(Clone, Debug, Default)]
pub struct Cause {
    /// A sentence of the person, if they gave one.
    pub reason: Option<String>,
    /// What asked: `booth`, `import`, `checkout`, `order`, `sweep`, `seed`.
    pub source: &'static str,
    /// The row behind it: a sub-order, a hold.
    pub source_id: Option<Uuid>,
    /// The same key is posted once, however often it is sent.
    pub key: Option<String>,
}

impl Cause {
    /// A cause with nothing but its source.
    pub fn of(source: &'static str) -> Self {
        Self {
            source,
            ..Self::default()
        }
    }

    /// The same with the row behind it.
    pub fn about(mut self, id: Uuid) -> Self {
        self.source_id = Some(id);
        self
    }

    /// The same with an idempotency key.
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The same with a sentence.
    pub fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }
}
