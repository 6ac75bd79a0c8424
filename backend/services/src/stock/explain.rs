//! Differences of the ledger in words: what the books say, what explains it, what would put it right.

use super::book::{rows, signed};
use super::check::{Difference, check, sums};
use super::mend::{Amounts, Proposal};
use crate::actor::Actor;
use crate::booths::words::good;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::OfferId;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::view::staff::{LedgerOffer, LedgerView};
use std::collections::BTreeMap;
use store::sql;
use uuid::Uuid;

/// Movements shown beside a difference.
const NEWEST: i64 = 5;
/// Offers shown at once.
const OFFERS: usize = 50;

#[derive(FromQueryResult)]
struct Head {
    title: String,
    variant_name: String,
    unit: String,
    short_name: String,
}

#[derive(FromQueryResult)]
struct Code {
    id: Uuid,
    code: String,
}

/// Every offer that does not agree with itself, in words, with what would be booked.
pub async fn explain(core: &Core, l: Locale) -> Result<Vec<LedgerOffer>> {
    let mut by_offer: BTreeMap<OfferId, Vec<Difference>> = BTreeMap::new();
    for one in check(core).await? {
        by_offer.entry(one.offer).or_default().push(one);
    }
    let mut offers = Vec::new();
    for (offer, differences) in by_offer.into_iter().take(OFFERS) {
        offers.push(one(core, offer, &differences, l).await?);
    }
    Ok(offers)
}

async fn one(
    core: &Core,
    offer: OfferId,
    differences: &[Difference],
    l: Locale,
) -> Result<LedgerOffer> {
    let db = core.db.read();
    let head: Option<Head> = sql::one(
        db,
        "select l.title, v.name as variant_name, v.unit, c.short_name from offer o \
         join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id \
         join cooperative c on c.id = o.cooperative_id where o.id = $1",
        [offer.uuid().into()],
    )
    .await?;
    let head = head.ok_or(Error::NotFound { what: "offer" })?;
    let unit: Unit = head.unit.parse().unwrap_or(Unit::Con);
    let codes: Vec<Code> = sql::all(
        db,
        "select id, code from lot where offer_id = $1",
        [offer.uuid().into()],
    )
    .await?;
    let code = |id: Uuid| {
        let found = codes.iter().find(|one| one.id == id);
        found.map_or_else(|| id.to_string(), |one| one.code.clone())
    };
    let (sums, lots) = sums(db, Some(offer)).await?;
    let proposal = sums.first().map(|sums| Proposal::of(sums, &lots));
    let mut proposed = Vec::new();
    if let Some(proposal) = &proposal {
        for (lot, change) in &proposal.lots {
            proposed.push(entry(*change, Some(code(*lot)), unit, l));
        }
        if proposal.offer != Amounts::default() {
            proposed.push(entry(proposal.offer, None, unit, l));
        }
        proposed.push(result(proposal, unit, l));
    }
    let movements = rows(db, offer, (NEWEST, 0)).await?;
    Ok(LedgerOffer {
        offer: offer.to_string(),
        title: format!(
            "{} · {}",
            head.short_name,
            good(&head.title, &head.variant_name)
        ),
        differences: differences
            .iter()
            .map(|one| sentence(one, one.lot.map(|lot| code(lot.uuid())), unit, l))
            .collect(),
        movements: movements.iter().map(|row| row.line(unit, l)).collect(),
        proposal: proposed,
    })
}

/// `Lô DM-251121-1: sổ ghi lô còn 12 thùng, các dòng sổ cộng lại 10 thùng, lệch +2 thùng.`
fn sentence(of: &Difference, lot: Option<String>, unit: Unit, l: Locale) -> String {
    let running = Quantity::of(of.running, unit).words(l);
    let explained = Quantity::of(of.explained, unit).words(l);
    let by = signed(of.running - of.explained, unit, l);
    let lot = lot.map_or_else(String::new, |code| {
        format!("{} {code}: ", l.say("Lô", "Lot"))
    });
    let (what, adds) = (of.what.words(l), of.what.explained_by(l));
    match l {
        Locale::Vi => format!("{lot}Sổ ghi {what} {running}, {adds} {explained}, lệch {by}."),
        Locale::En => format!("{lot}The books say {running} {what}, {adds} {explained}: {by}."),
    }
}

fn entry(change: Amounts, lot: Option<String>, unit: Unit, l: Locale) -> String {
    let parts = [
        (change.on_hand, l.say("trong kho", "in store")),
        (change.held, l.say("khách giữ", "held")),
        (change.allocated, l.say("đã hứa", "promised")),
        (change.blocked, l.say("không bán", "not for sale")),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(steps, _)| *steps != 0)
        .map(|(steps, name)| format!("{} {name}", signed(steps, unit, l)))
        .collect();
    let lot = lot.map_or_else(String::new, |code| {
        format!(", {} {code}", l.say("lô", "lot"))
    });
    let words = l.say("Ghi một dòng “Sửa sổ”", "Book one correction");
    format!("{words}{lot}: {}.", parts.join(", "))
}

fn result(proposal: &Proposal, unit: Unit, l: Locale) -> String {
    let now = proposal.running;
    let words = |steps: i64| Quantity::of(steps, unit).words(l);
    match l {
        Locale::Vi => format!(
            "Sau đó: trong kho {}, khách giữ {}, đã hứa {}, không bán {}.",
            words(now.on_hand),
            words(now.held),
            words(now.allocated),
            words(now.blocked)
        ),
        Locale::En => format!(
            "After that: {} in store, {} held, {} promised, {} not for sale.",
            words(now.on_hand),
            words(now.held),
            words(now.allocated),
            words(now.blocked)
        ),
    }
}

/// The page of the ledger, for operators.
pub async fn load_ledger(core: &Core, actor: &Actor) -> Result<LedgerView> {
    actor.operator()?;
    let l = actor.locale;
    let row = sql::row(core.db.read(), "select count(*) as n from offer", []).await?;
    let n: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    let at = core.clock.now().vn_clock();
    Ok(LedgerView {
        checked: match l {
            Locale::Vi => format!("Đã đối chiếu {n}\u{a0}món lúc {at}"),
            Locale::En => format!("{n} goods checked at {at}"),
        },
        offers: explain(core, l).await?,
        ..LedgerView::default()
    })
}
