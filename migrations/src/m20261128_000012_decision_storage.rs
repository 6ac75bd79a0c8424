//! Keeps routing decisions in their rows on PostgreSQL. A snapshot with its plan is a little over the 2 kB from which
//! PostgreSQL compresses and moves values out of the row, and that work was a tenth of what placing an order costs.

use crate::sql;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Change;

#[async_trait::async_trait]
impl MigrationTrait for Change {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, "set (toast_tuple_target = 8000)").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, "reset (toast_tuple_target)").await
    }
}

async fn on_postgres(manager: &SchemaManager<'_>, change: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    sql::run(manager, &format!("alter table routing_decision {change}")).await
}
