//! What is sent from the pages of channels.

mod after;
mod connect;
mod files;
mod members;

pub use after::{answer_return, fetch_settled, prices, texts};
pub use connect::{connect, consented};
pub use files::{take_file, workbook};
pub use members::{answer_membership, members};

use crate::app::App;
use crate::http::actor::{Caller, Member};
use crate::http::pages::booth::Dark;
use crate::http::pages::channels::{account_of, show_category, show_one, show_overview};
use crate::http::problem::{PageError, Tell};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use services::Error;
use services::actor::Right;
use services::channels::{self as shop, Account, Choice, Mapping, Settings};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::say::Locale;
use std::collections::BTreeMap;
use uuid::Uuid;

type Answer = Result<Response, PageError>;
type Fields = Vec<(String, String)>;

fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.as_str())
}

fn to(l: Locale, path: &str) -> Response {
    Redirect::to(&l.path(path)).into_response()
}

/// `POST /htx/kenh/dung`: stops selling everywhere, or goes on.
pub async fn pause_all(
    State(app): State<App>,
    member: Member,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let stop = value(&fields, "dung") == "1";
    shop::pause(&app.core, &member.actor, member.cooperative, None, stop)
        .await
        .page(l)?;
    let done = if stop { "dung" } else { "ban-lai" };
    Ok(to(l, &format!("/htx/kenh?xong={done}")))
}

/// `POST /htx/kenh/{id}/viec/{deed}`: everything done to one shop.
pub async fn deed(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, deed)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    match perform(&app, &member, &account, (&deed, &fields)).await {
        Ok(done) => Ok(to(l, &format!("/htx/kenh/{id}?xong={done}"))),
        Err(Error::Invalid { fields }) => {
            let page = show_one(&app, &member, dark, &account, (None, fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

async fn perform(
    app: &App,
    member: &Member,
    account: &Account,
    (deed, fields): (&str, &Fields),
) -> services::Result<&'static str> {
    let (core, actor) = (&app.core, &member.actor);
    let which = Some(account.row.id);
    let id = || -> services::Result<Uuid> {
        let missing = Error::NotFound { what: "row" };
        value(fields, "id").parse().map_err(|_| missing)
    };
    match deed {
        "dung" | "ban-lai" => {
            let stop = deed == "dung";
            shop::pause(core, actor, member.cooperative, which, stop).await?;
            Ok(if stop { "dung" } else { "ban-lai" })
        }
        "ngat" => shop::disconnect(core, actor, account)
            .await
            .map(|()| "ngat"),
        "dang" => {
            let chosen: Vec<_> = fields
                .iter()
                .filter(|(name, _)| name == "hang")
                .filter_map(|(_, id)| id.parse().ok())
                .collect();
            shop::publish(core, actor, account, &chosen)
                .await
                .map(|_| "dang")
        }
        "chon" => {
            let choice = match value(fields, "chon") {
                "theirs" => Choice::Theirs,
                _ => Choice::Ours,
            };
            shop::choose(core, actor, account, id()?, choice)
                .await
                .map(|()| "luu")
        }
        "khop" => {
            let ticked: Vec<&str> = fields
                .iter()
                .filter(|(name, _)| name == "khop")
                .map(|(_, key)| key.as_str())
                .collect();
            let answers: Vec<(String, String, bool)> = fields
                .iter()
                .filter(|(name, _)| name == "tat-ca")
                .filter_map(|(_, key)| {
                    let (item, variant) = key.split_once('|')?;
                    Some((
                        item.to_owned(),
                        variant.to_owned(),
                        ticked.contains(&key.as_str()),
                    ))
                })
                .collect();
            shop::accept(core, actor, account, &answers)
                .await
                .map(|_| "luu")
        }
        "ma" => {
            let mapping = Mapping {
                code: value(fields, "code"),
                ours: value(fields, "ours"),
            };
            shop::map_code(core, actor, account, mapping)
                .await
                .map(|()| "luu")
        }
        "xong" => shop::todo_done(core, actor, account, id()?)
            .await
            .map(|()| "luu"),
        "an" | "hien" => shop::withdraw(core, actor, account, id()?, deed == "an")
            .await
            .map(|()| "luu"),
        "cai-dat" => {
            let settings = settings(account, fields, actor.locale)?;
            shop::save_settings(core, actor, account, &settings)
                .await
                .map(|()| "luu")
        }
        _ => Err(Error::NotFound { what: "deed" }),
    }
}

/// Reads `8,5` as 850 hundredths of a percent.
fn percent(text: &str) -> Option<u32> {
    let text = text.trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole: u32 = whole.parse().ok()?;
    let part: String = part.chars().chain("00".chars()).take(2).collect();
    let part: u32 = part.parse().ok()?;
    (whole <= 100).then_some((whole * 100 + part).min(10_000))
}

fn settings(account: &Account, fields: &Fields, l: Locale) -> services::Result<Settings> {
    let mut settings = account.settings;
    let mut errors = Vec::new();
    let mut rate = |name: &str| {
        percent(value(fields, name)).unwrap_or_else(|| {
            let message = l.say(
                "Ghi số phần trăm từ 0 đến 100, ví dụ 8,5",
                "A percentage from 0 to 100, like 8.5",
            );
            errors.push(FieldError::new(name, "not_a_percentage", message));
            0
        })
    };
    settings.terms.platform = rate("platform");
    settings.terms.service = rate("service");
    settings.terms.voucher = rate("voucher");
    settings.terms.returns = rate("returns");
    let markup = rate("markup");
    settings.price = shop::rule_of(value(fields, "rule"), markup).unwrap_or_default();
    for (name, most) in [("freight", 10_000_000), ("buffer", 1_000_000)] {
        let typed = value(fields, name).replace(['.', ' '], "");
        match typed.parse::<i64>() {
            Ok(number) if (0..=most).contains(&number) => match name {
                "freight" => settings.terms.freight = Vnd(number),
                _ => settings.allowance.buffer = number,
            },
            _ => {
                let message = l.say("Ghi một số từ 0 trở lên", "A number from 0 up");
                errors.push(FieldError::new(name, "not_a_number", message));
            }
        }
    }
    if errors.is_empty() {
        Ok(settings)
    } else {
        Err(Error::Invalid { fields: errors })
    }
}

/// `POST /htx/kenh/{id}/nganh/{listing}`: the channel's category.
pub async fn category(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path((id, listing)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let missing = || {
        PageError(
            Error::NotFound {
                what: "channel_listing",
            },
            l,
        )
    };
    let which: Uuid = listing.parse().map_err(|_| missing())?;
    let values: Fields = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("a-")?.to_owned(), value.clone())))
        .collect();
    let category = value(&fields, "category");
    asked_for(&app, &account, category).await.page(l)?;
    let chosen = (which, category);
    match shop::take_category(&app.core, &member.actor, &account, chosen, &values).await {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}?xong=luu"))),
        Err(Error::Invalid { fields }) => {
            let said = (Some((category, values.as_slice())), fields);
            let page = show_category(&app, &member, dark, &account, (&listing, ""), said).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// Reads what a category asks for, unless it was read before: the page comes back with those fields at once. When the
/// channel does not answer, its answer comes later as findings of the listing.
async fn asked_for(app: &App, account: &Account, category: &str) -> services::Result<()> {
    let code = account.row.channel.as_str();
    let known = shop::category_of(&app.core, code, category).await?;
    let (Some(known), Some(adapter)) = (known, app.channels.find(code)) else {
        return Ok(());
    };
    if !known.attributes.is_empty() {
        return Ok(());
    }
    let out = app.channels.outbound_for(account, app.core.clock.now());
    match adapter.category(&out, category).await {
        Ok(read) => shop::save_category(&app.core, code, &read).await,
        Err(error) => {
            tracing::warn!(channel = code, %error, "a category was not read");
            Ok(())
        }
    }
}

/// `POST /quan-tri/kenh/lai`: an order that waits is tried at once.
pub async fn again(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Answer {
    let l = actor.locale;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let account = named(&app, field("account"), l).await?;
    shop::again(&app.core, &actor, &account, field("key"))
        .await
        .page(l)?;
    Ok(to(l, "/quan-tri/kenh"))
}

async fn named(app: &App, id: &str, l: Locale) -> Result<Account, PageError> {
    let missing = || {
        PageError(
            Error::NotFound {
                what: "channel_account",
            },
            l,
        )
    };
    let id: Uuid = id.parse().map_err(|_| missing())?;
    shop::load(&app.core, id).await.page(l)
}

/// `POST /quan-tri/kenh/khop`: an operator says which of a shop's goods a code is.
pub async fn map_code(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Answer {
    let l = actor.locale;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let account = named(&app, field("account"), l).await?;
    let mapping = Mapping {
        code: field("code"),
        ours: field("ours"),
    };
    match shop::map_code(&app.core, &actor, &account, mapping).await {
        Ok(()) => Ok(to(l, "/quan-tri/kenh")),
        Err(Error::Invalid { fields }) => {
            let page = show_overview(&app, &actor, fields).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}
