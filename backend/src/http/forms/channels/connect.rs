//! Connecting a shop: by what was entered, or by consent on the channel's page.

use super::{Answer, Fields, to, value};
use crate::app::App;
use crate::http::actor::Member;
use crate::http::pages::booth::Dark;
use crate::http::pages::channels::show_list;
use crate::http::problem::{PageError, Tell};
use crate::jobs::channels::connected;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use channels::ChannelError;
use http::StatusCode;
use services::Error;
use services::channels::{self as shop, Connected};
use services::practice;
use shared::channel::AuthKind;
use shared::problem::FieldError;
use shared::say::Locale;

/// The text that comes back with the answer of a consent page: whose it is, and good for an hour.
fn state_of(app: &App, member: &Member, channel: &str, hour: i64) -> String {
    let about = format!("{}/{channel}/{hour}", member.cooperative);
    app.core.keys.sign("channel_consent", &about)
}

fn callback(app: &App, channel: &str) -> String {
    app.absolute(&format!("/htx/kenh/ve/{channel}"))
}

/// `POST /htx/kenh/noi/{channel}`: connects by what was entered, or sends to the page of consent.
pub async fn connect(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(channel): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let now = app.core.clock.now();
    if practice::is_practice(app.core.db.read(), member.cooperative)
        .await
        .page(l)?
    {
        return Ok(to(l, "/htx/tap"));
    }
    let adapter = app
        .channels
        .offered()
        .find(|one| one.spec().code == channel)
        .ok_or(PageError(Error::NotFound { what: "channel" }, l))?;
    if adapter.spec().can.auth == AuthKind::OAuthRotating {
        let state = state_of(&app, &member, &channel, now.0 / 3_600_000);
        let secrets = app.channels.app_secrets(&channel);
        let url = adapter.consent_url(&secrets, &callback(&app, &channel), &state, now);
        return match url {
            Some(url) => Ok(Redirect::to(&url).into_response()),
            None => refused(&app, &member, dark, not_set_up(&channel, l)).await,
        };
    }
    let spec = adapter.spec();
    if spec.can.auth == AuthKind::Nothing {
        let shop_name = Connected {
            shop: member.cooperative.to_string(),
            name: spec.name.to_owned(),
            secrets: fields.into_iter().collect(),
            refresh_at: None,
            ends_at: None,
        };
        return finish(&app, &member, dark, spec, shop_name).await;
    }
    let out = app.channels.outbound(&channel, now);
    match adapter.connect(&out, &fields).await {
        Ok(given) => {
            let mut given = connected(given, spec.name);
            for (key, value) in fields {
                given.secrets.entry(key).or_insert(value);
            }
            finish(&app, &member, dark, spec, given).await
        }
        Err(error) => refused(&app, &member, dark, why(&channel, &error, l)).await,
    }
}

async fn finish(
    app: &App,
    member: &Member,
    dark: bool,
    spec: &'static shared::channel::ChannelSpec,
    given: Connected,
) -> Answer {
    let l = member.actor.locale;
    match shop::connect(&app.core, &member.actor, member.cooperative, spec, given).await {
        Ok(id) => Ok(to(l, &format!("/htx/kenh/{id}?xong=noi"))),
        Err(Error::Conflict { code, message, .. }) => {
            refused(app, member, dark, FieldError::new(spec.code, code, message)).await
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// The list again; the error's path is the channel at which it is told.
async fn refused(app: &App, member: &Member, dark: bool, error: FieldError) -> Answer {
    let page = show_list(app, member, dark, (None, vec![error])).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn not_set_up(channel: &str, l: Locale) -> FieldError {
    let message = l.say(
        "Chợ chưa khai mã ứng dụng của sàn này. Hãy báo người vận hành",
        "This market has no app key of the channel yet. Tell the operator",
    );
    FieldError::new(channel, "not_set_up", message)
}

fn why(channel: &str, error: &ChannelError, l: Locale) -> FieldError {
    let message = match error {
        ChannelError::Invalid { message, .. } => message.clone(),
        ChannelError::Transient(_)
        | ChannelError::Unknown(_)
        | ChannelError::RateLimited { .. } => l
            .say(
                "Sàn đang không trả lời. Thử lại sau ít phút",
                "The channel does not answer. Try again in some minutes",
            )
            .to_owned(),
        _ => l
            .say(
                "Sàn không nhận. Xem lại những gì đã điền, hoặc kết nối lại",
                "The channel refused it. Look at what was entered, or connect again",
            )
            .to_owned(),
    };
    FieldError::new(channel, "refused", message)
}

/// `GET /htx/kenh/ve/{channel}`: back from the page of consent.
pub async fn consented(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(channel): Path<String>,
    Query(query): Query<Fields>,
) -> Answer {
    let l = member.actor.locale;
    let now = app.core.clock.now();
    let adapter = app
        .channels
        .find(&channel)
        .ok_or(PageError(Error::NotFound { what: "channel" }, l))?;
    let hour = now.0 / 3_600_000;
    let told = value(&query, "state");
    let ours = [hour, hour - 1]
        .into_iter()
        .any(|hour| state_of(&app, &member, &channel, hour) == told);
    if !ours {
        let message = l.say(
            "Lần cho phép này đã quá hạn. Bấm kết nối lại",
            "This consent is too old. Connect again",
        );
        let error = FieldError::new(channel.as_str(), "old_consent", message);
        return refused(&app, &member, dark, error).await;
    }
    let out = app.channels.outbound(&channel, now);
    match adapter.connect(&out, &query).await {
        Ok(given) => {
            let given = connected(given, adapter.spec().name);
            finish(&app, &member, dark, adapter.spec(), given).await
        }
        Err(error) => refused(&app, &member, dark, why(&channel, &error, l)).await,
    }
}
