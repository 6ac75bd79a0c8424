//! Lists for people and for programs.

use super::{L, laid_out, refresh, slug};
use crate::support::on_both;
use services::Error;
use services::catalogue::api::{self, Asked};
use services::catalogue::list::{self, Scope};
use services::catalogue::product::{self, Wanted};
use shared::input::shop::{ShopFilter, ShopQuery, Sort};

#[test]
fn lists_are_filtered_counted_and_sorted() {
    on_both(async |world| {
        let here = world.given_cooperative("HTX Đồng Mỏ").await;
        let cheap = laid_out(world, here, "Ổi", 20_000, 5).await;
        laid_out(world, here, "Ớt", 120_000, 5).await;
        let dear = laid_out(world, here, "Áo chè", 600_000, 0).await;
        world
            .execute(
                "update product set season_main = 128, season_minor = 0 where id = $1",
                [cheap.product.uuid().into()],
            )
            .await;
        refresh(world, cheap.listing).await;
        let names = async |query: ShopQuery| {
            let (filter, page) = query.read();
            let view = list::list(&world.core, &Scope::Search, &filter, page, L)
                .await
                .expect("a list");
            view.cards
                .into_iter()
                .map(|card| card.name)
                .collect::<Vec<_>>()
        };
        let q = ShopQuery::default;
        assert_eq!(
            names(ShopQuery {
                xep: "ten".into(),
                ..q()
            })
            .await,
            ["Áo chè", "Ổi", "Ớt"]
        );
        assert_eq!(
            names(ShopQuery {
                xep: "gia-tang".into(),
                ..q()
            })
            .await,
            ["Ổi", "Ớt", "Áo chè"]
        );
        assert_eq!(
            names(ShopQuery {
                xep: "gia-giam".into(),
                ..q()
            })
            .await,
            ["Áo chè", "Ớt", "Ổi"]
        );
        assert_eq!(
            names(ShopQuery {
                mua: "8".into(),
                xep: "ten".into(),
                ..q()
            })
            .await
            .len(),
            3
        );
        assert_eq!(
            names(ShopQuery {
                mua: "dang-vu".into(),
                ..q()
            })
            .await,
            ["Ổi"]
        );
        assert_eq!(
            names(ShopQuery {
                gia: "tren-500".into(),
                ..q()
            })
            .await,
            ["Áo chè"]
        );
        for (from, to, expected) in [
            ("", "30.000", vec!["Ổi"]),
            ("600k", "", vec!["Áo chè"]),
            ("1.000", "2.000", vec![]),
        ] {
            for words in ["", "oi ot che"] {
                let found = names(ShopQuery {
                    q: words.into(),
                    tu: from.into(),
                    den: to.into(),
                    ..q()
                });
                if words.is_empty() {
                    assert_eq!(found.await, expected, "{from} {to}");
                } else {
                    assert!(
                        found
                            .await
                            .iter()
                            .all(|name| expected.contains(&name.as_str()))
                    );
                }
            }
        }
        assert_eq!(
            names(ShopQuery {
                tinh: "son-la".into(),
                ..q()
            })
            .await
            .len(),
            0
        );
        assert_eq!(
            names(ShopQuery {
                q: "oi".into(),
                gia: "duoi-50".into(),
                ..q()
            })
            .await,
            ["Ổi"]
        );
        let all = list::list(
            &world.core,
            &Scope::Category("trai-cay".into()),
            &ShopFilter::default(),
            1,
            L,
        )
        .await
        .expect("a list");
        let season = all
            .groups
            .iter()
            .find(|group| group.title == "Vụ")
            .expect("seasons");
        let now = season
            .options
            .iter()
            .find(|option| option.text == "Đang vụ")
            .expect("now");
        assert_eq!(
            (now.count.as_str(), now.href.as_str()),
            ("1", "/danh-muc/trai-cay?mua=dang-vu")
        );
        let sold_out = all
            .cards
            .iter()
            .find(|card| card.name == "Áo chè")
            .expect("sold out");
        assert!(sold_out.muted);
        assert!(matches!(
            list::list(
                &world.core,
                &Scope::Category("la".into()),
                &ShopFilter::default(),
                1,
                L
            )
            .await,
            Err(Error::NotFound { .. })
        ));
        let page = product::product(
            &world.core,
            &slug(world, &dear).await,
            &Wanted::default(),
            L,
        )
        .await
        .expect("a page");
        assert!(page.view.buy.is_none() && page.view.stopped.is_some());
    });
}

#[test]
fn cursors_walk_through_every_good_once() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        for n in 0..7 {
            laid_out(world, cooperative, &format!("Na số {n}"), 10_000 + n % 3, 5).await;
        }
        for sort in Sort::ALL {
            let mut seen = Vec::new();
            let mut cursor = None;
            for _ in 0..10 {
                let asked = Asked {
                    limit: Some("2".into()),
                    sort: Some(sort.api_code().into()),
                    cursor,
                    ..Asked::default()
                };
                let page = api::products(&world.core, &asked, L).await.expect("a page");
                seen.extend(page.items.iter().map(|item| item.id));
                cursor = page.next_cursor.map(|cursor| cursor.to_string());
                if cursor.is_none() {
                    break;
                }
            }
            let count = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!((count, seen.len()), (7, 7), "{sort:?}");
        }
        let other = Asked {
            limit: Some("2".into()),
            ..Asked::default()
        };
        let cursor = api::products(&world.core, &other, L)
            .await
            .expect("a page")
            .next_cursor
            .expect("more")
            .to_string();
        let wrong = Asked {
            sort: Some("name".into()),
            cursor: Some(cursor),
            ..Asked::default()
        };
        assert!(matches!(
            api::products(&world.core, &wrong, L).await,
            Err(Error::Invalid { .. })
        ));
    });
}

#[test]
fn wrong_parameters_are_named() {
    on_both(async |world| {
        let cases = [
            (
                "limit",
                Asked {
                    limit: Some("0".into()),
                    ..Asked::default()
                },
            ),
            (
                "limit",
                Asked {
                    limit: Some("101".into()),
                    ..Asked::default()
                },
            ),
            (
                "limit",
                Asked {
                    limit: Some("x".into()),
                    ..Asked::default()
                },
            ),
            (
                "sort",
                Asked {
                    sort: Some("best".into()),
                    ..Asked::default()
                },
            ),
            (
                "stars",
                Asked {
                    stars: Some("6".into()),
                    ..Asked::default()
                },
            ),
            (
                "season",
                Asked {
                    season: Some("13".into()),
                    ..Asked::default()
                },
            ),
            (
                "province",
                Asked {
                    province: Some("Atlantis".into()),
                    ..Asked::default()
                },
            ),
            (
                "cursor",
                Asked {
                    cursor: Some("!".into()),
                    ..Asked::default()
                },
            ),
        ];
        for (path, asked) in cases {
            match api::products(&world.core, &asked, L).await {
                Err(Error::Invalid { fields }) => assert_eq!(fields[0].path, path),
                other => panic!("{path}: {other:?}"),
            }
        }
    });
}

#[test]
fn the_api_tells_quantities_in_sale_units() {
    on_both(async |world| {
        let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
        let product = world.given_product(cooperative, "Mận").await;
        let variant = world.given_variant(product, "kg").await;
        world
            .execute(
                "update variant set step = 500 where id = $1",
                [variant.uuid().into()],
            )
            .await;
        let listing = world
            .given_listing(cooperative, product, "Mận", 40_000)
            .await;
        world
            .given_offer(cooperative, listing, variant, 40_000, 5_700)
            .await;
        refresh(world, listing).await;
        let item = api::products(&world.core, &Asked::default(), L)
            .await
            .expect("items")
            .items
            .remove(0);
        assert_eq!((item.unit.as_str(), item.available.as_str()), ("kg", "5.5"));
        let detail = api::product(&world.core, &item.slug, L)
            .await
            .expect("a good");
        let pack = &detail.variants[0];
        assert_eq!(
            (pack.step.as_str(), pack.available.as_str()),
            ("0.5", "5.5")
        );
        assert!(detail.updated_at.ends_with('Z'));
        assert!(matches!(
            api::product(&world.core, "khong-co", L).await,
            Err(Error::NotFound { .. })
        ));
    });
}
