//! Taps on the shelf.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::goods::{Which, failed, show_shelf};
use crate::http::problem::{PageError, status};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use services::{Error, goods};
use shared::id::OfferId;
use shared::input::goods::ChangeStock;

/// A query string of ours, or nothing.
pub(super) fn safe_query(here: &str) -> &str {
    let legal = |b: u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'%' | b'=' | b'&' | b'-' | b'_' | b'.' | b'+')
    };
    if here.len() <= 400 && here.bytes().all(legal) {
        here
    } else {
        ""
    }
}

/// `POST /htx/hang/kho/{offer}`: one more, one less, a number, or picked today.
pub async fn stock(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(offer): Path<String>,
    Form(form): Form<ChangeStock>,
) -> std::result::Result<Response, PageError> {
    let l = member.actor.locale;
    let here = safe_query(&form.here);
    let offer: OfferId = offer
        .parse()
        .map_err(|_| PageError(Error::NotFound { what: "offer" }, l))?;
    let error =
        match goods::change_stock(&app.core, &member.actor, member.cooperative, offer, &form).await
        {
            Ok(()) => {
                let query = if here.is_empty() {
                    String::new()
                } else {
                    format!("?{here}")
                };
                return Ok(
                    Redirect::to(&format!("{}{query}#o-{offer}", l.path("/htx/hang")))
                        .into_response(),
                );
            }
            Err(error) => error,
        };
    let status = status(&error);
    let message = match error {
        Error::Invalid { fields } => fields
            .into_iter()
            .next()
            .map(|field| field.message)
            .unwrap_or_default(),
        Error::Conflict { message, .. } => message,
        other => return Err(PageError(other, l)),
    };
    let page = show_shelf(
        &app,
        &member,
        dark,
        &Which::from_query(here),
        failed(&message),
    )
    .await?;
    Ok((status, page).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_query_string_is_followed_back() {
        assert_eq!(safe_query("q=%6E%61&trang=2"), "q=%6E%61&trang=2");
        for bad in ["a b", "x\r\ny", "//evil", "#x", "\"><script>"] {
            assert_eq!(safe_query(bad), "", "{bad}");
        }
        let which = Which::from_query("q=%6E%61&trang=2");
        assert_eq!((which.q.as_str(), which.trang), ("na", Some(2)));
    }
}
