//! Signing in and out, and changing one's own account.

use crate::app::App;
use crate::http::actor::{Caller, Peer, Visitor, safe_next, url_encode};
use crate::http::cookies;
use crate::http::limits::Deed;
use crate::http::pages::identity as pages;
use crate::http::problem::{PageError, Tell};
use crate::http::security::busy;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use serde::Deserialize;
use services::identity::{self, SignedIn};
use services::{Error, Result};
use shared::id::SessionId;
use shared::input::sign_in::{ChangeName, ChangePassword, EnterCode, SignIn, phone_field};
use shared::phone::Phone;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::sign_in::{CodeView, SignInView};

/// Days a session cookie is kept; the session itself may end earlier.
const SESSION_DAYS: i64 = 90;

/// What a form can show again: the fields to mend, or how long to wait.
pub struct Again {
    /// 422 or 429.
    pub status: StatusCode,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// How long to wait.
    pub wait: Option<String>,
}

/// Turns an error that the person can mend on the same page into what it shows; any other error passes.
pub fn again(error: Error) -> Result<Again> {
    match error {
        Error::Invalid { fields } => Ok(Again {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors: fields,
            wait: None,
        }),
        Error::Busy { message, .. } => Ok(Again {
            status: StatusCode::TOO_MANY_REQUESTS,
            errors: Vec::new(),
            wait: Some(message),
        }),
        other => Err(other),
    }
}

fn allow(app: &App, deed: Deed, key: &str, l: Locale) -> Result<()> {
    app.limits
        .deed(deed, key)
        .map_err(|seconds| busy(seconds, l))
}

/// `POST /dang-nhap`: phone and password.
pub async fn sign_in(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    jar: CookieJar,
    Form(form): Form<SignIn>,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    let old = cookies::value(&app.config, &jar, cookies::SESSION);
    let outcome = match allow(&app, Deed::SignIn, &peer.to_string(), l) {
        Ok(()) => identity::with_password(&app.core, &actor, &form, old).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(signed_in) => Ok(enter(&app, jar.clone(), &signed_in, &form.tiep, l)),
        Err(error) => sign_in_again(&app, error, form, l),
    }
}

fn sign_in_again(
    app: &App,
    error: Error,
    form: SignIn,
    l: Locale,
) -> std::result::Result<Response, PageError> {
    let Again {
        status,
        errors,
        wait,
    } = again(error).page(l)?;
    let view = SignInView {
        phone: form.phone,
        next: form.tiep,
        errors,
        wait,
        ..SignInView::default()
    };
    Ok((status, pages::show_sign_in(app, view, l)).into_response())
}

fn enter(app: &App, jar: CookieJar, signed_in: &SignedIn, next: &str, l: Locale) -> Response {
    let session = cookies::make(
        &app.config,
        cookies::SESSION,
        signed_in.token.clone(),
        SESSION_DAYS,
    );
    let jar = jar
        .add(session)
        .add(cookies::remove(&app.config, cookies::CODE_PHONE));
    let home = pages::home_of(&signed_in.person, l);
    (jar, Redirect::to(safe_next(Some(next), &home))).into_response()
}

/// `POST /dang-nhap/gui-ma`: sends a code to the phone typed.
pub async fn send_code(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    jar: CookieJar,
    Form(form): Form<SignIn>,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    let outcome = match phone_field("phone", &form.phone, l) {
        Ok(phone) => request(&app, &actor, &phone, &peer.to_string())
            .await
            .map(|()| phone),
        Err(wrong) => Err(Error::Invalid {
            fields: vec![wrong],
        }),
    };
    match outcome {
        Ok(phone) => {
            let sealed = app.core.keys.seal(phone.e164()).page(l)?;
            let jar = jar.add(cookies::make(&app.config, cookies::CODE_PHONE, sealed, 0));
            Ok((jar, Redirect::to(&code_path(&form.tiep, l))).into_response())
        }
        Err(error) => sign_in_again(&app, error, form, l),
    }
}

fn code_path(next: &str, l: Locale) -> String {
    let path = l.path("/dang-nhap/ma");
    if next.is_empty() {
        path
    } else {
        format!("{path}?tiep={}", url_encode(next))
    }
}

async fn request(
    app: &App,
    actor: &services::actor::Actor,
    phone: &Phone,
    peer: &str,
) -> Result<()> {
    allow(app, Deed::SignIn, peer, actor.locale)?;
    allow(
        app,
        Deed::Code,
        &app.core.keys.lookup(phone.e164()),
        actor.locale,
    )?;
    identity::request_code(&app.core, actor, phone).await
}

/// `POST /dang-nhap/gui-lai`: another code to the same phone.
pub async fn send_again(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    jar: CookieJar,
    Form(form): Form<EnterCode>,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    let Some(phone) = pages::code_phone(&app, &jar) else {
        return Ok(Redirect::to(&l.path("/dang-nhap")).into_response());
    };
    match request(&app, &actor, &phone, &peer.to_string()).await {
        Ok(()) => Ok(Redirect::to(&code_path(&form.tiep, l)).into_response()),
        Err(error) => code_again(&app, error, form, &phone, l),
    }
}

/// `POST /dang-nhap/ma`: the six digits.
pub async fn enter_code(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    jar: CookieJar,
    Form(form): Form<EnterCode>,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    let Some(phone) = pages::code_phone(&app, &jar) else {
        return Ok(Redirect::to(&l.path("/dang-nhap")).into_response());
    };
    let old = cookies::value(&app.config, &jar, cookies::SESSION);
    let outcome = match allow(&app, Deed::SignIn, &peer.to_string(), l) {
        Ok(()) => identity::with_code(&app.core, &actor, &phone, &form, old).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(signed_in) => Ok(enter(&app, jar.clone(), &signed_in, &form.tiep, l)),
        Err(error) => code_again(&app, error, form, &phone, l),
    }
}

fn code_again(
    app: &App,
    error: Error,
    form: EnterCode,
    phone: &Phone,
    l: Locale,
) -> std::result::Result<Response, PageError> {
    let Again {
        status,
        errors,
        wait,
    } = again(error).page(l)?;
    let view = CodeView {
        code: form.code,
        next: form.tiep,
        errors,
        wait,
        ..CodeView::default()
    };
    Ok((status, pages::show_code(app, view, phone, l)).into_response())
}

fn leave(app: &App, jar: CookieJar, to: &str) -> Response {
    let jar = jar
        .add(cookies::remove(&app.config, cookies::SESSION))
        .add(cookies::remove(&app.config, cookies::COOPERATIVE));
    (jar, Redirect::to(to)).into_response()
}

/// `POST /dang-xuat`. Harmless when nobody is signed in.
pub async fn sign_out(
    State(app): State<App>,
    Visitor(actor): Visitor,
    jar: CookieJar,
) -> std::result::Result<Response, PageError> {
    identity::sign_out(&app.core, &actor)
        .await
        .page(actor.locale)?;
    Ok(leave(&app, jar, &actor.locale.path("/")))
}

/// `POST /tai-khoan/dang-xuat-het`: ends every session of the caller.
pub async fn sign_out_everywhere(
    State(app): State<App>,
    Caller(actor): Caller,
    jar: CookieJar,
) -> std::result::Result<Response, PageError> {
    identity::sign_out_everywhere(&app.core, &actor)
        .await
        .page(actor.locale)?;
    Ok(leave(&app, jar, &actor.locale.path("/dang-nhap")))
}

/// The session to end.
#[derive(Debug, Deserialize)]
pub struct EndSession {
    id: SessionId,
}

/// `POST /tai-khoan/phien`: ends one of the caller's other sessions.
pub async fn end_session(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<EndSession>,
) -> std::result::Result<Redirect, PageError> {
    identity::end_session(&app.core, &actor, form.id)
        .await
        .page(actor.locale)?;
    Ok(Redirect::to(&actor.locale.path("/tai-khoan?xong=phien")))
}

/// `POST /tai-khoan/ten`.
pub async fn change_name(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<ChangeName>,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    match identity::change_name(&app.core, &actor, &form).await {
        Ok(()) => Ok(Redirect::to(&l.path("/tai-khoan?xong=ten")).into_response()),
        Err(error) => account_again(&app, &actor, error, Some(form.name)).await,
    }
}

/// `POST /tai-khoan/mat-khau`. The other sessions end; this one goes on under a new token.
pub async fn change_password(
    State(app): State<App>,
    Caller(actor): Caller,
    jar: CookieJar,
    Form(form): Form<ChangePassword>,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    match identity::change_password(&app.core, &actor, &form).await {
        Ok(token) => {
            let jar = jar.add(cookies::make(
                &app.config,
                cookies::SESSION,
                token,
                SESSION_DAYS,
            ));
            Ok((jar, Redirect::to(&l.path("/tai-khoan?xong=mat-khau"))).into_response())
        }
        Err(error) => account_again(&app, &actor, error, None).await,
    }
}

async fn account_again(
    app: &App,
    actor: &services::actor::Actor,
    error: Error,
    name: Option<String>,
) -> std::result::Result<Response, PageError> {
    let Again {
        status,
        mut errors,
        wait,
    } = again(error).page(actor.locale)?;
    errors.extend(wait.map(|text| FieldError::new("current", "wait", text)));
    let mut view = pages::load_account(app, actor).await?;
    view.errors = errors;
    view.name = name.unwrap_or(view.name);
    Ok((status, pages::show_account(app, &view, actor.locale)).into_response())
}
