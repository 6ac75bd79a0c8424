//! Home, lists, booths, the calendar.

use super::super::share::{cards, referrer};
use super::linked::{breadcrumbs, cards as named, cooperative, list as listing, market, website};
use super::{Reader, unlisted};
use crate::app::App;
use crate::http::cache::{Keep, Tag};
use crate::http::problem::Tell;
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use frontend::pages::shop::{booth_page, booths_page, calendar_page, home_page, list_page};
use frontend::shell::Chrome;
use http::StatusCode;
use serde::Deserialize;
use services::catalogue::list::Scope;
use services::catalogue::{self, list};
use shared::input::shop::ShopQuery;
use shared::say::Locale;

/// The number of a page, or of a month.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Number {
    trang: String,
    thang: String,
    gt: String,
}

/// `GET /`.
pub async fn home(State(app): State<App>, reader: Reader) -> Response {
    let l = reader.locale;
    let make = async {
        let view = catalogue::home::home(&app.core, reader.reading()).await?;
        let title = l.say(
            "Chợ Phiên: hàng của hợp tác xã vùng cao",
            "Chợ Phiên: goods of highland cooperatives",
        );
        let words = l.say(
            "Trái cây vừa hái, chè, cà phê, hàng khô của hợp tác xã vùng cao. Ai trồng người ấy gửi, trả tiền khi nhận.",
            "Fruit just picked, tea, coffee and dried goods of highland cooperatives. Sent by those who grow them, paid on delivery.",
        );
        let mut head = render::public_head(&app, l, "/", title.to_owned(), words.to_owned());
        head.json_ld = vec![
            website(&app, l),
            market(&app, l),
            listing(
                &app,
                &view.day,
                named(&view.stall).chain(named(&view.season.cards)),
            ),
        ];
        Ok(render::page(&app, head, reader.chrome(), || {
            home_page(&view, l)
        }))
    };
    reader.kept(&app, "/", vec![Tag::Catalogue], make).await
}

/// `GET /tim`.
pub async fn search(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<ShopQuery>,
) -> Response {
    listed(&app, &reader, Scope::Search, "/tim".to_owned(), &query).await
}

/// `GET /danh-muc/{slug}`.
pub async fn category(
    State(app): State<App>,
    reader: Reader,
    Path(slug): Path<String>,
    Query(query): Query<ShopQuery>,
) -> Response {
    let base = format!("/danh-muc/{slug}");
    listed(&app, &reader, Scope::Category(slug), base, &query).await
}

/// `GET /tinh/{slug}`.
pub async fn province(
    State(app): State<App>,
    reader: Reader,
    Path(slug): Path<String>,
    Query(query): Query<ShopQuery>,
) -> Response {
    let base = format!("/tinh/{slug}");
    listed(&app, &reader, Scope::Province(slug), base, &query).await
}

async fn listed(
    app: &App,
    reader: &Reader,
    scope: Scope,
    base: String,
    query: &ShopQuery,
) -> Response {
    let l = reader.locale;
    let (filter, page) = query.read();
    let address = format!("{base}{}", filter.query(page));
    let plain = filter.words.is_empty() && filter.count() == 0;
    let wrong = query.prices(l).err().unwrap_or_default();
    let refused = !wrong.is_empty();
    let make = async {
        let mut view = list::list(&app.core, &scope, &filter, page, reader.reading()).await?;
        if refused {
            view.prices.errors = wrong;
            view.prices.from.clone_from(&query.tu);
            view.prices.to.clone_from(&query.den);
        }
        let shown = if page > 1 && plain {
            format!("{base}?trang={page}")
        } else {
            base.clone()
        };
        let mut head = render::public_head(
            app,
            l,
            &shown,
            view.title.clone(),
            described(&view.title, &view.under, l),
        );
        head.json_ld = vec![
            breadcrumbs(app, &view.crumbs),
            listing(app, &view.title, named(&view.cards)),
        ];
        if !plain || filter.sort != shared::input::shop::Sort::default() {
            head = unlisted(head);
        }
        let chrome = Chrome {
            search_query: filter.words.clone(),
            ..reader.chrome()
        };
        Ok(render::page(app, head, chrome, || list_page(&view, l)))
    };
    if refused {
        return match make.await {
            Ok(page) => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
            Err(error) => Err::<Response, _>(error).page(l).into_response(),
        };
    }
    // People type words that nobody typed before; lists have filters without end.
    let keep = if plain {
        Keep::Always
    } else {
        Keep::WhenAskedAgain
    };
    reader
        .kept_if(app, (&address, keep), vec![Tag::Catalogue], make)
        .await
}

fn described(title: &str, under: &str, l: Locale) -> String {
    match l {
        Locale::Vi => {
            format!("{title}: {under} của hợp tác xã vùng cao, gửi tận nơi, trả tiền khi nhận.")
        }
        Locale::En => {
            format!("{title}: {under} from highland cooperatives, sent to you, paid on delivery.")
        }
    }
}

/// `GET /gian-hang`.
pub async fn booths(
    State(app): State<App>,
    reader: Reader,
    Query(number): Query<Number>,
) -> Response {
    let l = reader.locale;
    let page = number.trang.parse().unwrap_or(1);
    let path = if page > 1 {
        format!("/gian-hang?trang={page}")
    } else {
        "/gian-hang".to_owned()
    };
    let make = async {
        let view = catalogue::booths::booths(&app.core, page, l).await?;
        let words = l.say(
            "Các hợp tác xã vùng cao đã được xác minh và đang bày hàng ở Chợ Phiên.",
            "Highland cooperatives that were verified and sell at Chợ Phiên.",
        );
        let title = l.say("Gian hàng", "Booths").to_owned();
        let mut head = render::public_head(&app, l, &path, title, words.to_owned());
        let booths = view.booths.iter();
        head.json_ld = vec![
            breadcrumbs(&app, &view.crumbs),
            listing(
                &app,
                &view.title,
                booths.map(|booth| (booth.name.as_str(), booth.href.as_str())),
            ),
        ];
        Ok(render::page(&app, head, reader.chrome(), || {
            booths_page(&view, l)
        }))
    };
    reader.kept(&app, &path, vec![Tag::Catalogue], make).await
}

/// `GET /gian-hang/{slug}`.
pub async fn booth(
    State(app): State<App>,
    reader: Reader,
    Path(slug): Path<String>,
    Query(number): Query<Number>,
) -> Response {
    let l = reader.locale;
    let page = number.trang.parse().unwrap_or(1);
    let path = format!("/gian-hang/{slug}");
    // What names who brought the reader is the reader's own and not kept.
    let own = !number.gt.is_empty();
    let referral = referrer(&app, &number.gt).await;
    let address = if page > 1 {
        format!("{path}?trang={page}")
    } else {
        path.clone()
    };
    let make = async {
        let mut view = catalogue::booths::booth(&app.core, &slug, page, reader.reading()).await?;
        view.referral = referral;
        let story = view.seller.story.first().cloned().unwrap_or_default();
        let words = format!("{} · {}. {story}", view.name, view.place);
        let mut head = render::public_head(&app, l, &address, view.name.clone(), words);
        let card = cards::address(&app, "g", &slug, &cards::of_booth(&view, &path), l);
        head.og_image = Some(app.absolute(&card));
        head.json_ld = vec![
            breadcrumbs(&app, &view.crumbs),
            cooperative(&app, &view, (&l.path(&path), &card)),
            listing(&app, &view.goods.title, named(&view.goods.cards)),
        ];
        Ok(render::page(&app, head, reader.chrome(), || {
            booth_page(&view, l)
        }))
    };
    if own {
        return match make.await {
            Ok(page) => page.into_response(),
            Err(services::Error::NotFound { .. }) => super::missing(&app, &path, &reader).await,
            Err(error) => Err::<Response, _>(error).page(l).into_response(),
        };
    }
    reader
        .kept(&app, &address, vec![Tag::Catalogue], make)
        .await
}

/// `GET /lich-mua`.
pub async fn calendar(
    State(app): State<App>,
    reader: Reader,
    Query(number): Query<Number>,
) -> Response {
    let l = reader.locale;
    let month = number
        .thang
        .parse::<u8>()
        .ok()
        .filter(|month| (1..=12).contains(month));
    let path = month.map_or("/lich-mua".to_owned(), |month| {
        format!("/lich-mua?thang={month}")
    });
    let make = async {
        let view = catalogue::calendar::calendar(&app.core, month, l).await?;
        let words = l.say(
            "Tháng nào có quả gì: lịch mùa của hàng vùng cao.",
            "What comes when: the seasons of highland goods.",
        );
        let mut head = render::public_head(&app, l, &path, view.title.clone(), words.to_owned());
        head.json_ld = vec![breadcrumbs(&app, &view.crumbs)];
        Ok(render::page(&app, head, reader.chrome(), || {
            calendar_page(&view, l)
        }))
    };
    reader.kept(&app, &path, vec![Tag::Catalogue], make).await
}
