//! Setting and ending price floors, and allowing less for a time.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::floors::show_floors;
use crate::http::pages::goods::failed;
use crate::http::problem::{PageError, Tell, status};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use services::Error;
use services::floors::{self, Open, Returned};
use shared::input::floor::{AllowLess, SetFloor};
use shared::say::Locale;
use uuid::Uuid;

type Answer = Result<Response, PageError>;

fn back(slug: &str, what: &str, l: Locale) -> Response {
    Redirect::to(&l.path(&format!("/htx/hang/{slug}/gia-san?xong={what}"))).into_response()
}

fn id(text: &str, l: Locale) -> Result<Uuid, PageError> {
    text.parse()
        .map_err(|_| PageError(Error::NotFound { what: "floor" }, l))
}

/// The page again with the form open and what was wrong.
async fn again(
    (app, member, dark): (&App, &Member, bool),
    slug: &str,
    error: Error,
    open: Open,
) -> Answer {
    let status = status(&error);
    let mut returned = Returned {
        open,
        ..Returned::default()
    };
    match error {
        Error::Invalid { fields } => returned.errors = fields,
        Error::Conflict { message, .. } | Error::Refused { message, .. } => {
            returned.notices = failed(&message);
        }
        other => return Err(PageError(other, member.actor.locale)),
    }
    let page = show_floors(app, member, dark, slug, returned).await?;
    Ok((status, page).into_response())
}

/// `POST /htx/hang/{slug}/gia-san`: another floor for a pack or a lot.
pub async fn set(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    Form(form): Form<SetFloor>,
) -> Answer {
    let by = (&app.core, &member.actor, member.cooperative);
    match floors::set(by.0, by.1, by.2, &slug, &form).await {
        Ok(()) => Ok(back(&slug, "dat", member.actor.locale)),
        Err(error) => again((&app, &member, dark), &slug, error, Open::Set(form)).await,
    }
}

/// `POST /htx/hang/{slug}/gia-san/{floor}/dung`: the floor ends now.
pub async fn end(
    State(app): State<App>,
    member: Member,
    Path((slug, floor)): Path<(String, String)>,
) -> Answer {
    let l = member.actor.locale;
    let floor = id(&floor, l)?;
    floors::end(&app.core, &member.actor, member.cooperative, &slug, floor)
        .await
        .page(l)?;
    Ok(back(&slug, "dung", l))
}

/// `POST /htx/hang/{slug}/gia-san/{floor}/cho-phep`: less is enough for a time.
pub async fn allow(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((slug, floor)): Path<(String, String)>,
    Form(form): Form<AllowLess>,
) -> Answer {
    let l = member.actor.locale;
    let floor = id(&floor, l)?;
    let what = (slug.as_str(), floor);
    match floors::allow(&app.core, &member.actor, member.cooperative, what, &form).await {
        Ok(()) => Ok(back(&slug, "cho", l)),
        Err(error) => {
            again(
                (&app, &member, dark),
                &slug,
                error,
                Open::Allow(floor, form),
            )
            .await
        }
    }
}

/// `POST /htx/hang/{slug}/gia-san/{floor}/thoi/{permit}`: a permission is taken back.
pub async fn disallow(
    State(app): State<App>,
    member: Member,
    Path((slug, floor, permit)): Path<(String, String, String)>,
) -> Answer {
    let l = member.actor.locale;
    let what = (slug.as_str(), id(&floor, l)?);
    let permit = id(&permit, l)?;
    floors::disallow(&app.core, &member.actor, member.cooperative, what, permit)
        .await
        .page(l)?;
    Ok(back(&slug, "thoi", l))
}
