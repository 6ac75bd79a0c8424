//! The next plan for a part that ended: what it promised stays, who was asked in vain stays out.

use super::facts::{Asked, Case, OrderRow, Rest, case};
use crate::actor::Actor;
use crate::checkout::{self, Goods, Offered, Wanted};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::routing::{Cause, Given, decision, note};
use shared::id::{CooperativeId, OrderId, PersonId, SubOrderId, VariantId};
use shared::money::Vnd;
use shared::places::places;
use shared::rules::floor::{Reduction, net, platform_fee};
use shared::rules::respond::{self, Terms};
use shared::rules::routing::{
    self, Absence, Chooser, Excluded, Names, Only, Parcel, RoutingPlan, Snapshot,
};
use shared::rules::voucher::carried;
use shared::say::Locale;
use shared::state::SubOrderState;
use shared::time::Millis;
use std::collections::HashMap;
use store::entity::{order_line, routing_decision, sub_order};
use uuid::Uuid;

/// What is asked of the new plan.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    /// Why there is one.
    pub cause: Cause,
    /// Lines for which the buyer had chosen the cooperative go to others too.
    pub freely: bool,
    /// Only this cooperative may send it.
    pub pin: Option<CooperativeId>,
    /// Who asks, and why.
    pub by: Option<(PersonId, String)>,
}

impl Ask {
    /// What follows from a state.
    pub fn after(state: SubOrderState, freely: bool) -> Self {
        let cause = match state {
            SubOrderState::TimedOut => Cause::TimedOut,
            _ => Cause::Declined,
        };
        Self {
            cause,
            freely,
            pin: None,
            by: None,
        }
    }

    /// An operator routes it anew, to a cooperative of his choice if he names one.
    pub fn operator(actor: &Actor, pin: Option<CooperativeId>, reason: String) -> Self {
        Self {
            cause: Cause::Operator,
            freely: true,
            pin,
            by: actor.person_id().map(|id| (id, reason)),
        }
    }
}

/// A part that takes over. Its number and code are given when it is written.
#[derive(Clone, Debug)]
pub(super) struct NewPart {
    pub row: sub_order::Model,
    pub lines: Vec<order_line::Model>,
}

/// What happens next to a part that ended.
#[derive(Clone, Debug)]
pub(crate) struct Next {
    pub(super) case: Case,
    pub(super) decision: routing_decision::Model,
    pub(super) parts: Vec<NewPart>,
    /// What the new cooperatives are given of pooled listings.
    pub(super) given: Given,
    /// Who was known to have been asked in vain.
    pub(super) asked: Asked,
    /// Some of it has nobody yet.
    pub(super) open: bool,
    /// Why, in a sentence.
    pub(super) because: Option<String>,
    pub(super) facts: Snapshot,
    pub(super) plan: RoutingPlan,
}

impl Next {
    /// An operator's wish that cannot be done, or only in part, is refused before anything changes.
    pub fn refuse_open(&self, ask: &Ask, l: Locale) -> Result<()> {
        if self.parts.is_empty() || (ask.pin.is_some() && self.open) {
            let nobody = l.say(
                "Không còn hợp tác xã nào gửi được phần này",
                "No other cooperative can send this part",
            );
            return Err(Error::Refused {
                code: "nobody_else",
                message: self.because.clone().unwrap_or_else(|| nobody.to_owned()),
            });
        }
        Ok(())
    }

    /// The title of a good, as it was ordered.
    pub(super) fn title(&self, variant: &str) -> &str {
        let mut lines = self.case.rest.iter().map(|rest| &rest.line);
        let line = lines.find(|line| line.variant_id.to_string() == variant);
        line.map_or("", |line| line.title.as_str())
    }

    /// Who takes over.
    pub fn cooperatives(&self) -> impl Iterator<Item = CooperativeId> {
        let rows = self.parts.iter().map(|part| &part.row);
        rows.map(|row| CooperativeId::from(row.cooperative_id))
    }

    /// Something moves.
    pub fn moves(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// Plans what is left of `old` anew, as things stand now. Writes nothing.
pub(crate) async fn find(
    core: &Core,
    old: sub_order::Model,
    order: OrderRow,
    ask: &Ask,
    l: Locale,
) -> Result<Next> {
    let case = case(core, old, order).await?;
    let now = core.clock.now();
    let mut asked = case.asked.clone();
    for rest in &case.rest {
        let key = (rest.line.variant_id.into(), case.old.cooperative_id.into());
        asked.entry(key).or_insert(match ask.cause {
            Cause::TimedOut => Absence::TimedOut,
            Cause::Operator => Absence::MovedAway,
            Cause::Order | Cause::Declined => Absence::Declined,
        });
    }
    let open: Vec<&Rest> = case
        .rest
        .iter()
        .filter(|rest| rest.steps() > 0 && (ask.freely || !rest.line.chosen))
        .collect();
    let variants: Vec<VariantId> = open
        .iter()
        .map(|rest| rest.line.variant_id.into())
        .collect();
    let goods = checkout::load(core, &variants).await?;
    let open: Vec<&Rest> = open
        .into_iter()
        .filter(|rest| goods.contains_key(&VariantId::from(rest.line.variant_id)))
        .collect();
    let wanted: Vec<Wanted> = open.iter().map(|rest| wanted(rest)).collect();
    let to = places().ward(&case.order.ward_code);
    let (mut facts, offers) = checkout::snapshot(&goods, &wanted, &HashMap::new(), to, now);
    keep(&mut facts, &open, &case, &asked, ask);
    let plan = routing::plan(&facts);
    let mut decision = decision(OrderId::from(case.order.id), ask.cause, &facts, &plan, now);
    if let Some((person, reason)) = &ask.by {
        decision.actor_id = Some(person.uuid());
        decision.reason = Some(reason.clone());
    }
    let mut given = Given::new();
    let parts = parts(&case, &open, &plan, &offers, (&decision, now), &mut given)?;
    let placed: i64 = parts
        .iter()
        .flat_map(|p| &p.lines)
        .map(|line| line.quantity)
        .sum();
    let left: i64 = case.rest.iter().map(Rest::steps).sum();
    let because = because(&plan, &facts, &goods, &wanted, l);
    Ok(Next {
        open: placed < left,
        because,
        decision,
        parts,
        given,
        asked,
        facts,
        plan,
        case,
    })
}

fn wanted(rest: &Rest) -> Wanted {
    Wanted {
        variant: rest.line.variant_id.into(),
        steps: rest.steps(),
        unit_price: Some(Vnd(rest.line.unit_price)),
        cooperative: None,
        lines: Vec::new(),
    }
}

/// What was promised stays: price and claims; who was asked in vain stays out.
fn keep(facts: &mut Snapshot, open: &[&Rest], case: &Case, asked: &Asked, ask: &Ask) {
    for (line, rest) in facts.lines.iter_mut().zip(open) {
        line.price = Vnd(rest.line.unit_price);
        if let Some(claims) = case.claims.get(&line.item) {
            line.claims.clone_from(claims);
        }
        let variant = VariantId::from(rest.line.variant_id);
        line.excluded = asked
            .iter()
            .filter(|((of, _), _)| *of == variant)
            .map(|((_, cooperative), why)| Excluded {
                cooperative: cooperative.to_string(),
                why: *why,
            })
            .collect();
        line.only = ask.pin.map(|cooperative| Only {
            cooperative: cooperative.to_string(),
            by: Chooser::Operator,
        });
        let netted = net(line.price, &[Reduction::platform()]).net;
        for offer in facts.offers.iter_mut().filter(|o| o.item == line.item) {
            offer.net = offer.net.map(|_| netted);
        }
    }
}

fn because(
    plan: &RoutingPlan,
    facts: &Snapshot,
    goods: &HashMap<VariantId, Goods>,
    wanted: &[Wanted],
    l: Locale,
) -> Option<String> {
    let rest = plan.unallocated.first()?;
    let goods = goods.get(&wanted.get(rest.line)?.variant)?;
    let pinned = facts.lines.get(rest.line)?.only.as_ref();
    let name = pinned.and_then(|only| facts.cooperatives.iter().find(|c| c.id == only.cooperative));
    let names = Names {
        cooperative: name.map_or(l.say("Hợp tác xã", "The cooperative"), |c| {
            c.name.as_str()
        }),
        goods: goods.title(l),
        unit: goods.unit,
        claims: &goods.claims,
    };
    // Of one that was pinned, its own reason counts.
    let own = pinned.and_then(|only| {
        let of = |at: usize| facts.offers.get(at).map(|offer| offer.cooperative.as_str());
        let mut all = plan.candidates.iter();
        all.find(|c| c.line == rest.line && of(c.offer) == Some(&only.cooperative))
    });
    Some(own.map_or(rest.reason, |one| one.reason).say(l, &names))
}

fn parts(
    case: &Case,
    open: &[&Rest],
    plan: &RoutingPlan,
    offers: &[Offered<'_>],
    (decision, now): (&routing_decision::Model, Millis),
    given: &mut Given,
) -> Result<Vec<NewPart>> {
    let mut taken: Vec<i64> = open.iter().map(|rest| rest.moved).collect();
    let mut fee_left = case.fee_left;
    let mut parts = Vec::with_capacity(plan.parcels.len());
    for parcel in &plan.parcels {
        let id = SubOrderId::new();
        let mut lines = Vec::with_capacity(parcel.lines.len());
        let mut terms = None;
        for part in &parcel.lines {
            let (Some(rest), Some((goods, supply)), Some(before)) = (
                open.get(part.line),
                offers.get(part.offer),
                taken.get_mut(part.line),
            ) else {
                continue;
            };
            let total = rest.price(*before, part.quantity)?;
            *before += part.quantity;
            if goods.pooled {
                note(given, goods.listing, supply.cooperative, total);
            }
            let terms_of = supply.terms(parcel.class, parcel.window.ship_by);
            terms = Some((supply.cooperative, terms_of));
            lines.push(order_line::Model {
                id: Uuid::now_v7(),
                sub_order_id: id.uuid(),
                offer_id: supply.offer.uuid(),
                listing_id: goods.listing.uuid(),
                quantity: part.quantity,
                total: total.0,
                chosen: false,
                weighed: None,
                position: i32::try_from(lines.len() + 1).unwrap_or(i32::MAX),
                ..rest.line.clone()
            });
        }
        if let Some((cooperative, terms)) = terms {
            let fee = parcel.fee.0.min(fee_left);
            fee_left -= fee;
            let row = row(
                case,
                (id, cooperative),
                parcel,
                &lines,
                fee,
                &terms,
                (decision, now),
            );
            parts.push(NewPart { row, lines });
        }
    }
    take_off(case, &mut parts);
    Ok(parts)
}

/// What a voucher took off the old part is taken off those that take over.
fn take_off(case: &Case, parts: &mut [NewPart]) {
    let off = Vnd(case.old.voucher_own + case.old.voucher_market);
    let goods: Vec<Vnd> = parts.iter().map(|part| Vnd(part.row.goods_total)).collect();
    for (part, share) in parts
        .iter_mut()
        .zip(carried(off, Vnd(case.old.goods_total), &goods))
    {
        part.row.voucher_market = share.market.0;
        part.row.total -= share.market.0;
    }
}

fn row(
    case: &Case,
    (id, cooperative): (SubOrderId, CooperativeId),
    parcel: &Parcel,
    lines: &[order_line::Model],
    fee: i64,
    terms: &Terms,
    (decision, now): (&routing_decision::Model, Millis),
) -> sub_order::Model {
    let goods_total: i64 = lines.iter().map(|line| line.total).sum();
    let answer = respond::answer(now, terms);
    sub_order::Model {
        id: id.uuid(),
        order_id: case.order.id,
        number: 0,
        code: String::new(),
        cooperative_id: cooperative.uuid(),
        state: SubOrderState::ToConfirm.code().to_owned(),
        goods_total,
        shipping_fee: fee,
        fee_borne: parcel.fee.0 - fee,
        voucher_own: 0,
        voucher_market: 0,
        total: goods_total + fee,
        platform_fee: platform_fee(Vnd(goods_total)).0,
        parcel_weight_g: parcel.weight_g,
        respond_by: Some(answer.respond_by.0),
        remind_at: Some(answer.remind_at.0),
        reminded_at: None,
        ship_on: parcel.window.ship_by.start().0,
        deliver_from: parcel.window.earliest.start().0,
        deliver_to: parcel.window.latest.start().0,
        carrier: None,
        tracking_no: None,
        close_reason: None,
        packed_picture: None,
        decision_id: Some(decision.id),
        replaces: Some(case.old.id),
        version: 1,
        created_at: now.0,
        updated_at: now.0,
    }
}
