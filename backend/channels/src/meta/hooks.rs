//! The question before pushes, their signature and what they tell.

use shared::canonical::{Event, EventKind};
use shared::time::Millis;

use super::wire::Push;
use crate::_kit::{hmac_sha256, same, sha256};
use crate::{ChannelError, HookRefused, HookRequest, Secrets};

/// Echoes the challenge when the word is ours.
pub fn handshake(query: &[(String, String)], app: &Secrets) -> Option<String> {
    let said = |key: &str| {
        let found = query.iter().find(|(name, _)| name == key);
        found.map_or("", |(_, value)| value.as_str())
    };
    let known = same(app.get("verify_token"), said("hub.verify_token"));
    (said("hub.mode") == "subscribe" && known).then(|| said("hub.challenge").to_owned())
}

/// `X-Hub-Signature-256: sha256=<HMAC-SHA256 of the raw body with the app's secret>`.
pub fn verify(request: &HookRequest<'_>) -> Result<(), HookRefused> {
    let secret = request.app.get("app_secret");
    if secret.is_empty() {
        return Err(HookRefused::Unsupported);
    }
    let said = request
        .headers
        .get("x-hub-signature-256")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("sha256="))
        .ok_or(HookRefused::Signature)?;
    if same(said, &hmac_sha256(secret.as_bytes(), &[request.body])) {
        Ok(())
    } else {
        Err(HookRefused::Signature)
    }
}

/// Nothing of what the catalogue pushes changes our stock or orders: events are kept for a person.
pub fn events(body: &[u8]) -> Result<Vec<Event>, ChannelError> {
    let push: Push =
        serde_json::from_slice(body).map_err(|error| ChannelError::Malformed(error.to_string()))?;
    Ok(push
        .entry
        .iter()
        .map(|entry| {
            let text = entry.to_string();
            let seconds = entry["time"].as_i64();
            Event {
                kind: EventKind::Unknown(push.object.clone()),
                shop: entry["id"].as_str().map(str::to_owned),
                dedupe: sha256(text.as_bytes()),
                at: seconds.map(|s| {
                    Millis(if s > 100_000_000_000 {
                        s
                    } else {
                        s.saturating_mul(1_000)
                    })
                }),
            }
        })
        .collect())
}
