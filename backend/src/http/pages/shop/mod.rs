//! The shop's pages. Public ones are kept whole and answered from memory until something on them changes.

mod browse;
mod destination;
mod files;
mod goods;
pub(super) mod linked;
mod sitemap;
mod texts;
mod trace;

pub use browse::{booth, booths, calendar, category, home, province, search};
pub use destination::{choose, destination};
pub use files::{apple_icon, favicon, icon, manifest, robots};
pub use goods::product;
pub use sitemap::{index, part};
pub use texts::{complaints, privacy, ranking, returns};
pub use trace::lot;

use crate::app::App;
use crate::http::actor::language;
use crate::http::cache::{Keep, Tag};
use crate::http::problem::Tell;
use crate::http::render;
use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse, Response};
use frontend::pages::shop::list_page;
use frontend::shell::{Chrome, Head, Top};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use services::catalogue::list;
use shared::say::Locale;
use std::convert::Infallible;
use std::future::Future;

/// What a kept page depends on: its language and how the browser wants it packed.
pub struct Reader {
    locale: Locale,
    headers: HeaderMap,
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            locale: language(&parts.uri, &parts.headers),
            headers: parts.headers.clone(),
        })
    }
}

impl Reader {
    /// The page kept under its address, or the one that `make` makes. Errors are not kept.
    async fn kept<F>(&self, app: &App, address: &str, tags: Vec<Tag>, make: F) -> Response
    where
        F: Future<Output = services::Result<Html<String>>>,
    {
        self.kept_if(app, (address, Keep::Always), tags, make).await
    }

    /// As [`Self::kept`], for pages that not all are to be kept.
    async fn kept_if<F>(
        &self,
        app: &App,
        (address, keep): (&str, Keep),
        tags: Vec<Tag>,
        make: F,
    ) -> Response
    where
        F: Future<Output = services::Result<Html<String>>>,
    {
        let key = self.locale.path(address);
        if let Some(page) = app.pages.get(&key, &self.headers).await {
            return page;
        }
        let stamped = app.pages.stamp(tags);
        match make.await {
            Ok(Html(html)) => {
                app.pages
                    .put((key, keep), html, stamped, &self.headers)
                    .await
            }
            Err(services::Error::NotFound { .. }) => missing(app, address, self.locale).await,
            Err(error) => Err::<Response, _>(error).page(self.locale).into_response(),
        }
    }
}

/// Not found, with goods that may have been meant: those whose names fit the last words of the address.
async fn missing(app: &App, address: &str, l: Locale) -> Response {
    let words = address
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .replace('-', " ");
    match list::missing(&app.core, &words, l).await {
        Ok(view) => {
            let head = render::private_head(l, "/", view.title.clone());
            let html = render::page(app, head, shop_chrome(), || list_page(&view, l));
            (StatusCode::NOT_FOUND, html).into_response()
        }
        Err(error) => Err::<Response, _>(error).page(l).into_response(),
    }
}

fn shop_chrome() -> Chrome {
    Chrome {
        top: Top::Full,
        ..Chrome::default()
    }
}

/// A head for a page that search engines should follow but not keep.
fn unlisted(mut head: Head) -> Head {
    head.noindex = true;
    head
}
