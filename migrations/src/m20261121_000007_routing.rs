//! Lots, pooled listings, price floors, routing decisions, tasks.

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
                "buyer_choice",
                "task",
                "price_floor_override",
                "price_floor",
                "pool_share",
                "pool_price",
                "pool_member",
                "pool",
                "order_line_lot",
                "lot",
                "routing_decision",
            ],
        )
        .await?;
        sql::run(manager, DOWN).await
    }
}

const UP: &str = "
alter table cooperative add column pack_days integer not null default 127;
alter table cooperative add column pack_capacity integer;
alter table offer add column blocked bigint not null default 0
    check (blocked >= 0 and on_hand >= held + allocated + blocked);
alter table offer add column in_lots bigint not null default 0 check (in_lots >= 0 and on_hand >= in_lots);
alter table stock_movement add column blocked bigint not null default 0;
alter table stock_movement add column lot_id {uuid};
create index stock_movement_lot on stock_movement (lot_id);
create table lot (
    id {uuid} primary key,
    offer_id {uuid} not null references offer (id),
    cooperative_id {uuid} not null references cooperative (id),
    code text not null,
    harvested_on bigint,
    expires_on bigint,
    received bigint not null check (received >= 0),
    on_hand bigint not null check (on_hand >= 0),
    blocked bigint not null default 0 check (blocked >= 0),
    packed bigint not null default 0 check (packed >= 0 and blocked + packed <= on_hand),
    plot_sealed text,
    household_sealed text,
    certificate_id {uuid} references certificate (id),
    state text not null,
    hold_reason text,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index lot_code on lot (cooperative_id, code);
create index lot_offer on lot (offer_id, expires_on);
create table order_line_lot (
    order_line_id {uuid} not null references order_line (id),
    lot_id {uuid} not null references lot (id),
    quantity bigint not null check (quantity > 0),
    at bigint not null,
    primary key (order_line_id, lot_id)
);
create index order_line_lot_lot on order_line_lot (lot_id);
alter table order_line add column catch_weight boolean not null default false;
alter table order_line add column weighed bigint;
alter table order_line add column chosen boolean not null default false;
create table pool (
    listing_id {uuid} primary key references listing (id),
    brand text not null,
    grade text not null,
    price_rule text not null,
    claims text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create table pool_member (
    id {uuid} primary key,
    listing_id {uuid} not null references listing (id),
    cooperative_id {uuid} not null references cooperative (id),
    state text not null,
    share integer not null check (share > 0),
    month_cap bigint,
    season_main integer,
    season_minor integer,
    harvested_on bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index pool_member_one on pool_member (listing_id, cooperative_id);
create index pool_member_cooperative on pool_member (cooperative_id);
create table pool_price (
    variant_id {uuid} primary key references variant (id),
    listing_id {uuid} not null references listing (id),
    price bigint not null check (price > 0),
    updated_at bigint not null
);
create index pool_price_listing on pool_price (listing_id);
create table pool_share (
    listing_id {uuid} not null references listing (id),
    cooperative_id {uuid} not null references cooperative (id),
    month integer not null,
    value bigint not null,
    primary key (listing_id, month, cooperative_id)
);
create table price_floor (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    variant_id {uuid} not null references variant (id),
    lot_id {uuid} references lot (id),
    amount bigint not null check (amount > 0),
    decision text not null,
    decided_on bigint not null,
    valid_from bigint not null,
    valid_to bigint,
    set_by {uuid} not null references person (id),
    created_at bigint not null,
    ended_at bigint
);
create index price_floor_variant on price_floor (variant_id, cooperative_id);
create table price_floor_override (
    id {uuid} primary key,
    price_floor_id {uuid} not null references price_floor (id),
    amount bigint not null check (amount > 0),
    reason text not null,
    valid_from bigint not null,
    valid_to bigint not null,
    granted_by {uuid} not null references person (id),
    created_at bigint not null,
    ended_at bigint
);
create index price_floor_override_floor on price_floor_override (price_floor_id);
create table routing_decision (
    id {uuid} primary key,
    order_id {uuid} not null references buyer_order (id),
    cause text not null,
    rule text not null,
    weights text not null,
    snapshot text not null,
    snapshot_hash text not null,
    plan text not null,
    actor_id {uuid},
    reason text,
    created_at bigint not null
);
create index routing_decision_order on routing_decision (order_id, created_at);
alter table sub_order drop column routing_json;
alter table sub_order add column decision_id {uuid};
alter table sub_order add column replaces {uuid};
alter table sub_order add column remind_at bigint;
alter table sub_order add column reminded_at bigint;
alter table sub_order add column fee_borne bigint not null default 0;
create index sub_order_respond on sub_order (state, respond_by);
create index sub_order_ship on sub_order (cooperative_id, ship_on);
create index sub_order_delivered on sub_order (id) where state = 'delivered';
create table task (
    id {uuid} primary key,
    kind text not null,
    subject text not null,
    cooperative_id {uuid} references cooperative (id),
    order_id {uuid} references buyer_order (id),
    sub_order_id {uuid} references sub_order (id),
    detail text not null,
    due_at bigint,
    created_at bigint not null,
    done_at bigint,
    done_by {uuid},
    outcome text
);
create unique index task_subject on task (kind, subject);
create index task_open on task (done_at, due_at);
create index task_cooperative on task (cooperative_id, done_at);
create table buyer_choice (
    sub_order_id {uuid} primary key references sub_order (id),
    offered_at bigint not null,
    until bigint not null,
    choice text,
    chosen_at bigint,
    settled_at bigint
);
create index buyer_choice_open on buyer_choice (settled_at, until);
create index sub_order_replaces on sub_order (replaces);
";

const DOWN: &str = "
drop index sub_order_delivered;
drop index sub_order_ship;
drop index sub_order_respond;
drop index sub_order_replaces;
alter table sub_order drop column fee_borne;
alter table sub_order drop column reminded_at;
alter table sub_order drop column remind_at;
alter table sub_order drop column replaces;
alter table sub_order drop column decision_id;
alter table sub_order add column routing_json text not null default '{}';
alter table order_line drop column chosen;
alter table order_line drop column weighed;
alter table order_line drop column catch_weight;
drop index stock_movement_lot;
alter table stock_movement drop column lot_id;
alter table stock_movement drop column blocked;
alter table offer drop column in_lots;
alter table offer drop column blocked;
alter table cooperative drop column pack_capacity;
alter table cooperative drop column pack_days
";
