//! The full-text index of listings, in both dialects.

use crate::{WriteTxn, entity, sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Value};
use uuid::Uuid;

/// The searchable text of a listing, prepared by the application.
#[derive(Clone, Debug)]
pub struct ListingText {
    /// Name with tone marks, lower case.
    pub name_toned: String,
    /// Name without marks.
    pub name_folded: String,
    /// Cooperative, places old and new, category, description; with marks.
    pub body_toned: String,
    /// The same without marks.
    pub body_folded: String,
}

/// One place of a query: any of the phrases will do. A phrase is a list of words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Alternatives, each a phrase.
    pub phrases: Vec<Vec<String>>,
    /// Whether the last word of a phrase may be the beginning of a longer word.
    pub prefix: bool,
}

/// Which text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// With tone marks.
    Toned,
    /// Without.
    Folded,
}

/// A hit: the listing and how well it fits, larger is better.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Hit {
    /// The listing.
    pub listing_id: Uuid,
    /// Rank within this database; names weigh ten times the body.
    pub rank: f64,
}

/// Stores or replaces the text of a listing, and its words in the vocabulary.
pub async fn put(txn: &WriteTxn, listing: Uuid, text: &ListingText) -> Result<(), DbErr> {
    let values: Vec<Value> = vec![
        listing.into(),
        text.name_toned.as_str().into(),
        text.name_folded.as_str().into(),
        text.body_toned.as_str().into(),
        text.body_folded.as_str().into(),
    ];
    let row: Option<entity::listing_text::Model> = sql::one(
        &**txn,
        "insert into listing_text (listing_id, name_toned, name_folded, body_toned, body_folded) \
         values ($1, $2, $3, $4, $5) on conflict (listing_id) do update set \
         name_toned = excluded.name_toned, name_folded = excluded.name_folded, \
         body_toned = excluded.body_toned, body_folded = excluded.body_folded \
         returning id, listing_id, name_toned, name_folded, body_toned, body_folded",
        values,
    )
    .await?;
    if let (DbBackend::Sqlite, Some(row)) = (txn.get_database_backend(), row) {
        sql::execute(&**txn, "delete from listing_fts where rowid = $1", [row.id.into()]).await?;
        sql::execute(
            &**txn,
            "insert into listing_fts (rowid, name_toned, name_folded, body_toned, body_folded) \
             values ($1, $2, $3, $4, $5)",
            [
                row.id.into(),
                row.name_toned.into(),
                row.name_folded.into(),
                row.body_toned.into(),
                row.body_folded.into(),
            ],
        )
        .await?;
    }
    put_words(txn, text).await
}

async fn put_words(txn: &WriteTxn, text: &ListingText) -> Result<(), DbErr> {
    let mut words: Vec<&str> =
        text.name_folded.split(' ').chain(text.body_folded.split(' ')).filter(|w| w.len() >= 2).collect();
    words.sort_unstable();
    words.dedup();
    for chunk in words.chunks(200) {
        let rows: Vec<String> = (1..=chunk.len()).map(|n| format!("(${n})")).collect();
        let text = format!("insert into search_word (word) values {} on conflict do nothing", rows.join(", "));
        sql::execute(&**txn, &text, chunk.iter().map(|w| Value::from(*w))).await?;
    }
    Ok(())
}

/// The visible listings that fit every slot, best first. `limit` bounds the answer.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    column: Column,
    slots: &[Slot],
    limit: u64,
) -> Result<Vec<Hit>, DbErr> {
    if slots.is_empty() {
        return Ok(Vec::new());
    }
    match db.get_database_backend() {
        DbBackend::Postgres => find_postgres(db, column, slots, limit).await,
        _ => find_sqlite(db, column, slots, limit).await,
    }
}

async fn find_sqlite<C: ConnectionTrait>(
    db: &C,
    column: Column,
    slots: &[Slot],
    limit: u64,
) -> Result<Vec<Hit>, DbErr> {
    let columns = match column {
        Column::Toned => "{name_toned body_toned}",
        Column::Folded => "{name_folded body_folded}",
    };
    let phrase = |words: &[String], prefix: bool| {
        let star = if prefix { "*" } else { "" };
        format!("\"{}\"{star}", words.join(" ").replace('"', ""))
    };
    let expression = slots
        .iter()
        .map(|slot| {
            let any: Vec<String> = slot.phrases.iter().map(|p| phrase(p, slot.prefix)).collect();
            format!("({})", any.join(" OR "))
        })
        .collect::<Vec<_>>()
        .join(" AND ");
    sql::all(
        db,
        "select l.id as listing_id, -bm25(listing_fts, 10.0, 10.0, 1.0, 1.0) as rank \
         from listing_fts join listing_text t on t.id = listing_fts.rowid \
         join listing l on l.id = t.listing_id \
         where listing_fts match $1 and l.visible = true \
         order by bm25(listing_fts, 10.0, 10.0, 1.0, 1.0), t.id limit $2",
        [format!("{columns} : ({expression})").into(), limit.into()],
    )
    .await
}

async fn find_postgres<C: ConnectionTrait>(
    db: &C,
    column: Column,
    slots: &[Slot],
    limit: u64,
) -> Result<Vec<Hit>, DbErr> {
    let column = match column {
        Column::Toned => "toned",
        Column::Folded => "folded",
    };
    let lexeme = |word: &str| format!("'{}'", word.replace(['\'', '\\'], ""));
    let phrase = |words: &[String], prefix: bool| {
        let mut parts: Vec<String> = words.iter().map(|w| lexeme(w)).collect();
        if let (true, Some(last)) = (prefix, parts.last_mut()) {
            last.push_str(":*");
        }
        parts.join(" <-> ")
    };
    let expression = slots
        .iter()
        .map(|slot| {
            let any: Vec<String> =
                slot.phrases.iter().map(|p| format!("({})", phrase(p, slot.prefix))).collect();
            format!("({})", any.join(" | "))
        })
        .collect::<Vec<_>>()
        .join(" & ");
    let text = format!(
        "select l.id as listing_id, ts_rank(t.{column}, $1::tsquery)::float8 as rank \
         from listing_text t join listing l on l.id = t.listing_id \
         where t.{column} @@ $1::tsquery and l.visible = true order by 2 desc, t.id limit $2"
    );
    sql::all(db, &text, [expression.into(), (limit as i64).into()]).await
}

/// The vocabulary, for correcting slips.
pub async fn words<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let rows: Vec<entity::search_word::Model> = sql::all(db, "select word from search_word", []).await?;
    Ok(rows.into_iter().map(|row| row.word).collect())
}
