//! Which orders of pooled goods came to a cooperative and which did not, each with the reason. A cooperative reads its own
//! row of a decision and nothing of the others' stock or of the buyer.

use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use crate::routing::own_rows;
use sea_orm::FromQueryResult;
use shared::id::CooperativeId;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::pool::{DecisionLine, DecisionsView};
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

/// Decisions that are looked at.
const MOST: i64 = 60;
/// How far back, in days.
const DAYS: i64 = 60;

#[derive(FromQueryResult)]
struct Decision {
    order_id: Uuid,
    snapshot: String,
    created_at: i64,
}

#[derive(FromQueryResult)]
struct Offer {
    id: Uuid,
    title: String,
    title_en: String,
    variant_name: String,
    unit: String,
}

#[derive(FromQueryResult)]
struct Mine {
    order_id: Uuid,
    offer_id: Uuid,
    code: String,
}

/// The newest decisions in which an offer of the cooperative in a pooled listing was a candidate.
pub async fn decisions(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<DecisionsView> {
    actor.member(cooperative, Right::Read)?;
    let db = core.db.read();
    let since = core.clock.now().plus_days(-DAYS).0;
    let found: Vec<Decision> = sql::all(
        db,
        "select d.order_id, d.snapshot, d.created_at from routing_decision d where d.created_at >= $1 \
         and d.order_id in (select n.order_id from order_line n where n.listing_id in \
         (select o.listing_id from offer o join pool w on w.listing_id = o.listing_id where o.cooperative_id = $2)) \
         order by d.created_at desc, d.id desc limit $3",
        [since.into(), cooperative.uuid().into(), MOST.into()],
    )
    .await?;
    let offers = offers(core, cooperative).await?;
    let mine: Vec<Mine> = sql::all(
        db,
        "select s.order_id, n.offer_id, s.code from sub_order s join order_line n on n.sub_order_id = s.id \
         where s.cooperative_id = $1 and s.created_at >= $2",
        [cooperative.uuid().into(), since.into()],
    )
    .await?;
    let l = actor.locale;
    let mut lines = Vec::new();
    for decision in &found {
        let at = Millis(decision.created_at);
        let name = |id: Uuid| offers.get(&id).map(|offer| offer.name(l).to_owned());
        for row in own_rows(&decision.snapshot, cooperative, name, l) {
            let Some(offer) = offers.get(&row.offer) else {
                continue;
            };
            let unit: Unit = offer.unit.parse().unwrap_or(Unit::Goi);
            let order = mine
                .iter()
                .find(|m| m.order_id == decision.order_id && m.offer_id == row.offer && row.chosen);
            lines.push(DecisionLine {
                at: format!("{} {}", at.vn_date().short(), at.vn_clock()),
                goods: format!(
                    "{}, {} · {}",
                    offer.name(l),
                    offer.variant_name.to_lowercase(),
                    Quantity::of(row.ordered, unit).words(l)
                ),
                chosen: row.chosen,
                reason: row.reason,
                remedy: row.remedy,
                href: order.map(|order| l.path(&format!("/htx/don/{}", order.code))),
            });
        }
    }
    Ok(DecisionsView {
        lead: lead(&lines, l),
        lines,
    })
}

fn lead(lines: &[DecisionLine], l: Locale) -> String {
    let (all, here) = (lines.len(), lines.iter().filter(|line| line.chosen).count());
    match (all, l) {
        (0, _) => String::new(),
        (_, Locale::Vi) => format!("{here} trong {all} lần gần đây đơn về đây."),
        (_, Locale::En) => format!("{here} of the last {all} came here."),
    }
}

async fn offers(core: &Core, cooperative: CooperativeId) -> Result<HashMap<Uuid, Offer>> {
    let rows: Vec<Offer> = sql::all(
        core.db.read(),
        "select o.id, l.title, l.title_en, v.name as variant_name, v.unit from offer o \
         join listing l on l.id = o.listing_id join variant v on v.id = o.variant_id \
         join pool w on w.listing_id = l.id where o.cooperative_id = $1",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

impl Offer {
    fn name(&self, l: Locale) -> &str {
        match l {
            Locale::En if !self.title_en.is_empty() => &self.title_en,
            _ => &self.title,
        }
    }
}

#[derive(FromQueryResult)]
struct Kept {
    snapshot: String,
    cooperative_id: Uuid,
}

/// Why a sub-order came to its cooperative: one sentence a line of pooled goods. Empty for goods of one booth.
pub(crate) async fn why_here(core: &Core, sub_order: Uuid, l: Locale) -> Result<Vec<String>> {
    let kept: Option<Kept> = sql::one(
        core.db.read(),
        "select d.snapshot, s.cooperative_id from sub_order s join routing_decision d on d.id = s.decision_id where s.id = $1",
        [sub_order.into()],
    )
    .await?;
    let Some(kept) = kept else {
        return Ok(Vec::new());
    };
    let cooperative = CooperativeId::from(kept.cooperative_id);
    let offers = offers(core, cooperative).await?;
    let name = |id: Uuid| offers.get(&id).map(|offer| offer.name(l).to_owned());
    let mut said: Vec<String> = own_rows(&kept.snapshot, cooperative, name, l)
        .into_iter()
        .filter(|row| row.chosen)
        .map(|row| row.reason)
        .collect();
    said.dedup();
    Ok(said)
}
