//! What trainers and learners see of a class.

use super::booth::{Dark, frame, inside};
use super::staff::alliance_page;
use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::problem::{PageError, Tell};
use crate::http::render;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use frontend::pages::practice as show;
use frontend::shell::{Area, Chrome, Top};
use serde::Deserialize;
use services::Error;
use services::actor::Actor;
use services::practice;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::practice::ClassesView;

type Shown = Result<Html<String>, PageError>;

/// `GET /lien-minh/lop`.
pub async fn classes(State(app): State<App>, Caller(actor): Caller) -> Shown {
    show_classes(&app, &actor, (String::new(), Vec::new())).await
}

/// The list of classes with what was typed and what was wrong.
pub async fn show_classes(
    app: &App,
    actor: &Actor,
    (name, errors): (String, Vec<FieldError>),
) -> Shown {
    let l = actor.locale;
    let view = ClassesView {
        name,
        errors,
        ..practice::classes(&app.core, actor).await.page(l)?
    };
    let title = l.say("Lớp học", "Classes");
    Ok(alliance_page(app, l, "/lien-minh/lop", title, || {
        show::classes_page(&view, l)
    }))
}

/// `GET /lien-minh/lop/{code}`: who has done which step.
pub async fn board(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(code): Path<String>,
) -> Shown {
    let l = actor.locale;
    let view = practice::board(&app.core, &actor, &code).await.page(l)?;
    let path = format!("/lien-minh/lop/{code}");
    Ok(alliance_page(&app, l, &path, &view.class.name, || {
        show::board_page(&view, l)
    }))
}

/// `GET /tap`: the way into a class.
pub async fn way_in(State(app): State<App>, Caller(actor): Caller) -> Html<String> {
    show_way_in(&app, ("", &[]), actor.locale)
}

/// The way in with what was typed and what was wrong.
pub fn show_way_in(app: &App, (code, errors): (&str, &[FieldError]), l: Locale) -> Html<String> {
    let title = l.say("Vào lớp học", "Come into a class");
    let chrome = Chrome {
        area: Area::Plain,
        top: Top::Back {
            title: title.to_owned(),
            under: String::new(),
            back: l.path("/tai-khoan"),
        },
        ..Chrome::default()
    };
    let head = render::private_head(l, "/tap", title.to_owned());
    render::page(app, head, chrome, || show::enter_page(code, errors, l))
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    xong: String,
}

/// `GET /htx/tap`: the learner's page.
pub async fn learner(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    match show_learner(&app, &member, dark, (&done.xong, Vec::new())).await {
        Ok(page) => Ok(page.into_response()),
        // A booth that is in no class: the way into one.
        Err(PageError(Error::NotFound { .. }, l)) => {
            Ok(Redirect::to(&l.path("/tap")).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The learner's page with what was done and what was wrong.
pub async fn show_learner(
    app: &App,
    member: &Member,
    dark: bool,
    (done, errors): (&str, Vec<FieldError>),
) -> Shown {
    let l = member.actor.locale;
    let mut view = practice::practice_page(&app.core, &member.actor, member.cooperative)
        .await
        .page(l)?;
    view.errors = errors;
    view.connect &= app.sandbox.is_some();
    if let Some(sandbox) = &app.sandbox {
        let shop = practice::shop_of(&app.core, &member.actor, member.cooperative);
        let shop = shop.await.page(l)?.map(|account| account.row.shop);
        for order in &mut view.orders {
            let known = |shop: &String| sandbox.knows(shop, &order.key);
            order.gone = !shop.as_ref().is_some_and(known);
        }
    }
    let words = match done {
        "vao" => l.say("Bạn đã vào lớp", "You are in the class"),
        "noi" => l.say("Đã nối sàn mô phỏng", "The channel is connected"),
        "mua" => l.say(
            "Có khách vừa đặt, đơn sắp vào mục Đơn",
            "Somebody ordered; it is about to arrive",
        ),
        "" => "",
        _ => l.say("Đã làm", "Done"),
    };
    view.done = (!words.is_empty()).then(|| words.to_owned());
    let frame = frame(app, member).await?;
    let title = l.say("Lớp học", "The class");
    let chrome = inside(
        &frame,
        dark,
        None,
        title,
        &frame.cooperative,
        &l.path("/htx"),
    );
    let head = render::private_head(l, "/htx/tap", title.to_owned());
    Ok(render::page(app, head, chrome, || {
        show::practice_page(&view, l)
    }))
}
