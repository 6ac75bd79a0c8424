//! What an officer says to a listing.

use super::{given_categories, given_form, given_officer, given_seller};
use crate::support::{World, on_both};
use services::Error;
use services::goods::{Outcome, publish};
use services::listings::review;
use shared::id::ListingId;
use shared::state::ListingState;

async fn given_waiting(world: &World) -> (ListingId, uuid::Uuid) {
    let (coop, actor) = given_seller(world, false, "0912345678").await;
    let form = given_form(world, (coop, &actor), ("Chè Shan tuyết", "90k", "40")).await;
    let Ok(Outcome::Listed(done)) = publish(&world.core, &actor, coop, &form).await else {
        panic!("not listed")
    };
    assert_eq!(done.state, ListingState::InReview);
    let officer = given_officer(world, "20", "0912345600").await;
    let open = review::list_open(&world.core, &officer, None, 10)
        .await
        .expect("read");
    assert_eq!(open.len(), 1);
    assert_eq!(
        (open[0].listing, open[0].new, open[0].title.as_str()),
        (done.listing, true, "Chè Shan tuyết")
    );
    assert!(open[0].picture.is_some());
    (done.listing, open[0].id)
}

async fn state_of(world: &World, listing: ListingId) -> String {
    let text = "select state, visible from listing where id = $1";
    let row = store::sql::row(world.core.db.read(), text, [listing.uuid().into()])
        .await
        .expect("read")
        .expect("a row");
    row.try_get("", "state").expect("a state")
}

#[test]
fn buyers_see_it_when_an_officer_agrees() {
    on_both(async |world| {
        given_categories(world).await;
        let (listing, id) = given_waiting(world).await;
        assert_eq!(
            world
                .number("select count(*) as n from listing where visible", [])
                .await,
            0
        );
        let officer = given_officer(world, "20", "0912345601").await;
        let case = review::open(&world.core, &officer, id)
            .await
            .expect("found");
        assert!(
            case.difference
                .iter()
                .any(|d| d.field == "Tên món" && d.before.is_empty())
        );
        review::approve(&world.core, &officer, id)
            .await
            .expect("approved");
        assert_eq!(state_of(world, listing).await, "live");
        assert_eq!(
            world
                .number("select count(*) as n from listing where visible", [])
                .await,
            1
        );
        assert_eq!(
            review::count_open(&world.core, &officer)
                .await
                .expect("read"),
            0
        );
        let again = review::approve(&world.core, &officer, id)
            .await
            .expect_err("decided");
        assert!(
            matches!(
                again,
                Error::Conflict {
                    code: "already_decided",
                    ..
                }
            ),
            "{again:?}"
        );
        let told = world
            .number(
                "select count(*) as n from outbox where topic = 'listing.reviewed'",
                [],
            )
            .await;
        assert_eq!(told, 1);
    });
}

#[test]
fn sent_back_it_is_a_draft_with_a_reason() {
    on_both(async |world| {
        given_categories(world).await;
        let (listing, id) = given_waiting(world).await;
        let officer = given_officer(world, "20", "0912345601").await;
        let empty = review::send_back(&world.core, &officer, id, " ")
            .await
            .expect_err("no reason");
        assert!(matches!(empty, Error::Invalid { .. }));
        review::send_back(&world.core, &officer, id, "Ảnh chưa đúng món")
            .await
            .expect("sent back");
        assert_eq!(state_of(world, listing).await, "draft");
        let noted = world
            .number("select count(*) as n from listing where state_note = 'Ảnh chưa đúng món' and not visible", [])
            .await;
        assert_eq!(noted, 1);
    });
}

#[test]
fn an_officer_answers_for_the_own_province_only() {
    on_both(async |world| {
        given_categories(world).await;
        let (listing, id) = given_waiting(world).await;
        let stranger = given_officer(world, "14", "0912345602").await;
        assert!(
            review::list_open(&world.core, &stranger, None, 10)
                .await
                .expect("read")
                .is_empty()
        );
        assert!(matches!(
            review::approve(&world.core, &stranger, id).await,
            Err(Error::NotFound { .. })
        ));
        let (_, member) = given_seller(world, true, "0912345603").await;
        assert!(matches!(
            review::approve(&world.core, &member, id).await,
            Err(Error::Forbidden)
        ));
        assert_eq!(state_of(world, listing).await, "in_review");
    });
}
