//! What pages offer: a reader is never led to what the reader's role may not do.

use super::callers::{Caller, words};
use super::rows::Rows;
use super::sample::sample;
use axum::Router;
use axum::body::{Body, to_bytes};
use backend::http::access::{Access, Route};
use backend::http::routes;
use http::{Method, Request, StatusCode, header};
use std::collections::BTreeSet;
use tests::{TestApp, on_both};
use tower::ServiceExt;

/// More than any page has.
const MOST: usize = 4_000_000;

/// The page at an address; nothing when it is no page.
async fn page(router: &Router, address: &str, session: &str) -> Option<String> {
    let request = Request::builder()
        .uri(address)
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::COOKIE, format!("phien={session}"))
        .body(Body::empty())
        .expect("a request");
    let answer = match router.clone().oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if answer.status() != StatusCode::OK || !is_page {
        return None;
    }
    let bytes = to_bytes(answer.into_body(), MOST).await.expect("a body");
    Some(String::from_utf8(bytes.to_vec()).expect("text"))
}

/// The paths in an attribute of the page.
fn paths<'a>(page: &'a str, attribute: &str) -> BTreeSet<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split(['"', '?', '#']).next())
        .filter(|path| path.starts_with('/'))
        .collect()
}

/// The route that answers: the one with the fewest variable parts.
fn route_of<'a>(table: &'a [Route], method: &Method, path: &str) -> Option<&'a Route> {
    let fits = |route: &&Route| {
        let (wanted, given) = (route.path.split('/'), path.split('/'));
        route.method == *method
            && wanted.clone().count() == given.clone().count()
            && wanted
                .zip(given)
                .all(|(part, text)| part.starts_with('{') || part == text)
    };
    table
        .iter()
        .filter(fits)
        .min_by_key(|route| route.path.matches('{').count())
}

#[test]
fn no_page_offers_what_its_reader_may_not_do() {
    on_both(async |test: &mut TestApp| {
        let rows = Rows::make(test).await;
        rows.renew(test).await;
        let (router, table) = routes::build(&test.app);
        let (mut wrong, mut read) = (BTreeSet::new(), 0);
        for route in &table {
            let open = matches!(route.access, Access::Anyone | Access::Signed);
            if open || route.method != Method::GET {
                continue;
            }
            let sample = sample(&rows, &route.method, &route.path).expect("a sample");
            for caller in Caller::ALL {
                if !caller.may(route.access) || (sample.owned && !caller.owns(route.access)) {
                    continue;
                }
                let Some(session) = rows.session(test, caller).await else {
                    continue;
                };
                let Some(text) = page(&router, &sample.address, &session).await else {
                    continue;
                };
                read += 1;
                for (attribute, method) in [
                    ("action", Method::POST),
                    ("formaction", Method::POST),
                    ("href", Method::GET),
                ] {
                    for path in paths(&text, attribute) {
                        let Some(to) = route_of(&table, &method, path) else {
                            continue;
                        };
                        if !caller.may(to.access) {
                            let who = words(to.access);
                            wrong.insert(format!(
                                "{} offers {caller:?} {method} {path}, which is for {who}",
                                route.path
                            ));
                        }
                    }
                }
            }
        }
        assert!(read > 40, "only {read} pages were read");
        let wrong: Vec<String> = wrong.into_iter().collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}
