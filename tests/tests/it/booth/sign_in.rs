//! Signing in by password and by code.

use super::by_code;
use http::StatusCode;
use tests::{TestApp, on_both};

#[test]
fn a_wrong_sign_in_keeps_what_was_typed_and_a_right_one_goes_on() {
    on_both(async |test: &mut TestApp| {
        let sent = test
            .get("/htx/don?nhom=xong")
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(sent.location(), "/dang-nhap?tiep=/htx/don%3Fnhom%3Dxong");
        let page = test.get(sent.location()).await.expect(StatusCode::OK);
        let form = page
            .form("/dang-nhap")
            .with("phone", "0900 000 010")
            .with("password", "sai");
        let again = test
            .submit(&form)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.field("phone"), "0900 000 010");
        assert_eq!(again.field("tiep"), "/htx/don?nhom=xong");
        assert!(
            !again.text().contains("value=\"sai\""),
            "a password is never sent back"
        );
        let form = again.form("/dang-nhap").with("password", tests::PASSWORD);
        let on = test.submit(&form).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(on.location(), "/htx/don?nhom=xong");
        test.get("/htx").await.expect(StatusCode::OK);
        let out = test
            .post_form("/dang-xuat", &[])
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(out.location(), "/");
        test.get("/htx").await.expect(StatusCode::SEE_OTHER);
    });
}

#[test]
fn nobody_is_led_to_another_site() {
    on_both(async |test: &mut TestApp| {
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let fields = [
                ("phone", "0900000010"),
                ("password", tests::PASSWORD),
                ("tiep", elsewhere),
            ];
            let mut browser = test.another();
            let on = browser
                .post_form("/dang-nhap", &fields)
                .await
                .expect(StatusCode::SEE_OTHER);
            assert_eq!(on.location(), "/htx");
        }
    });
}

#[test]
fn the_sixth_wrong_password_waits_and_says_how_long() {
    on_both(async |test: &mut TestApp| {
        let wrong = [("phone", "0900000010"), ("password", "sai")];
        for _ in 0..5 {
            test.post_form("/dang-nhap", &wrong)
                .await
                .expect(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let waits = test
            .post_form("/dang-nhap", &wrong)
            .await
            .expect(StatusCode::TOO_MANY_REQUESTS);
        assert!(waits.text().contains("Thử lại sau 1\u{a0}phút"));
        test.later(1);
        let right = [("phone", "0900000010"), ("password", tests::PASSWORD)];
        test.post_form("/dang-nhap", &right)
            .await
            .expect(StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_code_signs_in_and_the_page_before_it_is_not_skipped() {
    on_both(async |test: &mut TestApp| {
        let early = test
            .get("/dang-nhap/ma")
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(early.location(), "/dang-nhap");
        let mut browser = test.another();
        let on = by_code(test, &mut browser, "0900000010", "").await;
        assert_eq!(on.location(), "/htx");
        let mut stranger = test.another();
        let on = by_code(test, &mut stranger, "0987654321", "").await;
        assert_eq!(on.location(), "/htx/mo-gian");
        stranger.get("/htx").await.expect(StatusCode::FORBIDDEN);
    });
}
