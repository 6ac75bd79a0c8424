//! Paying by transfer over HTTP: the order waits, the bank tells, the page turns; claims and the operator's screen.

use http::StatusCode;
use serde_json::{Value, json};
use store::sql;
use tests::{FEED_KEY, TestApp, Who, on_both};
use uuid::Uuid;

async fn ordered(test: &mut TestApp, method: &str) -> Value {
    let text = "select v.id from variant v join offer f on f.variant_id = v.id join cooperative c \
         on c.id = f.cooperative_id where c.slug = 'dong-mo' and f.on_hand > 5 order by v.sku limit 1";
    let row = sql::row(test.app.core.db.read(), text, [])
        .await
        .expect("runs")
        .expect("goods");
    let variant: Uuid = row.try_get("", "id").expect("an id");
    let body = json!({
        "lines": [{ "variant_id": variant.to_string(), "quantity": "2" }],
        "contact": { "name": "Nguyễn Thị Thử", "phone": "0912 345 678" },
        "address": { "ward_code": "00166", "street": "Số 3 phố Mẫu" },
        "payment_method": method,
    });
    let key = Uuid::now_v7().to_string();
    let answer = test
        .post_json("/api/v1/orders", &body, &[("idempotency-key", &key)])
        .await;
    answer.expect(StatusCode::CREATED).json()
}

async fn tell(test: &mut TestApp, id: u32, transfer: &Value, amount: i64, key: &str) -> StatusCode {
    let line = json!({
        "id": id,
        "gateway": "Bank",
        "transactionDate": "2026-08-15 09:20:00",
        "accountNumber": transfer["account_number"],
        "subAccount": null,
        "code": null,
        "content": format!("chuyen tien {}", transfer["content"].as_str().expect("a code")),
        "transferType": "in",
        "description": "",
        "transferAmount": amount,
        "accumulated": 0,
        "referenceCode": format!("FT{id}"),
    });
    let authorization = format!("Apikey {key}");
    let answer = test
        .post_json(
            "/hooks/pay/sepay",
            &line,
            &[("authorization", &authorization)],
        )
        .await;
    answer.status
}

#[test]
fn a_transfer_is_told_by_the_bank_and_the_page_turns() {
    on_both(async |test: &mut TestApp| {
        let placed = ordered(test, "vietqr").await;
        assert_eq!(placed["status"], "awaiting_payment");
        let transfer = placed["payment"]["transfers"][0].clone();
        let qr = transfer["qr"].as_str().expect("a code");
        assert!(
            qr.starts_with("000201") && qr.contains(transfer["content"].as_str().expect("text"))
        );
        let code = placed["code"].as_str().expect("a code").to_owned();
        let found = test
            .post_form("/don", &[("code", &code), ("phone", "0912345678")])
            .await;
        found.expect(StatusCode::SEE_OTHER);
        let page = test.get(&format!("/don/{code}")).await;
        let page = page.expect(StatusCode::OK).text();
        assert!(page.contains("Chờ thanh toán") && page.contains("Quét để trả"));
        let picture = format!(
            "/don/{code}/qr/{}.svg",
            transfer["content"].as_str().expect("text")
        );
        assert!(page.contains(&picture));
        let drawn = test.get(&picture).await.expect(StatusCode::OK).text();
        assert!(drawn.contains("<svg"));
        let total = placed["total"].as_i64().expect("a sum");
        assert_eq!(
            tell(test, 1, &transfer, total, "wrong").await,
            StatusCode::UNAUTHORIZED
        );
        for _ in 0..3 {
            assert_eq!(
                tell(test, 1, &transfer, total, FEED_KEY).await,
                StatusCode::OK
            );
        }
        test.work().await;
        let page = test.get(&format!("/don/{code}")).await;
        let page = page.expect(StatusCode::OK).text();
        assert!(page.contains("Đã trả:") && !page.contains("Quét để trả"));
        let gone = test.get(&picture).await;
        gone.expect(StatusCode::NOT_FOUND);
        let unknown = test.get("/hooks/pay/nobody").await;
        unknown.expect(StatusCode::NOT_FOUND);
        assert_eq!(
            services::ledger::check(&test.app.core)
                .await
                .expect("checked"),
            Vec::<String>::new()
        );
        assert_eq!(
            services::stock::check(&test.app.core)
                .await
                .expect("checked"),
            []
        );
    });
}

#[test]
fn a_credit_nobody_can_place_is_settled_by_an_operator() {
    on_both(async |test: &mut TestApp| {
        let placed = ordered(test, "vietqr").await;
        let mut transfer = placed["payment"]["transfers"][0].clone();
        let reference = transfer["content"].as_str().expect("text").to_owned();
        transfer["content"] = json!("mua na");
        let total = placed["total"].as_i64().expect("a sum");
        assert_eq!(
            tell(test, 7, &transfer, total, FEED_KEY).await,
            StatusCode::OK
        );
        let mut operator = test.another_as(Who::Operator).await;
        let page = operator.get("/quan-tri/tien").await;
        let page = page.expect(StatusCode::OK).text();
        assert!(page.contains("mua na") && page.contains(&reference));
        let at = page.find("name=\"id\" value=\"").expect("a form") + 17;
        let id = page[at..].split('"').next().expect("an id").to_owned();
        let bad = operator
            .post_form(
                "/quan-tri/tien",
                &[("id", &id), ("viec", "gan"), ("reference", "CPXXXXXXX")],
            )
            .await;
        bad.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let good = operator
            .post_form(
                "/quan-tri/tien",
                &[("id", &id), ("viec", "gan"), ("reference", &reference)],
            )
            .await;
        good.expect(StatusCode::SEE_OTHER);
        let text = "select state from sub_order where code = $1";
        let code = placed["sub_orders"][0]["code"].as_str().expect("a code");
        let row = sql::row(test.app.core.db.read(), text, [code.into()]).await;
        let state: String = row
            .expect("runs")
            .expect("a row")
            .try_get("", "state")
            .expect("a state");
        assert_eq!(state, "to_confirm");
    });
}

#[test]
fn a_director_enters_the_account_and_sees_it_masked() {
    on_both(async |test: &mut TestApp| {
        let mut director = test.another_as(Who::Director).await;
        let form = [("bin", "970405"), ("number", "12 34"), ("holder", "")];
        let bad = director.post_form("/htx/cai-dat/tai-khoan", &form).await;
        let bad = bad.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(bad.contains("6 đến 19 chữ số"));
        let form = [
            ("bin", "970405"),
            ("number", "1234 5678 901"),
            ("holder", "htx dong mo"),
        ];
        let good = director.post_form("/htx/cai-dat/tai-khoan", &form).await;
        good.expect(StatusCode::SEE_OTHER);
        let page = director.get("/htx/cai-dat").await;
        let page = page.expect(StatusCode::OK).text();
        assert!(page.contains("•••• 8901") && page.contains("Agribank"));
        assert!(!page.contains("12345678901"));
    });
}
