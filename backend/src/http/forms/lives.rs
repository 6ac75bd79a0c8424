//! The buttons of livestreams.

use crate::app::App;
use crate::feeds;
use crate::http::actor::{Member, Visitor};
use crate::http::cookies;
use crate::http::forms::cart::keep_cart;
use crate::http::pages::lives::{Desk, show_console, show_list};
use crate::http::pages::purchase::cart_of;
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Form, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use serde::Deserialize;
use services::{Error, keys, live};
use shared::input::live::{FlashForm, pasted};
use shared::view::live::LiveConsole;

type Answer = Result<Response, PageError>;

/// Days a viewer is known again.
const VIEWER_DAYS: i64 = 7;
/// A button of the console or of the viewers' page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Button {
    code: String,
    text: String,
    op: String,
    price: String,
    minutes: String,
    feed: String,
    feed_of: String,
    comment: String,
    count: String,
}

impl Button {
    fn flash(&self) -> FlashForm {
        FlashForm {
            code: self.code.clone(),
            price: self.price.clone(),
            minutes: self.minutes.clone(),
        }
    }
}

/// `POST /htx/live`: opens a livestream of the ticked goods.
pub async fn open(
    State(app): State<App>,
    desk: Desk,
    Form(ticked): Form<Vec<(String, String)>>,
) -> Answer {
    let l = desk.actor().locale;
    let offers: Result<Vec<_>, _> = ticked
        .iter()
        .filter(|(name, _)| name == "offer")
        .map(|(_, value)| value.parse())
        .collect();
    let offers = offers.map_err(|_| PageError(Error::NotFound { what: "offer" }, l))?;
    match live::prepare(&app.core, desk.actor(), desk.host(), &offers).await {
        Ok(slug) => Ok(Redirect::to(&l.path(&format!("{}/{slug}", desk.home()))).into_response()),
        Err(Error::Invalid { fields }) => {
            let words = fields.into_iter().next().map(|field| field.message);
            let page = show_list(&app, &desk, words).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /htx/live/{slug}/{deed}`: pin, flash price, look at comments or count them, follow a feed, reply, end.
pub async fn deed(
    State(app): State<App>,
    desk: Desk,
    Path((slug, deed)): Path<(String, String)>,
    Form(form): Form<Button>,
) -> Answer {
    let (core, actor, host) = (&app.core, desk.actor(), desk.host());
    let l = actor.locale;
    let done = match deed.as_str() {
        "ghim" => live::pin(core, actor, host, (&slug, &form.code)).await,
        "chop" => flash(&app, &desk, &slug, &form.flash()).await,
        "doc" if form.op != "tinh" => {
            return look(&app, &desk, &slug, form.text).await;
        }
        "doc" => read(&app, &desk, &slug, &form.text).await,
        "nguon" => {
            let feed = (form.feed.as_str(), form.feed_of.as_str());
            live::follow_feed(core, actor, host, &slug, feed).await
        }
        "tra-loi" => {
            let reply = (&*slug, &*form.comment, &*form.text);
            feeds::reply(&app, actor, host, reply).await
        }
        "xong" => live::end(core, actor, host, &slug).await,
        _ => Err(Error::NotFound { what: "deed" }),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&l.path(&format!("{}/{slug}", desk.home()))).into_response()),
        Err(Error::Invalid { fields }) => {
            let sent = LiveConsole {
                pasted: if deed == "doc" {
                    form.text.clone()
                } else {
                    String::new()
                },
                flash: if deed == "chop" {
                    form.flash()
                } else {
                    FlashForm::default()
                },
                errors: fields,
                ..LiveConsole::default()
            };
            again(&app, &desk, &slug, sent).await
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// The console with what was wrong.
async fn again(app: &App, desk: &Desk, slug: &str, sent: LiveConsole) -> Answer {
    let page = show_console(app, desk, slug, sent).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn flash(app: &App, desk: &Desk, slug: &str, form: &FlashForm) -> services::Result<()> {
    let (actor, host) = (desk.actor(), desk.host());
    let price = form
        .parse(actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    live::flash(&app.core, actor, host, (slug, &form.code), price).await
}

/// What a cooperative says to sellers who go live with its goods.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Consent {
    viec: String,
    item: String,
    rule: String,
}

/// `POST /htx/live-nguoi-ban/luat`: how sellers may show the cooperative's goods.
pub async fn live_rule(
    State(app): State<App>,
    member: Member,
    Form(form): Form<Consent>,
) -> Answer {
    let l = member.actor.locale;
    live::set_rule(&app.core, &member.actor, member.cooperative, &form.rule)
        .await
        .page(l)?;
    Ok(Redirect::to(&l.path("/htx/live")).into_response())
}

/// `POST /htx/live-nguoi-ban`: yes or no to one good. What was answered before, or is another's, only leads back to the list.
pub async fn consent(State(app): State<App>, member: Member, Form(form): Form<Consent>) -> Answer {
    let (core, actor, of) = (&app.core, &member.actor, member.cooperative);
    let l = actor.locale;
    match live::answer(core, actor, of, (&form.item, form.viec == "co")).await {
        Ok(()) | Err(Error::NotFound { .. }) => {}
        Err(error) => return Err(PageError(error, l)),
    }
    Ok(Redirect::to(&l.path("/htx/live")).into_response())
}

/// How pasted comments would be read.
async fn look(app: &App, desk: &Desk, slug: &str, text: String) -> Answer {
    let l = desk.actor().locale;
    let comments = match pasted(&text, l) {
        Ok(comments) => comments,
        Err(error) => {
            let sent = LiveConsole {
                pasted: text,
                errors: vec![error],
                ..LiveConsole::default()
            };
            return again(app, desk, slug, sent).await;
        }
    };
    let preview = live::preview(&app.core, desk.actor(), desk.host(), slug, &comments)
        .await
        .page(l)?;
    let sent = LiveConsole {
        pasted: text,
        preview,
        ..LiveConsole::default()
    };
    let page = show_console(app, desk, slug, sent).await?;
    Ok(page.into_response())
}

/// Reads pasted comments; all lines are looked at before the first is read.
async fn read(app: &App, desk: &Desk, slug: &str, text: &str) -> services::Result<()> {
    let (actor, host) = (desk.actor(), desk.host());
    let comments = pasted(text, actor.locale).map_err(|field| Error::Invalid {
        fields: vec![field],
    })?;
    for (name, said) in &comments {
        live::comment(&app.core, actor, host, slug, (name, said)).await?;
    }
    Ok(())
}

/// `POST /htx/live/{slug}/tep`: a file of comments, looked at before it counts.
pub async fn file(
    State(app): State<App>,
    desk: Desk,
    Path(slug): Path<String>,
    form: Multipart,
) -> Answer {
    let l = desk.actor().locale;
    let mut sent = Uploaded::read(form, "tep", l).await.page(l)?;
    let bytes = sent.take_file().unwrap_or_default();
    match live::lines_of_file(&bytes, l) {
        Ok(text) => look(&app, &desk, &slug, text).await,
        Err(error) => {
            let sent = LiveConsole {
                errors: vec![error],
                ..LiveConsole::default()
            };
            again(&app, &desk, &slug, sent).await
        }
    }
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
    let count: i64 = form.count.trim().parse().unwrap_or(1);
    let outcome = live::take(&app.core, &actor, &slug, (&name, &form.code, count))
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
