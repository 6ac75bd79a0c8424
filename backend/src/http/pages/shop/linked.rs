//! Linked data (schema.org) of pages, as JSON text. It says nothing that the page does not say.

use crate::app::App;
use serde_json::{Value, json};
use services::catalogue::product::trace::Trace;
use services::catalogue::product::{Linked, LinkedOffer, LinkedPaper, Product};
use shared::say::Locale;
use shared::view::parts::{Crumb, ProductCard};
use shared::view::shop::BoothView;

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

/// Who runs the market, and where it says how goods go back.
pub(super) fn market(app: &App, l: Locale) -> String {
    json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Chợ Phiên",
        "url": app.absolute(&l.path("/")),
        "logo": app.absolute("/icon-512.png"),
        "hasMerchantReturnPolicy": {
            "@type": "MerchantReturnPolicy",
            "merchantReturnLink": app.absolute(&l.path("/doi-tra")),
        },
    })
    .to_string()
}

/// A cooperative and its booth.
pub(super) fn cooperative(app: &App, booth: &BoothView, (path, card): (&str, &str)) -> String {
    json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": plain(&booth.name),
        "description": plain(&booth.sentence),
        "url": app.absolute(path),
        "image": app.absolute(card),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": plain(&booth.place),
            "addressCountry": "VN",
        },
    })
    .to_string()
}

/// Goods or booths of a page, in their order: names and pages.
pub(crate) fn list<'a>(
    app: &App,
    name: &str,
    entries: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let entries: Vec<Value> = (1..)
        .zip(entries)
        .map(|(at, (name, href))| json!({ "@type": "ListItem", "position": at, "name": plain(name), "url": app.absolute(href) }))
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": plain(name),
        "numberOfItems": entries.len(),
        "itemListElement": entries,
    })
    .to_string()
}

/// The names and pages of product cards.
pub(super) fn cards(cards: &[ProductCard]) -> impl Iterator<Item = (&str, &str)> {
    cards
        .iter()
        .map(|card| (card.name.as_str(), card.href.as_str()))
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

/// A product with an offer for each pack, and every certificate in force. `card` is the path of its share card.
pub(super) fn product(
    app: &App,
    (path, card): (&str, &str),
    product: &Product,
    l: Locale,
) -> String {
    let (view, linked) = (&product.view, &product.linked);
    let url = app.absolute(&l.path(path));
    let pictures: Vec<String> = linked
        .image
        .iter()
        .map(String::as_str)
        .chain([card])
        .map(|path| app.absolute(path))
        .collect();
    let facts: Vec<Value> = view
        .facts
        .iter()
        .map(|(name, value)| json!({ "@type": "PropertyValue", "name": plain(name), "value": plain(value) }))
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": plain(&view.name),
        "description": plain(&linked.description),
        "url": url,
        "image": pictures,
        "category": linked.category.1,
        "brand": { "@type": "Brand", "name": linked.seller },
        "countryOfOrigin": { "@type": "Country", "name": "VN" },
        "additionalProperty": facts,
        "offers": offers(app, linked, &url),
    });
    let Value::Object(fields) = &mut data else {
        return data.to_string();
    };
    if let Some(first) = linked.offers.first() {
        fields.insert("sku".to_owned(), first.sku.clone().into());
    }
    if let Some(day) = linked.picked {
        fields.insert("productionDate".to_owned(), day.iso().into());
    }
    if let Some((stars, _)) = &view.stars {
        fields.insert("award".to_owned(), format!("OCOP {stars} sao").into());
    }
    if !linked.papers.is_empty() {
        let papers = linked.papers.iter().map(paper).collect();
        fields.insert("hasCertification".to_owned(), Value::Array(papers));
    }
    data.to_string()
}

fn offers(app: &App, linked: &Linked, url: &str) -> Vec<Value> {
    let seller = json!({ "@type": "Organization", "name": linked.seller, "url": app.absolute(&linked.seller_path) });
    let offer = |of: &LinkedOffer| {
        let stock = match (of.there, of.ahead) {
            (true, _) => "InStock",
            (false, true) => "PreOrder",
            (false, false) => "OutOfStock",
        };
        let mut offer = json!({
            "@type": "Offer",
            "url": url,
            "sku": of.sku,
            "price": of.price.dong(),
            "priceCurrency": "VND",
            "itemCondition": "https://schema.org/NewCondition",
            "availability": format!("https://schema.org/{stock}"),
            "seller": seller,
        });
        if let (Value::Object(fields), false) = (&mut offer, of.name.is_empty()) {
            fields.insert("name".to_owned(), plain(&of.name).into());
        }
        offer
    };
    linked.offers.iter().map(offer).collect()
}

fn paper(of: &LinkedPaper) -> Value {
    let mut paper = json!({
        "@type": "Certification",
        "name": plain(&of.name),
        "issuedBy": { "@type": "Organization", "name": of.issuer },
        "validFrom": of.valid.0.iso(),
        "expires": of.valid.1.iso(),
        "certificationStatus": "https://schema.org/CertificationActive",
    });
    if let (Value::Object(fields), Some(number)) = (&mut paper, &of.number) {
        fields.insert(
            "certificationIdentification".to_owned(),
            number.as_str().into(),
        );
    }
    paper
}

/// The page of a lot, and every certificate in force.
pub(super) fn traced(app: &App, of: &Trace, path: &str, l: Locale) -> Vec<String> {
    let (view, url) = (&of.view, app.absolute(&l.path(path)));
    let about =
        json!({ "@type": "Thing", "name": plain(&view.name), "identifier": view.code, "url": url });
    let page = json!({
        "@context": "https://schema.org",
        "@type": "ItemPage",
        "name": plain(&view.title),
        "url": url,
        "inLanguage": l.code(),
        "about": about,
        "publisher": { "@type": "Organization", "name": plain(&view.seller.0), "url": app.absolute(&view.seller.1) },
    });
    let papers = of.papers.iter().map(|one| {
        let mut data = paper(one);
        if let Value::Object(fields) = &mut data {
            fields.insert("@context".to_owned(), "https://schema.org".into());
            fields.insert("about".to_owned(), about.clone());
        }
        data.to_string()
    });
    std::iter::once(page.to_string()).chain(papers).collect()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
