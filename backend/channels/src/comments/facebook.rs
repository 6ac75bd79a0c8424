//! Facebook: comments of a live video by the Graph API, in the order of time, by cursors.
//!
//! Document: developers.facebook.com, Live Video `comments` edge and Comment `comments` edge. The token is a page's.

use async_trait::async_trait;
use serde::Deserialize;
use shared::channel::ChannelSetting;

use super::{CommentFeed, CommentPage, LiveComment};
use crate::_kit::send;
use crate::meta::read;
use crate::{ChannelError, Outbound};

/// Comments in a page.
const LIMIT: &str = "100";
const VERSION: &str = "v21.0";

pub(super) struct Facebook;

#[derive(Deserialize)]
struct Comments {
    data: Vec<Comment>,
    #[serde(default)]
    paging: Paging,
}

#[derive(Deserialize)]
struct Comment {
    id: String,
    #[serde(default)]
    message: String,
    /// Missing where a viewer has not allowed it to be told.
    #[serde(default)]
    from: Option<From>,
}

#[derive(Deserialize)]
struct From {
    name: String,
}

#[derive(Default, Deserialize)]
struct Paging {
    #[serde(default)]
    cursors: Cursors,
    #[serde(default)]
    next: Option<String>,
}

#[derive(Default, Deserialize)]
struct Cursors {
    #[serde(default)]
    after: Option<String>,
}

#[derive(Deserialize)]
struct Made {
    #[serde(rename = "id")]
    _id: String,
}

#[async_trait]
impl CommentFeed for Facebook {
    fn code(&self) -> &'static str {
        "facebook"
    }

    fn name(&self) -> &'static str {
        "Facebook"
    }

    fn settings(&self) -> &'static [ChannelSetting] {
        &[
            ChannelSetting {
                name: "CHOPHIEN_LIVE_FACEBOOK_BASE_URL",
                default: "https://graph.facebook.com",
                help: "Where the Graph API is, for comments of live videos.",
            },
            ChannelSetting {
                name: "CHOPHIEN_LIVE_FACEBOOK_TOKEN",
                default: "",
                help: "A page's token that may read and answer comments; without it no livestream follows Facebook.",
            },
        ]
    }

    async fn page(
        &self,
        out: &Outbound,
        broadcast: &str,
        cursor: &str,
    ) -> Result<CommentPage, ChannelError> {
        let url = format!("{}/{VERSION}/{broadcast}/comments", out.base_url);
        let mut query = vec![
            ("order", "chronological"),
            ("filter", "stream"),
            ("fields", "id,message,from{name}"),
            ("limit", LIMIT),
        ];
        if !cursor.is_empty() {
            query.push(("after", cursor));
        }
        let request = out.http.get(url).query(&query);
        let request = request.bearer_auth(out.app.get("token"));
        let answer = send(request, false, out.now).await?;
        let page: Comments = read(&answer, out.now)?;
        let comments = page.data.into_iter().map(|of| LiveComment {
            // A viewer without a name is one of his own for each comment: nobody gets another's goods.
            name: of
                .from
                .map_or_else(|| format!("Khách {}", of.id), |from| from.name),
            id: of.id,
            text: of.message,
        });
        Ok(CommentPage {
            comments: comments.collect(),
            cursor: page
                .paging
                .cursors
                .after
                .unwrap_or_else(|| cursor.to_owned()),
            more: page.paging.next.is_some(),
        })
    }

    async fn reply(
        &self,
        out: &Outbound,
        _broadcast: &str,
        comment: &str,
        text: &str,
    ) -> Result<(), ChannelError> {
        let url = format!("{}/{VERSION}/{comment}/comments", out.base_url);
        let request = out.http.post(url).form(&[("message", text)]);
        let request = request.bearer_auth(out.app.get("token"));
        let answer = send(request, true, out.now).await?;
        read::<Made>(&answer, out.now).map(|_| ())
    }
}
