//! One real purchase from several cooperatives.

use http::StatusCode;
use serde_json::{Value, json};
use tests::{TestApp, on_both};
use uuid::Uuid;

async fn variant(test: &TestApp, sku: &str) -> String {
    let row = store::sql::row(
        test.app.core.db.read(),
        "select id from variant where sku = $1",
        [sku.into()],
    )
    .await
    .expect("runs")
    .expect("the demonstration has it");
    row.try_get::<Uuid>("", "id").expect("an id").to_string()
}

async fn order(test: &TestApp, quantity: &str) -> Value {
    json!({
        "lines": [
            { "variant_id": variant(test, "TT-XS-250").await, "quantity": quantity },
            { "variant_id": variant(test, "HP-MD-500").await, "quantity": "2" },
        ],
        "contact": { "name": "Nguyễn Thị Thử", "phone": "0912 345 678" },
        "address": { "ward_code": "00166", "street": "Số 3 phố Mẫu" },
        "payment_method": "cod",
    })
}

#[test]
fn an_order_over_two_cooperatives_reaches_both() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        let before = test
            .number(
                "select count(*) as n from notice where kind = 'sub_order.placed'",
                [],
            )
            .await;
        let body = order(test, "3").await;
        let key = [("idempotency-key", "flow-0123456789abcdef")];
        let placed = test
            .post_json("/api/v1/orders", &body, &key)
            .await
            .expect(StatusCode::CREATED)
            .json();
        assert_eq!(placed["sub_orders"].as_array().map(Vec::len), Some(2));
        let parts: i64 = placed["sub_orders"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|s| s["total"].as_i64())
            .sum();
        assert_eq!(
            placed["total"].as_i64(),
            Some(parts),
            "the parts are the whole, to the đồng"
        );

        let again = test.post_json("/api/v1/orders", &body, &key).await;
        assert_eq!(
            again.json()["code"],
            placed["code"],
            "the same key gives the same order"
        );
        let other = order(test, "1").await;
        test.post_json("/api/v1/orders", &other, &key)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);

        test.work().await;
        let after = test
            .number(
                "select count(*) as n from notice where kind = 'sub_order.placed'",
                [],
            )
            .await;
        assert!(
            after - before >= 2,
            "each cooperative was told: {before} then {after}"
        );
        assert_eq!(
            services::stock::check(&test.app.core)
                .await
                .expect("checks"),
            []
        );
    });
}

#[test]
fn more_than_there_is_cannot_be_ordered() {
    on_both(async |test: &mut TestApp| {
        let body = order(test, "99").await;
        let key = [("idempotency-key", "flow-fedcba9876543210")];
        let refused = test
            .post_json("/api/v1/orders", &body, &key)
            .await
            .expect(StatusCode::CONFLICT)
            .json();
        assert_eq!(refused["code"], "insufficient_stock");
        assert_eq!(
            refused["fields"][0]["path"], "lines[0].quantity",
            "{refused}"
        );
    });
}

#[test]
fn the_plain_forms_lead_from_two_booths_to_an_accepted_order() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        for slug in ["xoai-say-deo-toan-thang", "mien-dong-hong-phuoc"] {
            let page = test.get(&format!("/p/{slug}")).await.expect(StatusCode::OK);
            test.follow(&page.form("/gio-hang"))
                .await
                .expect(StatusCode::OK);
        }
        let cart = test.get("/gio-hang").await.expect(StatusCode::OK);
        assert!(cart.text().contains("Xoài sấy dẻo") && cart.text().contains("Miến dong"));
        let checkout = test
            .follow(&cart.form("/gio-hang/dat"))
            .await
            .expect(StatusCode::OK);
        assert!(
            test.number(
                "select coalesce(cast(sum(held) as bigint), 0) as n from offer",
                []
            )
            .await
                >= 2
        );

        // Nothing filled in: the same page, 422, and it says what is missing.
        let empty = test
            .submit(&checkout.form("/dat-hang"))
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            empty.text().contains("Cho biết tên người nhận"),
            "{}",
            empty.text()
        );

        // The commune by its name, without script: search, then pick.
        let form = checkout
            .form("/dat-hang")
            .with("name", "Nguyễn Thị Thử")
            .with("phone", "0912 345 678")
            .with("street", "Số 3 phố Mẫu")
            .with("ward_q", "Cầu Giấy, Hà Nội")
            .with("op", "ward");
        let searched = test.submit(&form).await;
        let page = match searched.status {
            StatusCode::SEE_OTHER => test.get(searched.location()).await.expect(StatusCode::OK),
            _ => searched,
        };
        let form = page
            .form("/dat-hang")
            .with("ward_pick", "00166")
            .with("op", "ward");
        let chosen = test.submit(&form).await;
        let page = match chosen.status {
            StatusCode::SEE_OTHER => test.get(chosen.location()).await.expect(StatusCode::OK),
            _ => chosen,
        };
        assert!(
            page.text().contains("Nguyễn Thị Thử"),
            "what was typed is kept"
        );
        let order = test
            .follow(&page.form("/dat-hang").with("payment_method", "cod"))
            .await
            .expect(StatusCode::OK);
        assert!(order.text().contains("HTX Toàn Thắng") && order.text().contains("HTX Hồng Phước"));
        assert_eq!(
            test.number(
                "select coalesce(cast(sum(held) as bigint), 0) as n from offer",
                []
            )
            .await,
            0
        );

        accept_by_link(test).await;
    });
}

/// Opens the newest message's link as the cooperative does, without signing in, and accepts.
async fn accept_by_link(test: &mut TestApp) {
    let confirmed = "select count(*) as n from sub_order where state = 'confirmed'";
    let before = test.number(confirmed, []).await;
    test.later(1);
    test.work().await;
    let messages = test.get("/htx/tin-nhan").await.expect(StatusCode::OK);
    let link = messages
        .links("http://127.0.0.1:3000/l/")
        .first()
        .cloned()
        .expect("a link to accept");
    let path = link.trim_start_matches("http://127.0.0.1:3000").to_owned();
    let mut phone = test.another();
    let page = phone.get(&path).await.expect(StatusCode::OK);
    let done = phone.submit(&page.form(&path).with("viec", "accept")).await;
    assert!(
        matches!(done.status, StatusCode::SEE_OTHER | StatusCode::OK),
        "{}",
        done.text()
    );
    assert_eq!(test.number(confirmed, []).await, before + 1);
    // The link a second time does no harm.
    phone.get(&path).await.expect(StatusCode::OK);
    assert_eq!(test.number(confirmed, []).await, before + 1);
    let told = "select count(*) as n from notice where kind = 'sub_order.confirmed'";
    let before = test.number(told, []).await;
    test.work().await;
    assert_eq!(
        test.number(told, []).await,
        before + 1,
        "the buyer hears of it"
    );
    assert_eq!(
        services::stock::check(&test.app.core)
            .await
            .expect("checks"),
        []
    );
}
