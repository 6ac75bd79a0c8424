//! Cookies: `__Host-` and `Secure` where the site is reached over TLS, plain names on a newcomer's
//! loopback, where most clients would not send a secure cookie back.

use crate::config::Config;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

/// Session token.
pub const SESSION: &str = "phien";
/// Variants and quantities in the cart.
pub const CART: &str = "gio";
/// How many things are in the cart; readable by scripts, so that cached pages can show it.
pub const CART_COUNT: &str = "gio_so";
/// Code of the ward to which goods shall be sent.
pub const WARD: &str = "noi";
/// Token by which a viewer of livestreams is known again.
pub const LIVE: &str = "live";
/// Key of the holds of the checkout under way.
pub const CHECKOUT: &str = "dat";
/// Code of the voucher typed in the cart.
pub const VOUCHER: &str = "ma";
/// Passes for the orders placed with this browser.
pub const ORDERS: &str = "don";
/// The sealed phone to which a sign-in code was sent.
pub const CODE_PHONE: &str = "so_ma";
/// Ids of the clicks on share links made with this browser.
pub const CLICKS: &str = "chia";
/// The booth was asked to be dark.
pub const DARK: &str = "toi";
/// Which of one's cooperatives is on screen.
pub const COOPERATIVE: &str = "htx";

/// Scripts look for the count under one name, so it goes without the prefix.
fn full_name(config: &Config, name: &str) -> String {
    if config.https() && name != CART_COUNT {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// The value of a cookie of ours.
pub fn value<'a>(config: &Config, jar: &'a CookieJar, name: &str) -> Option<&'a str> {
    jar.get(&full_name(config, name)).map(Cookie::value)
}

/// A cookie for `days`; 0 lets it end with the browser's session.
pub fn make(config: &Config, name: &str, value: String, days: i64) -> Cookie<'static> {
    let mut cookie = Cookie::new(full_name(config, name), value);
    cookie.set_path("/");
    cookie.set_secure(config.https());
    cookie.set_http_only(name != CART_COUNT);
    cookie.set_same_site(SameSite::Lax);
    if days > 0 {
        cookie.set_max_age(time::Duration::days(days));
    }
    cookie
}

/// A cookie that removes the one of this name.
pub fn remove(config: &Config, name: &str) -> Cookie<'static> {
    let mut cookie = make(config, name, String::new(), 0);
    cookie.set_max_age(time::Duration::ZERO);
    cookie
}
