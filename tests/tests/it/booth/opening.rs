//! Opening a booth, its papers, its settings.

use super::by_code;
use axum::body::Body;
use http::{Method, StatusCode};
use store::sql;
use tests::{Answer, TestApp, Visitor, Who, on_both};

/// A picture of the demonstration stands in for a photo of the licence.
const PHOTO: &[u8] = include_bytes!("../../../../backend/demo/pictures/na.webp");

async fn send_papers(browser: &mut Visitor, texts: &[(&str, &str)], photo: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in texts {
        let part =
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    body.extend(
        b"--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n",
    );
    body.extend(photo);
    body.extend(b"\r\n--x--\r\n");
    let headers = [
        ("content-type", "multipart/form-data; boundary=x"),
        ("sec-fetch-site", "same-origin"),
    ];
    browser
        .send(Method::POST, "/htx/mo-gian", &headers, Body::from(body))
        .await
}

#[test]
fn a_booth_opens_and_its_licence_is_for_officers_only() {
    on_both(async |test: &mut TestApp| {
        let mut browser = test.another();
        send_papers(&mut browser, &[], PHOTO)
            .await
            .expect(StatusCode::UNAUTHORIZED);
        let on = by_code(test, &mut browser, "0987654321", "/htx/mo-gian").await;
        assert_eq!(on.location(), "/htx/mo-gian");
        let half = [("name", "Hợp tác xã Thử Nghiệm"), ("ward_q", "chi lang")];
        let again = send_papers(&mut browser, &half, PHOTO)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        let kept = again.field("kept");
        assert!(!kept.is_empty() && again.field("name") == "Hợp tác xã Thử Nghiệm");
        assert!(
            again.text().contains("value=\"06463\""),
            "communes to choose from"
        );
        let whole = [
            ("name", "Hợp tác xã Thử Nghiệm"),
            ("ward_code", "06463"),
            ("kept", kept.as_str()),
        ];
        let done = send_papers(&mut browser, &whole, &[])
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(done.location(), "/htx");
        assert!(
            browser
                .get("/htx")
                .await
                .text()
                .contains("Giấy tờ đang được xem")
        );
        let text = "select licence_picture from cooperative where licence_picture is not null order by created_at desc limit 1";
        let row = sql::row(test.app.core.db.read(), text, [])
            .await
            .expect("runs")
            .expect("a row");
        let id: String = row.try_get("", "licence_picture").expect("a picture");
        let path = format!("/anh/{id}-320.jpg");
        browser.get(&path).await.expect(StatusCode::NOT_FOUND);
        test.get(&path).await.expect(StatusCode::NOT_FOUND);
        let mut operator = test.another_as(Who::Operator).await;
        let seen = operator.get(&path).await.expect(StatusCode::OK);
        assert_eq!(seen.headers["cache-control"], "private, no-store");
        let made_up = send_papers(&mut browser, &[("kept", "v1.x.y")], b"no picture").await;
        assert!(
            made_up
                .expect(StatusCode::UNPROCESSABLE_ENTITY)
                .text()
                .contains("không phải ảnh")
        );
    });
}

#[test]
fn settings_say_what_is_wrong_and_keep_what_was_typed() {
    on_both(async |test: &mut TestApp| {
        test.sign_in_as(Who::Director).await;
        let wrong = [("from", "2026-08-20"), ("until", "2026-08-19")];
        let again = test
            .post_form("/htx/cai-dat/nghi", &wrong)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.field("from"), "2026-08-20");
        let form = again.form("/htx/cai-dat/nghi").with("until", "2026-08-22");
        assert!(test.follow(&form).await.text().contains("Đã lưu ngày nghỉ"));
        let page = test.get("/htx/cai-dat").await;
        assert!(
            test.follow(&page.form("/htx/cai-dat/tam-nghi"))
                .await
                .text()
                .contains("Gian hàng đã nghỉ")
        );
        let page = test.get("/htx/cai-dat").await;
        assert!(
            test.follow(&page.form("/htx/cai-dat/tam-nghi"))
                .await
                .text()
                .contains("bán lại rồi")
        );
        let dark = test.follow(&page.form("/htx/cai-dat/mau")).await;
        assert!(dark.text().contains("class=\"booth dark\""));
        let member = [
            ("phone", "0987 654"),
            ("name", "Nông Thị Mai"),
            ("role", "seller"),
        ];
        let again = test
            .post_form("/htx/thanh-vien", &member)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.field("name"), "Nông Thị Mai");
        test.follow(&again.form("/htx/thanh-vien").with("phone", "0987 654 321"))
            .await;
        let mut seller = test.another();
        let on = by_code(test, &mut seller, "0987654321", "").await;
        assert_eq!(on.location(), "/htx");
        seller
            .post_form("/htx/cai-dat/tam-nghi", &[("nghi", "1")])
            .await
            .expect(StatusCode::FORBIDDEN);
    });
}
