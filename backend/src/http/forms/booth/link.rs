//! Answering a sub-order through a one-tap link.

use crate::app::App;
use crate::http::actor::{Language, Peer};
use crate::http::forms::identity::{Again, again};
use crate::http::pages::booth::link::{allow, show_reason};
use crate::http::pages::booth::orders::told;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use services::Error;
use services::booths;
use shared::input::booth::SubOrderDeed;

/// `POST /l/{token}`: accept or decline, once. Afterwards the link's page says what was answered and when.
pub async fn answer(
    State(app): State<App>,
    Language(l): Language,
    Peer(peer): Peer,
    Path(token): Path<String>,
    Form(form): Form<SubOrderDeed>,
) -> Result<Response, PageError> {
    allow(&app, peer, l)?;
    let page = l.path(&format!("/l/{token}"));
    match booths::answer_link(&app.core, &token, &form, l).await {
        Ok(just) => Ok(Redirect::to(&format!("{page}{}", told(&just))).into_response()),
        Err(
            Error::Refused {
                code: "link_expired",
                ..
            }
            | Error::NotFound { what: "link" },
        ) => Ok(Redirect::to(&page).into_response()),
        Err(error @ Error::Invalid { .. }) => {
            let Again { status, errors, .. } = again(error).page(l)?;
            let mut view = booths::load_link_reason(&app.core, &token, l)
                .await
                .page(l)?;
            (view.chosen, view.other, view.errors) = (form.reason, form.other, errors);
            Ok((status, show_reason(&app, &view, l)).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}
