//! People, sessions, cooperatives, memberships, booths.

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
                "membership",
                "booth",
                "cooperative",
                "staff_role",
                "sign_in_throttle",
                "sign_in_code",
                "session",
                "person",
            ],
        )
        .await
    }
}

const UP: &str = "
create table person (
    id {uuid} primary key,
    name text not null,
    phone_lookup text not null unique,
    phone_sealed text not null,
    email_sealed text,
    password_hash text,
    locale text not null default 'vi',
    created_at bigint not null,
    disabled_at bigint
);
create table session (
    id {uuid} primary key,
    token_hash text not null unique,
    person_id {uuid} not null references person (id) on delete cascade,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_person on session (person_id);
create table sign_in_code (
    id {uuid} primary key,
    phone_lookup text not null,
    code_mac text not null,
    tries integer not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index sign_in_code_phone on sign_in_code (phone_lookup, created_at);
create table sign_in_throttle (
    phone_lookup text primary key,
    failures integer not null,
    last_at bigint not null,
    open_at bigint not null
);
create table staff_role (
    id {uuid} primary key,
    person_id {uuid} not null references person (id) on delete cascade,
    role text not null,
    province_code text,
    created_at bigint not null,
    removed_at bigint
);
create index staff_role_person on staff_role (person_id);
create table cooperative (
    id {uuid} primary key,
    slug text not null unique,
    name text not null,
    short_name text not null,
    kind text not null,
    tax_code text,
    province_code text not null,
    ward_code text not null,
    phone_sealed text,
    state text not null,
    trusted boolean not null,
    licence_picture text,
    state_note text,
    verified_at bigint,
    verified_by {uuid} references person (id),
    paused_at bigint,
    holiday_from bigint,
    holiday_until bigint,
    version bigint not null default 1,
    created_at bigint not null
);
create index cooperative_state on cooperative (state, province_code);
create table booth (
    id {uuid} primary key,
    cooperative_id {uuid} not null unique references cooperative (id),
    slug text not null unique,
    title text not null,
    story_vi text not null,
    story_en text not null,
    cover_picture text,
    opened_at bigint,
    created_at bigint not null
);
create index booth_opened on booth (opened_at);
create table membership (
    id {uuid} primary key,
    person_id {uuid} not null references person (id) on delete cascade,
    cooperative_id {uuid} not null references cooperative (id) on delete cascade,
    role text not null,
    created_at bigint not null,
    removed_at bigint
);
create unique index membership_role on membership (person_id, cooperative_id, role);
create index membership_cooperative on membership (cooperative_id);
";
