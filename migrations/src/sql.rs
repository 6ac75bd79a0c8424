//! One SQL text for both databases: the few type names that differ are written in braces.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Runs the statements of `script`, separated by `;`, after replacing `{uuid}`, `{bytes}` and
/// `{serial}` by what the database calls them.
pub async fn run(manager: &SchemaManager<'_>, script: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let script = match db.get_database_backend() {
        DbBackend::Postgres => script
            .replace("{uuid}", "uuid")
            .replace("{bytes}", "bytea")
            .replace(
                "{serial}",
                "bigint generated always as identity primary key",
            ),
        _ => script
            .replace("{uuid}", "blob")
            .replace("{bytes}", "blob")
            .replace("{serial}", "integer primary key autoincrement"),
    };
    for statement in script.split(';').map(str::trim).filter(|s| !s.is_empty()) {
        db.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Drops the tables, in the order given.
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager
            .get_connection()
            .execute_unprepared(&format!("drop table if exists {table}"))
            .await?;
    }
    Ok(())
}
