//! Mending a good: words, photos, packs, the shelf.

use super::allow_upload;
use super::shelf::safe_query;
use crate::app::App;
use crate::http::actor::{Member, Peer};
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::{failed, show_one};
use crate::http::problem::{PageError, Tell, status};
use crate::http::uploads::Uploaded;
use axum::extract::{Form as PlainForm, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use http::StatusCode;
use serde::Deserialize;
use services::goods::{self, GalleryChange, PackOutcome, Returned, Saved};
use services::{Error, Result};
use shared::id::OfferId;
use shared::input::goods::{EditGoods, EditPack};
use shared::say::Locale;
use shared::state::ListingAction;

type Answer = std::result::Result<Response, PageError>;

fn back(slug: &str, what: &str, l: Locale) -> Response {
    Redirect::to(&l.path(&format!("/htx/hang/{slug}?xong={what}"))).into_response()
}

const fn word(saved: Saved) -> &'static str {
    match saved {
        Saved::Shown => "luu",
        Saved::Waiting => "cho",
    }
}

/// The page again with what was wrong; an error without a field becomes a notice.
async fn again(
    (app, member, dark): (&App, &Member, bool),
    slug: &str,
    error: Error,
    mut returned: Returned,
) -> Answer {
    let status = status(&error);
    match error {
        Error::Invalid { fields } => returned.errors = fields,
        Error::Conflict { message, .. } | Error::Refused { message, .. } => {
            returned.notices = failed(&message)
        }
        other => return Err(PageError(other, member.actor.locale)),
    }
    let page = show_one(app, member, dark, slug, returned).await?;
    Ok((status, page).into_response())
}

/// `POST /htx/hang/{slug}`: words and facts.
pub async fn edit(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    Form(form): Form<EditGoods>,
) -> Answer {
    match goods::edit(&app.core, &member.actor, member.cooperative, &slug, &form).await {
        Ok(saved) => Ok(back(&slug, word(saved), member.actor.locale)),
        Err(error) => {
            let returned = Returned {
                form: Some(form),
                ..Returned::default()
            };
            again((&app, &member, dark), &slug, error, returned).await
        }
    }
}

/// `POST /htx/hang/{slug}/anh`: one more photo.
pub async fn photo(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Peer(peer): Peer,
    Path(slug): Path<String>,
    form: Multipart,
) -> Answer {
    let l = member.actor.locale;
    allow_upload(&app, peer, l)?;
    let mut sent = Uploaded::read(form, "picture", l).await.page(l)?;
    match add_photo(&app, &member, &slug, &mut sent).await {
        Ok(saved) => Ok(back(&slug, word(saved), l)),
        Err(error) => again((&app, &member, dark), &slug, error, Returned::default()).await,
    }
}

async fn add_photo(app: &App, member: &Member, slug: &str, sent: &mut Uploaded) -> Result<Saved> {
    let l = member.actor.locale;
    let owner = format!("{}/{slug}", member.cooperative);
    let picture = sent
        .store_for(app, &owner, "picture", l)
        .await?
        .ok_or_else(|| {
            Error::invalid(
                "picture",
                "required",
                l.say("Chọn một ảnh rồi bấm gửi", "Choose a photo first"),
            )
        })?;
    let change = GalleryChange::Add(picture);
    goods::change_pictures(&app.core, &member.actor, member.cooperative, slug, &change).await
}

/// Which photo, and the words for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WhichPhoto {
    id: String,
    alt: String,
}

/// `POST /htx/hang/{slug}/anh/{deed}`: first, away, described.
pub async fn photo_deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((slug, deed)): Path<(String, String)>,
    PlainForm(form): PlainForm<WhichPhoto>,
) -> Answer {
    let l = member.actor.locale;
    let change = match deed.as_str() {
        "len-dau" => GalleryChange::Lead(form.id),
        "bo" => GalleryChange::Remove(form.id),
        "ta" => GalleryChange::Describe(form.id, form.alt),
        _ => return Err(PageError(Error::NotFound { what: "deed" }, l)),
    };
    match goods::change_pictures(&app.core, &member.actor, member.cooperative, &slug, &change).await
    {
        Ok(saved) => Ok(back(&slug, word(saved), l)),
        Err(error) => again((&app, &member, dark), &slug, error, Returned::default()).await,
    }
}

/// `POST /htx/hang/{slug}/loai/moi`: another pack.
pub async fn add_pack(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    PlainForm(form): PlainForm<EditPack>,
) -> Answer {
    save_pack((&app, &member, dark), &slug, None, form).await
}

/// `POST /htx/hang/{slug}/loai/{offer}`: price and content of a pack.
pub async fn pack(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((slug, offer)): Path<(String, String)>,
    PlainForm(form): PlainForm<EditPack>,
) -> Answer {
    save_pack((&app, &member, dark), &slug, Some(offer), form).await
}

fn offer_id(text: &str, l: Locale) -> std::result::Result<OfferId, PageError> {
    text.parse()
        .map_err(|_| PageError(Error::NotFound { what: "pack" }, l))
}

async fn save_pack(
    (app, member, dark): (&App, &Member, bool),
    slug: &str,
    offer: Option<String>,
    form: EditPack,
) -> Answer {
    let l = member.actor.locale;
    let id = offer
        .as_deref()
        .map(|offer| offer_id(offer, l))
        .transpose()?;
    let outcome = goods::save_pack(
        &app.core,
        &member.actor,
        member.cooperative,
        (slug, id),
        &form,
    )
    .await;
    match outcome {
        Ok(PackOutcome::Saved(saved)) => Ok(back(slug, word(saved), l)),
        Ok(PackOutcome::AskPrice(question)) => {
            let returned = Returned {
                pack: Some((offer, form, Some(question))),
                ..Returned::default()
            };
            let page = show_one(app, member, dark, slug, returned).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => {
            let returned = Returned {
                pack: Some((offer, form, None)),
                ..Returned::default()
            };
            again((app, member, dark), slug, error, returned).await
        }
    }
}

/// `POST /htx/hang/{slug}/loai/{offer}/bo`: takes a pack away.
pub async fn remove_pack(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((slug, offer)): Path<(String, String)>,
) -> Answer {
    let l = member.actor.locale;
    let offer = offer_id(&offer, l)?;
    match goods::remove_pack(&app.core, &member.actor, member.cooperative, &slug, offer).await {
        Ok(()) => Ok(back(&slug, "luu", l)),
        Err(error) => again((&app, &member, dark), &slug, error, Returned::default()).await,
    }
}

/// The part of the shelf one came from, if one did.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    here: Option<String>,
}

async fn shelve(
    (app, member, dark): (&App, &Member, bool),
    slug: &str,
    (action, what): (ListingAction, &str),
    from: From,
) -> Answer {
    let l = member.actor.locale;
    match goods::shelve(&app.core, &member.actor, member.cooperative, slug, action).await {
        Ok(_) => {
            let Some(here) = from.here else {
                return Ok(back(slug, what, l));
            };
            let to = format!("/htx/hang?{}&xong={what}", safe_query(&here));
            Ok(Redirect::to(&l.path(&to.replace("?&", "?"))).into_response())
        }
        Err(error) => again((app, member, dark), slug, error, Returned::default()).await,
    }
}

/// `POST /htx/hang/{slug}/nghi`: off the shelf for a while.
pub async fn pause(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    PlainForm(from): PlainForm<From>,
) -> Answer {
    shelve(
        (&app, &member, dark),
        &slug,
        (ListingAction::Pause, "nghi"),
        from,
    )
    .await
}

/// `POST /htx/hang/{slug}/ban-lai`: back on the shelf.
pub async fn resume(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
    PlainForm(from): PlainForm<From>,
) -> Answer {
    shelve(
        (&app, &member, dark),
        &slug,
        (ListingAction::Resume, "ban-lai"),
        from,
    )
    .await
}

/// `POST /htx/hang/{slug}/gui-duyet`: a draft that came back is sent in again.
pub async fn submit(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
) -> Answer {
    shelve(
        (&app, &member, dark),
        &slug,
        (ListingAction::Submit, "cho-duyet"),
        From::default(),
    )
    .await
}

/// `POST /htx/hang/{slug}/go`: away for good.
pub async fn withdraw(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
) -> Answer {
    let from = From {
        here: Some(String::new()),
    };
    shelve(
        (&app, &member, dark),
        &slug,
        (ListingAction::Withdraw, "go"),
        from,
    )
    .await
}
