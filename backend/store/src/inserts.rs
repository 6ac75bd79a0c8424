//! Rows of several tables in one go: what a business transaction writes at its end costs one way to the database and back
//! instead of one a table. On SQLite those ways, from thread to thread, are most of what a small write costs.

use crate::WriteTxn;
use sea_orm::sea_query::{Alias, CommonTableExpression, InsertStatement, WithClause};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, ModelTrait, QueryTrait, Value,
};

/// Rows to be written, table by table, in the order in which they were added.
#[derive(Debug, Default)]
pub struct Inserts(Vec<InsertStatement>);

impl Inserts {
    /// Adds rows of one table.
    pub fn add<M>(&mut self, rows: impl IntoIterator<Item = M>)
    where
        M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    {
        let mut rows = rows.into_iter().map(M::into_active_model).peekable();
        if rows.peek().is_some() {
            self.0.push(M::Entity::insert_many(rows).into_query());
        }
    }

    /// Writes them. A row that is refused refuses all; the transaction must be given up then.
    pub async fn run(mut self, txn: &WriteTxn) -> Result<(), DbErr> {
        let Some(last) = self.0.pop() else {
            return Ok(());
        };
        if self.0.is_empty() {
            return txn.execute(&last).await.map(|_| ());
        }
        let backend = txn.get_database_backend();
        if backend == DbBackend::Postgres {
            // Foreign keys are looked at when the whole statement is done, so the order inside it does not matter.
            let mut with = WithClause::new();
            for (n, insert) in self.0.into_iter().enumerate() {
                let mut part = CommonTableExpression::new();
                part.table_name(Alias::new(format!("t{n}"))).query(insert);
                with.cte(part);
            }
            let whole = with.query(last);
            return txn.execute(&whole).await.map(|_| ());
        }
        let mut text = String::new();
        let mut values: Vec<Value> = Vec::new();
        for insert in self.0.iter().chain([&last]) {
            let one = backend.build(insert);
            text.push_str(&one.sql);
            text.push_str("; ");
            values.extend(one.values.into_iter().flat_map(|values| values.0));
        }
        crate::sql::execute(&**txn, &text, values).await.map(|_| ())
    }
}
