use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use shared::canonical::MarketState;

use super::*;
use crate::_kit::sample;
use crate::{Adapter, voso};

const DAY_MS: i64 = 24 * 3_600_000;

async fn portal() -> (Portal, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(sample::now().0));
    let clock = Arc::clone(&now);
    let look = Look {
        name: "Voso",
        colour: "#a61b1b",
    };
    let portal = start(0, look, Some(DAY_MS), move || clock.load(Ordering::Relaxed))
        .await
        .expect("starts");
    (portal, now)
}

fn workbook(change: impl Fn(&mut shared::canonical::Listing)) -> Vec<u8> {
    let mut listing = sample::listing();
    listing.category.1 = Some("Đồ uống".to_owned());
    change(&mut listing);
    let file = voso::FILES.export(&[listing], "x", sample::now());
    file.expect("a file").bytes.to_vec()
}

#[tokio::test]
async fn goods_go_up_by_file_and_orders_come_back_by_file() {
    let (portal, now) = portal().await;
    let sku = sample::listing().variants[0].sku.clone();
    // Sent twice, it stands there once.
    for _ in 0..2 {
        assert_eq!(portal.upload(&workbook(|_| ())), Vec::<String>::new());
    }
    assert!(
        portal.buy(&sku, 1, true).is_err(),
        "nobody has looked at it"
    );
    let waiting = voso::FILES.import(&portal.results()).expect("read");
    assert!(waiting.results.iter().all(|r| r.accepted.is_none()));
    now.fetch_add(REVIEW_MS, Ordering::Relaxed);
    let results = voso::FILES.import(&portal.results()).expect("read");
    assert!(results.rejected.is_empty(), "{:?}", results.rejected);
    assert_eq!(results.results.len(), 2);
    assert!(results.results.iter().all(|r| r.accepted == Some(Ok(()))));
    assert!(results.results.iter().all(|r| r.url.is_some()));

    let number = portal.buy(&sku, 2, true).expect("an order");
    let other = portal.buy(&sku, 1, false).expect("another");
    assert_eq!(portal.offer(&sku).map(|(stock, _)| stock), Some(39));
    portal.disturb();
    let said = voso::FILES.import(&portal.orders()).expect("read");
    assert!(said.rejected.is_empty(), "{:?}", said.rejected);
    let find = |key: &str| said.orders.iter().find(|o| o.key == key).expect("it");
    let order = find(&number);
    assert_eq!(
        (order.state.clone(), order.cod),
        (MarketState::ToConfirm, true)
    );
    assert_eq!(
        (order.lines[0].sku.as_str(), order.lines[0].quantity),
        (sku.as_str(), 2)
    );
    assert!(!find(&other).cod);
    for (status, state) in [
        ("Đã duyệt", MarketState::ReadyToShip),
        ("Chờ xuất kho", MarketState::Arranged),
        ("Đang giao", MarketState::InTransit),
        ("Đã giao", MarketState::Delivered),
        ("Hoàn thành", MarketState::Completed),
    ] {
        portal.set_status(&number, status);
        let said = voso::FILES.import(&portal.orders()).expect("read");
        let order = said.orders.iter().find(|o| o.key == number).expect("it");
        assert_eq!(order.state, state);
    }
    // The other was never confirmed: it ends, and its goods are for sale again.
    now.fetch_add(DAY_MS + 1, Ordering::Relaxed);
    assert_eq!(portal.offer(&sku).map(|(stock, _)| stock), Some(40));
    portal.break_off();
    let broken = voso::FILES.import(&portal.orders()).expect("read");
    assert!(broken.orders.is_empty() && broken.rejected.len() == 1);
}

#[tokio::test]
async fn the_portal_is_strict_row_by_row() {
    let (portal, now) = portal().await;
    let refused = portal.upload(&workbook(|listing| {
        listing.pictures[0].url = "http://a".to_owned()
    }));
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].contains("https"));
    assert!(portal.upload(b"nothing of the kind")[0].contains(".xlsx"));
    let claim =
        |listing: &mut shared::canonical::Listing| listing.title = "Chè chữa bệnh".to_owned();
    assert_eq!(portal.upload(&workbook(claim)), Vec::<String>::new());
    now.fetch_add(REVIEW_MS, Ordering::Relaxed);
    let said = voso::FILES.import(&portal.results()).expect("read");
    assert!(
        said.results
            .iter()
            .all(|r| matches!(r.accepted, Some(Err(_))))
    );
    let sku = sample::listing().variants[0].sku.clone();
    portal.promote(&sku, true);
    assert_eq!(portal.upload(&workbook(|_| ())).len(), 1);
}
