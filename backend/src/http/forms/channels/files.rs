//! Workbooks that go out and come in.

use super::{Answer, to};
use crate::app::App;
use crate::http::actor::{Member, Peer};
use crate::http::forms::goods::allow_upload;
use crate::http::pages::booth::Dark;
use crate::http::pages::channels::{account_of, ready, show_one};
use crate::http::problem::{PageError, Tell};
use crate::http::uploads::Uploaded;
use axum::extract::{Multipart, Path, State};
use axum::response::IntoResponse;
use http::{StatusCode, header};
use services::Error;
use services::actor::Right;
use services::channels::{self as shop, Incoming, Taken};
use shared::problem::FieldError;
use shared::say::Locale;

/// `GET /htx/kenh/{id}/tap-tin`: the workbook for the portal. Downloading it counts as carrying it there. What is not fit
/// for it stays out and is told on the shop's page; when that is everything, the page comes instead.
pub async fn workbook(
    State(app): State<App>,
    Dark(dark): Dark,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let l = member.actor.locale;
    let account = account_of(&app, &member, &id, Right::Sell).await?;
    let adapter = app
        .channels
        .find(&account.row.channel)
        .ok_or(PageError(Error::NotFound { what: "channel" }, l))?;
    let base = &app.config.public_url;
    let found = shop::feed_listings(&app.core, &account.row.token, base).await;
    let (account, drafts) = found.page(l)?;
    let (drafts, stopped) = ready(&app, adapter, drafts).await.page(l)?;
    for (draft, findings) in &stopped {
        let recorded = shop::record_findings(&app.core, draft, findings).await;
        recorded.page(l)?;
    }
    if drafts.is_empty() && !stopped.is_empty() {
        let message = l.say(
            "Chưa món nào vào được tệp. Sửa những chỗ ghi ở từng món rồi tải lại",
            "No good is fit for the file yet. Mend what each says and download again",
        );
        let errors = vec![FieldError::new("workbook", "nothing_ready", message)];
        let page = show_one(&app, &member, dark, &account, (None, errors)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
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
    shop::keep_settled(&app.core, &account, &read.settled)
        .await
        .page(l)?;
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
