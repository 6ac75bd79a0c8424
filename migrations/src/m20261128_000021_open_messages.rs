//! Indexes of the outbox that hold only what is open, in the order in which it is claimed: a claim reads as many messages as it takes,
//! not all that wait.

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
        sql::run(manager, DOWN).await
    }
}

const UP: &str = "
drop index outbox_due;
drop index outbox_key;
create index outbox_due on outbox (next_at, id) where done_at is null and parked_at is null;
create index outbox_key on outbox (topic, key, id) where done_at is null and parked_at is null;
create index outbox_parked on outbox (parked_at) where parked_at is not null;
create index outbox_done on outbox (done_at, topic) where done_at is not null;
";

const DOWN: &str = "
drop index if exists outbox_done;
drop index if exists outbox_parked;
drop index if exists outbox_key;
drop index if exists outbox_due;
create index outbox_due on outbox (done_at, parked_at, next_at);
create index outbox_key on outbox (topic, key, done_at);
";
