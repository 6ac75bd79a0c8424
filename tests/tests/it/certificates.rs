//! At its end a certificate takes everything along that was shown because of it: badge, structured data, API, filters.

use http::StatusCode;
use tests::{TestApp, on_both};

/// The dried mango, whose three stars are good through 18 December 2026.
const PAGE: &str = "/p/xoai-say-deo-toan-thang";
const API: &str = "/api/v1/products/xoai-say-deo-toan-thang";
/// From the morning of the tests to that day's midnight, in minutes.
const TO_ITS_END: i64 = 126 * 24 * 60 - (9 * 60 + 12);

/// What is shown now: badge and structured data of the page, stars and certificates of the API, goods behind the filters
/// of stars and of the certificate.
async fn shown(test: &mut TestApp) -> (bool, bool, bool, usize, usize) {
    let page = test.get(PAGE).await.expect(StatusCode::OK).text();
    let api = test.get(API).await.expect(StatusCode::OK).json();
    let certificates = api["certificates"].as_array().map_or(0, Vec::len);
    let mut listed = 0;
    for list in ["/tim?sao=3", "/tim?giay=ocop"] {
        let found = test.get(list).await.expect(StatusCode::OK);
        listed += usize::from(!found.links(PAGE).is_empty());
    }
    (
        page.contains("badge-link"),
        page.contains(r#""award":"OCOP 3 sao""#),
        api["stars"] == 3,
        certificates,
        listed,
    )
}

#[test]
fn everything_that_was_shown_because_of_it_goes_within_the_hour() {
    on_both(async |test: &mut TestApp| {
        test.work().await;
        test.later(TO_ITS_END - 1);
        // Asked for twice, so that the page cache keeps what it can.
        shown(test).await;
        assert_eq!(
            shown(test).await,
            (true, true, true, 1, 2),
            "on its last day"
        );
        test.later(1);
        services::upkeep::refresh_badges(&test.app.core)
            .await
            .expect("refreshes");
        test.work().await;
        assert_eq!(
            shown(test).await,
            (false, false, false, 0, 0),
            "after its last day"
        );
    });
}
