//! Rows of people, found by the fingerprint of their phone.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::PersonId;
use shared::phone::Phone;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// A person who may be new to us.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// The mobile number by which the person signs in.
    pub phone: &'a Phone,
    /// Display name; used only when the person is new. May be empty.
    pub name: &'a str,
    /// `vi` or `en`.
    pub locale: &'a str,
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    disabled_at: Option<i64>,
}

/// The person of this phone, added when there is none. [`Error::Refused`] when the person is disabled.
pub async fn find_or_add(core: &Core, txn: &WriteTxn, new: NewPerson<'_>) -> Result<PersonId> {
    let lookup = core.keys.lookup(new.phone.e164());
    if let Some(found) = find(txn, &lookup).await? {
        return usable(&found);
    }
    let row = entity::person::Model {
        id: Uuid::now_v7(),
        name: new.name.to_owned(),
        phone_lookup: lookup.clone(),
        phone_sealed: core.keys.seal(new.phone.e164())?,
        email_sealed: None,
        password_hash: None,
        locale: new.locale.to_owned(),
        created_at: core.clock.now().0,
        disabled_at: None,
    };
    // Somebody else may add the same phone at this moment: then theirs is the person.
    let mut conflict = sea_orm::sea_query::OnConflict::column(entity::person::Column::PhoneLookup);
    entity::person::Entity::insert(row.into_active_model())
        .on_conflict(conflict.do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(&**txn)
        .await?;
    match find(txn, &lookup).await? {
        Some(found) => usable(&found),
        None => Err(Error::internal("a person was added and is not there")),
    }
}

async fn find(txn: &WriteTxn, lookup: &str) -> Result<Option<Found>> {
    let text = "select id, disabled_at from person where phone_lookup = $1";
    Ok(sql::one(&**txn, text, [lookup.into()]).await?)
}

fn usable(found: &Found) -> Result<PersonId> {
    match found.disabled_at {
        None => Ok(PersonId::from(found.id)),
        Some(_) => Err(Error::Refused {
            code: "person_disabled",
            message: "Số này đang bị khoá ở Chợ Phiên. Gọi Liên minh Hợp tác xã tỉnh để hỏi"
                .to_owned(),
        }),
    }
}
