//! What is sent from the pages of channels.

use crate::app::App;
use crate::http::actor::{Caller, Member, Peer};
use crate::http::forms::goods::allow_upload;
use crate::http::pages::booth::Dark;
use crate::http::pages::channels::{account_of, show_category, show_list, show_one};
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use crate::jobs::channels::connected;
use axum::extract::{Form, Multipart, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use channels::ChannelError;
use http::{StatusCode, header};
use services::Error;
use services::actor::Right;
use services::channels::{self as shop, Account, Choice, Connected, Incoming, Settings, Taken};
use shared::channel::AuthKind;
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::rules::you_receive::PriceRule;
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
            None => refused(&app, &member, dark, not_set_up(l)).await,
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
        Err(error) => refused(&app, &member, dark, why(&error, l)).await,
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
            refused(app, member, dark, FieldError::new("shop", code, message)).await
        }
        Err(error) => Err(PageError(error, l)),
    }
}

async fn refused(app: &App, member: &Member, dark: bool, error: FieldError) -> Answer {
    let page = show_list(app, member, dark, (None, vec![error])).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn not_set_up(l: Locale) -> FieldError {
    let message = l.say(
        "Chợ chưa khai mã ứng dụng của sàn này. Hãy báo người vận hành",
        "This market has no app key of the channel yet. Tell the operator",
    );
    FieldError::new("channel", "not_set_up", message)
}

fn why(error: &ChannelError, l: Locale) -> FieldError {
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
    FieldError::new("channel", "refused", message)
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
        let error = FieldError::new("channel", "old_consent", message);
        return refused(&app, &member, dark, error).await;
    }
    let out = app.channels.outbound(&channel, now);
    match adapter.connect(&out, &query).await {
        Ok(given) => {
            let given = connected(given, adapter.spec().name);
            finish(&app, &member, dark, adapter.spec(), given).await
        }
        Err(error) => refused(&app, &member, dark, why(&error, l)).await,
    }
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
    settings.price = match rate("markup") {
        0 => PriceRule::Same,
        more => PriceRule::Markup(more),
    };
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
    let chosen = (which, value(&fields, "category"));
    match shop::take_category(&app.core, &member.actor, &account, chosen, &values).await {
        Ok(()) => Ok(to(l, &format!("/htx/kenh/{id}?xong=luu"))),
        Err(Error::Invalid { fields }) => {
            let page = show_category(&app, &member, dark, &account, (&listing, "", fields)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(PageError(error, l)),
    }
}

/// `GET /htx/kenh/{id}/tap-tin`: the workbook for the portal. Downloading it counts as carrying it there.
pub async fn workbook(State(app): State<App>, member: Member, Path(id): Path<String>) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let adapter = app
        .channels
        .find(&account.row.channel)
        .ok_or(PageError(Error::NotFound { what: "channel" }, l))?;
    let base = &app.config.public_url;
    let found = shop::feed_listings(&app.core, &account.row.token, base).await;
    let (account, drafts) = found.page(l)?;
    let listings: Vec<_> = drafts.iter().map(|draft| draft.listing.clone()).collect();
    let made = adapter.export(&listings, &account.row.name, app.core.clock.now());
    let document = made.map_err(|error| PageError(Error::internal(error), l))?;
    let about = (&account, adapter.spec());
    shop::record_export(&app.core, &member.actor, about, &document.name, &drafts)
        .await
        .page(l)?;
    let name: String = document
        .name
        .chars()
        .filter(char::is_ascii_graphic)
        .collect();
    let headers = [
        (header::CONTENT_TYPE, document.content_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", name.replace('"', "")),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, document.bytes).into_response())
}

/// `POST /htx/kenh/{id}/tap-tin`: the portal's file of orders or results.
pub async fn take_file(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Peer(peer): Peer,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let l = member.actor.locale;
    allow_upload(&app, peer, l)?;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let mut sent = Uploaded::read(form, "file", l).await.page(l)?;
    let bytes = sent.take_file().map(Vec::from).unwrap_or_default();
    let adapter = app
        .channels
        .find(&account.row.channel)
        .ok_or(PageError(Error::NotFound { what: "channel" }, l))?;
    let read = match adapter.import(&bytes) {
        Ok(read) => read,
        Err(_) => {
            let message = l.say(
                "Không đọc được tệp này. Gửi tệp .xlsx tải từ cổng, chưa sửa tên cột",
                "This file cannot be read. Send the .xlsx of the portal with its column names",
            );
            let errors = vec![FieldError::new("file", "unreadable", message)];
            let page = show_one(&app, &member, dark, &account, (None, errors)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    for order in read.orders {
        let incoming = Incoming {
            key: order.key.clone(),
            raw: String::new(),
            order: Ok(order),
            keep_days: adapter.spec().can.buyer_data_days,
        };
        shop::ingest(&app.core, &account, incoming).await.page(l)?;
    }
    let results: Vec<Taken> = read
        .results
        .into_iter()
        .map(|one| Taken {
            sku: one.sku,
            remote_id: one.remote_id,
            url: one.url,
            accepted: one.accepted,
        })
        .collect();
    let rejected: Vec<(String, String)> = read
        .rejected
        .iter()
        .map(|row| {
            (
                row.place.clone(),
                match l {
                    Locale::Vi => row.why.0.clone(),
                    Locale::En => row.why.1.clone(),
                },
            )
        })
        .collect();
    let told: Vec<String> = rejected
        .iter()
        .map(|(place, why)| format!("{place}: {why}"))
        .collect();
    let file = ("cong.xlsx", results.as_slice());
    shop::take_results(&app.core, &member.actor, &account, file, &told)
        .await
        .page(l)?;
    if told.is_empty() {
        return Ok(to(l, &format!("/htx/kenh/{id}?xong=tep")));
    }
    let errors = told
        .into_iter()
        .map(|words| FieldError::new("file", "row", words))
        .collect();
    let page = show_one(&app, &member, dark, &account, (None, errors)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /quan-tri/kenh/lai`: an order that waits is tried at once.
pub async fn again(
    State(app): State<App>,
    Caller(actor): Caller,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Answer {
    let l = actor.locale;
    let missing = || {
        PageError(
            Error::NotFound {
                what: "channel_account",
            },
            l,
        )
    };
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let id: Uuid = field("account").parse().map_err(|_| missing())?;
    let account = shop::load(&app.core, id).await.page(l)?;
    shop::again(&app.core, &actor, &account, field("key"))
        .await
        .page(l)?;
    Ok(to(l, "/quan-tri/kenh"))
}
