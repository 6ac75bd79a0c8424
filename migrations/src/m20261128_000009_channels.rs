//! Channels: accounts, what stands where, jobs, orders, returns, settlements, files.

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
                "channel_file",
                "channel_todo",
                "channel_settled",
                "channel_return",
                "channel_order",
                "channel_inbox",
                "channel_conflict",
                "channel_picture",
                "channel_item",
                "channel_variant",
                "channel_listing",
                "channel_category_map",
                "channel_category",
                "channel_token_journal",
                "channel_job",
                "channel_account",
            ],
        )
        .await
    }
}

const UP: &str = "
create table channel_account (
    id {uuid} primary key,
    cooperative_id {uuid} not null references cooperative (id),
    channel text not null,
    shop text not null,
    name text not null,
    state text not null,
    note text,
    token text not null unique,
    secrets_sealed text not null,
    settings text not null,
    members text not null,
    refresh_at bigint,
    ends_at bigint,
    warned_days integer,
    paused_at bigint,
    swept_until bigint,
    returns_until bigint,
    settled_until bigint,
    synced_at bigint,
    pushed_at bigint,
    blocked_until bigint,
    locked_until bigint,
    locked_by text,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    closed_at bigint
);
create unique index channel_account_shop on channel_account (channel, shop) where closed_at is null;
create index channel_account_cooperative on channel_account (cooperative_id, closed_at);
create table channel_job (
    account_id {uuid} not null references channel_account (id),
    kind text not null,
    subject text not null,
    priority integer not null,
    wanted bigint not null,
    attempts integer not null,
    next_at bigint not null,
    parked_at bigint,
    cause text,
    last_error text,
    created_at bigint not null,
    primary key (account_id, kind, subject)
);
create index channel_job_due on channel_job (parked_at, next_at);
create table channel_token_journal (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    version bigint not null,
    started_at bigint not null,
    ended_at bigint,
    outcome text
);
create unique index channel_token_journal_version on channel_token_journal (account_id, version);
create table channel_category (
    channel text not null,
    id text not null,
    parent text,
    path text not null,
    leaf boolean not null,
    attributes text,
    read_at bigint not null,
    primary key (channel, id)
);
create table channel_category_map (
    account_id {uuid} not null references channel_account (id),
    category_slug text not null,
    category_id text not null,
    path text not null,
    attributes text not null,
    confirmed boolean not null,
    updated_at bigint not null,
    primary key (account_id, category_slug)
);
create table channel_listing (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    listing_id {uuid} not null references listing (id),
    state text not null,
    note text,
    findings text not null,
    title text,
    description text,
    category_id text,
    attributes text not null,
    remote_id text,
    remote_url text,
    task text,
    sent_hash text,
    agreed_title text,
    hidden boolean not null,
    version bigint not null,
    sent_at bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index channel_listing_one on channel_listing (account_id, listing_id);
create index channel_listing_listing on channel_listing (listing_id);
create table channel_variant (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    channel_listing_id {uuid} not null references channel_listing (id),
    variant_id {uuid} not null references variant (id),
    sku text not null,
    remote_item text,
    remote_variant text,
    price bigint,
    buffer bigint,
    quota bigint,
    agreed_stock bigint,
    agreed_price bigint,
    note text,
    version bigint not null,
    sent_at bigint,
    created_at bigint not null
);
create unique index channel_variant_sku on channel_variant (account_id, sku);
create index channel_variant_variant on channel_variant (variant_id);
create index channel_variant_listing on channel_variant (channel_listing_id);
create table channel_item (
    account_id {uuid} not null references channel_account (id),
    item text not null,
    variant text not null,
    sku text not null,
    name text not null,
    price bigint not null,
    stock bigint not null,
    state text not null,
    matched_variant {uuid} references variant (id),
    confidence integer,
    because text,
    decision text,
    read_at bigint not null,
    primary key (account_id, item, variant)
);
create table channel_picture (
    account_id {uuid} not null references channel_account (id),
    hash text not null,
    remote_id text not null,
    created_at bigint not null,
    primary key (account_id, hash)
);
create table channel_conflict (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    channel_listing_id {uuid} not null references channel_listing (id),
    channel_variant_id {uuid},
    field text not null,
    kind text not null,
    agreed text,
    ours text not null,
    theirs text not null,
    explanation text not null,
    created_at bigint not null,
    chosen text,
    chosen_by {uuid},
    chosen_at bigint
);
create index channel_conflict_open on channel_conflict (account_id, chosen_at);
create table channel_inbox (
    id {uuid} primary key,
    channel text not null,
    dedupe text not null,
    account_id {uuid} references channel_account (id),
    kind text not null,
    subject text not null,
    raw_sealed text,
    event_at bigint,
    received_at bigint not null,
    outcome text
);
create unique index channel_inbox_once on channel_inbox (channel, dedupe);
create index channel_inbox_age on channel_inbox (received_at);
create table channel_order (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    key text not null,
    order_id {uuid} references buyer_order (id),
    state text not null,
    raw_state text not null,
    held text,
    note text,
    order_sealed text,
    raw_sealed text,
    hash text not null,
    remote_updated_at bigint not null,
    ship_by bigint,
    confirm_by bigint,
    total bigint not null,
    purge_after bigint not null,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index channel_order_key on channel_order (account_id, key);
create index channel_order_order on channel_order (order_id);
create index channel_order_held on channel_order (held, ship_by);
create index channel_order_purge on channel_order (purge_after);
create table channel_return (
    account_id {uuid} not null references channel_account (id),
    key text not null,
    order_key text not null,
    state text not null,
    reason_sealed text not null,
    refund bigint not null,
    goods_back boolean not null,
    answer_by bigint,
    answer text,
    remote_updated_at bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (account_id, key)
);
create table channel_settled (
    account_id {uuid} not null references channel_account (id),
    order_key text not null,
    at bigint not null,
    goods bigint not null,
    commission bigint not null,
    service bigint not null,
    vouchers bigint not null,
    shipping bigint not null,
    refunded bigint not null,
    paid_out bigint not null,
    expected bigint,
    difference text,
    primary key (account_id, order_key, at)
);
create table channel_todo (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    kind text not null,
    subject text not null,
    due_at bigint,
    created_at bigint not null,
    done_at bigint,
    done_by {uuid}
);
create unique index channel_todo_once on channel_todo (account_id, kind, subject);
create table channel_file (
    id {uuid} primary key,
    account_id {uuid} not null references channel_account (id),
    direction text not null,
    name text not null,
    rows integer not null,
    rejected text not null,
    by_person {uuid},
    at bigint not null
);
create index channel_file_account on channel_file (account_id, at);
";
