//! Expected harvests that are sold ahead, and the orders that wait for them.

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
        sql::drop_tables(manager, &["preorder", "forecast"]).await
    }
}

const UP: &str = "
create table forecast (
    id {uuid} primary key,
    offer_id {uuid} not null references offer (id),
    cooperative_id {uuid} not null references cooperative (id),
    harvest_from bigint not null,
    harvest_to bigint not null check (harvest_to >= harvest_from),
    ship_by bigint not null check (ship_by >= harvest_from),
    quantity bigint not null check (quantity > 0),
    confidence integer not null check (confidence between 1 and 100),
    cap bigint,
    buyer_cap bigint,
    harvested bigint not null default 0 check (harvested >= 0),
    promised bigint not null default 0 check (promised >= 0),
    served bigint not null default 0 check (served >= 0),
    state text not null,
    moves text not null default '',
    reminded_at bigint,
    overdue_at bigint,
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null
);
create index forecast_offer on forecast (offer_id, state, harvest_from);
create index forecast_cooperative on forecast (cooperative_id, state, harvest_from);
create index forecast_open on forecast (state, harvest_to);
create table preorder (
    sub_order_id {uuid} primary key references sub_order (id),
    forecast_id {uuid} not null references forecast (id),
    offer_id {uuid} not null references offer (id),
    quantity bigint not null check (quantity > 0),
    secured bigint not null default 0 check (secured >= 0 and secured <= quantity),
    phone_lookup text not null,
    paid_at bigint not null,
    share text,
    served_at bigint
);
create index preorder_forecast on preorder (forecast_id, paid_at);
create index preorder_offer on preorder (offer_id);
create index preorder_phone on preorder (forecast_id, phone_lookup)
";
