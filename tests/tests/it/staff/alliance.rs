//! Officers check papers, booths and certificates.

use super::{audited, decide, field};
use http::StatusCode;
use tests::{TestApp, Who, on_both};
use uuid::Uuid;

/// An officer of Sơn La, and the slug of a cooperative there whose papers wait.
const WAITING: &str = "ban-mau";
/// A verified cooperative of Lạng Sơn, another province than the officer's.
const ELSEWHERE: &str = "dong-mo";

#[test]
fn papers_are_checked_and_the_booth_opens() {
    on_both(async |test: &mut TestApp| {
        let mut officer = test.another_as(Who::Officer).await;
        let home = officer
            .get("/lien-minh")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(
            home.contains("Tỉnh Sơn La"),
            "an officer sees the province they answer for"
        );
        let list = officer
            .get("/lien-minh/htx?tt=documents")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(list.contains(&format!("/lien-minh/htx/{WAITING}")));
        // No photo and no tax code: both are asked for, what was typed is kept.
        let again = decide(
            test,
            &mut officer,
            WAITING,
            &[("action", "verify"), ("tax_code", "0100109107")],
        )
        .await;
        let again = again.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            field(&again, &format!("/lien-minh/htx/{WAITING}"), "tax_code"),
            "0100109107"
        );
        assert!(again.text().contains("Chữ số kiểm tra không khớp"));
        let fields = [
            ("action", "verify"),
            ("tax_code", "0100109106"),
            ("reason", "Đã tra cứu trên cổng quốc gia"),
        ];
        let done = decide(test, &mut officer, WAITING, &fields)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert!(
            officer
                .get(done.location())
                .await
                .expect(StatusCode::OK)
                .text()
                .contains("gian hàng mở")
        );
        // A second tap changes nothing and is no error.
        decide(test, &mut officer, WAITING, &fields)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(audited(test, "verify_cooperative").await, 1);
        let opened = "select count(*) as n from booth b join cooperative c on c.id = b.cooperative_id \
            where c.slug = $1 and b.opened_at is not null and c.tax_code = '0100109106' and c.state = 'verified'";
        assert_eq!(test.number(opened, [WAITING.into()]).await, 1);
        let told = "select count(*) as n from outbox where topic = 'cooperative.changed'";
        assert_eq!(test.number(told, []).await, 1);
    });
}

#[test]
fn sending_back_closing_and_opening_need_reasons_and_are_written_down() {
    on_both(async |test: &mut TestApp| {
        let mut officer = test.another_as(Who::Officer).await;
        let no_reason = decide(
            test,
            &mut officer,
            WAITING,
            &[("action", "refuse"), ("reason", "mờ")],
        )
        .await;
        assert!(
            no_reason
                .expect(StatusCode::UNPROCESSABLE_ENTITY)
                .text()
                .contains("Ghi lý do")
        );
        let refuse = [("action", "refuse"), ("reason", "Ảnh mờ, chụp lại giúp")];
        decide(test, &mut officer, WAITING, &refuse)
            .await
            .expect(StatusCode::SEE_OTHER);
        let page = officer
            .get(&format!("/lien-minh/htx/{WAITING}"))
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(page.contains("Ảnh mờ, chụp lại giúp") && page.contains("Trả lại giấy tờ"));
        // Closing a booth takes its goods off every list; opening brings them back.
        let visible = "select count(*) as n from listing l join cooperative c on c.id = l.cooperative_id \
            where c.slug = 'toan-thang' and l.visible";
        let before = test.number(visible, []).await;
        assert!(before > 0);
        let close = [
            ("action", "suspend"),
            ("reason", "Có khiếu nại đang xem xét"),
        ];
        decide(test, &mut officer, "toan-thang", &close)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(test.number(visible, []).await, 0);
        decide(test, &mut officer, "toan-thang", &[("action", "resume")])
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(test.number(visible, []).await, before);
        // Somebody else changed it meanwhile: look again first.
        let stale = [
            ("action", "suspend"),
            ("reason", "Có khiếu nại đang xem xét"),
            ("version", "1"),
        ];
        officer
            .post_form("/lien-minh/htx/toan-thang", &stale)
            .await
            .expect(StatusCode::CONFLICT);
        for action in [
            "refuse_cooperative",
            "suspend_cooperative",
            "resume_cooperative",
        ] {
            assert_eq!(audited(test, action).await, 1, "{action}");
        }
    });
}

#[test]
fn another_province_does_not_exist_for_an_officer() {
    on_both(async |test: &mut TestApp| {
        let mut officer = test.another_as(Who::Officer).await;
        officer
            .get(&format!("/lien-minh/htx/{ELSEWHERE}"))
            .await
            .expect(StatusCode::NOT_FOUND);
        let close = [("action", "suspend"), ("reason", "Thử đóng gian nơi khác")];
        decide(test, &mut officer, ELSEWHERE, &close)
            .await
            .expect(StatusCode::NOT_FOUND);
        let list = officer
            .get("/lien-minh/htx")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(!list.contains(ELSEWHERE) && list.contains("toan-thang"));
        let mut operator = test.another_as(Who::Operator).await;
        operator
            .get(&format!("/lien-minh/htx/{ELSEWHERE}"))
            .await
            .expect(StatusCode::OK);
        let found = operator
            .get("/lien-minh/htx?q=htx%20%C4%91%E1%BB%93ng%20m%E1%BB%8F")
            .await
            .text();
        assert!(found.contains(ELSEWHERE), "found by its name with marks");
    });
}

#[test]
fn a_badge_appears_with_the_officer_and_goes_with_the_paper() {
    on_both(async |test: &mut TestApp| {
        let id = Uuid::now_v7();
        let txn = test.app.core.db.begin().await.expect("begins");
        store::sql::execute(
            &*txn,
            "insert into certificate (id, cooperative_id, product_id, kind, stars, issuer, scope_text, valid_from, \
             valid_to, created_at) select $1, l.cooperative_id, l.product_id, 'ocop', 4, 'UBND tỉnh Sơn La', l.title, 1, \
             4102444800000, 1 from listing l join cooperative c on c.id = l.cooperative_id \
             where c.slug = 'an-phu' and l.visible order by l.slug limit 1",
            [id.into()],
        )
        .await
        .expect("added");
        txn.commit().await.expect("commits");
        let stars = "select cast(max(l.stars) as bigint) as n from listing l join certificate t \
            on t.product_id = l.product_id where t.id = $1";
        assert_eq!(
            test.number(stars, [id.into()]).await,
            0,
            "declared is not proven"
        );
        let mut officer = test.another_as(Who::Officer).await;
        let waiting = officer
            .get("/lien-minh/chung-nhan?tt=cho")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(waiting.contains(&id.to_string()));
        let path = format!("/lien-minh/chung-nhan/{id}");
        officer
            .post_form(&path, &[("action", "confirm")])
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(test.number(stars, [id.into()]).await, 4);
        officer
            .post_form(&path, &[("action", "revoke")])
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        let why = [("action", "revoke"), ("reason", "Giấy bị thu hồi")];
        officer
            .post_form(&path, &why)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(test.number(stars, [id.into()]).await, 0);
        assert_eq!(audited(test, "confirm_certificate").await, 1);
        assert_eq!(audited(test, "revoke_certificate").await, 1);
    });
}

#[test]
fn a_listing_goes_on_sale_with_one_tap_and_only_once() {
    on_both(async |test: &mut TestApp| {
        let mut operator = test.another_as(Who::Operator).await;
        let list = operator
            .get("/lien-minh/duyet")
            .await
            .expect(StatusCode::OK);
        let path = list
            .links("/lien-minh/duyet/")
            .into_iter()
            .next()
            .expect("the demonstration has one to review");
        let page = operator.get(&path).await.expect(StatusCode::OK).text();
        assert!(page.contains("<ins>"), "what changes is shown");
        let short = operator
            .post_form(&path, &[("action", "send_back"), ("note", "xem")])
            .await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let waiting = "select count(*) as n from listing where state = 'in_review'";
        let before = test.number(waiting, []).await;
        operator
            .post_form(&path, &[("action", "approve")])
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(test.number(waiting, []).await, before - 1);
        operator
            .post_form(&path, &[("action", "approve")])
            .await
            .expect(StatusCode::CONFLICT);
        assert_eq!(audited(test, "approve_listing").await, 1);
    });
}
