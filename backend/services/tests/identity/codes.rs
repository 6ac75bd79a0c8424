//! One-time codes: tries, ends, reuse.

use super::{MINUTE, PHONE, code_of, guest};
use crate::support::{World, on_both};
use services::{Error, identity};
use shared::input::sign_in::EnterCode;
use shared::phone::Phone;
use store::sql;

fn phone() -> Phone {
    Phone::parse(PHONE).expect("a phone")
}

/// The code in the newest notice.
async fn sent_code(world: &World) -> String {
    let text = "select body_sealed from notice order by created_at desc, id desc limit 1";
    let row = sql::row(world.core.db.read(), text, [])
        .await
        .expect("runs")
        .expect("a notice");
    let sealed: String = row.try_get("", "body_sealed").expect("a body");
    assert!(!sealed.contains("Mã"), "the code must be sealed");
    let body = world.core.keys.open(&sealed).expect("opens");
    body.chars().filter(char::is_ascii_digit).take(6).collect()
}

async fn try_code(world: &World, code: &str) -> services::Result<identity::SignedIn> {
    let form = EnterCode {
        code: code.to_owned(),
        tiep: String::new(),
    };
    identity::with_code(&world.core, &guest(), &phone(), &form, None).await
}

#[test]
fn a_code_signs_in_once_and_makes_a_person_of_a_new_phone() {
    on_both(async |world| {
        identity::request_code(&world.core, &guest(), &phone())
            .await
            .expect("sent");
        let code = sent_code(world).await;
        let first = try_code(world, &code).await.expect("signs in");
        assert!(first.person.memberships.is_empty());
        let error = try_code(world, &code).await.expect_err("used");
        assert_eq!(code_of(&error), "expired");
        world.core.clock.advance(MINUTE);
        identity::request_code(&world.core, &guest(), &phone())
            .await
            .expect("sent");
        let again = try_code(world, &sent_code(world).await)
            .await
            .expect("signs in");
        assert_eq!(
            again.person.id, first.person.id,
            "the same phone is the same person"
        );
        assert_eq!(
            world
                .number(
                    "select count(*) as n from outbox where topic = 'notice'",
                    []
                )
                .await,
            2
        );
    });
}

#[test]
fn a_code_has_five_tries_and_five_minutes() {
    on_both(async |world| {
        identity::request_code(&world.core, &guest(), &phone())
            .await
            .expect("sent");
        let code = sent_code(world).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for n in 0..5 {
            let error = try_code(world, wrong).await.expect_err("wrong");
            assert_eq!(code_of(&error), if n < 4 { "wrong" } else { "used_up" });
        }
        assert_eq!(
            code_of(&try_code(world, &code).await.expect_err("used up")),
            "used_up"
        );
        identity::request_code(&world.core, &guest(), &phone())
            .await
            .expect("sent");
        let second = sent_code(world).await;
        world.core.clock.advance(5 * MINUTE);
        assert_eq!(
            code_of(&try_code(world, &second).await.expect_err("too late")),
            "expired"
        );
    });
}

#[test]
fn only_the_newest_code_counts_and_not_too_many_are_sent() {
    on_both(async |world| {
        let ask = async || identity::request_code(&world.core, &guest(), &phone()).await;
        ask().await.expect("sent");
        let first = sent_code(world).await;
        world.core.clock.advance(MINUTE);
        ask().await.expect("sent");
        let second = sent_code(world).await;
        if first != second {
            assert_eq!(
                code_of(&try_code(world, &first).await.expect_err("replaced")),
                "wrong"
            );
        }
        try_code(world, &second).await.expect("signs in");
        ask().await.expect("sent");
        let error = ask().await.expect_err("too many");
        assert!(
            matches!(
                error,
                Error::Busy {
                    retry_after_s: 540,
                    ..
                }
            ),
            "{error}"
        );
        world.core.clock.advance(9 * MINUTE);
        ask().await.expect("sent");
    });
}

#[test]
fn one_code_opens_one_session_even_when_sent_twice_at_once() {
    on_both(async |world| {
        identity::request_code(&world.core, &guest(), &phone())
            .await
            .expect("sent");
        let code = sent_code(world).await;
        let (a, b) = tokio::join!(try_code(world, &code), try_code(world, &code));
        assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1);
        assert_eq!(
            world.number("select count(*) as n from session", []).await,
            1
        );
    });
}
