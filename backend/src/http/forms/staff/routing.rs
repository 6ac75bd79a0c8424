//! How orders are routed, as operators see and change it; and the work that no rule can do.

use crate::app::App;
use crate::http::actor::Caller;
use crate::http::pages::staff::{ListQuery, operator as pages, operator_page};
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use frontend::pages::staff;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use services::{Error, operator};
use shared::input::staff::{FinishTask, Reroute};
use uuid::Uuid;

type Answer = Result<Response, PageError>;

/// `POST /quan-tri/don/{code}/giao`: gives a part to somebody else.
pub async fn reroute(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
    Form(form): Form<Reroute>,
) -> Answer {
    let l = actor.locale;
    match operator::reroute(&app.core, &actor, &code, &form).await {
        Ok(()) => {
            let path = format!("/quan-tri/don/{code}?xong=giao");
            Ok(Redirect::to(&l.path(&path)).into_response())
        }
        Err(Error::Invalid { fields }) => {
            let mut view = operator::load_order_view(&app.core, &actor, &code)
                .await
                .page(l)?;
            let part = view.parts.iter_mut().find(|part| part.code == form.part);
            if let Some(open) = part.and_then(|part| part.reroute.as_mut()) {
                (open.cooperative, open.reason) = (form.cooperative, form.reason);
                open.errors = fields;
            }
            let page = pages::show_order(&app, &view, l);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `GET /quan-tri/don/{code}/quyet-dinh/{id}`: the facts of a decision, as a file.
pub async fn facts(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((code, id)): Path<(String, Uuid)>,
) -> Answer {
    let l = actor.locale;
    let facts = operator::decision_facts(&app.core, &actor, &code, id)
        .await
        .page(l)?;
    let name = format!("attachment; filename=\"routing-{id}.json\"");
    let head = [
        (CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((head, facts).into_response())
}

/// `GET /quan-tri/viec`.
pub async fn tasks(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, PageError> {
    let l = actor.locale;
    let cursor = query.cursor().page(l)?;
    let done = query.tt == "done";
    let mut view = operator::list_tasks(&app.core, &actor, done, cursor.as_ref())
        .await
        .page(l)?;
    if query.xong == "viec" {
        view.done = Some(l.say("Đã ghi là xong", "Marked as done").to_owned());
    }
    let title = l.say("Việc cần làm", "Tasks");
    Ok(operator_page(&app, l, "/quan-tri/viec", title, || {
        staff::tasks_page(&view, l)
    }))
}

/// `POST /quan-tri/viec`: marks a task as done.
pub async fn finish(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<FinishTask>,
) -> Answer {
    let l = actor.locale;
    operator::finish_task(&app.core, &actor, &form)
        .await
        .page(l)?;
    Ok(Redirect::to(&l.path("/quan-tri/viec?xong=viec")).into_response())
}
