//! The channel's own waybill of a parcel, to be printed.

use crate::app::App;
use crate::http::actor::Member;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header;
use services::Error;
use services::channels as shop;
use shared::canonical::Action;
use shared::say::Locale;

/// `GET /htx/don/{code}/van-don`: the channel's waybill as a file; back to the order where it has none.
pub async fn waybill(
    State(app): State<App>,
    member: Member,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let l = member.actor.locale;
    let found = shop::arranged(&app.core, &member.actor, member.cooperative, &code);
    let found = found.await.page(l)?.and_then(|(account, order)| {
        let adapter = app.channels.find(&account.row.channel)?;
        let own = adapter.spec().can.own_waybill;
        own.then_some((account, order, adapter))
    });
    let Some((account, order, adapter)) = found else {
        let back = l.path(&format!("/htx/don/{code}"));
        return Ok(Redirect::to(&back).into_response());
    };
    let out = app.channels.outbound_for(&account, app.core.clock.now());
    // It is arranged already: this only asks for the papers.
    let action = Action::Ship {
        parcel: None,
        own: None,
    };
    let answer = adapter.act(&out, &order, &action).await;
    let label = match answer {
        Ok(outcome) => {
            let parcel = (outcome.carrier.as_deref(), outcome.tracking.as_deref());
            shop::order_done(&app.core, &account, &order.key, parcel)
                .await
                .page(l)?;
            outcome.label.ok_or_else(|| not_yet(l))
        }
        Err(error) => {
            tracing::warn!(account = %account.row.id, %error, "no waybill");
            Err(not_yet(l))
        }
    };
    let label = label.map_err(|error| PageError(error, l))?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"van-don.pdf\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, label).into_response())
}

fn not_yet(l: Locale) -> Error {
    let message = l.say(
        "Sàn chưa làm xong vận đơn. Đợi nửa phút, quay lại đơn rồi bấm lại",
        "The channel has not made the waybill yet. Wait half a minute, go back and press again",
    );
    Error::Conflict {
        code: "no_waybill",
        message: message.to_owned(),
        fields: Vec::new(),
    }
}
