//! Composes pages of the components and writes them to `target/look`, to be held beside the drawn screens.
//! The checks are few: every page is whole, escaped and free of inline styles and scripts.
#![cfg(feature = "ssr")]
#![recursion_limit = "256"]

mod booth;
mod buying;
mod market;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontend::shell::{Alternates, Assets, Chrome, Head, document};
use leptos::prelude::*;
use shared::say::Locale;
use shared::view::parts::*;

const L: Locale = Locale::Vi;

fn dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/look")
}

fn sheet(name: &str) -> String {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut css = String::new();
    for folder in ["base", name] {
        let mut files: Vec<_> = std::fs::read_dir(style.join(folder))
            .expect("the look folder can be written")
            .map(|file| file.expect("the look folder can be written").path())
            .collect();
        files.sort();
        for file in files {
            css.push_str(&std::fs::read_to_string(file).expect("the look folder can be written"));
        }
    }
    css
}

fn write(name: &str, head: Head, mut chrome: Chrome, body: impl FnOnce() -> AnyView) {
    std::fs::create_dir_all(dir()).expect("the look folder can be written");
    for sheet_name in ["shop", "booth"] {
        std::fs::write(dir().join(format!("{sheet_name}.css")), sheet(sheet_name))
            .expect("the look folder can be written");
    }
    chrome.assets = Arc::new(Assets {
        shop_css: "shop.css".into(),
        booth_css: "booth.css".into(),
        ..Assets::default()
    });
    let html = document(head, chrome, body);
    assert!(html.starts_with("<!doctype html><html"), "{}", &html[..60]);
    assert!(html.ends_with("</html>"));
    assert!(!html.contains("style="), "inline style");
    assert!(!html.contains("<script>"), "inline script");
    std::fs::write(
        dir().join(format!("{name}.html")),
        html.replace("\"/assets/", "\""),
    )
    .expect("the look folder can be written");
}

fn pic(name: &str, alt: &str) -> Picture {
    Picture {
        src: format!("img/{name}.svg"),
        alt: alt.into(),
        width: 400,
        height: 400,
        drawn: true,
        ..Picture::default()
    }
}

fn card(
    image: &str,
    name: &str,
    price: &str,
    unit: &str,
    seller: &str,
    place: &str,
) -> ProductCard {
    ProductCard {
        href: "/p/x".into(),
        name: name.into(),
        picture: Some(pic(image, "")),
        sign: PriceSign {
            price: price.into(),
            unit: unit.into(),
            before: None,
        },
        seller: seller.into(),
        place: place.into(),
        ..ProductCard::default()
    }
}

fn head(title: &str) -> Head {
    Head {
        locale: L,
        title: title.into(),
        description: "Hàng của hợp tác xã vùng cao, ai trồng người ấy gửi.".into(),
        canonical: "https://example.vn/".into(),
        alternates: Some(Alternates {
            vi: "https://example.vn/".into(),
            en: "https://example.vn/en".into(),
        }),
        json_ld: vec![r#"{"name":"</script><b>"}"#.into()],
        page_path: "/".into(),
        ..Head::default()
    }
}

fn tagged(mut card: ProductCard, tag: &str, fact: &str) -> ProductCard {
    card.tag = Some(Tag {
        text: tag.into(),
        fresh: true,
    });
    card.fact = Some(fact.into());
    card
}

fn with(mut card: ProductCard, per_unit: &str, fact: &str, stars: Option<u8>) -> ProductCard {
    card.per_unit = (!per_unit.is_empty()).then(|| per_unit.into());
    card.fact = (!fact.is_empty()).then(|| fact.into());
    card.stars = stars;
    card
}
