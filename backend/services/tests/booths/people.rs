//! Members, opening a booth, its settings.

use crate::support::{CHI_LANG, on_both, signed_in};
use sea_orm::Value;
use services::actor::{Actor, MemberRole};
use services::pictures::StoredPicture;
use services::{Error, booths, members};
use shared::input::booth::{AddMember, ChangeStory, OpenBooth, SetHoliday};
use shared::say::Locale;
use uuid::Uuid;

fn licence() -> StoredPicture {
    StoredPicture {
        id: "ab".repeat(16),
        width: 1200,
        height: 900,
        widths: vec![320, 640, 1200],
        bytes: 200_000,
    }
}

#[test]
fn directors_add_and_remove_and_one_stays() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let director = world
            .given_member(cooperative, MemberRole::Director, "0987 654 321")
            .await;
        let seller = world
            .given_member(cooperative, MemberRole::Seller, "0987 654 322")
            .await;
        let core = &world.core;
        let add = |phone: &str, role: &str| AddMember {
            phone: phone.to_owned(),
            name: "Nông Thị Mai".to_owned(),
            role: role.to_owned(),
        };
        let refused =
            members::add_member(core, &seller, cooperative, &add("0912 345 678", "seller")).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        let bad = members::add_member(core, &director, cooperative, &add("0912", "cook")).await;
        assert!(matches!(bad, Err(Error::Invalid { fields }) if fields.len() == 2));
        for _ in 0..2 {
            members::add_member(
                core,
                &director,
                cooperative,
                &add("0912 345 678", "accountant"),
            )
            .await
            .expect("added");
        }
        let list = async || {
            members::load_members_view(core, &director, cooperative)
                .await
                .expect("loads")
                .members
        };
        assert_eq!(list().await.len(), 3);
        let id = |line: &shared::view::booth::MemberLine| line.id.parse::<Uuid>().expect("an id");
        let lines = list().await;
        let me = lines
            .iter()
            .find(|line| line.detail.starts_with("Giám đốc"))
            .expect("the director");
        assert!(!me.removable);
        let last = members::remove_member(core, &director, cooperative, id(me)).await;
        assert!(matches!(
            last,
            Err(Error::Refused {
                code: "last_director",
                ..
            })
        ));
        let her = lines
            .iter()
            .find(|line| line.name == "Nông Thị Mai")
            .expect("added");
        members::remove_member(core, &director, cooperative, id(her))
            .await
            .expect("removed");
        assert_eq!(list().await.len(), 2);
        members::add_member(
            core,
            &director,
            cooperative,
            &add("0912 345 678", "accountant"),
        )
        .await
        .expect("back");
        assert_eq!(list().await.len(), 3);
        assert_eq!(
            world
                .number(
                    "select count(*) as n from audit where entity = 'membership'",
                    []
                )
                .await,
            3
        );
    });
}

#[test]
fn two_directors_cannot_remove_each_other() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let a = world
            .given_member(cooperative, MemberRole::Director, "0987 654 321")
            .await;
        let b = world
            .given_member(cooperative, MemberRole::Director, "0987 654 322")
            .await;
        let lines = members::load_members_view(&world.core, &a, cooperative)
            .await
            .expect("loads")
            .members;
        let ids: Vec<Uuid> = lines
            .iter()
            .map(|line| line.id.parse().expect("an id"))
            .collect();
        let (x, y) = tokio::join!(
            members::remove_member(&world.core, &a, cooperative, ids[1]),
            members::remove_member(&world.core, &b, cooperative, ids[0]),
        );
        assert_eq!(usize::from(x.is_ok()) + usize::from(y.is_ok()), 1);
        let left =
            "select count(*) as n from membership where role = 'director' and removed_at is null";
        assert_eq!(world.number(left, []).await, 1);
    });
}

#[test]
fn a_booth_opens_with_name_commune_and_a_photo() {
    on_both(async |world| {
        let person = world.given_person("Nông Thị Mai", "0912 345 678").await;
        let actor = signed_in(person, Vec::new(), Vec::new());
        let core = &world.core;
        let form = OpenBooth {
            name: "Hợp tác xã Đồng Mỏ".to_owned(),
            ward_code: CHI_LANG.to_owned(),
        };
        let guest = Actor::guest(Locale::Vi);
        assert!(matches!(
            booths::open_cooperative(core, &guest, &form, Some(&licence())).await,
            Err(Error::SignIn)
        ));
        let nothing = booths::open_cooperative(core, &actor, &OpenBooth::default(), None).await;
        assert!(matches!(nothing, Err(Error::Invalid { fields }) if fields.len() == 3));
        let id = booths::open_cooperative(core, &actor, &form, Some(&licence()))
            .await
            .expect("opens");
        let second = booths::open_cooperative(core, &actor, &form, Some(&licence()))
            .await
            .expect("another address");
        assert_ne!(id, second);
        let actor = signed_in(person, vec![(id, MemberRole::Director)], Vec::new());
        let home = booths::load_home_view(core, &actor, id)
            .await
            .expect("loads");
        assert_eq!(
            home.standing.expect("says so").title,
            "Giấy tờ đang được xem"
        );
        let again = booths::send_papers_again(core, &actor, Some(&licence())).await;
        assert!(
            matches!(again, Err(Error::NotFound { .. })),
            "nothing was sent back"
        );
        let values: [Value; 1] = [id.uuid().into()];
        world
            .execute(
                "update cooperative set state = 'refused', state_note = 'Ảnh mờ' where id = $1",
                values,
            )
            .await;
        let view = booths::load_opening_view(core, &actor, &OpenBooth::default(), "")
            .await
            .expect("loads");
        assert_eq!(view.again.as_deref(), Some("Giấy tờ cần gửi lại. Ảnh mờ"));
        booths::send_papers_again(core, &actor, Some(&licence()))
            .await
            .expect("sent");
        let waits = "select count(*) as n from cooperative where state = 'documents' and licence_picture is not null";
        assert_eq!(world.number(waits, []).await, 2);
    });
}

#[test]
fn a_booth_rests_and_comes_back() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        world
            .given_goods(cooperative, "Na Chi Lăng", 195_000, 20)
            .await;
        let director = world
            .given_member(cooperative, MemberRole::Director, "0987 654 321")
            .await;
        let seller = world
            .given_member(cooperative, MemberRole::Seller, "0987 654 322")
            .await;
        let core = &world.core;
        assert!(matches!(
            booths::pause(core, &seller, cooperative, true).await,
            Err(Error::Forbidden)
        ));
        let visible = async || {
            world
                .number("select count(*) as n from listing where visible", [])
                .await
        };
        booths::pause(core, &director, cooperative, true)
            .await
            .expect("pauses");
        booths::pause(core, &director, cooperative, true)
            .await
            .expect("is safe");
        assert_eq!(visible().await, 0);
        booths::pause(core, &director, cooperative, false)
            .await
            .expect("opens");
        assert_eq!(visible().await, 1);
        let days = SetHoliday {
            from: "15/8/2026".to_owned(),
            until: "20/8/2026".to_owned(),
        };
        booths::set_holiday(core, &director, cooperative, &days)
            .await
            .expect("kept");
        let home = booths::load_home_view(core, &director, cooperative)
            .await
            .expect("loads");
        assert_eq!(
            home.standing.expect("says so").title,
            "Đang nghỉ, bán lại từ thứ Sáu 21/8"
        );
        booths::set_holiday(core, &director, cooperative, &SetHoliday::default())
            .await
            .expect("ended");
        let story = ChangeStory {
            story_vi: "Na trên núi đá.".to_owned(),
            story_en: String::new(),
        };
        booths::change_story(core, &director, cooperative, &story)
            .await
            .expect("kept");
        let view = booths::load_settings_view(core, &director, cooperative)
            .await
            .expect("loads");
        assert_eq!(
            (view.story_vi.as_str(), view.holiday),
            ("Na trên núi đá.", None)
        );
        assert_eq!(
            world
                .number("select count(*) as n from audit where entity = 'booth'", [])
                .await,
            5
        );
    });
}
