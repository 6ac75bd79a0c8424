//! Linked data (schema.org) of pages, as JSON text. It says nothing that the page does not say.

use crate::app::App;
use serde_json::{Value, json};
use services::catalogue::product::Product;
use shared::say::Locale;
use shared::view::parts::Crumb;

/// The site and how to search it.
pub(super) fn website(app: &App, l: Locale) -> String {
    let target = format!("{}?q={{search_term_string}}", app.absolute(&l.path("/tim")));
    json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Chợ Phiên",
        "url": app.absolute(&l.path("/")),
        "inLanguage": l.code(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": target },
            "query-input": "required name=search_term_string",
        },
    })
    .to_string()
}

/// Who runs the page.
pub(super) fn organisation(app: &App, name: &str, path: &str) -> String {
    json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": name,
        "url": app.absolute(path),
        "logo": app.absolute("/icon-512.png"),
    })
    .to_string()
}

/// The way to a page.
pub(super) fn breadcrumbs(app: &App, crumbs: &[Crumb]) -> String {
    let item = |(at, crumb): (usize, &Crumb)| {
        let mut item =
            json!({ "@type": "ListItem", "position": at + 1, "name": plain(&crumb.text) });
        if let (Some(href), Value::Object(fields)) = (&crumb.href, &mut item) {
            fields.insert("item".to_owned(), app.absolute(href).into());
        }
        item
    };
    let items: Vec<Value> = crumbs.iter().enumerate().map(item).collect();
    json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items })
        .to_string()
}

/// A product with an offer for each pack. Stars are named only while their certificate is in force.
pub(super) fn product(app: &App, path: &str, product: &Product, l: Locale) -> String {
    let (view, linked) = (&product.view, &product.linked);
    let url = app.absolute(&l.path(path));
    let seller = json!({ "@type": "Organization", "name": linked.seller, "url": app.absolute(&linked.seller_path) });
    let offers: Vec<Value> = linked
        .offers
        .iter()
        .map(|(price, sku, on_sale)| {
            let stock = if *on_sale { "InStock" } else { "OutOfStock" };
            json!({
                "@type": "Offer",
                "url": url,
                "sku": sku,
                "price": price,
                "priceCurrency": "VND",
                "availability": format!("https://schema.org/{stock}"),
                "seller": seller,
            })
        })
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": plain(&view.name),
        "description": plain(&linked.description),
        "url": url,
        "category": linked.category.1,
        "brand": { "@type": "Organization", "name": linked.seller },
        "offers": offers,
    });
    if let Value::Object(fields) = &mut data {
        if let Some(image) = &linked.image {
            fields.insert("image".to_owned(), json!([app.absolute(image)]));
        }
        if let Some((stars, _)) = &view.stars {
            fields.insert("award".to_owned(), format!("OCOP {stars} sao").into());
        }
    }
    data.to_string()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
