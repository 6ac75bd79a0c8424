//! Streams that tell open pages that something changed; the page is then read anew.

use crate::app::App;
use crate::http::actor::{Member, Visitor};
use crate::http::audience::versions;
use crate::http::cookies;
use crate::http::problem::{PageError, Tell};
use axum::extract::{Path, Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use futures::StreamExt;
use futures::stream::unfold;
use serde::Deserialize;
use services::{Changed, Core, Result, booths, orders};
use shared::id::CooperativeId;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// News of another process come through the database; it is asked this often.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// What a stream follows.
enum Following {
    Order(orders::OrderAccess),
    Booth(CooperativeId),
}

impl Following {
    fn concerns(&self, changed: &Changed) -> bool {
        match (self, changed) {
            (Self::Order(access), Changed::SubOrder { order, .. }) => access.order() == *order,
            (Self::Booth(id), Changed::SubOrder { cooperative, .. }) => id == cooperative,
            _ => false,
        }
    }

    async fn version(&self, core: &Core) -> Result<i64> {
        match self {
            Self::Order(access) => orders::version(core, access).await,
            Self::Booth(id) => booths::version(core, *id).await,
        }
    }
}

/// What the open page shows already.
#[derive(Debug, Default, Deserialize)]
pub struct Since {
    /// Its version; without it, everything up to now counts as seen.
    tu: Option<i64>,
}

struct Watch {
    core: Core,
    news: Receiver<Changed>,
    following: Following,
    seen: i64,
    look: bool,
}

impl Watch {
    /// Waits until something changed.
    async fn next(mut self) -> Option<(Told, Self)> {
        loop {
            if self.look {
                self.look = false;
                let version = self.following.version(&self.core).await.ok()?;
                if version != self.seen {
                    self.seen = version;
                    let event = Event::default().id(version.to_string()).data("changed");
                    return Some((Ok(event), self));
                }
            }
            self.look = tokio::select! {
                changed = self.news.recv() => match changed {
                    Ok(changed) => self.following.concerns(&changed),
                    Err(RecvError::Lagged(_)) => true,
                    Err(RecvError::Closed) => return None,
                },
                () = tokio::time::sleep(LOOK_AGAIN) => true,
            };
        }
    }
}

type Told = std::result::Result<Event, Infallible>;

async fn stream(core: Core, following: Following, since: Since) -> Result<Response> {
    // Listening starts before the first look, so that nothing falls between.
    let news = core.listen();
    let seen = match since.tu {
        Some(seen) => seen,
        None => following.version(&core).await?,
    };
    let watch = Watch {
        core,
        news,
        following,
        seen,
        look: true,
    };
    Ok(Sse::new(unfold(watch, Watch::next))
        .keep_alive(KeepAlive::default())
        .into_response())
}

/// `GET /don/{code}/su-kien`: for the holder of a pass for this order.
pub async fn order(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Path(code): Path<String>,
    Query(since): Query<Since>,
    jar: CookieJar,
) -> std::result::Result<Response, PageError> {
    let l = actor.locale;
    let passes = cookies::value(&app.config, &jar, cookies::ORDERS).unwrap_or_default();
    let access = orders::open_with_pass(&app.core, &code, passes)
        .await
        .page(l)?;
    stream(app.core, Following::Order(access), since)
        .await
        .page(l)
}

/// `GET /htx/su-kien`: for members of the cooperative on screen.
pub async fn booth(
    State(app): State<App>,
    member: Member,
    Query(since): Query<Since>,
) -> std::result::Result<Response, PageError> {
    stream(app.core, Following::Booth(member.cooperative), since)
        .await
        .page(member.actor.locale)
}

/// `GET /live/{slug}/su-kien`: for everybody who watches.
pub async fn watch(
    State(app): State<App>,
    Visitor(actor): Visitor,
    Path(slug): Path<String>,
    Query(since): Query<Since>,
) -> std::result::Result<Response, PageError> {
    let seat = app
        .audience
        .follow(&app.core, &slug)
        .await
        .page(actor.locale)?;
    let seen = since.tu.unwrap_or_else(|| seat.borrow().version);
    let told = versions(seat, seen).map(|told| -> Told {
        // Pages only take it that something changed; the number tells pins from claims.
        let event = Event::default().id(told.version.to_string());
        Ok(event.data(told.news.to_string()))
    });
    Ok(Sse::new(told)
        .keep_alive(KeepAlive::default())
        .into_response())
}
