//! The page of a one-tap link. Whoever holds the link sees the sub-order, without signing in; looking changes nothing.

use super::orders::{Told, sourced};
use crate::app::App;
use crate::http::actor::{Language, Peer};
use crate::http::limits::Deed;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use crate::http::security::busy;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use frontend::pages::booth::{closed_link_page, reason_page, sub_order_page};
use frontend::shell::{Area, Chrome, Head, Top};
use http::StatusCode;
use services::booths::{self, LinkView};
use shared::say::Locale;
use shared::view::booth::{ReasonView, SubOrderView};
use shared::view::parts::Empty;
use std::net::IpAddr;

/// Guessing tokens is hopeless, and asking for many of them is slowed down besides.
pub fn allow(app: &App, peer: IpAddr, l: Locale) -> Result<(), PageError> {
    app.limits
        .deed(Deed::Lookup, &peer.to_string())
        .map_err(|seconds| PageError(busy(seconds, l), l))
}

/// `GET /l/{token}`.
pub async fn show(
    State(app): State<App>,
    Language(l): Language,
    Peer(peer): Peer,
    Path(token): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    allow(&app, peer, l)?;
    Ok(
        match booths::load_link_view(&app.core, &token, &told.just(), l)
            .await
            .page(l)?
        {
            LinkView::Order(view) => show_order(&app, &view, l).into_response(),
            LinkView::Over(view) => (StatusCode::GONE, closed(&app, &view, l)).into_response(),
            LinkView::Unknown(view) => {
                (StatusCode::NOT_FOUND, closed(&app, &view, l)).into_response()
            }
        },
    )
}

fn head(title: &str, l: Locale) -> Head {
    // The token stays out of the page: neither canonical nor the way back after a change of language name it.
    render::private_head(l, "/htx/don", title.to_owned())
}

fn chrome(title: &str, under: &str, back: Option<&str>) -> Chrome {
    let (title, under) = (title.to_owned(), under.to_owned());
    let top = match back {
        Some(back) => Top::Back {
            title,
            under,
            back: back.to_owned(),
        },
        None => Top::Title {
            title,
            under,
            link: None,
        },
    };
    Chrome {
        area: Area::Booth,
        top,
        ..Chrome::default()
    }
}

/// The sub-order's page.
pub fn show_order(app: &App, view: &SubOrderView, l: Locale) -> Html<String> {
    let view = sourced(app, view.clone(), l);
    render::page(
        app,
        head(&view.title, l),
        chrome(&view.title, &view.code, None),
        || sub_order_page(&view, l),
    )
}

fn closed(app: &App, view: &Empty, l: Locale) -> Html<String> {
    let title = l.say("Đơn của gian hàng", "The booth's order");
    render::page(app, head(title, l), chrome(title, "", None), || {
        closed_link_page(view)
    })
}

/// `GET /l/{token}/ly-do/decline`: why not.
pub async fn reason(
    State(app): State<App>,
    Language(l): Language,
    Peer(peer): Peer,
    Path(token): Path<String>,
) -> Result<Html<String>, PageError> {
    allow(&app, peer, l)?;
    let view = booths::load_link_reason(&app.core, &token, l)
        .await
        .page(l)?;
    Ok(show_reason(&app, &view, l))
}

/// The page of the question.
pub fn show_reason(app: &App, view: &ReasonView, l: Locale) -> Html<String> {
    let title = l.say("Một câu hỏi", "One question");
    render::page(
        app,
        head(title, l),
        chrome(title, &view.code, Some(&view.base)),
        || reason_page(view, l),
    )
}
