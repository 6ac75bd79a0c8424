//! What a simulator remembers, and what may be done to it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Simulator;

/// A payment as the simulator keeps it.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The shop's name for it.
    pub reference: String,
    /// The amount asked for.
    pub amount: i64,
    /// The amount that came.
    pub paid: i64,
    /// What it is for.
    pub description: String,
    /// Where notices go.
    pub notify_url: String,
    /// Where the buyer goes back to.
    pub return_url: String,
    /// Whatever else the request said and the notice repeats.
    pub fields: BTreeMap<String, String>,
    /// Where it stands.
    pub state: State,
    /// The provider's number of the transaction.
    pub txn: u64,
    /// Money that went back.
    pub refunds: Vec<Refund>,
}

/// Money that went back.
#[derive(Clone, Debug)]
pub struct Refund {
    /// The shop's name for it.
    pub reference: String,
    /// How much.
    pub amount: i64,
    /// The provider's number of it.
    pub txn: u64,
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// The buyer has not done anything.
    #[default]
    Waiting,
    /// Paid.
    Paid,
    /// Failed.
    Failed,
    /// The buyer gave up.
    Cancelled,
}

impl Kept {
    /// How much of it went back.
    #[must_use]
    pub fn refunded(&self) -> i64 {
        self.refunds.iter().map(|refund| refund.amount).sum()
    }
}

/// What the next request to the API meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answered 429, nothing done.
    RateLimit,
    /// Answered 500, nothing done.
    ServerError,
    /// Done, and never answered.
    TimeoutAfter,
    /// Done, and the connection breaks within the answer.
    Broken,
    /// Done, and answered with half a JSON.
    Malformed,
    /// Done, and answered with five megabytes.
    Huge,
    /// Done, and answered with bytes that are no text.
    NotUtf8,
}

impl Fault {
    /// Every fault with its name on the page.
    pub const ALL: [(&'static str, Self); 7] = [
        ("429", Self::RateLimit),
        ("500", Self::ServerError),
        ("timeout", Self::TimeoutAfter),
        ("broken", Self::Broken),
        ("malformed", Self::Malformed),
        ("huge", Self::Huge),
        ("not-utf8", Self::NotUtf8),
    ];
}

/// What a person does on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Pays.
    Pay,
    /// Tries, and it does not work.
    Fail,
    /// Gives up.
    Cancel,
    /// Pays, and the notice comes twice.
    Twice,
    /// Gives up, then pays after all.
    Late,
    /// Pays one đồng less.
    Less,
}

impl Deed {
    /// Every deed with its name and its button.
    pub const ALL: [(&'static str, &'static str, Self); 6] = [
        ("pay", "Trả tiền", Self::Pay),
        ("fail", "Thất bại", Self::Fail),
        ("cancel", "Huỷ", Self::Cancel),
        ("twice", "Trả hai lần", Self::Twice),
        ("late", "Trả trễ", Self::Late),
        ("less", "Trả thiếu 1 ₫", Self::Less),
    ];
}

/// A notice on its way to the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Whether it is a GET.
    pub get: bool,
    /// Query string, for a GET.
    pub query: String,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: String,
}

/// What a simulator holds.
pub struct Shop {
    /// The keys it has in common with the shop, by the names of the settings.
    pub keys: BTreeMap<String, String>,
    pub(super) rules: Arc<dyn Simulator>,
    clock: Box<dyn Fn() -> i64 + Send + Sync>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    base: String,
    kept: Vec<Kept>,
    faults: VecDeque<Fault>,
    last: u64,
}

impl Shop {
    pub(super) fn new(
        rules: Arc<dyn Simulator>,
        keys: &[(&str, &str)],
        clock: impl Fn() -> i64 + Send + Sync + 'static,
    ) -> Self {
        let own = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        Self {
            keys: keys.iter().map(own).collect(),
            rules,
            clock: Box::new(clock),
            inner: Mutex::default(),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A key; empty when it was not given.
    #[must_use]
    pub fn key(&self, name: &str) -> &str {
        self.keys.get(name).map_or("", String::as_str)
    }

    /// Epoch milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    /// Its own address.
    #[must_use]
    pub fn base(&self) -> String {
        self.inner().base.clone()
    }

    pub(super) fn set_base(&self, base: &str) {
        base.clone_into(&mut self.inner().base);
    }

    /// Keeps a new payment; `false` when there is one of that name.
    pub fn keep(&self, mut kept: Kept) -> bool {
        let mut inner = self.inner();
        if inner.kept.iter().any(|one| one.reference == kept.reference) {
            return false;
        }
        inner.last += 1;
        kept.txn = 14_000_000 + inner.last;
        inner.kept.push(kept);
        true
    }

    /// A number nobody had before.
    #[must_use]
    pub fn next_number(&self) -> u64 {
        let mut inner = self.inner();
        inner.last += 1;
        900_000 + inner.last
    }

    /// The payment of that name.
    #[must_use]
    pub fn find(&self, reference: &str) -> Option<Kept> {
        let inner = self.inner();
        inner
            .kept
            .iter()
            .find(|one| one.reference == reference)
            .cloned()
    }

    /// The payment with that number of the transaction.
    #[must_use]
    pub fn find_txn(&self, txn: &str) -> Option<Kept> {
        let inner = self.inner();
        inner
            .kept
            .iter()
            .find(|one| one.txn.to_string() == txn)
            .cloned()
    }

    /// All of them, the latest first.
    #[must_use]
    pub fn all(&self) -> Vec<Kept> {
        self.inner().kept.iter().rev().cloned().collect()
    }

    /// Changes the payment of that name.
    pub fn change(&self, reference: &str, how: impl FnOnce(&mut Kept)) -> Option<Kept> {
        let mut inner = self.inner();
        let kept = inner
            .kept
            .iter_mut()
            .find(|one| one.reference == reference)?;
        how(kept);
        Some(kept.clone())
    }

    /// Gives money back: the refund of that name if there is one, else a new one if so much is left.
    pub fn give_back(&self, payment: &str, refund: &str, amount: i64) -> Result<Refund, Refused> {
        let mut inner = self.inner();
        let txn = 77_000_000 + inner.last;
        let kept = inner.kept.iter_mut().find(|one| one.reference == payment);
        let kept = kept.ok_or(Refused::Unknown)?;
        if let Some(made) = kept.refunds.iter().find(|one| one.reference == refund) {
            return Err(Refused::Made(made.clone()));
        }
        if kept.state != State::Paid || amount <= 0 || kept.refunded() + amount > kept.paid {
            return Err(Refused::NotSoMuch);
        }
        let made = Refund {
            reference: refund.to_owned(),
            amount,
            txn,
        };
        kept.refunds.push(made.clone());
        inner.last += 1;
        Ok(made)
    }

    /// What the next request meets; several are met in turn.
    pub fn fault(&self, fault: Fault) {
        self.inner().faults.push_back(fault);
    }

    pub(super) fn next_fault(&self) -> Option<Fault> {
        self.inner().faults.pop_front()
    }

    /// Forgets faults nobody met; how many there were.
    pub fn clear_faults(&self) -> usize {
        let mut inner = self.inner();
        let left = inner.faults.len();
        inner.faults.clear();
        left
    }

    /// Does something to a payment; the notices it leads to, in order.
    #[must_use]
    pub fn press(&self, reference: &str, deed: Deed) -> Vec<Outgoing> {
        let steps: &[(State, i64)] = match deed {
            Deed::Pay | Deed::Twice => &[(State::Paid, 0)],
            Deed::Less => &[(State::Paid, -1)],
            Deed::Fail => &[(State::Failed, 0)],
            Deed::Cancel => &[(State::Cancelled, 0)],
            Deed::Late => &[(State::Cancelled, 0), (State::Paid, 0)],
        };
        let mut notices = Vec::new();
        for (state, more) in steps {
            let kept = self.change(reference, |kept| {
                kept.state = *state;
                if *state == State::Paid {
                    kept.paid = kept.amount + more;
                }
            });
            notices.extend(kept.and_then(|kept| self.rules.notice(self, &kept)));
        }
        if deed == Deed::Twice {
            notices.extend_from_within(..);
        }
        notices
    }
}

/// Why nothing went back.
#[derive(Clone, Debug)]
pub enum Refused {
    /// There is no such payment.
    Unknown,
    /// It was made before.
    Made(Refund),
    /// Not paid, or not so much left.
    NotSoMuch,
}
