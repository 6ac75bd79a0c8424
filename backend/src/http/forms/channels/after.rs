//! Answers to returns, payouts, and the words and prices of one listing.

use super::{Answer, Fields, percent, to, value};
use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::channels::{account_of, show_listing, show_returns, show_settled, spec_of};
use crate::http::problem::PageError;
use axum::extract::{Form, Path, State};
use axum::response::IntoResponse;
use http::StatusCode;
use services::Error;
use services::actor::Right;
use services::channels as shop;
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::say::Locale;
use uuid::Uuid;

/// `POST /htx/kenh/{id}/tra-hang`: accepts or disputes a return.
pub async fn answer_return(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let key = value(&fields, "key");
    let answered = match value(&fields, "tra-loi") {
        "dong-y" => shop::answer_return(&app.core, &member.actor, &account, key, true).await,
        "khong" => shop::answer_return(&app.core, &member.actor, &account, key, false).await,
        _ => {
            let message = l.say("Bấm Đồng ý hoặc Không đồng ý", "Press Accept or Dispute");
            Err(Error::invalid("return", "no_answer", message))
        }
    };
    match answered {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}/tra-hang?xong=tra-loi"))),
        Err(Error::Invalid { fields }) => {
            let page = show_returns(&app, &member, dark, &account, (None, fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /htx/kenh/{id}/doi-soat`: the channel is asked now what it paid out.
pub async fn fetch_settled(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let spec = spec_of(&app, &account, l)?;
    match shop::fetch_settled(&app.core, &member.actor, &account, spec).await {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}/doi-soat?xong=hoi-san"))),
        Err(Error::Invalid { fields }) => {
            let page = show_settled(&app, &member, dark, &account, (None, fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

fn listing_id(text: &str, l: Locale) -> Result<Uuid, PageError> {
    let missing = Error::NotFound {
        what: "channel_listing",
    };
    text.parse().map_err(|_| PageError(missing, l))
}

/// `POST /htx/kenh/{id}/hang/{listing}/chu`: the words of a listing there.
pub async fn texts(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, listing)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let about = (spec_of(&app, &account, l)?, listing_id(&listing, l)?);
    let words = (value(&fields, "title"), value(&fields, "description"));
    match shop::save_texts(&app.core, &member.actor, &account, about, words).await {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}?xong=luu"))),
        Err(Error::Invalid { fields: errors }) => {
            let typed = (listing.as_str(), fields.as_slice(), errors);
            let page = show_listing(&app, &member, dark, &account, typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `POST /htx/kenh/{id}/hang/{listing}/gia`: how a listing is priced there.
pub async fn prices(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, listing)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Manage).await?;
    let which = listing_id(&listing, l)?;
    let saved = match typed_prices(&fields, l) {
        Ok((rule, prices)) => {
            let how = (rule, prices.as_slice());
            shop::save_prices(&app.core, &member.actor, &account, which, how).await
        }
        Err(fields) => Err(Error::Invalid { fields }),
    };
    match saved {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}?xong=luu"))),
        Err(Error::Invalid { fields: errors }) => {
            let typed = (listing.as_str(), fields.as_slice(), errors);
            let page = show_listing(&app, &member, dark, &account, typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

type Typed = (
    Option<shared::rules::you_receive::PriceRule>,
    Vec<(Uuid, Option<Vnd>)>,
);

fn typed_prices(fields: &Fields, l: Locale) -> Result<Typed, Vec<FieldError>> {
    let mut errors = Vec::new();
    let rule = value(fields, "rule");
    let markup = match (rule, percent(value(fields, "markup"))) {
        ("markup", None) => {
            let message = l.say(
                "Ghi số phần trăm từ 0 đến 100, ví dụ 8,5",
                "A percentage from 0 to 100, like 8.5",
            );
            errors.push(FieldError::new("markup", "not_a_percentage", message));
            0
        }
        (_, percent) => percent.unwrap_or_default(),
    };
    let mut prices = Vec::new();
    for (name, typed) in fields {
        let Some(unit) = name.strip_prefix("gia-").and_then(|id| id.parse().ok()) else {
            continue;
        };
        if typed.trim().is_empty() {
            prices.push((unit, None));
            continue;
        }
        match Vnd::parse_spoken(typed) {
            Ok(price) => prices.push((unit, Some(price))),
            Err(_) => {
                let message = l.say(
                    "Ghi giá bằng số, ví dụ 185.000 hoặc 185k; để trống thì theo cách tính ở trên",
                    "Write the price in digits, like 185,000 or 185k; empty follows the rule above",
                );
                errors.push(FieldError::new(name.clone(), "not_a_price", message));
            }
        }
    }
    if errors.is_empty() {
        Ok((shop::rule_of(rule, markup), prices))
    } else {
        Err(errors)
    }
}
