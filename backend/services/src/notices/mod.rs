//! Messages to people. They are composed here and kept sealed; a job sends them, so nothing awaits the
//! network inside a business transaction.

mod certificates;
mod facts;
mod inbox;
mod lot;
mod preorder;
mod review;
mod sub_order;
mod words;

pub use certificates::remind as remind_of_certificates;
pub use inbox::{Outgoing, load, mark_failed, mark_sent, messages};
pub(crate) use lot::lot_held;
pub use preorder::{forecast_due, preorder_changed};
pub use review::{cooperative_changed, listing_reviewed};
pub use sub_order::{sub_order_changed, sub_order_placed, sub_order_remind};

use crate::core::Core;
use crate::error::Result;
use crate::topics;
use sea_orm::FromQueryResult;
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::id::CooperativeId;
use shared::say::Locale;
use store::outbox::{self, Repeat};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Somebody who gets a message.
#[derive(Clone, Debug, FromQueryResult)]
struct Person {
    id: Uuid,
    locale: String,
    phone_sealed: String,
    email_sealed: Option<String>,
}

impl Person {
    fn locale(&self) -> Locale {
        self.locale.parse().unwrap_or(Locale::Vi)
    }

    fn to(&self) -> Address {
        match &self.email_sealed {
            Some(email) => Address {
                via: "email",
                sealed: email.clone(),
            },
            None => Address {
                via: "sms",
                sealed: self.phone_sealed.clone(),
            },
        }
    }
}

/// Where a message goes, sealed.
struct Address {
    via: &'static str,
    sealed: String,
}

/// A message before it is written.
struct Draft<'a> {
    /// What it is about: `sub_order.placed`.
    kind: &'a str,
    person: Option<Uuid>,
    cooperative: Option<Uuid>,
    sub_order: Option<Uuid>,
    to: Address,
    subject: String,
    body: String,
}

/// An identifier that the same cause and recipient always give, so that a repeated job writes nothing new.
fn once(cause: &str, recipient: &str) -> Uuid {
    let digest = Sha256::digest(format!("{cause}\0{recipient}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// It is about a practice booth: what happens in a class is told to nobody.
async fn practised(txn: &WriteTxn, draft: &Draft<'_>) -> Result<bool> {
    let text = "select 1 as one from cooperative where state = 'practice' and (id = $1 or id = (select cooperative_id \
                from sub_order where id = $2))";
    let about = [draft.cooperative.into(), draft.sub_order.into()];
    Ok(sql::row(&**txn, text, about).await?.is_some())
}

/// Writes the message and the order to send it; nothing when it is there already.
async fn write(core: &Core, txn: &WriteTxn, id: Uuid, draft: Draft<'_>) -> Result<()> {
    let now = core.clock.now().0;
    if practised(txn, &draft).await? {
        return Ok(());
    }
    let written = sql::execute(
        &**txn,
        "insert into notice (id, person_id, cooperative_id, sub_order_id, kind, via, to_sealed, subject, body_sealed, \
         created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
        [
            id.into(),
            draft.person.into(),
            draft.cooperative.into(),
            draft.sub_order.into(),
            draft.kind.into(),
            draft.to.via.into(),
            draft.to.sealed.into(),
            draft.subject.into(),
            core.keys.seal(&draft.body)?.into(),
            now.into(),
        ],
    )
    .await?;
    if written == 1 {
        outbox::enqueue(
            txn,
            topics::NOTICE,
            &id.to_string(),
            &json!({}),
            Repeat::Keep,
            now,
        )
        .await?;
    }
    Ok(())
}

async fn is_written(core: &Core, id: Uuid) -> Result<bool> {
    let row = sql::row(
        core.db.read(),
        "select 1 as one from notice where id = $1",
        [id.into()],
    )
    .await?;
    Ok(row.is_some())
}

/// The people of a cooperative who answer orders: directors and sellers, each once.
async fn sellers(core: &Core, cooperative: CooperativeId) -> Result<Vec<Person>> {
    let people = sql::all(
        core.db.read(),
        "select p.id, p.locale, p.phone_sealed, p.email_sealed from person p where p.disabled_at is null \
         and exists (select 1 from membership m where m.person_id = p.id and m.cooperative_id = $1 \
         and m.role in ('director', 'seller') and m.removed_at is null) order by p.created_at, p.id",
        [cooperative.uuid().into()],
    )
    .await?;
    Ok(people)
}
