//! Vouchers: who pays for them, how often they may be used, and what they took off which part.

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
        sql::drop_tables(manager, &["voucher_use", "voucher"]).await?;
        sql::run(manager, DOWN).await
    }
}

const UP: &str = "
create table voucher (
    id {uuid} primary key,
    code text not null unique,
    cooperative_id {uuid} references cooperative (id),
    percent100 integer,
    amount bigint,
    most bigint,
    least_goods bigint not null,
    own_percent100 integer not null,
    uses_limit bigint,
    used bigint not null default 0,
    valid_to bigint not null,
    agreed_at bigint,
    ended_at bigint,
    set_by {uuid} not null references person (id),
    created_at bigint not null
);
create index voucher_cooperative on voucher (cooperative_id, created_at);
create table voucher_use (
    voucher_id {uuid} not null references voucher (id),
    phone_lookup text not null,
    order_id {uuid} not null references buyer_order (id),
    amount bigint not null,
    at bigint not null,
    primary key (voucher_id, phone_lookup)
);
create index voucher_use_order on voucher_use (order_id);
alter table sub_order add column voucher_own bigint not null default 0;
alter table sub_order add column voucher_market bigint not null default 0;
alter table buyer_order add column voucher_code text;
alter table buyer_order add column voucher_total bigint not null default 0
";

const DOWN: &str = "
alter table buyer_order drop column voucher_total;
alter table buyer_order drop column voucher_code;
alter table sub_order drop column voucher_market;
alter table sub_order drop column voucher_own
";
