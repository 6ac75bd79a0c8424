//! The page of a lot. It is never kept: whoever reads a code has to see at once that a lot was taken off the sale.

use super::super::share::cards;
use super::Reader;
use super::linked::{breadcrumbs, traced};
use crate::app::App;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use frontend::pages::shop::trace_page;
use frontend::shell::Head;
use http::StatusCode;
use serde::Deserialize;
use services::catalogue::product::trace::{self, Trace};
use services::catalogue::product::{self, Wanted};
use shared::say::Locale;

/// Whose lot, where several cooperatives have one of the code.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Holder {
    htx: String,
}

/// `GET /t/{code}`.
pub async fn lot(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(holder): Query<Holder>,
) -> Result<Response, PageError> {
    let l = reader.locale;
    let of = trace::trace(&app.core, &code, &holder.htx, l)
        .await
        .page(l)?;
    let head = head(&app, &of, l).await.page(l)?;
    let html = render::page(&app, head, reader.chrome(), || trace_page(&of.view, l));
    let status = if of.unknown {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    Ok((status, html).into_response())
}

/// What chats and search engines read of it.
async fn head(app: &App, of: &Trace, l: Locale) -> services::Result<Head> {
    let view = &of.view;
    let path = format!("/t/{}", view.code);
    if view.name.is_empty() {
        let mut head = render::private_head(l, &path, view.title.clone());
        head.noindex = true;
        return Ok(head);
    }
    let said: Vec<String> = view
        .declared
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let title =
        format!("{} · {} · {}", view.title, view.name, view.seller.0).replace('\u{a0}', " ");
    let words = format!("{}. {}", view.seller.0, said.join(". ")).replace('\u{a0}', " ");
    let mut head = render::public_head(app, l, &path, title, words);
    if let Some(slug) = &of.listing {
        let good = product::product(&app.core, slug, &Wanted::default(), l).await?;
        let card = cards::of_product(&good.view, &format!("/p/{slug}"), l);
        head.og_image = Some(app.absolute(&cards::address(app, "p", slug, &card, l)));
    }
    head.json_ld = traced(app, of, &path, l);
    head.json_ld.push(breadcrumbs(app, &view.crumbs));
    Ok(head)
}
