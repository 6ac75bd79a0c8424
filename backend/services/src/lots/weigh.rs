//! What the scale says when goods are packed, and what that costs.

use super::packing::{PackedLine, Packing};
use crate::error::{Error, Result};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit, line_total};
use shared::rules::catch_weight;
use shared::say::Locale;
use std::collections::BTreeMap;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A weighed line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// In smallest steps.
    pub steps: i64,
    /// What it costs.
    pub total: Vnd,
}

/// Reads what was typed for the lines that go by weight. Missing, unreadable and too far from the order is
/// `Error::Invalid`, at `can-{line}`.
pub(super) fn read(
    lines: &[PackedLine],
    packing: &Packing,
    l: Locale,
) -> Result<BTreeMap<Uuid, Weighed>> {
    let mut weighed = BTreeMap::new();
    let mut fields = Vec::new();
    for line in lines.iter().filter(|line| line.catch_weight) {
        let typed = packing.weighed.iter().find(|(id, _)| id.uuid() == line.id);
        match one(line, typed.map_or("", |(_, typed)| typed), l) {
            Ok(found) => {
                weighed.insert(line.id, found);
            }
            Err((code, message)) => {
                let path = format!("can-{}", line.id);
                fields.push(FieldError::new(path, code, message));
            }
        }
    }
    if fields.is_empty() {
        return Ok(weighed);
    }
    Err(Error::Invalid { fields })
}

fn one(
    line: &PackedLine,
    typed: &str,
    l: Locale,
) -> std::result::Result<Weighed, (&'static str, String)> {
    let unit: Unit = line
        .unit
        .parse()
        .map_err(|_| ("unit", l.say("Đơn vị lạ", "An unknown unit").to_owned()))?;
    if typed.trim().is_empty() {
        let message = l.say("Cân rồi gõ số cân được", "Weigh it and type the weight");
        return Err(("required", message.to_owned()));
    }
    let quantity =
        Quantity::parse(typed, unit).map_err(|why| (why.code(), why.say(l).to_string()))?;
    if !catch_weight::fits(line.quantity, quantity.steps) {
        let (least, most) = catch_weight::range(line.quantity);
        let (ordered, got) = (line.words(line.quantity, l), quantity.words(l));
        let (least, most) = (line.words(least, l), line.words(most, l));
        let message = match l {
            Locale::Vi => format!(
                "Khách đặt {ordered}, cân được {got}: chỉ nhận từ {least} tới {most}. Chọn con khác, hoặc gọi khách rồi huỷ đơn"
            ),
            Locale::En => format!(
                "{ordered} ordered, {got} weighed: from {least} to {most} only. Take another one, or call the buyer and cancel"
            ),
        };
        return Err(("out_of_tolerance", message));
    }
    let total = line_total(Vnd(line.unit_price), quantity).ok_or_else(|| {
        let message = l.say("Số này lớn quá", "This number is too large");
        ("too_large", message.to_owned())
    })?;
    Ok(Weighed {
        steps: quantity.steps,
        total,
    })
}

/// Writes what the line weighs and costs now. Gives how much more it costs, in đồng.
pub(super) async fn charge(txn: &WriteTxn, line: &PackedLine, weighed: &Weighed) -> Result<i64> {
    sql::execute(
        &**txn,
        "update order_line set weighed = $1, total = $2 where id = $3",
        [weighed.steps.into(), weighed.total.0.into(), line.id.into()],
    )
    .await?;
    Ok(weighed.total.0 - line.total)
}

/// `Gà Lạc Thủy: đặt khoảng 1,5 kg, cân được 1,62 kg`.
pub(super) fn sentence(line: &PackedLine, steps: i64, l: Locale) -> String {
    let (name, ordered, got) = (
        line.name(),
        line.words(line.quantity, l),
        line.words(steps, l),
    );
    match l {
        Locale::Vi => format!("{name}: đặt khoảng {ordered}, cân được {got}"),
        Locale::En => format!("{name}: about {ordered} ordered, {got} weighed"),
    }
}
