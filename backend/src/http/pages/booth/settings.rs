//! The booth's settings, its members, and opening a booth.

use super::{Dark, frame, inside};
use crate::app::App;
use crate::http::actor::{Member, Visitor};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Query, State};
use axum::response::Html;
use frontend::pages::booth::{members_page, open_booth_page, settings_page};
use frontend::shell::{Area, Chrome, Top};
use serde::Deserialize;
use services::{booths, members};
use shared::input::booth::OpenBooth;
use shared::say::Locale;
use shared::view::booth::{MembersView, OpenBoothView, SettingsView};
use shared::view::parts::{BoothTab, Notice, NoticeKind};

/// What was just done, as the address says after a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    xong: String,
}

/// `GET /htx/cai-dat`.
pub async fn show(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Html<String>, PageError> {
    let mut view = load(&app, &member).await?;
    let l = member.actor.locale;
    let words = match done.xong.as_str() {
        "chuyen" => l.say("Đã lưu chuyện", "The story is kept"),
        "anh" => l.say("Đã đổi ảnh bìa", "The cover is changed"),
        "tai-khoan" => l.say("Đã lưu tài khoản", "The account is kept"),
        "nghi" => l.say("Đã lưu ngày nghỉ", "The days are kept"),
        "tam-nghi" => l.say("Gian hàng đã nghỉ", "The booth is paused"),
        "ban-lai" => l.say("Gian hàng bán lại rồi", "The booth is open again"),
        "chon" => l.say("Đã đổi hợp tác xã", "The cooperative is changed"),
        _ => "",
    };
    let said = Notice {
        kind: NoticeKind::Good,
        title: words.to_owned(),
        ..Notice::default()
    };
    view.notice = (!words.is_empty()).then_some(said);
    show_settings(&app, &member, view, dark).await
}

/// The settings of the member's booth.
pub async fn load(app: &App, member: &Member) -> Result<SettingsView, PageError> {
    booths::load_settings_view(&app.core, &member.actor, member.cooperative)
        .await
        .page(member.actor.locale)
}

/// The page of the settings.
pub async fn show_settings(
    app: &App,
    member: &Member,
    mut view: SettingsView,
    dark: bool,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    view.dark = dark;
    let frame = frame(app, member).await?;
    let title = l.say("Cài đặt", "Settings");
    let head = render::private_head(l, "/htx/cai-dat", title.to_owned());
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Money),
        title,
        &frame.cooperative,
        &l.path("/htx"),
    );
    Ok(render::page(app, head, chrome, || settings_page(&view, l)))
}

/// `GET /htx/thanh-vien`.
pub async fn members(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let mut view = load_members(&app, &member).await?;
    view.done = match done.xong.as_str() {
        "them" => Some(l.say("Đã thêm người", "Added").to_owned()),
        "bo" => Some(l.say("Đã bỏ người này", "Removed").to_owned()),
        _ => None,
    };
    show_members(&app, &member, view, dark).await
}

/// The members of the member's cooperative.
pub async fn load_members(app: &App, member: &Member) -> Result<MembersView, PageError> {
    members::load_members_view(&app.core, &member.actor, member.cooperative)
        .await
        .page(member.actor.locale)
}

/// The page of the members.
pub async fn show_members(
    app: &App,
    member: &Member,
    view: MembersView,
    dark: bool,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let title = l.say("Thành viên", "Members");
    let head = render::private_head(l, "/htx/thanh-vien", title.to_owned());
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Money),
        title,
        &frame.cooperative,
        &l.path("/htx/cai-dat"),
    );
    Ok(render::page(app, head, chrome, || members_page(&view, l)))
}

/// `GET /htx/mo-gian`: anyone; the phone is asked for first.
pub async fn open(
    State(app): State<App>,
    Visitor(actor): Visitor,
) -> Result<Html<String>, PageError> {
    let l = actor.locale;
    let view = booths::load_opening_view(&app.core, &actor, &OpenBooth::default(), "")
        .await
        .page(l)?;
    Ok(show_open(&app, &view, l))
}

/// The page that opens a booth.
pub fn show_open(app: &App, view: &OpenBoothView, l: Locale) -> Html<String> {
    let title = l.say("Mở gian hàng", "Open a booth");
    let head = render::private_head(l, "/htx/mo-gian", title.to_owned());
    let top = Top::Back {
        title: title.to_owned(),
        under: String::new(),
        back: l.path("/"),
    };
    let chrome = Chrome {
        area: Area::Plain,
        top,
        ..Chrome::default()
    };
    render::page(app, head, chrome, || open_booth_page(view, l))
}
