//! One-tap links: they act once, end, and are safe to press twice.

use super::{HOUR, Placed, declined, deed, given_order, state};
use crate::support::{World, on_both};
use services::booths::{self, JustDone, LinkView};
use services::{Error, links};
use shared::input::booth::SubOrderDeed;
use shared::say::Locale;
use shared::state::SubOrderAction as A;
use shared::view::booth::SubOrderView;

async fn given_link(world: &World, placed: &Placed) -> String {
    let txn = world.core.db.begin().await.expect("begins");
    let mut token = links::issue(&world.core, &txn, &[placed.id])
        .await
        .expect("issued");
    txn.commit().await.expect("committed");
    token.remove(0)
}

async fn open_link(world: &World, token: &str) -> SubOrderView {
    match booths::load_link_view(&world.core, token, &JustDone::default(), Locale::Vi)
        .await
        .expect("loads")
    {
        LinkView::Order(view) => *view,
        other => panic!("not an order: {other:?}"),
    }
}

#[test]
fn a_link_accepts_once_without_signing_in() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let token = given_link(world, &placed).await;
        let kept = world
            .number(
                "select count(*) as n from action_link where token_hash = $1",
                [token.as_str().into()],
            )
            .await;
        assert_eq!(kept, 0, "only a hash of the token is kept");
        let view = open_link(world, &token).await;
        assert_eq!(
            state(world, &placed).await,
            "to_confirm",
            "looking changes nothing"
        );
        assert!(
            view.contact.is_none(),
            "no name or phone without signing in"
        );
        assert_eq!(view.deeds.len(), 2);
        world.core.clock.advance(19 * 60_000);
        let first = booths::answer_link(&world.core, &token, &deed(A::Accept), Locale::Vi)
            .await
            .expect("accepts");
        assert_eq!((first.done, first.already), (Some(A::Accept), None));
        assert_eq!(state(world, &placed).await, "confirmed");
        world.core.clock.advance(HOUR);
        let second = booths::answer_link(&world.core, &token, &deed(A::Accept), Locale::Vi)
            .await
            .expect("is safe");
        assert_eq!((second.done, second.already), (None, Some(A::Accept)));
        let other = booths::answer_link(&world.core, &token, &declined("sold_out"), Locale::Vi)
            .await
            .expect("is safe");
        assert_eq!(other.already, Some(A::Decline));
        assert_eq!(state(world, &placed).await, "confirmed");
        let view = open_link(world, &token).await;
        assert!(view.deeds.is_empty());
        assert_eq!(
            view.notice.expect("says so").title,
            "Đơn này đã nhận lúc 09:31"
        );
        let logged = world
            .number(
                "select count(*) as n from audit where action = 'accept' and actor_kind = 'link'",
                [],
            )
            .await;
        assert_eq!(logged, 1);
    });
}

#[test]
fn a_link_declines_with_a_reason_and_does_nothing_else() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let token = given_link(world, &placed).await;
        let answer = async |form: &SubOrderDeed| {
            booths::answer_link(&world.core, &token, form, Locale::Vi).await
        };
        assert!(matches!(
            answer(&declined("")).await,
            Err(Error::Invalid { .. })
        ));
        assert!(matches!(
            answer(&deed(A::Pack)).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            answer(&deed(A::Cancel)).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            answer(&SubOrderDeed::default()).await,
            Err(Error::Invalid { .. })
        ));
        assert_eq!(state(world, &placed).await, "to_confirm");
        answer(&declined("sold_out")).await.expect("declines");
        assert_eq!(state(world, &placed).await, "declined");
        assert_eq!(
            world.number("select allocated as n from offer", []).await,
            0,
            "the goods can be sold again"
        );
        let reason = booths::load_link_reason(&world.core, &token, Locale::Vi).await;
        assert!(matches!(reason, Err(Error::NotFound { .. })));
    });
}

#[test]
fn links_end_and_unknown_ones_say_so() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let token = given_link(world, &placed).await;
        let look = async |token: &str| {
            booths::load_link_view(&world.core, token, &JustDone::default(), Locale::Vi)
                .await
                .expect("loads")
        };
        assert!(matches!(look("not-a-token").await, LinkView::Unknown(_)));
        world.core.clock.advance(4 * HOUR - 1);
        assert!(matches!(look(&token).await, LinkView::Order(_)));
        world.core.clock.advance(1);
        let LinkView::Over(view) = look(&token).await else {
            panic!("it is over")
        };
        assert!(view.text.contains(&placed.code) && view.link.is_some());
        let late = booths::answer_link(&world.core, &token, &deed(A::Accept), Locale::Vi).await;
        assert!(matches!(
            late,
            Err(Error::Refused {
                code: "link_expired",
                ..
            })
        ));
        let unknown = booths::answer_link(&world.core, "x", &deed(A::Accept), Locale::Vi).await;
        assert!(matches!(unknown, Err(Error::NotFound { .. })));
        assert_eq!(state(world, &placed).await, "to_confirm");
    });
}

#[test]
fn of_many_answers_at_once_one_counts() {
    on_both(async |world| {
        let placed = given_order(world, world.given_cooperative("HTX Đồng Mỏ").await).await;
        let tokens = [
            given_link(world, &placed).await,
            given_link(world, &placed).await,
        ];
        let mut tries = tokio::task::JoinSet::new();
        for n in 0..12 {
            let (core, token) = (world.core.clone(), tokens[n % 2].clone());
            let form = if n % 3 == 0 {
                declined("sold_out")
            } else {
                deed(A::Accept)
            };
            tries.spawn(async move { booths::answer_link(&core, &token, &form, Locale::Vi).await });
        }
        let outcomes = tries.join_all().await;
        let done = outcomes
            .iter()
            .filter(|o| o.as_ref().is_ok_and(|just| just.done.is_some()))
            .count();
        assert_eq!(done, 1);
        let answers =
            "select count(*) as n from sub_order_event where state in ('confirmed', 'declined')";
        assert_eq!(world.number(answers, []).await, 1);
        let allocated = world.number("select allocated as n from offer", []).await;
        assert_eq!(
            allocated,
            if state(world, &placed).await == "confirmed" {
                2
            } else {
                0
            }
        );
    });
}
