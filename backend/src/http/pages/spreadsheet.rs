//! A cooperative's goods as a spreadsheet.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::pages::goods::{Which, done};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use frontend::pages::booth::spreadsheet_page;
use http::header;
use services::actor::Right;
use services::import;
use shared::view::goods::{RowError, SpreadsheetView};
use shared::view::parts::BoothTab;

/// As many wrong cells as are shown at a time.
const SHOWN: usize = 100;

/// `GET /htx/hang/tap-tin`: out and in.
pub async fn show(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(which): Query<Which>,
) -> Result<Html<String>, PageError> {
    let view = SpreadsheetView {
        notices: done(&which.xong, member.actor.locale),
        ..SpreadsheetView::default()
    };
    page(&app, &member, dark, view).await
}

/// The page with what came of a file.
pub async fn page(
    app: &App,
    member: &Member,
    dark: bool,
    mut view: SpreadsheetView,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    view.can_sell = member.role.has(Right::Sell);
    let frame = frame(app, member).await?;
    let title = l.say("Bảng tính", "Spreadsheet");
    let back = l.path("/htx/hang");
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        title,
        &frame.cooperative,
        &back,
    );
    let head = render::private_head(l, "/htx/hang/tap-tin", title.to_owned());
    Ok(render::page(app, head, chrome, || {
        spreadsheet_page(&view, l)
    }))
}

/// The first wrong cells of a file.
pub fn with_errors(mut errors: Vec<RowError>) -> SpreadsheetView {
    let more_errors = errors.len().saturating_sub(SHOWN);
    errors.truncate(SHOWN);
    SpreadsheetView {
        errors,
        more_errors,
        ..SpreadsheetView::default()
    }
}

fn file(bytes: Vec<u8>, kind: &'static str, name: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}

/// `GET /htx/hang/tap-tin/hang.csv`.
pub async fn csv(State(app): State<App>, member: Member) -> Result<Response, PageError> {
    let made = import::csv(&app.core, &member.actor, member.cooperative).await;
    let bytes = made.page(member.actor.locale)?;
    Ok(file(
        bytes,
        "text/csv; charset=utf-8",
        "attachment; filename=\"hang.csv\"",
    ))
}

/// `GET /htx/hang/tap-tin/hang.xlsx`.
pub async fn xlsx(State(app): State<App>, member: Member) -> Result<Response, PageError> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let made = import::xlsx(&app.core, &member.actor, member.cooperative).await;
    let bytes = made.page(member.actor.locale)?;
    Ok(file(bytes, KIND, "attachment; filename=\"hang.xlsx\""))
}
