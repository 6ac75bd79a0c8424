//! Channels: which lines of an order have their goods, codes mapped by a person, price rules of a listing, members of a
//! union's shop.

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
        sql::drop_tables(manager, &["channel_member", "channel_sku"]).await?;
        sql::run(manager, DOWN).await
    }
}

const UP: &str = "
alter table channel_order add column placed text;
alter table channel_listing add column price_rule text;
create table channel_sku (
    account_id {uuid} not null references channel_account (id),
    code text not null,
    variant_id {uuid} not null references variant (id),
    set_by {uuid} not null references person (id),
    at bigint not null,
    primary key (account_id, code)
);
create table channel_member (
    account_id {uuid} not null references channel_account (id),
    cooperative_id {uuid} not null references cooperative (id),
    asked_by {uuid} not null references person (id),
    asked_at bigint not null,
    agreed_by {uuid} references person (id),
    agreed_at bigint,
    primary key (account_id, cooperative_id)
);
create index channel_member_cooperative on channel_member (cooperative_id);
";

const DOWN: &str = "
alter table channel_listing drop column price_rule;
alter table channel_order drop column placed;
";
