//! Deeds on a sub-order.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::forms::identity::{Again, again};
use crate::http::pages::booth::Dark;
use crate::http::pages::booth::orders::{load, load_reason, show_reason, show_sub_order, told};
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use services::Error;
use services::booths::{self, JustDone};
use shared::input::booth::{SubOrderDeed, reasons};
use shared::problem::FieldError;
use shared::view::booth::SubOrderView;
use shared::view::parts::{Notice, NoticeKind};

/// `POST /htx/don/{code}`: accept, decline, pack, hand over, cancel …
pub async fn deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(code): Path<String>,
    Form(form): Form<SubOrderDeed>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    match booths::do_deed(&app.core, &member.actor, member.cooperative, &code, &form).await {
        Ok(just) => {
            Ok(Redirect::to(&l.path(&format!("/htx/don/{code}{}", told(&just)))).into_response())
        }
        Err(Error::Conflict { message, .. }) => {
            let mut view = load(&app, &member, &code, &JustDone::default()).await?;
            keep(&mut view, &form);
            view.notice = Some(Notice {
                kind: NoticeKind::Bad,
                title: message,
                ..Notice::default()
            });
            let page = show_sub_order(&app, &member, &view, dark).await?;
            Ok((http::StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => deed_again(&app, &member, &code, form, error, dark).await,
    }
}

/// What was weighed and chosen while packing stays as it was typed.
fn keep(view: &mut SubOrderView, form: &SubOrderDeed) {
    for line in &mut view.lines {
        if let Some(weigh) = &mut line.weigh
            && let Some((_, typed)) = form.weighed().find(|(id, _)| id.to_string() == weigh.line)
        {
            weigh.value = typed.to_owned();
        }
        if line.lots.iter().any(|lot| form.lo.contains(&lot.value)) {
            for lot in &mut line.lots {
                lot.chosen = form.lo.contains(&lot.value);
            }
        }
    }
}

/// The page the form came from, with what is wrong and what was typed.
async fn deed_again(
    app: &App,
    member: &Member,
    code: &str,
    form: SubOrderDeed,
    error: Error,
    dark: bool,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    let Again {
        status,
        mut errors,
        wait,
    } = again(error).page(l)?;
    let asks = form
        .viec
        .parse()
        .is_ok_and(|action| !reasons(action).is_empty());
    errors.extend(
        wait.map(|text| FieldError::new(if asks { "reason" } else { "goi" }, "wait", text)),
    );
    if asks {
        let mut view = load_reason(app, member, code, &form.viec).await?;
        (view.chosen, view.other, view.errors) = (form.reason, form.other, errors);
        return Ok((status, show_reason(app, member, &view, dark).await?).into_response());
    }
    let mut view = load(app, member, code, &JustDone::default()).await?;
    keep(&mut view, &form);
    (view.carrier, view.tracking_no, view.errors) = (form.carrier, form.tracking_no, errors);
    Ok((status, show_sub_order(app, member, &view, dark).await?).into_response())
}
