//! The pages of livestreams.

use crate::app::App;
use crate::http::actor::{Language, Member};
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, State};
use axum::response::Html;
use frontend::pages::live as pages;
use frontend::shell::{Area, Chrome, Top};
use services::live;
use shared::say::Locale;

type Shown = Result<Html<String>, PageError>;

/// `GET /htx/live`: choosing the goods.
pub async fn list(State(app): State<App>, Dark(dark): Dark, member: Member) -> Shown {
    show_list(&app, &member, dark, None).await
}

/// The list, and why the last choice was refused.
pub async fn show_list(app: &App, member: &Member, dark: bool, error: Option<&str>) -> Shown {
    let l = member.actor.locale;
    let (goods, past) = live::choices(&app.core, &member.actor, member.cooperative)
        .await
        .page(l)?;
    let title = l.say("Bán trực tiếp", "Livestream");
    let chrome = inside(
        &frame(app, member).await?,
        dark,
        None,
        title,
        "",
        &l.path("/htx"),
    );
    let head = render::private_head(l, "/htx/live", title.to_owned());
    Ok(render::page(app, head, chrome, || {
        pages::live_list_page(&goods, &past, error, l)
    }))
}

/// `GET /htx/live/{slug}`: the console.
pub async fn console(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(slug): Path<String>,
) -> Shown {
    show_console(&app, &member, dark, &slug, (None, "")).await
}

/// The console, and what was wrong with the pasted comments.
pub async fn show_console(
    app: &App,
    member: &Member,
    dark: bool,
    slug: &str,
    returned: (Option<&str>, &str),
) -> Shown {
    let l = member.actor.locale;
    let (live, talks) = live::mine(&app.core, &member.actor, member.cooperative, slug)
        .await
        .page(l)?;
    let title = l.say("Phiên trực tiếp", "Livestream");
    let back = l.path("/htx/live");
    let chrome = inside(&frame(app, member).await?, dark, None, title, "", &back);
    let head = render::private_head(l, &format!("/htx/live/{slug}"), title.to_owned());
    let base = app.absolute("");
    Ok(render::page(app, head, chrome, || {
        pages::live_console_page(&live.view, &talks, &base, returned, l)
    }))
}

fn chrome(title: &str, back: String) -> Chrome {
    Chrome {
        area: Area::Shop,
        top: Top::Back {
            title: title.to_owned(),
            under: String::new(),
            back,
        },
        ..Chrome::default()
    }
}

/// `GET /live/{slug}`: for everybody who watches.
pub async fn watch(
    State(app): State<App>,
    Language(l): Language,
    Path(slug): Path<String>,
) -> Shown {
    let live = live::load(&app.core, &slug, l).await.page(l)?;
    let title = l.say("Trực tiếp", "Live");
    let head = render::private_head(l, &format!("/live/{slug}"), title.to_owned());
    Ok(render::page(&app, head, chrome(title, l.path("/")), || {
        pages::live_page(&live.view, l)
    }))
}

/// `GET /live/{slug}/gio/{token}`: a viewer's basket.
pub async fn basket(
    State(app): State<App>,
    Language(l): Language,
    Path((slug, token)): Path<(String, String)>,
) -> Shown {
    let basket = live::basket(&app.core, &slug, &token, l).await.page(l)?;
    Ok(show_basket(&app, &basket, (&slug, &token), l))
}

fn show_basket(app: &App, basket: &live::Basket, at: (&str, &str), l: Locale) -> Html<String> {
    let title = l.say("Giỏ của bạn", "Your basket");
    let path = format!("/live/{}/gio/{}", at.0, at.1);
    let head = render::private_head(l, &path, title.to_owned());
    let back = l.path(&format!("/live/{}", at.0));
    render::page(app, head, chrome(title, back), || {
        pages::live_basket_page(&basket.view(l), at, !basket.cart.is_empty(), l)
    })
}
