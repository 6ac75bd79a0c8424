//! Shops from their consent to their end: tokens, disconnecting, races, conflicts, access.

use super::*;

#[test]
fn eight_workers_refresh_once() {
    on_both(async |world| {
        let shop = given_shop(world, 1).await;
        let mut all = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (core, account) = (world.core.clone(), shop.account.clone());
            all.spawn(async move {
                let Some(refresh) = channels::begin_refresh(&core, &account)
                    .await
                    .expect("begins")
                else {
                    return 0;
                };
                let tokens = Connected {
                    shop: "shop-1".to_owned(),
                    name: String::new(),
                    secrets: BTreeMap::from([("access".to_owned(), format!("new-{n}"))]),
                    refresh_at: Some(core.clock.now().plus_minutes(180)),
                    ends_at: None,
                };
                channels::end_refresh(&core, refresh, Some(&tokens))
                    .await
                    .expect("ends");
                1
            });
        }
        let times: i32 = all.join_all().await.into_iter().sum();
        assert_eq!(times, 1);
        let core = &world.core;
        let renewed = channels::load(core, shop.account.row.id)
            .await
            .expect("loads");
        assert!(renewed.secrets["access"].starts_with("new-"));
        assert_eq!(renewed.row.version, shop.account.row.version + 1);
        // A late "revoked" about the old tokens does not cut the shop off.
        let (id, old) = (shop.account.row.id, shop.account.row.version);
        assert!(
            !channels::needs_consent(core, id, old, "cũ")
                .await
                .expect("reads")
        );
    });
}

#[test]
fn disconnecting_follows_open_orders_to_their_end() {
    on_both(async |world| {
        let shop = given_shop(world, 50).await;
        let core = &world.core;
        let at = core.clock.now();
        for n in 0..20 {
            let key = format!("E{n}");
            take(
                world,
                &shop,
                market(&shop, &key, 1, MarketState::ReadyToShip, at),
            )
            .await;
        }
        channels::disconnect(core, &shop.director, &shop.account)
            .await
            .expect("disconnects");
        let account = channels::load(core, shop.account.row.id)
            .await
            .expect("loads");
        let lines = channels::offers(core, &account, &[]).await.expect("lines");
        assert_eq!(lines[0].stock, 0, "nothing is sold there any more");
        clear_jobs(world).await;
        assert!(
            !channels::try_close(core, account.row.id)
                .await
                .expect("tries")
        );
        let ends = [MarketState::Completed, MarketState::Cancelled];
        for n in 0..20 {
            let key = format!("E{n}");
            let end = ends[n % 2].clone();
            take(
                world,
                &shop,
                market(&shop, &key, 1, end, at.plus_minutes(9)),
            )
            .await;
        }
        clear_jobs(world).await;
        assert!(
            channels::try_close(core, account.row.id)
                .await
                .expect("tries")
        );
        let text =
            "select count(*) as n from sub_order where state not in ('completed', 'cancelled')";
        assert_eq!(world.number(text, []).await, 0);
        assert_eq!(quantities(world, &shop.goods).await, (40, 0, 0));
        ledger_is_clean(world).await;
    });
}

#[test]
fn fifty_units_are_sold_fifty_times() {
    on_both(async |world| {
        let first = given_shop(world, 50).await;
        let again = (first.cooperative, first.director.clone(), first.goods);
        let second = shop_of(world, again, "shop-2").await;
        let (first, second) = (std::sync::Arc::new(first), std::sync::Arc::new(second));
        let at = world.core.clock.now();
        let mut all = tokio::task::JoinSet::new();
        for n in 0..200 {
            let core = world.core.clone();
            let shop = if n % 3 == 1 {
                first.clone()
            } else {
                second.clone()
            };
            all.spawn(async move {
                if n % 3 == 0 {
                    let line = bought(&shop.goods, "1");
                    let key = format!("buyer-{n}");
                    return match buy(&core, &order(vec![line]), &key).await {
                        Ok(_) => true,
                        Err(Error::Conflict { .. } | Error::Busy { .. }) => false,
                        Err(other) => panic!("{other:?}"),
                    };
                }
                let order = market(&shop, &format!("M{n}"), 1, MarketState::ReadyToShip, at);
                let incoming = Incoming {
                    key: order.key.clone(),
                    raw: String::new(),
                    order: Ok(order),
                    keep_days: None,
                };
                let outcome = channels::ingest(&core, &shop.account, incoming).await;
                outcome.expect("taken in") == Ingested::Placed
            });
        }
        let sold = all
            .join_all()
            .await
            .into_iter()
            .filter(|sold| *sold)
            .count();
        assert_eq!(sold, 50);
        assert_eq!(quantities(world, &first.goods).await, (50, 0, 50));
        ledger_is_clean(world).await;
    });
}

#[test]
fn what_was_changed_there_is_asked_about_and_never_overwritten() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let item = |price, stock| RemoteItem {
            id: "item-shop-1".to_owned(),
            sku: String::new(),
            title: "Na Chi Lăng".to_owned(),
            url: None,
            state: RemoteItemState::Live,
            updated_at: None,
            variants: vec![RemoteVariant {
                id: "v1".to_owned(),
                sku: shop.sku.clone(),
                name: String::new(),
                price: Vnd(price),
                stock,
                reserved: 0,
            }],
        };
        let found = channels::drift(core, &shop.account, &[item(180_000, 25)]).await;
        assert_eq!(found.expect("compares"), 2, "price and stock");
        let again = channels::drift(core, &shop.account, &[item(180_000, 25)]).await;
        assert_eq!(again.expect("compares"), 2);
        let open = "select count(*) as n from channel_conflict where chosen_at is null";
        assert_eq!(world.number(open, []).await, 2, "told once each");
        let lines = channels::offers(core, &shop.account, &[])
            .await
            .expect("lines");
        assert!(lines[0].price_held);
        let row = sql::row(
            core.db.read(),
            "select id from channel_conflict where field = 'price'",
            [],
        )
        .await
        .expect("runs")
        .expect("there");
        let id: Uuid = row.try_get("", "id").expect("an id");
        let theirs = channels::Choice::Theirs;
        channels::choose(core, &shop.director, &shop.account, id, theirs)
            .await
            .expect("chosen");
        let lines = channels::offers(core, &shop.account, &[])
            .await
            .expect("lines");
        assert_eq!((lines[0].price, lines[0].price_held), (Vnd(180_000), false));
    });
}

#[test]
fn somebody_elses_shop_is_not_found() {
    on_both(async |world| {
        let shop = given_shop(world, 1).await;
        let other = world.given_cooperative("HTX Khác").await;
        let stranger = world
            .given_member(other, MemberRole::Director, "0912 345 679")
            .await;
        let which = (shop.account.row.id, Right::Read);
        let seen = channels::member_account(&world.core, &stranger, other, which).await;
        assert!(matches!(seen, Err(Error::NotFound { .. })));
        let texts = ("", "");
        let saved = channels::save_texts(
            &world.core,
            &stranger,
            &shop.account,
            (&SPEC, shop.listing),
            texts,
        )
        .await;
        assert!(matches!(saved, Err(Error::NotFound { .. })));
    });
}

#[test]
fn ends_are_told_thirty_seven_and_one_day_before_and_data_goes() {
    on_both(async |world| {
        let shop = given_shop(world, 5).await;
        let core = &world.core;
        let at = core.clock.now();
        take(
            world,
            &shop,
            market(&shop, "F1", 1, MarketState::ReadyToShip, at),
        )
        .await;
        let told = async || channels::warn_of_expiry(core).await.expect("looks");
        assert_eq!(told().await, 0);
        for (days, expected) in [(336, 1), (1, 0), (22, 1), (6, 1)] {
            core.clock.advance(days * DAY_MS);
            assert_eq!(told().await, expected, "after {days}");
        }
        assert_eq!(channels::purge(core).await.expect("purges"), 1);
        let left = "select count(*) as n from channel_order where order_sealed is not null";
        assert_eq!(world.number(left, []).await, 0);
    });
}

#[test]
fn what_the_cooperative_does_is_told() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let at = core.clock.now();
        take(
            world,
            &shop,
            market(&shop, "D1", 1, MarketState::ReadyToShip, at),
        )
        .await;
        let (which, _) = part(world).await;
        clear_jobs(world).await;
        parts::accept(core, &shop.director, &which)
            .await
            .expect("accepted");
        parts::pack(core, &shop.director, &which, Default::default())
            .await
            .expect("packed");
        assert_eq!(jobs(world, "act").await, 1);
        let told = channels::to_tell(core, &shop.account, "D1", true)
            .await
            .expect("reads");
        assert_eq!(told.len(), 1);
        assert!(matches!(
            told[0].action,
            shared::canonical::Action::Ship { own: None, .. }
        ));
        let arranged = market(&shop, "D1", 1, MarketState::Arranged, at.plus_minutes(1));
        take(world, &shop, arranged).await;
        let told = channels::to_tell(core, &shop.account, "D1", true).await;
        assert!(told.expect("reads").is_empty());
        // A state nobody knows ends nothing and calls a person.
        let odd = MarketState::Unknown("NEU".to_owned());
        take(
            world,
            &shop,
            market(&shop, "D1", 1, odd, at.plus_minutes(2)),
        )
        .await;
        assert_eq!(part(world).await.1, "packed");
        let text = "select count(*) as n from task where kind = 'channel_look'";
        assert_eq!(world.number(text, []).await, 1);
    });
}
