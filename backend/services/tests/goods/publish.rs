//! From a photo and three values to a listing.

use super::{given_categories, given_form, given_seller};
use crate::support::{World, on_both};
use services::Error;
use services::drafts;
use services::goods::{Outcome, Published, publish};
use shared::input::goods::ListGoods;
use shared::state::ListingState;

fn listed(outcome: Outcome) -> Published {
    match outcome {
        Outcome::Listed(published) => published,
        Outcome::AskPrice(question) => panic!("asked: {question:?}"),
    }
}

fn fields(error: Error) -> Vec<(String, String)> {
    match error {
        Error::Invalid { fields } => fields.into_iter().map(|f| (f.path, f.code)).collect(),
        other => panic!("{other:?}"),
    }
}

async fn visible(world: &World) -> i64 {
    world
        .number("select count(*) as n from listing where visible", [])
        .await
}

#[test]
fn a_trusted_booth_is_live_after_three_values() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let form = given_form(world, (coop, &actor), ("Mật ong hoa nhãn", "95k", "24")).await;
        let done = listed(
            publish(&world.core, &actor, coop, &form)
                .await
                .expect("listed"),
        );
        assert_eq!(
            (done.state, done.slug.as_str()),
            (ListingState::Live, "mat-ong-hoa-nhan")
        );
        assert_eq!(visible(world).await, 1);
        let stock = world
            .number("select on_hand as n from offer where price = 95000", [])
            .await;
        assert_eq!(stock, 24);
        let per_litre = world
            .number("select price_per_litre as n from listing", [])
            .await;
        assert_eq!(per_litre, 190_000);
        assert_eq!(world.number("select count(*) as n from draft", []).await, 0);
        assert_eq!(
            world
                .number(
                    "select count(*) as n from picture where product_id is not null",
                    []
                )
                .await,
            1
        );
        assert_eq!(
            world
                .number(
                    "select count(*) as n from audit where action = 'list_goods'",
                    []
                )
                .await,
            1
        );
        assert!(
            world
                .number("select count(*) as n from outbox where topic = 'pages'", [])
                .await
                >= 1
        );
        assert!(
            services::stock::check(&world.core)
                .await
                .expect("checks")
                .is_empty()
        );
    });
}

#[test]
fn the_same_form_sent_twice_lists_once() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let form = given_form(world, (coop, &actor), ("Na dai", "65k", "30")).await;
        let both = tokio::join!(
            publish(&world.core, &actor, coop, &form),
            publish(&world.core, &actor, coop, &form)
        );
        let (a, b) = (
            listed(both.0.expect("listed")),
            listed(both.1.expect("listed")),
        );
        assert_eq!(a.listing, b.listing);
        let again = listed(
            publish(&world.core, &actor, coop, &form)
                .await
                .expect("listed"),
        );
        assert_eq!(again.listing, a.listing);
        assert_eq!(
            world.number("select count(*) as n from listing", []).await,
            1
        );
        assert_eq!(
            world.number("select on_hand as n from offer", []).await,
            30_000
        );
    });
}

#[test]
fn two_goods_of_one_name_have_two_addresses() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let mut slugs = Vec::new();
        for _ in 0..3 {
            let form = given_form(world, (coop, &actor), ("Na dai", "65k", "30")).await;
            slugs.push(
                listed(
                    publish(&world.core, &actor, coop, &form)
                        .await
                        .expect("listed"),
                )
                .slug,
            );
        }
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), 3, "{slugs:?}");
    });
}

#[test]
fn claims_without_a_paper_are_refused_at_the_name() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        for (name, code) in [
            ("Mật ong OCOP", "ocop"),
            ("Mật ong 4 sao", "stars"),
            ("Rượu ngô", "not_sold_here"),
        ] {
            let form = given_form(world, (coop, &actor), (name, "95k", "24")).await;
            let error = publish(&world.core, &actor, coop, &form)
                .await
                .expect_err("refused");
            assert_eq!(
                fields(error),
                [("name".to_owned(), code.to_owned())],
                "{name}"
            );
        }
        assert_eq!(
            world.number("select count(*) as n from listing", []).await,
            0
        );
        // Words of healing are for an officer, also of a trusted booth.
        let form = given_form(world, (coop, &actor), ("Mật ong giải độc", "95k", "24")).await;
        let done = listed(
            publish(&world.core, &actor, coop, &form)
                .await
                .expect("sent in"),
        );
        assert_eq!(done.state, ListingState::InReview);
        assert_eq!(visible(world).await, 0);
    });
}

#[test]
fn a_price_with_a_nought_too_few_is_asked_about() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let mut form = given_form(world, (coop, &actor), ("Mật ong hoa nhãn", "9500", "24")).await;
        let asked = publish(&world.core, &actor, coop, &form)
            .await
            .expect("asked");
        let Outcome::AskPrice(question) = asked else {
            panic!("{asked:?}")
        };
        assert_eq!((question.typed.0, question.other.0), (9_500, 95_000));
        form.price_ok = question.other.0.to_string();
        listed(
            publish(&world.core, &actor, coop, &form)
                .await
                .expect("listed"),
        );
        assert_eq!(
            world.number("select price as n from offer", []).await,
            95_000
        );
    });
}

#[test]
fn what_is_missing_is_told_by_field() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let form = ListGoods {
            draft: drafts::new_key().to_string(),
            ..ListGoods::default()
        };
        let error = publish(&world.core, &actor, coop, &form)
            .await
            .expect_err("incomplete");
        let paths: Vec<String> = fields(error).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["picture", "name", "price", "quantity"]);
    });
}

#[test]
fn a_draft_is_kept_and_is_nobody_elses() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let (other, stranger) = given_seller(world, true, "0912345679").await;
        let mut form = given_form(world, (coop, &actor), ("Na", "", "")).await;
        form.price = "65k".to_owned();
        drafts::save(&world.core, &actor, coop, &form, None)
            .await
            .expect("saved");
        let kept = drafts::list(&world.core, &actor, coop).await.expect("read");
        assert_eq!((kept.len(), kept[0].form.price.as_str()), (1, "65k"));
        assert!(
            kept[0].picture.is_some(),
            "the photo stays when only words are saved"
        );
        let id = kept[0].id;
        assert!(matches!(
            drafts::open(&world.core, &stranger, other, id).await,
            Err(Error::NotFound { .. })
        ));
        assert!(matches!(
            drafts::list(&world.core, &stranger, coop).await,
            Err(Error::NotFound { .. })
        ));
        assert!(matches!(
            drafts::discard(&world.core, &stranger, other, id).await,
            Err(Error::NotFound { .. })
        ));
        assert_eq!(
            drafts::list(&world.core, &actor, coop)
                .await
                .expect("read")
                .len(),
            1
        );
        drafts::discard(&world.core, &actor, coop, id)
            .await
            .expect("gone");
        assert!(
            drafts::list(&world.core, &actor, coop)
                .await
                .expect("read")
                .is_empty()
        );
    });
}

#[test]
fn a_draft_is_audited_when_it_is_begun_and_when_it_is_thrown_away() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let (other, stranger) = given_seller(world, true, "0912345679").await;
        let form = given_form(world, (coop, &actor), ("Na", "65k", "")).await;
        for _ in 0..3 {
            drafts::save(&world.core, &actor, coop, &form, None)
                .await
                .expect("saved");
        }
        let id = drafts::key(&form.draft).expect("a key");
        // The second tap on the same button finds nothing left to do.
        for _ in 0..2 {
            drafts::discard(&world.core, &actor, coop, id)
                .await
                .expect("gone");
        }
        let count = "select count(*) as n from audit where entity = 'draft' and action = $1";
        for action in ["begin_draft", "discard_draft"] {
            assert_eq!(world.number(count, [action.into()]).await, 1, "{action}");
        }
        assert!(matches!(
            drafts::discard(&world.core, &stranger, other, id).await,
            Err(Error::NotFound { .. })
        ));
    });
}

#[test]
fn a_photo_of_somebody_else_is_not_taken() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let (other, stranger) = given_seller(world, true, "0912345679").await;
        let form = given_form(world, (coop, &actor), ("Na dai", "65k", "30")).await;
        // The stranger claims the key of the draft: there is no photo under it for them.
        let error = publish(&world.core, &stranger, other, &form)
            .await
            .expect_err("no photo");
        assert_eq!(fields(error)[0].0, "picture");
        listed(
            publish(&world.core, &actor, coop, &form)
                .await
                .expect("listed"),
        );
        let error = publish(&world.core, &stranger, other, &form)
            .await
            .expect_err("not theirs");
        assert!(matches!(error, Error::NotFound { .. }));
    });
}
