//! Shops on channels: what is asked for beside a change, and what their orders do to the ledger.

use crate::given::Goods;
use crate::ordering::{buy, ledger_is_clean, line as bought, order};
use crate::sub_orders::quantities;
use crate::support::{World, on_both};
use services::Error;
use services::actor::{Actor, MemberRole, Right};
use services::channels::{self, Account, Connected, Incoming, Ingested};
use services::stock;
use services::sub_orders as parts;
use services::sub_orders::SubOrderRef;
use shared::canonical::{
    Address, Amounts, Buyer, Line, MarketOrder, MarketState, Parcel, RemoteIds, RemoteItem,
    RemoteItemState, RemoteVariant,
};
use shared::channel::*;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::time::{DAY_MS, Millis};
use std::collections::BTreeMap;
use store::{channel_jobs, sql};
use uuid::Uuid;

mod after;
mod life;
mod lines;
mod union;
mod words;

pub static SPEC: ChannelSpec = ChannelSpec {
    code: "trial",
    name: "Sàn thử",
    summary: ("Sàn để thử", "A channel to try"),
    assumed: &[],
    can: Capabilities {
        auth: AuthKind::OAuthRotating,
        listing: ListingMode::Call,
        stock: true,
        price: true,
        visibility: true,
        readable: true,
        taxonomy: true,
        uploads: false,
        orders: OrderMode::PushAndPull,
        confirm_within_ms: None,
        own_waybill: true,
        returns: true,
        settlements: true,
        idempotency: Idempotency::LookFirst,
        limits: Limits {
            title: (1, 100),
            description: (0, 1_000),
            pictures: (0, 9),
            sku: 50,
            variants: 50,
            price: (Vnd(1), Vnd(100_000_000)),
            price_ratio: None,
            least_stock: 0,
            batch: 50,
        },
        rate: Rate {
            per_second: 10,
            burst: 10,
        },
        hook: None,
        buyer_data_days: Some(90),
        fees: Fees {
            platform: 400,
            service: 500,
            assumed: true,
        },
    },
    fields: &[],
    settings: &[],
    steps: &[],
    dormant: None,
};

struct Shop {
    goods: Goods,
    director: Actor,
    cooperative: CooperativeId,
    account: Account,
    listing: Uuid,
    sku: String,
}

async fn given_shop(world: &World, stock: i64) -> Shop {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    let director = world
        .given_member(cooperative, MemberRole::Director, "0912 345 670")
        .await;
    let goods = world
        .given_goods(cooperative, "Na Chi Lăng", 195_000, stock)
        .await;
    shop_of(world, (cooperative, director, goods), "shop-1").await
}

async fn shop_of(
    world: &World,
    (cooperative, director, goods): (CooperativeId, Actor, Goods),
    name: &str,
) -> Shop {
    let core = &world.core;
    let shop = Connected {
        shop: name.to_owned(),
        name: "Gian thử".to_owned(),
        secrets: BTreeMap::from([("access".to_owned(), "a".to_owned())]),
        refresh_at: None,
        ends_at: Some(core.clock.now().plus_days(365)),
    };
    let id = channels::connect(core, &director, cooperative, &SPEC, shop)
        .await
        .expect("connects");
    let account = channels::load(core, id).await.expect("loads");
    let added = channels::publish(core, &director, &account, &[goods.listing])
        .await
        .expect("publishes");
    assert_eq!(added, 1);
    let row = sql::row(
        core.db.read(),
        "select id from channel_listing where account_id = $1",
        [id.into()],
    )
    .await
    .expect("runs")
    .expect("there");
    let listing: Uuid = row.try_get("", "id").expect("an id");
    let draft = channels::draft(core, &account, listing, "https://cho.vn")
        .await
        .expect("a draft");
    let sku = draft.listing.variants[0].sku.clone();
    let remote = RemoteIds {
        id: format!("item-{name}"),
        url: None,
        variants: vec![(sku.clone(), "v1".to_owned())],
    };
    channels::record_put(core, &draft, "live", Some(&remote), None)
        .await
        .expect("recorded");
    clear_jobs(world).await;
    Shop {
        goods,
        director,
        cooperative,
        account,
        listing,
        sku,
    }
}

async fn clear_jobs(world: &World) {
    let txn = world.core.db.begin().await.expect("begins");
    sql::execute(&*txn, "delete from channel_job", [])
        .await
        .expect("runs");
    txn.commit().await.expect("commits");
}

async fn jobs(world: &World, kind: &str) -> i64 {
    let text = "select count(*) as n from channel_job where kind = $1 and parked_at is null";
    world.number(text, [kind.into()]).await
}

fn market(shop: &Shop, key: &str, quantity: i64, state: MarketState, at: Millis) -> MarketOrder {
    MarketOrder {
        key: key.to_owned(),
        raw_state: format!("{state:?}"),
        state,
        placed_at: at,
        updated_at: at,
        ship_by: Some(at.plus_days(2)),
        confirm_by: None,
        cod: false,
        paid: true,
        buyer: Buyer {
            name: "Trần Thị Bình".to_owned(),
            phone: "0912****78".to_owned(),
            masked: true,
        },
        address: Address {
            street: "12 ngõ 5".to_owned(),
            ward: "phường Cầu Giấy".to_owned(),
            district: None,
            province: "Hà Nội".to_owned(),
        },
        lines: vec![Line {
            key: "1".to_owned(),
            sku: shop.sku.clone(),
            item: String::new(),
            variant: String::new(),
            name: "Na".to_owned(),
            quantity,
            unit_price: Vnd(199_000),
            discount: Vnd::ZERO,
        }],
        amounts: Amounts {
            goods: Vnd(199_000 * quantity),
            discount_platform: Vnd::ZERO,
            discount_seller: Vnd::ZERO,
            shipping: Vnd(25_000),
            total: Vnd(199_000 * quantity + 25_000),
        },
        parcels: vec![Parcel {
            number: "P1".to_owned(),
            tracking: Some("SPX1".to_owned()),
            carrier: Some("SPX".to_owned()),
        }],
        note: None,
    }
}

async fn take(world: &World, shop: &Shop, order: MarketOrder) -> Ingested {
    let incoming = Incoming {
        key: order.key.clone(),
        raw: String::new(),
        order: Ok(order),
        keep_days: Some(90),
    };
    channels::ingest(&world.core, &shop.account, incoming)
        .await
        .expect("taken in")
}

async fn part(world: &World) -> (SubOrderRef, String) {
    let row = sql::row(
        world.core.db.read(),
        "select code, state from sub_order order by created_at desc, code desc limit 1",
        [],
    )
    .await
    .expect("runs")
    .expect("there");
    let code: String = row.try_get("", "code").expect("a code");
    (
        SubOrderRef::from(code.as_str()),
        row.try_get("", "state").expect("a state"),
    )
}

#[test]
fn a_sale_here_is_told_there_in_the_same_transaction() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        assert_eq!(jobs(world, "offer").await, 0);
        for n in 0..3 {
            let line = bought(&shop.goods, "2");
            buy(&world.core, &order(vec![line]), &format!("key-{n}"))
                .await
                .expect("placed");
        }
        // Three sales, one thing to say: the newest number.
        assert_eq!(jobs(world, "offer").await, 1);
        let core = &world.core;
        let lines = channels::offers(core, &shop.account, std::slice::from_ref(&shop.sku))
            .await
            .expect("lines");
        assert_eq!(lines[0].stock, 14);
        assert!(lines[0].is_new());
        let now = core.clock.now().0;
        let due = channel_jobs::due(&core.db, shop.account.row.id, now, 10)
            .await
            .expect("due");
        // A sale while it is being told keeps the row.
        buy(core, &order(vec![bought(&shop.goods, "1")]), "late")
            .await
            .expect("placed");
        channels::record_offer(core, &lines[0], Ok(()))
            .await
            .expect("recorded");
        let txn = core.db.begin().await.expect("begins");
        channel_jobs::done(&txn, &due.iter().collect::<Vec<_>>())
            .await
            .expect("done");
        txn.commit().await.expect("commits");
        assert_eq!(jobs(world, "offer").await, 1);
    });
}

#[test]
fn copies_shuffled_and_late_leave_one_order() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let at = world.core.clock.now();
        let later = at.plus_minutes(5);
        let ready = market(&shop, "A1", 3, MarketState::ReadyToShip, at);
        let gone = market(&shop, "A1", 3, MarketState::InTransit, later);
        assert_eq!(take(world, &shop, ready.clone()).await, Ingested::Placed);
        for _ in 0..2 {
            assert_eq!(take(world, &shop, ready.clone()).await, Ingested::Known);
        }
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 3));
        assert_eq!(take(world, &shop, gone.clone()).await, Ingested::Updated);
        // The old one comes last and changes nothing.
        assert_eq!(take(world, &shop, ready).await, Ingested::Known);
        assert_eq!(take(world, &shop, gone).await, Ingested::Known);
        assert_eq!(quantities(world, &shop.goods).await, (17, 0, 0));
        assert_eq!(part(world).await.1, "in_transit");
        let orders = world
            .number("select count(*) as n from buyer_order", [])
            .await;
        assert_eq!(orders, 1);
        ledger_is_clean(world).await;
    });
}

#[test]
fn a_cancelled_order_gives_its_goods_back() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let at = world.core.clock.now();
        let unpaid = market(&shop, "B1", 4, MarketState::AwaitingPayment, at);
        take(world, &shop, unpaid).await;
        assert_eq!(part(world).await.1, "awaiting_payment");
        assert_eq!(quantities(world, &shop.goods).await.2, 4);
        let paid = market(&shop, "B1", 4, MarketState::ReadyToShip, at.plus_minutes(1));
        take(world, &shop, paid).await;
        assert_eq!(part(world).await.1, "to_confirm");
        let cancelled = market(&shop, "B1", 4, MarketState::Cancelled, at.plus_minutes(2));
        take(world, &shop, cancelled).await;
        assert_eq!(part(world).await.1, "cancelled");
        assert_eq!(quantities(world, &shop.goods).await, (20, 0, 0));
        ledger_is_clean(world).await;
    });
}

#[test]
fn what_is_not_there_or_not_known_waits_for_a_person_and_comes_back() {
    on_both(async |world| {
        let shop = given_shop(world, 2).await;
        let core = &world.core;
        let at = core.clock.now();
        let five = market(&shop, "C1", 5, MarketState::ReadyToShip, at);
        assert_eq!(take(world, &shop, five.clone()).await, Ingested::Held);
        let mut strange = market(&shop, "C2", 1, MarketState::ReadyToShip, at);
        strange.lines[0].sku = "NOBODYS".to_owned();
        assert_eq!(take(world, &shop, strange).await, Ingested::Held);
        let unread = Incoming {
            key: "C3".to_owned(),
            raw: "{\"order_sn\":".to_owned(),
            order: Err("not JSON".to_owned()),
            keep_days: None,
        };
        let held = channels::ingest(core, &shop.account, unread).await;
        assert_eq!(held.expect("kept"), Ingested::Held);
        for kind in ["channel_shortage", "channel_unmapped", "channel_look"] {
            let text = "select count(*) as n from task where kind = $1 and done_at is null";
            assert_eq!(world.number(text, [kind.into()]).await, 1, "{kind}");
        }
        let due = "select count(*) as n from task where kind = 'channel_unmapped' and due_at = $1";
        assert_eq!(world.number(due, [at.plus_days(2).0.into()]).await, 1);
        assert_eq!(quantities(world, &shop.goods).await, (2, 0, 0));
        let txn = core.db.begin().await.expect("begins");
        let (by, cause) = (&shop.director, stock::Cause::of("booth"));
        stock::receive(core, &txn, by, shop.goods.offer, 10, &cause)
            .await
            .expect("received");
        txn.commit().await.expect("commits");
        assert_eq!(take(world, &shop, five).await, Ingested::Placed);
        assert_eq!(quantities(world, &shop.goods).await, (12, 0, 5));
        let text =
            "select count(*) as n from task where kind = 'channel_shortage' and done_at is null";
        assert_eq!(world.number(text, []).await, 0);
    });
}
