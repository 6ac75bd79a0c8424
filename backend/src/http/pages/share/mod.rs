//! Share links as buyers open them, and the pages of those who share.

pub mod booth;
pub mod cards;
pub mod seller;

use crate::app::App;
use crate::http::actor::Language;
use crate::http::cookies;
use crate::http::forms::cart::keep_cart;
use crate::http::pages::booth::orders::square_code;
use crate::http::pages::purchase::cart_of;
use crate::http::pages::shop::linked;
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::pages::share::{basket_page, qr_sheet_page};
use frontend::shell::{Area, Chrome, Top};
use http::{HeaderMap, StatusCode, header};
use services::catalogue::{booths, product};
use services::share::{self, Opened, Target};
use services::{Error, Result};
use shared::input::cart::CartItem;
use shared::say::Locale;
use shared::view::share::QrSheet;

/// Days the clicks of a browser are kept: as long as a click counts.
const CLICK_DAYS: i64 = 7;

/// What programs that look at links call themselves.
const PROGRAMS: [&str; 14] = [
    "bot",
    "crawler",
    "spider",
    "facebookexternalhit",
    "facebookcatalog",
    "slurp",
    "preview",
    "whatsapp",
    "embedly",
    "curl/",
    "wget/",
    "python-",
    "headlesschrome-lighthouse",
    "zalo-crawler",
];

fn agent(headers: &HeaderMap) -> String {
    let value = headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok());
    value.unwrap_or_default().to_ascii_lowercase()
}

/// A program, not a person. An empty name is one, too.
fn is_program(headers: &HeaderMap) -> bool {
    let agent = agent(headers);
    agent.is_empty() || PROGRAMS.iter().any(|name| agent.contains(name))
}

/// The page is opened by somebody, not loaded as a picture or a frame within another page.
fn is_opened(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    text("sec-fetch-dest").is_none_or(|dest| dest == "document")
        && text("sec-purpose").is_none_or(|purpose| !purpose.contains("prefetch"))
}

/// A person opened the page.
pub(in crate::http::pages) fn is_person(headers: &HeaderMap) -> bool {
    is_opened(headers) && !is_program(headers)
}

/// The app whose own browser it is; empty for a browser of its own.
fn app_of(headers: &HeaderMap) -> &'static str {
    let agent = agent(headers);
    let apps = [
        ("zalo", "zalo"),
        ("fban/", "facebook"),
        ("fbav/", "facebook"),
        ("fb_iab", "facebook"),
        ("instagram", "instagram"),
        ("musical_ly", "tiktok"),
        ("bytedancewebview", "tiktok"),
    ];
    apps.iter()
        .find(|(sign, _)| agent.contains(sign))
        .map_or("", |(_, app)| app)
}

/// Who is named on the page that a link of this code opens.
pub(super) async fn referrer(app: &App, code: &str) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    share::open(&app.core, code)
        .await
        .ok()
        .and_then(|link| link.referrer)
}

/// `GET /s/{code}`: counts the click and leads on; a basket fills the cart. Programs get the page behind it, or a preview.
pub async fn open(
    State(app): State<App>,
    Language(l): Language,
    Path(code): Path<String>,
    jar: CookieJar,
    headers: HeaderMap,
) -> std::result::Result<Response, PageError> {
    let link = match share::open(&app.core, &code).await {
        Ok(link) => link,
        Err(Error::NotFound { .. }) => return Ok(gone(&app, l)),
        Err(error) => return Err(PageError(error, l)),
    };
    let person = is_person(&headers);
    let mut jar = jar;
    if person {
        let known = cookies::value(&app.config, &jar, cookies::CLICKS)
            .unwrap_or_default()
            .to_owned();
        let clicks = share::click(&app.core, link.id, app_of(&headers), &known)
            .await
            .page(l)?;
        jar = jar.add(cookies::make(
            &app.config,
            cookies::CLICKS,
            clicks,
            CLICK_DAYS,
        ));
    }
    let named = if person && link.referrer.is_some() {
        format!("?gt={}", link.code)
    } else {
        String::new()
    };
    let to = match &link.target {
        Target::Product(slug) => format!("/p/{slug}{named}"),
        Target::Booth(slug) => format!("/gian-hang/{slug}{named}"),
        Target::Live(slug) => format!("/live/{slug}{named}"),
        Target::Basket(items) if person => {
            let mut cart = cart_of(&app, &jar);
            for item in items {
                if cart.steps(item.variant) == 0 {
                    cart.set(item.variant, item.steps);
                }
            }
            jar = keep_cart(&app, jar, &cart);
            "/gio-hang".to_owned()
        }
        Target::Basket(items) => {
            return preview(&app, &link, items, l)
                .await
                .page(l)
                .map(IntoResponse::into_response);
        }
    };
    Ok((jar, Redirect::to(&l.path(&to))).into_response())
}

/// An ended or unknown link: nothing of what it led to is told.
fn gone(app: &App, l: Locale) -> Response {
    let title = l.say("Link này đã dừng", "This link has ended");
    let problem = shared::problem::Problem::new(404, "not_found", title).with_detail(l.say(
        "Người gửi đã dừng link, hoặc link gõ thiếu chữ. Vào chợ để tìm món bạn muốn",
        "Its sender has ended it, or a letter is missing. Search the market for what you want",
    ));
    let head = render::private_head(l, "/", title.to_owned());
    let chrome = Chrome {
        top: Top::Full,
        ..Chrome::default()
    };
    let page = render::page(app, head, chrome, || {
        frontend::pages::problem::problem_page(&problem, l)
    });
    (StatusCode::NOT_FOUND, page).into_response()
}

/// What a chat shows of a basket.
async fn preview(app: &App, link: &Opened, items: &[CartItem], l: Locale) -> Result<Html<String>> {
    let basket = share::basket(&app.core, items, l).await?;
    let path = format!("/s/{}", link.code);
    let names: Vec<&str> = basket.goods.iter().map(|(name, _)| name.as_str()).collect();
    let words = format!("{}. {}", names.join(", "), basket.total);
    let mut head = render::public_head(app, l, &path, basket.title.clone(), words);
    let card = cards::of_basket(&basket, &path);
    head.og_image = Some(app.absolute(&cards::address(app, "s", &link.code, &card, l)));
    head.noindex = true;
    let goods = basket.goods.iter();
    head.json_ld = vec![linked::list(
        app,
        &basket.title,
        goods.map(|(name, href)| (name.as_str(), href.as_str())),
    )];
    let chrome = Chrome {
        top: Top::Full,
        ..Chrome::default()
    };
    let total = basket.total.to_string();
    Ok(render::page(app, head, chrome, || {
        basket_page(&basket.title, &basket.goods, &total, l)
    }))
}

fn address(app: &App, code: &str) -> String {
    app.absolute(&format!("/s/{code}"))
}

/// `GET /s/{code}/qr.svg` and `qr.png`.
pub async fn qr(
    State(app): State<App>,
    Path((code, file)): Path<(String, String)>,
) -> std::result::Result<Response, PageError> {
    let link = share::open(&app.core, &code).await.page(Locale::Vi)?;
    let address = address(&app, &link.code);
    let keep = (header::CACHE_CONTROL, "public, max-age=300");
    let drawn = |error: media::cards::CardError| PageError(Error::internal(error), Locale::Vi);
    match file.as_str() {
        "qr.svg" => {
            let svg = media::cards::qr_svg(&address).map_err(drawn)?;
            Ok(([(header::CONTENT_TYPE, "image/svg+xml"), keep], svg).into_response())
        }
        "qr.png" => {
            let png = media::cards::qr_png(&address).map_err(drawn)?;
            Ok(([(header::CONTENT_TYPE, "image/png"), keep], png).into_response())
        }
        _ => Err(PageError(Error::NotFound { what: "file" }, Locale::Vi)),
    }
}

/// `GET /s/{code}/in`: the A6 sheet.
pub async fn sheet(
    State(app): State<App>,
    Language(l): Language,
    Path(code): Path<String>,
) -> std::result::Result<Html<String>, PageError> {
    let view = load_sheet(&app, &code, l).await.page(l)?;
    let head = render::private_head(l, &format!("/s/{code}/in"), view.title.clone());
    let chrome = Chrome {
        area: Area::Plain,
        top: Top::Bare,
        ..Chrome::default()
    };
    Ok(render::page(&app, head, chrome, || qr_sheet_page(&view, l)))
}

async fn load_sheet(app: &App, code: &str, l: Locale) -> Result<QrSheet> {
    let link = share::open(&app.core, code).await?;
    let code = square_code(&address(app, &link.code))?;
    let mut view = QrSheet {
        size: code.size,
        path: code.path,
        address: address(app, &link.code)
            .replace("https://", "")
            .replace("http://", ""),
        ..QrSheet::default()
    };
    match &link.target {
        Target::Product(slug) => {
            let product = product::product(&app.core, slug, &product::Wanted::default(), l)
                .await?
                .view;
            view.title = product.name;
            view.under = format!("{} · {}", product.seller_name, product.place);
            view.price = Some((product.sign.price, product.sign.unit));
        }
        Target::Booth(slug) => {
            let booth = booths::booth(&app.core, slug, 1, l).await?;
            (view.title, view.under) = (booth.name, booth.place);
        }
        Target::Basket(items) => {
            let basket = share::basket(&app.core, items, l).await?;
            let names: Vec<String> = basket.goods.into_iter().map(|(name, _)| name).collect();
            (view.title, view.under) = (basket.title, names.join(", "));
        }
        Target::Live(_) => view.title = l.say("Bán hàng trực tiếp", "Live selling").to_owned(),
    }
    Ok(view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn headers(agent: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
        headers
    }

    #[test]
    fn programs_are_told_from_people_in_apps() {
        let zalo = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/12110";
        let facebook = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) [FBAN/FBIOS;FBAV/440.0;FBLC/vi_VN]";
        for (agent, app) in [
            (zalo, "zalo"),
            (facebook, "facebook"),
            ("Mozilla/5.0 Firefox/130.0", ""),
        ] {
            assert!(!is_program(&headers(agent)), "{agent}");
            assert_eq!(app_of(&headers(agent)), app);
        }
        for agent in [
            "facebookexternalhit/1.1",
            "Twitterbot/1.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1)",
            "",
        ] {
            assert!(is_program(&headers(agent)), "{agent}");
        }
    }

    #[test]
    fn links_in_pictures_and_frames_are_not_opened() {
        let with = |name: &'static str, value: &'static str| {
            let mut all = headers("Mozilla/5.0");
            all.insert(name, HeaderValue::from_static(value));
            is_opened(&all)
        };
        assert!(is_opened(&headers("Mozilla/5.0")) && with("sec-fetch-dest", "document"));
        assert!(!with("sec-fetch-dest", "image") && !with("sec-fetch-dest", "iframe"));
        assert!(!with("sec-purpose", "prefetch"));
    }
}
