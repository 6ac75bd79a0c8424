//! The database schema as a list of explicit changes, the same text for SQLite and PostgreSQL.
//!
//! Expand first, contract in a later release: the previous version of the server must be able to run
//! on the migrated schema.

mod m20261121_000001_people;
mod m20261121_000002_catalogue;
mod m20261121_000003_stock;
mod m20261121_000004_orders;
mod m20261121_000005_messages;
mod m20261121_000006_search;
mod m20261121_000007_routing;
mod m20261128_000008_preorder;
mod m20261128_000009_channels;
mod m20261128_000010_money;
mod m20261128_000011_share;
mod m20261128_000012_decision_storage;
mod m20261128_000013_live;
mod m20261128_000014_channel_care;
mod m20261128_000015_practice;
mod m20261128_000016_voucher;
mod m20261128_000017_live_more;
mod m20261128_000019_sellers;
mod m20261128_000020_statement;
mod m20261128_000021_open_messages;
mod sql;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Every migration in the order in which it is applied.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_people::Change),
            Box::new(m20261121_000002_catalogue::Change),
            Box::new(m20261121_000003_stock::Change),
            Box::new(m20261121_000004_orders::Change),
            Box::new(m20261121_000005_messages::Change),
            Box::new(m20261121_000006_search::Change),
            Box::new(m20261121_000007_routing::Change),
            Box::new(m20261128_000008_preorder::Change),
            Box::new(m20261128_000009_channels::Change),
            Box::new(m20261128_000010_money::Change),
            Box::new(m20261128_000011_share::Change),
            Box::new(m20261128_000012_decision_storage::Change),
            Box::new(m20261128_000013_live::Change),
            Box::new(m20261128_000014_channel_care::Change),
            Box::new(m20261128_000015_practice::Change),
            Box::new(m20261128_000016_voucher::Change),
            Box::new(m20261128_000017_live_more::Change),
            Box::new(m20261128_000019_sellers::Change),
            Box::new(m20261128_000020_statement::Change),
            Box::new(m20261128_000021_open_messages::Change),
        ]
    }
}
