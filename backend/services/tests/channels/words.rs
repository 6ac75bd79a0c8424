//! Words and prices of a listing on a channel, and what stands between two titles; pushes that stop.

use super::*;
use shared::rules::you_receive::PriceRule;

fn item(title: &str) -> RemoteItem {
    RemoteItem {
        id: "item-shop-1".to_owned(),
        sku: String::new(),
        title: title.to_owned(),
        url: None,
        state: RemoteItemState::Live,
        updated_at: None,
        variants: Vec::new(),
    }
}

async fn title_sent(world: &World, shop: &Shop) -> String {
    let base = "https://cho.vn";
    let draft = channels::draft(&world.core, &shop.account, shop.listing, base).await;
    draft.expect("a draft").listing.title
}

#[test]
fn a_title_that_waits_for_a_choice_is_not_overwritten() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let theirs = "Na Chi Lăng (sửa trên sàn)";
        let found = channels::drift(core, &shop.account, &[item(theirs)]).await;
        assert_eq!(found.expect("compares"), 1);
        // Something else of the listing is sent meanwhile.
        let words = ("", "Hái buổi sáng, gửi đi trong ngày.");
        channels::save_texts(
            core,
            &shop.director,
            &shop.account,
            (&SPEC, shop.listing),
            words,
        )
        .await
        .expect("saved");
        assert_eq!(title_sent(world, &shop).await, theirs);
        let base = "https://cho.vn";
        let draft = channels::draft(core, &shop.account, shop.listing, base)
            .await
            .expect("a draft");
        channels::record_put(core, &draft, "live", None, None)
            .await
            .expect("recorded");
        let again = channels::drift(core, &shop.account, &[item(theirs)]).await;
        assert_eq!(again.expect("compares"), 0);
        let open = "select count(*) as n from channel_conflict where chosen_at is null";
        assert_eq!(world.number(open, []).await, 1, "it still waits");
        let row = sql::row(core.db.read(), "select id from channel_conflict", [])
            .await
            .expect("runs")
            .expect("there");
        let id: Uuid = row.try_get("", "id").expect("an id");
        channels::choose(
            core,
            &shop.director,
            &shop.account,
            id,
            channels::Choice::Ours,
        )
        .await
        .expect("chosen");
        assert_ne!(title_sent(world, &shop).await, theirs);
    });
}

#[test]
fn words_that_do_not_fit_are_told_all_at_once() {
    on_both(async |world| {
        let shop = given_shop(world, 1).await;
        let (long, longer) = ("x".repeat(101), "y".repeat(1_001));
        let which = (&SPEC, shop.listing);
        let words = (long.as_str(), longer.as_str());
        let refused =
            channels::save_texts(&world.core, &shop.director, &shop.account, which, words).await;
        let Err(Error::Invalid { fields }) = refused else {
            panic!("{refused:?}")
        };
        let paths: Vec<_> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["title", "description"]);
    });
}

#[test]
fn a_listing_has_its_own_rule_and_a_unit_its_own_price() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let line = async || {
            let lines = channels::offers(core, &shop.account, &[]).await;
            lines.expect("lines").remove(0)
        };
        assert_eq!(line().await.price, Vnd(195_000));
        let save = async |rule, prices: &[(Uuid, Option<Vnd>)]| {
            let (by, account) = (&shop.director, &shop.account);
            channels::save_prices(core, by, account, shop.listing, (rule, prices))
                .await
                .expect("saved");
        };
        save(Some(PriceRule::SameNet), &[]).await;
        let same_net = line().await;
        // 3 % of ours is kept here; there 3 % and 9 %: what is left is not less.
        assert!(same_net.proposed.net.net >= Vnd(195_000 * 97 / 100));
        assert!(same_net.price > Vnd(195_000));
        save(Some(PriceRule::Markup(1_000)), &[]).await;
        assert_eq!(line().await.price, Vnd(215_000));
        let unit = line().await.row.id;
        save(None, &[(unit, Some(Vnd(220_000)))]).await;
        assert_eq!(line().await.price, Vnd(220_000));
        let page =
            channels::listing_page(core, &shop.director, &shop.account, (&SPEC, shop.listing));
        let page = page.await.expect("a page");
        assert_eq!(page.units[0].set, "220000");
        assert!(!page.units[0].cuts.is_empty());
        let wrong = channels::save_prices(
            core,
            &shop.director,
            &shop.account,
            shop.listing,
            (None, &[(unit, Some(Vnd(0)))]),
        )
        .await;
        assert!(matches!(wrong, Err(Error::Invalid { .. })));
    });
}

static PUSHING: ChannelSpec = ChannelSpec {
    can: Capabilities {
        hook: Some(HookReply {
            status: 200,
            within_ms: 3_000,
        }),
        ..SPEC.can
    },
    ..SPEC
};

#[test]
fn a_channel_that_pushes_no_more_is_told_once_until_it_pushes_again() {
    on_both(async |world| {
        let shop = given_shop(world, 20).await;
        let core = &world.core;
        let told = async || {
            let told = channels::warn_of_silence(core, &[&PUSHING]).await;
            told.expect("looks")
        };
        let order = |key: &str| market(&shop, key, 1, MarketState::ReadyToShip, core.clock.now());
        take(world, &shop, order("H1")).await;
        assert_eq!(told().await, 0, "found soon");
        core.clock.advance(7 * 3_600_000);
        assert_eq!(told().await, 0, "nothing was found");
        take(world, &shop, order("H2")).await;
        assert_eq!(told().await, 1);
        assert_eq!(told().await, 0, "told once");
        let event = shared::canonical::Event {
            kind: shared::canonical::EventKind::Order("H2".to_owned()),
            shop: None,
            dedupe: "e1".to_owned(),
            at: None,
        };
        let account = Some(shop.account.row.id);
        channels::put(core, "trial", (account, "{}"), Ok(&[event]))
            .await
            .expect("kept");
        assert_eq!(told().await, 0);
        let open =
            "select count(*) as n from task where kind = 'channel_silent' and done_at is null";
        assert_eq!(world.number(open, []).await, 0);
        core.clock.advance(8 * 3_600_000);
        take(world, &shop, order("H3")).await;
        assert_eq!(told().await, 1, "told again");
    });
}
