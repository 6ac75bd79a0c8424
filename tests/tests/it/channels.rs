//! The market and a strict simulated Shopee beside each other: connected through the pages, sold on both, told to both.

use backend::app::App;
use backend::config::Config;
use backend::http::routes;
use backend::jobs::channels::run_until_idle;
use channels::shopee::simulator::{Fault, Simulator, Start};
use http::StatusCode;
use services::channels as shop;
use shared::canonical::Attribute;
use std::collections::BTreeMap;
use store::sql;
use tests::{TestApp, Visitor, Who, on_both};
use uuid::Uuid;

mod by_hand;
mod files;
mod hooks;
mod union;

struct Market {
    app: App,
    sim: Simulator,
    shop: i64,
    account: Uuid,
    director: Visitor,
    router: axum::Router,
}

impl Market {
    /// What can be bought there.
    fn shown(&self, sku: &str) -> i64 {
        let (_, _, _, stock, reserved, _) = self.sim.standing(sku)[0];
        stock - reserved
    }
}

async fn word(app: &App, text: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> String {
    let row = sql::row(app.core.db.read(), text, values)
        .await
        .expect("runs")
        .expect("there");
    row.try_get::<Option<String>>("", "v")
        .expect("text")
        .unwrap_or_default()
}

/// The one listing on a channel.
async fn listing_of(app: &App) -> Uuid {
    let row = sql::row(app.core.db.read(), "select id from channel_listing", []).await;
    let row = row.expect("runs").expect("there");
    row.try_get("", "id").expect("an id")
}

async fn number(app: &App, text: &str) -> i64 {
    let row = sql::row(app.core.db.read(), text, []).await.expect("runs");
    row.expect("there").try_get("", "n").expect("a number")
}

/// The demonstration, connected to a simulated Shopee by a director through the pages.
async fn market(test: &TestApp) -> Market {
    let sim = Simulator::start(
        ([127, 0, 0, 1], 0).into(),
        Start {
            at: Some(test.app.core.clock.now().0),
            ..Start::default()
        },
    )
    .await
    .expect("a simulator");
    let shop = sim.open_shop("HTX Đồng Mỏ (mô phỏng)");
    let mut config = Config::clone(&test.app.config);
    let start = Start::default();
    let settings = [
        ("base_url", sim.base_url().to_owned()),
        ("auth_url", sim.auth_url()),
        ("partner_id", start.partner_id),
        ("partner_key", start.partner_key),
        ("push_key", start.push_key),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value));
    config
        .channels
        .insert("shopee".to_owned(), BTreeMap::from(settings));
    let clock = test.app.core.clock.clone();
    let app = App::open(config, clock).await.expect("opens");
    let (router, _) = routes::build(&app);
    let mut director = Visitor::new(router.clone());
    for (name, value) in test.another_as(Who::Director).await.cookies() {
        director.set_cookie(&name, &value);
    }
    let asked = director
        .post_form("/htx/kenh/noi/shopee", &[("email", "htx@example.vn")])
        .await;
    let asked = asked.expect(StatusCode::SEE_OTHER);
    let state = asked
        .location()
        .split_once("state%3D")
        .or(asked.location().split_once("state="))
        .expect("a state")
        .1
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect::<String>();
    let code = sim.consent(shop);
    let back = format!("/htx/kenh/ve/shopee?state={state}&code={code}&shop_id={shop}");
    let forged = format!("/htx/kenh/ve/shopee?state=00&code={code}&shop_id={shop}");
    director
        .get(&forged)
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
    director.get(&back).await.expect(StatusCode::SEE_OTHER);
    let id = word(&app, "select shop as v from channel_account", []).await;
    assert_eq!(id, shop.to_string());
    let row = sql::row(app.core.db.read(), "select id from channel_account", []).await;
    let account = row
        .expect("runs")
        .expect("there")
        .try_get("", "id")
        .expect("an id");
    Market {
        app,
        sim,
        shop,
        account,
        director,
        router,
    }
}

/// Puts one good there, answering what Shopee asks for; gives SKU, item and model.
async fn published(market: &mut Market) -> (String, i64, i64) {
    let app = &market.app;
    run_until_idle(app).await.expect("works");
    let row = sql::row(
        app.core.db.read(),
        "select l.id from listing l join cooperative c on c.id = l.cooperative_id join offer o on o.listing_id = l.id \
         where c.slug = 'dong-mo' and l.state = 'live' and l.pooled = false and o.on_hand - o.held - o.allocated \
         - o.blocked >= 20 order by l.slug limit 1",
        [],
    )
    .await
    .expect("runs")
    .expect("a good");
    let listing: Uuid = row.try_get("", "id").expect("an id");
    let base = format!("/htx/kenh/{}", market.account);
    let put = [("hang", listing.to_string())];
    let put: Vec<(&str, &str)> = put.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = market
        .director
        .post_form(&format!("{base}/viec/dang"), &put)
        .await;
    answer.expect(StatusCode::SEE_OTHER);
    run_until_idle(app).await.expect("works");
    let id = listing_of(app).await;
    // What Shopee wants to know is asked once and answered on our page.
    let values = answers(app, "100651").await;
    let mut fields = vec![("category".to_owned(), "100651".to_owned())];
    fields.extend(
        values
            .into_iter()
            .map(|one| (format!("a-{}", one.id), one.value)),
    );
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let path = format!("{base}/nganh/{id}");
    market
        .director
        .get(&format!("{path}?q=che"))
        .await
        .expect(StatusCode::OK);
    market
        .director
        .post_form(&path, &fields)
        .await
        .expect(StatusCode::SEE_OTHER);
    let texts = (
        "Hàng thật của hợp tác xã Đồng Mỏ",
        "Hái buổi sáng, đóng thùng buổi trưa, gửi đi trong ngày. Có giấy tờ đầy đủ.",
    );
    let account = shop::load(&app.core, market.account).await.expect("loads");
    let draft = shop::draft(&app.core, &account, id, "http://x").await;
    for picture in draft.expect("a draft").listing.pictures {
        let name = picture
            .url
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let jpeg = bytes::Bytes::from_static(b"\xff\xd8\xff\xe0made-up\xff\xd9");
        app.blobs.put(&name, jpeg).await.expect("kept");
    }
    let actor = director(app, account.row.cooperative_id).await;
    let spec = app.channels.find("shopee").expect("an adapter").spec();
    shop::save_texts(&app.core, &actor, &account, (spec, id), texts)
        .await
        .expect("saved");
    for _ in 0..6 {
        run_until_idle(app).await.expect("works");
        market.sim.pass(60_000);
        app.core.clock.advance(60_000);
    }
    let state = "select state || ' ' || coalesce(note, '') || findings || coalesce((select max(last_error) \
        from channel_job), '') as v from channel_listing";
    let state = word(app, state, []).await;
    assert!(state.starts_with("live"), "{state}");
    let sku = word(
        app,
        "select sku as v from channel_variant order by sku limit 1",
        [],
    )
    .await;
    let standing = market.sim.standing(&sku);
    (sku, standing[0].1, standing[0].2)
}

async fn director(app: &App, cooperative: Uuid) -> services::actor::Actor {
    let row = sql::row(
        app.core.db.read(),
        "select person_id from membership where cooperative_id = $1 and role = 'director' limit 1",
        [cooperative.into()],
    )
    .await;
    let person: Uuid = row
        .expect("runs")
        .expect("there")
        .try_get("", "person_id")
        .expect("an id");
    services::actor::Actor {
        locale: shared::say::Locale::Vi,
        kind: services::actor::Kind::Person(Box::new(services::actor::Person {
            id: person.into(),
            session: shared::id::SessionId::new(),
            name: String::new(),
            memberships: vec![(cooperative.into(), services::actor::MemberRole::Director)],
            staff: Vec::new(),
        })),
    }
}

/// The first allowed value of everything that a category insists on.
async fn answers(app: &App, category: &str) -> Vec<Attribute> {
    let account = word(app, "select token as v from channel_account", []).await;
    let (account, _) = shop::feed_listings(&app.core, &account, "http://x")
        .await
        .expect("loads");
    let adapter = app.channels.find("shopee").expect("an adapter");
    let out = app.channels.outbound_for(&account, app.core.clock.now());
    let read = adapter.category(&out, category).await.expect("read");
    shop::save_category(&app.core, "shopee", &read)
        .await
        .expect("kept");
    let must = read.attributes.iter().filter(|one| one.required);
    must.map(|one| Attribute {
        id: one.id.clone(),
        value: one
            .options
            .first()
            .map_or("Việt Nam".to_owned(), |(_, words)| words.clone()),
        value_id: None,
        unit: None,
    })
    .collect()
}

async fn free(app: &App, sku: &str) -> i64 {
    let text = format!(
        "select o.on_hand - o.held - o.allocated - o.blocked as n from offer o join channel_variant v \
         on v.variant_id = o.variant_id where v.sku = '{sku}'"
    );
    number(app, &text).await
}

async fn push(market: &Market, order: &str) -> Vec<(String, String)> {
    let url = market.app.absolute("/hooks/shopee");
    let sent = market.sim.pushes(order, &url);
    sent.into_iter()
        .map(|one| (one.authorization, one.body))
        .collect()
}

async fn deliver(market: &Market, authorization: &str, body: &str) -> StatusCode {
    let headers = [
        ("authorization", authorization),
        ("content-type", "application/json"),
    ];
    let body = axum::body::Body::from(body.to_owned());
    let mut shopee = Visitor::new(market.router.clone());
    let answer = shopee.send(http::Method::POST, "/hooks/shopee", &headers, body);
    answer.await.status
}

#[test]
fn listed_there_bought_there_packed_here() {
    on_both(async |test| {
        let mut market = market(test).await;
        let (sku, item, model) = published(&mut market).await;
        let app = market.app.clone();
        let before = free(&app, &sku).await;
        assert_eq!(market.shown(&sku), before, "Shopee shows what is free");
        let order = market
            .sim
            .buy(market.shop, item, model, 2, false)
            .expect("bought");
        // Its pushes come three times, the newest first; a forged one is refused.
        let mut sent = push(&market, &order).await;
        sent.reverse();
        for _ in 0..3 {
            for (authorization, body) in &sent {
                assert_eq!(deliver(&market, authorization, body).await, StatusCode::OK);
            }
        }
        if let Some((_, body)) = sent.first() {
            assert_eq!(deliver(&market, "00", body).await, StatusCode::UNAUTHORIZED);
        }
        run_until_idle(&app).await.expect("works");
        let orders = "select count(*) as n from buyer_order where channel = 'shopee'";
        assert_eq!(number(&app, orders).await, 1);
        assert_eq!(free(&app, &sku).await, before - 2);
        assert_eq!(market.shown(&sku), before - 2);
        let code = "select s.code as v from sub_order s join buyer_order o on o.id = s.order_id where o.channel = 'shopee'";
        let code = word(&app, code, []).await;
        for deed in ["accept", "pack"] {
            let path = format!("/htx/don/{code}");
            let answer = market.director.post_form(&path, &[("viec", deed)]).await;
            answer.expect(StatusCode::SEE_OTHER);
        }
        run_until_idle(&app).await.expect("works");
        let state = "select state as v from channel_order";
        assert_eq!(word(&app, state, []).await, "arranged");
        // Shopee makes the waybill in its own time; then the member prints it.
        let papers = format!("/htx/don/{code}/van-don");
        for _ in 0..2 {
            let none = market.director.get(&papers).await;
            none.expect(StatusCode::CONFLICT);
            market.sim.pass(6_000);
        }
        let made = market.director.get(&papers).await.expect(StatusCode::OK);
        assert!(made.body.starts_with(b"%PDF"));
        market
            .sim
            .step(market.shop, &order, "pick")
            .expect("picked up");
        app.core.clock.advance(900_000);
        market.sim.pass(900_000);
        run_until_idle(&app).await.expect("works");
        let part = format!("select state as v from sub_order where code = '{code}'");
        assert_eq!(word(&app, &part, []).await, "in_transit");
        let pages = [
            "/htx/kenh".to_owned(),
            format!("/htx/kenh/{}", market.account),
        ];
        for page in pages {
            market.director.get(&page).await.expect(StatusCode::OK);
        }
    });
}

#[test]
fn an_hour_away_loses_nothing_and_doubles_nothing() {
    on_both(async |test| {
        let mut market = market(test).await;
        let (sku, item, model) = published(&mut market).await;
        let app = market.app.clone();
        let before = free(&app, &sku).await;
        market.sim.fault(Fault::Away, "", 0, u32::MAX);
        let mut bought = Vec::new();
        for _ in 0..3 {
            bought.push(
                market
                    .sim
                    .buy(market.shop, item, model, 1, false)
                    .expect("bought"),
            );
        }
        for _ in 0..12 {
            app.core.clock.advance(300_000);
            market.sim.pass(300_000);
            run_until_idle(&app).await.expect("works");
        }
        let orders = "select count(*) as n from buyer_order where channel = 'shopee'";
        assert_eq!(number(&app, orders).await, 0);
        market.sim.fault(Fault::Away, "", 0, 0);
        for _ in 0..8 {
            app.core.clock.advance(600_000);
            market.sim.pass(600_000);
            run_until_idle(&app).await.expect("works");
        }
        assert_eq!(number(&app, orders).await, 3);
        assert_eq!(free(&app, &sku).await, before - 3);
        assert_eq!(market.shown(&sku), before - 3);
        assert_eq!(market.sim.items_named(&sku), 1);
        let parked = "select count(*) as n from channel_job where parked_at is not null";
        assert_eq!(number(&app, parked).await, 0);
    });
}
