//! The site map: an index, a part with lists and booths, and parts with goods, sent while they are read.

use crate::app::App;
use crate::http::problem::Tell;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::stream;
use http::{StatusCode, header};
use services::catalogue::feed::{self, Goods};
use shared::say::Locale;
use shared::time::Millis;

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const URLSET: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

fn xml(body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/xml"),
        (header::CACHE_CONTROL, "public, max-age=600"),
    ];
    (headers, body).into_response()
}

/// Slugs and configured addresses need it as little as anything can, but a wrong file is worse than a slow one.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// `GET /sitemap.xml`.
pub async fn index(State(app): State<App>) -> Response {
    let parts = match feed::parts(&app.core).await {
        Ok(parts) => parts,
        Err(error) => return Err::<Response, _>(error).page(Locale::Vi).into_response(),
    };
    let mut text =
        format!("{OPEN}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let names = std::iter::once("lists.xml".to_owned())
        .chain((1..=parts).map(|part| format!("goods-{part}.xml")));
    for name in names {
        let address = escape(&app.absolute(&format!("/sitemap/{name}")));
        text.push_str(&format!("<sitemap><loc>{address}</loc></sitemap>\n"));
    }
    text.push_str("</sitemapindex>\n");
    xml(Body::from(text))
}

/// `GET /sitemap/{name}`.
pub async fn part(State(app): State<App>, Path(name): Path<String>) -> Response {
    if name == "lists.xml" {
        return lists(&app).await;
    }
    let number = name
        .strip_prefix("goods-")
        .and_then(|rest| rest.strip_suffix(".xml"))
        .and_then(|n| n.parse().ok());
    let parts = feed::parts(&app.core).await;
    match (number, parts) {
        (Some(number), Ok(parts)) if (1..=parts).contains(&number) => goods(app, number).await,
        (_, Err(error)) => Err::<Response, _>(error).page(Locale::Vi).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn lists(app: &App) -> Response {
    match feed::lists(&app.core).await {
        Ok(paths) => {
            let mut text = format!("{OPEN}{URLSET}");
            for path in paths {
                text.push_str(&entry(app, &path, None));
            }
            text.push_str("</urlset>\n");
            xml(Body::from(text))
        }
        Err(error) => Err::<Response, _>(error).page(Locale::Vi).into_response(),
    }
}

/// One address in both languages.
fn entry(app: &App, path: &str, changed: Option<i64>) -> String {
    let changed = changed
        .map(|at| format!("<lastmod>{}</lastmod>", Millis(at).rfc3339()))
        .unwrap_or_default();
    Locale::ALL
        .map(|l| {
            format!(
                "<url><loc>{}</loc>{changed}</url>\n",
                escape(&app.absolute(&l.path(path)))
            )
        })
        .concat()
}

async fn goods(app: App, number: usize) -> Response {
    let goods = match Goods::open(&app.core, number).await {
        Ok(goods) => goods,
        Err(error) => return Err::<Response, _>(error).page(Locale::Vi).into_response(),
    };
    let start =
        stream::once(async { Ok::<_, services::Error>(Bytes::from(format!("{OPEN}{URLSET}"))) });
    let middle = stream::try_unfold((app, goods), |(app, mut goods)| async move {
        let Some(entries) = goods.next().await? else {
            return Ok(None);
        };
        let text: String = entries
            .iter()
            .map(|one| entry(&app, &format!("/p/{}", one.slug), Some(one.updated_at)))
            .collect();
        Ok(Some((Bytes::from(text), (app, goods))))
    });
    let end = stream::once(async { Ok(Bytes::from_static(b"</urlset>\n")) });
    use futures::StreamExt;
    xml(Body::from_stream(start.chain(middle).chain(end)))
}
