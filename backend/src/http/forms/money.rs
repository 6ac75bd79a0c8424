//! Claims, accounts, refunds, and credits that a person settles.

use super::identity::{Again, again};
use crate::app::App;
use crate::http::actor::{Caller, Member, Visitor};
use crate::http::cookies;
use crate::http::pages::booth::{self, Dark, settings};
use crate::http::pages::money as pages;
use crate::http::pages::purchase::show_order;
use crate::http::problem::{self, PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Form, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use services::settlements::Deed;
use services::{Error, booths, orders, payments, remittances, settlements, share};
use shared::input::booth::ChangeAccount;

type Answer = Result<Response, PageError>;

/// `POST /don/{code}/bao-hong`: a claim with a photo. Without a pass it leads to the look-up.
pub async fn claim(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Path(code): Path<String>,
    jar: CookieJar,
    form: Multipart,
) -> Answer {
    let l = actor.locale;
    let passes = cookies::value(&app.config, &jar, cookies::ORDERS).unwrap_or_default();
    let access = match orders::open_with_pass(&app.core, &code, passes).await {
        Err(Error::NotFound { .. }) => return Ok(Redirect::to(&l.path("/don")).into_response()),
        other => other.page(l)?,
    };
    let outcome = async {
        let mut sent = Uploaded::read(form, "photo", l).await?;
        let number = |name: &str| sent.text(name).parse().unwrap_or(0);
        let which = (number("parcel"), number("line"));
        let note = sent.text("note");
        let photo = sent.store(&app, "photo", l).await?.ok_or_else(|| {
            let message = l.say("Chụp một ảnh món hỏng", "Take a photo of the good");
            Error::invalid("photo", "required", message)
        })?;
        payments::claim(&app.core, access.order(), which, &note, &photo, l).await
    }
    .await;
    let error = match outcome {
        Ok(()) => {
            let path = l.path(&format!("/don/{}", access.code()));
            return Ok(Redirect::to(&path).into_response());
        }
        Err(error) => error,
    };
    let status = problem::status(&error);
    let words = match error {
        Error::Invalid { fields } => fields
            .into_iter()
            .map(|f| f.message)
            .collect::<Vec<_>>()
            .join(". "),
        Error::Conflict { message, .. } => message,
        error => return Err(PageError(error, l)),
    };
    let mut view = orders::page(&app.core, &actor, &access).await.page(l)?;
    view.error = Some(words);
    Ok((status, show_order(&app, &view, l)).into_response())
}

/// `POST /htx/cai-dat/tai-khoan`: the account buyers transfer to.
pub async fn account(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<ChangeAccount>,
) -> Answer {
    let l = member.actor.locale;
    match payments::change_account(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(()) => Ok(Redirect::to(&l.path("/htx/cai-dat?xong=tai-khoan")).into_response()),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = settings::load(&app, &member).await?;
            view.errors = errors;
            let page = settings::show_settings(&app, &member, view, dark).await?;
            Ok((status, page).into_response())
        }
    }
}

/// A claim or refund by its reference, and what is answered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    ma: String,
    viec: String,
}

/// `POST /htx/tien/bao-hong`: the cooperative answers a claim.
pub async fn decide(State(app): State<App>, member: Member, Form(form): Form<Answered>) -> Answer {
    let l = member.actor.locale;
    payments::decide(
        &app.core,
        &member.actor,
        member.cooperative,
        &form.ma,
        &form.viec,
    )
    .await
    .page(l)?;
    Ok(Redirect::to(&l.path("/htx/tien?xong=bao-hong")).into_response())
}

/// `POST /htx/tien/da-hoan/{reference}`: the cooperative has transferred a refund.
pub async fn refunded(
    State(app): State<App>,
    member: Member,
    Path(reference): Path<String>,
) -> Answer {
    let l = member.actor.locale;
    payments::refund_done(&app.core, &member.actor, &reference)
        .await
        .page(l)?;
    Ok(Redirect::to(&l.path("/htx/tien?xong=da-hoan")).into_response())
}

/// What an operator settles.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settle {
    id: String,
    reference: String,
    /// When the account that was seen had been entered.
    luc: i64,
    viec: String,
}

/// `POST /quan-tri/tien`: gives a credit to a payment, notes that it went back, or that a refund was made.
pub async fn settle(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<Settle>,
) -> Answer {
    let (core, l) = (&app.core, actor.locale);
    let done = match form.viec.as_str() {
        "gan" => payments::assign(core, &actor, &form.id, &form.reference).await,
        "tra-lai" => payments::give_back(core, &actor, &form.id).await,
        "tai-khoan" => match form.id.parse() {
            Ok(cooperative) => payments::verify_account(core, &actor, cooperative, form.luc).await,
            Err(_) => Err(Error::NotFound { what: "account" }),
        },
        "tai-khoan-nguoi-ban" => share::verify_account(core, &actor, &form.id, form.luc).await,
        "da-hoan" => payments::refund_done(core, &actor, &form.reference).await,
        _ => Err(Error::NotFound { what: "action" }),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&l.path("/quan-tri/tien")).into_response()),
        Err(error) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = pages::load(&app, &actor).await?;
            view.failed = errors.into_iter().next().map(|field| field.message);
            Ok((status, pages::show(&app, &view, l)).into_response())
        }
    }
}

/// `POST /htx/tien/da-nhan`: the cash of a parcel is there.
pub async fn received(
    State(app): State<App>,
    member: Member,
    Form(form): Form<Answered>,
) -> Answer {
    let l = member.actor.locale;
    remittances::received(&app.core, &member.actor, member.cooperative, &form.ma)
        .await
        .page(l)?;
    Ok(Redirect::to(&l.path("/htx/tien?xong=da-nhan")).into_response())
}

/// `POST /htx/tien/viec`: money of a part that moved has come; a difference was paid, or is let go.
pub async fn todo(State(app): State<App>, member: Member, Form(form): Form<Answered>) -> Answer {
    let l = member.actor.locale;
    payments::settle_todo(
        &app.core,
        &member.actor,
        member.cooperative,
        &form.ma,
        &form.viec,
    )
    .await
    .page(l)?;
    Ok(Redirect::to(&l.path("/htx/tien?xong=da-nhan")).into_response())
}

/// `POST /htx/tien/doi-soat`: a carrier's statement, compared line by line.
pub async fn remittance(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    form: Multipart,
) -> Answer {
    let l = member.actor.locale;
    let done = async {
        let mut sent = Uploaded::read(form, "file", l).await?;
        let bytes = sent.take_file().ok_or_else(|| {
            let message = l.say("Chọn tệp CSV của nhà xe", "Choose the carrier's CSV file");
            Error::invalid("file", "required", message)
        })?;
        remittances::import(
            &app.core,
            &member.actor,
            member.cooperative,
            "doi-soat.csv",
            &bytes,
        )
        .await
    }
    .await;
    let error = match done {
        Ok(view) => {
            return Ok(booth::show_remittance(&app, &member, &view, dark)
                .await?
                .into_response());
        }
        Err(error) => error,
    };
    let status = problem::status(&error);
    let words = match error {
        Error::Invalid { fields } => fields
            .into_iter()
            .map(|f| f.message)
            .collect::<Vec<_>>()
            .join(". "),
        Error::Conflict { message, .. } => message,
        error => return Err(PageError(error, l)),
    };
    let view = booths::load_money_view(&app.core, &member.actor, member.cooperative, "").await;
    let mut view = view.page(l)?;
    view.failed = Some(words);
    Ok((status, booth::show_money(&app, &member, &view, dark).await?).into_response())
}

/// What the bank says of a settlement.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Bank {
    id: String,
    viec: String,
    /// `nguoi-ban` when it is a seller's payout.
    ai: String,
    bank_ref: String,
}

/// `POST /quan-tri/tien/chi-tra`: an operator notes what the bank says of a payout or a fee.
pub async fn note(State(app): State<App>, Caller(actor): Caller, Form(form): Form<Bank>) -> Answer {
    let l = actor.locale;
    let deed = Deed::parse(&form.viec).ok_or(PageError(Error::NotFound { what: "action" }, l))?;
    let (core, bank_ref) = (&app.core, form.bank_ref.as_str());
    match form.ai.as_str() {
        "nguoi-ban" => settlements::note_seller(core, &actor, &form.id, deed, bank_ref).await,
        _ => settlements::note(core, &actor, &form.id, deed, bank_ref).await,
    }
    .page(l)?;
    Ok(Redirect::to(&l.path("/quan-tri/tien")).into_response())
}
