//! The stock ledger: every change is a movement and, in the same transaction, one conditional update of the offer's
//! running quantities that refuses to go below zero. Nothing is read first and written later.

mod check;
mod deeds;

pub use check::{Difference, check};
pub use deeds::{
    Counted, allocate, correct, count, hold, receive, release, return_, ship, unallocate, write_off,
};

use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use sea_orm::Value;
use shared::id::OfferId;
use store::{WriteTxn, sql};
use uuid::Uuid;

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

/// One change of one offer, in the variant's smallest steps; a quantity that does not change is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whose stock.
    pub offer: OfferId,
    /// What for.
    pub kind: Kind,
    /// Change of what lies in the store.
    pub on_hand: i64,
    /// Change of what is kept for checkouts.
    pub held: i64,
    /// Change of what is promised to sub-orders.
    pub allocated: i64,
}

/// What became of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a short post leaves a transaction that must be given up"]
pub enum Posted {
    /// All of them are booked.
    Done,
    /// The same key was booked before; nothing changed.
    Repeated,
    /// This offer has not enough. The transaction must be rolled back.
    Short(OfferId),
}

/// Books the steps: all movements in one statement, then one conditional update an offer, in the order of their ids
/// so that no two transactions wait for each other. Call it last in a transaction: the offers stay locked until its
/// end. On [`Posted::Short`] the caller gives the transaction up.
pub async fn post(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    mut steps: Vec<Step>,
    cause: &Cause,
) -> Result<Posted> {
    steps.retain(|step| step.on_hand != 0 || step.held != 0 || step.allocated != 0);
    if steps.is_empty() {
        return Ok(Posted::Done);
    }
    steps.sort_by_key(|step| step.offer);
    let now = core.clock.now().0;
    let booked = insert_movements(txn, actor, &steps, cause, now).await?;
    if booked == 0 {
        return Ok(Posted::Repeated);
    }
    for step in &steps {
        let touched = sql::execute(
            &**txn,
            "update offer set on_hand = on_hand + $1, held = held + $2, allocated = allocated + $3, \
             version = version + 1, updated_at = $4 where id = $5 \
             and on_hand + $1 >= 0 and held + $2 >= 0 and allocated + $3 >= 0 \
             and on_hand + $1 >= held + $2 + allocated + $3",
            [
                step.on_hand.into(),
                step.held.into(),
                step.allocated.into(),
                now.into(),
                step.offer.uuid().into(),
            ],
        )
        .await?;
        if touched == 0 {
            return Ok(Posted::Short(step.offer));
        }
    }
    Ok(Posted::Done)
}

const MOVEMENT_COLUMNS: usize = 12;

async fn insert_movements(
    txn: &WriteTxn,
    actor: &Actor,
    steps: &[Step],
    cause: &Cause,
    now: i64,
) -> Result<u64> {
    let rows: Vec<String> = (0..steps.len())
        .map(|n| {
            format!(
                "({})",
                sql::placeholders(n * MOVEMENT_COLUMNS + 1, MOVEMENT_COLUMNS)
            )
        })
        .collect();
    let text = format!(
        "insert into stock_movement (id, offer_id, kind, on_hand, held, allocated, reason, actor_id, source, \
         source_id, idempotency_key, at) values {} on conflict (idempotency_key) do nothing",
        rows.join(", ")
    );
    let person = actor.person_id().map(|id| id.uuid());
    let mut values: Vec<Value> = Vec::with_capacity(steps.len() * MOVEMENT_COLUMNS);
    for step in steps {
        let key = cause
            .key
            .as_ref()
            .map(|key| format!("{key}/{}/{}", step.kind.code(), step.offer));
        values.extend::<[Value; MOVEMENT_COLUMNS]>([
            Uuid::now_v7().into(),
            step.offer.uuid().into(),
            step.kind.code().into(),
            step.on_hand.into(),
            step.held.into(),
            step.allocated.into(),
            cause.reason.clone().into(),
            person.into(),
            cause.source.into(),
            cause.source_id.into(),
            key.into(),
            now.into(),
        ]);
    }
    Ok(sql::execute(&**txn, &text, values).await?)
}
