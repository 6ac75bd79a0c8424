//! Share links and their clicks, people who sell by sharing, what cooperatives pay them, and what was earned.

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
            &[
                "commission_line",
                "share_click",
                "share_link_item",
                "share_link",
                "share_rate",
                "seller",
            ],
        )
        .await
    }
}

const UP: &str = "
create table seller (
    id {uuid} primary key,
    person_id {uuid} not null unique references person (id),
    shown_name text not null,
    legal_name_sealed text not null,
    born_sealed text not null,
    id_number_sealed text not null,
    id_lookup text not null unique,
    tax_code text,
    terms text not null,
    state text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create table share_rate (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    listing_id {uuid} references listing (id),
    seller_id {uuid} references seller (id),
    rate_bp integer not null check (rate_bp > 0 and rate_bp <= 5000),
    valid_from bigint not null,
    ended_at bigint,
    set_by {uuid} not null references person (id),
    created_at bigint not null
);
create index share_rate_cooperative on share_rate (cooperative_id, ended_at);
create table share_link (
    id {uuid} primary key,
    code text not null unique,
    kind text not null,
    listing_id {uuid} references listing (id),
    booth_id {uuid} references cooperative (id),
    live_slug text,
    seller_id {uuid} references seller (id),
    cooperative_id {uuid} references cooperative (id),
    created_by {uuid} not null references person (id),
    campaign text not null,
    created_at bigint not null,
    revoked_at bigint
);
create index share_link_seller on share_link (seller_id, created_at);
create index share_link_cooperative on share_link (cooperative_id, created_at);
create table share_link_item (
    link_id {uuid} not null references share_link (id),
    variant_id {uuid} not null references variant (id),
    quantity bigint not null check (quantity > 0),
    position integer not null,
    primary key (link_id, variant_id)
);
create table share_click (
    id {uuid} primary key,
    link_id {uuid} not null references share_link (id),
    app text not null,
    at bigint not null
);
create index share_click_link on share_click (link_id, at);
create table commission_line (
    id {uuid} primary key,
    order_id {uuid} not null references buyer_order (id),
    sub_order_id {uuid} not null references sub_order (id),
    order_line_id {uuid} not null references order_line (id),
    cooperative_id {uuid} not null references cooperative (id),
    listing_id {uuid} not null references listing (id),
    seller_id {uuid} not null references seller (id),
    link_id {uuid} not null references share_link (id),
    click_id {uuid} not null references share_click (id),
    clicked_at bigint not null,
    rule text not null,
    outcome text not null,
    rate_id {uuid} references share_rate (id),
    targeted boolean not null,
    rate_bp integer not null,
    base bigint not null,
    amount bigint not null check (amount >= 0),
    reversed bigint not null default 0 check (reversed >= 0 and reversed <= amount),
    state text not null,
    frozen_at bigint not null,
    updated_at bigint not null
);
create unique index commission_line_one on commission_line (order_line_id, click_id);
create index commission_line_seller on commission_line (seller_id, frozen_at);
create index commission_line_cooperative on commission_line (cooperative_id, frozen_at);
create index commission_line_order on commission_line (order_id);
create index commission_line_sub_order on commission_line (sub_order_id);
";
