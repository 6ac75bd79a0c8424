//! Listing a good.

use super::allow_upload;
use crate::app::App;
use crate::http::actor::{Member, Peer};
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::show_new;
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use services::drafts;
use services::goods::{self, Outcome};
use services::{Error, Result};
use shared::input::goods::ListGoods;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::state::ListingState;

/// Name of the file field.
const PHOTO: &str = "picture";

fn form_of(sent: &Uploaded) -> ListGoods {
    ListGoods {
        draft: sent.text("draft"),
        name: sent.text("name"),
        price: sent.text("price"),
        quantity: sent.text("quantity"),
        unit: sent.text("unit"),
        pack: sent.text("pack"),
        gross: sent.text("gross"),
        category: sent.text("category"),
        class: sent.text("class"),
        price_ok: sent.text("price_ok"),
    }
}

/// Keeps words and photo as a draft; what is wrong with the photo comes back.
async fn keep(
    app: &App,
    member: &Member,
    sent: &mut Uploaded,
    form: &ListGoods,
) -> Result<Vec<FieldError>> {
    let l = member.actor.locale;
    let (picture, errors) = match sent.store_for(app, &form.draft, PHOTO, l).await {
        Ok(picture) => (picture, Vec::new()),
        Err(Error::Invalid { fields }) => (None, fields),
        Err(other) => return Err(other),
    };
    let stored = ListGoods {
        price_ok: String::new(),
        ..form.clone()
    };
    drafts::save(
        &app.core,
        &member.actor,
        member.cooperative,
        &stored,
        picture.as_ref(),
    )
    .await?;
    Ok(errors)
}

/// `POST /htx/hang/moi`: photo and values; on the shelf or before an officer, else the page again.
pub async fn publish(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Peer(peer): Peer,
    form: Multipart,
) -> std::result::Result<Response, PageError> {
    let l = member.actor.locale;
    allow_upload(&app, peer, l)?;
    let mut sent = Uploaded::read(form, PHOTO, l).await.page(l)?;
    let form = form_of(&sent);
    let id = drafts::key(&form.draft).page(l)?;
    let listed = goods::listed(&app.core, &member.actor, member.cooperative, id)
        .await
        .page(l)?;
    if let Some(done) = listed {
        return Ok(to_listing(&done, l));
    }
    // Kept first: whatever happens next, the photo need not be sent again.
    let wrong = keep(&app, &member, &mut sent, &form).await.page(l)?;
    let outcome = match goods::publish(&app.core, &member.actor, member.cooperative, &form).await {
        Err(Error::Invalid { fields }) => Err(merge(wrong, fields)),
        Ok(_) if !wrong.is_empty() => Err(wrong),
        other => Ok(other.page(l)?),
    };
    match outcome {
        Ok(Outcome::Listed(done)) => Ok(to_listing(&done, l)),
        Ok(Outcome::AskPrice(question)) => {
            let page = show_new(&app, &member, dark, form, Vec::new(), Some(question)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(errors) => {
            let page = show_new(&app, &member, dark, form, errors, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// What is wrong with the photo itself says more than that there is none.
fn merge(photo: Vec<FieldError>, others: Vec<FieldError>) -> Vec<FieldError> {
    let told = !photo.is_empty();
    photo
        .into_iter()
        .chain(
            others
                .into_iter()
                .filter(|error| !(told && error.path == PHOTO)),
        )
        .collect()
}

fn to_listing(done: &goods::Published, l: Locale) -> Response {
    let what = if done.state == ListingState::Live {
        "len-ke"
    } else {
        "cho-duyet"
    };
    Redirect::to(&l.path(&format!("/htx/hang/{}?xong={what}", done.slug))).into_response()
}

/// `POST /htx/hang/nhap`: keeps the form as a draft.
pub async fn save(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Peer(peer): Peer,
    form: Multipart,
) -> std::result::Result<Response, PageError> {
    let l = member.actor.locale;
    allow_upload(&app, peer, l)?;
    let mut sent = Uploaded::read(form, PHOTO, l).await.page(l)?;
    let form = form_of(&sent);
    let id = drafts::key(&form.draft).page(l)?;
    // A copy that was on its way while the good was listed keeps nothing.
    let listed = goods::listed(&app.core, &member.actor, member.cooperative, id)
        .await
        .page(l)?;
    if let Some(done) = listed {
        return Ok(to_listing(&done, l));
    }
    let errors = keep(&app, &member, &mut sent, &form).await.page(l)?;
    if errors.is_empty() {
        let to = if sent.text("luu").is_empty() {
            format!("/htx/hang/nhap/{id}")
        } else {
            "/htx/hang?xong=nhap".to_owned()
        };
        return Ok(Redirect::to(&l.path(&to)).into_response());
    }
    let page = show_new(&app, &member, dark, form, errors, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /htx/hang/nhap/{id}/bo`: throws a draft away.
pub async fn discard(
    State(app): State<App>,
    member: Member,
    Path(id): Path<String>,
) -> std::result::Result<Redirect, PageError> {
    let l = member.actor.locale;
    let id = drafts::key(&id).page(l)?;
    drafts::discard(&app.core, &member.actor, member.cooperative, id)
        .await
        .page(l)?;
    Ok(Redirect::to(&l.path("/htx/hang?xong=bo-nhap")))
}
