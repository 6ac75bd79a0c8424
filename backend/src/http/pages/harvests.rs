//! The booth's harvests that are sold ahead.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Query, State};
use axum::response::Html;
use frontend::pages::booth::forecasts_page;
use serde::Deserialize;
use services::preorders::{self, Filled};
use shared::say::Locale;
use shared::view::parts::{BoothTab, Notice, NoticeKind};

/// Which form is open, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The form that opens a forecast is open.
    mo: String,
    /// The forecast whose numbers are changed.
    sua: String,
    /// The forecast whose days are moved.
    doi: String,
    /// What was just done.
    xong: String,
}

fn done(what: &str, l: Locale) -> Vec<Notice> {
    let title = match what {
        "mo" => l.say("Đã mở đợt đặt trước", "The harvest is sold ahead now"),
        "sua" => l.say("Đã lưu", "Saved"),
        "doi" => l.say(
            "Đã dời ngày và báo người đã đặt",
            "Moved; who ordered is told",
        ),
        "dong" => l.say("Đã ngừng nhận đặt trước", "It takes no further orders"),
        _ => return Vec::new(),
    };
    vec![Notice {
        kind: NoticeKind::Good,
        title: title.to_owned(),
        ..Notice::default()
    }]
}

/// `GET /htx/mua-vu`: the harvests.
pub async fn show(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    let of = match (asked.sua.is_empty(), asked.doi.is_empty()) {
        (false, _) => Some((asked.sua, "sua".to_owned())),
        (true, false) => Some((asked.doi, "doi".to_owned())),
        (true, true) => None,
    };
    let filled = Filled {
        of,
        opening: !asked.mo.is_empty(),
        notices: done(&asked.xong, member.actor.locale),
        ..Filled::default()
    };
    show_harvests(&app, &member, dark, filled).await
}

/// The harvests, with what was sent and could not be taken.
pub async fn show_harvests(
    app: &App,
    member: &Member,
    dark: bool,
    filled: Filled,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = preorders::load_forecasts(&app.core, &member.actor, member.cooperative, filled)
        .await
        .page(l)?;
    let frame = frame(app, member).await?;
    let title = l.say("Mùa vụ, đặt trước", "Harvests ahead");
    let back = l.path("/htx/hang");
    let chrome = inside(&frame, dark, Some(BoothTab::Goods), title, "", &back);
    let head = render::private_head(l, "/htx/mua-vu", title.to_owned());
    Ok(render::page(app, head, chrome, || forecasts_page(&view, l)))
}
