//! The pages of people who sell by sharing.

use super::booth::{csv_file, with_cards};
use crate::app::App;
use crate::http::actor::Caller;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use frontend::pages::share::{link_page, seller_goods_page, seller_home_page, sign_up_page};
use frontend::shell::{Area, Chrome, NavLink, Top};
use leptos::prelude::AnyView;
use services::{Error, share};
use shared::say::Locale;
use shared::view::share::{SellerGoods, SellerHome, SignUpView};

/// A page of a seller.
pub fn document(
    app: &App,
    path: &str,
    title: &str,
    l: Locale,
    body: impl FnOnce() -> AnyView,
) -> Html<String> {
    let link = |to: &str, words: &str| NavLink {
        text: words.to_owned(),
        href: l.path(to),
        current: path == to,
    };
    let chrome = Chrome {
        area: Area::Seller,
        top: Top::Title {
            title: title.to_owned(),
            under: l.say("Người giới thiệu", "Seller").to_owned(),
            link: Some((
                l.say("Tài khoản", "Account").to_owned(),
                l.path("/tai-khoan"),
            )),
        },
        nav: vec![
            link(
                "/nguoi-ban",
                l.say("Link và hoa hồng", "Links and commission"),
            ),
            link("/nguoi-ban/hang", l.say("Chọn hàng", "Choose goods")),
            link("/nguoi-ban/live", l.say("Bán trực tiếp", "Livestream")),
        ],
        ..Chrome::default()
    };
    render::page(
        app,
        render::private_head(l, path, title.to_owned()),
        chrome,
        body,
    )
}

/// `GET /nguoi-ban`: the home of a seller, or the form that makes one.
pub async fn home(
    State(app): State<App>,
    Caller(actor): Caller,
) -> Result<Html<String>, PageError> {
    let l = actor.locale;
    match share::home_page(&app.core, &actor).await {
        Ok(view) => Ok(show_home(&app, &view, l)),
        Err(Error::NotFound { .. }) => Ok(show_sign_up(&app, &SignUpView::default(), l)),
        Err(error) => Err(PageError(error, l)),
    }
}

/// The home of a seller.
pub fn show_home(app: &App, view: &SellerHome, l: Locale) -> Html<String> {
    let title = l.say("Bán bằng cách chia sẻ", "Sell by sharing");
    document(app, "/nguoi-ban", title, l, || seller_home_page(view, l))
}

/// The form that makes a seller.
pub fn show_sign_up(app: &App, view: &SignUpView, l: Locale) -> Html<String> {
    let title = l.say("Đăng ký giới thiệu hàng", "Sell by sharing");
    let head = render::private_head(l, "/nguoi-ban", title.to_owned());
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
    render::page(app, head, chrome, || sign_up_page(view, l))
}

/// `GET /nguoi-ban/hang`: who has not signed up is led to the form.
pub async fn goods(State(app): State<App>, Caller(actor): Caller) -> Result<Response, PageError> {
    let l = actor.locale;
    match share::goods_page(&app.core, &actor).await {
        Ok(view) => Ok(show_goods(&app, &view, l).into_response()),
        Err(Error::NotFound { .. }) => Ok(Redirect::to(&l.path("/nguoi-ban")).into_response()),
        Err(error) => Err(PageError(error, l)),
    }
}

/// The goods that pay.
pub fn show_goods(app: &App, view: &SellerGoods, l: Locale) -> Html<String> {
    let title = l.say("Chọn hàng", "Choose goods");
    document(app, "/nguoi-ban/hang", title, l, || {
        seller_goods_page(view, l)
    })
}

/// `GET /nguoi-ban/link/{code}`: who has not signed up is led to the form.
pub async fn link(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    if !share::is_seller(&app.core, &actor).await.page(l)? {
        return Ok(Redirect::to(&l.path("/nguoi-ban")).into_response());
    }
    let url = app.absolute("/s/");
    let mut view = share::seller_link(&app.core, &actor, &code, &url)
        .await
        .page(l)?;
    with_cards(&app, &mut view, l).await;
    let path = format!("/nguoi-ban/link/{code}");
    let title = l.say("Link chia sẻ", "Share link");
    let page = document(&app, &path, title, l, || link_page(&view, l));
    Ok(page.into_response())
}

/// `GET /nguoi-ban/hoa-hong.csv`: who has not signed up is led to the form.
pub async fn csv(State(app): State<App>, Caller(actor): Caller) -> Result<Response, PageError> {
    let l = actor.locale;
    match share::seller_csv(&app.core, &actor).await {
        Ok(bytes) => Ok(csv_file(bytes)),
        Err(Error::NotFound { .. }) => Ok(Redirect::to(&l.path("/nguoi-ban")).into_response()),
        Err(error) => Err(PageError(error, l)),
    }
}
