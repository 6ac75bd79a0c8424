//! Sellers are paid out, and run livestreams of goods whose cooperatives let them.

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
        sql::drop_tables(manager, &["seller_payout", "seller_account"]).await?;
        sql::run(manager, DOWN).await
    }
}

const UP: &str = "
create table seller_account (
    seller_id {uuid} primary key references seller (id),
    bin text not null,
    number_sealed text not null,
    holder text not null,
    verified_at bigint,
    verified_by {uuid},
    changed_at bigint not null
);
create table seller_payout (
    id {uuid} primary key,
    seller_id {uuid} not null references seller (id),
    gross bigint not null check (gross > 0),
    tax bigint not null check (tax >= 0 and tax < gross),
    state text not null,
    bank_ref text,
    created_at bigint not null,
    paid_at bigint
);
create unique index seller_payout_open on seller_payout (seller_id) where state = 'to_pay';
create index seller_payout_seller on seller_payout (seller_id, created_at);
create index seller_payout_state on seller_payout (state, created_at);
create index posting_commission on posting (party) where account = 'commission_payable';
alter table live_session add column seller_id {uuid};
alter table live_item add column waits boolean not null default false;
alter table cooperative add column live_rule text not null default 'auto';
create index live_session_seller on live_session (seller_id, created_at);
";

const DOWN: &str = "
drop index if exists live_session_seller;
alter table cooperative drop column live_rule;
alter table live_item drop column waits;
alter table live_session drop column seller_id;
drop index if exists posting_commission;
";
