//! Which good and pack a row means.

use super::check::Line;
use super::columns::Column;
use crate::error::Result;
use crate::stock::FREE;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, OfferId};
use shared::say::Locale;
use shared::text::fold;
use shared::view::goods::RowError;
use std::collections::HashMap;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// A pack of the cooperative.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Known {
    pub offer: Uuid,
    pub product: Uuid,
    pub slug: String,
    pub state: String,
    pub sku: String,
    pub name: String,
    pub unit: String,
    pub net_weight_g: Option<i64>,
    pub net_volume_ml: Option<i64>,
    pub free: i64,
}

/// What a row means.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// This pack.
    Pack(Known),
    /// Another pack of this good.
    NewPack { product: Uuid, slug: String },
    /// A good that is not there yet; rows of one name are one good.
    NewGoods,
}

/// The rows of one good.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub lines: Vec<(&'a Line, Target)>,
}

/// An error in a row that was read before.
pub(super) fn wrong(
    line: &Line,
    column: Column,
    found: &str,
    message: impl Into<String>,
    l: Locale,
) -> RowError {
    RowError {
        row: line.row,
        column: column.heading(l).to_owned(),
        found: found.chars().take(60).collect(),
        message: message.into(),
    }
}

pub(super) async fn known(txn: &WriteTxn, cooperative: CooperativeId) -> Result<Vec<Known>> {
    let rows = sql::all(
        &**txn,
        &format!("select o.id as offer, p.id as product, l.slug, l.state, v.sku, p.name, v.unit, v.net_weight_g, \
         v.net_volume_ml, {FREE} as free from offer o \
         join variant v on v.id = o.variant_id join product p on p.id = v.product_id \
         join listing l on l.id = o.listing_id where o.cooperative_id = $1 and not l.pooled order by o.id"),
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(rows)
}

/// Codes of other cooperatives among those of the file.
pub(super) async fn foreign(
    txn: &WriteTxn,
    cooperative: CooperativeId,
    lines: &[Line],
) -> Result<Vec<String>> {
    let mut codes: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.sku.as_deref())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let mut found = Vec::new();
    for chunk in codes.chunks(500) {
        let text = format!(
            "select v.sku from variant v join product p on p.id = v.product_id \
             where p.cooperative_id <> $1 and v.sku in ({})",
            sql::placeholders(2, chunk.len())
        );
        let values = std::iter::once(cooperative.uuid().into())
            .chain(chunk.iter().map(|code| (*code).into()));
        let rows: Vec<Code> = sql::all(&**txn, &text, values).await?;
        found.extend(rows.into_iter().map(|row| row.sku));
    }
    Ok(found)
}

#[derive(FromQueryResult)]
struct Code {
    sku: String,
}

/// Sorts the rows by the good they mean; what cannot be is told.
pub(super) fn groups<'a>(
    lines: &'a [Line],
    known: &[Known],
    foreign: &[String],
    l: Locale,
) -> (Vec<Group<'a>>, Vec<RowError>) {
    let mut errors = Vec::new();
    let mut groups: Vec<(String, Group<'a>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut taken: HashMap<String, u32> = HashMap::new();
    for line in lines {
        let target = match target(line, known, foreign, l) {
            Ok(target) => target,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let (good, pack) = keys(line, &target);
        if let Some(first) = taken.insert(pack, line.row) {
            let message = match l {
                Locale::Vi => format!("Dòng này trùng với dòng {first}. Bỏ một dòng"),
                Locale::En => format!("This row repeats row {first}. Remove one"),
            };
            errors.push(wrong(line, Column::Name, &line.name, message, l));
            continue;
        }
        let at = *places.entry(good.clone()).or_insert_with(|| {
            groups.push((good, Group { lines: Vec::new() }));
            groups.len() - 1
        });
        let Some((_, group)) = groups.get_mut(at) else {
            continue;
        };
        if group
            .lines
            .first()
            .is_some_and(|(first, _)| first.name != line.name)
        {
            let message = l.say(
                "Các loại của cùng một món phải cùng tên món",
                "Packs of one good share its name",
            );
            errors.push(wrong(line, Column::Name, &line.name, message, l));
            continue;
        }
        group.lines.push((line, target));
    }
    (groups.into_iter().map(|(_, group)| group).collect(), errors)
}

/// What identifies the good and the pack of a row within the file.
fn keys(line: &Line, target: &Target) -> (String, String) {
    let pack = format!(
        "{:?}/{:?}/{:?}/{}",
        line.unit,
        line.net_weight_g,
        line.net_volume_ml,
        fold(&line.pack_name)
    );
    match target {
        Target::Pack(known) => (known.product.to_string(), known.offer.to_string()),
        Target::NewPack { product, .. } => (product.to_string(), format!("{product}/{pack}")),
        Target::NewGoods => (fold(&line.name), format!("{}/{pack}", fold(&line.name))),
    }
}

fn target(
    line: &Line,
    known: &[Known],
    foreign: &[String],
    l: Locale,
) -> std::result::Result<Target, RowError> {
    let sku = line.sku.as_deref();
    if let Some(code) = sku {
        let refuse = |message: &str| Err(wrong(line, Column::Sku, code, message, l));
        if let Some(found) = known.iter().find(|k| k.sku == code) {
            if found.state == "withdrawn" {
                return refuse(l.say(
                    "Món này đã gỡ. Bỏ dòng này",
                    "These goods were taken away. Remove the row",
                ));
            }
            return Ok(Target::Pack(found.clone()));
        }
        if foreign.iter().any(|other| other == code) {
            return refuse(l.say(
                "Mã này của hợp tác xã khác. Để trống, máy tự đặt",
                "Another cooperative's; leave it empty",
            ));
        }
        let legal = code.len() <= 40
            && code
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !legal {
            return refuse(l.say(
                "Mã chỉ có chữ không dấu, số và dấu gạch, dài tối đa 40. Để trống cũng được",
                "Only letters, digits and dashes, at most 40; or leave it empty",
            ));
        }
    }
    let name = fold(&line.name);
    let mine = || {
        known
            .iter()
            .filter(|k| k.state != "withdrawn" && fold(&k.name) == name)
    };
    let same = |k: &&Known| {
        k.unit == line.unit.code()
            && (k.net_weight_g, k.net_volume_ml) == (line.net_weight_g, line.net_volume_ml)
    };
    if sku.is_none()
        && let Some(found) = mine().find(same)
    {
        return Ok(Target::Pack(found.clone()));
    }
    let good = mine().next();
    Ok(good.map_or(Target::NewGoods, |good| Target::NewPack {
        product: good.product,
        slug: good.slug.clone(),
    }))
}

/// What of a pack is free, where it is known.
pub(super) fn free_of(target: &Target) -> Option<(OfferId, i64)> {
    match target {
        Target::Pack(known) => Some((known.offer.into(), known.free)),
        _ => None,
    }
}
