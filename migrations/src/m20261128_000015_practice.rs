//! Classes in which members practise, and their seats.

use crate::sql;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Change;

#[async_trait::async_trait]
impl MigrationTrait for Change {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["practice_seat", "practice_class"]).await
    }
}

const UP: &str = "
create table practice_class (
    id {uuid} primary key,
    code text not null unique,
    name text not null,
    province_code text,
    trainer_id {uuid} not null references person (id),
    learners integer not null default 0,
    created_at bigint not null,
    ends_at bigint not null,
    ended_at bigint
);
create index practice_class_province on practice_class (province_code, created_at);
create table practice_seat (
    class_id {uuid} not null references practice_class (id),
    person_id {uuid} not null references person (id),
    cooperative_id {uuid} not null unique references cooperative (id),
    joined_at bigint not null,
    statement_at bigint,
    purged_at bigint,
    primary key (class_id, person_id)
)";
