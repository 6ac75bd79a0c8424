//! What operators do.

use crate::app::App;
use crate::http::actor::Caller;
use crate::http::pages::staff::operator as pages;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use services::actor::Actor;
use services::{Error, operator, stock};
use shared::id::PersonId;
use shared::input::staff::{DecidePerson, GiveRole, OpenPersonal};
use shared::view::staff::PersonView;
use uuid::Uuid;

type Answer = Result<Response, PageError>;

/// A row named by a hidden field.
#[derive(Debug, Deserialize)]
pub struct Named {
    id: Uuid,
}

fn to_person(actor: &Actor, id: PersonId, done: &str) -> Response {
    let path = format!("/quan-tri/nguoi/{id}?xong={done}");
    Redirect::to(&actor.locale.path(&path)).into_response()
}

async fn person_again(
    app: &App,
    actor: &Actor,
    id: PersonId,
    error: Error,
    fill: impl FnOnce(&mut PersonView),
) -> Answer {
    let l = actor.locale;
    let Error::Invalid { fields } = error else {
        return Err(PageError(error, l));
    };
    let mut view = operator::load_person_view(&app.core, actor, id)
        .await
        .page(l)?;
    view.errors = fields;
    fill(&mut view);
    Ok((
        StatusCode::UNPROCESSABLE_ENTITY,
        pages::show_person(app, &view, l),
    )
        .into_response())
}

/// `POST /quan-tri/nguoi/{id}`: locks, unlocks, signs out everywhere.
pub async fn person(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<PersonId>,
    Form(form): Form<DecidePerson>,
) -> Answer {
    match operator::decide_person(&app.core, &actor, id, &form).await {
        Ok(()) => Ok(to_person(&actor, id, &form.action)),
        Err(error) => person_again(&app, &actor, id, error, |view| view.reason = form.reason).await,
    }
}

/// `POST /quan-tri/nguoi/{id}/vai-tro`.
pub async fn give_role(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<PersonId>,
    Form(form): Form<GiveRole>,
) -> Answer {
    match operator::give_role(&app.core, &actor, id, &form).await {
        Ok(()) => Ok(to_person(&actor, id, "role")),
        Err(error) => {
            person_again(&app, &actor, id, error, |view| {
                view.role = form.role;
                view.province = form.province;
            })
            .await
        }
    }
}

/// `POST /quan-tri/nguoi/{id}/bo-vai-tro`.
pub async fn take_role(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<PersonId>,
    Form(form): Form<Named>,
) -> Answer {
    operator::take_role(&app.core, &actor, id, form.id)
        .await
        .page(actor.locale)?;
    Ok(to_person(&actor, id, "role"))
}

/// `POST /quan-tri/don/{code}`: opens the receiver's data. The answer is the page itself, because what was opened
/// must not have an address.
pub async fn open_personal(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
    Form(form): Form<OpenPersonal>,
) -> Answer {
    let l = actor.locale;
    let mut view = operator::load_order_view(&app.core, &actor, &code)
        .await
        .page(l)?;
    match operator::open_personal(&app.core, &actor, &code, &form).await {
        Ok(opened) => {
            view.personal = Some(opened);
            Ok(pages::show_order(&app, &view, l).into_response())
        }
        Err(Error::Invalid { fields }) => {
            view.errors = fields;
            view.reason = form.reason;
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                pages::show_order(&app, &view, l),
            )
                .into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /quan-tri/hang-doi`: puts a message that was given up back into the queue.
pub async fn retry(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<Named>,
) -> Answer {
    let l = actor.locale;
    operator::retry_message(&app.core, &actor, form.id)
        .await
        .page(l)?;
    Ok(Redirect::to(&l.path("/quan-tri/hang-doi?xong=retry")).into_response())
}

/// `POST /quan-tri/kho`: books the proposed correction of an offer.
pub async fn mend_ledger(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<Named>,
) -> Answer {
    let l = actor.locale;
    match stock::mend(&app.core, &actor, form.id.into()).await {
        Ok(()) => Ok(Redirect::to(&l.path("/quan-tri/kho?xong=sua")).into_response()),
        Err(Error::Conflict { message, .. }) => {
            let mut view = stock::load_ledger(&app.core, &actor).await.page(l)?;
            view.failed = Some(message);
            let page = pages::show_ledger(&app, &view, l);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}
