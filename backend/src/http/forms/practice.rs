//! What trainers and learners send.

use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::cookies;
use crate::http::pages::booth::Dark;
use crate::http::pages::practice::{show_classes, show_learner, show_way_in};
use crate::http::problem::{PageError, Tell};
use crate::sandbox::{Sandbox, learners};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use serde::Deserialize;
use services::practice::{self, NewClass};
use services::{Error, channels as shop};
use shared::problem::FieldError;
use shared::say::Locale;

type Answer = Result<Response, PageError>;

/// How long the booth that was entered stays the one on screen.
const CHOICE_DAYS: i64 = 30;

fn to(l: Locale, path: &str) -> Response {
    Redirect::to(&l.path(path)).into_response()
}

/// A new class.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClassForm {
    name: String,
    days: String,
}

/// `POST /lien-minh/lop`.
pub async fn open(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<ClassForm>,
) -> Answer {
    let l = actor.locale;
    let new = NewClass {
        name: form.name,
        days: form.days,
    };
    match practice::open(&app.core, &actor, &new).await {
        Ok(code) => Ok(to(l, &format!("/lien-minh/lop/{code}"))),
        Err(Error::Invalid { fields }) => {
            let page = show_classes(&app, &actor, (new.name, fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /lien-minh/lop/{code}/het`.
pub async fn end(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
) -> Answer {
    let l = actor.locale;
    practice::end(&app.core, &actor, &code).await.page(l)?;
    Ok(to(l, &format!("/lien-minh/lop/{code}")))
}

/// The code of a class.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// `POST /tap`: into a class; its booth is on screen from now on.
pub async fn enter(
    State(app): State<App>,
    Caller(actor): Caller,
    jar: CookieJar,
    Form(form): Form<CodeForm>,
) -> Answer {
    let l = actor.locale;
    match practice::enter(&app.core, &actor, &form.code).await {
        Ok(booth) => {
            let name = cookies::COOPERATIVE;
            let cookie = cookies::make(&app.config, name, booth.to_string(), CHOICE_DAYS);
            Ok((jar.add(cookie), to(l, "/htx/tap?xong=vao")).into_response())
        }
        Err(Error::Invalid { fields }) => {
            let page = show_way_in(&app, (&form.code, &fields), l);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// What a learner asks of the simulated shop.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeedForm {
    sku: String,
    order: String,
    step: String,
}

/// `POST /htx/tap/{deed}`: connect the simulated shop, have somebody buy there, move an order on, the statement was read.
pub async fn deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(deed): Path<String>,
    Form(form): Form<DeedForm>,
) -> Answer {
    let l = member.actor.locale;
    match perform(&app, &member, &deed, &form).await {
        Ok(()) => Ok(to(l, &format!("/htx/tap?xong={deed}"))),
        Err(Error::NotFound {
            what: "practice_seat",
        }) => Ok(to(l, "/tap")),
        Err(Error::Invalid { fields }) => {
            let page = show_learner(&app, &member, dark, ("", fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

async fn perform(app: &App, member: &Member, deed: &str, form: &DeedForm) -> services::Result<()> {
    let (core, actor, booth) = (&app.core, &member.actor, member.cooperative);
    let l = actor.locale;
    if deed == "tien" {
        return practice::read_statement(core, actor, booth).await;
    }
    let account = practice::shop_of(core, actor, booth).await?;
    let Some(sandbox) = &app.sandbox else {
        let message = l.say(
            "Máy chủ này chưa bật sàn mô phỏng. Hãy báo người vận hành",
            "This server has no simulated channel. Tell the operator",
        );
        return Err(Error::invalid("deed", "no_sandbox", message));
    };
    let refused = |why: String| Error::Invalid {
        fields: vec![FieldError::new("deed", "refused", why)],
    };
    let Some(account) = account else {
        if deed == "noi" {
            return connect(app, member, &**sandbox).await;
        }
        let message = l.say("Hãy nối sàn mô phỏng trước", "Connect the channel first");
        return Err(Error::invalid("deed", "not_connected", message));
    };
    let order = match deed {
        "noi" => return Ok(()),
        "mua" => sandbox.buy(&account.row.shop, &form.sku).map_err(refused)?,
        "buoc" => {
            sandbox
                .step(&account.row.shop, &form.order, &form.step)
                .map_err(refused)?;
            form.order.clone()
        }
        _ => return Err(Error::NotFound { what: "deed" }),
    };
    // The simulated shop tells nobody outside; what changed is fetched at once.
    shop::ask_order(core, account.row.id, &order).await
}

async fn connect(app: &App, member: &Member, sandbox: &dyn Sandbox) -> services::Result<()> {
    let missing = || Error::NotFound { what: "channel" };
    let adapter = app.channels.find("shopee").ok_or_else(missing)?;
    let out = app
        .channels
        .outbound_practice("shopee", app.core.clock.now());
    let name = "Sàn mô phỏng";
    let answer = sandbox.consent(name);
    let given = adapter
        .connect(&out, &answer)
        .await
        .map_err(Error::internal)?;
    let given = learners(given, name);
    let (actor, booth) = (&member.actor, member.cooperative);
    shop::connect_practice(&app.core, actor, booth, adapter.spec(), given).await?;
    Ok(())
}
