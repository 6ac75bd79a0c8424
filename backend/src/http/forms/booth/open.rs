//! Opening a booth, and sending other papers.

use crate::app::App;
use crate::http::actor::{Caller, Peer};
use crate::http::forms::identity::{Again, again};
use crate::http::limits::Deed;
use crate::http::pages::booth::settings::show_open;
use crate::http::problem::{PageError, Tell};
use crate::http::security::busy;
use crate::http::uploads::Uploaded;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use services::actor::Actor;
use services::pictures::StoredPicture;
use services::{Error, Result, booths};
use shared::input::booth::OpenBooth;
use shared::places::places;
use shared::problem::FieldError;
use shared::say::Locale;

/// Name of the file field.
const PHOTO: &str = "photo";

/// `POST /htx/mo-gian`: name, commune and photo; the photo alone when papers are sent again.
pub async fn open(
    State(app): State<App>,
    Caller(actor): Caller,
    Peer(peer): Peer,
    form: Multipart,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    app.limits
        .deed(Deed::Upload, &peer.to_string())
        .map_err(|seconds| PageError(busy(seconds, l), l))?;
    let mut sent = Uploaded::read(form, PHOTO, l).await.page(l)?;
    let query = sent.text("ward_q");
    let form = OpenBooth {
        name: sent.text("name"),
        ward_code: ward(&sent.text("ward_code"), &query),
    };
    let (licence, wrong) = photo(&app, &mut sent, l).await.page(l)?;
    let outcome = match wrong {
        Some(wrong) => Err(Error::Invalid {
            fields: missing_too(&form, wrong, l),
        }),
        None => send(&app, &actor, &form, licence.as_ref()).await,
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&l.path("/htx")).into_response()),
        Err(error) => {
            let Again {
                status,
                errors,
                wait,
            } = again(error).page(l)?;
            let mut view = booths::load_opening_view(&app.core, &actor, &form, &query)
                .await
                .page(l)?;
            view.errors = errors;
            view.errors
                .extend(wait.map(|text| FieldError::new(PHOTO, "wait", text)));
            view.kept = licence
                .map(|picture| keep(&app, &picture))
                .transpose()
                .page(l)?
                .unwrap_or_default();
            Ok((status, show_open(&app, &view, l)).into_response())
        }
    }
}

/// The commune chosen; without scripts, the one that what was typed can only mean.
fn ward(code: &str, query: &str) -> String {
    if !code.is_empty() || query.trim().is_empty() {
        return code.to_owned();
    }
    match places().search(query, 2).as_slice() {
        [only] => only.code.clone(),
        _ => String::new(),
    }
}

/// The photo sent now, or the one kept from the try before; or what is wrong with it.
async fn photo(
    app: &App,
    sent: &mut Uploaded,
    l: Locale,
) -> Result<(Option<StoredPicture>, Option<FieldError>)> {
    match sent.store_private(app, PHOTO, l).await {
        Ok(Some(picture)) => Ok((Some(picture), None)),
        Ok(None) => Ok((kept(app, &sent.text("kept")), None)),
        Err(Error::Invalid { fields }) => {
            Ok((kept(app, &sent.text("kept")), fields.into_iter().next()))
        }
        Err(error) => Err(error),
    }
}

/// What else is wrong beside the photo, so that all of it is said at once.
fn missing_too(form: &OpenBooth, photo: FieldError, l: Locale) -> Vec<FieldError> {
    form.name(l).err().into_iter().chain([photo]).collect()
}

async fn send(
    app: &App,
    actor: &Actor,
    form: &OpenBooth,
    licence: Option<&StoredPicture>,
) -> Result<()> {
    match booths::send_papers_again(&app.core, actor, licence).await {
        Err(Error::NotFound { .. }) => booths::open_cooperative(&app.core, actor, form, licence)
            .await
            .map(|_| ()),
        outcome => outcome.map(|_| ()),
    }
}

/// A stored photo as a sealed text, so that the next try needs no second upload and nobody can make one up.
fn keep(app: &App, picture: &StoredPicture) -> Result<String> {
    let widths: Vec<String> = picture.widths.iter().map(u32::to_string).collect();
    let text = format!(
        "{}|{}|{}|{}|{}",
        picture.id,
        picture.width,
        picture.height,
        widths.join(","),
        picture.bytes
    );
    app.core.keys.seal(&text)
}

fn kept(app: &App, sealed: &str) -> Option<StoredPicture> {
    let text = app.core.keys.open(sealed).ok()?;
    let mut parts = text.split('|');
    let mut next = || parts.next();
    Some(StoredPicture {
        id: next()?.to_owned(),
        width: next()?.parse().ok()?,
        height: next()?.parse().ok()?,
        widths: next()?
            .split(',')
            .filter_map(|width| width.parse().ok())
            .collect(),
        bytes: next()?.parse().ok()?,
    })
}
