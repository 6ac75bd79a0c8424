//! Comments of livestreams that run elsewhere: which feeds are set up, reading them, and sending replies.

use crate::app::App;
use channels::comments::{CommentFeed, FEEDS};
use channels::{ChannelError, Outbound, Secrets};
use futures::StreamExt;
use services::actor::Actor;
use services::live::{self, Feed, Host, Incoming};
use services::{Error, Result};
use shared::say::Locale;
use std::collections::BTreeMap;

/// Pages of one feed read in a row, before the next one's turn.
const IN_A_ROW: usize = 10;
/// Feeds read at the same time.
const AT_ONCE: usize = 8;

/// The settings of the feeds: base address and token by code.
#[derive(Clone, Debug, Default)]
pub struct Feeds {
    settings: BTreeMap<&'static str, (String, Secrets)>,
}

impl Feeds {
    /// Those whose token is set.
    pub fn new(var: impl Fn(&str) -> Option<String>) -> Self {
        let setting = |feed: &dyn CommentFeed, ending: &str| {
            let mut all = feed.settings().iter();
            let one = all.find(|one| one.name.ends_with(ending));
            one.map_or_else(String::new, |one| {
                var(one.name).unwrap_or_else(|| one.default.to_owned())
            })
        };
        let settings = FEEDS.iter().filter_map(|feed| {
            let token = setting(*feed, "_TOKEN");
            let base = setting(*feed, "_BASE_URL");
            let token = (!token.is_empty()).then_some(("token".to_owned(), token))?;
            Some((feed.code(), (base, Secrets::new([token]))))
        });
        Self {
            settings: settings.collect(),
        }
    }

    /// The feeds that can be followed: code and name.
    pub fn names(&self) -> Vec<(String, String)> {
        FEEDS
            .iter()
            .filter(|feed| self.settings.contains_key(feed.code()))
            .map(|feed| (feed.code().to_owned(), feed.name().to_owned()))
            .collect()
    }

    fn find(&self, app: &App, code: &str) -> Option<(&'static dyn CommentFeed, Outbound)> {
        let feed = FEEDS.iter().find(|feed| feed.code() == code)?;
        let (base, secrets) = self.settings.get(code)?;
        let mut out = app.channels.outbound(code, app.core.clock.now());
        base.trim_end_matches('/').clone_into(&mut out.base_url);
        out.app = secrets.clone();
        Some((*feed, out))
    }
}

/// Reads what is new in every feed that an open livestream follows. Gives how many comments were new.
///
/// # Errors
/// When the database fails; a feed that fails is noted and tried again the next time.
pub async fn read_all(app: &App) -> Result<u64> {
    let feeds = live::feeds(&app.core).await?;
    let mut reads = futures::stream::iter(feeds)
        .map(|of| async move { read(app, of).await })
        .buffer_unordered(AT_ONCE);
    let mut new = 0;
    while let Some(read) = reads.next().await {
        new += read?;
    }
    Ok(new)
}

async fn read(app: &App, mut of: Feed) -> Result<u64> {
    let Some((feed, out)) = app.config.feeds.find(app, &of.feed) else {
        return Ok(0);
    };
    let mut new = 0;
    for _ in 0..IN_A_ROW {
        let page = match feed.page(&out, &of.feed_of, &of.feed_cursor).await {
            Ok(page) => page,
            Err(error) => {
                live::hush(&app.core, &of, &error.to_string()).await?;
                return Ok(new);
            }
        };
        let comments: Vec<Incoming> = page
            .comments
            .into_iter()
            .map(|one| Incoming {
                id: one.id,
                name: one.name,
                text: one.text,
            })
            .collect();
        new += live::heard(&app.core, &of, &comments, &page.cursor).await?;
        of.feed_cursor = page.cursor;
        if !page.more {
            break;
        }
    }
    Ok(new)
}

/// Sends a reply to a comment that came from a feed, for whoever runs the livestream.
///
/// # Errors
/// `NotFound` without such a comment; `Refused` with the feed's words when it does not take it.
pub async fn reply(
    app: &App,
    actor: &Actor,
    host: Host,
    (slug, comment, text): (&str, &str, &str),
) -> Result<()> {
    let to = live::comment_of(&app.core, actor, host, slug, comment).await?;
    let found = app.config.feeds.find(app, &to.feed);
    let (feed, out) = found.ok_or(Error::NotFound { what: "feed" })?;
    let sent = feed.reply(&out, &to.feed_of, &to.comment, text).await;
    sent.map_err(|error| refused(&error, actor.locale))
}

fn refused(error: &ChannelError, l: Locale) -> Error {
    let message = match l {
        Locale::Vi => format!("Chưa gửi được, chép lời trả lời và gửi tay: {error}"),
        Locale::En => format!("It was not sent; copy the reply and send it yourself: {error}"),
    };
    Error::invalid("comment", "not_sent", message)
}
