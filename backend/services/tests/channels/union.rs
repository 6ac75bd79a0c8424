//! A union's shop: goods of members are sold once they agree, and the market's rules choose who sends.

use super::*;
use crate::moving::{Pool, given_pool};
use crate::ordering::order as storefront;

async fn director(world: &World, cooperative: CooperativeId, n: usize) -> Actor {
    let phone = format!("0912 777 10{n}");
    world
        .given_member(cooperative, MemberRole::Director, &phone)
        .await
}

async fn slug(world: &World, cooperative: CooperativeId) -> String {
    let row = sql::row(
        world.core.db.read(),
        "select slug from cooperative where id = $1",
        [cooperative.uuid().into()],
    )
    .await;
    let row = row.expect("runs").expect("there");
    row.try_get("", "slug").expect("a slug")
}

/// A shop of the pool's first cooperative; the others were asked and agreed.
async fn union(world: &World, pool: &Pool) -> (Shop, Vec<Actor>) {
    let core = &world.core;
    let head = director(world, pool.all[0], 0).await;
    let mut shop = shop_of(world, (pool.all[0], head, pool.goods), "union").await;
    let mut others = Vec::new();
    for (n, member) in pool.all.iter().enumerate().skip(1) {
        let person = director(world, *member, n).await;
        let address = format!("https://cho.vn/gian-hang/{}", slug(world, *member).await);
        for _ in 0..2 {
            channels::ask_member(core, &shop.director, &shop.account, &address)
                .await
                .expect("asked");
        }
        others.push(person);
    }
    shop.account = channels::load(core, shop.account.row.id)
        .await
        .expect("loads");
    assert_eq!(
        shop.account.sellers.len(),
        1,
        "nobody is sold without a yes"
    );
    for (person, member) in others.iter().zip(pool.all.iter().skip(1)) {
        channels::answer_membership(core, person, *member, (shop.account.row.id, true))
            .await
            .expect("agreed");
    }
    shop.account = channels::load(core, shop.account.row.id)
        .await
        .expect("loads");
    (shop, others)
}

async fn senders(world: &World, channel: &str) -> Vec<(Uuid, i64)> {
    let rows = sql::rows(
        world.core.db.read(),
        "select s.cooperative_id, cast(sum(l.quantity) as bigint) as n from sub_order s join order_line l \
         on l.sub_order_id = s.id join buyer_order o on o.id = s.order_id where o.channel = $1 \
         group by s.cooperative_id order by s.cooperative_id",
        [channel.into()],
    )
    .await
    .expect("runs");
    rows.iter()
        .map(|row| {
            let id = row.try_get("", "cooperative_id").expect("an id");
            (id, row.try_get("", "n").expect("a number"))
        })
        .collect()
}

#[test]
fn an_order_goes_to_the_member_the_plan_chooses() {
    on_both(async |world| {
        let pool = given_pool(world, [0, 9, 0]).await;
        let (shop, others) = union(world, &pool).await;
        let core = &world.core;
        let lines = channels::offers(core, &shop.account, &[])
            .await
            .expect("lines");
        assert_eq!(lines[0].stock, 9, "what the members have is for sale");
        let at = core.clock.now();
        let order = market(&shop, "U1", 2, MarketState::ReadyToShip, at);
        assert_eq!(take(world, &shop, order).await, Ingested::Placed);
        assert_eq!(senders(world, "trial").await, [(pool.all[1].uuid(), 2)]);
        let decided = "select count(*) as n from routing_decision";
        assert_eq!(world.number(decided, []).await, 1, "with its reasons");
        ledger_is_clean(world).await;
        // It leaves: its goods are gone from the shop, its order stays.
        channels::answer_membership(core, &others[0], pool.all[1], (shop.account.row.id, false))
            .await
            .expect("left");
        let account = channels::load(core, shop.account.row.id)
            .await
            .expect("loads");
        let lines = channels::offers(core, &account, &[]).await.expect("lines");
        assert_eq!(lines[0].stock, 0);
        let parts = "select count(*) as n from sub_order where state = 'to_confirm'";
        assert_eq!(world.number(parts, []).await, 1);
    });
}

#[test]
fn the_same_order_is_split_as_our_own_storefront_splits_it() {
    on_both(async |world| {
        let pool = given_pool(world, [8, 8, 8]).await;
        let (shop, _) = union(world, &pool).await;
        let own = storefront(vec![bought(&pool.goods, "6")]);
        buy(&world.core, &own, "own").await.expect("placed");
        let ours = senders(world, "storefront").await;
        world
            .execute("update sub_order set state = 'cancelled'", [])
            .await;
        world.execute("update offer set allocated = 0", []).await;
        world.execute("delete from pool_share", []).await;
        let at = world.core.clock.now();
        let mut order = market(&shop, "U2", 6, MarketState::ReadyToShip, at);
        // Where the storefront's buyer lives.
        let row = sql::row(
            world.core.db.read(),
            "select ward_code from buyer_order",
            [],
        )
        .await;
        let code: String = row
            .expect("runs")
            .expect("there")
            .try_get("", "ward_code")
            .expect("a code");
        let places = shared::places::places();
        let ward = places.ward(&code).expect("a ward");
        order.address.ward = ward.name.to_owned();
        order.address.province = places
            .province_of(ward)
            .expect("a province")
            .name
            .to_owned();
        assert_eq!(take(world, &shop, order).await, Ingested::Placed);
        assert_eq!(senders(world, "trial").await, ours);
    });
}

#[test]
fn a_part_that_its_member_declines_is_cut_there_and_the_rest_is_sent() {
    on_both(async |world| {
        let pool = given_pool(world, [3, 4, 0]).await;
        let (shop, others) = union(world, &pool).await;
        let core = &world.core;
        let at = core.clock.now();
        let order = |quantity, state, minutes| {
            market(&shop, "U3", quantity, state, at.plus_minutes(minutes))
        };
        let placed = order(6, MarketState::ReadyToShip, 0);
        assert_eq!(take(world, &shop, placed).await, Ingested::Placed);
        let sent = senders(world, "trial").await;
        assert_eq!(sent.len(), 2, "two members send it: {sent:?}");
        let declined = sent.iter().find(|(id, _)| *id == pool.all[1].uuid());
        let units = declined.expect("the second sends a part").1;
        let part = sql::row(
            core.db.read(),
            "select code from sub_order where cooperative_id = $1",
            [pool.all[1].uuid().into()],
        )
        .await;
        let part = part.expect("runs").expect("there");
        let code: String = part.try_get("", "code").expect("a code");
        let which = SubOrderRef::from(code.as_str());
        clear_jobs(world).await;
        parts::decline(core, &others[0], &which, "Hết hàng")
            .await
            .expect("declined");
        assert_eq!(jobs(world, "act").await, 1, "the channel hears of it");
        let told = async || {
            let told = channels::to_tell(core, &shop.account, "U3", true).await;
            let told = told.expect("reads").into_iter().map(|one| one.action);
            told.collect::<Vec<_>>()
        };
        let cut = shared::canonical::Action::Cancel {
            out_of_stock: true,
            lines: vec![("1".to_owned(), units)],
        };
        assert_eq!(told().await, [cut]);
        // The channel did it: what is left is known, and the ended part is nobody's any more.
        clear_jobs(world).await;
        let left = order(6 - units, MarketState::ReadyToShip, 1);
        take(world, &shop, left).await;
        assert_eq!(jobs(world, "act").await, 1, "what comes next is looked at");
        assert!(told().await.is_empty());
        let gone = order(6 - units, MarketState::InTransit, 2);
        take(world, &shop, gone).await;
        let states = "select count(*) as n from sub_order where state = $1";
        assert_eq!(world.number(states, ["declined".into()]).await, 1);
        assert_eq!(world.number(states, ["in_transit".into()]).await, 1);
        let looks =
            "select count(*) as n from task where kind = 'channel_look' and done_at is null";
        assert_eq!(world.number(looks, []).await, 0, "nothing contradicts");
        ledger_is_clean(world).await;
    });
}

#[test]
fn nobody_sells_what_was_not_agreed_to() {
    on_both(async |world| {
        let pool = given_pool(world, [1, 1, 1]).await;
        let (shop, others) = union(world, &pool).await;
        let core = &world.core;
        let id = shop.account.row.id;
        // Not the union's seller, not a stranger, not for another cooperative.
        let asked = channels::ask_member(core, &others[0], &shop.account, "x").await;
        assert!(matches!(asked, Err(Error::NotFound { .. })));
        let for_other =
            channels::answer_membership(core, &others[0], pool.all[2], (id, true)).await;
        assert!(matches!(for_other, Err(Error::NotFound { .. })));
        let unasked = world.given_cooperative("HTX Khác").await;
        let person = director(world, unasked, 9).await;
        let joined = channels::answer_membership(core, &person, unasked, (id, true)).await;
        assert!(matches!(joined, Err(Error::NotFound { .. })));
        let wrong = channels::ask_member(core, &shop.director, &shop.account, "khong-co").await;
        assert!(matches!(wrong, Err(Error::Invalid { .. })));
    });
}
