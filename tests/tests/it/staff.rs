//! Officers and operators at work, through their pages.

use http::StatusCode;
use tests::{Answer, TestApp, Visitor, Who, on_both};
use uuid::Uuid;

/// An officer of Sơn La, and the slug of a cooperative there whose papers wait.
const WAITING: &str = "ban-mau";
/// A verified cooperative of Lạng Sơn, another province than the officer's.
const ELSEWHERE: &str = "dong-mo";

async fn version(test: &TestApp, slug: &str) -> String {
    test.number(
        "select version as n from cooperative where slug = $1",
        [slug.into()],
    )
    .await
    .to_string()
}

/// A field of a form as it stands on the page.
fn field(page: &Answer, action: &str, name: &str) -> String {
    let fields = page.form(action).fields;
    fields.into_iter().find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
}

async fn audited(test: &TestApp, action: &str) -> i64 {
    test.number(
        "select count(*) as n from audit where action = $1",
        [action.into()],
    )
    .await
}

async fn decide(
    test: &TestApp,
    officer: &mut Visitor,
    slug: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let version = version(test, slug).await;
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    officer
        .post_form(&format!("/lien-minh/htx/{slug}"), &all)
        .await
}

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
        assert_eq!(field(&again, &format!("/lien-minh/htx/{WAITING}"), "tax_code"), "0100109107");
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
        assert!(page.contains("Ảnh mờ, chụp lại giúp") && page.contains("refuse_cooperative"));
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

async fn person(test: &TestApp, who: Who) -> Uuid {
    let phone = shared::phone::Phone::parse(who.phone()).expect("a phone");
    let lookup = test.app.core.keys.lookup(phone.e164());
    let row = store::sql::row(
        test.app.core.db.read(),
        "select id from person where phone_lookup = $1",
        [lookup.into()],
    );
    row.await
        .expect("runs")
        .expect("a row")
        .try_get("", "id")
        .expect("an id")
}

#[test]
fn a_locked_person_is_out_at_once_and_nobody_locks_themselves() {
    on_both(async |test: &mut TestApp| {
        let mut operator = test.another_as(Who::Operator).await;
        let mut director = test.another_as(Who::Director).await;
        let path = format!("/quan-tri/nguoi/{}", person(test, Who::Director).await);
        let found = operator
            .get(&format!("/quan-tri/nguoi?q={}", Who::Director.phone()))
            .await
            .text();
        assert!(found.contains(&path), "found by phone");
        let found = operator
            .get("/quan-tri/nguoi?q=giam%20doc%20dong%20mo")
            .await
            .text();
        assert!(found.contains(&path), "found by name without marks");
        operator
            .post_form(&path, &[("action", "disable")])
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        let why = [("action", "disable"), ("reason", "Mất điện thoại")];
        operator
            .post_form(&path, &why)
            .await
            .expect(StatusCode::SEE_OTHER);
        director
            .get("/tai-khoan")
            .await
            .expect(StatusCode::SEE_OTHER);
        operator
            .post_form(&path, &[("action", "enable")])
            .await
            .expect(StatusCode::SEE_OTHER);
        director
            .get("/tai-khoan")
            .await
            .expect(StatusCode::SEE_OTHER);
        let own = format!("/quan-tri/nguoi/{}", person(test, Who::Operator).await);
        operator
            .post_form(&own, &why)
            .await
            .expect(StatusCode::CONFLICT);
        assert_eq!(audited(test, "disable_person").await, 1);
        assert_eq!(audited(test, "enable_person").await, 1);
    });
}

#[test]
fn roles_are_given_and_taken_but_not_ones_own() {
    on_both(async |test: &mut TestApp| {
        let mut operator = test.another_as(Who::Operator).await;
        let mut director = test.another_as(Who::Director).await;
        let id = person(test, Who::Director).await;
        let path = format!("/quan-tri/nguoi/{id}");
        let wrong = [("role", "king"), ("province", "99")];
        operator
            .post_form(&format!("{path}/vai-tro"), &wrong)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        director
            .get("/lien-minh")
            .await
            .expect(StatusCode::FORBIDDEN);
        let role = [("role", "officer"), ("province", "20")];
        operator
            .post_form(&format!("{path}/vai-tro"), &role)
            .await
            .expect(StatusCode::SEE_OTHER);
        operator
            .post_form(&format!("{path}/vai-tro"), &role)
            .await
            .expect(StatusCode::SEE_OTHER);
        director.get("/lien-minh").await.expect(StatusCode::OK);
        let page = operator.get(&path).await.expect(StatusCode::OK);
        let given = field(&page, &format!("{path}/bo-vai-tro"), "id");
        operator
            .post_form(&format!("{path}/bo-vai-tro"), &[("id", &given)])
            .await
            .expect(StatusCode::SEE_OTHER);
        director
            .get("/lien-minh")
            .await
            .expect(StatusCode::FORBIDDEN);
        let own = person(test, Who::Operator).await;
        let mine = store::sql::row(
            test.app.core.db.read(),
            "select id from staff_role where person_id = $1",
            [own.into()],
        );
        let mine: Uuid = mine
            .await
            .expect("runs")
            .expect("a row")
            .try_get("", "id")
            .expect("an id");
        let take = [("id", mine.to_string())];
        let take: Vec<(&str, &str)> = take.iter().map(|(k, v)| (*k, v.as_str())).collect();
        operator
            .post_form(&format!("/quan-tri/nguoi/{own}/bo-vai-tro"), &take)
            .await
            .expect(StatusCode::CONFLICT);
        assert_eq!(
            audited(test, "give_role").await,
            1,
            "a role that is there is not given twice"
        );
        assert_eq!(audited(test, "take_role").await, 1);
    });
}

#[test]
fn the_log_tells_every_write_and_can_be_narrowed() {
    on_both(async |test: &mut TestApp| {
        let mut officer = test.another_as(Who::Officer).await;
        decide(test, &mut officer, "an-phu", &[("action", "trust")])
            .await
            .expect(StatusCode::SEE_OTHER);
        let mut operator = test.another_as(Who::Operator).await;
        let all = operator
            .get("/quan-tri/nhat-ky")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(
            all.contains("trust_cooperative") && all.contains("<del>") && all.contains("<ins>")
        );
        let narrow = "/quan-tri/nhat-ky?ai=0900000002&htx=an-phu&viec=trust_cooperative&ve=cooperative:an-phu\
            &tu=2026-08-15&den=2026-08-15";
        assert!(
            operator
                .get(narrow)
                .await
                .expect(StatusCode::OK)
                .text()
                .contains("trust_cooperative")
        );
        let none = operator
            .get("/quan-tri/nhat-ky?tu=2026-08-16")
            .await
            .expect(StatusCode::OK)
            .text();
        assert!(none.contains("Không có việc nào khớp"));
        let wrong = operator.get("/quan-tri/nhat-ky?ai=abc&htx=x&tu=1").await;
        let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(field(&wrong, "/quan-tri/nhat-ky", "ai"), "abc");
        operator
            .get("/quan-tri/nhat-ky?sau=!")
            .await
            .expect(StatusCode::NOT_FOUND);
    });
}

#[test]
fn messages_that_were_given_up_can_be_tried_again() {
    on_both(async |test: &mut TestApp| {
        let id = Uuid::now_v7();
        let txn = test.app.core.db.begin().await.expect("begins");
        store::sql::execute(
            &*txn,
            "insert into outbox (id, topic, key, payload, attempts, next_at, parked_at, last_error, created_at) \
             values ($1, 'pages', 'k', '{\"listings\":[],\"catalogue\":true}', 8, 1, 2, 'không mở được', 1)",
            [id.into()],
        )
        .await
        .expect("added");
        txn.commit().await.expect("commits");
        let mut operator = test.another_as(Who::Operator).await;
        let queue = operator
            .get("/quan-tri/hang-doi")
            .await
            .expect(StatusCode::OK);
        assert!(queue.text().contains("không mở được"));
        let fields = [("id", field(&queue, "/quan-tri/hang-doi", "id"))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        operator
            .post_form("/quan-tri/hang-doi", &fields)
            .await
            .expect(StatusCode::SEE_OTHER);
        operator
            .post_form("/quan-tri/hang-doi", &fields)
            .await
            .expect(StatusCode::NOT_FOUND);
        test.work().await;
        let done = "select count(*) as n from outbox where id = $1 and done_at is not null";
        assert_eq!(test.number(done, [id.into()]).await, 1);
        assert_eq!(audited(test, "retry_message").await, 1);
    });
}
