//! Passwords, how wrong ones slow down, and the life of sessions.

use super::{MINUTE, PHONE, code_of, guest};
use crate::support::{World, on_both, signed_in};
use sea_orm::Value;
use services::{Error, identity};
use shared::input::sign_in::{ChangePassword, SignIn};
use shared::say::Locale;

const PASSWORD: &str = "na chín trên núi";
const DAY: i64 = 24 * 60 * MINUTE;

fn form(password: &str) -> SignIn {
    SignIn {
        phone: PHONE.to_owned(),
        password: password.to_owned(),
        tiep: String::new(),
    }
}

async fn given_person_with_password(world: &World) -> shared::id::PersonId {
    let id = world.given_person("Nông Thị Mai", PHONE).await;
    let hash = identity::passwords::hash(PASSWORD.to_owned())
        .await
        .expect("hashes");
    let values: [Value; 2] = [hash.into(), id.uuid().into()];
    world
        .execute("update person set password_hash = $1 where id = $2", values)
        .await;
    id
}

#[test]
fn the_right_password_opens_a_session() {
    on_both(async |world| {
        let id = given_person_with_password(world).await;
        let signed = identity::with_password(&world.core, &guest(), &form(PASSWORD), None)
            .await
            .expect("signs in");
        assert_eq!(signed.person.id, id);
        let person = identity::load_person(&world.core, &signed.token)
            .await
            .expect("loads")
            .expect("a session");
        assert_eq!(person.id, id);
        assert!(
            identity::load_person(&world.core, "another")
                .await
                .expect("loads")
                .is_none()
        );
        let kept = world
            .number(
                "select count(*) as n from session where token_hash = $1",
                [signed.token.into()],
            )
            .await;
        assert_eq!(kept, 0, "only a hash of the token is kept");
    });
}

#[test]
fn unknown_phones_and_wrong_passwords_read_the_same() {
    on_both(async |world| {
        let unknown = identity::with_password(&world.core, &guest(), &form("x"), None)
            .await
            .expect_err("refused");
        world.execute("delete from sign_in_throttle", []).await;
        given_person_with_password(world).await;
        let wrong = identity::with_password(&world.core, &guest(), &form("x"), None)
            .await
            .expect_err("refused");
        let words = |e: &Error| match e {
            Error::Invalid { fields } => fields.clone(),
            _ => Vec::new(),
        };
        assert!(!words(&wrong).is_empty());
        assert_eq!(words(&unknown), words(&wrong));
    });
}

#[test]
fn five_wrong_tries_make_the_sixth_wait() {
    on_both(async |world| {
        given_person_with_password(world).await;
        let core = &world.core;
        for _ in 0..5 {
            let error = identity::with_password(core, &guest(), &form("wrong"), None)
                .await
                .expect_err("wrong");
            assert_eq!(code_of(&error), "wrong");
        }
        // Even the right password waits now, so that guessing faster does not help.
        let error = identity::with_password(core, &guest(), &form(PASSWORD), None)
            .await
            .expect_err("too early");
        assert!(
            matches!(
                error,
                Error::Busy {
                    retry_after_s: 60,
                    ..
                }
            ),
            "{error}"
        );
        core.clock.advance(MINUTE);
        let error = identity::with_password(core, &guest(), &form("wrong"), None)
            .await
            .expect_err("wrong");
        assert_eq!(code_of(&error), "wrong");
        let error = identity::with_password(core, &guest(), &form("wrong"), None)
            .await
            .expect_err("too early");
        assert!(
            matches!(
                error,
                Error::Busy {
                    retry_after_s: 120,
                    ..
                }
            ),
            "{error}"
        );
        core.clock.advance(2 * MINUTE);
        identity::with_password(core, &guest(), &form(PASSWORD), None)
            .await
            .expect("signs in");
        let left = world
            .number("select count(*) as n from sign_in_throttle", [])
            .await;
        assert_eq!(left, 0, "the right password clears the count");
    });
}

#[test]
fn many_tries_at_once_do_not_slip_through() {
    on_both(async |world| {
        given_person_with_password(world).await;
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let core = world.core.clone();
            tries.spawn(async move {
                identity::with_password(&core, &guest(), &form("wrong"), None).await
            });
        }
        let outcomes = tries.join_all().await;
        let looked_at = outcomes
            .iter()
            .filter(|o| o.as_ref().is_err_and(|e| code_of(e) == "wrong"))
            .count();
        assert!(looked_at <= 5, "{looked_at} passwords were looked at");
    });
}

#[test]
fn sessions_end_by_rest_and_by_age() {
    on_both(async |world| {
        given_person_with_password(world).await;
        let core = &world.core;
        let there = async |token: &str| {
            identity::load_person(core, token)
                .await
                .expect("loads")
                .is_some()
        };
        let sign_in = async || {
            identity::with_password(core, &guest(), &form(PASSWORD), None)
                .await
                .expect("in")
                .token
        };
        let idle = sign_in().await;
        core.clock.advance(14 * DAY - 1);
        assert!(there(&idle).await);
        core.clock.advance(14 * DAY);
        assert!(!there(&idle).await, "two weeks without use");
        let used = sign_in().await;
        for _ in 0..8 {
            core.clock.advance(11 * DAY);
            assert!(there(&used).await);
        }
        core.clock.advance(2 * DAY);
        assert!(!there(&used).await, "ninety days in any case");
    });
}

#[test]
fn signing_in_replaces_the_session_the_browser_had() {
    on_both(async |world| {
        given_person_with_password(world).await;
        let core = &world.core;
        let first = identity::with_password(core, &guest(), &form(PASSWORD), None)
            .await
            .expect("in");
        let second = identity::with_password(core, &guest(), &form(PASSWORD), Some(&first.token))
            .await
            .expect("in");
        assert_ne!(first.token, second.token);
        assert!(
            identity::load_person(core, &first.token)
                .await
                .expect("loads")
                .is_none()
        );
        assert!(
            identity::load_person(core, &second.token)
                .await
                .expect("loads")
                .is_some()
        );
    });
}

#[test]
fn one_can_sign_out_here_there_and_everywhere() {
    on_both(async |world| {
        given_person_with_password(world).await;
        let core = &world.core;
        let sign_in = async || {
            identity::with_password(core, &guest(), &form(PASSWORD), None)
                .await
                .expect("in")
        };
        let there = async |token: &str| {
            identity::load_person(core, token)
                .await
                .expect("loads")
                .is_some()
        };
        let (a, b, c) = (sign_in().await, sign_in().await, sign_in().await);
        identity::sign_out(core, &a.actor(Locale::Vi))
            .await
            .expect("out");
        assert!(!there(&a.token).await && there(&b.token).await);
        let stranger = signed_in(
            world.given_person("Người khác", "0987 654 321").await,
            Vec::new(),
            Vec::new(),
        );
        let not_mine = identity::end_session(core, &stranger, b.person.session)
            .await
            .expect_err("not theirs");
        assert!(matches!(not_mine, Error::NotFound { .. }));
        identity::end_session(core, &c.actor(Locale::Vi), b.person.session)
            .await
            .expect("ended");
        assert!(!there(&b.token).await && there(&c.token).await);
        let d = sign_in().await;
        identity::sign_out_everywhere(core, &c.actor(Locale::Vi))
            .await
            .expect("out");
        assert!(!there(&c.token).await && !there(&d.token).await);
        assert_eq!(
            world
                .number(
                    "select count(*) as n from audit where action = 'end_sessions'",
                    []
                )
                .await,
            2
        );
    });
}

#[test]
fn another_password_ends_the_other_sessions() {
    on_both(async |world| {
        given_person_with_password(world).await;
        let core = &world.core;
        let a = identity::with_password(core, &guest(), &form(PASSWORD), None)
            .await
            .expect("in");
        let b = identity::with_password(core, &guest(), &form(PASSWORD), None)
            .await
            .expect("in");
        let change = |current: &str| ChangePassword {
            current: current.to_owned(),
            password: "mật khẩu mới toanh".to_owned(),
        };
        let wrong = identity::change_password(core, &a.actor(Locale::Vi), &change("x"))
            .await
            .expect_err("wrong");
        assert_eq!(code_of(&wrong), "wrong");
        let token = identity::change_password(core, &a.actor(Locale::Vi), &change(PASSWORD))
            .await
            .expect("changed");
        for old in [&a.token, &b.token] {
            assert!(
                identity::load_person(core, old)
                    .await
                    .expect("loads")
                    .is_none()
            );
        }
        assert!(
            identity::load_person(core, &token)
                .await
                .expect("loads")
                .is_some()
        );
        identity::with_password(core, &guest(), &form("mật khẩu mới toanh"), None)
            .await
            .expect("in");
    });
}
