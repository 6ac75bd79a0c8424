//! Certificates prove nothing until an officer has checked them.

use super::{given_categories, given_form, given_seller, photo};
use crate::support::on_both;
use services::Error;
use services::goods::{hand_in, papers, publish};
use shared::input::goods::HandInCertificate;

#[test]
fn a_certificate_counts_once_it_is_checked() {
    on_both(async |world| {
        given_categories(world).await;
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        world.given_goods(coop, "Na dai", 195_000, 20).await;
        let form = HandInCertificate {
            kind: "vietgap".to_owned(),
            issuer: "Trung tâm chứng nhận Lạng Sơn".to_owned(),
            scope: "Na".to_owned(),
            valid_from: "2026-01-01".to_owned(),
            valid_to: "2027-12-31".to_owned(),
            ..HandInCertificate::default()
        };
        let unseen = hand_in(&world.core, &actor, coop, &form, None)
            .await
            .expect_err("no scan");
        assert!(matches!(unseen, Error::Invalid { .. }));
        let id = hand_in(&world.core, &actor, coop, &form, Some(&photo("c")))
            .await
            .expect("handed in");
        let named = given_form(world, (coop, &actor), ("Na dai VietGAP", "65k", "5")).await;
        assert!(
            publish(&world.core, &actor, coop, &named).await.is_err(),
            "not checked yet"
        );
        let text = "update certificate set verified_at = $1 where id = $2";
        world
            .execute(text, [world.now().into(), id.uuid().into()])
            .await;
        publish(&world.core, &actor, coop, &named)
            .await
            .expect("proven now");
        let view = papers(
            &world.core,
            &actor,
            coop,
            HandInCertificate::default(),
            Default::default(),
        )
        .await;
        let view = view.expect("read");
        assert!(view.papers.len() == 1 && view.papers[0].active);
    });
}

#[test]
fn an_ocop_paper_names_goods_and_stars_and_ends_after_36_months() {
    on_both(async |world| {
        let (coop, actor) = given_seller(world, true, "0912345678").await;
        let goods = world.given_goods(coop, "Na dai", 195_000, 20).await;
        let mut form = HandInCertificate {
            kind: "ocop".to_owned(),
            issuer: "UBND tỉnh Lạng Sơn".to_owned(),
            valid_from: "2025-03-31".to_owned(),
            ..HandInCertificate::default()
        };
        let error = hand_in(&world.core, &actor, coop, &form, Some(&photo("d")))
            .await
            .expect_err("incomplete");
        let Error::Invalid { fields } = error else {
            panic!("{error:?}")
        };
        let paths: Vec<&str> = fields.iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths, ["product", "stars"]);
        form.product = goods.product.to_string();
        form.stars = "3".to_owned();
        form.valid_to = "2040-01-01".to_owned();
        hand_in(&world.core, &actor, coop, &form, Some(&photo("d")))
            .await
            .expect("handed in");
        let last = shared::time::VnDate::new(2028, 3, 31)
            .expect("a day")
            .end()
            .0;
        assert_eq!(
            world
                .number("select valid_to as n from certificate", [])
                .await,
            last
        );
    });
}
