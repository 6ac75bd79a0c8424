//! Pushes: signed, sent, sent again, lost.

use std::time::Duration;

use serde_json::{Value, json};

use super::gate::seal;
use super::reply::{Answer, Ask, Reply, s};
use super::state::{Queued, State};
use super::{Shared, life, open};

/// After a failure, milliseconds until the next attempt.
const AGAIN: [i64; 3] = [300_000, 1_800_000, 10_800_000];

/// Puts a push on its way.
pub fn tell(state: &mut State, shop: Option<i64>, code: i64, data: &Value, order: &str) {
    let now = state.now();
    let mut body = json!({"data": data, "code": code, "timestamp": s(now)});
    match shop {
        Some(shop) => body["shop_id"] = shop.into(),
        None => body["partner_id"] = state.start.partner_id.parse::<i64>().unwrap_or(0).into(),
    }
    let text = body.to_string();
    state.sent.push((order.to_owned(), text.clone()));
    let queued = |body: String| Queued {
        body,
        next: now,
        tries: 0,
    };
    if state.duplicate_pushes > 0 {
        state.duplicate_pushes -= 1;
        state.queue.push(queued(text.clone()));
    }
    state.queue.push(queued(text));
}

/// The header of a push.
pub fn signature(state: &State, url: &str, body: &str) -> String {
    seal(&state.start.push_key, format!("{url}|{body}").as_bytes())
}

pub fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .timeout(Duration::from_secs(3))
        .no_proxy()
        .build()
        .unwrap_or_default()
}

/// Sends what is due. An answer other than an empty 2xx is a failure.
pub async fn deliver(client: &reqwest::Client, shared: &Shared) {
    let due: Vec<(Queued, String, String)> = {
        let mut state = open(shared);
        life::tick(&mut state);
        let Some(url) = state.start.push_url.clone() else {
            return;
        };
        let now = state.now();
        let (mut due, later): (Vec<Queued>, Vec<Queued>) = std::mem::take(&mut state.queue)
            .into_iter()
            .partition(|push| push.next <= now);
        state.queue = later;
        if state.reorder_pushes {
            due.reverse();
        }
        due.into_iter()
            .map(|push| {
                let sign = signature(&state, &url, &push.body);
                (push, url.clone(), sign)
            })
            .collect()
    };
    for (mut push, url, sign) in due {
        let request = client
            .post(&url)
            .header("Authorization", sign)
            .header("Content-Type", "application/json")
            .body(push.body.clone());
        let taken = match request.send().await {
            Ok(answer) => {
                answer.status().is_success()
                    && answer.bytes().await.is_ok_and(|body| body.is_empty())
            }
            Err(_) => false,
        };
        if taken {
            continue;
        }
        let mut state = open(shared);
        match AGAIN.get(push.tries) {
            Some(wait) => {
                push.next = state.now() + wait;
                push.tries += 1;
                state.queue.push(push);
            }
            None => {
                let id = state.id();
                state.lost.push((id, push.body));
            }
        }
    }
}

pub fn call(state: &mut State, ask: &Ask, post: bool) -> Option<Answer> {
    Some(match (ask.path.as_str(), post) {
        ("push/get_lost_push_message", false) => {
            let rows: Vec<Value> = state
                .lost
                .iter()
                .take(100)
                .map(|(_, body)| json!({"data": body}))
                .collect();
            let last = state
                .lost
                .iter()
                .take(100)
                .map(|(id, _)| *id)
                .max()
                .unwrap_or(0);
            let more = state.lost.len() > 100;
            Ok(Reply::In(
                json!({"push_message_list": rows, "has_next_page": more, "last_message_id": last}),
            ))
        }
        ("push/confirm_consumed_lost_push_message", true) => {
            ask.int("last_message_id").map(|last| {
                state.lost.retain(|(id, _)| *id > last);
                Reply::In(json!({}))
            })
        }
        _ => return None,
    })
}
