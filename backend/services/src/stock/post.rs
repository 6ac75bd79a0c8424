//! Booking: all movements of a change, then one conditional update of its offers and one of each lot.

use super::{Cause, Kind};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, Value};
use shared::id::{LotId, OfferId};
use std::collections::BTreeMap;
use store::entity::stock_movement;
use store::{Inserts, WriteTxn, channel_jobs, sql};
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

/// Books the steps: all movements in one statement, then one conditional update of the offers, locked in the order of
/// their ids so that no two transactions wait for each other, then their lots. Call it last in a transaction: the offers
/// stay locked until its end. What becomes free of an offer that has lots on hold is kept from the sale at once, up to
/// what is left of those lots. On [`Posted::Short`] the caller gives the transaction up.
pub async fn post(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    steps: Vec<Step>,
    cause: &Cause,
) -> Result<Posted> {
    let steps = sorted(steps);
    let now = core.clock.now().0;
    if !steps.is_empty() && !insert_movements(txn, actor, &steps, cause, now).await? {
        return Ok(Posted::Repeated);
    }
    post_written(core, txn, actor, steps).await
}

/// Adds the movements of the steps to the other rows of a transaction, which spares a way to the database, and gives what
/// [`post_written`] books once those are written. For a cause without a key: what is repeated would refuse all rows.
pub(crate) fn write_down(
    inserts: &mut Inserts,
    actor: &Actor,
    steps: Vec<Step>,
    cause: &Cause,
    now: i64,
) -> Vec<Step> {
    let steps = sorted(steps);
    inserts.add(movements(actor, &steps, cause, now));
    steps
}

/// The rest of [`post`] for steps whose movements are written.
pub(crate) async fn post_written(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    steps: Vec<Step>,
) -> Result<Posted> {
    let now = core.clock.now().0;
    let (posted, freed) = apply(txn, &steps, now).await?;
    if posted != Posted::Done || freed.is_empty() {
        return Ok(posted);
    }
    let mut blocks = Vec::new();
    for (offer, free) in freed {
        blocks.extend(to_block(txn, offer, free).await?);
    }
    if blocks.is_empty() {
        return Ok(posted);
    }
    let blocks = sorted(blocks);
    insert_movements(txn, actor, &blocks, &Cause::of("lot_on_hold"), now).await?;
    let (posted, _) = apply(txn, &blocks, now).await?;
    Ok(posted)
}

fn sorted(mut steps: Vec<Step>) -> Vec<Step> {
    steps.retain(|step| !step.is_empty());
    steps.sort_by_key(|step| (step.offer, step.lot));
    steps
}

/// Changes the running quantities; and tells of offers with lots of which more can be sold now, how much.
async fn apply(txn: &WriteTxn, steps: &[Step], now: i64) -> Result<(Posted, Vec<(OfferId, i64)>)> {
    let mut offers: BTreeMap<OfferId, Sum> = BTreeMap::new();
    let mut lots: BTreeMap<(OfferId, LotId), Lot> = BTreeMap::new();
    for step in steps {
        offers.entry(step.offer).or_default().add(step);
        if let Some(lot) = step.lot {
            lots.entry((step.offer, lot)).or_default().add(step);
        }
    }
    let there = update_offers(txn, &offers, now).await?;
    let mut freed = Vec::new();
    let mut told = Vec::new();
    for (offer, sum) in &offers {
        let Some(row) = there.get(offer) else {
            return Ok((Posted::Short(*offer), Vec::new()));
        };
        let more = sum.on_hand - sum.held - sum.allocated - sum.blocked;
        if more != 0 && row.on_channels {
            told.push(offer.uuid());
        }
        if more > 0 && row.in_lots > 0 {
            freed.push((*offer, row.free));
        }
    }
    for ((offer, lot), change) in &lots {
        if !change.update(txn, *offer, *lot, now).await? {
            return Ok((Posted::Short(*offer), Vec::new()));
        }
    }
    channel_jobs::offers_changed(txn, &told, now).await?;
    Ok((Posted::Done, freed))
}

/// What changes of an offer, in smallest steps.
#[derive(Clone, Copy, Default)]
struct Sum {
    on_hand: i64,
    held: i64,
    allocated: i64,
    blocked: i64,
    in_lots: i64,
}

impl Sum {
    fn add(&mut self, step: &Step) {
        self.on_hand += step.on_hand;
        self.held += step.held;
        self.allocated += step.allocated;
        self.blocked += step.blocked;
        if step.lot.is_some() {
            self.in_lots += step.on_hand;
        }
    }
}

/// What an offer has after its update.
#[derive(FromQueryResult)]
struct Updated {
    id: Uuid,
    free: i64,
    in_lots: i64,
    on_channels: bool,
}

const OFFER_COLUMNS: usize = 6;

/// Changes all the offers by one statement; one that has not enough is missing in the answer.
async fn update_offers(
    txn: &WriteTxn,
    sums: &BTreeMap<OfferId, Sum>,
    now: i64,
) -> Result<BTreeMap<OfferId, Updated>> {
    if sums.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<String> = (0..sums.len())
        .map(|n| {
            format!(
                "({})",
                sql::placeholders(n * OFFER_COLUMNS + 2, OFFER_COLUMNS)
            )
        })
        .collect();
    // An update takes its rows in any order; two of several offers could wait for each other. SQLite has one writer.
    let (locked, and_locked) = match (txn.get_database_backend(), sums.len()) {
        (DbBackend::Postgres, 2..) => (
            ", locked as (select id as locked_id from offer where id in (select offer_id from step) \
             order by id for no key update)",
            ", locked where locked_id = id and",
        ),
        _ => ("", " where"),
    };
    let text = format!(
        "with step (offer_id, d_on_hand, d_held, d_allocated, d_blocked, d_in_lots) as (values {}){locked} \
         update offer set on_hand = on_hand + d_on_hand, held = held + d_held, allocated = allocated + d_allocated, \
         blocked = blocked + d_blocked, in_lots = in_lots + d_in_lots, version = version + 1, updated_at = $1 \
         from step{and_locked} id = offer_id \
         and on_hand + d_on_hand >= 0 and held + d_held >= 0 and allocated + d_allocated >= 0 \
         and blocked + d_blocked >= 0 and in_lots + d_in_lots >= 0 and on_hand + d_on_hand >= in_lots + d_in_lots \
         and on_hand + d_on_hand >= held + d_held + allocated + d_allocated + blocked + d_blocked \
         returning id, on_hand - held - allocated - blocked as free, in_lots, exists(select 1 from channel_variant v \
         where v.variant_id = offer.variant_id) as on_channels",
        rows.join(", ")
    );
    let mut values: Vec<Value> = Vec::with_capacity(1 + sums.len() * OFFER_COLUMNS);
    values.push(now.into());
    for (offer, sum) in sums {
        values.extend::<[Value; OFFER_COLUMNS]>([
            offer.uuid().into(),
            sum.on_hand.into(),
            sum.held.into(),
            sum.allocated.into(),
            sum.blocked.into(),
            sum.in_lots.into(),
        ]);
    }
    let rows: Vec<Updated> = sql::all(&**txn, &text, values).await?;
    Ok(rows.into_iter().map(|row| (row.id.into(), row)).collect())
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

/// Writes the movements. False when their key was booked before.
async fn insert_movements(
    txn: &WriteTxn,
    actor: &Actor,
    steps: &[Step],
    cause: &Cause,
    now: i64,
) -> Result<bool> {
    let rows = movements(actor, steps, cause, now);
    let once = OnConflict::column(stock_movement::Column::IdempotencyKey)
        .do_nothing()
        .to_owned();
    let touched = stock_movement::Entity::insert_many(rows.map(IntoActiveModel::into_active_model))
        .on_conflict(once)
        .exec_without_returning(&**txn)
        .await?;
    Ok(touched > 0)
}

fn movements(
    actor: &Actor,
    steps: &[Step],
    cause: &Cause,
    now: i64,
) -> impl Iterator<Item = stock_movement::Model> {
    let person = actor.person_id().map(|id| id.uuid());
    steps.iter().map(move |step| stock_movement::Model {
        id: Uuid::now_v7(),
        offer_id: step.offer.uuid(),
        kind: step.kind.code().to_owned(),
        on_hand: step.on_hand,
        held: step.held,
        allocated: step.allocated,
        reason: cause.reason.clone(),
        actor_id: person,
        source: cause.source.to_owned(),
        source_id: cause.source_id,
        idempotency_key: cause.key.as_ref().map(|key| key_of(key, step)),
        at: now,
        blocked: step.blocked,
        lot_id: step.lot.map(LotId::uuid),
    })
}

/// The key of one movement: a change may book several, each once.
fn key_of(key: &str, step: &Step) -> String {
    let (kind, offer) = (step.kind.code(), step.offer);
    match step.lot {
        Some(lot) => format!("{key}/{kind}/{offer}/{lot}"),
        None => format!("{key}/{kind}/{offer}"),
    }
}
