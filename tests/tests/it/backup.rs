//! A backup of either database comes back on either, to the last row and đồng.

use backend::backup::{Report, backup, restore};
use std::path::Path;
use tests::{TestApp, on_both, postgres};

/// Restores into a new empty database, compares, and makes a backup of that again.
async fn comes_back(into: TestApp, file: &Path, original: &Report) {
    let restored = restore(&into.app, file).await.expect("restored");
    assert_eq!(&restored, original);
    let again = into.app.config.data_dir.join("again.backup");
    let second = backup(&into.app, &again)
        .await
        .expect("a backup of what was restored");
    assert_eq!(
        &second, original,
        "stock and money are the same to the last row"
    );
    assert_eq!(
        services::stock::check(&into.app.core)
            .await
            .expect("checks"),
        []
    );
    let found = services::search::find(&into.app.core, "xoai say", 5)
        .await
        .expect("searches");
    assert!(!found.is_empty(), "the full-text index is there again");
    let refused = restore(&into.app, file)
        .await
        .expect_err("it is not empty any more");
    assert!(refused.to_string().contains("not empty"), "{refused}");
    into.end().await;
}

#[test]
fn a_backup_comes_back_on_either_database() {
    on_both(async |test: &mut TestApp| {
        let name = "0123456789abcdef0123456789abcdef";
        let id = format!(
            "update picture set id = '{name}' where position = 0 and product_id = (select id from product order by id limit 1)"
        );
        test.execute(&id, []).await;
        let bytes = bytes::Bytes::from_static(b"a picture");
        test.app
            .blobs
            .put(&format!("{name}-640.webp"), bytes.clone())
            .await
            .expect("stored");
        test.work().await;
        let file = test.app.config.data_dir.join("market.backup");
        let original = backup(&test.app, &file).await.expect("a backup");
        assert_eq!(original.rows["product"], 41);
        assert!(
            original.rows["sub_order"] > 0 && original.rows["stock_movement"] > 53,
            "{original:?}"
        );
        assert_eq!(original.blobs, 1, "pictures that are missing are left out");
        backup(&test.app, &file)
            .await
            .expect_err("an existing file is not written over");

        let into = TestApp::on_sqlite(false).await;
        let copy = into.app.blobs.clone();
        comes_back(into, &file, &original).await;
        drop(copy);
        if let Some(server) = postgres() {
            comes_back(TestApp::on_postgres(&server, false).await, &file, &original).await;
        }
    });
}

#[test]
fn what_is_no_good_backup_is_refused_whole() {
    on_both(async |test: &mut TestApp| {
        let folder = test.app.config.data_dir.clone();
        let file = folder.join("market.backup");
        backup(&test.app, &file).await.expect("a backup");
        let bytes = std::fs::read(&file).expect("the file");
        let cut = folder.join("cut.backup");
        std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("written");
        let into = TestApp::on_sqlite(false).await;
        restore(&into.app, &cut).await.expect_err("cut off");
        let junk = folder.join("junk.backup");
        std::fs::write(&junk, b"not gzip at all").expect("written");
        restore(&into.app, &junk).await.expect_err("no backup");
        for table in ["person", "product", "buyer_order"] {
            assert_eq!(
                into.number(&format!("select count(*) as n from {table}"), [])
                    .await,
                0,
                "{table}"
            );
        }
        into.end().await;
    });
}

#[test]
fn no_table_is_left_out_of_the_backup() {
    on_both(async |test: &mut TestApp| {
        let sqlite = test.app.config.database_url.starts_with("sqlite");
        let count = if sqlite {
            "select count(*) as n from sqlite_master where type = 'table' and name not like 'sqlite_%' \
             and name not like 'listing_fts%' and name <> 'seaql_migrations'"
        } else {
            "select count(*) as n from information_schema.tables where table_schema = 'public' \
             and table_type = 'BASE TABLE' and table_name <> 'seaql_migrations'"
        };
        assert_eq!(
            test.number(count, []).await,
            store::dump::tables().len() as i64
        );
    });
}
