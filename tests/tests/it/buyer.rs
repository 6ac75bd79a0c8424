//! The buyer's side: what changed meanwhile, who may see an order, taking it back.

use http::StatusCode;
use serde_json::json;
use tests::{Form, TestApp, Visitor, on_both};
use uuid::Uuid;

/// Dried mango of Toàn Thắng: it may be sent anywhere.
const MANGO: &str = "TT-XS-250";

async fn variant(test: &TestApp, sku: &str) -> String {
    let text = "select id from variant where sku = $1";
    let row = store::sql::row(test.app.core.db.read(), text, [sku.into()])
        .await
        .expect("runs")
        .expect("there");
    row.try_get::<Uuid>("", "id").expect("an id").to_string()
}

async fn set_stock(test: &mut TestApp, sku: &str, free: i64) {
    let text = "update offer set on_hand = held + allocated + $1 where variant_id = (select id from variant where sku = $2)";
    test.execute(text, [free.into(), sku.into()]).await;
}

/// Puts mango into the browser's cart and fills the checkout in, fees counted.
async fn checkout(browser: &mut Visitor, variant: &str, quantity: &str) -> Form {
    let fields = [
        ("variant_id", variant),
        ("quantity", quantity),
        ("op", "add"),
    ];
    browser
        .post_form("/gio-hang", &fields)
        .await
        .expect(StatusCode::SEE_OTHER);
    browser
        .post_form("/gio-hang/dat", &[])
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = browser.get("/dat-hang").await.expect(StatusCode::OK);
    let filled = page
        .form("/dat-hang")
        .with("name", "Nguyễn Thị Thử")
        .with("phone", "0912 345 678")
        .with("street", "Số 3 phố Mẫu")
        .with("ward_pick", "00166")
        .with("op", "ward");
    let page = browser.submit(&filled).await.expect(StatusCode::OK);
    page.form("/dat-hang").with("op", "order")
}

async fn order(browser: &mut Visitor, variant: &str) -> String {
    let form = checkout(browser, variant, "2").await;
    let placed = browser.submit(&form).await.expect(StatusCode::SEE_OTHER);
    placed.location().to_owned()
}

async fn ledger_is_clean(test: &TestApp) {
    assert_eq!(
        services::stock::check(&test.app.core)
            .await
            .expect("checks"),
        []
    );
}

#[test]
fn only_the_buyer_sees_an_order() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let path = order(&mut buyer, &mango).await;
        let page = buyer.get(&path).await.expect(StatusCode::OK).text();
        assert!(
            page.contains("Nguyễn Thị Thử") && page.contains("0912•••678"),
            "{page}"
        );
        assert!(!page.contains("345 678"), "the whole number is not shown");

        let mut other = test.another();
        let page = other.get(&path).await.expect(StatusCode::OK).text();
        assert!(
            page.contains("Tra cứu đơn") && !page.contains("Nguyễn Thị Thử"),
            "{page}"
        );
        let unknown = other
            .get("/don/22222222")
            .await
            .expect(StatusCode::OK)
            .text();
        let form = |page: &str| page.matches("<form").count();
        assert_eq!(
            form(&unknown),
            form(&page),
            "an unknown order looks the same"
        );
        other.set_cookie("don", "7Q2MWK4H.99999999999999.00");
        other.get(&path).await.expect(StatusCode::OK);

        let code = path.trim_start_matches("/don/").to_owned();
        let wrong = [("code", code.as_str()), ("phone", "0912 345 679")];
        let refused = other
            .post_form("/don", &wrong)
            .await
            .expect(StatusCode::NOT_FOUND);
        assert!(
            refused.text().contains("Không có đơn nào khớp"),
            "{}",
            refused.text()
        );
        let short = [("code", code.as_str()), ("phone", "0912 345 67")];
        let told = other
            .post_form("/don", &short)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text().contains("Số này thiếu 1 chữ số"));
        let right = [("code", code.as_str()), ("phone", "+84 912 345 678")];
        let found = other
            .post_form("/don", &right)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert!(
            other
                .get(found.location())
                .await
                .text()
                .contains("Nguyễn Thị Thử")
        );
        test.later(24 * 60 + 1);
        let later = other.get(&path).await.text();
        assert!(later.contains("Tra cứu đơn"), "a pass ends after a day");

        let api = format!("/api/v1/orders/{code}");
        test.get(&format!("{api}?phone=0912345679"))
            .await
            .expect(StatusCode::NOT_FOUND);
        test.get(&api)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        let told = test
            .get(&format!("{api}?phone=0912345678"))
            .await
            .expect(StatusCode::OK)
            .json();
        assert_eq!(told["sub_orders"][0]["status"], "to_confirm");
        assert!(
            told["sub_orders"][0]["why"]
                .as_str()
                .is_some_and(|why| why.contains("Toàn Thắng")),
            "{told}"
        );
    });
}

#[test]
fn a_buyer_takes_a_parcel_back() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let path = order(&mut buyer, &mango).await;
        let page = buyer.get(&path).await.expect(StatusCode::OK);
        let cancel = page.form(&path).with("op", "cancel");
        let mut stranger = test.another();
        assert_eq!(stranger.submit(&cancel).await.location(), "/don");
        buyer.submit(&cancel).await.expect(StatusCode::SEE_OTHER);
        let page = buyer.get(&path).await.text();
        assert!(
            page.contains("Đã huỷ") && page.contains("Bạn không phải trả gì"),
            "{page}"
        );
        buyer.submit(&cancel).await.expect(StatusCode::SEE_OTHER);
        ledger_is_clean(test).await;
    });
}

#[test]
fn less_than_was_seen_is_shown_and_can_be_accepted() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let form = checkout(&mut buyer, &mango, "3").await;
        // The hold ends, is given back, and somebody else takes all but one.
        test.later(11);
        services::holds::sweep(&test.app.core).await.expect("swept");
        set_stock(test, MANGO, 1).await;
        let told = buyer.submit(&form).await.expect(StatusCode::CONFLICT);
        let text = told.text().replace('\u{a0}', " ");
        assert!(
            text.contains("Còn 1") && text.contains("Đặt phần còn lại"),
            "{text}"
        );
        assert!(text.contains("Nguyễn Thị Thử"), "what was typed is kept");
        let cart = buyer.get("/gio-hang").await.expect(StatusCode::OK).text();
        assert!(cart.contains("Xoài sấy"), "the cart is kept");
        let accepted = told.form("/dat-hang").with("op", "order");
        let placed = buyer.submit(&accepted).await.expect(StatusCode::SEE_OTHER);
        assert!(placed.location().starts_with("/don/"));
        let left = "select on_hand - held - allocated as n from offer where variant_id = \
             (select id from variant where sku = 'TT-XS-250')";
        assert_eq!(test.number(left, []).await, 0);
    });
}

#[test]
fn a_new_price_is_shown_before_it_is_paid() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let form = checkout(&mut buyer, &mango, "1").await;
        let raise = "update offer set price = price + 1000 where variant_id = (select id from variant where sku = $1)";
        test.execute(raise, [MANGO.into()]).await;
        let told = buyer.submit(&form).await.expect(StatusCode::CONFLICT);
        assert!(told.text().contains("giá giờ là"), "{}", told.text());
        let placed = buyer
            .submit(&told.form("/dat-hang").with("op", "order"))
            .await;
        placed.expect(StatusCode::SEE_OTHER);
        ledger_is_clean(test).await;
    });
}

#[test]
fn pressing_twice_is_one_order() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let form = checkout(&mut buyer, &mango, "1").await;
        let mut same_browser = buyer.clone();
        let first = buyer.submit(&form).await.expect(StatusCode::SEE_OTHER);
        let second = same_browser
            .submit(&form)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(first.location(), second.location());
        let again = buyer.submit(&form).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(
            first.location(),
            again.location(),
            "back and once more is the same order"
        );
        ledger_is_clean(test).await;
    });
}

#[test]
fn steppers_work_around_what_was_typed() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let form = checkout(&mut buyer, &mango, "1").await;
        let more = buyer
            .submit(&form.clone().with("op", &format!("plus:{mango}")))
            .await
            .expect(StatusCode::OK);
        assert!(more.text().contains("Nguyễn Thị Thử"));
        assert_eq!(
            test.number(
                "select cast(sum(quantity) as bigint) as n from hold where state = 'active'",
                []
            )
            .await,
            2
        );
        let none = buyer
            .submit(&form.with("op", &format!("remove:{mango}")))
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(none.location(), "/gio-hang");
        assert!(
            buyer
                .get("/gio-hang")
                .await
                .text()
                .contains("Giỏ còn trống")
        );
        ledger_is_clean(test).await;
    });
}

#[test]
fn a_place_is_found_by_its_old_name() {
    on_both(async |test: &mut TestApp| {
        let mango = variant(test, MANGO).await;
        let mut buyer = test.another();
        let form = checkout(&mut buyer, &mango, "1").await;
        // Without script the code of the last choice is still there when other words are typed.
        let typed = form
            .clone()
            .with("ward_pick", "")
            .with("ward_q", "dich vong")
            .with("op", "order");
        let asked = buyer
            .submit(&typed)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY)
            .text();
        assert!(
            asked.contains("Phường Cầu Giấy, Hà Nội") && asked.contains("Phường Nghĩa Đô, Hà Nội"),
            "{asked}"
        );
        let nowhere = form
            .clone()
            .with("ward_pick", "")
            .with("ward_q", "qqqq xxxx")
            .with("op", "order");
        let told = buyer
            .submit(&nowhere)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY)
            .text();
        assert!(told.contains("Không tìm thấy nơi này"), "{told}");
        let elsewhere = form.with("ward_pick", "00160").with("op", "order");
        let fees = buyer.submit(&elsewhere).await.expect(StatusCode::OK).text();
        assert!(
            fees.contains("Đã tính phí giao"),
            "nobody pays a fee they have not seen"
        );
        let wards = test
            .get("/api/v1/wards?q=dich%20vong&limit=2")
            .await
            .expect(StatusCode::OK)
            .json();
        assert_eq!(wards["items"][0]["code"], "00166");
        test.get("/api/v1/wards?q=a&limit=0")
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_quote_says_what_cannot_go() {
    on_both(async |test: &mut TestApp| {
        let lines = json!([
            { "variant_id": variant(test, MANGO).await, "quantity": "2" },
            { "variant_id": variant(test, "DM-NA1-3").await, "quantity": "1" },
        ]);
        let south = json!({ "lines": lines, "ward_code": "26740" });
        let quote = test
            .post_json("/api/v1/quotes", &south, &[])
            .await
            .expect(StatusCode::OK)
            .json();
        assert_eq!(
            quote["parcels"].as_array().map(Vec::len),
            Some(1),
            "{quote}"
        );
        assert_eq!(quote["refused"][0]["code"], "too_far", "{quote}");
        let parcel = &quote["parcels"][0];
        let sum = parcel["goods_total"]
            .as_i64()
            .zip(parcel["shipping_fee"].as_i64())
            .map(|(a, b)| a + b);
        assert_eq!(parcel["total"].as_i64(), sum);
        let nowhere = json!({ "lines": lines, "ward_code": "99999" });
        let told = test
            .post_json("/api/v1/quotes", &nowhere, &[])
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.json()["fields"][0]["code"], "unknown_ward");
        let odd = test
            .post_json("/api/v1/quotes", &json!({ "lines": 1 }), &[])
            .await;
        let odd = odd.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(odd["code"], "invalid");
    });
}
