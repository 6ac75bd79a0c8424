//! Written messages: those to be sent, and those of the demonstration that may be read on screen.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::phone::Phone;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::messages::{MessageLine, MessagePiece, MessagesView};
use store::sql;
use uuid::Uuid;

/// Messages on the page of the demonstration.
const SHOWN: i64 = 50;

/// A message that is to be sent now.
#[derive(Clone)]
pub struct Outgoing {
    /// The notice.
    pub id: Uuid,
    /// `email` or `sms`.
    pub via: String,
    /// The address or the phone in E.164. Personal data: never logged.
    pub to: String,
    /// Subject of an e-mail.
    pub subject: String,
    /// The text.
    pub body: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    via: String,
    to_sealed: String,
    subject: String,
    body_sealed: String,
    created_at: i64,
}

/// The messages, without those that were sent, given up or erased meanwhile.
pub async fn load(core: &Core, ids: &[Uuid]) -> Result<Vec<Outgoing>> {
    let text = format!(
        "select id, via, to_sealed, subject, body_sealed, created_at from notice where sent_at is null and id in ({})",
        sql::placeholders(1, ids.len())
    );
    let rows: Vec<Row> = sql::all(core.db.read(), &text, ids.iter().map(|id| (*id).into())).await?;
    let open = |row: Row| {
        Ok(Outgoing {
            id: row.id,
            to: core.keys.open(&row.to_sealed)?,
            body: core.keys.open(&row.body_sealed)?,
            via: row.via,
            subject: row.subject,
        })
    };
    rows.into_iter().map(open).collect()
}

/// Records that these messages are on their way.
pub async fn mark_sent(core: &Core, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let text = format!(
        "update notice set sent_at = $1, failure = null where id in ({})",
        sql::placeholders(2, ids.len())
    );
    let values =
        std::iter::once(core.clock.now().0.into()).chain(ids.iter().map(|id| (*id).into()));
    let txn = core.db.begin_brief().await?;
    sql::execute(&*txn, &text, values).await?;
    Ok(txn.commit().await?)
}

/// Records why the message could not be sent. `failure` holds no personal data.
pub async fn mark_failed(core: &Core, id: Uuid, failure: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    sql::execute(
        &*txn,
        "update notice set failure = $1 where id = $2",
        [failure.into(), id.into()],
    )
    .await?;
    Ok(txn.commit().await?)
}

/// The newest messages of a demonstration, for its message page. Anywhere else there is no such page.
pub async fn messages(core: &Core, l: Locale) -> Result<MessagesView> {
    if !core.demo {
        return Err(Error::NotFound { what: "page" });
    }
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select id, via, to_sealed, subject, body_sealed, created_at from notice \
         order by created_at desc, id limit $1",
        [SHOWN.into()],
    )
    .await?;
    let line = |row: Row| {
        let at = Millis(row.created_at);
        let to = core.keys.open(&row.to_sealed)?;
        let to = Phone::parse(&to).map_or(to, |phone| phone.national());
        let way = if row.via == "email" {
            l.say("Thư", "E-mail")
        } else {
            l.say("Tin nhắn", "Text")
        };
        Ok(MessageLine {
            to: format!("{way} · {to}"),
            at: format!("{}, {}", at.vn_clock(), at.vn_date().with_weekday(l)),
            subject: row.subject,
            body: pieces(&core.keys.open(&row.body_sealed)?),
        })
    };
    Ok(MessagesView {
        messages: rows.into_iter().map(line).collect::<Result<_>>()?,
    })
}

/// Cuts a text into words and addresses.
fn pieces(text: &str) -> Vec<MessagePiece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    for (at, token) in text.split(' ').enumerate() {
        if at > 0 {
            words.push(' ');
        }
        if token.starts_with("http://") || token.starts_with("https://") {
            pieces.push(MessagePiece::Text(std::mem::take(&mut words)));
            pieces.push(MessagePiece::Link(token.to_owned()));
        } else {
            words.push_str(token);
        }
    }
    pieces.push(MessagePiece::Text(words));
    pieces.retain(|piece| *piece != MessagePiece::Text(String::new()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_become_links() {
        let text = |s: &str| MessagePiece::Text(s.to_owned());
        let link = |s: &str| MessagePiece::Link(s.to_owned());
        assert_eq!(
            pieces("Nhận đơn: http://x/l/1"),
            [text("Nhận đơn: "), link("http://x/l/1")]
        );
        assert_eq!(
            pieces("https://x rồi nghỉ"),
            [link("https://x"), text(" rồi nghỉ")]
        );
        assert_eq!(pieces("không có gì"), [text("không có gì")]);
    }
}
