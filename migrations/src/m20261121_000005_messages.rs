//! Outbox, notices to people, the audit log, the timetable of jobs.

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
        sql::drop_tables(
            manager,
            &["setting", "job_slot", "audit", "notice", "outbox"],
        )
        .await
    }
}

const UP: &str = "
create table outbox (
    id {uuid} primary key,
    topic text not null,
    key text not null,
    payload text not null,
    attempts integer not null,
    next_at bigint not null,
    locked_until bigint,
    locked_by text,
    done_at bigint,
    parked_at bigint,
    last_error text,
    created_at bigint not null
);
create index outbox_due on outbox (done_at, parked_at, next_at);
create index outbox_key on outbox (topic, key, done_at);
create table notice (
    id {uuid} primary key,
    person_id {uuid} references person (id),
    cooperative_id {uuid} references cooperative (id),
    sub_order_id {uuid} references sub_order (id),
    kind text not null,
    via text not null,
    to_sealed text not null,
    subject text not null,
    body_sealed text not null,
    created_at bigint not null,
    sent_at bigint,
    failure text
);
create index notice_created on notice (created_at);
create index notice_cooperative on notice (cooperative_id, created_at);
create table audit (
    id {uuid} primary key,
    at bigint not null,
    actor_id {uuid},
    actor_kind text not null,
    cooperative_id {uuid},
    action text not null,
    entity text not null,
    entity_id text not null,
    before_json text,
    after_json text
);
create index audit_at on audit (at, id);
create index audit_entity on audit (entity, entity_id);
create index audit_cooperative on audit (cooperative_id, at);
create index audit_actor on audit (actor_id, at);
create table job_slot (
    job text not null,
    slot bigint not null,
    primary key (job, slot)
);
create table setting (
    key text primary key,
    value text not null
);
";
