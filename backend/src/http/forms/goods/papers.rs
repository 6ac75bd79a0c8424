//! Handing in a certificate.

use super::allow_upload;
use crate::app::App;
use crate::http::actor::{Member, Peer};
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::show_papers;
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use services::{Error, Result, goods};
use shared::input::goods::HandInCertificate;

/// `POST /htx/giay`: a certificate with its scan.
pub async fn hand_in(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Peer(peer): Peer,
    form: Multipart,
) -> std::result::Result<Response, PageError> {
    let l = member.actor.locale;
    allow_upload(&app, peer, l)?;
    let mut sent = Uploaded::read(form, "scan", l).await.page(l)?;
    let form = HandInCertificate {
        kind: sent.text("kind"),
        product: sent.text("product"),
        stars: sent.text("stars"),
        mark: sent.text("mark"),
        number: sent.text("number"),
        issuer: sent.text("issuer"),
        scope: sent.text("scope"),
        valid_from: sent.text("valid_from"),
        valid_to: sent.text("valid_to"),
    };
    match take(&app, &member, &mut sent, &form).await {
        Ok(()) => Ok(Redirect::to(&l.path("/htx/giay?xong=giay")).into_response()),
        Err(Error::Invalid { fields }) => {
            let page = show_papers(&app, &member, dark, form, (fields, Vec::new())).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(PageError(other, l)),
    }
}

async fn take(
    app: &App,
    member: &Member,
    sent: &mut Uploaded,
    form: &HandInCertificate,
) -> Result<()> {
    let owner = format!("{}/giay", member.cooperative);
    let scan = sent
        .store_for(app, &owner, "scan", member.actor.locale)
        .await?;
    goods::hand_in(
        &app.core,
        &member.actor,
        member.cooperative,
        form,
        scan.as_ref(),
    )
    .await?;
    Ok(())
}
