//! A spreadsheet comes in: looked at first, then taken over.

use super::allow_upload;
use crate::app::App;
use crate::http::actor::{Member, Peer};
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::failed;
use crate::http::pages::spreadsheet::{page, with_errors};
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Form, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use services::import::{self, Preview};
use services::{Error, drafts};
use shared::view::goods::SpreadsheetView;

/// `POST /htx/hang/tap-tin`: what the file would do, or what is wrong with it.
pub async fn preview(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Peer(peer): Peer,
    form: Multipart,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    allow_upload(&app, peer, l)?;
    let mut sent = Uploaded::read(form, "file", l).await.page(l)?;
    let bytes = sent.take_file().map(Vec::from).unwrap_or_default();
    let tried = import::preview(&app.core, &member.actor, member.cooperative, bytes)
        .await
        .page(l)?;
    let (status, view) = match tried {
        Preview::Ready { key, summary } => {
            let nothing = l
                .say(
                    "Bảng giống hệt gian hàng, không có gì đổi",
                    "Nothing differs",
                )
                .to_owned();
            let summary = if summary.is_empty() {
                vec![nothing]
            } else {
                summary
            };
            let view = SpreadsheetView {
                ready: Some(key.to_string()),
                summary,
                ..SpreadsheetView::default()
            };
            (StatusCode::OK, view)
        }
        Preview::Wrong(errors) => (StatusCode::UNPROCESSABLE_ENTITY, with_errors(errors)),
        Preview::Unreadable(why) => {
            let view = SpreadsheetView {
                notices: failed(&why.say(l)),
                ..SpreadsheetView::default()
            };
            (StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    };
    Ok((status, page(&app, &member, dark, view).await?).into_response())
}

/// Which file is taken over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TakeOver {
    key: String,
}

/// `POST /htx/hang/tap-tin/nhap`: takes over what was previewed.
pub async fn take_over(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<TakeOver>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    let key = drafts::key(&form.key).page(l)?;
    let (status, view) = match import::apply(&app.core, &member.actor, member.cooperative, key)
        .await
    {
        Ok(Ok(_)) => return Ok(Redirect::to(&l.path("/htx/hang?xong=nhap-bang")).into_response()),
        Ok(Err(errors)) => (StatusCode::CONFLICT, with_errors(errors)),
        Err(Error::NotFound { .. }) => {
            let message = l.say(
                "Bảng này đã nhập rồi, hoặc đã có bảng mới hơn. Gửi lại tệp",
                "Taken over already; send it again",
            );
            let view = SpreadsheetView {
                notices: failed(message),
                ..SpreadsheetView::default()
            };
            (StatusCode::CONFLICT, view)
        }
        Err(Error::Conflict { message, .. }) => (
            StatusCode::CONFLICT,
            SpreadsheetView {
                notices: failed(&message),
                ..SpreadsheetView::default()
            },
        ),
        Err(other) => return Err(PageError(other, l)),
    };
    Ok((status, page(&app, &member, dark, view).await?).into_response())
}
