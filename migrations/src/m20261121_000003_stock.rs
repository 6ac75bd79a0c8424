//! Offers with their running quantities, the movements behind them, holds.

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
        sql::drop_tables(manager, &["hold", "stock_movement", "offer"]).await
    }
}

const UP: &str = "
create table offer (
    id {uuid} primary key,
    variant_id {uuid} not null references variant (id),
    listing_id {uuid} not null references listing (id),
    cooperative_id {uuid} not null references cooperative (id),
    price bigint not null check (price > 0),
    on_hand bigint not null check (on_hand >= 0),
    held bigint not null check (held >= 0),
    allocated bigint not null check (allocated >= 0),
    paused boolean not null,
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null,
    check (on_hand >= held + allocated)
);
create unique index offer_variant on offer (variant_id, cooperative_id);
create index offer_listing on offer (listing_id);
create index offer_cooperative on offer (cooperative_id);
create table stock_movement (
    id {uuid} primary key,
    offer_id {uuid} not null references offer (id),
    kind text not null,
    on_hand bigint not null,
    held bigint not null,
    allocated bigint not null,
    reason text,
    actor_id {uuid},
    source text not null,
    source_id {uuid},
    idempotency_key text unique,
    at bigint not null
);
create index stock_movement_offer on stock_movement (offer_id, at);
create table hold (
    id {uuid} primary key,
    checkout_key text not null,
    offer_id {uuid} not null references offer (id),
    quantity bigint not null check (quantity > 0),
    state text not null,
    extended boolean not null,
    created_at bigint not null,
    expires_at bigint not null
);
create index hold_checkout on hold (checkout_key);
create index hold_expiry on hold (state, expires_at);
create index hold_offer on hold (offer_id);
";
