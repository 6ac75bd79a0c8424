//! Writing an entry.

use crate::error::{Error, Result};
use shared::rules::ledger::{Entry, Posting, balances};
use store::entity::{ledger_entry, posting, sub_order};
use store::{Inserts, WriteTxn, sql};
use uuid::Uuid;

/// Whose postings they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The order.
    pub order: Option<Uuid>,
    /// Its part.
    pub sub_order: Option<Uuid>,
    /// The cooperative.
    pub cooperative: Option<Uuid>,
}

impl Place {
    /// Those of a part.
    pub fn of(row: &sub_order::Model) -> Self {
        Self {
            order: Some(row.order_id),
            sub_order: Some(row.id),
            cooperative: Some(row.cooperative_id),
        }
    }
}

/// Posts an event whose lines lie in one place or several; together they sum to zero. False when it was posted before,
/// and nothing is written then.
pub(crate) async fn post(
    txn: &WriteTxn,
    (kind, source): (&str, &str),
    at: i64,
    parts: Vec<(Place, Entry)>,
) -> Result<bool> {
    let sum: i128 = parts
        .iter()
        .flat_map(|(_, entry)| entry)
        .map(|line| i128::from(line.amount.0))
        .sum();
    if sum != 0 {
        return Err(Error::internal(format!(
            "the entry {kind} of {source} does not sum to zero"
        )));
    }
    if parts.iter().all(|(_, entry)| entry.is_empty()) {
        return Ok(false);
    }
    let id = Uuid::now_v7();
    let text = "insert into ledger_entry (id, kind, source, at) values ($1, $2, $3, $4) \
                on conflict (kind, source) do nothing";
    let values = [id.into(), kind.into(), source.into(), at.into()];
    if sql::execute(&**txn, text, values).await? == 0 {
        return Ok(false);
    }
    let lines = parts
        .into_iter()
        .flat_map(|(place, entry)| entry.into_iter().map(move |line| (place, line)));
    let rows = (1..)
        .zip(lines)
        .map(|(n, (place, line))| row(id, n, place, line, at));
    let mut inserts = Inserts::default();
    inserts.add(rows);
    inserts.run(txn).await?;
    Ok(true)
}

/// Posts many events of one kind, each in its place. One that was posted before is an error and the transaction must be
/// given up: the caller has decided on a stale book.
pub(crate) async fn post_all(
    txn: &WriteTxn,
    kind: &str,
    at: i64,
    all: Vec<(String, Place, Entry)>,
) -> Result<()> {
    // A statement may carry some thirty thousand values.
    const AT_ONCE: usize = 200;
    let mut all = all.into_iter().peekable();
    while all.peek().is_some() {
        let mut inserts = Inserts::default();
        post_into(&mut inserts, kind, at, all.by_ref().take(AT_ONCE))?;
        inserts.run(txn).await?;
    }
    Ok(())
}

/// The same among other rows of the transaction.
pub(crate) fn post_into(
    inserts: &mut Inserts,
    kind: &str,
    at: i64,
    all: impl IntoIterator<Item = (String, Place, Entry)>,
) -> Result<()> {
    let mut entries = Vec::new();
    let mut postings = Vec::new();
    for (source, place, entry) in all {
        if !balances(&entry) {
            return Err(Error::internal(format!(
                "the entry {kind} of {source} does not sum to zero"
            )));
        }
        if entry.is_empty() {
            continue;
        }
        let id = Uuid::now_v7();
        postings.extend(
            (1..)
                .zip(entry)
                .map(|(n, line)| row(id, n, place, line, at)),
        );
        entries.push(ledger_entry::Model {
            id,
            kind: kind.to_owned(),
            source,
            at,
        });
    }
    inserts.add(entries);
    inserts.add(postings);
    Ok(())
}

fn row(entry: Uuid, position: i32, place: Place, line: Posting, at: i64) -> posting::Model {
    posting::Model {
        entry_id: entry,
        position,
        account: line.account.code().to_owned(),
        party: line.party,
        item: line.item.code().to_owned(),
        amount: line.amount.0,
        order_id: place.order,
        sub_order_id: place.sub_order,
        cooperative_id: place.cooperative,
        at,
    }
}
