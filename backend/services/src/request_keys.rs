//! Idempotency keys: the same key and body give the same answer for 24 hours, another body is refused.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::say::Locale;
use store::entity::request_key;
use store::{Inserts, sql};

/// How long an answer is kept, in milliseconds.
pub const KEPT_MS: i64 = 24 * 3_600_000;
/// The longest key.
const MAX_KEY: usize = 128;

/// A key with the fingerprint of the body it came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKey {
    scope: &'static str,
    key: String,
    body_hash: String,
}

/// An answer given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: i32,
    /// The body.
    pub response: String,
}

#[derive(FromQueryResult)]
struct Row {
    body_hash: String,
    status: i32,
    response: String,
    created_at: i64,
}

impl RequestKey {
    /// A key of 1 to 128 visible signs, and the body as text. A missing or odd key is `Error::Invalid`.
    pub fn new(
        core: &Core,
        scope: &'static str,
        key: Option<&str>,
        body: &str,
        l: Locale,
    ) -> Result<Self> {
        let wrong = |code, message| Err(Error::invalid("Idempotency-Key", code, message));
        match key.map(str::trim) {
            None | Some("") => wrong(
                "required",
                l.say(
                    "Thiếu Idempotency-Key: mỗi đơn gửi kèm một mã riêng",
                    "Idempotency-Key is missing: send one of your own with each order",
                ),
            ),
            Some(key) if key.len() > MAX_KEY || !key.bytes().all(|b| b.is_ascii_graphic()) => {
                wrong(
                    "invalid",
                    l.say(
                        "Idempotency-Key có 1 đến 128 ký tự ASCII, không dấu cách",
                        "Idempotency-Key has 1 to 128 visible ASCII signs",
                    ),
                )
            }
            Some(key) => Ok(Self {
                scope,
                key: key.to_owned(),
                // Keyed, because a body holds a phone number, which a bare hash would give away.
                body_hash: core.keys.sign(scope, body),
            }),
        }
    }

    /// The answer given to this key before, if any. The same key with another body is `Error::Invalid`. One whose time is
    /// over is forgotten, so that it can be taken anew.
    pub async fn answered(&self, core: &Core, l: Locale) -> Result<Option<Answer>> {
        let row: Option<Row> = sql::one(
            core.db.read(),
            "select body_hash, status, response, created_at from request_key where scope = $1 and key = $2",
            [self.scope.into(), self.key.as_str().into()],
        )
        .await?;
        let kept_from = core.clock.now().0 - KEPT_MS;
        match row {
            Some(row) if row.created_at <= kept_from => {
                let txn = core.db.begin_brief().await?;
                let old =
                    "delete from request_key where scope = $1 and key = $2 and created_at <= $3";
                let values = [
                    self.scope.into(),
                    self.key.as_str().into(),
                    kept_from.into(),
                ];
                sql::execute(&*txn, old, values).await?;
                txn.commit().await?;
                Ok(None)
            }
            Some(row) if row.body_hash != self.body_hash => Err(Error::invalid(
                "Idempotency-Key",
                "reused",
                l.say(
                    "Idempotency-Key này đã dùng cho nội dung khác. Gửi mã mới",
                    "This Idempotency-Key was used with another body. Send a new one",
                ),
            )),
            Some(row) => Ok(Some(Answer {
                status: row.status,
                response: row.response,
            })),
            None => Ok(None),
        }
    }

    /// Adds the key with its answer to the rows of the change it belongs to. When somebody took the key before, they are
    /// refused as not unique: give the transaction up and look at [`RequestKey::answered`].
    pub fn take(&self, inserts: &mut Inserts, answer: Answer, now: i64) {
        inserts.add([request_key::Model {
            key: self.key.clone(),
            scope: self.scope.to_owned(),
            body_hash: self.body_hash.clone(),
            status: answer.status,
            response: answer.response,
            created_at: now,
        }]);
    }
}
