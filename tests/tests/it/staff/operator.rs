//! Operators see to people, roles, the log and the queue.

use super::{audited, decide, field};
use http::StatusCode;
use tests::{TestApp, Who, on_both};
use uuid::Uuid;

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
        let told = "Cho bày hàng không chờ duyệt";
        assert!(
            all.contains(told) && all.contains("không chờ duyệt</dt>") && all.contains("<ins>"),
            "in words, without codes: {all}"
        );
        for code in ["trust_cooperative", "sub_order", "to_confirm", "time_out"] {
            assert!(!all.contains(code), "{code}");
        }
        let narrow = "/quan-tri/nhat-ky?ai=0900000002&htx=an-phu&viec=trust_cooperative&ve=cooperative:an-phu\
            &tu=2026-08-15&den=2026-08-15";
        assert!(
            operator
                .get(narrow)
                .await
                .expect(StatusCode::OK)
                .text()
                .contains(told)
        );
        let by_words = operator
            .get("/quan-tri/nhat-ky?viec=Cho+b%C3%A0y+h%C3%A0ng+kh%C3%B4ng+ch%E1%BB%9D+duy%E1%BB%87t")
            .await
            .expect(StatusCode::OK);
        assert!(by_words.text().contains("an-phu"), "asked in its words");
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
