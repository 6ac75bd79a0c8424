//! `/htx/khuyen-mai` and `/quan-tri/khuyen-mai`: vouchers.

use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::pages::staff::operator_page;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Query, State};
use axum::response::Html;
use frontend::pages::vouchers::vouchers_page;
use serde::Deserialize;
use services::actor::Actor;
use services::vouchers::{self, Whose};
use shared::say::Locale;
use shared::view::voucher::VouchersView;

const BOOTH: &str = "/htx/khuyen-mai";
const MARKET: &str = "/quan-tri/khuyen-mai";

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    xong: String,
}

fn said(done: &Done, l: Locale) -> Option<String> {
    let text = match done.xong.as_str() {
        "dat" => l.say("Đã đặt mã", "The voucher is given"),
        "dong-y" => l.say("Đã đồng ý", "Agreed"),
        "dung" => l.say("Đã dừng", "Ended"),
        _ => return None,
    };
    Some(text.to_owned())
}

/// `GET /htx/khuyen-mai`.
pub async fn booth(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Html<String>, PageError> {
    let mut view = load(&app, &member.actor, Whose::Cooperative(member.cooperative)).await?;
    view.done = said(&done, member.actor.locale);
    show_booth(&app, &member, dark, &view).await
}

/// `GET /quan-tri/khuyen-mai`.
pub async fn market(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(done): Query<Done>,
) -> Result<Html<String>, PageError> {
    let mut view = load(&app, &actor, Whose::Market).await?;
    view.done = said(&done, actor.locale);
    Ok(show_market(&app, &view, actor.locale))
}

/// The view.
pub async fn load(app: &App, actor: &Actor, whose: Whose) -> Result<VouchersView, PageError> {
    vouchers::page(&app.core, actor, whose)
        .await
        .page(actor.locale)
}

/// The document of a booth's view.
pub async fn show_booth(
    app: &App,
    member: &Member,
    dark: bool,
    view: &VouchersView,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let title = l.say("Mã giảm giá", "Vouchers");
    let back = l.path("/htx/tien");
    let chrome = inside(&frame, dark, None, title, &frame.cooperative, &back);
    let head = render::private_head(l, BOOTH, title.to_owned());
    Ok(render::page(app, head, chrome, || {
        vouchers_page(view, BOOTH, l)
    }))
}

/// The document of the operators' view.
pub fn show_market(app: &App, view: &VouchersView, l: Locale) -> Html<String> {
    let title = l.say("Mã giảm giá", "Vouchers");
    operator_page(app, l, MARKET, title, || vouchers_page(view, MARKET, l))
}
