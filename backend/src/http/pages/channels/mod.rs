//! Channels in the booth and for operators; the addresses that channels themselves call.

mod after;
mod hooks;

pub use after::{
    listing, members, returns, settled, show_listing, show_members, show_returns, show_settled,
    spec_of,
};
pub use hooks::{handshake, hook, own_hook};

use super::booth::{Dark, frame, inside};
use super::staff::operator_page;
use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use channels::Adapter;
use frontend::pages::channels as show;
use http::{StatusCode, header};
use serde::Deserialize;
use services::Error;
use services::actor::{Actor, Right};
use services::channels::{self as shop, Account, Draft};
use shared::canonical::{Finding, Severity};
use shared::channel::ChannelSpec;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::parts::BoothTab;
use uuid::Uuid;

type Shown = Result<Html<String>, PageError>;

/// What was just done, what is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What was just done.
    pub xong: String,
    /// Words looked for.
    pub q: String,
}

fn done(asked: &Asked, l: Locale) -> Option<String> {
    let words = match asked.xong.as_str() {
        "noi" => l.say("Đã kết nối", "Connected"),
        "dung" => l.say("Đã tạm dừng bán", "Selling is paused"),
        "ban-lai" => l.say("Đã bán lại", "Selling again"),
        "dang" => l.say("Đã xếp hàng chờ gửi lên sàn", "Queued for the channel"),
        "luu" => l.say("Đã lưu", "Saved"),
        "ngat" => l.say("Đang ngắt, theo nốt đơn đang mở", "Being disconnected"),
        "tra-loi" => l.say(
            "Đã ghi câu trả lời, đang báo cho sàn",
            "Your answer is being told",
        ),
        "hoi-san" => l.say("Đang hỏi sàn đã trả những gì", "Asking what was paid out"),
        "moi" => l.say("Đã mời", "Asked"),
        "tep" => l.say("Đã nhận tệp", "The file was taken"),
        _ => return None,
    };
    Some(words.to_owned())
}

/// An account of the address; what is none is not found.
pub async fn account_of(
    app: &App,
    member: &Member,
    id: &str,
    right: Right,
) -> Result<Account, PageError> {
    let l = member.actor.locale;
    let missing = || {
        PageError(
            Error::NotFound {
                what: "channel_account",
            },
            l,
        )
    };
    let id: Uuid = id.parse().map_err(|_| missing())?;
    shop::member_account(&app.core, &member.actor, member.cooperative, (id, right))
        .await
        .page(l)
}

/// `GET /htx/kenh`: the shops, and what can be connected.
pub async fn list(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(asked): Query<Asked>,
) -> Shown {
    let l = member.actor.locale;
    show_list(&app, &member, dark, (done(&asked, l), Vec::new())).await
}

/// The list with what was done or wrong.
pub async fn show_list(
    app: &App,
    member: &Member,
    dark: bool,
    (done, errors): (Option<String>, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let specs = app.channels.specs();
    let open: Vec<&ChannelSpec> = app.channels.offered().map(|one| one.spec()).collect();
    let mut view = shop::list(
        &app.core,
        &member.actor,
        member.cooperative,
        (&specs, &open),
    )
    .await
    .page(l)?;
    (view.done, view.errors) = (done, errors);
    let frame = frame(app, member).await?;
    let title = l.say("Kênh bán", "Channels");
    let under = frame.cooperative.clone();
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        title,
        &under,
        &l.path("/htx/hang"),
    );
    let head = render::private_head(l, "/htx/kenh", title.to_owned());
    Ok(render::page(app, head, chrome, || {
        show::channels_page(&view, l)
    }))
}

/// `GET /htx/kenh/{id}`: one shop.
pub async fn one(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Shown {
    let account = account_of(&app, &member, &id, Right::Read).await?;
    let l = member.actor.locale;
    show_one(&app, &member, dark, &account, (done(&asked, l), Vec::new())).await
}

/// One shop with what was done or wrong.
pub async fn show_one(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (done, errors): (Option<String>, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let specs = app.channels.specs();
    let about = (specs.as_slice(), app.config.public_url.as_str());
    let mut view = shop::account_page(&app.core, &member.actor, account, about)
        .await
        .page(l)?;
    (view.done, view.errors) = (done, errors);
    let frame = frame(app, member).await?;
    let title = l.say("Kênh bán", "Channel");
    let back = l.path("/htx/kenh");
    let tab = Some(BoothTab::Goods);
    let chrome = inside(&frame, dark, tab, title, &view.shop.name, &back);
    let path = format!("/htx/kenh/{}", account.row.id);
    let head = render::private_head(l, &path, view.shop.name.clone());
    Ok(render::page(app, head, chrome, || {
        show::shop_page(&view, l)
    }))
}

/// `GET /htx/kenh/{id}/nganh/{listing}`: the channel's category for goods of one of ours.
pub async fn category(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, listing)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Shown {
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    show_category(
        &app,
        &member,
        dark,
        &account,
        (&listing, &asked.q),
        (None, Vec::new()),
    )
    .await
}

/// The category page with what was sent and what was wrong with it.
pub async fn show_category(
    app: &App,
    member: &Member,
    dark: bool,
    account: &Account,
    (listing, q): (&str, &str),
    (sent, errors): (Option<shop::Sent<'_>>, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let missing = || {
        PageError(
            Error::NotFound {
                what: "channel_listing",
            },
            l,
        )
    };
    let listing: Uuid = listing.parse().map_err(|_| missing())?;
    let mut view = shop::category_page(&app.core, &member.actor, account, (listing, q), sent)
        .await
        .page(l)?;
    view.errors = errors;
    let frame = frame(app, member).await?;
    let title = l.say("Ngành hàng trên sàn", "Category on the channel");
    let back = l.path(&format!("/htx/kenh/{}", account.row.id));
    let tab = Some(BoothTab::Goods);
    let chrome = inside(&frame, dark, tab, title, &account.row.name, &back);
    let head = render::private_head(l, &view.action, title.to_owned());
    Ok(render::page(app, head, chrome, || {
        show::category_page(&view, l)
    }))
}

/// `GET /quan-tri/kenh`: the operator's look.
pub async fn overview(State(app): State<App>, Caller(actor): Caller) -> Shown {
    show_overview(&app, &actor, Vec::new()).await
}

/// The operator's look with what was wrong.
pub async fn show_overview(app: &App, actor: &Actor, errors: Vec<FieldError>) -> Shown {
    let l = actor.locale;
    let mut view = shop::operator_page(&app.core, actor).await.page(l)?;
    view.errors = errors;
    let title = l.say("Kênh bán", "Channels");
    Ok(operator_page(app, l, "/quan-tri/kenh", title, || {
        show::channels_overview_page(&view, l)
    }))
}

/// A listing with what was found about it.
pub type Checked = (Draft, Vec<Finding>);

/// Parts listings into those that can go out and those that something stops, with what does.
pub async fn ready(
    app: &App,
    adapter: &dyn Adapter,
    drafts: Vec<Draft>,
) -> services::Result<(Vec<Draft>, Vec<Checked>)> {
    let (mut ready, mut stopped) = (Vec::with_capacity(drafts.len()), Vec::new());
    for draft in drafts {
        let category = match &draft.listing.category.1 {
            Some(id) => shop::category_of(&app.core, adapter.spec().code, id).await?,
            None => None,
        };
        let found = adapter.preflight(&draft.listing, category.as_ref());
        let stops = |finding: &Finding| finding.severity == Severity::Stops;
        if found.iter().any(stops) {
            stopped.push((draft, found));
        } else {
            ready.push(draft);
        }
    }
    Ok((ready, stopped))
}

/// `GET /kenh/{token}/hang`: the feed that a channel fetches.
pub async fn feed(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Response, StatusCode> {
    let base = &app.config.public_url;
    let found = shop::feed_listings(&app.core, &token, base).await;
    let (account, drafts) = found.map_err(|error| crate::http::problem::status(&error))?;
    let adapter = app
        .channels
        .find(&account.row.channel)
        .ok_or(StatusCode::NOT_FOUND)?;
    let sorted = ready(&app, adapter, drafts).await;
    let (ready, _) = sorted.map_err(|error| crate::http::problem::status(&error))?;
    let listings: Vec<_> = ready.into_iter().map(|draft| draft.listing).collect();
    let made = adapter.export(&listings, "hang", app.core.clock.now());
    let document = made.map_err(|_| StatusCode::NOT_FOUND)?;
    let headers = [
        (header::CONTENT_TYPE, document.content_type),
        (header::CACHE_CONTROL, "public, max-age=900"),
    ];
    Ok((headers, document.bytes).into_response())
}
