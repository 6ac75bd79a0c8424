//! What only the whole file shows: names that stand twice, names that nobody has, units that change.

use std::collections::HashMap;

use super::fields::Mistakes;
use crate::rules::routing::{Line, Snapshot};

/// Adds the mistakes that are seen only when all is read. Cooperatives that offers name are known.
pub(super) fn check(snapshot: &Snapshot, mistakes: &mut Mistakes) {
    once(
        "lines",
        snapshot.lines.iter().map(|l| l.id.as_str()),
        mistakes,
    );
    let cooperatives = snapshot.cooperatives.iter().map(|c| c.id.as_str());
    once("cooperatives", cooperatives, mistakes);
    once(
        "offers",
        snapshot.offers.iter().map(|o| o.id.as_str()),
        mistakes,
    );
    one_unit_each(&snapshot.lines, mistakes);
    for (at, line) in snapshot.lines.iter().enumerate() {
        let Some(only) = &line.only else { continue };
        let named = |id: &str| *id == only.cooperative;
        if !snapshot.cooperatives.iter().any(|known| named(&known.id)) {
            let message = format!(
                "Không có hợp tác xã “{}” trong cooperatives hay offers. Xem lại mã",
                only.cooperative
            );
            let path = format!("lines[{at}].cooperative");
            mistakes.add(path, "unknown_cooperative", message);
        }
    }
}

/// No two entries of a list have the same id.
fn once<'a>(list: &str, ids: impl Iterator<Item = &'a str>, mistakes: &mut Mistakes) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, id) in ids.enumerate() {
        let earlier = *first.entry(id).or_insert(at);
        if earlier != at && !id.is_empty() {
            let message =
                format!("Mã “{id}” đã có ở {list}[{earlier}]. Mỗi mục một mã, đặt mã khác");
            mistakes.add(format!("{list}[{at}].id"), "duplicate", message);
        }
    }
}

fn one_unit_each(lines: &[Line], mistakes: &mut Mistakes) {
    for (at, line) in lines.iter().enumerate() {
        let first = lines.iter().find(|other| other.item == line.item);
        if first.is_some_and(|first| first.unit != line.unit) {
            let message = format!("Món {} đã tính bằng đơn vị khác ở dòng trước", line.item);
            mistakes.add(format!("lines[{at}].unit"), "other_unit", message);
        }
    }
}
