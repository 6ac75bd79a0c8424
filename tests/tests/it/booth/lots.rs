//! Lots over HTTP: one comes in, is packed, leaves the sale; the book; the scale; the operator's ledger.

use http::StatusCode;
use serde_json::json;
use store::sql;
use tests::{TestApp, Who, on_both};
use uuid::Uuid;

struct Given {
    offer: Uuid,
    variant: Uuid,
}

async fn given(test: &TestApp) -> Given {
    let text = "select f.id, f.variant_id from offer f join cooperative c on c.id = f.cooperative_id \
         join variant v on v.id = f.variant_id where c.slug = 'dong-mo' and f.on_hand > 5 order by v.sku limit 1";
    let row = sql::row(test.app.core.db.read(), text, [])
        .await
        .expect("runs")
        .expect("goods");
    Given {
        offer: row.try_get("", "id").expect("an id"),
        variant: row.try_get("", "variant_id").expect("an id"),
    }
}

/// Orders it and lets the cooperative accept; gives the order's and the sub-order's code.
async fn confirmed(test: &mut TestApp, variant: Uuid, quantity: &str) -> (String, String) {
    let body = json!({
        "lines": [{ "variant_id": variant.to_string(), "quantity": quantity }],
        "contact": { "name": "Nguyễn Thị Thử", "phone": "0912 345 678" },
        "address": { "ward_code": "00166", "street": "Số 3 phố Mẫu" },
        "payment_method": "cod",
    });
    let key = Uuid::now_v7().to_string();
    let answer = test
        .post_json("/api/v1/orders", &body, &[("idempotency-key", &key)])
        .await;
    let placed = answer.expect(StatusCode::CREATED).json();
    let code = placed["sub_orders"][0]["code"].as_str().expect("a code");
    let mut director = test.another_as(Who::Director).await;
    director
        .post_form(&format!("/htx/don/{code}"), &[("viec", "accept")])
        .await
        .expect(StatusCode::SEE_OTHER);
    let order = placed["code"].as_str().expect("a code");
    (order.to_owned(), code.to_owned())
}

#[test]
fn a_lot_comes_in_is_packed_and_leaves_the_sale() {
    on_both(async |test: &mut TestApp| {
        let Given { offer, variant } = given(test).await;
        let mut director = test.another_as(Who::Director).await;
        let base = format!("/htx/hang/kho/{offer}/lo");
        let page = director.get(&base).await.expect(StatusCode::OK);
        let wrong = page.form(&base).with("quantity", "nhiều");
        let again = director.submit(&wrong).await;
        let again = again.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            again.text().contains("value=\"nhiều\""),
            "it stays as typed"
        );
        let form = again
            .form(&base)
            .with("quantity", "7")
            .with("household", "Hộ bà Mẫu");
        for _ in 0..2 {
            director.submit(&form).await.expect(StatusCode::SEE_OTHER);
        }
        let lots = "select count(*) as n from lot where received = 7";
        assert_eq!(test.number(lots, []).await, 1, "sent twice, in once");
        let page = director.get(&base).await.expect(StatusCode::OK).text();
        assert!(page.contains("Hộ bà Mẫu"));
        let (_, sub_order) = confirmed(test, variant, "2").await;
        let address = format!("/htx/don/{sub_order}");
        let page = director.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("Lấy từ lô"), "it says which lot to take");
        let slip = director.get(&format!("{address}/phieu")).await;
        assert!(slip.expect(StatusCode::OK).text().contains("· lô "));
        director
            .post_form(&address, &[("viec", "pack")])
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(
            test.number("select packed as n from lot where received = 7", [])
                .await,
            2
        );
        let row = sql::row(
            test.app.core.db.read(),
            "select code from lot where received = 7",
            [],
        );
        let row = row.await.expect("runs").expect("a lot");
        let code: String = row.try_get("", "code").expect("a code");
        let deed = format!("{base}/{code}");
        let silent = [("viec", "hold"), ("reason", " ")];
        director
            .post_form(&deed, &silent)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        let hold = [("viec", "hold"), ("reason", "nghi dư thuốc")];
        director
            .post_form(&deed, &hold)
            .await
            .expect(StatusCode::SEE_OTHER);
        let page = director.get(&base).await.expect(StatusCode::OK).text();
        assert!(page.contains("nghi dư thuốc") && page.contains(&sub_order));
        director
            .post_form(&deed, &[("viec", "release")])
            .await
            .expect(StatusCode::SEE_OTHER);
        let book = format!("/htx/hang/kho/{offer}/so");
        let book = director.get(&book).await.expect(StatusCode::OK).text();
        for words in ["Nhập vào", "Giữ lại không bán", "nghi dư thuốc", &code] {
            assert!(book.contains(words), "{words}");
        }
        assert_eq!(
            services::stock::check(&test.app.core)
                .await
                .expect("checks"),
            []
        );
    });
}

#[test]
fn the_buyer_pays_what_the_scale_said() {
    on_both(async |test: &mut TestApp| {
        let Given { variant, .. } = given(test).await;
        let heavy = "update variant set unit = 'kg', step = 1500, catch_weight = true, gross_weight_g = 1900 where id = $1";
        test.execute(heavy, [variant.into()]).await;
        let plenty = "update offer set on_hand = 15000, price = 100000 where variant_id = $1";
        test.execute(plenty, [variant.into()]).await;
        let (order, sub_order) = confirmed(test, variant, "1.5").await;
        let address = format!("/htx/don/{sub_order}");
        let mut director = test.another_as(Who::Director).await;
        let text = "select l.id from order_line l join sub_order s on s.id = l.sub_order_id where s.code = $1";
        let row = sql::row(test.app.core.db.read(), text, [sub_order.as_str().into()])
            .await
            .expect("runs")
            .expect("a line");
        let line = row.try_get::<Uuid>("", "id").expect("an id").to_string();
        let far = [("viec", "pack"), ("can_mon", &line), ("can", "1,9")];
        let again = director.post_form(&address, &far).await;
        let again = again.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(again.contains("value=\"1,9\"") && again.contains("1,65"));
        let near = [("viec", "pack"), ("can_mon", &line), ("can", "1,62")];
        director
            .post_form(&address, &near)
            .await
            .expect(StatusCode::SEE_OTHER);
        let followed = test
            .get(&format!("/api/v1/orders/{order}?phone=0912345678"))
            .await
            .expect(StatusCode::OK)
            .json();
        let fee = &followed["sub_orders"][0]["shipping_fee"];
        let total = followed["total"].as_i64().expect("a total");
        assert_eq!(total - fee.as_i64().expect("a fee"), 162_000);
        let page = director.get(&address).await.expect(StatusCode::OK).text();
        assert!(page.contains("cân được 1,62\u{a0}kg"));
    });
}

#[test]
fn an_operator_sees_what_differs_and_books_the_correction() {
    on_both(async |test: &mut TestApp| {
        let Given { offer, .. } = given(test).await;
        let broken = "update offer set on_hand = on_hand + 3 where id = $1";
        test.execute(broken, [offer.into()]).await;
        let mut operator = test.another_as(Who::Operator).await;
        let page = operator.get("/quan-tri/kho").await.expect(StatusCode::OK);
        assert!(page.text().contains("lệch +3"));
        let form = page.form("/quan-tri/kho");
        operator.submit(&form).await.expect(StatusCode::SEE_OTHER);
        let page = operator.get("/quan-tri/kho").await.expect(StatusCode::OK);
        assert!(page.text().contains("Sổ kho khớp"));
        assert_eq!(
            services::stock::check(&test.app.core)
                .await
                .expect("checks"),
            []
        );
    });
}
