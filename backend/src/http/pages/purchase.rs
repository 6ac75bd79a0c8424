//! Cart, checkout, and the buyer's order.

use crate::app::App;
use crate::http::actor::{Language, Peer, Visitor};
use crate::http::cookies;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use crate::pay;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::pages::purchase;
use frontend::shell::{Area, Chrome, Top};
use services::checkout::{self, Known, Shown};
use services::{Error, keys, orders, share};
use shared::input::cart::Cart;
use shared::input::checkout::CheckoutForm;
use shared::say::Locale;
use shared::view::cart::{CartPage, CheckoutPage};
use shared::view::order::{FindOrderPage, OrderPage};

type Shows = std::result::Result<Response, PageError>;

/// The cart of this browser.
pub fn cart_of(app: &App, jar: &CookieJar) -> Cart {
    Cart::read(cookies::value(&app.config, jar, cookies::CART).unwrap_or_default())
}

/// What this browser knows beside its cart.
pub fn known<'a>(app: &App, jar: &'a CookieJar) -> Known<'a> {
    let value = |name| cookies::value(&app.config, jar, name);
    Known {
        ward: value(cookies::WARD),
        checkout: value(cookies::CHECKOUT),
        voucher: value(cookies::VOUCHER).unwrap_or_default(),
    }
}

fn chrome(title: &str, under: String, back: String) -> Chrome {
    Chrome {
        area: Area::Shop,
        top: Top::Back {
            title: title.to_owned(),
            under,
            back,
        },
        ..Chrome::default()
    }
}

/// `GET /gio-hang`.
pub async fn cart(State(app): State<App>, Language(l): Language, jar: CookieJar) -> Shows {
    let cart = cart_of(&app, &jar);
    let known = known(&app, &jar);
    let mut view = checkout::cart_page(&app.core, &cart, known, l)
        .await
        .page(l)?;
    if let Some(clicks) = cookies::value(&app.config, &jar, cookies::CLICKS) {
        view.referral = share::referrer(&app.core, clicks).await.page(l)?;
    }
    Ok(show_cart(&app, &view, l).into_response())
}

/// The document of the cart.
pub fn show_cart(app: &App, view: &CartPage, l: Locale) -> Html<String> {
    let title = l.say("Giỏ hàng", "Cart");
    let head = render::private_head(l, "/gio-hang", title.to_owned());
    render::page(app, head, chrome(title, String::new(), l.path("/")), || {
        purchase::cart_page(view, l)
    })
}

/// `GET /dat-hang`. An empty cart leads back to the cart.
pub async fn checkout(State(app): State<App>, Language(l): Language, jar: CookieJar) -> Shows {
    let cart = cart_of(&app, &jar);
    if cart.is_empty() {
        return Ok(Redirect::to(&l.path("/gio-hang")).into_response());
    }
    let ward_code = cookies::value(&app.config, &jar, cookies::WARD)
        .unwrap_or_default()
        .to_owned();
    let voucher = cookies::value(&app.config, &jar, cookies::VOUCHER).unwrap_or_default();
    let form = CheckoutForm {
        ward_code,
        voucher: voucher.to_owned(),
        key: keys::new_token(),
        ..CheckoutForm::default()
    };
    let shown = Shown {
        form: &form,
        ward: checkout::ward_field(&form, l),
        checkout: cookies::value(&app.config, &jar, cookies::CHECKOUT),
        errors: Vec::new(),
        notice: None,
    };
    let view = checkout::checkout_page(&app.core, &cart, shown, l)
        .await
        .page(l)?;
    Ok(show_checkout(&app, &view, l).into_response())
}

/// The document of the checkout.
pub fn show_checkout(app: &App, view: &CheckoutPage, l: Locale) -> Html<String> {
    let title = l.say("Đặt hàng", "Checkout");
    let head = render::private_head(l, "/dat-hang", title.to_owned());
    let back = l.path("/gio-hang");
    render::page(app, head, chrome(title, String::new(), back), || {
        purchase::checkout_page(view, l)
    })
}

/// `GET /don/{code}`: the order for the holder of its pass; for others the form that finds it, which tells nothing.
pub async fn order(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    Path(code): Path<String>,
    jar: CookieJar,
) -> Shows {
    let l = actor.locale;
    let passes = cookies::value(&app.config, &jar, cookies::ORDERS).unwrap_or_default();
    match orders::open_with_pass(&app.core, &code, passes).await {
        Ok(access) => {
            let peer = peer.to_string();
            pay::open(&app, access.order(), access.code().as_str(), &peer, l)
                .await
                .page(l)?;
            let view = orders::page(&app.core, &actor, &access).await.page(l)?;
            Ok(show_order(&app, &view, l).into_response())
        }
        Err(Error::NotFound { .. }) => {
            let code = code.chars().take(16).collect();
            let view = FindOrderPage {
                code,
                ..FindOrderPage::default()
            };
            Ok(show_find(&app, &view, l).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// The document of an order.
pub fn show_order(app: &App, view: &OrderPage, l: Locale) -> Html<String> {
    let title = match l {
        Locale::Vi => format!("Đơn {}", view.code),
        Locale::En => format!("Order {}", view.code),
    };
    let head = render::private_head(l, &view.path, title.clone());
    let chrome = chrome(&title, view.placed.clone(), l.path("/"));
    render::page(app, head, chrome, || purchase::order_page(view, l))
}

/// `GET /don`.
pub async fn find_order(State(app): State<App>, Language(l): Language) -> Html<String> {
    show_find(&app, &FindOrderPage::default(), l)
}

/// The document that finds an order.
pub fn show_find(app: &App, view: &FindOrderPage, l: Locale) -> Html<String> {
    let title = l.say("Tra cứu đơn", "Find an order");
    let head = render::private_head(l, "/don", title.to_owned());
    render::page(app, head, chrome(title, String::new(), l.path("/")), || {
        purchase::find_order_page(view, l)
    })
}

/// `GET /tra-cuu`: the old way to `/don`.
pub async fn find_order_moved(Language(l): Language) -> Redirect {
    Redirect::permanent(&l.path("/don"))
}
