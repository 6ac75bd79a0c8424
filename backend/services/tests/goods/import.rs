//! A spreadsheet is taken over whole or not at all.

use super::{given_categories, given_seller};
use crate::support::{World, on_both};
use services::Error;
use services::actor::Actor;
use services::import::{Preview, apply, csv, preview, xlsx};
use shared::id::CooperativeId;
use shared::view::goods::RowError;

const HEAD: &str = "Mã,Tên món,Đơn vị,Một đơn vị có,Giá (₫),Còn bán được,Mô tả\n";

async fn send(world: &World, by: (CooperativeId, &Actor), rows: &str) -> Preview {
    let file = format!("{HEAD}{rows}").into_bytes();
    preview(&world.core, by.1, by.0, file).await.expect("read")
}

fn ready(preview: Preview) -> uuid::Uuid {
    match preview {
        Preview::Ready { key, .. } => key,
        other => panic!("{other:?}"),
    }
}

fn wrong(preview: Preview) -> Vec<RowError> {
    match preview {
        Preview::Wrong(errors) => errors,
        other => panic!("{other:?}"),
    }
}

async fn take(world: &World, by: (CooperativeId, &Actor), rows: &str) {
    let key = ready(send(world, by, rows).await);
    apply(&world.core, by.1, by.0, key)
        .await
        .expect("applied")
        .expect("no errors");
}

async fn counts(world: &World) -> (i64, i64, i64) {
    (
        world.number("select count(*) as n from product", []).await,
        world.number("select count(*) as n from offer", []).await,
        world
            .number(
                "select cast(coalesce(sum(on_hand), 0) as bigint) as n from offer",
                [],
            )
            .await,
    )
}

#[test]
fn new_goods_become_drafts_with_their_stock() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let by = (coop, &actor);
        let rows = "DM-1,Na dai,thùng,3 kg,195k,20,Hái sáng\n,Na dai,thùng,5 kg,315.000,10,Hái sáng\n,Mật ong,chai,500 ml,95000,24,\n";
        let key = ready(send(world, by, rows).await);
        assert_eq!(counts(world).await, (0, 0, 0), "a preview changes nothing");
        apply(&world.core, &actor, coop, key)
            .await
            .expect("applied")
            .expect("no errors");
        assert_eq!(counts(world).await, (2, 3, 54));
        assert_eq!(
            world
                .number(
                    "select count(*) as n from listing where state = 'draft' and not visible",
                    []
                )
                .await,
            2
        );
        assert!(
            services::stock::check(&world.core)
                .await
                .expect("checks")
                .is_empty()
        );
        let again = apply(&world.core, &actor, coop, key).await;
        assert!(
            matches!(again, Err(Error::NotFound { .. })),
            "a key is used once"
        );
    });
}

#[test]
fn the_same_file_twice_is_the_same_as_once() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let rows = "DM-1,Na dai,thùng,3 kg,195k,20,\n,Mật ong,chai,500 ml,95k,24,\n";
        take(world, (coop, &actor), rows).await;
        let once = counts(world).await;
        take(world, (coop, &actor), rows).await;
        assert_eq!(counts(world).await, once);
        let moves = world
            .number("select count(*) as n from stock_movement", [])
            .await;
        assert_eq!(moves, 2, "nothing moved the second time");
    });
}

#[test]
fn one_wrong_row_and_nothing_is_written() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let (_, other) = {
            let (id, actor) = given_seller(world, true, "0912345679").await;
            take(world, (id, &actor), "LA-1,Chè,gói,100 g,90k,5,\n").await;
            (id, actor)
        };
        let _ = other;
        let before = counts(world).await;
        let rows = "DM-1,Na dai,thùng,3 kg,195k,20,\n\
            DM-2,,thùng,3 kg,195k,20,\n\
            DM-3,Na bở,thùng,3 kg,rẻ,20,\n\
            DM-4,Mận,mớ,3 kg,10k,20,\n\
            LA-1,Mơ,kg,,30k,4,\n\
            DM-5,Mật ong OCOP 4 sao,chai,500 ml,95k,3,\n\
            DM-1,Na dai,thùng,3 kg,195k,21,\n\
            DM-6,Rượu ngô,chai,500 ml,95k,3,\n";
        let errors = wrong(send(world, (coop, &actor), rows).await);
        let cells: Vec<(u32, &str)> = errors.iter().map(|e| (e.row, e.column.as_str())).collect();
        assert_eq!(
            cells,
            [
                (3, "Tên món"),
                (4, "Giá (₫)"),
                (5, "Đơn vị"),
                (6, "Mã"),
                (7, "Tên món"),
                (8, "Tên món"),
                (9, "Tên món")
            ]
        );
        assert!(errors.iter().all(|e| !e.message.is_empty()));
        assert_eq!(counts(world).await, before);
        assert_eq!(world.number("select count(*) as n from draft", []).await, 0);
    });
}

#[test]
fn what_goes_out_comes_in_again() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        take(
            world,
            (coop, &actor),
            "DM-1,Na dai,thùng,3 kg,195k,20,=1+1 quả\n,Chuối,kg,,20k,\"5,5\",\n",
        )
        .await;
        for file in [
            csv(&world.core, &actor, coop).await.expect("written"),
            xlsx(&world.core, &actor, coop).await.expect("written"),
        ] {
            let before = counts(world).await;
            let key = ready(
                preview(&world.core, &actor, coop, file)
                    .await
                    .expect("read"),
            );
            apply(&world.core, &actor, coop, key)
                .await
                .expect("applied")
                .expect("no errors");
            assert_eq!(counts(world).await, before);
            let kept = world
                .number(
                    "select count(*) as n from product where description_vi = '=1+1 quả'",
                    [],
                )
                .await;
            assert_eq!(kept, 1, "the guard of formulas is taken off again");
        }
        let text = String::from_utf8(csv(&world.core, &actor, coop).await.expect("written"))
            .expect("UTF-8");
        assert!(
            text.starts_with('\u{feff}') && text.contains("'=1+1 quả") && text.contains("5.5"),
            "{text}"
        );
    });
}

#[test]
fn an_untrusted_booths_prices_wait_for_an_officer() {
    on_both(async |world| {
        let (coop, actor) = given_seller(world, false, "0912345678").await;
        let goods = world.given_goods(coop, "Na dai", 195_000, 20).await;
        take(world, (coop, &actor), ",Na dai,thùng,3 kg,205k,25,\n").await;
        let text = "select price as n from offer where id = $1";
        assert_eq!(
            world.number(text, [goods.offer.uuid().into()]).await,
            195_000
        );
        assert_eq!(world.number("select on_hand as n from offer", []).await, 25);
        let open = "select count(*) as n from listing_review where decided_at is null";
        assert_eq!(world.number(open, []).await, 1);
    });
}

#[test]
fn a_file_is_the_cooperatives_own() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let (other, stranger) = given_seller(world, true, "0912345679").await;
        let key = ready(send(world, (coop, &actor), ",Na dai,kg,,65k,20,\n").await);
        let stolen = apply(&world.core, &stranger, other, key).await;
        assert!(matches!(stolen, Err(Error::NotFound { .. })));
        let foreign = preview(&world.core, &stranger, coop, Vec::new()).await;
        assert!(matches!(foreign, Err(Error::NotFound { .. })));
    });
}
