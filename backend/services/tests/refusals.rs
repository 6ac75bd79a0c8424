//! Why an order is not placed: too little stock, another price, bad lines, goods that are not for sale.

use crate::ordering::{buy, conflict, fields, ledger_is_clean, line, order};
use crate::support::on_both;
use shared::money::Vnd;

#[test]
fn short_stock_names_each_line_with_what_is_left() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 2)
            .await;
        let che = world.given_goods(cooperative, "Chè Shan", 48_000, 0).await;
        let error = buy(
            &world.core,
            &order(vec![line(&na, "3"), line(&che, "1")]),
            "k",
        )
        .await
        .expect_err("short");
        assert_eq!(conflict(&error), "insufficient_stock");
        let told = fields(error);
        assert_eq!(told[0].0, "lines[0].quantity");
        assert_eq!(told[0].2.replace('\u{a0}', " "), "Na Chi Lăng: Còn 2 thùng");
        assert_eq!(told[1].2, "Chè Shan: Hết hàng");
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_changed_price_is_told_and_nothing_is_sold() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 2)
            .await;
        let mut asked = order(vec![line(&na, "1")]);
        asked.lines[0].unit_price = Some(Vnd(190_000));
        let error = buy(&world.core, &asked, "k")
            .await
            .expect_err("another price");
        assert_eq!(conflict(&error), "price_changed");
        assert_eq!(fields(error)[0].0, "lines[0].unit_price");
        asked.lines[0].unit_price = Some(Vnd(195_000));
        buy(&world.core, &asked, "k")
            .await
            .expect("the refusal did not use the key up");
    });
}

#[test]
fn bad_lines_are_told_at_their_line() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 200)
            .await;
        let mut unknown = na;
        unknown.variant = shared::id::VariantId::new();
        let asked = order(vec![line(&unknown, "1"), line(&na, "1.5"), line(&na, "x")]);
        let told = fields(buy(&world.core, &asked, "k").await.expect_err("bad"));
        let told: Vec<_> = told
            .iter()
            .map(|(path, code, _)| (path.as_str(), code.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("lines[0].variant_id", "unknown_variant"),
                ("lines[1].quantity", "too_precise"),
                ("lines[2].quantity", "not_a_number")
            ]
        );
        let told = fields(
            buy(&world.core, &order(vec![line(&na, "100")]), "k")
                .await
                .expect_err("too many"),
        );
        assert_eq!(told[0].1, "too_many");
        let told = fields(
            buy(&world.core, &order(Vec::new()), "k")
                .await
                .expect_err("nothing"),
        );
        assert_eq!(
            (told[0].0.as_str(), told[0].1.as_str()),
            ("lines", "required")
        );
        let mut nowhere = order(vec![line(&na, "1")]);
        nowhere.address.ward_code = "99999".into();
        nowhere.contact.phone = "0912 345 67".into();
        let told = fields(buy(&world.core, &nowhere, "k").await.expect_err("nowhere"));
        assert_eq!(
            told.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(),
            ["too_short", "unknown_ward"]
        );
        world.execute("update variant set step = 5", []).await;
        let told = fields(
            buy(&world.core, &order(vec![line(&na, "7")]), "k")
                .await
                .expect_err("no multiple"),
        );
        assert_eq!(told[0].1, "not_a_multiple");
    });
}

#[test]
fn what_is_not_for_sale_cannot_be_ordered() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let na = world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        let asked = order(vec![line(&na, "1")]);
        for (change, back, code) in [
            (
                "update offer set paused = true",
                "update offer set paused = false",
                "paused",
            ),
            (
                "update listing set visible = false",
                "update listing set visible = true",
                "not_for_sale",
            ),
            (
                "update cooperative set paused_at = 1",
                "update cooperative set paused_at = null",
                "not_for_sale",
            ),
        ] {
            world.execute(change, []).await;
            assert_eq!(
                conflict(&buy(&world.core, &asked, "k").await.expect_err(code)),
                code
            );
            world.execute(back, []).await;
        }
        world
            .execute("update listing set shipping_class = 'P1'", [])
            .await;
        let mut south = asked.clone();
        south.address.ward_code = "26740".into();
        let error = buy(&world.core, &south, "k").await.expect_err("too far");
        assert_eq!(conflict(&error), "too_far");
        buy(&world.core, &asked, "k").await.expect("near enough");
    });
}
