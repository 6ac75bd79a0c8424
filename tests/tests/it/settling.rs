//! The ends of money over HTTP: a seller's commission becomes a payout with a code and a line in the bank's file, comes back, and
//! goes out again; a cooperative reads its weeks, and the operator notes what the bank says.

use http::StatusCode;
use serde_json::{Value, json};
use services::{settlements, sub_orders};
use store::sql;
use tests::{FEED_KEY, TestApp, Visitor, Who, on_both};
use uuid::Uuid;

const DAY: i64 = 24 * 60;

/// A pack of HTX Đồng Mỏ that goes anywhere, and the name of its page.
async fn pack(test: &TestApp) -> (Uuid, String) {
    let text = "select v.id, l.slug from variant v join offer f on f.variant_id = v.id join cooperative c \
         on c.id = f.cooperative_id join listing l on l.id = f.listing_id where c.slug = 'dong-mo' and f.on_hand > 5 \
         order by v.sku limit 1";
    let row = sql::row(test.app.core.db.read(), text, []).await;
    let row = row.expect("runs").expect("goods");
    (
        row.try_get("", "id").expect("an id"),
        row.try_get("", "slug").expect("a name"),
    )
}

/// An officer signs up to sell by sharing; gives the code of a link.
async fn seller(test: &TestApp, director: &mut Visitor, slug: &str) -> String {
    let rate = [("percent", "20"), ("slug", slug)];
    let set = director.post_form("/htx/chia-se/muc", &rate).await;
    set.expect(StatusCode::SEE_OTHER);
    let mut seller = test.another_as(Who::Officer).await;
    let form = [
        ("shown_name", "Lan"),
        ("legal_name", "Nguyễn Thị Lan"),
        ("born", "20/8/1996"),
        ("id_number", "020196000001"),
        ("terms", "1"),
    ];
    let signed = seller.post_form("/nguoi-ban", &form).await;
    signed.expect(StatusCode::SEE_OTHER);
    let link = [("kind", "product"), ("slug", slug)];
    let made = seller.post_form("/nguoi-ban/link", &link).await;
    let made = made.expect(StatusCode::SEE_OTHER);
    let code = made.location().rsplit('/').next().expect("a code");
    code.to_owned()
}

/// Ordered through the link, paid by transfer, delivered, free of claims, and a week later.
async fn sold(test: &mut TestApp, director: &mut Visitor, variant: Uuid, link: &str) {
    let body = json!({
        "lines": [{ "variant_id": variant, "quantity": "2" }],
        "contact": { "name": "Nguyễn Thị Thử", "phone": "0912 345 678" },
        "address": { "ward_code": "00166", "street": "Số 3 phố Mẫu" },
        "payment_method": "vietqr",
        "share_code": link,
    });
    let placed = test
        .post_json("/api/v1/orders", &body, &[("idempotency-key", "k1")])
        .await;
    let placed: Value = placed.expect(StatusCode::CREATED).json();
    let transfer = &placed["payment"]["transfers"][0];
    let line = json!({
        "id": 1, "gateway": "Bank", "transactionDate": "2026-08-15 09:20:00", "accountNumber": transfer["account_number"],
        "subAccount": null, "code": null, "content": transfer["content"], "transferType": "in", "description": "",
        "transferAmount": transfer["amount"], "accumulated": 0, "referenceCode": "FT1",
    });
    let authorization = format!("Apikey {FEED_KEY}");
    let told = test
        .post_json(
            "/hooks/pay/sepay",
            &line,
            &[("authorization", authorization.as_str())],
        )
        .await;
    told.expect(StatusCode::OK);
    test.work().await;
    let part = placed["sub_orders"][0]["code"].as_str().expect("a code");
    let path = format!("/htx/don/{part}");
    for form in [
        vec![("viec", "accept")],
        vec![("viec", "pack")],
        vec![
            ("viec", "hand_over"),
            ("carrier", "GHN"),
            ("tracking_no", "G1"),
        ],
        vec![("viec", "deliver")],
    ] {
        let done = director.post_form(&path, &form).await;
        done.expect(StatusCode::SEE_OTHER);
    }
    test.later(8 * DAY);
    let core = &test.app.core;
    sub_orders::complete_delivered(core)
        .await
        .expect("completed");
    test.later(7 * DAY);
    settlements::close(core).await.expect("settled");
}

#[test]
fn commissions_are_paid_by_code_and_file_and_come_back() {
    on_both(async |test: &mut TestApp| {
        let (variant, slug) = pack(test).await;
        let mut director = test.another_as(Who::Director).await;
        let link = seller(test, &mut director, &slug).await;
        sold(test, &mut director, variant, &link).await;
        // Weeks later everybody signs in anew.
        let mut director = test.another_as(Who::Director).await;
        let mut lan = test.another_as(Who::Officer).await;
        let mut operator = test.another_as(Who::Operator).await;
        let month = director
            .get("/htx/tien")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(month.contains("Đối soát từng tuần"), "{month}");
        let bad = lan
            .post_form(
                "/nguoi-ban/tai-khoan",
                &[("bin", "970405"), ("number", "12")],
            )
            .await;
        let bad = bad.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
        assert!(bad.contains("6 đến 19 chữ số"));
        let account = [
            ("bin", "970405"),
            ("number", "1234567890"),
            ("holder", "nguyen thi lan"),
        ];
        let kept = lan.post_form("/nguoi-ban/tai-khoan", &account).await;
        kept.expect(StatusCode::SEE_OTHER);
        let tasks = operator.get("/quan-tri/tien").await.expect(StatusCode::OK);
        assert!(
            tasks
                .text()
                .contains("tài khoản chưa có hoặc chưa đối chiếu")
        );
        let page = tasks.text();
        let account = page.split("Nguyễn Thị Lan").nth(1).expect("to check");
        let at = account.find("name=\"id\" value=\"").expect("a form") + 17;
        let id = account[at..].split('"').next().expect("an id");
        let at = account.find("name=\"luc\" value=\"").expect("its time") + 18;
        let seen = account[at..].split('"').next().expect("a time");
        let checked = [("id", id), ("luc", seen), ("viec", "tai-khoan-nguoi-ban")];
        let checked = operator.post_form("/quan-tri/tien", &checked).await;
        checked.expect(StatusCode::SEE_OTHER);
        let text = "select id from seller_payout where state = 'to_pay'";
        let row = sql::row(test.app.core.db.read(), text, []).await;
        let row = row.expect("runs").expect("a payout");
        let payout: Uuid = row.try_get("", "id").expect("an id");
        let picture = format!("/quan-tri/tien/chi-tra/{payout}");
        let page = operator.get("/quan-tri/tien").await.expect(StatusCode::OK);
        assert!(page.text().contains(&picture));
        let drawn = operator.get(&picture).await.expect(StatusCode::OK).text();
        assert!(drawn.contains("<svg"));
        let closed = lan.get(&picture).await;
        assert_ne!(closed.status, StatusCode::OK);
        let file = operator.get("/quan-tri/tien/chi-tra.csv").await;
        let file = file.expect(StatusCode::OK).text();
        assert!(file.contains("NGUYEN THI LAN") && file.contains("1234567890"));
        let payout = payout.to_string();
        for (deed, said) in [("da-chi", "Đã chuyển"), ("bi-tra", "Ngân hàng trả lại")] {
            let form = [("id", payout.as_str()), ("ai", "nguoi-ban"), ("viec", deed)];
            let noted = operator.post_form("/quan-tri/tien/chi-tra", &form).await;
            noted.expect(StatusCode::SEE_OTHER);
            let twice = operator.post_form("/quan-tri/tien/chi-tra", &form).await;
            twice.expect(StatusCode::CONFLICT);
            let home = lan.get("/nguoi-ban").await.expect(StatusCode::OK).text();
            assert!(home.contains(said), "{home}");
        }
        test.later(7 * DAY);
        settlements::close(&test.app.core).await.expect("settled");
        let mut operator = test.another_as(Who::Operator).await;
        let file = operator.get("/quan-tri/tien/chi-tra.csv").await;
        assert!(file.expect(StatusCode::OK).text().contains("1234567890"));
        let wrong = services::ledger::check(&test.app.core).await;
        assert_eq!(wrong.expect("checked"), Vec::<String>::new());
    });
}
