//! The buttons of livestreams.

use crate::app::App;
use crate::http::actor::{Member, Visitor};
use crate::http::cookies;
use crate::http::forms::cart::keep_cart;
use crate::http::pages::booth::Dark;
use crate::http::pages::lives::{show_console, show_list};
use crate::http::pages::purchase::cart_of;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use serde::Deserialize;
use services::{Error, keys, live};

type Answer = Result<Response, PageError>;

/// Days a viewer is known again.
const VIEWER_DAYS: i64 = 7;
/// Comments read at once.
const AT_ONCE: usize = 200;

/// A button of the console or of the viewers' page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Button {
    code: String,
    text: String,
}

/// `POST /htx/live`: opens a livestream of the ticked goods.
pub async fn open(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Form(ticked): Form<Vec<(String, String)>>,
) -> Answer {
    let l = member.actor.locale;
    let offers: Result<Vec<_>, _> = ticked
        .iter()
        .filter(|(name, _)| name == "offer")
        .map(|(_, value)| value.parse())
        .collect();
    let offers = offers.map_err(|_| PageError(Error::NotFound { what: "offer" }, l))?;
    match live::prepare(&app.core, &member.actor, member.cooperative, &offers).await {
        Ok(slug) => Ok(Redirect::to(&l.path(&format!("/htx/live/{slug}"))).into_response()),
        Err(Error::Invalid { fields }) => {
            let words = fields.first().map(|field| field.message.as_str());
            let page = show_list(&app, &member, dark, words).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /htx/live/{slug}/{deed}`: pin, read comments, end.
pub async fn deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((slug, deed)): Path<(String, String)>,
    Form(form): Form<Button>,
) -> Answer {
    let l = member.actor.locale;
    let (core, actor, cooperative) = (&app.core, &member.actor, member.cooperative);
    let done = match deed.as_str() {
        "ghim" => live::pin(core, actor, cooperative, (&slug, &form.code)).await,
        "doc" => read(&app, &member, &slug, &form.text).await,
        "xong" => live::end(core, actor, cooperative, &slug).await,
        _ => Err(Error::NotFound { what: "deed" }),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&l.path(&format!("/htx/live/{slug}"))).into_response()),
        Err(Error::Invalid { fields }) => {
            let words = fields.first().map(|field| field.message.as_str());
            let page = show_console(&app, &member, dark, &slug, (words, &form.text)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// Reads pasted comments, a line each: name, then a colon, a comma or a tab, then the comment. All lines are looked at before
/// the first is read.
async fn read(app: &App, member: &Member, slug: &str, text: &str) -> services::Result<()> {
    let l = member.actor.locale;
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let mut comments = Vec::with_capacity(lines.len());
    for (n, line) in (1..).zip(&lines) {
        match line.split_once([':', ',', '\t']) {
            Some((name, said)) if !name.trim().is_empty() => comments.push((name, said)),
            _ => {
                let words = match l {
                    shared::say::Locale::Vi => {
                        format!("Dòng {n} thiếu tên. Viết: tên, dấu hai chấm, lời bình luận")
                    }
                    shared::say::Locale::En => {
                        format!("Line {n} has no name. Write: name, colon, comment")
                    }
                };
                return Err(Error::invalid("text", "name", words));
            }
        }
    }
    if comments.is_empty() || comments.len() > AT_ONCE {
        let words = l.say(
            "Dán từ 1 đến 200 dòng bình luận",
            "Paste 1 to 200 lines of comments",
        );
        return Err(Error::invalid("text", "count", words));
    }
    for said in comments {
        live::comment(&app.core, &member.actor, member.cooperative, slug, said).await?;
    }
    Ok(())
}

/// `POST /live/{slug}`: a viewer takes a good, and comes to the basket.
pub async fn take(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Path(slug): Path<String>,
    jar: CookieJar,
    Form(form): Form<Button>,
) -> Answer {
    let l = actor.locale;
    let known = cookies::value(&app.config, &jar, cookies::LIVE).map(str::to_owned);
    let known = known.unwrap_or_else(keys::new_token);
    // The console shows a fingerprint, not the token.
    let print: String = app.core.keys.lookup(&known).chars().take(12).collect();
    let name = format!("Khách {print}");
    let outcome = live::take(&app.core, &actor, &slug, (&name, &form.code))
        .await
        .page(l)?;
    let jar = jar.add(cookies::make(
        &app.config,
        cookies::LIVE,
        known,
        VIEWER_DAYS,
    ));
    let next = l.path(&format!("/live/{slug}/gio/{}", outcome.token));
    Ok((jar, Redirect::to(&next)).into_response())
}

/// `POST /live/{slug}/gio/{token}`: puts what is kept into the cart and goes on to the checkout, with its holds.
pub async fn order(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Path((slug, token)): Path<(String, String)>,
    jar: CookieJar,
) -> Answer {
    let l = actor.locale;
    let basket = live::basket(&app.core, &slug, &token, l).await.page(l)?;
    if basket.cart.is_empty() {
        let back = l.path(&format!("/live/{slug}/gio/{token}"));
        return Ok(Redirect::to(&back).into_response());
    }
    let mut cart = cart_of(&app, &jar);
    for line in &basket.cart.lines {
        cart.set(line.variant, line.steps);
    }
    let jar = keep_cart(&app, jar, &cart);
    let jar = jar.add(cookies::make(&app.config, cookies::CHECKOUT, token, 0));
    Ok((jar, Redirect::to(&l.path("/dat-hang"))).into_response())
}
