//! The operator's page of people who sell by sharing.

use super::{ListQuery, operator_page};
use crate::app::App;
use crate::http::actor::Caller;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use frontend::pages::staff;
use http::StatusCode;
use serde::Deserialize;
use services::{Error, share};
use shared::say::Locale;
use shared::view::share::SellersView;
use uuid::Uuid;

const PATH: &str = "/quan-tri/nguoi-ban";

fn document(app: &App, view: &SellersView, l: Locale) -> Html<String> {
    let title = l.say("Người giới thiệu", "Sellers");
    operator_page(app, l, PATH, title, || staff::sellers_page(view, l))
}

/// `GET /quan-tri/nguoi-ban`.
pub async fn show(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, PageError> {
    let l = actor.locale;
    let mut view = share::list_sellers(&app.core, &actor).await.page(l)?;
    view.done = match query.xong.as_str() {
        "dung" => Some(
            l.say("Đã dừng, mọi link đã đóng", "Stopped, all links are closed")
                .to_owned(),
        ),
        "tiep" => Some(l.say("Đã cho tiếp tục", "They may go on").to_owned()),
        _ => None,
    };
    Ok(document(&app, &view, l))
}

/// Which seller, and what to do.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    id: String,
    op: String,
    reason: String,
}

/// `POST /quan-tri/nguoi-ban`: stops a seller, or lets them go on.
pub async fn decide(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(form): Form<Decision>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let stop = match form.op.as_str() {
        "dung" => true,
        "tiep" => false,
        // Nothing was pressed.
        _ => return Ok(Redirect::to(&l.path(PATH)).into_response()),
    };
    let missing = |_| PageError(Error::NotFound { what: "seller" }, l);
    let id = Uuid::try_parse(&form.id).map_err(missing)?;
    match share::set_seller(&app.core, &actor, id, (stop, &form.reason)).await {
        Ok(()) => Ok(Redirect::to(&l.path(&format!("{PATH}?xong={}", form.op))).into_response()),
        Err(Error::Invalid { fields }) => {
            let mut view = share::list_sellers(&app.core, &actor).await.page(l)?;
            let words = fields.into_iter().next().map(|field| field.message);
            view.wrong = words.map(|words| (form.id, form.reason, words));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, document(&app, &view, l)).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}
