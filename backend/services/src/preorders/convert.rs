//! A lot comes in: what was ordered ahead becomes orders to pack, in the order of payment.

use super::rows::{Part, ask, finish, told, waiting};
use super::{EARLY_DAYS, place};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::{Kind, Step};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{ForecastId, OfferId};
use shared::rules::preorder::{Given, Outcome, share_out};
use shared::rules::shipping::{PackDays, Transit, window_packed};
use shared::state::sub_order::transition;
use shared::state::{ActorKind, SubOrderAction, SubOrderState};
use shared::time::{Millis, VnDate};
use store::entity::{forecast, sub_order_event};
use store::outbox::{self, Message};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The forecasts of an offer that a harvest of today may be for, the earliest first, with those who wait for them: locked.
pub(crate) struct Queue {
    forecasts: Vec<(forecast::Model, Vec<Part>)>,
}

impl Queue {
    /// Locks them, and the one that is `named`, whenever its days are. Call it before the offer is locked.
    pub async fn lock(
        core: &Core,
        txn: &WriteTxn,
        offer: OfferId,
        named: Option<ForecastId>,
    ) -> Result<Self> {
        let now = core.clock.now();
        let latest = now.vn_date().plus_days(EARLY_DAYS).start().0;
        let named = named.map_or(Uuid::nil(), ForecastId::uuid);
        let mut rows: Vec<forecast::Model> = sql::all(
            &**txn,
            "update forecast set updated_at = $1 where offer_id = $2 and state in ('open', 'closed') \
             and (harvest_from <= $3 or id = $4) returning *",
            [now.0.into(), offer.uuid().into(), latest.into(), named.into()],
        )
        .await?;
        rows.sort_by_key(|row| (row.harvest_from, row.id));
        let mut forecasts = Vec::with_capacity(rows.len());
        for row in rows {
            sql::execute(
                &**txn,
                "update sub_order set version = version where state = 'preordered' \
                 and id in (select sub_order_id from preorder where forecast_id = $1)",
                [row.id.into()],
            )
            .await?;
            let parts = waiting(&**txn, row.id).await?;
            forecasts.push((row, parts));
        }
        Ok(Self { forecasts })
    }
}

/// When goods that are there now leave, at the earliest.
#[derive(FromQueryResult)]
struct Sending {
    shipping_class: String,
    pack_days: i32,
    holiday_from: Option<i64>,
    holiday_until: Option<i64>,
}

/// The first day on which a lot that comes in is taken for a harvest that begins then.
pub(crate) fn first_day(harvest_from: Millis) -> VnDate {
    harvest_from.vn_date().plus_days(-EARLY_DAYS)
}

struct Writer<'a> {
    core: &'a Core,
    txn: &'a WriteTxn,
    actor: &'a Actor,
    ships: i64,
    messages: Vec<Message>,
}

/// Gives a harvest out within the transaction that brings it in. What is to be allocated is given back, to be booked with
/// the receipt.
pub(crate) async fn convert(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    queue: Queue,
    (offer, quantity): (OfferId, i64),
) -> Result<Option<Step>> {
    if queue.forecasts.is_empty() {
        return Ok(None);
    }
    let now = core.clock.now();
    let mut writer = Writer {
        core,
        txn,
        actor,
        ships: leaves(txn, offer, now).await?.0,
        messages: Vec::new(),
    };
    let (mut left, mut used) = (quantity, 0);
    for (row, parts) in &queue.forecasts {
        if left == 0 {
            break;
        }
        let rules: Vec<_> = parts.iter().map(Part::rule).collect();
        let shared = share_out(&rules, left);
        let given: i64 = shared.iter().map(|one| one.given).sum();
        for (part, given) in parts.iter().zip(&shared) {
            writer.part(row, part, given).await?;
        }
        // What nobody waits for counts for the forecast too, as far as it was expected.
        let came = left.min((row.quantity - row.harvested).max(given));
        came_in(txn, row.id, (came, given), now).await?;
        finish(txn, row.id, now.vn_date().start().0, now.0).await?;
        left -= came;
        used += given;
    }
    writer
        .messages
        .push(super::rows::pages(txn, offer.uuid()).await?);
    outbox::enqueue_all(txn, writer.messages, now.0).await?;
    Ok(Some(Step {
        allocated: used,
        ..Step::of(offer, Kind::Allocate)
    }))
}

async fn came_in(
    txn: &WriteTxn,
    forecast: Uuid,
    (came, given): (i64, i64),
    now: Millis,
) -> Result<()> {
    sql::execute(
        &**txn,
        "update forecast set harvested = harvested + $1, promised = promised - $2, served = served + $2, \
         version = version + 1, updated_at = $3 where id = $4",
        [came.into(), given.into(), now.0.into(), forecast.into()],
    )
    .await?;
    Ok(())
}

async fn leaves(txn: &WriteTxn, offer: OfferId, now: Millis) -> Result<Millis> {
    let row: Option<Sending> = sql::one(
        &**txn,
        "select l.shipping_class, c.pack_days, c.holiday_from, c.holiday_until from offer o \
         join listing l on l.id = o.listing_id join cooperative c on c.id = o.cooperative_id where o.id = $1",
        [offer.uuid().into()],
    )
    .await?;
    let row = row.ok_or(Error::NotFound { what: "offer" })?;
    let class = row
        .shipping_class
        .parse()
        .map_err(|_| Error::internal("a listing has an unknown shipping class"))?;
    let rests = row.holiday_from.zip(row.holiday_until);
    let pack = PackDays {
        weekdays: u8::try_from(row.pack_days & 127).unwrap_or(127),
        full: &[],
        rests: rests.map(|(from, until)| (Millis(from).vn_date(), Millis(until).vn_date())),
    };
    let none = Transit {
        min_days: 0,
        max_days: 0,
    };
    let window = window_packed(now, None, class, none, &pack);
    Ok(window.map_or(now.vn_date().start(), |window| window.ship_by.start()))
}

impl Writer<'_> {
    /// What one part was given: kept for it, and an order to pack once it is all.
    async fn part(&mut self, forecast: &forecast::Model, part: &Part, given: &Given) -> Result<()> {
        let (txn, now) = (self.txn, self.core.clock.now().0);
        let served = given.outcome == Outcome::Served;
        sql::execute(
            &**txn,
            "update preorder set secured = $1, share = $2, served_at = $3 where sub_order_id = $4",
            [
                given.secured.into(),
                serde_json::to_string(given)?.into(),
                served.then_some(now).into(),
                part.sub_order_id.into(),
            ],
        )
        .await?;
        if served {
            confirm(self.core, txn, self.actor, part, self.ships).await?;
        } else {
            sql::execute(
                &**txn,
                "update sub_order set version = version + 1, updated_at = $1 where id = $2",
                [now.into(), part.sub_order_id.into()],
            )
            .await?;
            let until = Millis(forecast.ship_by).vn_date().end().0.max(now);
            ask(txn, part.sub_order_id, until, now).await?;
        }
        self.messages.push(told(part.sub_order_id, "shared"));
        Ok(())
    }
}

/// Makes an order to pack of a part whose goods are there; its days follow the day on which it leaves now.
pub(super) async fn confirm(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    part: &Part,
    ships: i64,
) -> Result<()> {
    let now = core.clock.now().0;
    let who = match actor.person_id() {
        Some(_) => ActorKind::Cooperative,
        None => ActorKind::System,
    };
    let to = transition(SubOrderState::Preordered, SubOrderAction::Convert, who)
        .map_err(|_| Error::Forbidden)?;
    let earlier = ships - part.ship_on;
    sql::execute(
        &**txn,
        "update sub_order set state = $1, ship_on = $2, deliver_from = $3, deliver_to = $4, version = version + 1, \
         updated_at = $5 where id = $6 and state = 'preordered'",
        [
            to.code().into(),
            ships.into(),
            (part.deliver_from + earlier).into(),
            (part.deliver_to + earlier).into(),
            now.into(),
            part.sub_order_id.into(),
        ],
    )
    .await?;
    let event = sub_order_event::Model {
        id: Uuid::now_v7(),
        sub_order_id: part.sub_order_id,
        state: to.code().to_owned(),
        action: SubOrderAction::Convert.code().to_owned(),
        actor_kind: who.code().to_owned(),
        actor_id: actor.person_id().map(|id| id.uuid()),
        note: None,
        at: now,
    };
    sub_order_event::Entity::insert(event.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    place::settle(txn, part.sub_order_id, now).await
}

/// The day on which goods of an offer that are there leave, in epoch milliseconds.
pub(super) async fn ships(core: &Core, txn: &WriteTxn, offer: OfferId) -> Result<i64> {
    leaves(txn, offer, core.clock.now()).await.map(|day| day.0)
}
