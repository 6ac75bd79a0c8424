//! Booking: all movements of a change, then one conditional update an offer and one a lot.

use super::{Cause, Kind};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{FromQueryResult, Value};
use shared::id::{LotId, OfferId};
use std::collections::BTreeMap;
use store::{WriteTxn, channel_jobs, sql};
use uuid::Uuid;

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
    /// Change of what nobody may buy: lots on hold, lots past their day.
    pub blocked: i64,
    /// The lot concerned: it changes by `on_hand` and `blocked` as the offer does.
    pub lot: Option<LotId>,
}

impl Step {
    /// A step that changes nothing yet.
    pub const fn of(offer: OfferId, kind: Kind) -> Self {
        Self {
            offer,
            kind,
            on_hand: 0,
            held: 0,
            allocated: 0,
            blocked: 0,
            lot: None,
        }
    }

    const fn is_empty(&self) -> bool {
        self.on_hand == 0 && self.held == 0 && self.allocated == 0 && self.blocked == 0
    }
}

/// What became of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a short post leaves a transaction that must be given up"]
pub enum Posted {
    /// All of them are booked.
    Done,
    /// The same key was booked before; nothing changed.
    Repeated,
    /// This offer, or a lot of it, has not enough. The transaction must be rolled back.
    Short(OfferId),
}

/// What an offer has, read by the statement that locked it.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(crate) struct Standing {
    /// What can be sold.
    pub free: i64,
    /// What lies in the store.
    pub on_hand: i64,
    /// What of it belongs to a lot.
    pub in_lots: i64,
}

/// Takes the offer's row until the end of the transaction and says what is there. Whoever decides about lots does it
/// after this, so that one decides after the other.
pub(crate) async fn lock(txn: &WriteTxn, offer: OfferId, now: i64) -> Result<Standing> {
    let standing = sql::one(
        &**txn,
        "update offer set updated_at = $1 where id = $2 \
         returning on_hand - held - allocated - blocked as free, on_hand, in_lots",
        [now.into(), offer.uuid().into()],
    )
    .await?;
    standing.ok_or(Error::NotFound { what: "offer" })
}

/// Books the steps: all movements in one statement, then one conditional update an offer, in the order of their ids
/// so that no two transactions wait for each other, then their lots. Call it last in a transaction: the offers stay
/// locked until its end. What becomes free of an offer that has lots on hold is kept from the sale at once, up to what
/// is left of those lots. On [`Posted::Short`] the caller gives the transaction up.
pub async fn post(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    steps: Vec<Step>,
    cause: &Cause,
) -> Result<Posted> {
    let (posted, freed) = apply(core, txn, actor, steps, cause).await?;
    if posted != Posted::Done || freed.is_empty() {
        return Ok(posted);
    }
    let mut blocks = Vec::new();
    for (offer, free) in freed {
        blocks.extend(to_block(txn, offer, free).await?);
    }
    let (posted, _) = apply(core, txn, actor, blocks, &Cause::of("lot_on_hold")).await?;
    Ok(posted)
}

/// Books them; and offers with lots of which more can be sold now: how much.
async fn apply(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    mut steps: Vec<Step>,
    cause: &Cause,
) -> Result<(Posted, Vec<(OfferId, i64)>)> {
    steps.retain(|step| !step.is_empty());
    if steps.is_empty() {
        return Ok((Posted::Done, Vec::new()));
    }
    steps.sort_by_key(|step| (step.offer, step.lot));
    let now = core.clock.now().0;
    if insert_movements(txn, actor, &steps, cause, now).await? == 0 {
        return Ok((Posted::Repeated, Vec::new()));
    }
    let mut offers: BTreeMap<OfferId, Step> = BTreeMap::new();
    let mut lots: BTreeMap<(OfferId, LotId), Lot> = BTreeMap::new();
    for step in &steps {
        let sum = offers
            .entry(step.offer)
            .or_insert(Step::of(step.offer, step.kind));
        sum.on_hand += step.on_hand;
        sum.held += step.held;
        sum.allocated += step.allocated;
        sum.blocked += step.blocked;
        if let Some(lot) = step.lot {
            lots.entry((step.offer, lot)).or_default().add(step);
        }
    }
    let mut freed = Vec::new();
    let mut moved = Vec::new();
    for (offer, sum) in &offers {
        let of_lots = lots
            .range((*offer, LotId::from(Uuid::nil()))..=(*offer, LotId::from(Uuid::max())))
            .map(|(_, lot)| lot.on_hand)
            .sum();
        let Some(now_there) = update_offer(txn, sum, of_lots, now).await? else {
            return Ok((Posted::Short(*offer), Vec::new()));
        };
        let more = sum.on_hand - sum.held - sum.allocated - sum.blocked;
        if more != 0 {
            moved.push(offer.uuid());
        }
        if more > 0 && now_there.in_lots > 0 {
            freed.push((*offer, now_there.free));
        }
    }
    for ((offer, lot), change) in &lots {
        if !change.update(txn, *offer, *lot, now).await? {
            return Ok((Posted::Short(*offer), Vec::new()));
        }
    }
    channel_jobs::offers_changed(txn, &moved, now).await?;
    Ok((Posted::Done, freed))
}

async fn update_offer(
    txn: &WriteTxn,
    sum: &Step,
    in_lots: i64,
    now: i64,
) -> Result<Option<Standing>> {
    let standing = sql::one(
        &**txn,
        "update offer set on_hand = on_hand + $1, held = held + $2, allocated = allocated + $3, \
         blocked = blocked + $4, in_lots = in_lots + $5, version = version + 1, updated_at = $6 where id = $7 \
         and on_hand + $1 >= 0 and held + $2 >= 0 and allocated + $3 >= 0 and blocked + $4 >= 0 \
         and in_lots + $5 >= 0 and on_hand + $1 >= in_lots + $5 \
         and on_hand + $1 >= held + $2 + allocated + $3 + blocked + $4 \
         returning on_hand - held - allocated - blocked as free, on_hand, in_lots",
        [
            sum.on_hand.into(),
            sum.held.into(),
            sum.allocated.into(),
            sum.blocked.into(),
            in_lots.into(),
            now.into(),
            sum.offer.uuid().into(),
        ],
    )
    .await?;
    Ok(standing)
}

/// What changes of a lot.
#[derive(Clone, Copy, Default)]
struct Lot {
    on_hand: i64,
    blocked: i64,
    packed: i64,
    received: i64,
}

impl Lot {
    fn add(&mut self, step: &Step) {
        self.on_hand += step.on_hand;
        self.blocked += step.blocked;
        match step.kind {
            // What leaves was packed.
            Kind::Ship => self.packed += step.on_hand,
            Kind::Receive => self.received += step.on_hand,
            _ => {}
        }
    }

    async fn update(self, txn: &WriteTxn, offer: OfferId, lot: LotId, now: i64) -> Result<bool> {
        let touched = sql::execute(
            &**txn,
            "update lot set on_hand = on_hand + $1, blocked = blocked + $2, packed = packed + $3, \
             received = received + $4, updated_at = $5 where id = $6 and offer_id = $7 \
             and on_hand + $1 >= 0 and blocked + $2 >= 0 and packed + $3 >= 0 \
             and on_hand + $1 >= blocked + $2 + packed + $3",
            [
                self.on_hand.into(),
                self.blocked.into(),
                self.packed.into(),
                self.received.into(),
                now.into(),
                lot.uuid().into(),
                offer.uuid().into(),
            ],
        )
        .await?;
        Ok(touched == 1)
    }
}

#[derive(FromQueryResult)]
struct Unsaleable {
    id: Uuid,
    rest: i64,
}

/// What of the lots on hold is not kept from the sale yet, as far as it is free now.
async fn to_block(txn: &WriteTxn, offer: OfferId, mut free: i64) -> Result<Vec<Step>> {
    let rows: Vec<Unsaleable> = sql::all(
        &**txn,
        "select id, on_hand - blocked - packed as rest from lot where offer_id = $1 and state <> 'live' \
         and on_hand > blocked + packed order by expires_on, id",
        [offer.uuid().into()],
    )
    .await?;
    let mut steps = Vec::with_capacity(rows.len());
    for row in rows {
        let blocked = row.rest.min(free);
        free -= blocked;
        steps.push(Step {
            blocked,
            lot: Some(row.id.into()),
            ..Step::of(offer, Kind::Block)
        });
    }
    Ok(steps)
}

const MOVEMENT_COLUMNS: usize = 14;

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
        "insert into stock_movement (id, offer_id, kind, on_hand, held, allocated, blocked, lot_id, reason, actor_id, \
         source, source_id, idempotency_key, at) values {} on conflict (idempotency_key) do nothing",
        rows.join(", ")
    );
    let person = actor.person_id().map(|id| id.uuid());
    let mut values: Vec<Value> = Vec::with_capacity(steps.len() * MOVEMENT_COLUMNS);
    for step in steps {
        values.extend::<[Value; MOVEMENT_COLUMNS]>([
            Uuid::now_v7().into(),
            step.offer.uuid().into(),
            step.kind.code().into(),
            step.on_hand.into(),
            step.held.into(),
            step.allocated.into(),
            step.blocked.into(),
            step.lot.map(LotId::uuid).into(),
            cause.reason.clone().into(),
            person.into(),
            cause.source.into(),
            cause.source_id.into(),
            cause.key.as_ref().map(|key| key_of(key, step)).into(),
            now.into(),
        ]);
    }
    Ok(sql::execute(&**txn, &text, values).await?)
}

/// The key of one movement: a change may book several, each once.
fn key_of(key: &str, step: &Step) -> String {
    let (kind, offer) = (step.kind.code(), step.offer);
    match step.lot {
        Some(lot) => format!("{key}/{kind}/{offer}/{lot}"),
        None => format!("{key}/{kind}/{offer}"),
    }
}
