//! What readers of the shop ask for by the address.

use http::StatusCode;
use tests::{Answer, TestApp, on_both};

fn header(answer: &Answer, name: &str) -> String {
    let value = answer.headers.get(name).and_then(|v| v.to_str().ok());
    value.unwrap_or_default().to_owned()
}

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

#[test]
fn the_chosen_place_is_obeyed_and_kept_from_others() {
    on_both(async |test: &mut TestApp| {
        const NA: &str = "/p/na-xa-chi-lang-loai-1";
        let before = test.get(NA).await.expect(StatusCode::OK);
        assert!(before.text().contains("tới Hà\u{a0}Nội") && before.text().contains("id=\"mua\""));
        let public = header(&before, "cache-control");
        assert!(public.starts_with("public"), "{public}");
        let ben_thanh = shared::places::places().search("Bến Thành, Hồ Chí Minh", 1)[0]
            .code
            .clone();
        let chosen = [("ma", ben_thanh.as_str()), ("ve", NA)];
        let back = test.post_form("/giao-toi", &chosen).await;
        assert_eq!(back.location(), NA);
        // Twice: made, then kept.
        for _ in 0..2 {
            let known = header(&before, "etag");
            let page = test.get_with(NA, &[("if-none-match", &known)]).await;
            let page = page.expect(StatusCode::OK);
            let kept = header(&page, "cache-control");
            assert!(kept.starts_with("private"), "{kept}");
            let text = page.text();
            assert!(text.contains("không gửi vào Nam"), "{text}");
            assert!(text.contains("Không gửi được tới Bến\u{a0}Thành"), "{text}");
            assert!(!text.contains("id=\"mua\""), "no live button: {text}");
            assert!(
                text.contains("<b>Phường Bến Thành, Hồ Chí Minh</b>"),
                "{text}"
            );
        }
        for path in [
            "/tim?q=na",
            "/",
            "/danh-muc/trai-cay",
            "/p/khong-co-mon-nay",
        ] {
            let list = test.get(path).await.text();
            assert!(
                list.contains("<b>Phường Bến Thành, Hồ Chí Minh</b>"),
                "{path}"
            );
            assert!(!list.contains("Tới Hà\u{a0}Nội"), "{path}");
        }
        let nearer = shared::places::places().search("Cầu Giấy, Hà Nội", 1)[0]
            .code
            .clone();
        let chosen = [("ma", nearer.as_str()), ("ve", NA)];
        test.post_form("/giao-toi", &chosen).await;
        let page = test.get(NA).await.expect(StatusCode::OK).text();
        assert!(page.contains("tới Cầu\u{a0}Giấy") && page.contains("id=\"mua\""));
        let anybody = test.another().get(NA).await.expect(StatusCode::OK).text();
        assert!(anybody.contains("tới Hà\u{a0}Nội") && !anybody.contains("Cầu\u{a0}Giấy"));
    });
}
