//! Orders of pooled listings: who gets them, why, and what is kept of the decision.

use crate::ordering::{buy, ledger_is_clean, line, order};
use crate::support::{World, on_both};
use services::Error;
use shared::id::{CooperativeId, ProductId};
use shared::rules::routing::{Snapshot, plan};
use shared::view::order::PlacedOrder;
use store::entity::certificate;
use store::sql;
use uuid::Uuid;

/// Phường Chiềng An, tỉnh Sơn La: as far from Hà Nội again as Chi Lăng.
const CHIENG_AN: &str = "03664";

async fn near_and_far(world: &World) -> (CooperativeId, CooperativeId) {
    let near = world.given_cooperative("HTX Gần").await;
    let far = world.given_cooperative_at("HTX Xa", "14", CHIENG_AN).await;
    (near, far)
}

fn sellers(placed: &PlacedOrder) -> Vec<CooperativeId> {
    placed
        .sub_orders
        .iter()
        .map(|of| of.cooperative.id)
        .collect()
}

#[test]
fn one_cooperative_sends_what_it_has_whole() {
    on_both(async |world| {
        let (near, far) = near_and_far(world).await;
        let na = world.given_goods(near, "Na", 195_000, 2).await;
        world.given_pool(&na, near, &[far], (195_000, 10), "").await;
        // Only the far one has all three: one parcel, not two.
        let placed = buy(&world.core, &order(vec![line(&na, "3")]), "a").await;
        assert_eq!(sellers(&placed.expect("placed")), [far]);
        // Both have two: the near one costs less to send from.
        let placed = buy(&world.core, &order(vec![line(&na, "2")]), "b").await;
        assert_eq!(sellers(&placed.expect("placed")), [near]);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_line_is_split_when_nobody_has_all_of_it() {
    on_both(async |world| {
        let (near, far) = near_and_far(world).await;
        let na = world.given_goods(near, "Na", 195_000, 4).await;
        world.given_pool(&na, near, &[far], (195_000, 5), "").await;
        let placed = buy(&world.core, &order(vec![line(&na, "7")]), "a").await;
        let placed = placed.expect("placed");
        assert_eq!(placed.sub_orders.len(), 2);
        let ordered: i64 = placed
            .sub_orders
            .iter()
            .flat_map(|of| &of.lines)
            .map(|line| line.quantity.parse::<i64>().expect("whole"))
            .sum();
        assert_eq!(ordered, 7);
        let sum: i64 = placed.sub_orders.iter().map(|of| of.total.0).sum();
        assert_eq!(sum, placed.total.0);
        let refused = buy(&world.core, &order(vec![line(&na, "3")]), "b").await;
        let Err(Error::Conflict { code, fields, .. }) = refused else {
            panic!("two are left: {refused:?}");
        };
        assert_eq!(code, "insufficient_stock");
        assert!(fields[0].message.contains("Còn 2"), "{:?}", fields[0]);
        ledger_is_clean(world).await;
    });
}

#[test]
fn the_buyer_may_choose_who_sends_it() {
    on_both(async |world| {
        let (near, far) = near_and_far(world).await;
        let na = world.given_goods(near, "Na", 195_000, 9).await;
        world.given_pool(&na, near, &[far], (195_000, 9), "").await;
        let mut wish = line(&na, "1");
        wish.cooperative_id = Some(far);
        let placed = buy(&world.core, &order(vec![wish]), "a").await;
        assert_eq!(sellers(&placed.expect("placed")), [far]);
        let chosen = world
            .number("select count(*) as n from order_line where chosen", [])
            .await;
        assert_eq!(chosen, 1);
    });
}

#[test]
fn a_claim_of_the_listing_is_a_hard_condition() {
    on_both(async |world| {
        let (near, far) = near_and_far(world).await;
        let na = world.given_goods(near, "Na", 195_000, 9).await;
        world
            .given_pool(&na, near, &[far], (195_000, 9), "vietgap")
            .await;
        let refused = buy(&world.core, &order(vec![line(&na, "1")]), "a").await;
        let Err(Error::Conflict { code, .. }) = refused else {
            panic!("nobody can prove it: {refused:?}");
        };
        assert_eq!(code, "no_certificate");
        world.given_vietgap(far, na.product).await;
        let placed = buy(&world.core, &order(vec![line(&na, "1")]), "b").await;
        assert_eq!(sellers(&placed.expect("placed")), [far]);
    });
}

#[test]
fn the_decision_is_kept_and_can_be_made_again() {
    on_both(async |world| {
        let (near, far) = near_and_far(world).await;
        let na = world.given_goods(near, "Na", 195_000, 9).await;
        world.given_pool(&na, near, &[far], (195_000, 9), "").await;
        let placed = buy(&world.core, &order(vec![line(&na, "2")]), "a").await;
        let code = placed.expect("placed").code;
        let (facts, hash, kept) = world.decision(&code).await;
        assert_eq!(services::keys::digest(facts.as_bytes()), hash);
        let snapshot = Snapshot::from_json(&facts).expect("well formed");
        assert_eq!(snapshot.to_json(), facts);
        assert_eq!(plan(&snapshot).to_json(&snapshot), kept);
        // What was given this month is remembered.
        let given = world
            .number("select cast(sum(value) as bigint) as n from pool_share", [])
            .await;
        assert_eq!(given, 390_000);
    });
}

impl World {
    /// A VietGAP certificate of a product, valid this year and the next.
    async fn given_vietgap(&self, cooperative: CooperativeId, product: ProductId) {
        let today = self.core.clock.now();
        self.insert(certificate::Model {
            id: Uuid::now_v7(),
            cooperative_id: cooperative.uuid(),
            product_id: Some(product.uuid()),
            kind: "vietgap".to_owned(),
            mark: None,
            stars: None,
            number: None,
            issuer: "Cơ quan chứng nhận".to_owned(),
            scope_text: "Na".to_owned(),
            valid_from: today.plus_days(-100).0,
            valid_to: today.plus_days(300).0,
            scan_picture: None,
            verified_by: None,
            verified_at: Some(today.0),
            revoked_at: None,
            revoke_reason: None,
            created_at: today.0,
        })
        .await;
    }

    /// The facts of an order's only decision, their hash, and the plan.
    async fn decision(&self, code: &str) -> (String, String, String) {
        let row = sql::row(
            self.core.db.read(),
            "select d.snapshot, d.snapshot_hash, d.plan from routing_decision d \
             join buyer_order o on o.id = d.order_id where o.code = $1",
            [code.into()],
        )
        .await
        .expect("runs")
        .expect("a decision");
        let text = |column| row.try_get::<String>("", column).expect("a text");
        (text("snapshot"), text("snapshot_hash"), text("plan"))
    }
}
