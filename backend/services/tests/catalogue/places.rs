//! What readers see once they chose where goods go.

use super::{L, laid_out, refresh, slug};
use crate::given::Goods;
use crate::support::{World, on_both};
use services::catalogue::delivery::Destination;
use services::catalogue::list::{self, Scope};
use services::catalogue::product::{self, Product, Wanted};
use services::catalogue::{Reading, home};
use services::checkout::{self, Shown};
use shared::input::cart::Cart;
use shared::input::checkout::CheckoutForm;
use shared::input::shop::ShopFilter;
use shared::places::places;
use shared::view::parts::ProductCard;

fn to(place: &str) -> Reading {
    let code = &places().search(place, 1)[0].code;
    Reading {
        locale: L,
        to: Destination::ward(code),
    }
}

/// Goods of Chi Lăng that keep four days and stand little of the road.
async fn ripe(world: &World, stock: i64) -> Goods {
    let cooperative = world.given_cooperative("HTX Đồng Mỏ").await;
    let goods = laid_out(world, cooperative, "Na", 65_000, stock).await;
    let text = "update product set shipping_class = 'P1', shelf_life_days = 4, harvested_on = $1";
    let today = world.core.clock.now().vn_date().start();
    world.execute(text, [today.0.into()]).await;
    refresh(world, goods.listing).await;
    goods
}

async fn page(world: &World, goods: &Goods, reading: impl Into<Reading>) -> Product {
    let slug = slug(world, goods).await;
    product::product(&world.core, &slug, &Wanted::default(), reading)
        .await
        .expect("a page")
}

async fn card(world: &World, reading: impl Into<Reading>) -> ProductCard {
    let all = ShopFilter::default();
    let list = list::list(&world.core, &Scope::Search, &all, 1, reading).await;
    list.expect("a list").cards.remove(0)
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn the_chosen_place_decides_days_and_lanes() {
    on_both(async |world| {
        let goods = ripe(world, 20).await;
        let near = page(world, &goods, to("Cầu Giấy, Hà Nội")).await.view;
        assert_eq!(plain(&near.delivery.title), "Hái 15/8 – tới Cầu Giấy 17/8");
        assert!(near.buy.is_some() && near.stopped.is_none());
        let far = page(world, &goods, to("Bến Thành, Hồ Chí Minh")).await.view;
        let words = plain(&far.delivery.title);
        assert_eq!(
            words,
            "Món này không chịu được 4 ngày đường nên không gửi vào Nam"
        );
        assert!(!far.delivery.good && far.delivery.text.contains("Bến Thành"));
        assert!(far.buy.is_none(), "the checkout would refuse it");
        let stopped = far.stopped.expect("it says so at the form");
        let title = "Không gửi được tới Bến Thành, mất 4 ngày đường.";
        assert_eq!(plain(&stopped.title), title);
        assert!(stopped.link.is_some(), "and leads on");
        let anybody = page(world, &goods, L).await.view;
        assert_eq!(plain(&anybody.delivery.title), "Hái 15/8 – tới Hà Nội 17/8");
        let fact = |card: ProductCard| (plain(&card.fact.unwrap_or_default()), card.muted);
        let near = fact(card(world, to("Cầu Giấy, Hà Nội")).await);
        assert_eq!(near, ("Tới Cầu Giấy 17/8".to_owned(), false));
        let far = fact(card(world, to("Bến Thành, Hồ Chí Minh")).await);
        assert_eq!(far, (title.trim_end_matches('.').to_owned(), true));
        let first = home::home(&world.core, to("Bến Thành, Hồ Chí Minh")).await;
        let first = first.expect("a page");
        assert!(first.stall.is_empty(), "not laid out there");
        assert_eq!(plain(&first.place), "Bến Thành");
    });
}

#[test]
fn a_checkout_of_which_nothing_can_go_asks_for_no_money() {
    on_both(async |world| {
        let goods = ripe(world, 20).await;
        let mut cart = Cart::default();
        cart.set(goods.variant, 2);
        let form = CheckoutForm {
            ward_code: places().search("Bến Thành, Hồ Chí Minh", 1)[0].code.clone(),
            ..CheckoutForm::default()
        };
        let shown = Shown {
            form: &form,
            ward: checkout::ward_field(&form, L),
            checkout: None,
            errors: Vec::new(),
            notice: None,
        };
        let view = checkout::checkout_page(&world.core, &cart, shown, L)
            .await
            .expect("a page");
        assert_eq!(view.title, "Chưa gửi được món nào");
        assert!(view.lead.contains("Đổi nơi nhận"), "{}", view.lead);
        assert_eq!(view.refused.len(), 1);
        assert!(view.parcels.is_empty() && view.sums.is_empty() && view.ways.is_empty());
    });
}
