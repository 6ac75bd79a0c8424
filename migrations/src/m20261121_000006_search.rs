//! Full-text search over listings: FTS5 on SQLite, `tsvector` on PostgreSQL.
//!
//! The text is folded by the application (`shared::text`), so both databases index the same words and
//! neither has to know Vietnamese. `toned` keeps the tone marks, `folded` has none.

use crate::sql;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Change;

#[async_trait::async_trait]
impl MigrationTrait for Change {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, COMMON).await?;
        match manager.get_connection().get_database_backend() {
            DbBackend::Postgres => sql::run(manager, POSTGRES).await,
            _ => sql::run(manager, SQLITE).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::drop_tables(manager, &["listing_fts", "listing_text", "search_word"]).await
    }
}

// `search_word` is the vocabulary against which a slip of the finger is corrected.
const COMMON: &str = "
create table listing_text (
    id {serial},
    listing_id {uuid} not null unique references listing (id) on delete cascade,
    name_toned text not null,
    name_folded text not null,
    body_toned text not null,
    body_folded text not null
);
create table search_word (
    word text primary key
)";

const SQLITE: &str = "
create virtual table listing_fts using fts5(
    name_toned, name_folded, body_toned, body_folded,
    tokenize = \"unicode61 remove_diacritics 0\"
)";

// Rows are kept narrow (what is long lies beside them), because a common word reads many of them. Names have columns of
// their own: with weights in one column every hit would have to be read to see where the word stands.
const POSTGRES: &str = "
alter table listing_text set (toast_tuple_target = 128);
alter table listing_text
    add column toned_name tsvector generated always as (to_tsvector('simple', name_toned)) stored,
    add column folded_name tsvector generated always as (to_tsvector('simple', name_folded)) stored,
    add column toned_all tsvector generated always as (to_tsvector('simple', name_toned || ' ' || body_toned)) stored,
    add column folded_all tsvector generated always as (to_tsvector('simple', name_folded || ' ' || body_folded)) stored;
create index listing_text_toned_name on listing_text using gin (toned_name);
create index listing_text_folded_name on listing_text using gin (folded_name);
create index listing_text_toned_all on listing_text using gin (toned_all);
create index listing_text_folded_all on listing_text using gin (folded_all)";
