//! Who could send a part, for an operator who wants to give it to somebody.

use super::OWN_CHANNEL;
use super::facts::order;
use super::find::{Ask, Next, find};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use sea_orm::EntityTrait;
use shared::id::{CooperativeId, SubOrderId};
use shared::rules::routing::{Candidate, Names, Reason};
use shared::say::Locale;
use store::entity::sub_order;

/// A cooperative that offers what a part needs.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Which.
    pub cooperative: CooperativeId,
    /// `HTX Đồng Mỏ`.
    pub name: String,
    /// Why it cannot send all of the part; nothing when it can.
    pub hindrance: Option<String>,
}

/// Everybody who offers what is left of a part, by the facts of now. Empty when the part cannot be given to somebody
/// else: it was accepted, has moved on, or came by a marketplace.
pub async fn senders(core: &Core, actor: &Actor, part: SubOrderId) -> Result<Vec<Sender>> {
    let l = actor.locale;
    actor.operator()?;
    let row = sub_order::Entity::find_by_id(part.uuid())
        .one(core.db.read())
        .await?;
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    let open = match row.state.as_str() {
        "to_confirm" => true,
        "declined" | "timed_out" => super::is_waiting(core, part).await?,
        _ => false,
    };
    let order = order(core, row.order_id).await?;
    if !open || order.channel != OWN_CHANNEL {
        return Ok(Vec::new());
    }
    let ask = Ask::operator(actor, None, String::new());
    Ok(read(&find(core, row, order, &ask, l).await?, l))
}

fn read(next: &Next, l: Locale) -> Vec<Sender> {
    let (facts, plan) = (&next.facts, &next.plan);
    let mut senders = Vec::with_capacity(facts.cooperatives.len());
    for cooperative in &facts.cooperatives {
        let Ok(id) = cooperative.id.parse::<CooperativeId>() else {
            continue;
        };
        let mine = |candidate: &&Candidate| {
            let offer = facts.offers.get(candidate.offer);
            offer.is_some_and(|offer| offer.cooperative == cooperative.id)
        };
        let hindered = (0..facts.lines.len()).find_map(|at| {
            let line = facts.lines.get(at)?;
            let of = plan.candidates.iter().filter(|one| one.line == at);
            let reason = of
                .filter(mine)
                .map(|one| one.reason)
                .max_by_key(|reason| whole(*reason, line.quantity))
                .unwrap_or(Reason::NoOffer);
            (!whole(reason, line.quantity)).then_some((line, reason))
        });
        let hindrance = hindered.map(|(line, reason)| {
            let names = Names {
                cooperative: &cooperative.name,
                goods: next.title(&line.item),
                unit: line.unit,
                claims: &line.claims,
            };
            reason.say(l, &names)
        });
        senders.push(Sender {
            cooperative: id,
            name: cooperative.name.clone(),
            hindrance,
        });
    }
    senders.sort_by_key(|sender| sender.hindrance.is_some());
    senders
}

/// It could send all of the line.
fn whole(reason: Reason, asked: i64) -> bool {
    match reason {
        Reason::Chosen { quantity } => quantity == asked,
        Reason::NotEnough { has } => has >= asked,
        other => other.is_eligible(),
    }
}
