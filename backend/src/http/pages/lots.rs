//! An offer's lots and its book.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::orders::{sheet, square_code};
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use frontend::pages::booth::{lot_label_page, lots_page, stock_book_page};
use serde::Deserialize;
use services::catalogue::product::trace::lot_label;
use services::lots::{self, Filled};
use services::{Error, stock};
use shared::id::OfferId;
use shared::say::Locale;
use shared::view::parts::{BoothTab, Notice, NoticeKind};

/// Which page, and what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Page, from 1.
    trang: Option<i64>,
    /// What was just done.
    xong: String,
    /// The lot it was done to.
    lo: String,
    /// The forecast whose harvest comes in.
    vu: String,
}

/// An offer of the address; what is none is not found.
pub fn offer_of(text: &str, l: Locale) -> Result<OfferId, PageError> {
    text.parse()
        .map_err(|_| PageError(Error::NotFound { what: "offer" }, l))
}

fn done(asked: &Asked, l: Locale) -> Vec<Notice> {
    let words = match asked.xong.as_str() {
        "nhap" => l.say("Đã nhập lô", "Received lot"),
        "ngung" => l.say("Đã ngừng bán lô", "Taken off the sale: lot"),
        "ban-lai" => l.say("Đã bán lại lô", "On sale again: lot"),
        "bo" => l.say("Đã bỏ phần còn lại của lô", "Written off the rest of lot"),
        _ => return Vec::new(),
    };
    let code: String = asked
        .lo
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(40)
        .collect();
    vec![Notice {
        kind: NoticeKind::Good,
        title: format!("{words} {code}"),
        ..Notice::default()
    }]
}

/// `GET /htx/hang/kho/{offer}/lo`: the lots of an offer.
pub async fn show(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(offer): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let filled = Filled {
        notices: done(&asked, l),
        forecast: asked.vu.parse().ok(),
        ..Filled::default()
    };
    show_lots(&app, &member, dark, offer_of(&offer, l)?, filled).await
}

/// The lots, with what was sent and could not be taken.
pub async fn show_lots(
    app: &App,
    member: &Member,
    dark: bool,
    offer: OfferId,
    filled: Filled,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let view = lots::load_lots(&app.core, &member.actor, member.cooperative, offer, filled)
        .await
        .page(l)?;
    let frame = frame(app, member).await?;
    let title = l.say("Các lô", "Lots");
    let back = l.path("/htx/hang");
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        title,
        &view.name,
        &back,
    );
    let head = render::private_head(
        l,
        &format!("/htx/hang/kho/{offer}/lo"),
        format!("{title}: {}", view.name),
    );
    Ok(render::page(app, head, chrome, || lots_page(&view, l)))
}

/// `GET /htx/hang/kho/{offer}/lo/{code}/nhan`: the label of a lot, whose square code leads to its page for everybody.
pub async fn label(
    State(app): State<App>,
    member: Member,
    Path((offer, code)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let offer = offer_of(&offer, l)?;
    let mut view = lot_label(&app.core, &member.actor, member.cooperative, &code)
        .await
        .page(l)?;
    view.qr = square_code(&app.absolute(&view.path)).page(l)?;
    let back = l.path(&format!("/htx/hang/kho/{offer}/lo"));
    let title = format!("{} {}", l.say("Nhãn lô", "Label of lot"), view.code);
    Ok(sheet(&app, l, title, || lot_label_page(&view, &back, l)))
}

/// `GET /htx/hang/kho/{offer}/so`: the movements of an offer.
pub async fn book(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(offer): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, PageError> {
    let l = member.actor.locale;
    let offer = offer_of(&offer, l)?;
    let page = asked.trang.unwrap_or(1);
    let view = stock::load_stock_book(&app.core, &member.actor, member.cooperative, offer, page)
        .await
        .page(l)?;
    let frame = frame(&app, &member).await?;
    let title = l.say("Sổ kho", "Stock book");
    let back = l.path("/htx/hang");
    let chrome = inside(
        &frame,
        dark,
        Some(BoothTab::Goods),
        title,
        &view.name,
        &back,
    );
    let head = render::private_head(
        l,
        &format!("/htx/hang/kho/{offer}/so"),
        format!("{title}: {}", view.name),
    );
    Ok(render::page(&app, head, chrome, || {
        stock_book_page(&view, l)
    }))
}
