//! How goods that are sold ahead are laid out.

use super::form;
use crate::lots::{Booth, booth};
use crate::support::{World, on_both};
use services::catalogue::list::{self, Scope};
use services::catalogue::product::{self, Wanted};
use services::checkout::{self, Known};
use services::listings;
use shared::input::cart::Cart;
use shared::input::forecast::ForecastForm;
use shared::input::shop::ShopFilter;
use shared::say::Locale;

const L: Locale = Locale::Vi;

async fn open(world: &World) -> Booth {
    let booth = booth(world, 0).await;
    let txn = world.core.db.begin().await.expect("begins");
    listings::refresh(&world.core, &txn, booth.goods.listing)
        .await
        .expect("refreshed");
    txn.commit().await.expect("committed");
    booth
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn a_card_of_what_is_sold_ahead_says_so() {
    on_both(async |world| {
        let booth = open(world).await;
        let all = ShopFilter::default();
        let card = async || {
            let list = list::list(&world.core, &Scope::Search, &all, 1, L).await;
            list.expect("a list").cards.remove(0)
        };
        let gone = card().await;
        assert!(gone.muted, "nothing is there");
        booth.forecast(world, &form(&booth, "48")).await;
        let ahead = card().await;
        let tag = ahead.tag.map(|tag| tag.text).unwrap_or_default();
        assert_eq!((tag.as_str(), ahead.muted), ("Đặt trước", false));
        let fact = plain(&ahead.fact.unwrap_or_default());
        assert!(fact.starts_with("Giao từ 2"), "{fact}");
    });
}

#[test]
fn what_is_left_and_what_one_buyer_may_have_are_two_things() {
    on_both(async |world| {
        let booth = open(world).await;
        let capped = ForecastForm {
            buyer_cap: "6".to_owned(),
            ..form(&booth, "48")
        };
        booth.forecast(world, &capped).await;
        let slug = format!("hang-{}", booth.goods.listing.uuid().simple());
        let wanted = Wanted {
            variant: booth.goods.variant.to_string(),
            quantity: "9".to_owned(),
            ..Wanted::default()
        };
        let page = product::product(&world.core, &slug, &wanted, L)
            .await
            .expect("a page")
            .view;
        let terms = plain(&page.terms.join(" "));
        assert!(
            terms.contains("Còn nhận đặt trước 48 thùng. Mỗi người đặt nhiều nhất 6 thùng."),
            "{terms}"
        );
        let buy = page.buy.expect("on sale");
        assert_eq!((buy.quantity, buy.most), (6, 6));
        assert_eq!(
            plain(&buy.limit.unwrap_or_default()),
            "Mỗi người đặt nhiều nhất 6 thùng"
        );
        let mut cart = Cart::default();
        cart.set(booth.goods.variant, 9);
        let known = Known::default();
        let view = checkout::cart_page(&world.core, &cart, known, L)
            .await
            .expect("a cart");
        let line = &view.parcels[0].lines[0];
        assert_eq!(
            plain(line.problem.as_deref().unwrap_or_default()),
            "Bạn chọn 9, mỗi người đặt trước nhiều nhất 6 thùng"
        );
        assert_eq!((line.max, line.capped), (Some(6), true));
    });
}
