//! The pages of officers (`/lien-minh`) and operators (`/quan-tri`).

pub mod alliance;
pub mod operator;
pub mod sellers;

use crate::app::App;
use crate::http::render;
use axum::response::Html;
use frontend::shell::{Area, Chrome, NavLink, Top};
use leptos::prelude::AnyView;
use serde::Deserialize;
use services::{Error, Result};
use shared::page::Cursor;
use shared::say::Locale;

/// What the address of a list says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Part of the list.
    pub tt: String,
    /// What is searched for.
    pub q: String,
    /// Where the page begins.
    pub sau: String,
    /// What was just done.
    pub xong: String,
}

impl ListQuery {
    /// Where the page begins; a cursor that is none of ours is not found.
    pub fn cursor(&self) -> Result<Option<Cursor>> {
        match self.sau.as_str() {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|_| Error::NotFound { what: "page" }),
        }
    }
}

/// A page of officers: title, and where it is among the pages.
pub(super) fn alliance_page(
    app: &App,
    l: Locale,
    path: &str,
    title: &str,
    body: impl FnOnce() -> AnyView,
) -> Html<String> {
    let links = [
        ("/lien-minh", l.say("Việc đang chờ", "What waits")),
        ("/lien-minh/htx", l.say("Hợp tác xã", "Cooperatives")),
        ("/lien-minh/duyet", l.say("Duyệt hàng", "Reviews")),
        (
            "/lien-minh/chung-nhan",
            l.say("Giấy chứng nhận", "Certificates"),
        ),
        ("/lien-minh/chung", l.say("Bán chung", "Pooled listings")),
        ("/lien-minh/lop", l.say("Lớp học", "Classes")),
    ];
    let place = l.say("Liên minh hợp tác xã", "Cooperative alliance");
    page(app, l, Area::Officer, path, (title, place), &links, body)
}

/// A page of operators.
pub(in crate::http) fn operator_page(
    app: &App,
    l: Locale,
    path: &str,
    title: &str,
    body: impl FnOnce() -> AnyView,
) -> Html<String> {
    let links = [
        ("/quan-tri", l.say("Chợ hôm nay", "Today")),
        ("/quan-tri/viec", l.say("Việc", "Tasks")),
        ("/quan-tri/nguoi", l.say("Người", "People")),
        ("/quan-tri/nguoi-ban", l.say("Người giới thiệu", "Sellers")),
        ("/lien-minh/htx", l.say("Hợp tác xã", "Cooperatives")),
        ("/quan-tri/don", l.say("Đơn", "Orders")),
        ("/quan-tri/tien", l.say("Tiền", "Money")),
        ("/quan-tri/kenh", l.say("Kênh bán", "Channels")),
        ("/quan-tri/kho", l.say("Sổ kho", "Stock ledger")),
        ("/quan-tri/nhat-ky", l.say("Nhật ký", "Log")),
        ("/quan-tri/hang-doi", l.say("Hàng đợi", "Queue")),
    ];
    let place = l.say("Vận hành", "Operation");
    page(app, l, Area::Operator, path, (title, place), &links, body)
}

fn page(
    app: &App,
    l: Locale,
    area: Area,
    path: &str,
    (title, place): (&str, &str),
    links: &[(&str, &str)],
    body: impl FnOnce() -> AnyView,
) -> Html<String> {
    // The longest address that the path begins with is where we are.
    let here = links
        .iter()
        .map(|(to, _)| *to)
        .filter(|to| path == *to || path.starts_with(&format!("{to}/")))
        .max_by_key(|to| to.len());
    let link = |(to, words): &(&str, &str)| NavLink {
        text: (*words).to_owned(),
        href: l.path(to),
        current: Some(*to) == here,
    };
    let chrome = Chrome {
        area,
        top: Top::Title {
            title: title.to_owned(),
            under: place.to_owned(),
            link: Some((
                l.say("Tài khoản", "Account").to_owned(),
                l.path("/tai-khoan"),
            )),
        },
        nav: links.iter().map(link).collect(),
        ..Chrome::default()
    };
    render::page(
        app,
        render::private_head(l, path, title.to_owned()),
        chrome,
        body,
    )
}
