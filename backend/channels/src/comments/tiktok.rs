//! TikTok: comments of a live room by a partner's interface, by a number as cursor.
//!
//! Assumed: TikTok publishes no interface for comments of livestreams; this is the shape of its published comment lists
//! (`data`, `cursor`, `has_more`, `error.code`), as partners offer it.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::channel::ChannelSetting;

use super::{CommentFeed, CommentPage, LiveComment};
use crate::_kit::{Answer, send};
use crate::{ChannelError, Outbound};

/// Comments in a page.
const LIMIT: u32 = 100;

pub(super) struct TikTok;

#[derive(Serialize)]
struct Wanted<'a> {
    room_id: &'a str,
    cursor: i64,
    max_count: u32,
}

#[derive(Serialize)]
struct Reply<'a> {
    room_id: &'a str,
    comment_id: &'a str,
    text: &'a str,
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    data: Data,
    error: Fault,
}

#[derive(Default, Deserialize)]
struct Data {
    #[serde(default)]
    comments: Vec<Comment>,
    #[serde(default)]
    cursor: i64,
    #[serde(default)]
    has_more: bool,
}

#[derive(Deserialize)]
struct Comment {
    id: i64,
    text: String,
    user: User,
}

#[derive(Deserialize)]
struct User {
    nickname: String,
}

#[derive(Deserialize)]
struct Fault {
    code: String,
    #[serde(default)]
    message: String,
}

fn read(answer: &Answer) -> Result<Data, ChannelError> {
    let told: Told = serde_json::from_slice(&answer.body)
        .map_err(|error| ChannelError::Malformed(error.to_string()))?;
    match told.error.code.as_str() {
        "ok" => Ok(told.data),
        "rate_limit_exceeded" => Err(ChannelError::RateLimited { until: None }),
        "access_token_invalid" | "scope_not_authorized" => {
            Err(ChannelError::AuthRevoked(told.error.message))
        }
        "room_not_found" => Err(ChannelError::NotFound),
        _ => Err(ChannelError::Transient(told.error.message)),
    }
}

#[async_trait]
impl CommentFeed for TikTok {
    fn code(&self) -> &'static str {
        "tiktok"
    }

    fn name(&self) -> &'static str {
        "TikTok"
    }

    fn settings(&self) -> &'static [ChannelSetting] {
        &[
            ChannelSetting {
                name: "CHOPHIEN_LIVE_TIKTOK_BASE_URL",
                default: "https://open.tiktokapis.com",
                help: "Where the partner's interface for comments of livestreams is.",
            },
            ChannelSetting {
                name: "CHOPHIEN_LIVE_TIKTOK_TOKEN",
                default: "",
                help: "The token for it; without it no livestream follows TikTok.",
            },
        ]
    }

    async fn page(
        &self,
        out: &Outbound,
        broadcast: &str,
        cursor: &str,
    ) -> Result<CommentPage, ChannelError> {
        let wanted = Wanted {
            room_id: broadcast,
            cursor: cursor.parse().unwrap_or(0),
            max_count: LIMIT,
        };
        let url = format!("{}/v2/live/comment/list/", out.base_url);
        let request = out.http.post(url).json(&wanted);
        let request = request.bearer_auth(out.app.get("token"));
        let data = read(&send(request, false, out.now).await?)?;
        let comments = data.comments.into_iter().map(|of| LiveComment {
            id: of.id.to_string(),
            name: of.user.nickname,
            text: of.text,
        });
        Ok(CommentPage {
            comments: comments.collect(),
            cursor: data.cursor.to_string(),
            more: data.has_more,
        })
    }

    async fn reply(
        &self,
        out: &Outbound,
        broadcast: &str,
        comment: &str,
        text: &str,
    ) -> Result<(), ChannelError> {
        let reply = Reply {
            room_id: broadcast,
            comment_id: comment,
            text,
        };
        let url = format!("{}/v2/live/comment/reply/", out.base_url);
        let request = out.http.post(url).json(&reply);
        let request = request.bearer_auth(out.app.get("token"));
        read(&send(request, true, out.now).await?).map(|_| ())
    }
}
