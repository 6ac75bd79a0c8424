//! Comments of livestreams where they run: read page by page from a cursor, and answered.
//!
//! A page may bring comments again that were read before, and a call may fail at any moment: whoever reads keeps the
//! cursor of the last page he has stored, and the names of the comments.

mod facebook;
#[cfg(any(test, feature = "simulator"))]
pub mod simulator;
#[cfg(test)]
mod tests;
mod tiktok;

use async_trait::async_trait;
use shared::channel::ChannelSetting;

use crate::{ChannelError, Outbound};

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveComment {
    /// Its name there.
    pub id: String,
    /// Who wrote it, as shown there.
    pub name: String,
    /// As it was written.
    pub text: String,
}

/// Some comments, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentPage {
    /// The comments; some may have come before.
    pub comments: Vec<LiveComment>,
    /// Where to go on: the next call's cursor. The one that was given, when there is nothing new.
    pub cursor: String,
    /// There is more to read at once.
    pub more: bool,
}

/// A place where livestreams run. The token is `app.token`.
#[async_trait]
pub trait CommentFeed: Send + Sync {
    /// Its code here.
    fn code(&self) -> &'static str;

    /// Its name for people.
    fn name(&self) -> &'static str;

    /// Its settings: the last part of their names is `BASE_URL` and `TOKEN`.
    fn settings(&self) -> &'static [ChannelSetting];

    /// The comments of a broadcast after `cursor` (empty: from the start).
    async fn page(
        &self,
        out: &Outbound,
        broadcast: &str,
        cursor: &str,
    ) -> Result<CommentPage, ChannelError>;

    /// Answers a comment.
    async fn reply(
        &self,
        out: &Outbound,
        broadcast: &str,
        comment: &str,
        text: &str,
    ) -> Result<(), ChannelError>;
}

/// Every feed.
pub static FEEDS: &[&dyn CommentFeed] = &[&facebook::Facebook, &tiktok::TikTok];
