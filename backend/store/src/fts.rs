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

/// Which spelling is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// With tone marks.
    Toned,
    /// Without.
    Folded,
}

/// Which part of the text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name of the good.
    Name,
    /// The name and everything else.
    All,
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
        sql::execute(
            &**txn,
            "delete from listing_fts where rowid = $1",
            [row.id.into()],
        )
        .await?;
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
    put_words(txn, std::iter::once(text)).await
}

/// Puts the index together that many changes left in parts, so that a search opens one part and not several.
pub async fn tidy(txn: &WriteTxn) -> Result<(), DbErr> {
    if txn.get_database_backend() == DbBackend::Sqlite {
        let text = "insert into listing_fts (listing_fts) values ('optimize')";
        sql::execute(&**txn, text, []).await?;
    }
    Ok(())
}

/// Stores the texts of many listings that have none yet. Faster than [`put`] by far.
pub async fn put_new(txn: &WriteTxn, texts: &[(Uuid, ListingText)]) -> Result<(), DbErr> {
    let last = sql::row(
        &**txn,
        "select coalesce(max(id), 0) as last from listing_text",
        [],
    )
    .await?;
    let last: i64 = last
        .map(|row| row.try_get("", "last"))
        .transpose()?
        .unwrap_or(0);
    for chunk in texts.chunks(500) {
        let rows: Vec<String> = (0..chunk.len())
            .map(|n| format!("({})", sql::placeholders(n * 5 + 1, 5)))
            .collect();
        let text = format!(
            "insert into listing_text (listing_id, name_toned, name_folded, body_toned, body_folded) values {}",
            rows.join(", ")
        );
        let values = chunk.iter().flat_map(|(listing, text)| {
            let words = [
                &text.name_toned,
                &text.name_folded,
                &text.body_toned,
                &text.body_folded,
            ];
            std::iter::once(Value::from(*listing)).chain(words.map(|w| Value::from(w.as_str())))
        });
        sql::execute(&**txn, &text, values).await?;
    }
    if txn.get_database_backend() == DbBackend::Sqlite {
        sql::execute(
            &**txn,
            "insert into listing_fts (rowid, name_toned, name_folded, body_toned, body_folded) \
             select id, name_toned, name_folded, body_toned, body_folded from listing_text where id > $1",
            [last.into()],
        )
        .await?;
    }
    put_words(txn, texts.iter().map(|(_, text)| text)).await
}

async fn put_words(txn: &WriteTxn, texts: impl Iterator<Item = &ListingText>) -> Result<(), DbErr> {
    let mut words: Vec<&str> = texts
        .flat_map(|text| {
            text.name_folded
                .split(' ')
                .chain(text.body_folded.split(' '))
        })
        .filter(|w| w.len() >= 2)
        .collect();
    words.sort_unstable();
    words.dedup();
    for chunk in words.chunks(200) {
        let rows: Vec<String> = (1..=chunk.len()).map(|n| format!("(${n})")).collect();
        let text = format!(
            "insert into search_word (word) values {} on conflict do nothing",
            rows.join(", ")
        );
        sql::execute(&**txn, &text, chunk.iter().map(|w| Value::from(*w))).await?;
    }
    Ok(())
}

/// One way to look: the hits of an earlier pass are better than those of a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The spelling.
    pub column: Column,
    /// The part of the text.
    pub part: Part,
    /// What must be in it: at least one slot.
    pub slots: Vec<Slot>,
}

/// A listing that was found, and what was asked about it.
#[derive(Clone, Debug)]
pub struct Hit<T> {
    /// The first pass that found it, counted from 0.
    pub pass: usize,
    /// The columns asked for.
    pub row: T,
}

/// The visible listings that the passes find, those of the first pass first, within a pass those listed last first. At
/// most `limit`. The passes come in groups: what any pass of a group finds, the last one of the group finds too.
/// `columns` are of `listing l`; `$1` and so on in them are `values`.
pub async fn find<T: FromQueryResult, C: ConnectionTrait>(
    db: &C,
    groups: &[Vec<Pass>],
    (columns, values): (&str, &[Value]),
    limit: usize,
) -> Result<Vec<Hit<T>>, DbErr> {
    let backend = db.get_database_backend();
    let queries: Vec<Value> = groups
        .iter()
        .flatten()
        .map(|pass| Value::from(pass.query(backend)))
        .collect();
    if queries.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    // Some may be hidden; when that leaves too few, more are looked at.
    let mut most = limit + limit / 20 + 16;
    loop {
        let text = statement(backend, groups, (columns, values.len()), most);
        let rows = sql::rows(db, &text, values.iter().chain(&queries).cloned()).await?;
        let all = rows.len() < most;
        let mut hits = Vec::with_capacity(rows.len().min(limit));
        for row in rows {
            // Hidden ones are of no pass.
            let pass: i32 = row.try_get("", "pass")?;
            if let Ok(pass) = usize::try_from(pass)
                && hits.len() < limit
            {
                hits.push(Hit {
                    pass,
                    row: T::from_query_result(&row, "")?,
                });
            }
        }
        if all || hits.len() >= limit {
            return Ok(hits);
        }
        most = most.saturating_mul(16);
    }
}

/// All passes in one statement: each gives its last texts, each text counts for its first pass. A pass that comes after
/// enough was found is not made, nor is one of a group whose last pass finds nothing: a limit of nothing does not even
/// begin it. The limit is written out, because SQLite plans a statement anew for every other value.
fn statement(
    backend: DbBackend,
    groups: &[Vec<Pass>],
    (columns, values): (&str, usize),
    most: usize,
) -> String {
    let (mut sources, mut passes, mut hits) = (Vec::new(), Vec::new(), Vec::new());
    let mut enough = String::new();
    for group in groups {
        let last = (hits.len() + group.len()).saturating_sub(1);
        let any = match backend {
            DbBackend::Postgres => format!("exists (select 1 from a{last})"),
            _ => format!("exists (select 1 from g{last})"),
        };
        if backend != DbBackend::Postgres {
            let place = values + last + 1;
            sources.push(format!(
                "g{last} as materialized (select rowid as id from listing_fts where listing_fts match ${place} limit 1)"
            ));
        }
        for pass in group {
            let (number, place) = (hits.len(), values + hits.len() + 1);
            let limit = format!("case when {any}{enough} then {most} else 0 end");
            match backend {
                // In two steps, so that no plan walks through all texts for a word that few of them have: all hits, then
                // the last of them.
                DbBackend::Postgres => {
                    sources.push(format!(
                        "a{number} as materialized (select id from listing_text where {} @@ ${place}::tsquery)",
                        pass.postgres_column()
                    ));
                    passes.push(format!(
                        "p{number} as materialized (select id from a{number} order by id desc limit {limit})"
                    ));
                }
                // The index gives rows in this order by itself, so the limit ends the search early.
                _ => passes.push(format!(
                    "p{number} as materialized (select rowid as id from listing_fts where listing_fts match ${place} \
                     order by rowid desc limit {limit})"
                )),
            }
            enough.push_str(&format!(" and (select count(*) from p{number}) < {most}"));
            hits.push(format!("select id, {number} as pass from p{number}"));
        }
    }
    format!(
        "with {}, {}, hit as ({}), \
         best as (select id, min(pass) as pass from hit group by id order by 2, 1 desc limit {most}) \
         select case when l.visible then best.pass else -1 end as pass, {columns} from best \
         cross join listing_text t cross join listing l where t.id = best.id and l.id = t.listing_id \
         order by best.pass, best.id desc",
        sources.join(", "),
        passes.join(", "),
        hits.join(" union all ")
    )
}

impl Pass {
    fn postgres_column(&self) -> &'static str {
        match (self.column, self.part) {
            (Column::Toned, Part::Name) => "toned_name",
            (Column::Toned, Part::All) => "toned_all",
            (Column::Folded, Part::Name) => "folded_name",
            (Column::Folded, Part::All) => "folded_all",
        }
    }

    fn query(&self, backend: DbBackend) -> String {
        match backend {
            DbBackend::Postgres => tsquery(&self.slots),
            _ => fts5(self.column, self.part, &self.slots),
        }
    }
}

/// The query in FTS5's language. Words are quoted, so nothing in them is syntax.
fn fts5(column: Column, part: Part, slots: &[Slot]) -> String {
    let columns = match (column, part) {
        (Column::Toned, Part::Name) => "{name_toned}",
        (Column::Toned, Part::All) => "{name_toned body_toned}",
        (Column::Folded, Part::Name) => "{name_folded}",
        (Column::Folded, Part::All) => "{name_folded body_folded}",
    };
    let phrase = |words: &Vec<String>, prefix: bool| {
        let star = if prefix { "*" } else { "" };
        format!("\"{}\"{star}", words.join(" ").replace('"', ""))
    };
    let slot = |slot: &Slot| {
        let any: Vec<String> = slot
            .phrases
            .iter()
            .map(|words| phrase(words, slot.prefix))
            .collect();
        format!("({})", any.join(" OR "))
    };
    let all: Vec<String> = slots.iter().map(slot).collect();
    format!("{columns} : ({})", all.join(" AND "))
}

/// The query in PostgreSQL's language. Words are quoted, so nothing in them is syntax.
fn tsquery(slots: &[Slot]) -> String {
    let phrase = |words: &Vec<String>, prefix: bool| {
        let mut parts: Vec<String> = words
            .iter()
            .map(|word| format!("'{}'", word.replace(['\'', '\\'], "")))
            .collect();
        if let (true, Some(last)) = (prefix, parts.last_mut()) {
            last.push_str(":*");
        }
        format!("({})", parts.join(" <-> "))
    };
    let slot = |slot: &Slot| {
        let any: Vec<String> = slot
            .phrases
            .iter()
            .map(|words| phrase(words, slot.prefix))
            .collect();
        format!("({})", any.join(" | "))
    };
    slots.iter().map(slot).collect::<Vec<_>>().join(" & ")
}

/// The vocabulary, for correcting slips.
pub async fn words<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let rows: Vec<entity::search_word::Model> =
        sql::all(db, "select word from search_word", []).await?;
    Ok(rows.into_iter().map(|row| row.word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> Vec<Slot> {
        let phrase = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        vec![
            Slot {
                phrases: vec![phrase("na"), phrase("mang cau")],
                prefix: false,
            },
            Slot {
                phrases: vec![phrase("lan")],
                prefix: true,
            },
        ]
    }

    #[test]
    fn queries_are_written_in_both_languages() {
        assert_eq!(
            fts5(Column::Folded, Part::Name, &slots()),
            "{name_folded} : ((\"na\" OR \"mang cau\") AND (\"lan\"*))"
        );
        assert_eq!(
            tsquery(&slots()),
            "(('na') | ('mang' <-> 'cau')) & (('lan':*))"
        );
    }
}
