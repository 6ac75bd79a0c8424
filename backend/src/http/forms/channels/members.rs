//! Cooperatives that sell in a union's shop: asking, answering, leaving.

use super::{Answer, Fields, to, value};
use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::channels::{account_of, show_members};
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::IntoResponse;
use http::StatusCode;
use services::Error;
use services::actor::Right;
use services::channels as shop;
use uuid::Uuid;

/// `POST /htx/kenh/{id}/thanh-vien`: asks a cooperative, or sells its goods no more.
pub async fn members(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Manage).await?;
    let dropped = value(&fields, "thoi");
    if !dropped.is_empty() {
        let missing = Error::NotFound {
            what: "channel_member",
        };
        let of: Uuid = dropped.parse().map_err(|_| PageError(missing, l))?;
        shop::drop_member(&app.core, &member.actor, &account, of.into())
            .await
            .page(l)?;
        return Ok(to(l, &format!("/htx/kenh/{id}/thanh-vien?xong=luu")));
    }
    let booth = value(&fields, "booth");
    match shop::ask_member(&app.core, &member.actor, &account, booth).await {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}/thanh-vien?xong=moi"))),
        Err(Error::Invalid { fields }) => {
            let page = show_members(&app, &member, dark, &account, (None, booth, fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /htx/kenh/moi/{account}`: the answer to a union that asks.
pub async fn answer_membership(
    State(app): State<App>,
    member: Member,
    Path(account): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let missing = Error::NotFound {
        what: "channel_account",
    };
    let account: Uuid = account.parse().map_err(|_| PageError(missing, l))?;
    let agree = value(&fields, "tra-loi") == "dong-y";
    let of = (account, agree);
    shop::answer_membership(&app.core, &member.actor, member.cooperative, of)
        .await
        .page(l)?;
    Ok(to(l, "/htx/kenh?xong=luu"))
}
