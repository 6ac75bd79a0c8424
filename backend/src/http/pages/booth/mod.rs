//! The booth: its frame, its first page and its money. Orders and settings have files of their own.

pub mod link;
pub mod orders;
pub mod settings;
pub mod waybill;

use crate::app::App;
use crate::http::actor::Member;
use crate::http::cookies;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{FromRequestParts, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::components::TabCounts;
use frontend::pages::booth::{booth_home_page, money_page, remittance_page, statement_page};
use frontend::shell::{Area, Chrome, Top};
use http::header;
use http::request::Parts;
use serde::Deserialize;
use services::booths;
use shared::say::Locale;
use shared::view::booth::{BoothFrame, MoneyView, RemittanceView};
use shared::view::parts::BoothTab;
use std::convert::Infallible;

/// Whether the booth is to be dark; it opens light whatever the device says.
#[derive(Clone, Copy, Debug)]
pub struct Dark(pub bool);

impl FromRequestParts<App> for Dark {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let jar = CookieJar::from_headers(&parts.headers);
        Ok(Self(
            cookies::value(&app.config, &jar, cookies::DARK) == Some("1"),
        ))
    }
}

/// What stands around the pages of the member's booth.
pub async fn frame(app: &App, member: &Member) -> Result<BoothFrame, PageError> {
    booths::load_frame(&app.core, &member.actor, member.cooperative)
        .await
        .page(member.actor.locale)
}

/// The chrome of one of the four places: name and day on top, the bar of four below.
pub fn place(
    frame: &BoothFrame,
    dark: bool,
    tab: BoothTab,
    link: Option<(String, String)>,
) -> Chrome {
    let top = Top::Title {
        title: frame.cooperative.clone(),
        under: frame.today.clone(),
        link,
    };
    inner(frame, dark, Some(tab), top)
}

/// The chrome of a page one goes into and back out of; with a place, the bar of four stays.
pub fn inside(
    frame: &BoothFrame,
    dark: bool,
    tab: Option<BoothTab>,
    title: &str,
    under: &str,
    back: &str,
) -> Chrome {
    let top = Top::Back {
        title: title.to_owned(),
        under: under.to_owned(),
        back: back.to_owned(),
    };
    inner(frame, dark, tab, top)
}

fn inner(frame: &BoothFrame, dark: bool, tab: Option<BoothTab>, top: Top) -> Chrome {
    let counts = TabCounts {
        orders: frame.to_accept,
    };
    Chrome {
        area: Area::Booth,
        top,
        tab,
        counts,
        dark,
        practice: frame.practice,
        ..Chrome::default()
    }
}

fn settings_link(l: Locale) -> Option<(String, String)> {
    Some((
        l.say("Cài đặt", "Settings").to_owned(),
        l.path("/htx/cai-dat"),
    ))
}

/// `GET /htx`: what to do now.
pub async fn home(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = booths::load_home_view(&app.core, &member.actor, member.cooperative)
        .await
        .page(l)?;
    let frame = frame(&app, &member).await?;
    let head = render::private_head(l, "/htx", l.say("Hôm nay", "Today").to_owned());
    let chrome = place(&frame, dark, BoothTab::Today, settings_link(l));
    Ok(render::page(&app, head, chrome, || {
        booth_home_page(&view, l)
    }))
}

/// Which month of the statement.
#[derive(Debug, Default, Deserialize)]
pub struct Month {
    /// `2026-08`; this month when empty.
    #[serde(default)]
    thang: String,
    /// What was just done, as the address says after a form.
    #[serde(default)]
    xong: String,
}

/// `GET /htx/tien`: the statement of a month.
pub async fn money(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(month): Query<Month>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let mut view =
        booths::load_money_view(&app.core, &member.actor, member.cooperative, &month.thang)
            .await
            .page(l)?;
    view.done = match month.xong.as_str() {
        "bao-hong" => Some(
            l.say("Đã trả lời khách", "The buyer is answered")
                .to_owned(),
        ),
        "da-hoan" => Some(l.say("Đã ghi khoản hoàn", "The refund is noted").to_owned()),
        "da-nhan" => Some(l.say("Đã ghi tiền về", "The cash is noted").to_owned()),
        _ => None,
    };
    show_money(&app, &member, &view, dark).await
}

/// The document of the money page.
pub async fn show_money(
    app: &App,
    member: &Member,
    view: &MoneyView,
    dark: bool,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let head = render::private_head(l, "/htx/tien", l.say("Tiền", "Money").to_owned());
    let chrome = place(&frame, dark, BoothTab::Money, settings_link(l));
    Ok(render::page(app, head, chrome, || money_page(view, l)))
}

/// The document of a carrier's statement that was compared.
pub async fn show_remittance(
    app: &App,
    member: &Member,
    view: &RemittanceView,
    dark: bool,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let frame = frame(app, member).await?;
    let head = render::private_head(l, "/htx/tien", l.say("Tiền", "Money").to_owned());
    let chrome = place(&frame, dark, BoothTab::Money, settings_link(l));
    Ok(render::page(app, head, chrome, || remittance_page(view, l)))
}

/// `GET /htx/tien.csv`: the same for spreadsheets.
pub async fn money_csv(
    State(app): State<App>,
    member: Member,
    Query(month): Query<Month>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    let file = booths::money_csv(&app.core, &member.actor, member.cooperative, &month.thang).await;
    Ok(csv_file(file.page(l)?))
}

/// `GET /htx/tien/hoa-don.csv`: what an accountant types into electronic invoices.
pub async fn invoices(
    State(app): State<App>,
    member: Member,
    Query(month): Query<Month>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    let file =
        booths::invoice_csv(&app.core, &member.actor, member.cooperative, &month.thang).await;
    Ok(csv_file(file.page(l)?))
}

/// `GET /htx/tien/in`: the statement on paper.
pub async fn statement(
    State(app): State<App>,
    member: Member,
    Query(month): Query<Month>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = booths::money_sheet(&app.core, &member.actor, member.cooperative, &month.thang)
        .await
        .page(l)?;
    let name = frame(&app, &member).await?.cooperative;
    Ok(orders::sheet(&app, l, view.title.clone(), || {
        statement_page(&view, &name, l)
    }))
}

fn csv_file((name, bytes): (String, Vec<u8>)) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, bytes).into_response()
}
