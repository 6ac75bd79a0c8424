//! Orders: by a one-tap link, and at the booth.

use http::StatusCode;
use serde_json::json;
use store::sql;
use tests::{TestApp, Who, on_both};
use uuid::Uuid;

/// Orders two cartons of HTX Đồng Mỏ and gives the public code of the sub-order.
async fn ordered(test: &mut TestApp) -> String {
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
        "payment_method": "cod",
    });
    let key = Uuid::now_v7().to_string();
    let answer = test
        .post_json("/api/v1/orders", &body, &[("idempotency-key", &key)])
        .await;
    let placed = answer.expect(StatusCode::CREATED).json();
    test.work().await;
    placed["sub_orders"][0]["code"]
        .as_str()
        .expect("a code")
        .to_owned()
}

/// The path of the one-tap link that was sent for a sub-order.
async fn link(test: &TestApp, code: &str) -> String {
    let text = "select n.body_sealed from notice n join sub_order s on s.id = n.sub_order_id \
         where s.code = $1 and n.kind = 'sub_order.placed' limit 1";
    let row = sql::row(test.app.core.db.read(), text, [code.into()]).await;
    let row = row.expect("runs").expect("a message");
    let sealed: String = row.try_get("", "body_sealed").expect("a body");
    let body = test.app.core.keys.open(&sealed).expect("opens");
    let at = body.find("/l/").expect("a link");
    body[at..]
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect()
}

async fn state(test: &TestApp, code: &str) -> String {
    let text = "select state from sub_order where code = $1";
    let row = sql::row(test.app.core.db.read(), text, [code.into()])
        .await
        .expect("runs")
        .expect("a row");
    row.try_get("", "state").expect("a state")
}

#[test]
fn an_order_is_accepted_by_its_link_without_signing_in() {
    on_both(async |test: &mut TestApp| {
        let code = ordered(test).await;
        let link = link(test, &code).await;
        let mut phone = test.another();
        for _ in 0..2 {
            let page = phone.get(&link).await.expect(StatusCode::OK);
            assert!(
                !page.text().contains("Nguyễn Thị Thử"),
                "no name without signing in"
            );
            assert_eq!(
                state(test, &code).await,
                "to_confirm",
                "looking changes nothing"
            );
        }
        let accept = [("viec", "accept")];
        let answer = phone
            .post_form(&link, &accept)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), format!("{link}?xong=accept"));
        assert_eq!(state(test, &code).await, "confirmed");
        let said = phone.get(answer.location()).await.expect(StatusCode::OK);
        assert!(said.text().contains("Đã nhận lúc 09:12"));
        test.later(30);
        let again = phone
            .post_form(&link, &accept)
            .await
            .expect(StatusCode::SEE_OTHER);
        let said = phone.get(again.location()).await.expect(StatusCode::OK);
        assert!(said.text().contains("Đơn này đã nhận lúc 09:12"));
        phone.get("/l/khong-co").await.expect(StatusCode::NOT_FOUND);
        phone
            .post_form(&link, &[("viec", "pack")])
            .await
            .expect(StatusCode::FORBIDDEN);
        assert_eq!(state(test, &code).await, "confirmed");
    });
}

#[test]
fn declining_by_link_asks_one_reason() {
    on_both(async |test: &mut TestApp| {
        let code = ordered(test).await;
        let link = link(test, &code).await;
        let why = test
            .get(&format!("{link}/ly-do/decline"))
            .await
            .expect(StatusCode::OK);
        let form = why.form(&link);
        let again = test
            .submit(&form)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("Chọn một lý do"));
        test.follow(&form.with("reason", "sold_out"))
            .await
            .expect(StatusCode::OK);
        assert_eq!(state(test, &code).await, "declined");
    });
}

#[test]
fn a_link_that_is_over_shows_the_way_on() {
    on_both(async |test: &mut TestApp| {
        let code = ordered(test).await;
        let link = link(test, &code).await;
        test.later(5 * 60);
        let over = test.get(&link).await.expect(StatusCode::GONE);
        assert!(over.text().contains("hết hạn") && !over.links("/htx/don/").is_empty());
    });
}

#[test]
fn a_member_packs_prints_and_hands_over() {
    on_both(async |test: &mut TestApp| {
        let code = ordered(test).await;
        let page = format!("/htx/don/{code}");
        test.sign_in_as(Who::Director).await;
        assert!(test.get("/htx").await.text().contains("chờ nhận"));
        test.get(&format!("{page}/nhan"))
            .await
            .expect(StatusCode::NOT_FOUND);
        for deed in ["accept", "pack"] {
            let done = test
                .post_form(&page, &[("viec", deed)])
                .await
                .expect(StatusCode::SEE_OTHER);
            assert_eq!(done.location(), format!("{page}?xong={deed}"));
        }
        let label = test
            .get(&format!("{page}/nhan"))
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(
            label.contains("Nguyễn Thị Thử")
                && label.contains("0912•••678")
                && label.contains("<path d=\"M0 0h7")
        );
        assert!(!label.contains("0912 345 678") && !label.contains("0912345678"));
        test.get(&format!("{page}/phieu"))
            .await
            .expect(StatusCode::OK);
        let missing = [("viec", "hand_over"), ("tracking_no", "HV-1")];
        let again = test
            .post_form(&page, &missing)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.field("tracking_no"), "HV-1");
        let whole = [("viec", "hand_over"), ("carrier", "Xe Hải Vân")];
        test.post_form(&page, &whole)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(state(test, &code).await, "in_transit");
        let late = test
            .post_form(&page, &[("viec", "accept")])
            .await
            .expect(StatusCode::CONFLICT);
        assert!(late.text().contains("Đang giao"));
        let file = test.get("/htx/tien.csv").await.expect(StatusCode::OK);
        assert!(file.text().contains(&code));
        let mut other = test.another_as(Who::OtherDirector).await;
        for path in [
            page.clone(),
            format!("{page}/nhan"),
            format!("{page}/ly-do/cancel"),
        ] {
            other.get(&path).await.expect(StatusCode::NOT_FOUND);
        }
        other
            .post_form(&page, &[("viec", "deliver")])
            .await
            .expect(StatusCode::NOT_FOUND);
    });
}
