//! What officers look at.

use super::{ListQuery, alliance_page};
use crate::app::App;
use crate::http::actor::Caller;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, Query, State};
use axum::response::Html;
use frontend::pages::staff;
use services::alliance::{self, CooperativePart};
use shared::id::CertificateId;
use shared::say::Locale;
use shared::view::staff::{CertificateView, CooperativeView, ReviewView};
use uuid::Uuid;

type Shown = Result<Html<String>, PageError>;

/// `GET /lien-minh`.
pub async fn home(State(app): State<App>, Caller(actor): Caller) -> Shown {
    let l = actor.locale;
    let view = alliance::load_home_view(&app.core, &actor).await.page(l)?;
    Ok(alliance_page(&app, l, "/lien-minh", &view.place, || {
        staff::alliance_home_page(&view, l)
    }))
}

/// `GET /lien-minh/htx`.
pub async fn cooperatives(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let part = CooperativePart {
        cursor: query.cursor().page(l)?,
        state: query.tt,
        query: query.q,
    };
    let view = alliance::list_cooperatives(&app.core, &actor, &part)
        .await
        .page(l)?;
    let title = l.say("Hợp tác xã", "Cooperatives");
    Ok(alliance_page(&app, l, "/lien-minh/htx", title, || {
        staff::cooperatives_page(&view, l)
    }))
}

/// `GET /lien-minh/htx/{slug}`.
pub async fn cooperative(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(slug): Path<String>,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let mut view = alliance::load_cooperative_view(&app.core, &actor, &slug)
        .await
        .page(l)?;
    view.done = done(&query.xong, l);
    Ok(show_cooperative(&app, &view, l))
}

fn done(what: &str, l: Locale) -> Option<String> {
    let words = match what {
        "verify" => l.say("Đã xác minh, gian hàng mở", "Verified, the booth is open"),
        "refuse" => l.say(
            "Đã trả hồ sơ, hợp tác xã sẽ đọc lý do",
            "Sent back, the cooperative reads the reason",
        ),
        "suspend" => l.say("Đã tạm đóng gian hàng", "The booth is closed"),
        "resume" => l.say("Gian hàng mở lại", "The booth is open again"),
        "trust" => l.say("Gian này được tin cậy", "The booth is trusted"),
        "distrust" => l.say(
            "Món mới của gian này sẽ chờ duyệt",
            "New goods of the booth will wait",
        ),
        "confirm" => l.say(
            "Đã xác nhận, nhãn hiện cho người mua",
            "Confirmed, buyers see the badge",
        ),
        "revoke" => l.say(
            "Đã rút, nhãn không hiện nữa",
            "Withdrawn, the badge is gone",
        ),
        _ => return None,
    };
    Some(words.to_owned())
}

/// The page of a cooperative's view.
pub fn show_cooperative(app: &App, view: &CooperativeView, l: Locale) -> Html<String> {
    let path = format!("/lien-minh/htx/{}", view.slug);
    alliance_page(app, l, &path, &view.name, || {
        staff::cooperative_page(view, l)
    })
}

/// `GET /lien-minh/duyet`.
pub async fn reviews(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let cursor = query.cursor().page(l)?;
    let view = alliance::list_reviews(&app.core, &actor, cursor.as_ref())
        .await
        .page(l)?;
    let title = l.say("Duyệt hàng", "Reviews");
    Ok(alliance_page(&app, l, "/lien-minh/duyet", title, || {
        staff::reviews_page(&view, l)
    }))
}

/// `GET /lien-minh/duyet/{id}`.
pub async fn review(State(app): State<App>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Shown {
    let l = actor.locale;
    let view = alliance::load_review_view(&app.core, &actor, id)
        .await
        .page(l)?;
    Ok(show_review(&app, &view, l))
}

/// The page of a review's view.
pub fn show_review(app: &App, view: &ReviewView, l: Locale) -> Html<String> {
    let path = format!("/lien-minh/duyet/{}", view.id);
    alliance_page(app, l, &path, &view.title, || staff::review_page(view, l))
}

/// `GET /lien-minh/chung-nhan`.
pub async fn certificates(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let cursor = query.cursor().page(l)?;
    let view = alliance::list_certificates(&app.core, &actor, &query.tt, cursor.as_ref())
        .await
        .page(l)?;
    let title = l.say("Giấy chứng nhận", "Certificates");
    Ok(alliance_page(
        &app,
        l,
        "/lien-minh/chung-nhan",
        title,
        || staff::certificates_page(&view, l),
    ))
}

/// `GET /lien-minh/chung-nhan/{id}`.
pub async fn certificate(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<CertificateId>,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let mut view = alliance::load_certificate_view(&app.core, &actor, id)
        .await
        .page(l)?;
    view.done = done(&query.xong, l);
    Ok(show_certificate(&app, &view, l))
}

/// The page of a certificate's view.
pub fn show_certificate(app: &App, view: &CertificateView, l: Locale) -> Html<String> {
    let path = format!("/lien-minh/chung-nhan/{}", view.id);
    alliance_page(app, l, &path, &view.title, || {
        staff::certificate_page(view, l)
    })
}
