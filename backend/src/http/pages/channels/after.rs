//! What comes after the sale on a channel, and one listing of it.

use super::{Asked, account_of, done};
use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use frontend::pages::channels as show;
use leptos::prelude::AnyView;
use services::Error;
use services::actor::Right;
use services::channels::{self as shop, Account};
use shared::channel::ChannelSpec;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::parts::BoothTab;
use uuid::Uuid;

type Shown = Result<Html<String>, PageError>;

/// The specification of an account's channel.
pub fn spec_of(app: &App, account: &Account, l: Locale) -> Result<&'static ChannelSpec, PageError> {
    let adapter = app.channels.find(&account.row.channel);
    let missing = PageError(Error::NotFound { what: "channel" }, l);
    adapter.map(|one| one.spec()).ok_or(missing)
}

/// A page of a shop under its own page.
async fn under(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (path, title): (&str, &str),
    body: impl FnOnce() -> AnyView,
) -> Shown {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let back = l.path(&format!("/htx/kenh/{}", account.row.id));
    let tab = Some(BoothTab::Goods);
    let chrome = inside(&frame, dark, tab, title, &account.row.name, &back);
    let head = render::private_head(l, path, title.to_owned());
    Ok(render::page(app, head, chrome, body))
}

/// `GET /htx/kenh/{id}/tra-hang`: what buyers want to send back.
pub async fn returns(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let account = account_of(&app, &member, &id, Right::Read).await?;
    let l = member.actor.locale;
    show_returns(&app, &member, dark, &account, (done(&asked, l), Vec::new())).await
}

/// The returns with what was done or wrong.
pub async fn show_returns(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (done, errors): (Option<String>, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let mut view = shop::returns_page(&app.core, &member.actor, account)
        .await
        .page(l)?;
    (view.done, view.errors) = (done, errors);
    let title = l.say("Trả hàng", "Returns");
    let about = (view.action.as_str(), title);
    under(app, member, dark, account, about, || {
        show::returns_page(&view, l)
    })
    .await
}

/// `GET /htx/kenh/{id}/doi-soat`: what was paid out.
pub async fn settled(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let account = account_of(&app, &member, &id, Right::Read).await?;
    let l = member.actor.locale;
    show_settled(&app, &member, dark, &account, (done(&asked, l), Vec::new())).await
}

/// The payouts with what was done or wrong.
pub async fn show_settled(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (done, errors): (Option<String>, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let spec = spec_of(app, account, l)?;
    let view = shop::settled_page(&app.core, &member.actor, account, spec).await;
    let mut view = view.page(l)?;
    (view.done, view.errors) = (done, errors);
    let title = l.say("Đối soát", "Payouts");
    let about = (view.action.as_str(), title);
    under(app, member, dark, account, about, || {
        show::settled_page(&view, l)
    })
    .await
}

/// `GET /htx/kenh/{id}/thanh-vien`: who sells in a union's shop.
pub async fn members(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let account = account_of(&app, &member, &id, Right::Read).await?;
    let l = member.actor.locale;
    show_members(
        &app,
        &member,
        dark,
        &account,
        (done(&asked, l), "", Vec::new()),
    )
    .await
}

/// The members with what was done, typed and wrong.
pub async fn show_members(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (done, typed, errors): (Option<String>, &str, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let view = shop::members_page(&app.core, &member.actor, account).await;
    let mut view = view.page(l)?;
    (view.done, view.errors) = (done, errors);
    typed.clone_into(&mut view.typed);
    let title = l.say("Thành viên bán chung", "Members who sell here");
    let about = (view.action.as_str(), title);
    under(app, member, dark, account, about, || {
        show::members_page(&view, l)
    })
    .await
}

/// `GET /htx/kenh/{id}/hang/{listing}`: words and prices of one listing there.
pub async fn listing(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, listing)): Path<(String, String)>,
) -> Shown {
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    show_listing(&app, &member, dark, &account, (&listing, &[], Vec::new())).await
}

/// One listing with what was typed and wrong.
pub async fn show_listing(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (listing, typed, errors): (&str, &[(String, String)], Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let missing = PageError(
        Error::NotFound {
            what: "channel_listing",
        },
        l,
    );
    let listing: Uuid = listing.parse().map_err(|_| missing)?;
    let spec = spec_of(app, account, l)?;
    let view = shop::listing_page(&app.core, &member.actor, account, (spec, listing)).await;
    let mut view = view.page(l)?;
    for (name, value) in typed {
        match name.as_str() {
            "title" => view.title.clone_from(value),
            "description" => view.description.clone_from(value),
            "markup" => view.markup.clone_from(value),
            _ => {
                let of = |unit: &&mut shared::view::channel::UnitForm| {
                    name.strip_prefix("gia-") == Some(unit.id.as_str())
                };
                if let Some(unit) = view.units.iter_mut().find(of) {
                    unit.set.clone_from(value);
                }
            }
        }
    }
    view.errors = errors;
    let title = l.say("Chữ và giá trên sàn", "Words and prices there");
    let about = (view.action.as_str(), title);
    under(app, member, dark, account, about, || {
        show::listing_page(&view, l)
    })
    .await
}
