//! Livestreams, further: flash prices, what claims became, a record of everything that happened, comment feeds.

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
alter table live_session add column news bigint not null default 0;
alter table live_session add column stock bigint not null default 0;
alter table live_session add column feed text not null default '';
alter table live_session add column feed_of text not null default '';
alter table live_session add column feed_cursor text not null default '';
alter table live_session add column feed_error text not null default '';
alter table live_item add column flash_price bigint;
alter table live_item add column flash_until bigint;
alter table live_claim add column price bigint;
alter table live_claim add column order_id {uuid};
alter table live_comment add column external_id text;
create unique index live_comment_external on live_comment (session_id, external_id);
create index live_claim_held on live_claim (hold_id) where state = 'held';
create index live_claim_order on live_claim (order_id);
create index share_link_live on share_link (live_slug);
create table live_event (
    id {uuid} primary key,
    session_id {uuid} not null references live_session (id),
    kind text not null,
    item_id {uuid},
    viewer_id {uuid},
    steps bigint not null default 0,
    price bigint,
    at bigint not null
);
create index live_event_session on live_event (session_id, at, id);
";

const DOWN: &str = "
drop table if exists live_event;
drop index if exists share_link_live;
drop index if exists live_claim_order;
drop index if exists live_claim_held;
drop index if exists live_comment_external;
alter table live_comment drop column external_id;
alter table live_claim drop column order_id;
alter table live_claim drop column price;
alter table live_item drop column flash_until;
alter table live_item drop column flash_price;
alter table live_session drop column feed_error;
alter table live_session drop column feed_cursor;
alter table live_session drop column feed_of;
alter table live_session drop column feed;
alter table live_session drop column stock;
alter table live_session drop column news;
";
