//! The booth's settings and members.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::cookies;
use crate::http::forms::identity::{Again, again};
use crate::http::pages::booth::Dark;
use crate::http::pages::booth::settings::{load, load_members, show_members, show_settings};
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Form, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use services::actor::MemberRole;
use services::{Error, booths, members};
use shared::id::CooperativeId;
use shared::input::booth::{AddMember, ChangeStory, SetHoliday};
use shared::problem::FieldError;
use shared::view::booth::SettingsView;
use uuid::Uuid;

/// Days the choices of a device are kept.
const CHOICE_DAYS: i64 = 365;

fn done(member: &Member, what: &str) -> Response {
    Redirect::to(
        &member
            .actor
            .locale
            .path(&format!("/htx/cai-dat?xong={what}")),
    )
    .into_response()
}

async fn settings_again(
    app: &App,
    member: &Member,
    dark: bool,
    error: Error,
    typed: impl FnOnce(&mut SettingsView),
) -> Result<Response, PageError> {
    let Again { status, errors, .. } = again(error).page(member.actor.locale)?;
    let mut view = load(app, member).await?;
    typed(&mut view);
    view.errors = errors;
    Ok((status, show_settings(app, member, view, dark).await?).into_response())
}

/// `POST /htx/cai-dat/chuyen`.
pub async fn story(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<ChangeStory>,
) -> Result<Response, PageError> {
    match booths::change_story(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(()) => Ok(done(&member, "chuyen")),
        Err(error) => {
            settings_again(&app, &member, dark, error, |view| {
                (view.story_vi, view.story_en) = (form.story_vi, form.story_en);
            })
            .await
        }
    }
}

/// `POST /htx/cai-dat/anh`: another cover.
pub async fn cover(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    form: Multipart,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    let stored = match Uploaded::read(form, "photo", l).await {
        Ok(mut sent) => sent.store(&app, "photo", l).await,
        Err(error) => Err(error),
    };
    let outcome = match stored {
        Ok(Some(cover)) => {
            booths::set_cover(&app.core, &member.actor, member.cooperative, &cover).await
        }
        Ok(None) => Err(Error::invalid(
            "photo",
            "required",
            l.say("Chọn một ảnh", "Choose a photo"),
        )),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(done(&member, "anh")),
        Err(error) => settings_again(&app, &member, dark, error, |_| ()).await,
    }
}

/// `POST /htx/cai-dat/nghi`: days of rest.
pub async fn holiday(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<SetHoliday>,
) -> Result<Response, PageError> {
    match booths::set_holiday(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(()) => Ok(done(&member, "nghi")),
        Err(error) => {
            settings_again(&app, &member, dark, error, |view| {
                (view.holiday_from, view.holiday_until) = (form.from, form.until);
            })
            .await
        }
    }
}

/// Pause or open again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pause {
    nghi: String,
}

/// `POST /htx/cai-dat/tam-nghi`.
pub async fn pause(
    State(app): State<App>,
    member: Member,
    Form(form): Form<Pause>,
) -> Result<Response, PageError> {
    let paused = form.nghi == "1";
    booths::pause(&app.core, &member.actor, member.cooperative, paused)
        .await
        .page(member.actor.locale)?;
    Ok(done(&member, if paused { "tam-nghi" } else { "ban-lai" }))
}

/// Which cooperative goes on screen.
#[derive(Debug, Deserialize)]
pub struct Choose {
    htx: CooperativeId,
}

/// `POST /htx/cai-dat/chon`: another of one's own cooperatives.
pub async fn choose(
    State(app): State<App>,
    member: Member,
    jar: CookieJar,
    Form(form): Form<Choose>,
) -> Result<Response, PageError> {
    member
        .actor
        .member(form.htx, services::actor::Right::Read)
        .page(member.actor.locale)?;
    let cookie = cookies::make(
        &app.config,
        cookies::COOPERATIVE,
        form.htx.to_string(),
        CHOICE_DAYS,
    );
    Ok((jar.add(cookie), done(&member, "chon")).into_response())
}

/// Light or dark.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shade {
    toi: String,
}

/// `POST /htx/cai-dat/mau`.
pub async fn shade(
    State(app): State<App>,
    member: Member,
    jar: CookieJar,
    Form(form): Form<Shade>,
) -> Response {
    let cookie = match form.toi.as_str() {
        "1" => cookies::make(&app.config, cookies::DARK, "1".to_owned(), CHOICE_DAYS),
        _ => cookies::remove(&app.config, cookies::DARK),
    };
    (jar.add(cookie), done(&member, "mau")).into_response()
}

/// `POST /htx/thanh-vien`: adds somebody.
pub async fn add_member(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<AddMember>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    match members::add_member(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(()) => Ok(Redirect::to(&l.path("/htx/thanh-vien?xong=them")).into_response()),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = load_members(&app, &member).await?;
            (view.phone, view.name, view.errors) = (form.phone, form.name, errors);
            view.role =
                MemberRole::parse(&form.role).map_or(String::new(), |role| role.code().to_owned());
            Ok((status, show_members(&app, &member, view, dark).await?).into_response())
        }
    }
}

/// Whom to remove.
#[derive(Debug, Deserialize)]
pub struct Remove {
    id: Uuid,
}

/// `POST /htx/thanh-vien/bo`: removes somebody.
pub async fn remove_member(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<Remove>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    match members::remove_member(&app.core, &member.actor, member.cooperative, form.id).await {
        Ok(()) => Ok(Redirect::to(&l.path("/htx/thanh-vien?xong=bo")).into_response()),
        Err(Error::Refused { message, code }) => {
            let mut view = load_members(&app, &member).await?;
            view.errors = vec![FieldError::new("member", code, message)];
            let page = show_members(&app, &member, view, dark).await?;
            Ok((http::StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}
