//! The page of a product.

use super::super::share::{cards, referrer};
use super::linked::{breadcrumbs, product as linked_product};
use super::{Reader, missing};
use crate::app::App;
use crate::http::cache::Tag;
use crate::http::problem::Tell;
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use frontend::pages::shop::product_page;
use frontend::shell::{Chrome, Top};
use serde::Deserialize;
use services::catalogue::product::{self, Product, Wanted};

/// Pack and number, as the buttons of the number send them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    variant_id: String,
    count: String,
    op: String,
    cooperative_id: String,
    gt: String,
}

/// `GET /p/{slug}`. With a chosen pack or number the page is the reader's own and not kept.
pub async fn product(
    State(app): State<App>,
    reader: Reader,
    Path(slug): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Response {
    let l = reader.locale;
    let path = format!("/p/{slug}");
    let wanted = Wanted {
        variant: chosen.variant_id,
        quantity: chosen.count,
        op: chosen.op,
        cooperative: chosen.cooperative_id,
    };
    if wanted != Wanted::default() || !chosen.gt.is_empty() {
        let referral = referrer(&app, &chosen.gt).await;
        return match product::product(&app.core, &slug, &wanted, reader.reading()).await {
            Ok(mut product) => {
                product.view.referral = referral;
                shown(&app, &path, &product, &reader).into_response()
            }
            Err(services::Error::NotFound { .. }) => missing(&app, &path, &reader).await,
            Err(error) => Err::<Response, _>(error).page(l).into_response(),
        };
    }
    if let Some(page) = reader.known(&app, &path).await {
        return page;
    }
    let id = match product::id_of(&app.core, &slug).await {
        Ok(id) => id,
        Err(services::Error::NotFound { .. }) => return missing(&app, &path, &reader).await,
        Err(error) => return Err::<Response, _>(error).page(l).into_response(),
    };
    let make = async {
        let product = product::product(&app.core, &slug, &wanted, reader.reading()).await?;
        Ok(shown(&app, &path, &product, &reader))
    };
    reader.kept(&app, &path, vec![Tag::Listing(id)], make).await
}

fn shown(app: &App, path: &str, product: &Product, reader: &Reader) -> Html<String> {
    let (view, l) = (&product.view, reader.locale);
    let title =
        format!("{}, {} / {}", view.name, view.sign.price, view.sign.unit).replace('\u{a0}', " ");
    let mut head = render::public_head(app, l, path, title, product.linked.description.clone());
    head.og_type = "product";
    let slug = path.trim_start_matches("/p/");
    let card = cards::address(app, "p", slug, &cards::of_product(view, path, l), l);
    head.og_image = Some(app.absolute(&card));
    head.og_price = product
        .linked
        .offers
        .first()
        .map(|offer| offer.price.dong());
    head.json_ld = vec![
        linked_product(app, (path, &card), product, l),
        breadcrumbs(app, &view.crumbs),
    ];
    let back = view
        .crumbs
        .first()
        .and_then(|crumb| crumb.href.clone())
        .unwrap_or_else(|| l.path("/"));
    let share = Some((view.name.clone(), app.absolute(&l.path(path))));
    let chrome = Chrome {
        top: Top::Over { back, share },
        ..reader.chrome()
    };
    render::page(app, head, chrome, || product_page(view, l))
}
