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
use crate::http::cookies;
use crate::http::problem::Tell;
use crate::http::render;
use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::pages::shop::list_page;
use frontend::shell::{Chrome, Head, Top};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use services::catalogue::delivery::Destination;
use services::catalogue::{Reading, list};
use shared::say::Locale;
use std::convert::Infallible;
use std::future::Future;

/// What a kept page depends on: its language, where goods go to, and how the browser wants it packed.
pub struct Reader {
    locale: Locale,
    to: Option<Destination>,
    headers: HeaderMap,
}

impl FromRequestParts<App> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self {
            locale: language(&parts.uri, &parts.headers),
            to: chosen_place(app, &parts.headers),
            headers: parts.headers.clone(),
        })
    }
}

/// Where the goods of this browser go to, once that was chosen.
pub fn chosen_place(app: &App, headers: &HeaderMap) -> Option<Destination> {
    let jar = CookieJar::from_headers(headers);
    cookies::value(&app.config, &jar, cookies::WARD).and_then(Destination::ward)
}

impl Reader {
    /// For whom the services make the page.
    fn reading(&self) -> Reading {
        Reading {
            locale: self.locale,
            to: self.to,
        }
    }

    /// The frame of the shop's pages.
    fn chrome(&self) -> Chrome {
        Chrome {
            top: Top::Full,
            ward_label: self.to.map(|to| to.label()),
            ..Chrome::default()
        }
    }

    /// Under what the page of an address is kept, and how.
    fn key(&self, address: &str, keep: Keep) -> (String, Keep) {
        let path = self.locale.path(address);
        match self.to {
            Some(to) => (format!("{path}#{}", to.code()), Keep::Chosen),
            None => (path, keep),
        }
    }

    /// The kept page of an address, if it is still true.
    async fn known(&self, app: &App, address: &str) -> Option<Response> {
        let (key, _) = self.key(address, Keep::Always);
        app.pages.get(&key, &self.headers).await
    }

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
        let (key, keep) = self.key(address, keep);
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
            Err(services::Error::NotFound { .. }) => missing(app, address, self).await,
            Err(error) => Err::<Response, _>(error).page(self.locale).into_response(),
        }
    }
}

/// Not found, with goods that may have been meant: those whose names fit the last words of the address.
async fn missing(app: &App, address: &str, reader: &Reader) -> Response {
    let l = reader.locale;
    let words = address
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .replace('-', " ");
    match list::missing(&app.core, &words, reader.reading()).await {
        Ok(view) => {
            let head = render::private_head(l, "/", view.title.clone());
            let html = render::page(app, head, reader.chrome(), || list_page(&view, l));
            (StatusCode::NOT_FOUND, html).into_response()
        }
        Err(error) => Err::<Response, _>(error).page(l).into_response(),
    }
}

/// A head for a page that search engines should follow but not keep.
fn unlisted(mut head: Head) -> Head {
    head.noindex = true;
    head
}
