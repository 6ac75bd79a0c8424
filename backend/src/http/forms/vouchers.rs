//! Giving, agreeing to and ending vouchers.

use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::forms::identity::{Again, again};
use crate::http::pages::booth::Dark;
use crate::http::pages::vouchers as pages;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use services::Error;
use services::vouchers::{self, Whose};
use shared::input::voucher::NewVoucher;
use shared::say::Locale;

type Answer = Result<Response, PageError>;

fn to(l: Locale, path: &str, done: &str) -> Answer {
    Ok(Redirect::to(&l.path(&format!("{path}?xong={done}"))).into_response())
}

/// `POST /htx/khuyen-mai`: a cooperative gives a voucher.
pub async fn give(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<NewVoucher>,
) -> Answer {
    let (l, of) = (member.actor.locale, member.cooperative);
    match vouchers::create(&app.core, &member.actor, Some(of), &form).await {
        Ok(()) => to(l, "/htx/khuyen-mai", "dat"),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = pages::load(&app, &member.actor, Whose::Cooperative(of)).await?;
            (view.errors, view.form) = (errors, form);
            let page = pages::show_booth(&app, &member, dark, &view).await?;
            Ok((status, page).into_response())
        }
    }
}

/// `POST /quan-tri/khuyen-mai`: an operator gives a voucher of the market.
pub async fn give_of_market(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<NewVoucher>,
) -> Answer {
    let l = actor.locale;
    match vouchers::create(&app.core, &actor, None, &form).await {
        Ok(()) => to(l, "/quan-tri/khuyen-mai", "dat"),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = pages::load(&app, &actor, Whose::Market).await?;
            (view.errors, view.form) = (errors, form);
            Ok((status, pages::show_market(&app, &view, l)).into_response())
        }
    }
}

/// What is done with a voucher.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Deed {
    viec: String,
}

/// `POST /htx/khuyen-mai/{code}`: the cooperative agrees to its share, or ends it.
pub async fn change(
    State(app): State<App>,
    member: Member,
    Path(code): Path<String>,
    Form(form): Form<Deed>,
) -> Answer {
    let (l, of) = (member.actor.locale, member.cooperative);
    let done = match form.viec.as_str() {
        "dong-y" => vouchers::agree(&app.core, &member.actor, of, &code).await,
        "dung" => vouchers::end(&app.core, &member.actor, Some(of), &code).await,
        _ => Err(Error::NotFound { what: "action" }),
    };
    done.page(l)?;
    to(l, "/htx/khuyen-mai", &form.viec)
}

/// `POST /quan-tri/khuyen-mai/{code}`: an operator ends it.
pub async fn end(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
) -> Answer {
    let l = actor.locale;
    vouchers::end(&app.core, &actor, None, &code)
        .await
        .page(l)?;
    to(l, "/quan-tri/khuyen-mai", "dung")
}
