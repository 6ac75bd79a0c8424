//! Finding an order, and what its buyer can do to it.

use crate::app::App;
use crate::http::actor::{Peer, Visitor};
use crate::http::api::orders::allow_lookup;
use crate::http::cookies;
use crate::http::pages::purchase::show_find;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use http::StatusCode;
use services::moving::{self, Choice};
use services::{Error, orders, sub_orders};
use shared::input::checkout::{ChangeOrder, FindOrder};
use shared::say::Locale;
use shared::state::SubOrderAction;
use shared::view::order::FindOrderPage;

/// Days the passes for orders are kept; each pass ends on its own.
const PASS_DAYS: i64 = 2;

/// `POST /don`: by phone and code. What does not fit together is told without saying which of the two is wrong.
pub async fn find(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Peer(peer): Peer,
    jar: CookieJar,
    Form(form): Form<FindOrder>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    allow_lookup(&app, peer, &form.code, l).page(l)?;
    match orders::open(&app.core, &form.code, &form.phone, l).await {
        Ok(access) => {
            let passes = cookies::value(&app.config, &jar, cookies::ORDERS).unwrap_or_default();
            let pass = access.pass(&app.core, passes);
            let jar = jar.add(cookies::make(&app.config, cookies::ORDERS, pass, PASS_DAYS));
            let path = l.path(&format!("/don/{}", access.code()));
            Ok((jar, Redirect::to(&path)).into_response())
        }
        Err(error) => again(&app, error, form, l),
    }
}

fn again(app: &App, error: Error, form: FindOrder, l: Locale) -> Result<Response, PageError> {
    let mut view = FindOrderPage {
        code: form.code,
        phone: form.phone,
        ..FindOrderPage::default()
    };
    let status = match error {
        Error::Invalid { fields } => {
            for field in fields {
                match field.path.as_str() {
                    "code" => view.code_error = Some(field.message),
                    _ => view.phone_error = Some(field.message),
                }
            }
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Error::NotFound { .. } => {
            view.not_found = Some(
                l.say(
                    "Không có đơn nào khớp cả số này và mã này. Xem lại từng chữ rồi thử lần nữa.",
                    "No order fits both this number and this code. Check each sign and try again.",
                )
                .to_owned(),
            );
            StatusCode::NOT_FOUND
        }
        error => return Err(PageError(error, l)),
    };
    Ok((status, show_find(app, &view, l)).into_response())
}

/// `POST /don/{code}`: cancels a parcel, or asks the cooperative to; or chooses what becomes of one that nobody sends. Without a pass it leads to the look-up.
pub async fn change(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Path(code): Path<String>,
    jar: CookieJar,
    Form(form): Form<ChangeOrder>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let passes = cookies::value(&app.config, &jar, cookies::ORDERS).unwrap_or_default();
    let access = match orders::open_with_pass(&app.core, &code, passes).await {
        Err(Error::NotFound { .. }) => return Ok(Redirect::to(&l.path("/don")).into_response()),
        other => other.page(l)?,
    };
    if let Ok(choice) = form.op.parse::<Choice>() {
        moving::choose(&app.core, &actor, access.order(), form.parcel, choice)
            .await
            .page(l)?;
    } else {
        let action: SubOrderAction = form
            .op
            .parse()
            .map_err(|_| PageError(Error::NotFound { what: "action" }, l))?;
        sub_orders::cancel_as_buyer(&app.core, &actor, access.order(), form.parcel, action)
            .await
            .page(l)?;
    }
    Ok(Redirect::to(&l.path(&format!("/don/{}", access.code()))).into_response())
}
