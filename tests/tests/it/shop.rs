//! What readers of the shop ask for by the address.

use http::StatusCode;
use tests::{TestApp, on_both};

#[test]
fn prices_are_typed_beside_the_bands_and_other_filters_stay() {
    on_both(async |test: &mut TestApp| {
        let page = test
            .get("/danh-muc/trai-cay?sao=3&xep=ten&tu=50k&den=300.000")
            .await
            .expect(StatusCode::OK)
            .text();
        for part in [
            "name=\"tu\" type=\"text\" value=\"50.000\"",
            "name=\"den\" type=\"text\" value=\"300.000\"",
            "type=\"hidden\" name=\"sao\" value=\"3\"",
            "type=\"hidden\" name=\"xep\" value=\"ten\"",
            "action=\"/danh-muc/trai-cay\"",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("name=\"loai\""), "the path says it already");
        for path in ["/tim", "/en/tim", "/danh-muc/trai-cay", "/tinh/lang-son"] {
            let wrong = test
                .get(&format!("{path}?tu=r%E1%BA%BB&den=100k"))
                .await
                .expect(StatusCode::UNPROCESSABLE_ENTITY)
                .text();
            assert!(
                wrong.contains("value=\"rẻ\"") && wrong.contains("f-tu-err"),
                "{path}: {wrong}"
            );
        }
        let turned = test
            .get("/tim?tu=200k&den=100k")
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        let words = "Giá cao nhất đang thấp hơn giá thấp nhất";
        assert!(turned.text().contains(words), "{}", turned.text());
        // The page without the mistake is not the one with it.
        test.get("/tim").await.expect(StatusCode::OK);
    });
}
