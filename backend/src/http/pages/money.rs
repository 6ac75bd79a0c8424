//! The picture of a transfer's code, and the operators' money screen.

use crate::app::App;
use crate::http::actor::Caller;
use crate::http::cookies;
use crate::http::pages::staff::operator_page;
use crate::http::problem::{PageError, Tell};
use crate::pay;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use frontend::pages::staff::money_page;
use http::{StatusCode, header};
use payments::vietqr;
use services::{Error, orders, payments as money, settlements};
use shared::say::Locale;
use shared::view::staff::MoneyTasksView;

/// `GET /don/{code}/qr/{name}`: the code of a transfer as a picture, for whoever may see the order.
pub async fn code(
    State(app): State<App>,
    Path((code, name)): Path<(String, String)>,
    jar: CookieJar,
) -> Result<Response, PageError> {
    let l = Locale::Vi;
    let missing = || PageError(Error::NotFound { what: "payment" }, l);
    let passes = cookies::value(&app.config, &jar, cookies::ORDERS).unwrap_or_default();
    let access = orders::open_with_pass(&app.core, &code, passes)
        .await
        .page(l)?;
    let parts = money::of_order(&app.core, access.order()).await.page(l)?;
    let reference = name.strip_suffix(".svg").unwrap_or_default();
    let part = parts.into_iter().find(|part| part.reference == reference);
    let part = part.filter(|part| part.left.0 > 0).ok_or_else(missing)?;
    let text = match (part.code, part.account) {
        (Some(code), _) => Ok(code),
        (None, Some(to)) => pay::code(&to.bin, &to.number, part.left, &part.content),
        (None, None) => return Err(missing()),
    };
    let picture = text
        .and_then(|text| vietqr::svg(&text))
        .map_err(|_| missing())?;
    Ok(drawn(picture))
}

/// `GET /quan-tri/tien`.
pub async fn tasks(
    State(app): State<App>,
    Caller(actor): Caller,
) -> Result<Html<String>, PageError> {
    let l = actor.locale;
    let view = load(&app, &actor).await?;
    Ok(show(&app, &view, l))
}

/// What operators have to settle.
pub async fn load(app: &App, actor: &services::actor::Actor) -> Result<MoneyTasksView, PageError> {
    money::money_tasks(&app.core, actor)
        .await
        .page(actor.locale)
}

/// The document of the money screen.
pub fn show(app: &App, view: &MoneyTasksView, l: Locale) -> Html<String> {
    let title = l.say("Tiền chờ xử lý", "Money to settle");
    operator_page(app, l, "/quan-tri/tien", title, || money_page(view, l))
}

/// `GET /quan-tri/tien/chi-tra/{id}`: the code by which a payout is made, with its amount and text.
pub async fn payout_code(
    State(app): State<App>,
    Path(id): Path<String>,
    Caller(actor): Caller,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let missing = || PageError(Error::NotFound { what: "settlement" }, l);
    let all = settlements::payouts(&app.core, &actor).await.page(l)?;
    let one = all.into_iter().find(|one| one.id == id);
    let one = one.ok_or_else(missing)?;
    let text = pay::code(&one.bin, &one.number, one.amount, &one.content);
    let picture = text.and_then(|text| vietqr::svg(&text));
    Ok(drawn(picture.map_err(|_| missing())?))
}

fn drawn(picture: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (StatusCode::OK, headers, picture).into_response()
}

/// `GET /quan-tri/tien/chi-tra.csv`: the file for the bank.
pub async fn payout_file(
    State(app): State<App>,
    Caller(actor): Caller,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let (name, bytes) = settlements::payout_file(&app.core, &actor).await.page(l)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}
