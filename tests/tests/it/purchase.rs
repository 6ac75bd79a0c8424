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
