//! Who watches livestreams in this process. One task a livestream hears its news and tells all who watch: what everybody has to
//! see at once without delay, numbers that change all the time with a breath between.

use futures::stream::{Stream, unfold};
use services::{Changed, Core, live};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::sync::watch;
use tokio::time::Instant;
use uuid::Uuid;

/// Claims and stock are told no more often than this.
const BREATH: Duration = Duration::from_secs(5);

/// The version of a livestream, and of what everybody has to see at once in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Rises with every change.
    pub version: i64,
    /// Rises with every pin, flash price and end.
    pub news: i64,
}

/// The livestreams that somebody watches. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Audience {
    halls: Arc<Mutex<HashMap<Uuid, watch::Sender<Told>>>>,
}

impl Audience {
    fn halls(&self) -> MutexGuard<'_, HashMap<Uuid, watch::Sender<Told>>> {
        // What is kept is never half written.
        self.halls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many watch this livestream in this process.
    pub fn count(&self, session: Uuid) -> usize {
        self.halls()
            .get(&session)
            .map_or(0, watch::Sender::receiver_count)
    }

    /// The versions of the livestream at `slug` from now on, the present one first.
    ///
    /// # Errors
    /// When there is no such livestream.
    pub async fn follow(&self, core: &Core, slug: &str) -> services::Result<watch::Receiver<Told>> {
        // Listening starts before the first look, so that nothing falls between.
        let news = core.listen();
        let (session, version, news_now) = live::state(core, slug).await?;
        let now = Told {
            version,
            news: news_now,
        };
        let mut halls = self.halls();
        if let Some(hall) = halls.get(&session).filter(|hall| !hall.is_closed()) {
            let seat = hall.subscribe();
            hall.send_if_modified(|known| {
                let newer = known.version < now.version;
                if newer {
                    *known = now;
                }
                newer
            });
            return Ok(seat);
        }
        let (hall, seat) = watch::channel(now);
        halls.insert(session, hall.clone());
        drop(halls);
        let speaker = Speaker {
            core: core.clone(),
            news,
            session,
            slug: slug.to_owned(),
            hall,
            latest: now,
            next: Instant::now(),
        };
        let all = self.clone();
        tokio::spawn(async move {
            speaker.speak().await;
            let mut halls = all.halls();
            if halls.get(&session).is_some_and(watch::Sender::is_closed) {
                halls.remove(&session);
            }
        });
        Ok(seat)
    }
}

/// The versions after `seen`, as they are told.
pub fn versions(seat: watch::Receiver<Told>, seen: i64) -> impl Stream<Item = Told> {
    unfold((seat, seen), |(mut seat, seen)| async move {
        loop {
            let told = *seat.borrow_and_update();
            if told.version > seen {
                return Some((told, (seat, told.version)));
            }
            seat.changed().await.ok()?;
        }
    })
}

struct Speaker {
    core: Core,
    news: Receiver<Changed>,
    session: Uuid,
    slug: String,
    hall: watch::Sender<Told>,
    latest: Told,
    next: Instant,
}

impl Speaker {
    /// Tells until nobody watches any more.
    async fn speak(mut self) {
        loop {
            let told = *self.hall.borrow();
            let mut due = self.latest.version > told.version;
            if due && (self.latest.news > told.news || Instant::now() >= self.next) {
                self.next = Instant::now() + BREATH;
                self.hall.send_replace(self.latest);
                due = false;
            }
            let heard = tokio::select! {
                heard = self.news.recv() => heard,
                () = tokio::time::sleep_until(self.next), if due => continue,
                () = self.hall.closed() => return,
            };
            match heard {
                Ok(Changed::Live {
                    session,
                    version,
                    news,
                }) if session == self.session => self.note(version, news),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => {
                    if let Ok((_, version, news)) = live::state(&self.core, &self.slug).await {
                        self.note(version, news);
                    }
                }
                Err(RecvError::Closed) => return,
            }
        }
    }

    fn note(&mut self, version: i64, news: i64) {
        self.latest = Told {
            version: self.latest.version.max(version),
            news: self.latest.news.max(news),
        };
    }
}
