//! What is sent from the pages of pooled listings.

use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::pages::booth::Dark;
use crate::http::pages::pools::{Reader, show_new, show_one};
use crate::http::problem::{PageError, status};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use services::Error;
use services::pools::{self, Returned};
use shared::input::pool::{Fields, PoolDeed};
use shared::view::parts::{Notice, NoticeKind};

type Answer = Result<Response, PageError>;

async fn create(app: &App, reader: Reader, fields: Fields) -> Answer {
    let l = reader.locale();
    match pools::create(&app.core, reader.actor(), reader.seat(), &fields).await {
        Ok(slug) => {
            let next = l.path(&format!("{}/{slug}?xong=tao", reader.base()));
            Ok(Redirect::to(&next).into_response())
        }
        Err(Error::Invalid { fields: errors }) => {
            let page = show_new(app, reader, fields, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

async fn deed(app: &App, reader: Reader, (slug, code): (&str, &str), fields: Fields) -> Answer {
    let l = reader.locale();
    let Some(deed) = PoolDeed::of_code(code) else {
        return Err(PageError(Error::NotFound { what: "deed" }, l));
    };
    let error = match pools::deed(
        &app.core,
        reader.actor(),
        reader.seat(),
        slug,
        deed,
        &fields,
    )
    .await
    {
        Ok(()) => {
            // Whoever left, or did not come, no longer sees the page.
            let gone = matches!(deed, PoolDeed::Leave | PoolDeed::Refuse);
            let path = if gone {
                String::new()
            } else {
                format!("/{slug}")
            };
            let next = l.path(&format!("{}{path}?xong={code}", reader.base()));
            return Ok(Redirect::to(&next).into_response());
        }
        Err(error) => error,
    };
    let status = status(&error);
    let mut returned = Returned {
        deed: code.to_owned(),
        typed: fields,
        ..Returned::default()
    };
    match error {
        Error::Invalid { fields } => returned.errors = fields,
        Error::Conflict { message, .. } | Error::Refused { message, .. } => {
            returned.notices = vec![Notice {
                kind: NoticeKind::Bad,
                title: message,
                ..Notice::default()
            }];
        }
        other => return Err(PageError(other, l)),
    }
    let page = show_one(app, reader, slug, returned).await?;
    Ok((status, page).into_response())
}

/// `POST /htx/chung/moi`.
pub async fn booth_create(
    State(app): State<App>,
    dark: Dark,
    member: Member,
    Form(fields): Form<Fields>,
) -> Answer {
    create(&app, Reader::Booth(member, dark), fields).await
}

/// `POST /lien-minh/chung/moi`.
pub async fn alliance_create(
    State(app): State<App>,
    caller: Caller,
    Form(fields): Form<Fields>,
) -> Answer {
    create(&app, Reader::Alliance(caller), fields).await
}

/// `POST /htx/chung/{slug}/{deed}`.
pub async fn booth_deed(
    State(app): State<App>,
    dark: Dark,
    member: Member,
    Path((slug, code)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    deed(&app, Reader::Booth(member, dark), (&slug, &code), fields).await
}

/// `POST /lien-minh/chung/{slug}/{deed}`.
pub async fn alliance_deed(
    State(app): State<App>,
    caller: Caller,
    Path((slug, code)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    deed(&app, Reader::Alliance(caller), (&slug, &code), fields).await
}
