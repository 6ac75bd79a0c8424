//! A lot comes in, leaves the sale, comes back, is written off.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::failed;
use crate::http::pages::lots::{offer_of, show_lots};
use crate::http::problem::{PageError, status};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use services::Error;
use services::lots::{self, Filled};
use shared::id::OfferId;
use shared::input::goods::{LotDeed, ReceiveLot};

type Answer = Result<Response, PageError>;

fn back(member: &Member, offer: OfferId, done: &str, code: &str) -> Response {
    let path = format!("/htx/hang/kho/{offer}/lo?xong={done}&lo={code}");
    Redirect::to(&member.actor.locale.path(&path)).into_response()
}

/// The page the form came from, with what is wrong.
async fn again(
    app: &App,
    member: &Member,
    dark: bool,
    offer: OfferId,
    (error, form): (Error, Option<ReceiveLot>),
) -> Answer {
    let status = status(&error);
    let filled = match error {
        Error::Invalid { fields } if form.is_some() => Filled {
            form,
            errors: fields,
            ..Filled::default()
        },
        Error::Invalid { fields } => {
            let message = fields.first().map_or("", |field| field.message.as_str());
            Filled {
                notices: failed(message),
                ..Filled::default()
            }
        }
        Error::Conflict { message, .. } => Filled {
            form,
            notices: failed(&message),
            ..Filled::default()
        },
        other => return Err(PageError(other, member.actor.locale)),
    };
    let page = show_lots(app, member, dark, offer, filled).await?;
    Ok((status, page).into_response())
}

/// `POST /htx/hang/kho/{offer}/lo`: a lot comes in.
pub async fn receive(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(offer): Path<String>,
    Form(form): Form<ReceiveLot>,
) -> Answer {
    let offer = offer_of(&offer, member.actor.locale)?;
    let (core, actor) = (&app.core, &member.actor);
    match lots::receive_form(core, actor, member.cooperative, offer, &form).await {
        Ok(code) => Ok(back(&member, offer, "nhap", &code)),
        Err(error) => again(&app, &member, dark, offer, (error, Some(form))).await,
    }
}

/// `POST /htx/hang/kho/{offer}/lo/{code}`: hold, release or write off a lot.
pub async fn deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((offer, code)): Path<(String, String)>,
    Form(form): Form<LotDeed>,
) -> Answer {
    let l = member.actor.locale;
    let offer = offer_of(&offer, l)?;
    let (core, actor, of) = (&app.core, &member.actor, member.cooperative);
    let outcome = match form.viec.as_str() {
        "hold" => lots::hold(core, actor, of, &code, &form.reason)
            .await
            .map(|_| "ngung"),
        "release" => lots::release(core, actor, of, &code)
            .await
            .map(|()| "ban-lai"),
        "write_off" => {
            let reason = l.say("bỏ phần còn lại của lô", "rest of the lot");
            lots::write_off_rest(core, actor, of, &code, Some(reason.to_owned()))
                .await
                .map(|_| "bo")
        }
        _ => Err(Error::NotFound { what: "deed" }),
    };
    match outcome {
        Ok(done) => Ok(back(&member, offer, done, &code)),
        Err(error) => again(&app, &member, dark, offer, (error, None)).await,
    }
}
