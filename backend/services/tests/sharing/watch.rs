//! Operators stop a seller: every link is closed from that moment, and the log says why.

use super::{click, director, link, pays, seller};
use crate::given::signed_in;
use crate::support::on_both;
use services::actor::StaffRole;
use services::{Error, share};
use uuid::Uuid;

#[test]
fn a_stopped_seller_has_no_links_until_he_may_go_on() {
    on_both(async |world| {
        let core = &world.core;
        let dong_mo = world.given_cooperative("HTX Đồng Mỏ").await;
        let head = director(world, dong_mo, "0912 000 001").await;
        let na = world.given_goods(dong_mo, "Na", 195_000, 20).await;
        pays(world, &head, dong_mo, "5", "").await;
        let lan = seller(world, "Lan", "0912 000 002", "020196000001").await;
        let code = link(world, &lan, &na).await;
        click(world, &code, "").await;
        let someone = world.given_person("Vận hành", "0912 000 009").await;
        let operator = signed_in(someone, Vec::new(), vec![StaffRole::Operator]);
        let listed = share::list_sellers(core, &operator).await.expect("listed");
        let id: Uuid = listed.sellers[0].id.parse().expect("an id");
        let refused = share::set_seller(core, &operator, id, (true, " ")).await;
        assert!(
            matches!(refused, Err(Error::Invalid { .. })),
            "without a reason"
        );
        let lan_herself = share::set_seller(core, &lan, id, (true, "vì sao đó")).await;
        assert!(lan_herself.is_err(), "not an operator");
        share::set_seller(core, &operator, id, (true, "Nói quá công dụng"))
            .await
            .expect("stopped");
        let gone = share::open(core, &code).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })));
        let home = share::home_page(core, &lan).await.expect("home");
        assert!(home.notice.is_some(), "told why nothing opens");
        share::set_seller(core, &operator, id, (true, "Nói quá công dụng"))
            .await
            .expect("stopped already");
        let logged = "select count(*) as n from audit where action = 'stop_seller'";
        assert_eq!(world.number(logged, []).await, 1);
        share::set_seller(core, &operator, id, (false, "Đã gỡ bài"))
            .await
            .expect("goes on");
        share::open(core, &code).await.expect("opens again");
    });
}
