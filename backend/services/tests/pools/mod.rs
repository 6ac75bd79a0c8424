//! Pooled listings: who runs them, who joins at what price, what can be bought, who was given what.

mod creating;
mod selling;

use crate::goods::{given_categories, given_officer};
use crate::ordering::{fields, line};
use crate::support::{CHI_LANG, Goods, World, on_both};
use services::actor::{Actor, MemberRole};
use services::catalogue::{api, product};
use services::pools::{self, Returned, Seat};
use services::{Core, Error};
use shared::id::CooperativeId;
use shared::input::pool::{Fields, PoolDeed};
use shared::say::Locale;
use store::entity::price_floor;
use uuid::Uuid;

const L: Locale = Locale::Vi;

fn typed(pairs: &[(&str, &str)]) -> Fields {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

/// Two cooperatives with their directors; the first owns the brand.
struct Two {
    owner: CooperativeId,
    other: CooperativeId,
    director: Actor,
    second: Actor,
}

async fn two(world: &World) -> Two {
    given_categories(world).await;
    let owner = world.given_cooperative("HTX Một").await;
    let other = world.given_cooperative("HTX Hai").await;
    Two {
        director: world
            .given_member(owner, MemberRole::Director, "0912 000 001")
            .await,
        second: world
            .given_member(other, MemberRole::Director, "0912 000 002")
            .await,
        owner,
        other,
    }
}

impl Two {
    async fn created(&self, core: &Core, rule: &str) -> String {
        let form = typed(&[
            ("name", "Mận sấy dẻo"),
            ("brand", "Nhà vườn xứ núi"),
            ("rule", rule),
            ("price", "60k"),
            ("unit", "tui"),
            ("pack", "200 g"),
            ("category", "do-kho"),
            ("class", "P4"),
        ]);
        let made = pools::create(core, &self.director, Seat::Booth(self.owner), &form).await;
        made.expect("created")
    }

    /// The owner's director does it.
    async fn runs(
        &self,
        core: &Core,
        slug: &str,
        deed: PoolDeed,
        pairs: &[(&str, &str)],
    ) -> services::Result<()> {
        pools::deed(
            core,
            &self.director,
            Seat::Booth(self.owner),
            slug,
            deed,
            &typed(pairs),
        )
        .await
    }

    /// The other cooperative's director does it.
    async fn does(
        &self,
        core: &Core,
        slug: &str,
        deed: PoolDeed,
        pairs: &[(&str, &str)],
    ) -> services::Result<()> {
        pools::deed(
            core,
            &self.second,
            Seat::Booth(self.other),
            slug,
            deed,
            &typed(pairs),
        )
        .await
    }
}

async fn state_of(world: &World, cooperative: CooperativeId, state: &str) -> bool {
    let text = "select count(*) as n from pool_member where cooperative_id = $1 and state = $2";
    let values = [cooperative.uuid().into(), state.into()];
    world.number(text, values).await == 1
}

#[test]
fn a_director_opens_one_invites_and_the_other_joins() {
    on_both(async |world| {
        let two = two(world).await;
        let core = &world.core;
        let wrong = typed(&[("name", "Mận hữu cơ"), ("rule", "fixed"), ("ocop", "9")]);
        let error = pools::create(core, &two.director, Seat::Booth(two.owner), &wrong).await;
        let paths: Vec<String> = fields(error.expect_err("wrong"))
            .into_iter()
            .map(|f| f.0)
            .collect();
        assert_eq!(paths, ["ocop", "brand", "price", "name"]);
        let claims = typed(&[
            ("name", "Mận hữu cơ"),
            ("brand", "Nhà vườn"),
            ("price", "60k"),
            ("unit", "tui"),
            ("pack", "200 g"),
            ("category", "do-kho"),
        ]);
        let error = pools::create(core, &two.director, Seat::Booth(two.owner), &claims).await;
        assert_eq!(
            fields(error.expect_err("a claim"))[0].0,
            "name",
            "nothing is demanded that proves it"
        );

        let slug = two.created(core, "lowest").await;
        let unknown = two
            .runs(
                core,
                &slug,
                PoolDeed::Invite,
                &[("cooperative", "HTX Nào"), ("share", "0")],
            )
            .await;
        let paths: Vec<String> = fields(unknown.expect_err("wrong"))
            .into_iter()
            .map(|f| f.0)
            .collect();
        assert_eq!(paths, ["cooperative", "share"]);
        let stranger = pools::one(
            core,
            &two.second,
            Seat::Booth(two.other),
            &slug,
            Returned::default(),
        )
        .await;
        assert!(
            matches!(stranger, Err(Error::NotFound { .. })),
            "nobody else sees it"
        );
        two.runs(
            core,
            &slug,
            PoolDeed::Invite,
            &[("cooperative", "HTX Hai"), ("share", "3")],
        )
        .await
        .expect("invited");
        assert!(state_of(world, two.other, "invited").await);
        let forbidden = two
            .does(
                core,
                &slug,
                PoolDeed::Invite,
                &[("cooperative", "HTX Một"), ("share", "1")],
            )
            .await;
        assert!(matches!(forbidden, Err(Error::Forbidden)));

        let nothing = two.does(core, &slug, PoolDeed::Join, &[]).await;
        assert_eq!(fields(nothing.expect_err("no price"))[0].0, "price");
        let variant = world.variant_of(&slug).await;
        let price = format!("price.{variant}");
        two.does(
            core,
            &slug,
            PoolDeed::Join,
            &[(&price, "58k"), ("harvested", "2026-08-10")],
        )
        .await
        .expect("joined");
        assert!(state_of(world, two.other, "joined").await);
        let offers = "select count(*) as n from offer where cooperative_id = $1 and price = 58000";
        assert_eq!(world.number(offers, [two.other.uuid().into()]).await, 1);
        let logged = "select count(*) as n from audit where entity = 'pool'";
        assert_eq!(
            world.number(logged, []).await,
            3,
            "created, invited, joined"
        );
        let view = pools::one(
            core,
            &two.second,
            Seat::Booth(two.other),
            &slug,
            Returned::default(),
        )
        .await
        .expect("its page");
        assert!(view.manage.is_none() && view.own.is_some_and(|own| own.joined));
    });
}

#[test]
fn a_floor_refuses_the_price_at_its_field() {
    on_both(async |world| {
        let two = two(world).await;
        let core = &world.core;
        let slug = two.created(core, "fixed").await;
        two.runs(
            core,
            &slug,
            PoolDeed::Invite,
            &[("cooperative", "HTX Hai"), ("share", "1")],
        )
        .await
        .expect("invited");
        two.does(core, &slug, PoolDeed::Join, &[])
            .await
            .expect("one price for all");
        let variant = world.variant_of(&slug).await;
        world
            .given_floor(
                two.other,
                variant,
                two.second.person_id().expect("a person").uuid(),
                55_000,
            )
            .await;
        let price = format!("price.{variant}");
        let low = two
            .runs(core, &slug, PoolDeed::Prices, &[(&price, "50k")])
            .await;
        let errors = fields(low.expect_err("below"));
        assert_eq!(
            (errors[0].0.as_str(), errors[0].1.as_str()),
            (price.as_str(), "below_floor")
        );
        assert!(
            errors[0].2.contains("HTX Hai") && !errors[0].2.contains("55"),
            "whose, not how much: {}",
            errors[0].2
        );
        two.runs(core, &slug, PoolDeed::Prices, &[(&price, "70k")])
            .await
            .expect("above");
        let text = "select price as n from pool_price where variant_id = $1";
        assert_eq!(world.number(text, [variant.into()]).await, 70_000);
    });
}

#[test]
fn an_officer_runs_those_of_the_province_and_nobody_elses() {
    on_both(async |world| {
        let two = two(world).await;
        let core = &world.core;
        let slug = two.created(core, "fixed").await;
        let near = given_officer(world, "20", "0912 000 003").await;
        let far = given_officer(world, "14", "0912 000 004").await;
        let invite = typed(&[
            ("cooperative", "HTX Hai"),
            ("share", "2"),
            ("cap", "20 triệu"),
        ]);
        let hidden =
            pools::deed(core, &far, Seat::Alliance, &slug, PoolDeed::Invite, &invite).await;
        assert!(matches!(hidden, Err(Error::NotFound { .. })));
        pools::deed(
            core,
            &near,
            Seat::Alliance,
            &slug,
            PoolDeed::Invite,
            &invite,
        )
        .await
        .expect("invited");
        let member = pools::deed(
            core,
            &two.second,
            Seat::Alliance,
            &slug,
            PoolDeed::Invite,
            &invite,
        )
        .await;
        assert!(matches!(member, Err(Error::Forbidden)));
        let list = pools::list(core, &near, Seat::Alliance, Vec::new())
            .await
            .expect("a list");
        assert_eq!(list.lines.len(), 1);
        two.does(core, &slug, PoolDeed::Refuse, &[])
            .await
            .expect("refused");
        assert!(state_of(world, two.other, "left").await);
        assert_eq!(CHI_LANG.len(), 5);
    });
}

fn chosen(
    goods: &Goods,
    cooperative: CooperativeId,
    quantity: &str,
) -> shared::input::order::OrderLine {
    shared::input::order::OrderLine {
        cooperative_id: Some(cooperative),
        ..line(goods, quantity)
    }
}

/// What the API says can be bought, and how many the page lets one choose among.
async fn available(world: &World, slug: &str) -> (String, usize) {
    let detail = api::product(&world.core, slug, L).await.expect("listed");
    assert!(detail.item.pooled && detail.item.cooperative.is_none());
    let page = product::product(&world.core, slug, &product::Wanted::default(), L)
        .await
        .expect("a page");
    let suppliers = page.view.suppliers.expect("several sell it").suppliers;
    (
        detail.item.available,
        suppliers.iter().filter(|one| one.able).count(),
    )
}

impl World {
    async fn variant_of(&self, slug: &str) -> Uuid {
        let text = "select v.id from variant v join listing l on l.product_id = v.product_id where l.slug = $1";
        let row = store::sql::row(self.core.db.read(), text, [slug.into()]).await;
        row.expect("runs")
            .expect("one")
            .try_get("", "id")
            .expect("an id")
    }

    async fn given_floor(
        &self,
        cooperative: CooperativeId,
        variant: Uuid,
        person: Uuid,
        amount: i64,
    ) {
        let row = price_floor::Model {
            id: Uuid::now_v7(),
            cooperative_id: cooperative.uuid(),
            variant_id: variant,
            lot_id: None,
            amount,
            decision: "Nghị quyết 05".to_owned(),
            decided_on: self.now(),
            valid_from: self.now() - 86_400_000,
            valid_to: None,
            set_by: person,
            created_at: self.now(),
            ended_at: None,
        };
        self.insert(row).await;
    }
}
