//! The routing of an order as an operator sees it: every decision with all its numbers, and giving a part to somebody else.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::moving;
use sea_orm::FromQueryResult;
use serde::Deserialize;
use serde_json::Value;
use shared::code::OrderCode;
use shared::id::{CooperativeId, SubOrderId};
use shared::input::staff::{Reroute, reason};
use shared::money::Vnd;
use shared::rules::routing::{self, RULE, Snapshot};
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use shared::view::parts::SumRow;
use shared::view::staff::{CandidateLine, DecisionView, Fact, RerouteForm};
use std::collections::HashMap;
use store::entity::routing_decision;
use store::sql;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cause: String,
    rule: String,
    weights: String,
    snapshot: String,
    snapshot_hash: String,
    plan: String,
    who: Option<String>,
    reason: Option<String>,
    created_at: i64,
}

/// As much of a stored plan as is shown.
#[derive(Deserialize)]
struct Stored {
    exact: bool,
    gap: i64,
    cost: i64,
    parcels: Vec<StoredParcel>,
    candidates: Vec<StoredCandidate>,
}

#[derive(Deserialize)]
struct StoredParcel {
    cooperative: StoredWho,
    fee: i64,
    road_km: Option<u32>,
    ship_by: VnDate,
    latest: VnDate,
}

#[derive(Deserialize)]
struct StoredWho {
    name: String,
}

#[derive(Deserialize)]
struct StoredCandidate {
    line: String,
    cooperative: String,
    code: String,
    numbers: Value,
    vi: String,
    en: String,
}

/// Every decision about an order, oldest first. `goods` are the titles of what was ordered, by variant.
pub(super) async fn decisions(
    core: &Core,
    order: Uuid,
    code: &str,
    goods: &HashMap<Uuid, String>,
    l: Locale,
) -> Result<Vec<DecisionView>> {
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select d.id, d.cause, d.rule, d.weights, d.snapshot, d.snapshot_hash, d.plan, p.name as who, d.reason, \
         d.created_at from routing_decision d left join person p on p.id = d.actor_id where d.order_id = $1 \
         order by d.created_at, d.id",
        [order.into()],
    )
    .await?;
    Ok(rows.iter().map(|row| view(row, code, goods, l)).collect())
}

fn cause_words(cause: &str, l: Locale) -> &'static str {
    match cause {
        "order" => l.say("Lúc đặt", "When ordered"),
        "declined" => l.say("Sau khi bị từ chối", "After a refusal"),
        "timed_out" => l.say("Sau khi không trả lời", "After no answer"),
        _ => l.say("Người vận hành giao lại", "Given by an operator"),
    }
}

fn view(row: &Row, code: &str, goods: &HashMap<Uuid, String>, l: Locale) -> DecisionView {
    let at = Millis(row.created_at);
    let fact = |label: &str, value: String| Fact {
        label: label.to_owned(),
        value,
    };
    let snapshot = Snapshot::from_json(&row.snapshot).ok();
    let stored: Option<Stored> = serde_json::from_str(&row.plan).ok();
    let mut facts = vec![
        fact(
            l.say("Người giao", "Decided by"),
            row.who.clone().unwrap_or_default(),
        ),
        fact(
            l.say("Lý do", "Reason"),
            row.reason.clone().unwrap_or_default(),
        ),
        fact(l.say("Bộ luật", "Rules"), row.rule.clone()),
        fact(l.say("Trọng số", "Weights"), row.weights.clone()),
        fact(
            l.say("Mã dữ kiện", "Hash of the facts"),
            row.snapshot_hash.clone(),
        ),
        fact(
            l.say("Chạy lại", "Replayed"),
            replayed(row, snapshot.as_ref(), l),
        ),
    ];
    if let Some(stored) = &stored {
        facts.push(fact(
            l.say("Điểm (thấp là tốt)", "Cost (low is good)"),
            cost(stored, l),
        ));
    }
    let parcels = stored.iter().flat_map(|stored| &stored.parcels);
    let download = format!("/quan-tri/don/{code}/quyet-dinh/{}", row.id);
    DecisionView {
        title: format!(
            "{} · {} {}",
            cause_words(&row.cause, l),
            at.vn_date().full(),
            at.vn_clock()
        ),
        facts,
        parcels: parcels.map(|parcel| parcel_row(parcel, l)).collect(),
        candidates: candidates(stored.as_ref(), snapshot.as_ref(), goods, l),
        download: l.path(&download),
    }
}

/// Whether the stored facts give the stored plan again.
fn replayed(row: &Row, snapshot: Option<&Snapshot>, l: Locale) -> String {
    let words = match snapshot {
        _ if row.rule != RULE => l.say("theo bộ luật cũ", "made by older rules"),
        Some(facts) if routing::plan(facts).to_json(facts) == row.plan => {
            l.say("ra đúng kế hoạch này", "gives this very plan")
        }
        Some(_) => l.say(
            "ra kế hoạch KHÁC, cần xem",
            "gives ANOTHER plan, look into it",
        ),
        None => l.say("không đọc được dữ kiện", "the facts cannot be read"),
    };
    words.to_owned()
}

fn cost(stored: &Stored, l: Locale) -> String {
    let cost = Vnd(stored.cost);
    if stored.exact {
        return format!("{cost} · {}", l.say("tốt nhất", "the best"));
    }
    match l {
        Locale::Vi => format!("{cost} · kém tốt nhất không quá {}", Vnd(stored.gap)),
        Locale::En => format!("{cost} · within {} of the best", Vnd(stored.gap)),
    }
}

fn parcel_row(parcel: &StoredParcel, l: Locale) -> SumRow {
    let name = &parcel.cooperative.name;
    let km = parcel
        .road_km
        .map_or_else(String::new, |km| format!(" · {km} km"));
    let (sent, there) = (parcel.ship_by.short(), parcel.latest.short());
    SumRow {
        label: match l {
            Locale::Vi => format!("{name}{km} · gửi {sent}, tới {there}"),
            Locale::En => format!("{name}{km} · sent {sent}, there {there}"),
        },
        amount: Vnd(parcel.fee).to_string(),
        ..SumRow::default()
    }
}

fn candidates(
    stored: Option<&Stored>,
    snapshot: Option<&Snapshot>,
    goods: &HashMap<Uuid, String>,
    l: Locale,
) -> Vec<CandidateLine> {
    let line = |one: &StoredCandidate| {
        let name = snapshot.and_then(|s| s.cooperatives.iter().find(|c| c.id == one.cooperative));
        let item = snapshot.and_then(|s| s.lines.iter().find(|line| line.id == one.line));
        let title = item
            .and_then(|line| goods.get(&line.item.parse().ok()?))
            .cloned()
            .unwrap_or_else(|| one.line.clone());
        let numbers = one.numbers.as_object().into_iter().flatten();
        let numbers: String = numbers
            .map(|(name, value)| format!(" · {name} {}", plain(value)))
            .collect();
        CandidateLine {
            cooperative: name.map_or_else(|| one.cooperative.clone(), |c| c.name.clone()),
            goods: title,
            code: format!("{}{numbers}", one.code),
            sentence: match l {
                Locale::Vi => one.vi.clone(),
                Locale::En => one.en.clone(),
            },
            chosen: one.code == "chosen",
        }
    };
    stored
        .iter()
        .flat_map(|stored| &stored.candidates)
        .map(line)
        .collect()
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The facts of a decision as a file that `chophien replay routing` reads.
pub async fn decision_facts(core: &Core, actor: &Actor, code: &str, id: Uuid) -> Result<String> {
    actor.operator()?;
    let missing = || Error::NotFound { what: "decision" };
    let code = OrderCode::parse(code).map_err(|_| missing())?;
    let row: Option<routing_decision::Model> = sql::one(
        core.db.read(),
        "select d.* from routing_decision d join buyer_order o on o.id = d.order_id where d.id = $1 and o.code = $2",
        [id.into(), code.as_str().into()],
    )
    .await?;
    row.map(|row| row.snapshot).ok_or_else(missing)
}

/// The form that gives a part to somebody else; nothing when it cannot be.
pub(super) async fn reroute_form(
    core: &Core,
    actor: &Actor,
    part: Uuid,
) -> Result<Option<RerouteForm>> {
    let senders = moving::senders(core, actor, SubOrderId::from(part)).await?;
    if senders.is_empty() {
        return Ok(None);
    }
    let mut form = RerouteForm::default();
    for sender in senders {
        match sender.hindrance {
            None => form
                .pins
                .push((sender.cooperative.to_string(), sender.name)),
            Some(why) => form.others.push(Fact {
                label: sender.name,
                value: why,
            }),
        }
    }
    Ok(Some(form))
}

#[derive(FromQueryResult)]
struct Part {
    id: Uuid,
}

/// Gives a part of an order to somebody else: to one cooperative, or to whoever the plan finds. `Invalid` without a
/// reason, or with a cooperative that is none; `Refused` when it cannot send the part.
pub async fn reroute(core: &Core, actor: &Actor, code: &str, form: &Reroute) -> Result<()> {
    let l = actor.locale;
    actor.operator()?;
    let why = reason("reason", &form.reason, l).map_err(|e| Error::Invalid { fields: vec![e] })?;
    let pin = match form.cooperative.trim() {
        "" => None,
        id => Some(id.parse::<CooperativeId>().map_err(|_| {
            let message = l.say(
                "Chọn một hợp tác xã trong danh sách",
                "Choose one of the list",
            );
            Error::invalid("cooperative", "unknown", message)
        })?),
    };
    let part: Option<Part> = sql::one(
        core.db.read(),
        "select s.id from sub_order s join buyer_order o on o.id = s.order_id where s.code = $1 and o.code = $2",
        [form.part.trim().into(), code.into()],
    )
    .await?;
    let part = part.ok_or(Error::NotFound { what: "sub_order" })?;
    match moving::reroute(core, actor, SubOrderId::from(part.id), pin, why).await {
        Err(Error::Refused { code, message }) => Err(Error::invalid("cooperative", code, message)),
        other => other,
    }
}
