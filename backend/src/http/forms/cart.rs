//! The buttons of the cart, and keeping its goods on the way to the checkout.

use crate::app::App;
use crate::http::actor::{Visitor, safe_next};
use crate::http::cookies;
use crate::http::pages::purchase::{cart_of, known, show_cart};
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use services::actor::Actor;
use services::checkout::Known;
use services::{Error, checkout, holds, keys};
use shared::input::cart::{Cart, ChangeCart};
use shared::say::Locale;
use shared::view::parts::{Notice, NoticeKind};

/// Days a cart is kept.
const CART_DAYS: i64 = 30;

/// The jar with the cart in it, and its count for the badge.
pub fn keep_cart(app: &App, jar: CookieJar, cart: &Cart) -> CookieJar {
    if cart.is_empty() {
        return jar
            .add(cookies::remove(&app.config, cookies::CART))
            .add(cookies::remove(&app.config, cookies::CART_COUNT));
    }
    let count = cart.lines.len().to_string();
    jar.add(cookies::make(
        &app.config,
        cookies::CART,
        cart.write(),
        CART_DAYS,
    ))
    .add(cookies::make(
        &app.config,
        cookies::CART_COUNT,
        count,
        CART_DAYS,
    ))
}

/// The most letters of a voucher's code.
const MAX_VOUCHER: usize = 24;

/// `POST /gio-hang`: add, set, plus, minus, remove, and the code of a voucher.
pub async fn change(
    State(app): State<App>,
    Visitor(actor): Visitor,
    jar: CookieJar,
    Form(change): Form<ChangeCart>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let cart = cart_of(&app, &jar);
    if change.op == "voucher" {
        return voucher(&app, jar, &cart, &change.voucher, l).await;
    }
    match checkout::change_cart(&app.core, l, &cart, &change).await {
        Ok(cart) => {
            let jar = keep_cart(&app, jar, &cart);
            let fallback = l.path("/gio-hang");
            let next = safe_next(Some(&change.tiep), &fallback).to_owned();
            Ok((jar, Redirect::to(&next)).into_response())
        }
        Err(Error::Invalid { fields }) => {
            let mut view = checkout::cart_page(&app.core, &cart, known(&app, &jar), l)
                .await
                .page(l)?;
            let text = fields
                .into_iter()
                .map(|field| field.message)
                .collect::<Vec<_>>()
                .join(". ");
            view.notice = Some(Notice {
                kind: NoticeKind::Bad,
                text,
                ..Notice::default()
            });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show_cart(&app, &view, l)).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// Keeps the code for the checkout when it can be used for this cart; else the cart with what stands in its way. No code takes
/// off the one that was kept.
async fn voucher(
    app: &App,
    jar: CookieJar,
    cart: &Cart,
    typed: &str,
    l: Locale,
) -> Result<Response, PageError> {
    let typed: String = typed.trim().chars().take(MAX_VOUCHER).collect();
    if typed.is_empty() {
        let jar = jar.add(cookies::remove(&app.config, cookies::VOUCHER));
        return Ok((jar, Redirect::to(&l.path("/gio-hang"))).into_response());
    }
    let known = Known {
        voucher: &typed,
        ..known(app, &jar)
    };
    let view = checkout::cart_page(&app.core, cart, known, l)
        .await
        .page(l)?;
    if view.voucher_error.is_some() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, show_cart(app, &view, l)).into_response());
    }
    let jar = jar.add(cookies::make(&app.config, cookies::VOUCHER, typed, 0));
    Ok((jar, Redirect::to(&l.path("/gio-hang"))).into_response())
}

/// Keeps what can be kept of the cart for the checkout of this browser. When somebody was quicker, the checkout will
/// say what is left.
pub async fn hold(
    app: &App,
    actor: &Actor,
    jar: CookieJar,
    cart: &Cart,
) -> services::Result<CookieJar> {
    let known = cookies::value(&app.config, &jar, cookies::CHECKOUT).map(str::to_owned);
    let ward = cookies::value(&app.config, &jar, cookies::WARD);
    let goods = checkout::to_hold(&app.core, cart, ward, known.as_deref(), actor.locale).await?;
    let key = known.unwrap_or_else(keys::new_token);
    match holds::keep(&app.core, actor, &key, &goods).await {
        Ok(_) | Err(Error::Conflict { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(jar.add(cookies::make(&app.config, cookies::CHECKOUT, key, 0)))
}

/// `POST /gio-hang/dat`: keeps the goods for ten minutes and goes on to the checkout.
pub async fn to_checkout(
    State(app): State<App>,
    Visitor(actor): Visitor,
    jar: CookieJar,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let cart = cart_of(&app, &jar);
    if cart.is_empty() {
        return Ok(Redirect::to(&l.path("/gio-hang")).into_response());
    }
    let jar = hold(&app, &actor, jar, &cart).await.page(l)?;
    Ok((jar, Redirect::to(&l.path("/dat-hang"))).into_response())
}
