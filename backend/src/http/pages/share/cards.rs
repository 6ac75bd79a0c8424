//! Pictures for shares: what stands on them, their addresses, and serving them. An address carries the hash of everything
//! on the card, so that another price or stock is another address.

use crate::app::App;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use http::header;
use media::cards::{Card, Shape, Strip, draw};
use services::catalogue::{booths, product};
use services::live;
use services::share::{self, Basket, Target};
use services::{Error, Result};
use shared::say::Locale;
use shared::view::live::LiveView;
use shared::view::parts::Picture;
use shared::view::share::ShareCard;
use shared::view::shop::{BoothView, ProductView};

/// The kind of the market's own card.
const MARKET: &str = "c";

/// The card of a product's page.
pub fn of_product(view: &ProductView, path: &str, l: Locale) -> ShareCard {
    let gone = view
        .stopped
        .as_ref()
        .map(|of| of.title.trim_end_matches('.').to_owned());
    let season = view.season.as_ref().map(|season| {
        let months = season
            .words
            .split_once(": ")
            .map_or(season.words.as_str(), |(_, months)| months);
        let now = 1_u16
            .checked_shl(u32::from(season.now).saturating_sub(1))
            .unwrap_or(0);
        match season.main & now != 0 {
            true => format!("{}{months}", l.say("Đang vụ: ", "In season: ")),
            false => season.words.clone(),
        }
    });
    ShareCard {
        name: view.name.clone(),
        seller: view.seller_name.clone(),
        place: view.place.clone(),
        stars: view.stars.as_ref().map(|(stars, _)| *stars),
        season,
        strip: view
            .season
            .as_ref()
            .map(|season| (season.main, season.minor, season.now)),
        price: Some((view.sign.price.clone(), view.sign.unit.clone())),
        tag: gone.or(view
            .tag
            .as_ref()
            .filter(|tag| tag.fresh)
            .map(|tag| tag.text.clone())),
        path: l.path(path),
        photo: view.pictures.first().and_then(photo),
    }
}

/// The card of a booth's page.
pub fn of_booth(view: &BoothView, path: &str) -> ShareCard {
    let first = view
        .goods
        .cards
        .iter()
        .find_map(|card| card.picture.as_ref());
    ShareCard {
        name: view.name.clone(),
        seller: view.sentence.clone(),
        place: view.place.clone(),
        path: path.to_owned(),
        photo: view.cover.as_ref().or(first).and_then(photo),
        ..ShareCard::default()
    }
}

/// What a livestream is called.
pub fn live_title(view: &LiveView, l: Locale) -> String {
    match l {
        Locale::Vi => format!("{} bán trực tiếp", view.host),
        Locale::En => format!("{} sells live", view.host),
    }
}

/// The card of a livestream: the good that is spoken of.
pub fn of_live(view: &LiveView, title: &str, l: Locale) -> ShareCard {
    let good = view.main("");
    ShareCard {
        name: good.map_or_else(|| title.to_owned(), |good| good.name.clone()),
        seller: title.to_owned(),
        place: good.map(|good| good.place.clone()).unwrap_or_default(),
        price: good.map(|good| (good.sign.price.clone(), good.sign.unit.clone())),
        tag: Some(
            match view.ended {
                true => l.say("Đã kết thúc", "Over"),
                false => l.say("Trực tiếp", "Live"),
            }
            .to_owned(),
        ),
        path: l.path(&format!("/live/{}", view.slug)),
        photo: good.and_then(|good| good.picture.as_ref()).and_then(photo),
        ..ShareCard::default()
    }
}

/// The card of a basket link.
pub fn of_basket(basket: &Basket, path: &str) -> ShareCard {
    let names: Vec<&str> = basket.goods.iter().map(|(name, _)| name.as_str()).collect();
    ShareCard {
        name: names.join(", "),
        seller: basket.title.clone(),
        place: basket.sellers.join(", "),
        path: path.to_owned(),
        photo: basket.picture.as_ref().map(|id| format!("{id}-640.jpg")),
        ..ShareCard::default()
    }
}

/// The card of the market, for pages that have no better one.
fn of_market(l: Locale) -> ShareCard {
    ShareCard {
        name: l
            .say(
                "Hàng của hợp tác xã vùng cao",
                "Goods of highland cooperatives",
            )
            .to_owned(),
        seller: l
            .say(
                "Trái cây, chè, cà phê, hàng khô",
                "Fruit, tea, coffee, dried goods",
            )
            .to_owned(),
        place: l
            .say("Ai trồng người ấy gửi", "Sent by those who grow them")
            .to_owned(),
        path: l.path("/"),
        ..ShareCard::default()
    }
}

/// The path of the market's card.
pub fn market(app: &App, l: Locale) -> String {
    address(app, MARKET, "cho-phien", &of_market(l), l)
}

/// The largest stored JPEG that is not larger than needed.
fn photo(of: &Picture) -> Option<String> {
    let size = of
        .jpeg
        .iter()
        .find(|size| size.width >= 640)
        .or(of.jpeg.last())?;
    size.url.strip_prefix("/anh/").map(str::to_owned)
}

fn card(app: &App, of: &ShareCard) -> Card {
    Card {
        name: of.name.clone(),
        seller: of.seller.clone(),
        place: of.place.clone(),
        stars: of.stars,
        season: of.season.clone(),
        strip: of
            .strip
            .map(|(main, minor, now)| Strip { main, minor, now }),
        price: of.price.clone(),
        tag: of.tag.clone(),
        link: app.absolute(&of.path),
        photo: of.photo.clone(),
    }
}

/// The path of a card: `kind` is `p`, `g`, `s`, `l` or the market's.
pub fn address(app: &App, kind: &str, slug: &str, of: &ShareCard, l: Locale) -> String {
    path(kind, slug, &card(app, of).hash(), Shape::Wide, l)
}

/// The path of the story card.
pub fn story_address(app: &App, kind: &str, slug: &str, of: &ShareCard, l: Locale) -> String {
    path(kind, slug, &card(app, of).hash(), Shape::Story, l)
}

fn path(kind: &str, slug: &str, hash: &str, shape: Shape, l: Locale) -> String {
    let english = match l {
        Locale::Vi => "",
        Locale::En => "en-",
    };
    format!(
        "/anh/chia-se/{english}{kind}/{slug}/{hash}{}",
        ending(shape)
    )
}

const fn ending(shape: Shape) -> &'static str {
    match shape {
        Shape::Wide => ".jpg",
        Shape::Story => "-doc.jpg",
    }
}

/// The card that belongs to a link's target now.
pub async fn of_target(
    app: &App,
    code: &str,
    target: &Target,
    l: Locale,
) -> Result<Option<(ShareCard, &'static str, String)>> {
    Ok(match target {
        Target::Product(slug) => load(app, "p", slug, l)
            .await?
            .map(|card| (card, "p", slug.clone())),
        Target::Booth(slug) => load(app, "g", slug, l)
            .await?
            .map(|card| (card, "g", slug.clone())),
        Target::Basket(_) => load(app, "s", code, l)
            .await?
            .map(|card| (card, "s", code.to_owned())),
        Target::Live(slug) => load(app, "l", slug, l)
            .await?
            .map(|card| (card, "l", slug.clone())),
    })
}

async fn load(app: &App, kind: &str, slug: &str, l: Locale) -> Result<Option<ShareCard>> {
    Ok(match kind {
        "p" => {
            let product = product::product(&app.core, slug, &product::Wanted::default(), l).await?;
            Some(of_product(&product.view, &format!("/p/{slug}"), l))
        }
        "g" => {
            let booth = booths::booth(&app.core, slug, 1, l).await?;
            Some(of_booth(&booth, &format!("/gian-hang/{slug}")))
        }
        "s" => match share::open(&app.core, slug).await?.target {
            Target::Basket(items) => {
                let basket = share::basket(&app.core, &items, l).await?;
                Some(of_basket(&basket, &format!("/s/{slug}")))
            }
            _ => None,
        },
        "l" => {
            let live = live::load(&app.core, slug, l).await?.view;
            Some(of_live(&live, &live_title(&live, l), l))
        }
        MARKET => Some(of_market(l)),
        _ => None,
    })
}

/// `GET /anh/chia-se/{kind}/{slug}/{file}`: the card, if its hash is that of today; else the way to the card of today.
pub async fn show(
    State(app): State<App>,
    Path((kind, slug, file)): Path<(String, String, String)>,
) -> std::result::Result<Response, PageError> {
    let (kind, l) = match kind.strip_prefix("en-") {
        Some(kind) => (kind.to_owned(), Locale::En),
        None => (kind, Locale::Vi),
    };
    let missing = || PageError(Error::NotFound { what: "card" }, l);
    let (asked, shape) = match (file.strip_suffix("-doc.jpg"), file.strip_suffix(".jpg")) {
        (Some(hash), _) => (hash, Shape::Story),
        (None, Some(hash)) => (hash, Shape::Wide),
        (None, None) => return Err(missing()),
    };
    let of = load(&app, &kind, &slug, l)
        .await
        .page(l)?
        .ok_or_else(missing)?;
    let card = card(&app, &of);
    let hash = card.hash();
    if hash != asked {
        let to = path(&kind, &slug, &hash, shape, l);
        return Ok((
            [(header::CACHE_CONTROL, "no-store")],
            Redirect::temporary(&to),
        )
            .into_response());
    }
    let bytes = drawn(&app, card, shape)
        .await
        .map_err(|error| PageError(error, l))?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, bytes).into_response())
}

/// From the store, or drawn now and kept.
async fn drawn(app: &App, card: Card, shape: Shape) -> Result<Bytes> {
    let name = format!("the-{}{}", card.hash(), ending(shape));
    if let Some(kept) = app.blobs.get(&name).await.map_err(Error::internal)? {
        return Ok(kept);
    }
    let photo = match &card.photo {
        Some(photo) => app.blobs.get(photo).await.map_err(Error::internal)?,
        None => None,
    };
    let bytes = draw(card, shape, photo).await.map_err(Error::internal)?;
    app.blobs
        .put(&name, bytes.clone())
        .await
        .map_err(Error::internal)?;
    Ok(bytes)
}
