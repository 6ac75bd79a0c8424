//! Entities and the migrated schema agree, on both databases; migrations go down and up again.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, Database, DbBackend, EntityTrait, IdenStatic, Iterable,
};
use std::collections::BTreeMap;
use store::{entity, sql};
use tests::{TestApp, on_both_empty};

/// Column name → whether it may be null.
type Columns = BTreeMap<String, bool>;

fn columns_of<E: EntityTrait>() -> Columns {
    E::Column::iter()
        .map(|column| (column.as_str().to_owned(), column.def().is_null()))
        .collect()
}

macro_rules! entities {
    ($($name:ident)+) => {
        vec![$((stringify!($name), columns_of::<entity::$name::Entity>())),+]
    };
}

/// Every entity of the store.
fn entities() -> Vec<(&'static str, Columns)> {
    entities!(
        action_link audit booth buyer_choice buyer_order category certificate channel_account channel_category
        channel_category_map channel_conflict channel_file channel_inbox channel_item channel_job channel_listing
        channel_member channel_order channel_picture channel_return channel_settled channel_sku channel_todo channel_token_journal channel_variant
        commission_line cooperative draft forecast hold
        job_slot listing listing_review listing_text live_claim live_comment live_event live_item live_session live_viewer lot membership notice offer order_line order_line_lot
        outbox person picture pool pool_member pool_price pool_share price_floor price_floor_override
        preorder product request_key routing_decision search_word session setting sign_in_code sign_in_throttle
        seller seller_account seller_payout share_click share_link share_link_item share_rate staff_role stock_movement sub_order sub_order_event task variant voucher voucher_use bank_account sub_order_terms ledger_entry posting
        payment payment_event bank_credit refund settlement remittance remittance_line practice_class practice_seat
    )
}

#[derive(sea_orm::FromQueryResult)]
struct ColumnRow {
    table_name: String,
    column_name: String,
    nullable: bool,
}

async fn migrated(test: &TestApp) -> BTreeMap<String, Columns> {
    let db = test.app.core.db.read();
    let text = match test.app.core.db.backend() {
        DbBackend::Postgres => {
            "select table_name::text as table_name, column_name::text as column_name, is_nullable = 'YES' as nullable \
             from information_schema.columns where table_schema = 'public'"
        }
        _ => {
            "select m.name as table_name, c.name as column_name, (c.\"notnull\" = 0 and c.pk = 0) as nullable \
             from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
        }
    };
    let rows: Vec<ColumnRow> = sql::all(db, text, []).await.expect("the schema");
    let mut tables: BTreeMap<String, Columns> = BTreeMap::new();
    for row in rows {
        // What PostgreSQL computes for full-text search is nobody's to read.
        if row.table_name == "listing_text"
            && matches!(
                row.column_name.as_str(),
                "toned_name" | "folded_name" | "toned_all" | "folded_all"
            )
        {
            continue;
        }
        tables
            .entry(row.table_name)
            .or_default()
            .insert(row.column_name, row.nullable);
    }
    tables
}

/// Tables that no entity stands for: the migrations' own, and what full-text search keeps beside `listing_text`.
fn is_inner(table: &str) -> bool {
    table == "seaql_migrations" || table.starts_with("sqlite_") || table.starts_with("listing_fts")
}

#[test]
fn entities_and_the_migrated_schema_agree() {
    on_both_empty(async |test: &mut TestApp| {
        let tables = migrated(test).await;
        let entities = entities();
        for (name, columns) in &entities {
            let found = tables
                .get(*name)
                .unwrap_or_else(|| panic!("no table {name}"));
            assert_eq!(
                found.keys().collect::<Vec<_>>(),
                columns.keys().collect::<Vec<_>>(),
                "columns of {name}"
            );
            for (column, nullable) in columns {
                assert_eq!(
                    found.get(column),
                    Some(nullable),
                    "{name}.{column}: whether it may be null"
                );
            }
        }
        for table in tables.keys().filter(|table| !is_inner(table)) {
            assert!(
                entities.iter().any(|(name, _)| name == table),
                "table {table} has no entity"
            );
        }
    });
}

#[test]
fn migrations_go_down_and_up_again() {
    on_both_empty(async |test: &mut TestApp| {
        let before = migrated(test).await;
        let url = test.app.config.database_url.clone();
        let url = if url.starts_with("sqlite") {
            format!("{url}?mode=rw")
        } else {
            url
        };
        let db = Database::connect(url).await.expect("connects");
        Migrator::down(&db, None).await.expect("goes down");
        let left: Vec<String> = migrated(test)
            .await
            .into_keys()
            .filter(|table| !is_inner(table))
            .collect();
        assert!(left.is_empty(), "left behind: {left:?}");
        Migrator::up(&db, None).await.expect("goes up again");
        db.execute_unprepared("select 1")
            .await
            .expect("still there");
        db.close().await.expect("closes");
        assert_eq!(migrated(test).await, before);
    });
}
