//! A union's shop on the simulated Shopee: one of two who share an order says no, and the channel hears of that part.

use super::*;
use services::channels::Connected;
use services::seed::demo;
use services::sub_orders::{self, SubOrderRef};
use shared::canonical::{MarketOrder, MarketState};

/// The shop of the union with its pooled good on sale: account, shop there, SKU, item and model.
async fn union(market: &Market) -> (Uuid, i64, String, i64, i64) {
    let app = &market.app;
    let (actor, cooperative) = demo::director(&app.core, "bao-minh")
        .await
        .expect("reads")
        .expect("there");
    let number = market.sim.open_shop("Nhà vườn Sơn La (mô phỏng)");
    let adapter = app.channels.find("shopee").expect("an adapter");
    let answer = [
        ("code".to_owned(), market.sim.consent(number)),
        ("shop_id".to_owned(), number.to_string()),
    ];
    let out = app.channels.outbound("shopee", app.core.clock.now());
    let given = adapter.connect(&out, &answer).await.expect("connects");
    let given = Connected {
        shop: given.shop,
        name: "Nhà vườn Sơn La".to_owned(),
        secrets: given
            .secrets
            .pairs()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        refresh_at: given.refresh_at,
        ends_at: given.ends_at,
    };
    let id = shop::connect(&app.core, &actor, cooperative, adapter.spec(), given)
        .await
        .expect("connects");
    let account = shop::load(&app.core, id).await.expect("loads");
    for slug in ["toan-thang", "an-phu"] {
        shop::ask_member(&app.core, &actor, &account, slug)
            .await
            .expect("asked");
        let (member, member_of) = demo::director(&app.core, slug)
            .await
            .expect("reads")
            .expect("there");
        shop::answer_membership(&app.core, &member, member_of, (id, true))
            .await
            .expect("agreed");
    }
    let account = shop::load(&app.core, id).await.expect("loads");
    let row = sql::row(
        app.core.db.read(),
        "select id from listing where slug = 'long-nhan-say-nha-vuon-son-la'",
        [],
    );
    let listing: Uuid = row
        .await
        .expect("runs")
        .expect("there")
        .try_get("", "id")
        .expect("an id");
    run_until_idle(app).await.expect("works");
    shop::publish(&app.core, &actor, &account, &[listing.into()])
        .await
        .expect("published");
    let on_channel = listing_of(app).await;
    let out = app.channels.outbound_for(&account, app.core.clock.now());
    let read = adapter.category(&out, "100671").await.expect("read");
    shop::save_category(&app.core, "shopee", &read)
        .await
        .expect("kept");
    let origin: Vec<(String, String)> = read
        .attributes
        .iter()
        .filter(|one| one.required)
        .map(|one| {
            (
                one.id.clone(),
                one.options.first().map_or("Sơn La", |o| &o.1).to_owned(),
            )
        })
        .collect();
    shop::take_category(&app.core, &actor, &account, (on_channel, "100671"), &origin)
        .await
        .expect("taken");
    let draft = shop::draft(&app.core, &account, on_channel, "http://x")
        .await
        .expect("a draft");
    for picture in draft.listing.pictures {
        let name = picture
            .url
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let jpeg = bytes::Bytes::from_static(b"\xff\xd8\xff\xe0made-up\xff\xd9");
        app.blobs.put(&name, jpeg).await.expect("kept");
    }
    for _ in 0..6 {
        run_until_idle(app).await.expect("works");
        market.sim.pass(60_000);
        app.core.clock.advance(60_000);
    }
    let sku = word(app, "select sku as v from channel_variant", []).await;
    let (_, item, model, ..) = market.sim.standing(&sku)[0];
    (id, number, sku, item, model)
}

async fn there(market: &Market, account: Uuid, order: &str) -> MarketOrder {
    let account = shop::load(&market.app.core, account).await.expect("loads");
    let out = market
        .app
        .channels
        .outbound_for(&account, market.app.core.clock.now());
    let adapter = market.app.channels.find("shopee").expect("an adapter");
    let fetched = adapter
        .orders(&out, &[order.to_owned()])
        .await
        .expect("fetched");
    fetched
        .into_iter()
        .next()
        .expect("one")
        .order
        .expect("understood")
}

#[test]
fn the_part_that_one_member_declines_is_cancelled_on_the_channel() {
    on_both(async |test| {
        let market = market(test).await;
        let (account, number, sku, item, model) = union(&market).await;
        let app = market.app.clone();
        assert!(market.shown(&sku) > 40, "more than one of them has");
        let order = market
            .sim
            .buy(number, item, model, 40, false)
            .expect("bought");
        shop::ask_order(&app.core, account, &order)
            .await
            .expect("asked");
        run_until_idle(&app).await.expect("works");
        let parts = sql::rows(
            app.core.db.read(),
            "select s.code, s.cooperative_id, cast(sum(l.quantity) as bigint) as n from sub_order s join order_line l \
             on l.sub_order_id = s.id join buyer_order o on o.id = s.order_id where o.channel = 'shopee' \
             group by s.code, s.cooperative_id order by n, s.code",
            [],
        )
        .await
        .expect("runs");
        assert!(parts.len() >= 2, "several send it");
        let (code, who, units): (String, Uuid, i64) = (
            parts[0].try_get("", "code").expect("a code"),
            parts[0].try_get("", "cooperative_id").expect("an id"),
            parts[0].try_get("", "n").expect("a number"),
        );
        let member = director(&app, who).await;
        let which = SubOrderRef::from(code.as_str());
        sub_orders::decline(&app.core, &member, &which, "Hết hàng")
            .await
            .expect("declined");
        for _ in 0..3 {
            run_until_idle(&app).await.expect("works");
        }
        let left = there(&market, account, &order).await;
        assert_eq!(left.state, MarketState::ReadyToShip, "the rest goes on");
        assert_eq!(left.lines[0].quantity, 40 - units);
        let parked = "select count(*) as n from channel_job where parked_at is not null or cause is not null";
        assert_eq!(super::number(&app, parked).await, 0);
        for row in &parts[1..] {
            let who: Uuid = row.try_get("", "cooperative_id").expect("an id");
            let code: String = row.try_get("", "code").expect("a code");
            let (member, which) = (director(&app, who).await, SubOrderRef::from(code.as_str()));
            sub_orders::accept(&app.core, &member, &which)
                .await
                .expect("accepted");
            sub_orders::pack(&app.core, &member, &which, Default::default())
                .await
                .expect("packed");
        }
        run_until_idle(&app).await.expect("works");
        assert_eq!(
            there(&market, account, &order).await.state,
            MarketState::Arranged
        );
        let looks =
            "select count(*) as n from task where kind = 'channel_look' and done_at is null";
        assert_eq!(super::number(&app, looks).await, 0);
    });
}
