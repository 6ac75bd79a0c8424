//! Livestreams: what is on sale in one, who claimed what, who waits.

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
        let tables = [
            "live_claim",
            "live_comment",
            "live_viewer",
            "live_item",
            "live_session",
        ];
        sql::drop_tables(manager, &tables).await
    }
}

const UP: &str = "
create table live_session (
    id {uuid} primary key,
    slug text not null unique,
    cooperative_id {uuid} not null references cooperative (id),
    person_id {uuid} not null references person (id),
    pinned_item {uuid},
    version bigint not null,
    created_at bigint not null,
    ended_at bigint
);
create index live_session_cooperative on live_session (cooperative_id, created_at);
create table live_item (
    id {uuid} primary key,
    session_id {uuid} not null references live_session (id),
    code text not null,
    offer_id {uuid} not null references offer (id),
    position bigint not null,
    times_pinned bigint not null default 0,
    unique (session_id, code),
    unique (session_id, offer_id)
);
create table live_viewer (
    id {uuid} primary key,
    session_id {uuid} not null references live_session (id),
    name text not null,
    name_folded text not null,
    token text not null unique,
    created_at bigint not null,
    unique (session_id, name_folded)
);
create table live_comment (
    id {uuid} primary key,
    session_id {uuid} not null references live_session (id),
    viewer_id {uuid} not null references live_viewer (id),
    source_sealed text not null,
    unclear text not null default '',
    repeated text not null default '',
    created_at bigint not null
);
create index live_comment_session on live_comment (session_id, created_at);
create table live_claim (
    id {uuid} primary key,
    session_id {uuid} not null references live_session (id),
    item_id {uuid} not null references live_item (id),
    viewer_id {uuid} not null references live_viewer (id),
    comment_id {uuid} not null references live_comment (id),
    hold_id {uuid} references hold (id),
    steps bigint not null check (steps > 0),
    state text not null,
    place bigint not null,
    created_at bigint not null,
    offered_at bigint,
    unique (session_id, place)
);
create index live_claim_waiting on live_claim (item_id, state, place);
create index live_claim_viewer on live_claim (viewer_id, state);
";
