//! Stock, prices and visibility, row by row.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use shared::canonical::{Listing, RemoteIds, RemoteItem};

use super::client::{Call, post_rows};
use super::convert::sku_fields;
use super::faults;
use super::read::by_id;
use super::wire::{FailedRow, Rows};
use crate::{Changed, ChannelError, LineDone, Outbound};

/// Rows in one call.
pub const MOST: usize = 50;

type Done = Result<(), ChannelError>;

/// Sets stock before prices, item by item. What stops everything (no access, too many calls) is told as such while
/// nothing has been done, and of every row that was not reached afterwards.
pub async fn set(out: &Outbound, lines: &[Changed]) -> Result<Vec<LineDone>, ChannelError> {
    let lines = &beside_reserved(out, lines).await?;
    let mut items: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        items.entry(&line.item).or_default().push(n);
    }
    let mut done: Vec<Done> = lines.iter().map(|_| Ok(())).collect();
    let mut stopped: Option<ChannelError> = None;
    let mut reached = false;
    for rows in items.values().flat_map(|rows| rows.chunks(MOST)) {
        for part in [Part::Stock, Part::Price] {
            let wanted: Vec<usize> = rows
                .iter()
                .copied()
                .filter(|n| part.has(&lines[*n]) && done[*n].is_ok())
                .collect();
            if wanted.is_empty() {
                continue;
            }
            if let Some(error) = &stopped {
                wanted.iter().for_each(|n| done[*n] = Err(error.clone()));
                continue;
            }
            match write(out, part, lines, &wanted).await {
                Ok(results) => {
                    reached = true;
                    wanted
                        .iter()
                        .zip(results)
                        .for_each(|(n, result)| done[*n] = result);
                }
                Err(error) if stops(&error) && !reached => return Err(error),
                Err(error) => {
                    wanted
                        .iter()
                        .for_each(|n| done[*n] = Err(sku_fields(error.clone(), &lines[*n].sku)));
                    reached = true;
                    stopped = Some(error).filter(stops);
                }
            }
        }
    }
    Ok(lines
        .iter()
        .zip(done)
        .map(|(line, result)| LineDone {
            sku: line.sku.clone(),
            result,
        })
        .collect())
}

/// The lines with the stock that Shopee counts: what can be bought and what it keeps for orders. An order that comes between
/// this look and the write takes from what can be bought, as it should.
async fn beside_reserved(out: &Outbound, lines: &[Changed]) -> Result<Vec<Changed>, ChannelError> {
    let items: BTreeSet<&String> = lines
        .iter()
        .filter(|line| line.stock.is_some())
        .map(|line| &line.item)
        .collect();
    let ids: Vec<String> = items.into_iter().cloned().collect();
    let there = by_id(out, &ids).await?;
    let reserved = |line: &Changed| {
        let item = there.iter().find(|item| item.id == line.item)?;
        let mut units = item.variants.iter();
        units
            .find(|unit| unit.id == line.variant)
            .map(|unit| unit.reserved)
    };
    Ok(lines
        .iter()
        .map(|line| Changed {
            stock: line.stock.map(|stock| stock + reserved(line).unwrap_or(0)),
            ..line.clone()
        })
        .collect())
}

fn stops(error: &ChannelError) -> bool {
    matches!(
        error,
        ChannelError::RateLimited { .. }
            | ChannelError::AuthExpired
            | ChannelError::AuthRevoked(_)
            | ChannelError::Transient(_)
    )
}

#[derive(Clone, Copy)]
enum Part {
    Stock,
    Price,
}

impl Part {
    fn has(self, line: &Changed) -> bool {
        match self {
            Self::Stock => line.stock.is_some(),
            Self::Price => line.price.is_some(),
        }
    }

    fn row(self, line: &Changed) -> Option<Value> {
        let model: i64 = if line.variant.is_empty() {
            0
        } else {
            line.variant.parse().ok()?
        };
        Some(match self {
            Self::Stock => json!({"model_id": model, "seller_stock": [{"stock": line.stock?}]}),
            Self::Price => json!({"model_id": model, "original_price": line.price?.dong()}),
        })
    }
}

/// One call for rows of one item.
async fn write(
    out: &Outbound,
    part: Part,
    lines: &[Changed],
    rows: &[usize],
) -> Result<Vec<Done>, ChannelError> {
    let Ok(item) = lines[rows[0]].item.parse::<i64>() else {
        return Err(ChannelError::NotFound);
    };
    let list: Option<Vec<Value>> = rows.iter().map(|n| part.row(&lines[*n])).collect();
    let list = list.ok_or(ChannelError::NotFound)?;
    let (path, name) = match part {
        Part::Stock => ("product/update_stock", "stock_list"),
        Part::Price => ("product/update_price", "price_list"),
    };
    let body = json!({"item_id": item, name: list});
    let answer: Rows = post_rows(out, &Call::write(path), &body).await?;
    Ok(rows
        .iter()
        .map(|n| {
            let line = &lines[*n];
            let failed = answer
                .failure_list
                .iter()
                .find(|row| row.model_id.0 == line.variant);
            failed.map_or(Ok(()), |row| {
                Err(sku_fields(faults::row(&row.failed_reason), &line.sku))
            })
        })
        .collect())
}

/// What of the listing's offers differs from what stands there.
pub fn differing(listing: &Listing, there: &RemoteItem) -> Vec<Changed> {
    listing
        .variants
        .iter()
        .filter_map(|variant| {
            let now = there.variants.iter().find(|v| v.sku == variant.sku)?;
            let stock = (now.stock != variant.stock).then_some(variant.stock);
            let price = (now.price != variant.price).then_some(variant.price);
            (stock.is_some() || price.is_some()).then(|| Changed {
                sku: variant.sku.clone(),
                item: there.id.clone(),
                variant: now.id.clone(),
                stock,
                price,
                version: listing.version,
            })
        })
        .collect()
}

/// Hides or shows items.
pub async fn show(
    out: &Outbound,
    items: &[RemoteIds],
    visible: bool,
) -> Result<Vec<LineDone>, ChannelError> {
    let mut done = Vec::new();
    for chunk in items.chunks(MOST) {
        let rows: Option<Vec<Value>> = chunk
            .iter()
            .map(|ids| Some(json!({"item_id": ids.id.parse::<i64>().ok()?, "unlist": !visible})))
            .collect();
        let rows = rows.ok_or(ChannelError::NotFound)?;
        let answer: Rows = post_rows(
            out,
            &Call::write("product/unlist_item"),
            &json!({"item_list": rows}),
        )
        .await?;
        done.extend(chunk.iter().map(|ids| {
            LineDone {
                sku: ids
                    .variants
                    .first()
                    .map(|(sku, _)| sku.clone())
                    .unwrap_or_default(),
                result: outcome(&answer.failure_list, &ids.id),
            }
        }));
    }
    Ok(done)
}

fn outcome(failed: &[FailedRow], item: &str) -> Done {
    let Some(row) = failed.iter().find(|row| row.item_id.0 == item) else {
        return Ok(());
    };
    if row.failed_reason.to_lowercase().contains("already") {
        return Ok(());
    }
    Err(faults::row(&row.failed_reason))
}
