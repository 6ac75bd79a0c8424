//! Opening, changing, moving and closing a harvest that is sold ahead.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::failed;
use crate::http::pages::harvests::show_harvests;
use crate::http::problem::{PageError, status};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use services::Error;
use services::preorders::{self, Filled};
use shared::input::forecast::ForecastForm;

type Answer = Result<Response, PageError>;

fn back(member: &Member, done: &str) -> Response {
    let path = format!("/htx/mua-vu?xong={done}");
    Redirect::to(&member.actor.locale.path(&path)).into_response()
}

/// The page again with the form open and what was wrong.
async fn again(
    (app, member, dark): (&App, &Member, bool),
    error: Error,
    of: Option<(String, String)>,
    form: ForecastForm,
) -> Answer {
    let status = status(&error);
    let mut filled = Filled {
        opening: of.is_none(),
        of,
        form: Some(form),
        ..Filled::default()
    };
    match error {
        Error::Invalid { fields } => filled.errors = fields,
        Error::Conflict { message, .. } => filled.notices = failed(&message),
        other => return Err(PageError(other, member.actor.locale)),
    }
    let page = show_harvests(app, member, dark, filled).await?;
    Ok((status, page).into_response())
}

/// `POST /htx/mua-vu`: a harvest is sold ahead.
pub async fn open(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(form): Form<ForecastForm>,
) -> Answer {
    match preorders::open(&app.core, &member.actor, member.cooperative, &form).await {
        Ok(_) => Ok(back(&member, "mo")),
        Err(error) => again((&app, &member, dark), error, None, form).await,
    }
}

/// `POST /htx/mua-vu/{id}/{deed}`: `sua` changes the numbers, `doi` moves the days, `dong` takes no further orders.
pub async fn deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, deed)): Path<(String, String)>,
    Form(form): Form<ForecastForm>,
) -> Answer {
    let missing = |what| PageError(Error::NotFound { what }, member.actor.locale);
    let forecast = id.parse().map_err(|_| missing("forecast"))?;
    let (core, actor, of) = (&app.core, &member.actor, member.cooperative);
    let outcome = match deed.as_str() {
        "sua" => preorders::revise(core, actor, of, forecast, &form).await,
        "doi" => preorders::shift(core, actor, of, forecast, &form).await,
        "dong" => preorders::close(core, actor, of, forecast).await,
        _ => return Err(missing("deed")),
    };
    match outcome {
        Ok(()) => Ok(back(&member, &deed)),
        Err(error) => again((&app, &member, dark), error, Some((id, deed)), form).await,
    }
}
