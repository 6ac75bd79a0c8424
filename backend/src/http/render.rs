//! A view and its page become an HTML document.

use crate::app::App;
use crate::http::actor::locale_of;
use crate::http::pages::share::cards;
use crate::http::pages::shop::chosen_place;
use crate::http::problem;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use frontend::pages;
use frontend::shell::{Alternates, Area, Chrome, Head, Top, document};
use http::{StatusCode, header};
use leptos::prelude::AnyView;
use services::catalogue::delivery::Destination;
use shared::problem::Problem;
use shared::say::Locale;

/// A problem on its way out of a page; [`show_problems`] gives it its page.
#[derive(Clone, Debug)]
pub struct Told(pub Problem, pub Locale);

/// The document of a page. Demo banner and built files are filled in here.
pub fn page(
    app: &App,
    head: Head,
    mut chrome: Chrome,
    body: impl FnOnce() -> AnyView,
) -> Html<String> {
    chrome.demo = app.config.demo;
    chrome.assets = app.assets.names();
    Html(document(head, chrome, body))
}

/// The head of a public page that exists in both languages. `path` is without the language's prefix. Its picture for shares is
/// the market's own card until it has a better one.
pub fn public_head(
    app: &App,
    locale: Locale,
    path: &str,
    title: String,
    description: String,
) -> Head {
    Head {
        locale,
        title,
        description,
        canonical: app.absolute(&locale.path(path)),
        alternates: Some(Alternates {
            vi: app.absolute(&Locale::Vi.path(path)),
            en: app.absolute(&Locale::En.path(path)),
        }),
        og_image: Some(app.absolute(&cards::market(app, locale))),
        og_type: "website",
        page_path: path.to_owned(),
        ..Head::default()
    }
}

/// The head of a page that is nobody's business but the reader's.
pub fn private_head(locale: Locale, path: &str, title: String) -> Head {
    Head {
        locale,
        title,
        description: locale
            .say(
                "Hàng của hợp tác xã miền núi, gửi thẳng từ vườn, từ bản.",
                "Goods of highland cooperatives, sent straight from where they grow.",
            )
            .to_owned(),
        noindex: true,
        page_path: path.to_owned(),
        ..Head::default()
    }
}

/// Gives every error its words: a page for people, problem+json for programs. Errors that axum or a
/// layer made on their own (unknown path, too large, too slow) are told the same way.
pub async fn show_problems(State(app): State<App>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let locale = crate::http::actor::language(&uri, request.headers());
    let to = chosen_place(&app, request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    if let Some(Told(problem, locale)) = response.extensions_mut().remove::<Told>() {
        let mut page = error_page(&app, status, &problem, (locale, to));
        if let Some(seconds) = response.headers_mut().remove(header::RETRY_AFTER) {
            page.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        return page;
    }
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_none_or(|kind| kind.starts_with("text/plain"));
    let ours = uri.path().starts_with("/assets/") || uri.path().starts_with("/anh/");
    if !(status.is_client_error() || status.is_server_error()) || !plain || ours {
        return response;
    }
    let problem = problem::of_status(status, locale);
    let mut told = if uri.path().starts_with("/api/") || uri.path().starts_with("/hooks/") {
        problem::json_of(status, &problem)
    } else {
        error_page(&app, status, &problem, (locale_of(uri.path()), to))
    };
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allow);
    }
    told
}

fn error_page(
    app: &App,
    status: StatusCode,
    problem: &Problem,
    (locale, to): (Locale, Option<Destination>),
) -> Response {
    let head = private_head(locale, "/", problem.title.clone());
    let chrome = Chrome {
        area: Area::Shop,
        top: Top::Full,
        ward_label: to.map(|to| to.label()),
        ..Chrome::default()
    };
    let html = page(app, head, chrome, || {
        pages::problem::problem_page(problem, locale)
    });
    (status, html).into_response()
}
