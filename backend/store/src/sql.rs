//! SQL text with `$1` parameters, which both databases understand.

use futures::TryStreamExt as _;
use sea_orm::{
    ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement, StreamTrait, Value,
};

fn statement<C: ConnectionTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), text, values)
}

/// Runs a statement and says how many rows it touched.
pub async fn execute<C: ConnectionTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    Ok(db
        .execute_raw(statement(db, text, values))
        .await?
        .rows_affected())
}

/// All rows of a query, as `T`.
pub async fn all<T: FromQueryResult, C: ConnectionTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, DbErr> {
    let rows = db.query_all_raw(statement(db, text, values)).await?;
    rows.iter()
        .map(|row| T::from_query_result(row, ""))
        .collect()
}

/// Hands each row of a query over as it comes, for queries whose rows together would fill the memory.
pub async fn each<T: FromQueryResult, C: ConnectionTrait + StreamTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
    mut take: impl FnMut(T),
) -> Result<(), DbErr> {
    let mut rows = std::pin::pin!(db.stream_raw(statement(db, text, values)).await?);
    while let Some(row) = rows.try_next().await? {
        take(T::from_query_result(&row, "")?);
    }
    Ok(())
}

/// All rows of a query, raw, for rows of several parts.
pub async fn rows<C: ConnectionTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(statement(db, text, values)).await
}

/// The first row of a query, if any, as `T`.
pub async fn one<T: FromQueryResult, C: ConnectionTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>, DbErr> {
    let row = db.query_one_raw(statement(db, text, values)).await?;
    row.map(|row| T::from_query_result(&row, "")).transpose()
}

/// The first row of a query, raw, for a single number.
pub async fn row<C: ConnectionTrait>(
    db: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, DbErr> {
    db.query_one_raw(statement(db, text, values)).await
}

/// `$from, $from+1, …` for an `IN` list of `count` values.
pub fn placeholders(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}
