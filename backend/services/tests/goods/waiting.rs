//! What waits for an officer while other things change.

use super::given_officer;
use super::mend::given_live;
use crate::support::on_both;
use services::Error;
use services::actor::MemberRole;
use services::floors;
use services::goods::save_pack;
use services::listings::review;
use shared::input::floor::SetFloor;
use shared::input::goods::EditPack;

#[test]
fn a_waiting_price_below_a_floor_set_since_is_not_approved() {
    on_both(async |world| {
        let (coop, actor, slug, offer) = given_live(world, false).await;
        let price = EditPack {
            unit: "thung".into(),
            pack: "3 kg".into(),
            price: "100k".into(),
            ..EditPack::default()
        };
        save_pack(&world.core, &actor, coop, (&slug, Some(offer)), &price)
            .await
            .expect("saved");
        let floor = SetFloor {
            offer: offer.to_string(),
            amount: "150k".to_owned(),
            decision: "Nghị quyết HĐQT số 05".to_owned(),
            decided_on: "2026-08-01".to_owned(),
            ..SetFloor::default()
        };
        let director = world
            .given_member(coop, MemberRole::Director, "0912 345 699")
            .await;
        floors::set(&world.core, &director, coop, &slug, &floor)
            .await
            .expect("set");
        let officer = given_officer(world, "20", "0912345601").await;
        let open = review::list_open(&world.core, &officer, None, 10)
            .await
            .expect("read");
        let refused = review::approve(&world.core, &officer, open[0].id).await;
        assert!(
            matches!(&refused, Err(Error::Conflict { code, .. }) if *code == floors::BELOW),
            "{refused:?}"
        );
        let waits = "select count(*) as n from listing_review where decided_at is null";
        assert_eq!(world.number(waits, []).await, 1);
        review::send_back(&world.core, &officer, open[0].id, "Giá thấp hơn giá sàn")
            .await
            .expect("sent back");
    });
}
