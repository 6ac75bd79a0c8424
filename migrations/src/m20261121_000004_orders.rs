//! Orders, their sub-orders, lines and history; request keys; one-tap links.

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
                "action_link",
                "request_key",
                "sub_order_event",
                "order_line",
                "sub_order",
                "buyer_order",
            ],
        )
        .await
    }
}

const UP: &str = "
create table buyer_order (
    id {uuid} primary key,
    code text not null unique,
    channel text not null,
    locale text not null,
    contact_name_sealed text not null,
    phone_sealed text not null,
    phone_lookup text not null,
    street_sealed text not null,
    ward_code text not null,
    address_shown_sealed text not null,
    payment_method text not null,
    currency text not null,
    goods_total bigint not null,
    shipping_total bigint not null,
    total bigint not null,
    share_code text,
    created_at bigint not null
);
create index buyer_order_phone on buyer_order (phone_lookup);
create index buyer_order_created on buyer_order (created_at);
create table sub_order (
    id {uuid} primary key,
    order_id {uuid} not null references buyer_order (id),
    number integer not null,
    code text not null unique,
    cooperative_id {uuid} not null references cooperative (id),
    state text not null,
    goods_total bigint not null,
    shipping_fee bigint not null,
    total bigint not null,
    platform_fee bigint not null,
    parcel_weight_g bigint not null,
    respond_by bigint,
    ship_on bigint not null,
    deliver_from bigint not null,
    deliver_to bigint not null,
    routing_json text not null,
    carrier text,
    tracking_no text,
    close_reason text,
    packed_picture text,
    version bigint not null default 1,
    created_at bigint not null,
    updated_at bigint not null
);
create index sub_order_order on sub_order (order_id);
create index sub_order_cooperative on sub_order (cooperative_id, state, created_at);
create index sub_order_changed on sub_order (cooperative_id, updated_at);
create table order_line (
    id {uuid} primary key,
    sub_order_id {uuid} not null references sub_order (id),
    order_id {uuid} not null references buyer_order (id),
    listing_id {uuid} not null references listing (id),
    variant_id {uuid} not null references variant (id),
    offer_id {uuid} not null references offer (id),
    title text not null,
    variant_name text not null,
    unit text not null,
    unit_label text not null,
    picture text,
    quantity bigint not null check (quantity > 0),
    unit_price bigint not null,
    total bigint not null,
    position integer not null
);
create index order_line_sub_order on order_line (sub_order_id);
create index order_line_order on order_line (order_id);
create index order_line_offer on order_line (offer_id);
create table sub_order_event (
    id {uuid} primary key,
    sub_order_id {uuid} not null references sub_order (id),
    state text not null,
    action text not null,
    actor_kind text not null,
    actor_id {uuid},
    note text,
    at bigint not null
);
create index sub_order_event_sub_order on sub_order_event (sub_order_id, at);
create table request_key (
    key text not null,
    scope text not null,
    body_hash text not null,
    status integer not null,
    response text not null,
    created_at bigint not null,
    primary key (scope, key)
);
create index request_key_age on request_key (created_at);
create table action_link (
    id {uuid} primary key,
    token_hash text not null unique,
    sub_order_id {uuid} not null references sub_order (id),
    cooperative_id {uuid} not null references cooperative (id),
    expires_at bigint not null,
    used_at bigint,
    outcome text,
    created_at bigint not null
);
create index action_link_sub_order on action_link (sub_order_id);
";
