//! From which lots the lines of a sub-order come, and what is asked while packing.

use super::rows::{LineRow, SubOrderRow};
use super::words::quantity;
use crate::core::Core;
use crate::error::Result;
use crate::lots::{Choices, load_choices, lots_of_lines};
use shared::id::{CooperativeId, LotId};
use shared::quantity::Unit;
use shared::rules::catch_weight;
use shared::rules::fefo::Lot;
use shared::say::Locale;
use shared::state::SubOrderState as S;
use shared::time::VnDate;
use shared::view::booth::{LotChoice, OrderLineView, WeighView};
use shared::view::parts::TaskCard;
use std::collections::HashMap;
use store::sql;
use uuid::Uuid;

#[derive(sea_orm::FromQueryResult)]
struct Code {
    id: Uuid,
    code: String,
}

/// `lô DM-251121-1`, by line: the lots a box was packed from, or those to pack it from.
pub(super) async fn lot_words(
    core: &Core,
    cooperative: CooperativeId,
    rows: &[SubOrderRow],
    lines: &HashMap<Uuid, Vec<LineRow>>,
    l: Locale,
) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = lines.values().flatten().map(|line| line.id).collect();
    let mut words = HashMap::new();
    for (line, lots) in lots_of_lines(core, &ids).await? {
        let codes: Vec<String> = lots.into_iter().map(|lot| lot.code).collect();
        words.insert(line, said(&codes, l));
    }
    for row in rows {
        if row.state() != S::Confirmed {
            continue;
        }
        let choices = load_choices(core, cooperative, row.id).await?;
        for (line, choice) in choices {
            let lots: Vec<LotId> = choice.proposed.iter().map(|(lot, _)| *lot).collect();
            let codes = codes(core, lots).await?;
            let codes: Vec<String> = choice
                .proposed
                .iter()
                .filter_map(|(lot, _)| codes.get(&lot.uuid()).cloned())
                .collect();
            if !codes.is_empty() {
                words.insert(line, said(&codes, l));
            }
        }
    }
    Ok(words)
}

fn said(codes: &[String], l: Locale) -> String {
    format!("{} {}", l.say("lô", "lot"), codes.join(", "))
}

async fn codes(core: &Core, lots: Vec<LotId>) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<sea_orm::Value> = lots.iter().map(|lot| lot.uuid().into()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "select id, code from lot where id in ({})",
        sql::placeholders(1, ids.len())
    );
    let rows: Vec<Code> = sql::all(core.db.read(), &text, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.code)).collect())
}

/// Adds to the lines of a sub-order what concerns lots and the scale.
pub(super) async fn add_lots(
    core: &Core,
    cooperative: CooperativeId,
    row: &SubOrderRow,
    lines: &[LineRow],
    views: &mut [OrderLineView],
    l: Locale,
) -> Result<()> {
    let packing = row.state() == S::Confirmed;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    let packed = lots_of_lines(core, &ids).await?;
    let choices = match packing {
        true => load_choices(core, cooperative, row.id).await?,
        false => Default::default(),
    };
    let of_choices = |of: &Choices| of.lots.iter().map(|lot| lot.id).collect::<Vec<_>>();
    let shown: Vec<LotId> = choices.values().flat_map(of_choices).collect();
    let known = codes(core, shown).await?;
    for (line, view) in lines.iter().zip(views) {
        if let Some(lots) = packed.get(&line.id) {
            let parts: Vec<String> = lots
                .iter()
                .map(|lot| format!("{} {}", lot.code, quantity(lot.quantity, &line.unit, l)))
                .collect();
            view.take = Some(format!(
                "{} {}",
                l.say("Từ lô", "From lot"),
                parts.join(", ")
            ));
        }
        if let Some(choice) = choices.get(&line.id) {
            propose(line, choice, &known, view, l);
        }
        view.weigh = weigh(line, packing);
        view.weighed = weighed(line, l);
    }
    Ok(())
}

fn propose(
    line: &LineRow,
    choice: &Choices,
    known: &HashMap<Uuid, String>,
    view: &mut OrderLineView,
    l: Locale,
) {
    let code = |id: LotId| known.get(&id.uuid()).map_or("", String::as_str);
    let mut parts: Vec<String> = choice
        .proposed
        .iter()
        .map(|(lot, n)| format!("{} {}", code(*lot), quantity(*n, &line.unit, l)))
        .collect();
    if choice.open > 0 && !parts.is_empty() {
        let n = quantity(choice.open, &line.unit, l);
        parts.push(format!("{} {n}", l.say("không theo lô", "without a lot")));
    }
    if !parts.is_empty() {
        let words = l.say("Lấy từ lô", "Take from lot");
        view.take = Some(format!("{words} {}", parts.join(", ")));
    }
    let first = choice.proposed.first().map(|(lot, _)| *lot);
    let option = |lot: &Lot| LotChoice {
        value: format!("{}:{}", line.id, lot.id),
        label: format!("{}{}", code(lot.id), until(lot.expires_on, l)),
        chosen: Some(lot.id) == first,
    };
    view.lots = choice.lots.iter().map(option).collect();
    if choice.loose {
        view.lots.push(LotChoice {
            value: format!("{}:", line.id),
            label: l.say("Không theo lô", "Without a lot").to_owned(),
            chosen: false,
        });
    }
    if view.lots.len() < 2 {
        view.lots.clear();
    }
}

fn until(day: Option<VnDate>, l: Locale) -> String {
    day.map(|day| format!(", {} {}", l.say("hạn", "until"), day.short()))
        .unwrap_or_default()
}

fn weigh(line: &LineRow, packing: bool) -> Option<WeighView> {
    if !packing || !line.catch_weight {
        return None;
    }
    let unit: Unit = line.unit.parse().ok()?;
    let (least, most) = catch_weight::range(line.quantity);
    let words = |steps: i64, l: Locale| shared::quantity::Quantity::of(steps, unit).words(l);
    Some(WeighView {
        line: line.id.to_string(),
        unit: unit.code().to_owned(),
        least: words(least, Locale::Vi),
        most: words(most, Locale::Vi),
        value: String::new(),
    })
}

fn weighed(line: &LineRow, l: Locale) -> Option<String> {
    let got = quantity(line.weighed?, &line.unit, l);
    let ordered = line.ordered(l);
    Some(match l {
        Locale::Vi => format!("Đặt {ordered}, cân được {got}"),
        Locale::En => format!("{ordered} ordered, {got} weighed"),
    })
}

#[derive(sea_orm::FromQueryResult)]
struct Promised {
    offer_id: Uuid,
    code: String,
    hold_reason: Option<String>,
    updated_at: i64,
}

/// Lots that left the sale while goods of them were promised, with when they did.
pub(super) async fn lot_cards(
    core: &Core,
    cooperative: CooperativeId,
    l: Locale,
) -> Result<Vec<(i64, TaskCard)>> {
    let text = "select offer_id, code, hold_reason, updated_at from lot where cooperative_id = $1 \
         and state <> 'live' and on_hand > blocked order by updated_at, id limit 20";
    let rows: Vec<Promised> = sql::all(core.db.read(), text, [cooperative.uuid().into()]).await?;
    let card = |row: Promised| {
        let reason = row.hold_reason.unwrap_or_default();
        let card = TaskCard {
            title: match l {
                Locale::Vi => format!("Lô {} ngừng bán mà đã hứa cho đơn", row.code),
                Locale::En => format!("Lot {} is off the sale but promised", row.code),
            },
            detail: match l {
                Locale::Vi => format!("{reason}. Gói từ lô khác, hoặc huỷ đơn"),
                Locale::En => format!("{reason}. Pack from another lot, or cancel"),
            },
            until: None,
            hot: true,
            href: l.path(&format!("/htx/hang/kho/{}/lo#{}", row.offer_id, row.code)),
            button: Some(l.say("Xem lô", "See the lot").to_owned()),
        };
        (row.updated_at, card)
    };
    Ok(rows.into_iter().map(card).collect())
}
