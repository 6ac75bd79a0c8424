//! Choosing where goods are sent; kept in a cookie.

use crate::app::App;
use crate::http::actor::{Language, safe_next};
use crate::http::{cookies, render};
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::pages::shop::destination_page;
use frontend::shell::{Chrome, Top};
use http::StatusCode;
use serde::Deserialize;
use services::catalogue::delivery::Destination;
use shared::places::places;
use shared::say::Locale;
use shared::view::shop::DestinationView;

/// Places offered at once.
const HITS: usize = 8;
/// How long the choice is remembered.
const DAYS: i64 = 180;

/// What is looked for and where to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    ve: String,
}

/// The chosen place.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    ma: String,
    ve: String,
}

/// `GET /giao-toi`.
pub async fn destination(
    State(app): State<App>,
    Language(l): Language,
    jar: CookieJar,
    Query(asked): Query<Asked>,
) -> Html<String> {
    let chosen = cookies::value(&app.config, &jar, cookies::WARD).and_then(Destination::ward);
    let hits: Vec<(String, String, String)> = found(&asked.q);
    let hint = match (asked.q.trim().chars().count(), hits.is_empty()) {
        (0, _) => None,
        (1, _) => Some(l.say("Gõ ít nhất 2 chữ", "Type at least 2 letters")),
        (_, true) => Some(l.say(
            "Thử gõ tên quận, huyện cũ",
            "Try the name of the former district",
        )),
        _ => None,
    };
    let view = DestinationView {
        chosen: chosen.map(|to| to.label()),
        hint: hint.map(str::to_owned),
        next: safe_next(Some(&asked.ve), "/").to_owned(),
        query: asked.q,
        hits,
    };
    page(&app, &view, l)
}

fn found(query: &str) -> Vec<(String, String, String)> {
    if query.trim().chars().count() < 2 {
        return Vec::new();
    }
    let places = places();
    places
        .search(query, HITS)
        .into_iter()
        .map(|hit| {
            let name = places
                .ward(&hit.code)
                .map_or(hit.name.clone(), |ward| places.label(ward));
            (
                hit.code,
                name,
                hit.matched_old_name
                    .map(|old| format!("gồm {old} cũ"))
                    .unwrap_or_default(),
            )
        })
        .collect()
}

fn page(app: &App, view: &DestinationView, l: Locale) -> Html<String> {
    let title = l.say("Giao tới đâu?", "Where to?").to_owned();
    let head = render::private_head(l, "/giao-toi", title);
    let chrome = Chrome {
        top: Top::Full,
        ward_label: view.chosen.clone(),
        ..Chrome::default()
    };
    render::page(app, head, chrome, || destination_page(view, l))
}

/// `POST /giao-toi`: remembers the place and goes back.
pub async fn choose(
    State(app): State<App>,
    Language(l): Language,
    jar: CookieJar,
    Form(choice): Form<Choice>,
) -> Response {
    let next = safe_next(Some(&choice.ve), "/").to_owned();
    match places().ward(&choice.ma) {
        Some(ward) => {
            let jar = jar.add(cookies::make(
                &app.config,
                cookies::WARD,
                ward.code.to_owned(),
                DAYS,
            ));
            (jar, Redirect::to(&next)).into_response()
        }
        None => {
            let hint = l.say(
                "Chưa chọn được nơi này. Gõ tên rồi chọn lại",
                "That place is not known. Type its name and choose again",
            );
            let view = DestinationView {
                hint: Some(hint.to_owned()),
                next,
                ..DestinationView::default()
            };
            (StatusCode::UNPROCESSABLE_ENTITY, page(&app, &view, l)).into_response()
        }
    }
}
