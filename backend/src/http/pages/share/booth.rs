//! The booth's pages of sharing.

use super::cards;
use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use frontend::pages::share::{booth_share_page, link_page};
use http::header;
use serde::Deserialize;
use services::share;
use shared::say::Locale;
use shared::view::share::{BoothShareView, LinkPage};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    xong: String,
}

/// `GET /htx/chia-se`.
pub async fn show(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let mut view = load(&app, &member).await?;
    view.done = match done.xong.as_str() {
        "muc" => Some(l.say("Đã lưu mức", "Rate kept").to_owned()),
        "dung" => Some(l.say("Đã dừng", "Ended").to_owned()),
        _ => None,
    };
    page(&app, &member, dark, &view).await
}

/// The view of the member's booth.
pub async fn load(app: &App, member: &Member) -> Result<BoothShareView, PageError> {
    share::booth_page(&app.core, &member.actor, member.cooperative)
        .await
        .page(member.actor.locale)
}

/// The document of a view.
pub async fn page(
    app: &App,
    member: &Member,
    dark: bool,
    view: &BoothShareView,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let title = l.say("Chia sẻ", "Share");
    let chrome = inside(
        &frame,
        dark,
        None,
        title,
        &frame.cooperative,
        &l.path("/htx"),
    );
    let head = render::private_head(l, "/htx/chia-se", title.to_owned());
    Ok(render::page(app, head, chrome, || {
        booth_share_page(view, l)
    }))
}

/// `GET /htx/chia-se/link/{code}`.
pub async fn link(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(code): Path<String>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let url = app.absolute("/s/");
    let mut view = share::booth_link(&app.core, &member.actor, member.cooperative, &code, &url)
        .await
        .page(l)?;
    with_cards(&app, &mut view, l).await;
    let frame = frame(&app, &member).await?;
    let title = l.say("Link chia sẻ", "Share link");
    let chrome = inside(&frame, dark, None, title, &frame.cooperative, &view.back);
    let head = render::private_head(l, &format!("/htx/chia-se/link/{code}"), title.to_owned());
    Ok(render::page(&app, head, chrome, || link_page(&view, l)))
}

/// Adds the cards of what the link leads to; a link that has ended, or leads to what is gone, has none.
pub(super) async fn with_cards(app: &App, view: &mut LinkPage, l: Locale) {
    let code = view.line.code.clone();
    let Ok(link) = share::open(&app.core, &code).await else {
        return;
    };
    if let Ok(Some((card, kind, slug))) = cards::of_target(app, &code, &link.target, l).await {
        view.cards = Some((
            cards::address(app, kind, &slug, &card, l),
            cards::story_address(app, kind, &slug, &card, l),
        ));
    }
}

/// `GET /htx/chia-se/hoa-hong.csv`.
pub async fn csv(State(app): State<App>, member: Member) -> Result<Response, PageError> {
    let bytes = share::booth_csv(&app.core, &member.actor, member.cooperative)
        .await
        .page(member.actor.locale)?;
    Ok(csv_file(bytes))
}

/// A CSV to keep.
pub(super) fn csv_file(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"hoa-hong.csv\"",
        ),
    ];
    (headers, bytes).into_response()
}
