//! Links, rates, and signing up as a seller.

use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::forms::identity::{Again, again};
use crate::http::pages::booth::Dark;
use crate::http::pages::share::{booth, seller};
use crate::http::problem::{PageError, Tell};
use axum::extract::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as ManyForm;
use services::{Error, share};
use shared::input::booth::ChangeAccount;
use shared::input::share::{NewLink, SetRate, SignUpSeller};
use shared::say::Locale;
use shared::view::share::SignUpView;

type Answer = Result<Response, PageError>;

fn to(l: Locale, path: &str) -> Answer {
    Ok(Redirect::to(&l.path(path)).into_response())
}

/// `POST /htx/chia-se`: a new link of the booth. A link to the booth itself needs no name.
pub async fn booth_link(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    ManyForm(mut form): ManyForm<NewLink>,
) -> Answer {
    let l = member.actor.locale;
    if form.kind == "booth" && form.slug.is_empty() {
        form.slug = share::booth_slug(&app.core, member.cooperative)
            .await
            .page(l)?;
    }
    match share::new_booth_link(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(code) => to(l, &format!("/htx/chia-se/link/{code}")),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = booth::load(&app, &member).await?;
            view.errors = errors;
            Ok((status, booth::page(&app, &member, dark, &view).await?).into_response())
        }
    }
}

/// `POST /htx/chia-se/link/{code}/dung`.
pub async fn end_booth_link(
    State(app): State<App>,
    member: Member,
    Path(code): Path<String>,
) -> Answer {
    let l = member.actor.locale;
    share::end_booth_link(&app.core, &member.actor, member.cooperative, &code)
        .await
        .page(l)?;
    to(l, "/htx/chia-se?xong=dung")
}

/// `POST /htx/chia-se/muc`: what the cooperative pays.
pub async fn rate(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<SetRate>,
) -> Answer {
    let l = member.actor.locale;
    match share::set_rate(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(()) => to(l, "/htx/chia-se?xong=muc"),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = booth::load(&app, &member).await?;
            (view.errors, view.form) = (errors, form);
            Ok((status, booth::page(&app, &member, dark, &view).await?).into_response())
        }
    }
}

/// `POST /htx/chia-se/muc/{id}/dung`.
pub async fn end_rate(State(app): State<App>, member: Member, Path(id): Path<String>) -> Answer {
    let l = member.actor.locale;
    share::end_rate(&app.core, &member.actor, member.cooperative, &id)
        .await
        .page(l)?;
    to(l, "/htx/chia-se?xong=dung")
}

/// `POST /nguoi-ban`: signs up.
pub async fn sign_up(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<SignUpSeller>,
) -> Answer {
    let l = actor.locale;
    match share::sign_up(&app.core, &actor, &form).await {
        Ok(()) => to(l, "/nguoi-ban/hang"),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let view = SignUpView { form, errors };
            Ok((status, seller::show_sign_up(&app, &view, l)).into_response())
        }
    }
}

/// `POST /nguoi-ban/tai-khoan`: where a seller's commission goes. Who has not signed up is led to the form.
pub async fn seller_account(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<ChangeAccount>,
) -> Answer {
    let l = actor.locale;
    if !share::is_seller(&app.core, &actor).await.page(l)? {
        return to(l, "/nguoi-ban");
    }
    match share::change_account(&app.core, &actor, &form).await {
        Ok(()) => to(l, "/nguoi-ban#tai-khoan"),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = share::home_page(&app.core, &actor).await.page(l)?;
            view.errors = errors;
            Ok((status, seller::show_home(&app, &view, l)).into_response())
        }
    }
}

/// `POST /nguoi-ban/link`: a new link. Who has not signed up is led to the form.
pub async fn seller_link(
    State(app): State<App>,
    Caller(actor): Caller,
    ManyForm(form): ManyForm<NewLink>,
) -> Answer {
    let l = actor.locale;
    if !share::is_seller(&app.core, &actor).await.page(l)? {
        return to(l, "/nguoi-ban");
    }
    match share::new_seller_link(&app.core, &actor, &form).await {
        Ok(code) => to(l, &format!("/nguoi-ban/link/{code}")),
        Err(Error::Invalid { fields }) => {
            let mut view = share::goods_page(&app.core, &actor).await.page(l)?;
            view.errors = fields;
            let status = http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok((status, seller::show_goods(&app, &view, l)).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /nguoi-ban/link/{code}/dung`. Who has not signed up is led to the form.
pub async fn end_seller_link(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
) -> Answer {
    let l = actor.locale;
    if !share::is_seller(&app.core, &actor).await.page(l)? {
        return to(l, "/nguoi-ban");
    }
    share::end_seller_link(&app.core, &actor, &code)
        .await
        .page(l)?;
    to(l, "/nguoi-ban")
}
