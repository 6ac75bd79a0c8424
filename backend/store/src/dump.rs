//! Every row of every table, in a form that both databases read: for backup and restore.

use crate::{Db, WriteTxn, entity};
use futures::TryStreamExt;
use sea_orm::{
    AccessMode, ColumnTrait, ColumnType, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, IdenStatic, IsolationLevel, Iterable, PrimaryKeyToColumn, QueryResult, Statement,
    StreamTrait, TransactionTrait, Value,
};
use serde_json::Value as Json;
use uuid::Uuid;

/// Parameters of one insert, at most, as SQLite allows.
const MAX_PARAMETERS: usize = 30_000;

/// What a column holds, on either database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Uuid,
    Text,
    Int,
    BigInt,
    Bool,
}

/// A table and its columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// The table's name.
    pub name: String,
    columns: Vec<(String, Kind)>,
    key: Vec<String>,
}

fn table<E: EntityTrait>(entity: E, without: &[&str]) -> Table {
    let columns = E::Column::iter()
        .filter(|column| !without.contains(&column.as_str()))
        .map(|column| {
            (
                column.as_str().to_owned(),
                kind(column.def().get_column_type()),
            )
        })
        .collect();
    let key = E::PrimaryKey::iter()
        .map(|key| key.into_column().as_str().to_owned())
        .collect();
    Table {
        name: entity.table_name().to_owned(),
        columns,
        key,
    }
}

fn kind(column: &ColumnType) -> Kind {
    match column {
        ColumnType::Uuid => Kind::Uuid,
        ColumnType::BigInteger => Kind::BigInt,
        ColumnType::Integer => Kind::Int,
        ColumnType::Boolean => Kind::Bool,
        _ => Kind::Text,
    }
}

/// Every table, in an order in which each row finds the rows it refers to. The texts of the search have
/// no number of their own here: each database gives its own.
pub fn tables() -> Vec<Table> {
    macro_rules! all {
        ($($name:ident)+) => { vec![$(table(entity::$name::Entity, &[])),+] };
    }
    let mut tables = all![
        person session sign_in_code sign_in_throttle staff_role cooperative booth membership category product
        variant listing listing_review certificate picture draft offer lot stock_movement hold pool pool_member
        pool_price pool_share price_floor price_floor_override buyer_order routing_decision sub_order order_line
        order_line_lot sub_order_event buyer_choice forecast preorder task request_key action_link outbox notice audit job_slot setting
        search_word channel_account channel_job channel_token_journal channel_category channel_category_map channel_listing
        channel_variant channel_item channel_picture channel_conflict channel_inbox channel_order
        channel_return channel_settled channel_todo channel_file channel_sku channel_member
        bank_account sub_order_terms ledger_entry posting payment payment_event bank_credit refund
        settlement remittance remittance_line
        live_session live_item live_viewer live_comment live_claim live_event
        seller seller_account seller_payout share_rate share_link share_link_item share_click commission_line voucher voucher_use
        practice_class practice_seat
    ];
    tables.push(table(entity::listing_text::Entity, &["id"]));
    tables
}

impl Table {
    /// The columns, in the order of each row.
    pub fn columns(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn select(&self) -> String {
        format!(
            "select {} from {} order by {}",
            self.columns().join(", "),
            self.name,
            self.key.join(", ")
        )
    }

    fn read(&self, row: &QueryResult) -> Result<Vec<Json>, DbErr> {
        let value = |(name, kind): &(String, Kind)| {
            Ok(match kind {
                Kind::Uuid => row
                    .try_get::<Option<Uuid>>("", name)?
                    .map(|id| id.to_string())
                    .into(),
                Kind::Text => row.try_get::<Option<String>>("", name)?.into(),
                Kind::Int => row.try_get::<Option<i32>>("", name)?.into(),
                Kind::BigInt => row.try_get::<Option<i64>>("", name)?.into(),
                Kind::Bool => row.try_get::<Option<bool>>("", name)?.into(),
            })
        };
        self.columns.iter().map(value).collect()
    }

    fn values(&self, row: &[Json]) -> Result<Vec<Value>, DbErr> {
        if row.len() != self.columns.len() {
            return Err(DbErr::Custom(format!(
                "a row of {} has {} values",
                self.name,
                row.len()
            )));
        }
        self.columns
            .iter()
            .zip(row)
            .map(|((name, kind), json)| self.value(name, *kind, json))
            .collect()
    }

    fn value(&self, name: &str, kind: Kind, json: &Json) -> Result<Value, DbErr> {
        let wrong = || {
            DbErr::Custom(format!(
                "{}.{name} holds something else than it should",
                self.name
            ))
        };
        Ok(match (kind, json) {
            (Kind::Uuid, Json::Null) => Value::Uuid(None),
            (Kind::Text, Json::Null) => Value::String(None),
            (Kind::Int, Json::Null) => Value::Int(None),
            (Kind::BigInt, Json::Null) => Value::BigInt(None),
            (Kind::Bool, Json::Null) => Value::Bool(None),
            (Kind::Uuid, Json::String(text)) => text.parse::<Uuid>().map_err(|_| wrong())?.into(),
            (Kind::Text, Json::String(text)) => text.as_str().into(),
            (Kind::Int, Json::Number(n)) => n
                .as_i64()
                .and_then(|n| i32::try_from(n).ok())
                .ok_or_else(wrong)?
                .into(),
            (Kind::BigInt, Json::Number(n)) => n.as_i64().ok_or_else(wrong)?.into(),
            (Kind::Bool, Json::Bool(b)) => (*b).into(),
            _ => return Err(wrong()),
        })
    }
}

/// The database as it is at one moment, whatever is written meanwhile.
pub struct Snapshot {
    txn: DatabaseTransaction,
}

impl Snapshot {
    /// Takes the moment.
    pub async fn open(db: &Db) -> Result<Self, DbErr> {
        let txn = match db.backend() {
            DbBackend::Postgres => {
                let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
                db.read()
                    .begin_with_config(Some(isolation), Some(access))
                    .await?
            }
            _ => db.read().begin().await?,
        };
        Ok(Self { txn })
    }

    /// Gives every row of a table to `each`, in the order of the primary key, and counts them.
    pub async fn rows<E: From<DbErr>>(
        &self,
        table: &Table,
        mut each: impl FnMut(Vec<Json>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let statement = Statement::from_string(
            ConnectionTrait::get_database_backend(&self.txn),
            table.select(),
        );
        let mut rows = self.txn.stream_raw(statement).await?;
        let mut count = 0;
        while let Some(row) = rows.try_next().await? {
            each(table.read(&row)?)?;
            count += 1;
        }
        Ok(count)
    }
}

/// Puts rows back, as [`Snapshot::rows`] gave them.
pub async fn insert(txn: &WriteTxn, table: &Table, rows: &[Vec<Json>]) -> Result<(), DbErr> {
    let width = table.columns.len().max(1);
    for chunk in rows.chunks((MAX_PARAMETERS / width).min(500)) {
        let places: Vec<String> = (0..chunk.len())
            .map(|n| format!("({})", crate::sql::placeholders(n * width + 1, width)))
            .collect();
        let text = format!(
            "insert into {} ({}) values {}",
            table.name,
            table.columns().join(", "),
            places.join(", ")
        );
        let mut values = Vec::with_capacity(chunk.len() * width);
        for row in chunk {
            values.extend(table.values(row)?);
        }
        crate::sql::execute(&**txn, &text, values).await?;
    }
    Ok(())
}

/// Rebuilds what is not a row: the full-text index of SQLite.
pub async fn rebuild(txn: &WriteTxn) -> Result<(), DbErr> {
    if ConnectionTrait::get_database_backend(&**txn) == DbBackend::Sqlite {
        crate::sql::execute(
            &**txn,
            "insert into listing_fts (rowid, name_toned, name_folded, body_toned, body_folded) \
             select id, name_toned, name_folded, body_toned, body_folded from listing_text",
            [],
        )
        .await?;
    }
    Ok(())
}

/// The first table that has a row, if any. The timetable of jobs does not count: a server that only
/// started writes it.
pub async fn first_filled(db: &Db) -> Result<Option<String>, DbErr> {
    for table in tables()
        .into_iter()
        .filter(|table| table.name != "job_slot")
    {
        let text = format!("select 1 as one from {} limit 1", table.name);
        if crate::sql::row(db.read(), &text, []).await?.is_some() {
            return Ok(Some(table.name));
        }
    }
    Ok(None)
}

/// Names of the migrations that were applied, oldest first.
pub async fn migrations(db: &Db) -> Result<Vec<String>, DbErr> {
    let statement = Statement::from_string(
        db.backend(),
        "select version from seaql_migrations order by version",
    );
    let rows = db.read().query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "version")).collect()
}
