//! The description of the JSON API (OpenAPI 3.1): served, shown as a page, kept as a snapshot in `docs/openapi.json`.

use axum::Json;
use axum::response::{IntoResponse, Response};
use frontend::pages::staff::{Operation, api_page};
use frontend::shell::{Area, Chrome, Top};
use http::{HeaderValue, header};
use serde_json::Value;
use shared::problem::{FieldError, Problem};
use std::sync::OnceLock;
use utoipa::openapi::path::Operation as Described;
use utoipa::openapi::{
    Content, HttpMethod, OpenApi as Document, PathItem, Ref, RefOr, ResponseBuilder,
};
use utoipa::{Modify, OpenApi};

use crate::app::App;
use crate::http::actor::Language;
use crate::http::api::{examples, orders, products};
use crate::http::render;
use axum::extract::State;
use axum::response::Html;

/// Everything below `/api/v1`.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Chợ Phiên",
        version = "1",
        description = "Hàng của hợp tác xã miền núi: tìm, hỏi phí giao, đặt. Tiền là số nguyên đồng; số lượng là chuỗi thập \
            phân theo đơn vị bán; thời điểm theo RFC 3339, giờ UTC. Lỗi theo RFC 9457 với `code` không đổi.\n\n\
            Goods of mountain cooperatives: search, quote, order. Money is whole đồng; quantities are decimal strings in \
            the sale unit; times are RFC 3339 in UTC. Errors are RFC 9457 documents with a stable `code`. Answers are in \
            Vietnamese, or in English when `Accept-Language` starts with `en`.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
    ),
    components(schemas(Problem, FieldError)),
    paths(
        products::list,
        products::show,
        products::search,
        orders::wards,
        orders::quote,
        orders::place,
        orders::show,
    ),
    modifiers(&Answers),
)]
struct Api;

/// Adds to every operation the answers that the frame around the handlers can give.
struct Answers;

const OF_ALL: [(&str, &str); 4] = [
    ("BadRequest", "400"),
    ("TooSlow", "408"),
    ("TooMany", "429"),
    ("Internal", "500"),
];
const OF_BODIES: [(&str, &str); 3] = [
    ("TooLarge", "413"),
    ("WrongType", "415"),
    ("Invalid", "422"),
];
const WORDS: [(&str, &str); 7] = [
    ("BadRequest", "The request is not well formed."),
    ("TooSlow", "The body took too long to arrive."),
    (
        "TooMany",
        "Too many requests; `Retry-After` says how many seconds to wait.",
    ),
    (
        "Internal",
        "A fault of the server. Trying again later is safe.",
    ),
    ("TooLarge", "The body is too large."),
    ("WrongType", "The body must be `application/json`."),
    (
        "Invalid",
        "Some fields are not right; `fields` names each of them.",
    ),
];

impl Modify for Answers {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        for (name, words) in WORDS {
            let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
            let answer = ResponseBuilder::new()
                .description(words)
                .content("application/problem+json", content)
                .build();
            components
                .responses
                .insert(name.to_owned(), RefOr::T(answer));
        }
        for item in document.paths.paths.values_mut() {
            for (method, operation) in operations_mut(item) {
                let bodies = if method == HttpMethod::Post {
                    &OF_BODIES[..]
                } else {
                    &[]
                };
                for (name, status) in OF_ALL.iter().chain(bodies) {
                    let known = &mut operation.responses.responses;
                    known
                        .entry((*status).to_owned())
                        .or_insert_with(|| RefOr::Ref(Ref::from_response_name(*name)));
                }
            }
        }
    }
}

fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = (HttpMethod, &mut Described)> {
    let get = item.get.as_mut().map(|one| (HttpMethod::Get, one));
    let post = item.post.as_mut().map(|one| (HttpMethod::Post, one));
    get.into_iter().chain(post)
}

/// The document with its examples, made once.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let mut document = serde_json::to_value(Api::openapi()).unwrap_or_default();
        examples::add(&mut document);
        document
    })
}

/// `GET /api/openapi.json`.
pub async fn json() -> Response {
    let mut response = Json(document()).into_response();
    let kept = HeaderValue::from_static("public, max-age=300");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    response
}

/// `GET /api`: the operations as a page.
pub async fn page(State(app): State<App>, Language(l): Language) -> Html<String> {
    let title = "API";
    let words = l.say(
        "Mọi thao tác của API Chợ Phiên",
        "Every operation of the Chợ Phiên API",
    );
    let head = render::public_head(&app, l, "/api", title.to_owned(), words.to_owned());
    let chrome = Chrome {
        area: Area::Plain,
        top: Top::Mark,
        ..Chrome::default()
    };
    let listed = listed(&Api::openapi());
    render::page(&app, head, chrome, || api_page(&listed, l))
}

fn listed(document: &Document) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in &document.paths.paths {
        for (method, operation) in [("GET", &item.get), ("POST", &item.post)] {
            let Some(operation) = operation else { continue };
            all.push(Operation {
                method: method.to_owned(),
                path: path.clone(),
                summary: operation.summary.clone().unwrap_or_default(),
                description: operation.description.clone().unwrap_or_default(),
                parameters: parameters(operation),
                answers: operation.responses.responses.keys().cloned().collect(),
            });
        }
    }
    all
}

/// Name and meaning of each parameter.
fn parameters(operation: &Described) -> Vec<(String, String)> {
    let given = operation.parameters.iter().flatten();
    given
        .filter_map(|one| match one {
            RefOr::T(one) => Some((
                one.name.clone(),
                one.description.clone().unwrap_or_default(),
            )),
            RefOr::Ref(_) => None,
        })
        .collect()
}
