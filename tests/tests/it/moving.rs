//! Silence moves an order on: a reminder, the next cooperative, and at last the buyer's choice; the operator sees why.

use http::StatusCode;
use serde_json::{Value, json};
use shared::rules::routing::{self, Snapshot};
use tests::{TestApp, Who, on_both};
use uuid::Uuid;

const PHONE: &str = "0912 345 678";

async fn id(test: &TestApp, query: &str, value: &str) -> Uuid {
    let row = store::sql::row(test.app.core.db.read(), query, [value.into()])
        .await
        .expect("runs")
        .expect("the demonstration has it");
    row.try_get::<Uuid>("", "id").expect("an id")
}

/// HTX Đồng Mỏ sells the dried mango of HTX Toàn Thắng too, under one listing.
async fn pool(test: &TestApp) -> Uuid {
    let variant = id(test, "select id from variant where sku = $1", "TT-XS-250").await;
    let listing = id(
        test,
        "select o.listing_id as id from offer o join variant v on v.id = o.variant_id where v.sku = $1",
        "TT-XS-250",
    )
    .await;
    let by_name = "select id from cooperative where short_name = $1";
    let others = [
        id(test, by_name, "HTX Đồng Mỏ").await,
        id(test, by_name, "HTX Toàn Thắng").await,
    ];
    let (listing_id, variant_id) = (listing.into(), variant.into());
    test.execute(
        "update listing set pooled = true where id = $1",
        [listing.into()],
    )
    .await;
    test.execute(
        "insert into pool (listing_id, brand, grade, price_rule, claims, created_at, updated_at) \
         values ($1, 'Xoài sấy', 'Loại 1', 'fixed', '', 1, 1)",
        [listing_id],
    )
    .await;
    test.execute(
        "insert into pool_price (variant_id, listing_id, price, updated_at) values ($1, $2, 60000, 1)",
        [variant_id, listing.into()],
    )
    .await;
    for member in others {
        test.execute(
            "insert into pool_member (id, listing_id, cooperative_id, state, share, created_at, updated_at) \
             values ($1, $2, $3, 'joined', 1, 1, 1)",
            [Uuid::now_v7().into(), listing.into(), member.into()],
        )
        .await;
    }
    let offer = Uuid::now_v7();
    test.execute(
        "insert into offer (id, variant_id, listing_id, cooperative_id, price, on_hand, held, allocated, paused, \
         version, created_at, updated_at) values ($1, $2, $3, $4, 60000, 50, 0, 0, false, 1, 1, 1)",
        [offer.into(), variant.into(), listing.into(), others[0].into()],
    )
    .await;
    test.execute(
        "insert into stock_movement (id, offer_id, kind, on_hand, held, allocated, source, at) \
         values ($1, $2, 'receive', 50, 0, 0, 'test', 1)",
        [Uuid::now_v7().into(), offer.into()],
    )
    .await;
    variant
}

async fn place(test: &mut TestApp, variant: Uuid) -> Value {
    let body = json!({
        "lines": [{ "variant_id": variant, "quantity": "2" }],
        "contact": { "name": "Nguyễn Thị Thử", "phone": PHONE },
        "address": { "ward_code": "00166", "street": "Số 3 phố Mẫu" },
        "payment_method": "cod",
    });
    let key = Uuid::now_v7().to_string();
    test.post_json("/api/v1/orders", &body, &[("idempotency-key", &key)])
        .await
        .expect(StatusCode::CREATED)
        .json()
}

/// Moves the clock to a moment of a part and lets the minute's job and the outbox do their work.
async fn at(test: &TestApp, part: &str, moment: &str) {
    let text = format!("select {moment} as n from sub_order where code = $1");
    let due = test.number(&text, [part.into()]).await;
    test.app
        .core
        .clock
        .advance(due - test.app.core.clock.now().0);
    services::moving::tick(&test.app.core)
        .await
        .expect("a turn");
    test.work().await;
}

/// How many messages of a kind were written about a part.
async fn told(test: &TestApp, kind: &str, part: &str) -> i64 {
    let text = "select count(*) as n from notice n join sub_order s on s.id = n.sub_order_id \
        where n.kind = $1 and s.code = $2";
    test.number(text, [kind.into(), part.into()]).await
}

#[test]
fn silence_moves_an_order_on_and_everybody_sees_why() {
    on_both(async |test: &mut TestApp| {
        let variant = pool(test).await;
        test.work().await;
        let placed = place(test, variant).await;
        let code = placed["code"].as_str().expect("a code").to_owned();
        let first = placed["sub_orders"][0]["cooperative"]["name"].clone();
        test.work().await;

        let part = format!("{code}-1");
        at(test, &part, "remind_at").await;
        assert!(told(test, "sub_order.remind", &part).await > 0, "reminded");
        at(test, &part, "respond_by").await;
        let told = told(test, "sub_order.timed_out", &part).await;
        assert_eq!(told, 1, "the buyer is told once");

        let path = format!("/don/{code}");
        test.post_form("/don", &[("code", &code), ("phone", PHONE)])
            .await
            .expect(StatusCode::SEE_OTHER);
        let page = test.get(&path).await.expect(StatusCode::OK).text();
        assert!(page.contains("gửi thay"), "the page says why");
        assert!(
            page.contains("Kiện\u{a0}1 · ") && !page.contains("Kiện\u{a0}2 · "),
            "what moved on is history, and the one that is left counts from one"
        );
        let followed = test
            .get(&format!("/api/v1/orders/{code}?phone=0912345678"))
            .await
            .expect(StatusCode::OK)
            .json();
        let parts = followed["sub_orders"].as_array().expect("parts");
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0]["status"], "timed_out");
        assert_eq!(parts[0]["replaced_by"][0], format!("{code}-2"));
        assert_eq!(
            parts[1]["total"], followed["total"],
            "only the living part counts"
        );
        assert_ne!(parts[1]["cooperative"]["name"], first);

        // Nobody is left after the second: the buyer chooses, an operator has a task.
        at(test, &format!("{code}-2"), "respond_by").await;
        let page = test.get(&path).await.expect(StatusCode::OK).text();
        for choice in ["wait", "replace", "refund"] {
            assert!(page.contains(&format!("value=\"{choice}\"")), "{choice}");
        }
        let mut operator = test.another_as(Who::Operator).await;
        let tasks = operator
            .get("/quan-tri/viec")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(tasks.contains(&format!("{code}-2")), "the task");
        let order = operator
            .get(&format!("/quan-tri/don/{code}"))
            .await
            .expect(StatusCode::OK);
        let links = order.links(&format!("/quan-tri/don/{code}/quyet-dinh/"));
        assert_eq!(links.len(), 3, "placed, and twice moved on");
        assert_eq!(order.text().matches("ra đúng kế hoạch này").count(), 3);
        for link in links {
            let facts = operator.get(&link).await.expect(StatusCode::OK).text();
            let facts = Snapshot::from_json(&facts).expect("a snapshot");
            assert!(!routing::plan(&facts).candidates.is_empty());
        }

        test.post_form(&path, &[("parcel", "2"), ("op", "refund")])
            .await
            .expect(StatusCode::SEE_OTHER);
        let tasks = operator
            .get("/quan-tri/viec?tt=done")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(tasks.contains(&format!("{code}-2")), "done by the choice");
        let total = "select total as n from buyer_order where code = $1";
        assert_eq!(test.number(total, [code.into()]).await, 0);
        assert_eq!(
            services::stock::check(&test.app.core)
                .await
                .expect("checked"),
            []
        );
    });
}

#[test]
fn an_operator_gives_a_part_to_one_that_may_and_to_no_other() {
    on_both(async |test: &mut TestApp| {
        let variant = pool(test).await;
        let placed = place(test, variant).await;
        let code = placed["code"].as_str().expect("a code").to_owned();
        let part = format!("{code}-1");
        let mut operator = test.another_as(Who::Operator).await;
        let path = format!("/quan-tri/don/{code}/giao");
        let none = operator
            .post_form(
                &path,
                &[("part", part.as_str()), ("cooperative", ""), ("reason", "")],
            )
            .await;
        none.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let holder = id(
            test,
            "select cooperative_id as id from sub_order where code = $1",
            &part,
        )
        .await;
        let wrong = operator
            .post_form(
                &path,
                &[
                    ("part", part.as_str()),
                    ("cooperative", holder.to_string().as_str()),
                    ("reason", "xe của họ hỏng"),
                ],
            )
            .await;
        wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        operator
            .post_form(
                &path,
                &[
                    ("part", part.as_str()),
                    ("cooperative", ""),
                    ("reason", "xe của họ hỏng"),
                ],
            )
            .await
            .expect(StatusCode::SEE_OTHER);
        let page = operator
            .get(&format!("/quan-tri/don/{code}"))
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(page.contains("xe của họ hỏng") && page.contains(&format!("{code}-2")));
    });
}
