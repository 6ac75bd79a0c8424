//! Stock kept while somebody fills in the checkout: ten minutes, extended once, given back by a sweep.
//!
//! Whoever turns an open hold into something else does it with one update that returns the rows, so a hold is never
//! consumed and swept at the same time.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::{Cause, Kind, Posted, Step, post};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::OfferId;
use shared::say::Locale;
use shared::time::Millis;
use std::collections::HashMap;
use store::entity::hold;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// How long goods are kept, in minutes; the extension is as long again.
pub const MINUTES: i64 = 10;
/// Holds given back in one transaction of the sweep.
const SWEEP_AT_ONCE: u64 = 200;

/// What a checkout keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// How much of each offer, in smallest steps.
    pub by_offer: HashMap<OfferId, i64>,
    /// When they end; none when nothing is kept.
    pub until: Option<Millis>,
    /// They were extended already.
    pub extended: bool,
    /// A row of each offer: what is kept on stays the same hold.
    rows: HashMap<OfferId, Uuid>,
}

impl Holds {
    fn of(rows: Vec<Open>) -> Self {
        let mut holds = Self::default();
        for row in rows {
            *holds
                .by_offer
                .entry(OfferId::from(row.offer_id))
                .or_insert(0) += row.quantity;
            let until = Millis(row.expires_at);
            holds.until = Some(holds.until.map_or(until, |earlier| earlier.min(until)));
            holds.extended |= row.extended;
            holds.rows.insert(OfferId::from(row.offer_id), row.id);
        }
        holds
    }

    /// Still good at `now`.
    pub fn is_open(&self, now: Millis) -> bool {
        self.until.is_some_and(|until| now < until)
    }
}

#[derive(FromQueryResult)]
struct Open {
    id: Uuid,
    offer_id: Uuid,
    quantity: i64,
    expires_at: i64,
    extended: bool,
}

/// What the checkout keeps now; what is past its time and not swept yet is still kept.
pub async fn of(core: &Core, checkout: &str) -> Result<Holds> {
    let rows = sql::all(
        core.db.read(),
        "select id, offer_id, quantity, expires_at, extended from hold where checkout_key = $1 and state = 'active'",
        [checkout.into()],
    )
    .await?;
    Ok(Holds::of(rows))
}

/// Takes the open holds of a checkout out of play, for `state`. The caller books the stock.
pub(crate) async fn claim(txn: &WriteTxn, checkout: &str, state: &str) -> Result<Holds> {
    let rows = sql::all(
        &**txn,
        "update hold set state = $1 where checkout_key = $2 and state = 'active' \
         returning id, offer_id, quantity, expires_at, extended",
        [state.into(), checkout.into()],
    )
    .await?;
    Ok(Holds::of(rows))
}

/// Keeps these goods (smallest steps) for the checkout, and nothing else. Goods that are kept already keep their time:
/// changing the cart does not buy more of it. Not enough is `Error::Conflict`; then nothing changes.
pub async fn keep(
    core: &Core,
    actor: &Actor,
    checkout: &str,
    goods: &[(OfferId, i64)],
) -> Result<Holds> {
    let now = core.clock.now();
    let txn = core.db.begin().await?;
    let old = claim(&txn, checkout, "released").await?;
    let fresh = !old.is_open(now);
    let until = match old.until {
        Some(until) if !fresh => until,
        _ => now.plus_minutes(MINUTES),
    };
    let mut wanted: HashMap<OfferId, i64> = HashMap::new();
    for (offer, quantity) in goods {
        *wanted.entry(*offer).or_insert(0) += quantity;
    }
    let extended = old.extended && !fresh;
    for (offer, id) in &old.rows {
        let Some(quantity) = wanted.get(offer) else {
            continue;
        };
        let text = "update hold set state = 'active', quantity = $1, extended = $2, expires_at = $3 where id = $4";
        let values = [
            (*quantity).into(),
            extended.into(),
            until.0.into(),
            (*id).into(),
        ];
        sql::execute(&*txn, text, values).await?;
    }
    let rows: Vec<_> = wanted
        .iter()
        .filter(|(offer, _)| !old.rows.contains_key(offer))
        .map(|(offer, quantity)| hold::Model {
            id: Uuid::now_v7(),
            checkout_key: checkout.to_owned(),
            offer_id: offer.uuid(),
            quantity: *quantity,
            state: "active".to_owned(),
            extended,
            created_at: now.0,
            expires_at: until.0,
        })
        .map(IntoActiveModel::into_active_model)
        .collect();
    if !rows.is_empty() {
        hold::Entity::insert_many(rows)
            .exec_without_returning(&*txn)
            .await?;
    }
    let steps = changes(&old.by_offer, &wanted);
    match post(core, &txn, actor, steps, &Cause::of("checkout")).await? {
        Posted::Short(_) => {
            txn.rollback().await?;
            return Err(short(actor.locale));
        }
        Posted::Done | Posted::Repeated => txn.commit().await?,
    }
    Ok(Holds {
        by_offer: wanted,
        until: Some(until),
        extended,
        rows: HashMap::new(),
    })
}

/// Keeps `quantity` more of an offer for the checkout, for its own ten minutes; gives the hold. The caller has locked the
/// offer and seen that there is enough; not enough is `Error::Conflict`, and then the transaction must be given up.
pub(crate) async fn add(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    checkout: &str,
    (offer, quantity): (OfferId, i64),
) -> Result<Uuid> {
    let now = core.clock.now();
    let id = Uuid::now_v7();
    let row = hold::Model {
        id,
        checkout_key: checkout.to_owned(),
        offer_id: offer.uuid(),
        quantity,
        state: "active".to_owned(),
        extended: false,
        created_at: now.0,
        expires_at: now.plus_minutes(MINUTES).0,
    };
    hold::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    let step = Step {
        held: quantity,
        ..Step::of(offer, Kind::Hold)
    };
    match post(core, txn, actor, vec![step], &Cause::of("live").about(id)).await? {
        Posted::Short(_) => Err(short(actor.locale)),
        Posted::Done | Posted::Repeated => Ok(id),
    }
}

/// Gives one open hold back; false when it was used or given back already.
pub(crate) async fn release(core: &Core, txn: &WriteTxn, actor: &Actor, id: Uuid) -> Result<bool> {
    let text = "update hold set state = 'released' where id = $1 and state = 'active' returning offer_id, quantity";
    let Some(row) = sql::one::<Expired, _>(&**txn, text, [id.into()]).await? else {
        return Ok(false);
    };
    let step = Step {
        held: -row.quantity,
        ..Step::of(row.offer_id.into(), Kind::Release)
    };
    match post(core, txn, actor, vec![step], &Cause::of("live").about(id)).await? {
        Posted::Short(offer) => Err(Error::internal(format!(
            "offer {offer} holds less than its holds say"
        ))),
        Posted::Done | Posted::Repeated => Ok(true),
    }
}

fn short(l: Locale) -> Error {
    Error::Conflict {
        code: "insufficient_stock",
        message: l
            .say(
                "Có món vừa hết hoặc không còn đủ",
                "Something is sold out or not enough",
            )
            .to_owned(),
        fields: Vec::new(),
    }
}

fn changes(old: &HashMap<OfferId, i64>, new: &HashMap<OfferId, i64>) -> Vec<Step> {
    let mut by_offer: HashMap<OfferId, i64> = new.clone();
    for (offer, quantity) in old {
        *by_offer.entry(*offer).or_insert(0) -= quantity;
    }
    let step = |(offer, held): (OfferId, i64)| {
        let kind = if held < 0 { Kind::Release } else { Kind::Hold };
        Step {
            held,
            ..Step::of(offer, kind)
        }
    };
    by_offer.into_iter().map(step).collect()
}

/// Extends the checkout's open holds by another ten minutes, once. Gives the new end; none when there is nothing to
/// extend or it was extended before.
pub async fn extend(core: &Core, checkout: &str) -> Result<Option<Millis>> {
    let now = core.clock.now();
    let until = now.plus_minutes(MINUTES);
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update hold set expires_at = $1, extended = $2 \
         where checkout_key = $3 and state = 'active' and extended = $4 and expires_at > $5",
        [
            until.0.into(),
            true.into(),
            checkout.into(),
            false.into(),
            now.0.into(),
        ],
    )
    .await?;
    txn.commit().await?;
    Ok((touched > 0).then_some(until))
}

#[derive(FromQueryResult)]
struct Expired {
    offer_id: Uuid,
    quantity: i64,
}

/// Gives back everything that was kept past its time. Gives the number of holds.
pub async fn sweep(core: &Core) -> Result<u64> {
    let mut swept = 0;
    loop {
        let some = sweep_some(core).await?;
        swept += some;
        if some < SWEEP_AT_ONCE {
            return Ok(swept);
        }
    }
}

async fn sweep_some(core: &Core) -> Result<u64> {
    let now = core.clock.now().0;
    // A checkout that is being placed right now has its holds locked: leave them to it.
    let skip = match core.db.backend() {
        sea_orm::DbBackend::Postgres => "for update skip locked",
        _ => "",
    };
    let text = format!(
        "update hold set state = 'expired' where id in (select id from hold where state = 'active' \
         and expires_at <= $1 order by id limit $2 {skip}) and state = 'active' returning offer_id, quantity"
    );
    let due = sql::row(
        core.db.read(),
        "select 1 as one from hold where state = 'active' and expires_at <= $1 limit 1",
        [now.into()],
    )
    .await?;
    if due.is_none() {
        return Ok(0);
    }
    let txn = core.db.begin().await?;
    let rows: Vec<Expired> = sql::all(&*txn, &text, [now.into(), SWEEP_AT_ONCE.into()]).await?;
    let mut back: HashMap<OfferId, i64> = HashMap::new();
    for row in &rows {
        *back.entry(OfferId::from(row.offer_id)).or_insert(0) += row.quantity;
    }
    let steps = changes(&back, &HashMap::new());
    match post(core, &txn, &Actor::system(), steps, &Cause::of("sweep")).await? {
        Posted::Short(offer) => {
            txn.rollback().await?;
            Err(Error::internal(format!(
                "offer {offer} holds less than its holds say"
            )))
        }
        Posted::Done | Posted::Repeated => {
            txn.commit().await?;
            Ok(u64::try_from(rows.len()).unwrap_or(SWEEP_AT_ONCE))
        }
    }
}
