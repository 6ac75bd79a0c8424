//! What operators look at.

use super::{ListQuery, operator_page};
use crate::app::App;
use crate::http::actor::Caller;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use frontend::pages::staff;
use http::StatusCode;
use serde::Deserialize;
use services::{Error, operator, stock};
use shared::id::PersonId;
use shared::say::Locale;
use shared::view::staff::{AuditFilter, AuditView, LedgerView, OrderView, PersonView, QueueView};

type Shown = Result<Html<String>, PageError>;

/// `GET /quan-tri`.
pub async fn home(State(app): State<App>, Caller(actor): Caller) -> Shown {
    let l = actor.locale;
    let view = operator::load_home_view(&app.core, &actor).await.page(l)?;
    let title = l.say("Chợ hôm nay", "The market today");
    Ok(operator_page(&app, l, "/quan-tri", title, || {
        staff::operator_home_page(&view, l)
    }))
}

/// `GET /quan-tri/nguoi`.
pub async fn people(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let cursor = query.cursor().page(l)?;
    let view = operator::list_people(&app.core, &actor, query.q.trim(), cursor.as_ref())
        .await
        .page(l)?;
    let title = l.say("Người", "People");
    Ok(operator_page(&app, l, "/quan-tri/nguoi", title, || {
        staff::people_page(&view, l)
    }))
}

/// `GET /quan-tri/nguoi/{id}`.
pub async fn person(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<PersonId>,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let mut view = operator::load_person_view(&app.core, &actor, id)
        .await
        .page(l)?;
    view.done = match query.xong.as_str() {
        "disable" => Some(l.say("Đã khoá", "Locked").to_owned()),
        "enable" => Some(l.say("Đã mở khoá", "Unlocked").to_owned()),
        "sign_out" => Some(
            l.say("Đã đăng xuất khỏi mọi máy", "Signed out everywhere")
                .to_owned(),
        ),
        "role" => Some(l.say("Đã lưu vai trò", "Roles kept").to_owned()),
        _ => None,
    };
    Ok(show_person(&app, &view, l))
}

/// The page of a person's view.
pub fn show_person(app: &App, view: &PersonView, l: Locale) -> Html<String> {
    let path = format!("/quan-tri/nguoi/{}", view.id);
    operator_page(app, l, &path, &view.name, || staff::person_page(view, l))
}

/// The code searched for, and where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OrderQuery {
    ma: String,
    sau: String,
}

/// `GET /quan-tri/don`: with a code it leads to the order, else the newest ones.
pub async fn orders(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<OrderQuery>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let list = ListQuery {
        sau: query.sau,
        ..ListQuery::default()
    };
    let cursor = list.cursor().page(l)?;
    let mut errors = Vec::new();
    if !query.ma.trim().is_empty() {
        match operator::find_order(&app.core, &actor, &query.ma).await {
            Ok(code) => {
                return Ok(Redirect::to(&l.path(&format!("/quan-tri/don/{code}"))).into_response());
            }
            Err(Error::Invalid { fields }) => errors = fields,
            Err(error) => return Err(PageError(error, l)),
        }
    }
    let mut view = operator::list_orders(&app.core, &actor, cursor.as_ref())
        .await
        .page(l)?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    (view.errors, view.code) = (errors, query.ma);
    let title = l.say("Đơn", "Orders");
    let page = operator_page(&app, l, "/quan-tri/don", title, || {
        staff::order_find_page(&view, l)
    });
    Ok((status, page).into_response())
}

/// `GET /quan-tri/don/{code}`.
pub async fn order(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let mut view = operator::load_order_view(&app.core, &actor, &code)
        .await
        .page(l)?;
    if query.xong == "giao" {
        view.done = Some(l.say("Đã giao lại", "Routed anew").to_owned());
    }
    Ok(show_order(&app, &view, l))
}

/// The page of an order's view.
pub fn show_order(app: &App, view: &OrderView, l: Locale) -> Html<String> {
    let path = format!("/quan-tri/don/{}", view.code);
    operator_page(app, l, &path, &view.code, || staff::order_page(view, l))
}

/// The filters of the log, and where it goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    ai: String,
    htx: String,
    viec: String,
    ve: String,
    tu: String,
    den: String,
    sau: String,
}

/// `GET /quan-tri/nhat-ky`.
pub async fn log(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<LogQuery>,
) -> Result<Response, PageError> {
    let l = actor.locale;
    let list = ListQuery {
        sau: query.sau,
        ..ListQuery::default()
    };
    let cursor = list.cursor().page(l)?;
    let filter = AuditFilter {
        who: query.ai,
        cooperative: query.htx,
        action: query.viec,
        entity: query.ve,
        from: query.tu,
        to: query.den,
    };
    let (status, view) = match operator::load_log(&app.core, &actor, &filter, cursor.as_ref()).await
    {
        Ok(view) => (StatusCode::OK, view),
        Err(Error::Invalid { fields }) => {
            (StatusCode::UNPROCESSABLE_ENTITY, unread(filter, fields, l))
        }
        Err(error) => return Err(PageError(error, l)),
    };
    let title = l.say("Nhật ký", "Log");
    let page = operator_page(&app, l, "/quan-tri/nhat-ky", title, || {
        staff::audit_page(&view, l)
    });
    Ok((status, page).into_response())
}

fn unread(filter: AuditFilter, errors: Vec<shared::problem::FieldError>, l: Locale) -> AuditView {
    let mut view = AuditView {
        filter,
        errors,
        ..AuditView::default()
    };
    view.empty.title = l.say("Chưa lọc được", "Not filtered yet").to_owned();
    view.empty.text = l
        .say(
            "Sửa ô báo lỗi ở trên rồi lọc lại",
            "Mend the field above, then filter again",
        )
        .to_owned();
    view
}

/// `GET /quan-tri/hang-doi`.
pub async fn queue(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let cursor = query.cursor().page(l)?;
    let mut view: QueueView = operator::load_queue(&app.core, &actor, cursor.as_ref())
        .await
        .page(l)?;
    if query.xong == "retry" {
        view.done = Some(
            l.say("Tin đã vào lại hàng đợi", "The message waits again")
                .to_owned(),
        );
    }
    let title = l.say("Hàng đợi", "Queue");
    Ok(operator_page(&app, l, "/quan-tri/hang-doi", title, || {
        staff::queue_page(&view, l)
    }))
}

/// `GET /quan-tri/kho`: the stock ledger against itself.
pub async fn ledger(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
) -> Shown {
    let l = actor.locale;
    let mut view = stock::load_ledger(&app.core, &actor).await.page(l)?;
    if query.xong == "sua" {
        view.done = Some(
            l.say("Đã ghi dòng sửa sổ", "The correction is booked")
                .to_owned(),
        );
    }
    Ok(show_ledger(&app, &view, l))
}

/// The page of the ledger.
pub fn show_ledger(app: &App, view: &LedgerView, l: Locale) -> Html<String> {
    let title = l.say("Sổ kho", "Stock ledger");
    operator_page(app, l, "/quan-tri/kho", title, || {
        staff::ledger_page(view, l)
    })
}
