//! What officers decide.

use crate::app::App;
use crate::http::actor::Caller;
use crate::http::pages::staff::alliance as pages;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use services::{Error, alliance};
use shared::id::CertificateId;
use shared::input::staff::{DecideCertificate, DecideCooperative, DecideReview};
use uuid::Uuid;

type Answer = Result<Response, PageError>;

/// `POST /lien-minh/htx/{slug}`.
pub async fn cooperative(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(slug): Path<String>,
    Form(form): Form<DecideCooperative>,
) -> Answer {
    let l = actor.locale;
    match alliance::decide_cooperative(&app.core, &actor, &slug, &form).await {
        Ok(()) => Ok(
            Redirect::to(&l.path(&format!("/lien-minh/htx/{slug}?xong={}", form.action)))
                .into_response(),
        ),
        Err(Error::Invalid { fields }) => {
            let mut view = alliance::load_cooperative_view(&app.core, &actor, &slug)
                .await
                .page(l)?;
            view.errors = fields;
            view.reason = form.reason;
            view.tax_code = form.tax_code;
            view.tax_confirmed = !form.tax_confirmed.is_empty();
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                pages::show_cooperative(&app, &view, l),
            )
                .into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /lien-minh/duyet/{id}`. After the answer the next review is on top of the list.
pub async fn review(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Form(form): Form<DecideReview>,
) -> Answer {
    let l = actor.locale;
    match alliance::decide_review(&app.core, &actor, id, &form).await {
        Ok(()) => Ok(Redirect::to(&l.path("/lien-minh/duyet")).into_response()),
        Err(Error::Invalid { fields }) => {
            let mut view = alliance::load_review_view(&app.core, &actor, id)
                .await
                .page(l)?;
            view.errors = fields;
            view.note = form.note;
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                pages::show_review(&app, &view, l),
            )
                .into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /lien-minh/chung-nhan/{id}`.
pub async fn certificate(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<CertificateId>,
    Form(form): Form<DecideCertificate>,
) -> Answer {
    let l = actor.locale;
    match alliance::decide_certificate(&app.core, &actor, id, &form).await {
        Ok(()) => {
            let next = l.path(&format!("/lien-minh/chung-nhan/{id}?xong={}", form.action));
            Ok(Redirect::to(&next).into_response())
        }
        Err(Error::Invalid { fields }) => {
            let mut view = alliance::load_certificate_view(&app.core, &actor, id)
                .await
                .page(l)?;
            view.errors = fields;
            view.reason = form.reason;
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                pages::show_certificate(&app, &view, l),
            )
                .into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}
