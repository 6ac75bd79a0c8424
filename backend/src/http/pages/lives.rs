//! The pages of livestreams.

use crate::app::App;
use crate::http::actor::{Caller, Language, Member};
use crate::http::cache::{Keep, Tag};
use crate::http::pages::booth::{Dark, frame, inside};
use crate::http::pages::share::cards;
use crate::http::pages::share::{is_person, referrer, seller};
use crate::http::pages::shop::linked;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use frontend::pages::live as pages;
use frontend::shell::{Area, Chrome, Head, Top};
use http::request::Parts;
use http::{HeaderMap, header};
use leptos::prelude::AnyView;
use serde::Deserialize;
use services::actor::{Actor, Right};
use services::live::{self, Host};
use services::share;
use shared::say::Locale;
use shared::view::live::{LiveConsole, LiveList, LiveView, home};

type Shown = Result<Html<String>, PageError>;

/// Who runs livestreams: a member of a cooperative at the booth, a seller at the pages of sellers.
pub enum Desk {
    /// The member, and whether the booth is dark.
    Booth(Box<Member>, bool),
    /// The seller.
    Seller(Actor),
}

impl FromRequestParts<App> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        // A seller may be a member somewhere, too: the address says as what he comes.
        let path = parts.uri.path();
        let path = path.strip_prefix("/en").unwrap_or(path);
        if !path.starts_with("/nguoi-ban") {
            let member = <Member as FromRequestParts<App>>::from_request_parts(parts, app).await?;
            let Dark(dark) = match Dark::from_request_parts(parts, app).await {
                Ok(dark) => dark,
                Err(never) => match never {},
            };
            return Ok(Self::Booth(Box::new(member), dark));
        }
        let Caller(actor) = Caller::from_request_parts(parts, app).await?;
        let l = actor.locale;
        match share::is_seller(&app.core, &actor).await {
            Ok(true) => Ok(Self::Seller(actor)),
            // Who has not signed up is led to the form.
            Ok(false) => Err(Redirect::to(&l.path("/nguoi-ban")).into_response()),
            Err(error) => Err(PageError(error, l).into_response()),
        }
    }
}

impl Desk {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        match self {
            Self::Booth(member, _) => &member.actor,
            Self::Seller(actor) => actor,
        }
    }

    /// Whose livestreams.
    pub fn host(&self) -> Host {
        match self {
            Self::Booth(member, _) => member.cooperative.into(),
            Self::Seller(_) => Host::Seller,
        }
    }

    /// The path of the livestreams.
    pub fn home(&self) -> &'static str {
        home(matches!(self, Self::Seller(_)))
    }

    async fn page(
        &self,
        app: &App,
        (title, path, back): (&str, &str, &str),
        body: impl FnOnce() -> AnyView,
    ) -> Shown {
        let l = self.actor().locale;
        let (member, dark) = match self {
            Self::Booth(member, dark) => (member, *dark),
            Self::Seller(_) => return Ok(seller::document(app, path, title, l, body)),
        };
        let chrome = inside(
            &frame(app, member).await?,
            dark,
            None,
            title,
            "",
            &l.path(back),
        );
        let head = render::private_head(l, path, title.to_owned());
        Ok(render::page(app, head, chrome, body))
    }
}

/// `GET /htx/live`, `GET /nguoi-ban/live`: choosing the goods.
pub async fn list(State(app): State<App>, desk: Desk) -> Shown {
    show_list(&app, &desk, None).await
}

/// The list, and why the last choice was refused.
pub async fn show_list(app: &App, desk: &Desk, error: Option<String>) -> Shown {
    let (core, actor) = (&app.core, desk.actor());
    let l = actor.locale;
    let (goods, past) = live::choices(core, actor, desk.host()).await.page(l)?;
    let mut view = LiveList {
        goods,
        past,
        error,
        ..LiveList::default()
    };
    match desk {
        Desk::Booth(member, _) => {
            view.asked = live::asked(core, actor, member.cooperative).await.page(l)?;
            if actor.member(member.cooperative, Right::Manage).is_ok() {
                view.rule = Some(live::rule(core, actor, member.cooperative).await.page(l)?);
            }
        }
        Desk::Seller(_) => view.seller = true,
    }
    let title = l.say("Bán trực tiếp", "Livestream");
    desk.page(app, (title, desk.home(), "/htx"), || {
        pages::live_list_page(&view, l)
    })
    .await
}

/// `GET /htx/live/{slug}`: the console.
pub async fn console(State(app): State<App>, desk: Desk, Path(slug): Path<String>) -> Shown {
    show_console(&app, &desk, &slug, LiveConsole::default()).await
}

/// The console with what was sent and does not count yet, or was wrong.
pub async fn show_console(app: &App, desk: &Desk, slug: &str, sent: LiveConsole) -> Shown {
    let l = desk.actor().locale;
    let view = live::mine(&app.core, desk.actor(), desk.host(), slug)
        .await
        .page(l)?;
    let view = LiveConsole {
        base: app.absolute(""),
        feeds: app.config.feeds.names(),
        pasted: sent.pasted,
        preview: sent.preview,
        flash: sent.flash,
        errors: sent.errors,
        ..view
    };
    let title = l.say("Phiên trực tiếp", "Livestream");
    let path = format!("{}/{slug}", desk.home());
    desk.page(app, (title, &path, desk.home()), || {
        pages::live_console_page(&view, l)
    })
    .await
}

/// `GET /htx/live/{slug}/the`: the cue cards.
pub async fn cues(State(app): State<App>, desk: Desk, Path(slug): Path<String>) -> Shown {
    let (actor, host) = (desk.actor(), desk.host());
    let l = actor.locale;
    let cues = live::cues(&app.core, actor, host, &slug).await.page(l)?;
    let console = live::mine(&app.core, actor, host, &slug).await.page(l)?;
    let title = l.say("Thẻ nhắc", "Cue cards");
    let back = format!("{}/{slug}", desk.home());
    let (path, at) = (format!("{back}/the"), (desk.home(), slug.as_str()));
    desk.page(&app, (title, &path, &back), || {
        pages::live_cues_page(&cues, at, console.link.as_deref(), l)
    })
    .await
}

/// Up to which moment the livestream is told again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Upto {
    luc: Option<usize>,
}

/// `GET /htx/live/{slug}/ket-qua`: what it came to.
pub async fn report(
    State(app): State<App>,
    desk: Desk,
    Path(slug): Path<String>,
    Query(upto): Query<Upto>,
) -> Shown {
    let l = desk.actor().locale;
    let view = live::report(&app.core, desk.actor(), desk.host(), &slug, upto.luc)
        .await
        .page(l)?;
    let title = l.say("Kết quả phiên", "What it came to");
    let back = format!("{}/{slug}", desk.home());
    let path = format!("{back}/ket-qua");
    desk.page(&app, (title, &path, &back), || {
        pages::live_report_page(&view, l)
    })
    .await
}

/// `GET /htx/live/{slug}/ket-qua.csv`: the same as a file.
pub async fn report_csv(
    State(app): State<App>,
    desk: Desk,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let l = desk.actor().locale;
    let bytes = live::report_csv(&app.core, desk.actor(), desk.host(), &slug)
        .await
        .page(l)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"phien-truc-tiep.csv\"",
        ),
    ];
    Ok((headers, bytes).into_response())
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

/// What a viewer chose to see.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looked {
    /// The code of a good.
    ma: String,
    /// How many, and whether one more or less.
    count: String,
    op: String,
    /// The code of the link that led here.
    gt: String,
}

impl Looked {
    fn is_plain(&self) -> bool {
        self.ma.is_empty() && self.count.is_empty() && self.gt.is_empty()
    }

    fn count(&self) -> i64 {
        let typed: i64 = self.count.trim().parse().unwrap_or(1);
        match self.op.as_str() {
            "plus" => typed.saturating_add(1),
            "minus" => typed.saturating_sub(1),
            _ => typed,
        }
        .clamp(1, 99)
    }
}

/// `GET /live/{slug}`: for everybody who watches. The plain page is kept until something in it changes.
pub async fn watch(
    State(app): State<App>,
    Language(l): Language,
    Path(slug): Path<String>,
    Query(looked): Query<Looked>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if !looked.is_plain() {
        if !looked.ma.is_empty() && looked.count.is_empty() && is_person(&headers) {
            match live::look(&app.core, &slug, &looked.ma).await {
                // Over, or no such code: the page says so.
                Ok(()) | Err(services::Error::NotFound { .. }) => {}
                Err(error) => return Err(PageError(error, l)),
            }
        }
        let mut live = live::load(&app.core, &slug, l).await.page(l)?;
        live.view.referral = referrer(&app, &looked.gt).await;
        return Ok(show(&app, &live, &looked, l).into_response());
    }
    let (_, version, _) = live::state(&app.core, &slug).await.page(l)?;
    let key = format!("{} {version}", l.path(&format!("/live/{slug}")));
    if let Some(page) = app.pages.get(&key, &headers).await {
        return Ok(page);
    }
    let live = live::load(&app.core, &slug, l).await.page(l)?;
    let tags = live.listings.iter().map(|id| Tag::Listing(*id));
    let stamped = app.pages.stamp(tags.collect());
    let Html(html) = show(&app, &live, &looked, l);
    Ok(app
        .pages
        .put((key, Keep::Always), html, stamped, &headers)
        .await)
}

fn show(app: &App, live: &live::Live, looked: &Looked, l: Locale) -> Html<String> {
    let title = cards::live_title(&live.view, l);
    let watching = app.audience.count(live.id());
    let shown = pages::Looked {
        code: &looked.ma,
        count: looked.count(),
        link: &looked.gt,
    };
    let head = head(app, &live.view, &title, l);
    let mut chrome = chrome(&title, l.path("/"));
    if let Top::Back { under, .. } = &mut chrome.top {
        l.say("Chợ Phiên trực tiếp", "Chợ Phiên live")
            .clone_into(under);
    }
    render::page(app, head, chrome, || {
        pages::live_page(&live.view, shown, watching, l)
    })
}

/// What chats and search engines read of it.
fn head(app: &App, of: &LiveView, title: &str, l: Locale) -> Head {
    let path = format!("/live/{}", of.slug);
    let names: Vec<&str> = of.goods.iter().map(|good| good.name.as_str()).collect();
    let words = match l {
        Locale::Vi => format!("{} món: {}", names.len(), names.join("; ")),
        Locale::En => format!("{} goods: {}", names.len(), names.join("; ")),
    };
    let words: String = words.replace('\u{a0}', " ").chars().take(200).collect();
    let mut head = render::public_head(app, l, &path, title.to_owned(), words);
    let card = cards::of_live(of, title, l);
    head.og_image = Some(app.absolute(&cards::address(app, "l", &of.slug, &card, l)));
    head.noindex = of.ended;
    let goods: Vec<(&str, String)> = of
        .goods
        .iter()
        .map(|good| (good.name.as_str(), l.path(&format!("/p/{}", good.slug))))
        .collect();
    head.json_ld = vec![linked::list(
        app,
        title,
        goods.iter().map(|(name, href)| (*name, href.as_str())),
    )];
    head
}

/// `GET /live/{slug}/gio/{token}`: a viewer's basket.
pub async fn basket(
    State(app): State<App>,
    Language(l): Language,
    Path((slug, token)): Path<(String, String)>,
) -> Shown {
    let basket = live::basket(&app.core, &slug, &token, l).await.page(l)?;
    let title = l.say("Giỏ của bạn", "Your basket");
    let path = format!("/live/{slug}/gio/{token}");
    let head = render::private_head(l, &path, title.to_owned());
    let back = l.path(&format!("/live/{slug}"));
    Ok(render::page(&app, head, chrome(title, back), || {
        pages::live_basket_page(&basket.view(l), (&slug, &token), !basket.cart.is_empty(), l)
    }))
}
