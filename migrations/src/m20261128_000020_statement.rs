//! Indexes that hold all a statement adds up, and the cash that carriers have, so that neither looks at a posting's row.

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
        sql::run(manager, DOWN).await
    }
}

const UP: &str = "
drop index posting_cooperative;
create index posting_statement on posting (cooperative_id, at, account, party, item, amount);
create index posting_cash on posting (cooperative_id, sub_order_id, amount) where account = 'cod_receivable';
";

const DOWN: &str = "
drop index if exists posting_cash;
drop index if exists posting_statement;
create index posting_cooperative on posting (cooperative_id, at, account, item, amount);
";
