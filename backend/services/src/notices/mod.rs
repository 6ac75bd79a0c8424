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
pub use sub_order::{sub_order_changed, sub_order_remind, sub_orders_placed};

use crate::core::Core;
use crate::error::Result;
use crate::topics;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::id::CooperativeId;
use shared::say::Locale;
use std::collections::{BTreeSet, HashMap, HashSet};
use store::entity::notice;
use store::outbox::{self, Message};
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
    cooperative: Uuid,
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

/// Those of these cooperatives that practise: what happens in a class is told to nobody.
async fn practising(txn: &WriteTxn, drafts: &[(Uuid, Draft<'_>)]) -> Result<Vec<Uuid>> {
    let about: BTreeSet<Uuid> = drafts.iter().map(|(_, draft)| draft.cooperative).collect();
    let text = format!(
        "select id from cooperative where state = 'practice' and id in ({})",
        sql::placeholders(1, about.len())
    );
    let rows = sql::rows(&**txn, &text, about.into_iter().map(Into::into)).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id"));
    Ok(ids.collect::<std::result::Result<_, _>>()?)
}

/// Writes the message and the order to send it; nothing when it is there already.
async fn write(core: &Core, txn: &WriteTxn, id: Uuid, draft: Draft<'_>) -> Result<()> {
    write_all(core, txn, vec![(id, draft)]).await
}

/// Writes messages and the orders to send them, but for those that are there already.
async fn write_all(core: &Core, txn: &WriteTxn, drafts: Vec<(Uuid, Draft<'_>)>) -> Result<()> {
    if drafts.is_empty() {
        return Ok(());
    }
    let now = core.clock.now().0;
    let silent = practising(txn, &drafts).await?;
    let told = drafts
        .into_iter()
        .filter(|(_, draft)| !silent.contains(&draft.cooperative));
    let mut rows = Vec::new();
    for (id, draft) in told {
        let row = notice::Model {
            id,
            person_id: draft.person,
            cooperative_id: Some(draft.cooperative),
            sub_order_id: draft.sub_order,
            kind: draft.kind.to_owned(),
            via: draft.to.via.to_owned(),
            to_sealed: draft.to.sealed,
            subject: draft.subject,
            body_sealed: core.keys.seal(&draft.body)?,
            created_at: now,
            sent_at: None,
            failure: None,
        };
        rows.push(row.into_active_model());
    }
    if rows.is_empty() {
        return Ok(());
    }
    let there = OnConflict::column(notice::Column::Id)
        .do_nothing()
        .to_owned();
    let written = notice::Entity::insert_many(rows)
        .on_conflict(there)
        .exec_with_returning(&**txn)
        .await?;
    let send = written.iter().map(|row| Message {
        topic: topics::NOTICE,
        key: row.id.to_string(),
        payload: json!({}),
    });
    outbox::enqueue_all(txn, send.collect(), now).await?;
    Ok(())
}

/// Which of these messages are there already.
async fn written(core: &Core, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let text = format!(
        "select id from notice where id in ({})",
        sql::placeholders(1, ids.len())
    );
    let rows = sql::rows(core.db.read(), &text, ids.iter().map(|id| (*id).into())).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id"));
    Ok(ids.collect::<std::result::Result<_, _>>()?)
}

#[derive(FromQueryResult)]
struct Seller {
    cooperative_id: Uuid,
    #[sea_orm(nested)]
    person: Person,
}

/// The people who answer orders at each of these cooperatives: directors and sellers, each once.
async fn sellers_of(core: &Core, cooperatives: &[Uuid]) -> Result<HashMap<Uuid, Vec<Person>>> {
    let mut found: HashMap<Uuid, Vec<Person>> = HashMap::new();
    if cooperatives.is_empty() {
        return Ok(found);
    }
    let text = format!(
        "select distinct m.cooperative_id, p.id, p.locale, p.phone_sealed, p.email_sealed, p.created_at from person p \
         join membership m on m.person_id = p.id where p.disabled_at is null and m.cooperative_id in ({}) \
         and m.role in ('director', 'seller') and m.removed_at is null order by p.created_at, p.id",
        sql::placeholders(1, cooperatives.len())
    );
    let ids = cooperatives.iter().map(|id| (*id).into());
    let rows: Vec<Seller> = sql::all(core.db.read(), &text, ids).await?;
    for row in rows {
        found
            .entry(row.cooperative_id)
            .or_default()
            .push(row.person);
    }
    Ok(found)
}

/// The people of a cooperative who answer orders.
async fn sellers(core: &Core, cooperative: CooperativeId) -> Result<Vec<Person>> {
    let mut all = sellers_of(core, &[cooperative.uuid()]).await?;
    Ok(all.remove(&cooperative.uuid()).unwrap_or_default())
}
