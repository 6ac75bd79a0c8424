//! Classes: who gets in, what nobody outside sees, what the trainer reads, and the end.

use crate::given::signed_in;
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, Kind, StaffRole};
use services::channels::{self, Connected};
use services::practice::{self, NewClass};
use services::{alliance, catalogue, checkout, search, settlements};
use shared::id::CooperativeId;
use shared::time::DAY_MS;
use std::collections::BTreeMap;

async fn officer(world: &World, phone: &str, province: Option<&str>) -> Actor {
    let id = world.given_person("Cán bộ", phone).await;
    signed_in(
        id,
        vec![],
        vec![StaffRole::Officer {
            province_code: province.map(str::to_owned),
        }],
    )
}

async fn learner(world: &World, n: usize) -> Actor {
    let phone = format!("091300{n:04}");
    signed_in(
        world.given_person(&format!("Học {n}"), &phone).await,
        vec![],
        vec![],
    )
}

async fn class(world: &World, trainer: &Actor) -> String {
    let new = NewClass {
        name: "Lớp Sơn La".to_owned(),
        days: "1".to_owned(),
    };
    practice::open(&world.core, trainer, &new)
        .await
        .expect("opens")
}

fn member_of(actor: &Actor, booth: CooperativeId) -> Actor {
    let mut actor = actor.clone();
    if let Kind::Person(person) = &mut actor.kind {
        let role = services::actor::MemberRole::Director;
        person.memberships.push((booth, role));
    }
    actor
}

fn field_code(error: Error) -> String {
    match error {
        Error::Invalid { fields } => fields[0].code.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_class_takes_sixty_and_each_gets_one_booth() {
    on_both(async |world| {
        let core = &world.core;
        let trainer = officer(world, "0912000001", Some("14")).await;
        let code = class(world, &trainer).await;
        let first = learner(world, 1).await;
        let booth = practice::enter(core, &first, &code.to_lowercase())
            .await
            .expect("in");
        let again = practice::enter(core, &first, &code).await.expect("again");
        assert_eq!(booth, again);
        for n in 2..=60 {
            let one = learner(world, n).await;
            practice::enter(core, &one, &code).await.expect("in");
        }
        let late = learner(world, 61).await;
        let refused = practice::enter(core, &late, &code).await.expect_err("full");
        assert_eq!(field_code(refused), "class_full");
        let wrong = practice::enter(core, &late, "KHONGCO1").await;
        assert_eq!(field_code(wrong.expect_err("none")), "no_such_class");
        let guest = Actor::guest(shared::say::Locale::Vi);
        assert!(matches!(
            practice::enter(core, &guest, &code).await,
            Err(Error::SignIn)
        ));
        let board = practice::board(core, &trainer, &code).await.expect("board");
        assert_eq!(board.learners.len(), 60);
        assert_eq!(
            world
                .number(
                    "select cast(learners as bigint) as n from practice_class",
                    []
                )
                .await,
            60
        );
    });
}

#[test]
fn nobody_outside_sees_a_practice_booth() {
    on_both(async |world| {
        let core = &world.core;
        let trainer = officer(world, "0912000001", Some("14")).await;
        let code = class(world, &trainer).await;
        let one = learner(world, 1).await;
        let booth = practice::enter(core, &one, &code).await.expect("in");
        let goods = world.given_goods(booth, "Mật ong tập", 95_000, 20).await;
        let txn = core.db.begin().await.expect("begins");
        services::listings::refresh(core, &txn, goods.listing)
            .await
            .expect("refreshed");
        txn.commit().await.expect("commits");
        let seen = "select count(*) as n from listing where visible";
        assert_eq!(world.number(seen, []).await, 0, "no page, feed or search");
        let known = checkout::load(core, &[goods.variant]).await.expect("loads");
        let good = &known[&goods.variant];
        assert_eq!(good.free(), 0);
        assert!(!good.for_sale, "no order of a buyer");
        let found = search::find(core, "mật ong tập", 10)
            .await
            .expect("searches");
        assert!(found.is_empty());
        let booths = catalogue::feed::lists(core).await.expect("lists");
        assert!(
            !booths.iter().any(|path| path.contains("tap-")),
            "{booths:?}"
        );
        // Officers look after cooperatives, not after practice.
        let list = alliance::list_cooperatives(core, &trainer, &Default::default()).await;
        assert!(list.expect("lists").lines.is_empty());
        let slug = world
            .word("select slug as v from cooperative where state = 'practice'")
            .await;
        let page = alliance::load_cooperative_view(core, &trainer, &slug).await;
        assert!(matches!(page, Err(Error::NotFound { .. })));
        assert_eq!(settlements::close(core).await.expect("settles"), 0);
    });
}

fn shop(name: &str) -> Connected {
    Connected {
        shop: name.to_owned(),
        name: "Sàn mô phỏng".to_owned(),
        secrets: BTreeMap::new(),
        refresh_at: None,
        ends_at: None,
    }
}

#[test]
fn a_practice_booth_sells_in_simulated_shops_only() {
    on_both(async |world| {
        let core = &world.core;
        let trainer = officer(world, "0912000001", Some("14")).await;
        let code = class(world, &trainer).await;
        let one = learner(world, 1).await;
        let booth = practice::enter(core, &one, &code).await.expect("in");
        let one = member_of(&one, booth);
        let spec = &crate::channels::SPEC;
        let real = channels::connect(core, &one, booth, spec, shop("that")).await;
        assert!(matches!(
            real,
            Err(Error::Conflict {
                code: "practice",
                ..
            })
        ));
        let id = channels::connect_practice(core, &one, booth, spec, shop("tap"))
            .await
            .expect("connects");
        let account = channels::load(core, id).await.expect("loads");
        assert!(account.practice);
        let goods = world.given_goods(booth, "Mật ong tập", 95_000, 20).await;
        channels::publish(core, &one, &account, &[goods.listing])
            .await
            .expect("publishes");
        let lines = channels::offers(core, &account, &[]).await.expect("lines");
        assert_eq!(lines[0].stock, 20, "the simulated shop is told its stock");
        // A real cooperative gets no simulated shop.
        let other = world.given_cooperative("HTX Thật").await;
        let real = member_of(&one, other);
        let wrong = channels::connect_practice(core, &real, other, spec, shop("y")).await;
        assert!(matches!(wrong, Err(Error::NotFound { .. })));
        let steps = practice::board(core, &trainer, &code)
            .await
            .expect("board")
            .learners[0]
            .steps
            .iter()
            .filter(|step| step.done)
            .count();
        assert_eq!(steps, 3, "opened, listed, connected");
        practice::read_statement(core, &one, booth)
            .await
            .expect("read");
        let view = practice::practice_page(core, &one, booth)
            .await
            .expect("page");
        assert!(view.statement && !view.connect);
        let stranger = learner(world, 2).await;
        let page = practice::practice_page(core, &stranger, booth).await;
        assert!(matches!(page, Err(Error::NotFound { .. })));
    });
}

#[test]
fn another_alliance_sees_nothing_and_the_end_is_the_end() {
    on_both(async |world| {
        let core = &world.core;
        let trainer = officer(world, "0912000001", Some("14")).await;
        let other = officer(world, "0912000002", Some("20")).await;
        let code = class(world, &trainer).await;
        let one = learner(world, 1).await;
        let booth = practice::enter(core, &one, &code).await.expect("in");
        let goods = world.given_goods(booth, "Mật ong tập", 95_000, 20).await;
        let _ = goods;
        assert!(
            practice::classes(core, &other)
                .await
                .expect("lists")
                .classes
                .is_empty()
        );
        for refused in [
            practice::board(core, &other, &code).await.map(|_| ()),
            practice::end(core, &other, &code).await,
        ] {
            assert!(matches!(refused, Err(Error::NotFound { .. })));
        }
        assert!(matches!(
            practice::classes(core, &one).await,
            Err(Error::Forbidden)
        ));
        let all = officer(world, "0912000003", None).await;
        assert_eq!(
            practice::classes(core, &all)
                .await
                .expect("lists")
                .classes
                .len(),
            1
        );

        practice::end(core, &trainer, &code).await.expect("ends");
        practice::end(core, &trainer, &code)
            .await
            .expect("twice is once");
        let again = practice::enter(core, &one, &code).await;
        assert_eq!(field_code(again.expect_err("over")), "no_such_class");
        let inside = "select count(*) as n from membership where removed_at is null";
        assert_eq!(world.number(inside, []).await, 0);
        assert_eq!(
            practice::sweep(core).await.expect("sweeps"),
            0,
            "kept a week"
        );
        core.clock.advance(8 * DAY_MS);
        assert_eq!(practice::sweep(core).await.expect("sweeps"), 1);
        assert_eq!(practice::sweep(core).await.expect("sweeps"), 0);
        let name = world
            .word("select name as v from cooperative where state = 'practice'")
            .await;
        assert_eq!(name, "Gian hàng tập");
        // A class whose days are over ends by itself.
        let code = class(world, &trainer).await;
        core.clock.advance(2 * DAY_MS);
        assert_eq!(practice::sweep(core).await.expect("sweeps"), 1);
        let late = practice::enter(core, &one, &code).await;
        assert_eq!(field_code(late.expect_err("over")), "no_such_class");
    });
}
