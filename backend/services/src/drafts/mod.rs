//! Listings that a member has begun: a photo and what was typed so far, kept on the server.

use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::pictures::{self, Purpose, Shown, StoredPicture};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::Value;
use shared::id::CooperativeId;
use shared::input::goods::ListGoods;
use shared::time::Millis;
use shared::view::parts::Picture;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// As many drafts of goods as one cooperative may have at a time.
const MOST: i64 = 50;
/// What was typed in one form, in bytes.
const MAX_TYPED: usize = 8_000;

/// Verbs of the audit log.
const BEGIN: &str = "begin_draft";
const DISCARD: &str = "discard_draft";

/// A draft as its list shows it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its key.
    pub id: Uuid,
    /// What was typed.
    pub form: ListGoods,
    /// The photo.
    pub picture: Option<Picture>,
    /// When it was changed last.
    pub updated_at: Millis,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    picture_id: Option<String>,
    fields_json: String,
    updated_at: i64,
}

/// The key of a draft, as the form sends it.
pub fn key(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::NotFound { what: "draft" })
}

/// A key for a draft that is not stored yet.
pub fn new_key() -> Uuid {
    Uuid::now_v7()
}

/// Keeps what was typed, and the photo when there is a new one. The first call makes the draft.
pub async fn save(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ListGoods,
    picture: Option<&StoredPicture>,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Sell)?.id;
    let id = key(&form.draft)?;
    let typed = serde_json::to_string(form)?;
    if typed.len() > MAX_TYPED {
        let message = actor
            .locale
            .say("Chữ gõ dài quá, viết gọn lại", "This is too long");
        return Err(Error::invalid("name", "too_long", message));
    }
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    if let Some(picture) = picture {
        pictures::insert(&txn, cooperative, Purpose::Product, picture, now).await?;
    }
    let touched = sql::execute(
        &*txn,
        "update draft set fields_json = $1, picture_id = coalesce($2, picture_id), updated_at = $3 \
         where id = $4 and cooperative_id = $5 and kind = 'listing'",
        [
            typed.as_str().into(),
            picture.map(|picture| picture.id.clone()).into(),
            now.into(),
            id.into(),
            cooperative.uuid().into(),
        ],
    )
    .await?;
    if touched == 0 {
        room(&txn, actor, cooperative).await?;
        let row = entity::draft::Model {
            id,
            cooperative_id: cooperative.uuid(),
            person_id: person.uuid(),
            kind: "listing".to_owned(),
            picture_id: picture.map(|picture| picture.id.clone()),
            fields_json: typed,
            created_at: now,
            updated_at: now,
        };
        entity::draft::Entity::insert(row.into_active_model())
            .exec_without_returning(&*txn)
            .await?;
        // Only its beginning is noted: it is saved again with every field that is left.
        note(core, &txn, actor, cooperative, (id, BEGIN)).await?;
    }
    txn.commit().await?;
    Ok(())
}

async fn note(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    cooperative: CooperativeId,
    (draft, action): (Uuid, &str),
) -> Result<()> {
    let entry = Entry {
        cooperative: Some(cooperative),
        action,
        entity: "draft",
        entity_id: draft.to_string(),
        before: Value::Null,
        after: Value::Null,
    };
    audit::record(core, txn, actor, entry).await
}

async fn room(txn: &WriteTxn, actor: &Actor, cooperative: CooperativeId) -> Result<()> {
    let text = "select count(*) as n from draft where cooperative_id = $1 and kind = 'listing'";
    let row = sql::row(&**txn, text, [cooperative.uuid().into()]).await?;
    let known: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    if known < MOST {
        return Ok(());
    }
    let message = actor.locale.say(
        "Đã có 50 bản nháp. Đăng hoặc bỏ bớt bản nháp cũ rồi làm tiếp",
        "There are 50 drafts. List or discard some first",
    );
    Err(Error::Refused {
        code: "too_many_drafts",
        message: message.to_owned(),
    })
}

/// The cooperative's drafts, the last changed first.
pub async fn list(core: &Core, actor: &Actor, cooperative: CooperativeId) -> Result<Vec<Draft>> {
    actor.member(cooperative, Right::Sell)?;
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select id, picture_id, fields_json, updated_at from draft where cooperative_id = $1 and kind = 'listing' \
         order by updated_at desc, id limit $2",
        [cooperative.uuid().into(), MOST.into()],
    )
    .await?;
    let ids: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.picture_id.as_deref())
        .collect();
    let shown = pictures::load(core.db.read(), cooperative, &ids).await?;
    rows.iter()
        .map(|row| row.draft(actor, row.picture_id.as_ref().and_then(|id| shown.get(id))))
        .collect()
}

/// One draft.
pub async fn open(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    id: Uuid,
) -> Result<Draft> {
    actor.member(cooperative, Right::Sell)?;
    let row: Option<Row> = sql::one(
        core.db.read(),
        "select id, picture_id, fields_json, updated_at from draft where id = $1 and cooperative_id = $2 \
         and kind = 'listing'",
        [id.into(), cooperative.uuid().into()],
    )
    .await?;
    let row = row.ok_or(Error::NotFound { what: "draft" })?;
    let ids: Vec<&str> = row.picture_id.as_deref().into_iter().collect();
    let shown = pictures::load(core.db.read(), cooperative, &ids).await?;
    row.draft(actor, shown.values().next())
}

impl Row {
    fn draft(&self, actor: &Actor, shown: Option<&Shown>) -> Result<Draft> {
        let mut form: ListGoods = serde_json::from_str(&self.fields_json)?;
        form.draft = self.id.to_string();
        Ok(Draft {
            id: self.id,
            form,
            picture: shown.map(|shown| shown.view(false, actor.locale)),
            updated_at: Millis(self.updated_at),
        })
    }
}

/// Throws a draft away; a second time changes nothing, and one that was never the cooperative's is
/// `Error::NotFound`. Its photo stays in the store: nothing shows it.
pub async fn discard(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    id: Uuid,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let txn = core.db.begin().await?;
    if remove(&txn, cooperative, id).await? {
        note(core, &txn, actor, cooperative, (id, DISCARD)).await?;
    } else if !discarded(&txn, cooperative, id).await? {
        return Err(Error::NotFound { what: "draft" });
    }
    txn.commit().await?;
    Ok(())
}

async fn discarded(txn: &WriteTxn, cooperative: CooperativeId, id: Uuid) -> Result<bool> {
    let text = "select 1 as one from audit where entity = 'draft' and entity_id = $1 and cooperative_id = $2 \
                and action = $3 limit 1";
    let values = [
        id.to_string().into(),
        cooperative.uuid().into(),
        DISCARD.into(),
    ];
    Ok(sql::row(&**txn, text, values).await?.is_some())
}

/// Whether there was such a draft.
pub(crate) async fn remove(txn: &WriteTxn, cooperative: CooperativeId, id: Uuid) -> Result<bool> {
    let text = "delete from draft where id = $1 and cooperative_id = $2";
    Ok(sql::execute(&**txn, text, [id.into(), cooperative.uuid().into()]).await? > 0)
}

/// The photo of a draft.
pub(crate) async fn picture<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    id: Uuid,
) -> Result<Option<String>> {
    let row = sql::row(
        db,
        "select picture_id from draft where id = $1 and cooperative_id = $2 and kind = 'listing'",
        [id.into(), cooperative.uuid().into()],
    )
    .await?;
    Ok(row
        .map(|row| row.try_get::<Option<String>>("", "picture_id"))
        .transpose()?
        .flatten())
}
