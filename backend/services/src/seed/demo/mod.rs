//! The demonstration market: cooperatives of real articles, with invented prices, stock and people.

mod data;
mod goods;
mod harvest;
mod orders;
mod people;
mod pools;

use crate::actor::{Actor, Kind, MemberRole, Person};
use crate::core::Core;
use crate::error::Result;
use crate::pictures::StoredPicture;
use data::Files;
use sha2::{Digest, Sha256};
use shared::id::{CooperativeId, SessionId};
use shared::say::Locale;
use std::collections::HashMap;
use store::{WriteTxn, entity};
use uuid::Uuid;

use super::bulk::insert;

/// The setting that says that a database holds the demonstration market.
const SETTING: &str = "demo";

/// Which drawing a product shows.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Address of the product.
    pub product: String,
    /// Key of the drawing: the file's name without its ending.
    pub drawing: String,
}

/// Somebody whose part a visitor of the demonstration can play.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Who it is.
    pub name: String,
    /// The phone to sign in with.
    pub phone: String,
    /// The password, the same for all.
    pub password: String,
}

/// Whether this database holds the demonstration market. Only then may codes and messages be read on
/// screen, whatever the command line says.
pub async fn is_demo(core: &Core) -> Result<bool> {
    let setting = "select value from setting where key = $1";
    Ok(store::sql::row(core.db.read(), setting, [SETTING.into()])
        .await?
        .is_some())
}

#[derive(sea_orm::FromQueryResult)]
struct Seat {
    person_id: Uuid,
    cooperative_id: Uuid,
}

/// A director of a cooperative of the demonstration, to do what a member would do.
pub async fn director(core: &Core, slug: &str) -> Result<Option<(Actor, CooperativeId)>> {
    let row: Option<Seat> = store::sql::one(
        core.db.read(),
        "select m.person_id, m.cooperative_id from membership m join cooperative c on c.id = m.cooperative_id \
         where c.slug = $1 and m.role = 'director' and m.removed_at is null order by m.created_at, m.id limit 1",
        [slug.into()],
    )
    .await?;
    Ok(row.map(|row| {
        let cooperative = CooperativeId::from(row.cooperative_id);
        let person = Person {
            id: row.person_id.into(),
            session: SessionId::new(),
            name: String::new(),
            memberships: vec![(cooperative, MemberRole::Director)],
            staff: Vec::new(),
        };
        let actor = Actor {
            locale: Locale::Vi,
            kind: Kind::Person(Box::new(person)),
        };
        (actor, cooperative)
    }))
}

/// The id of a pack of the demonstration: the same in every database, so that the examples of the API's
/// description work.
pub fn variant_id(sku: &str) -> Uuid {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(Sha256::digest(format!("demo/{sku}"))) {
        *place = byte;
    }
    uuid::Builder::from_bytes(bytes)
        .with_variant(uuid::Variant::RFC4122)
        .with_version(uuid::Version::Custom)
        .into_uuid()
}

/// The drawings that [`fill`] wants to have been stored.
pub fn placements() -> Result<Vec<Placement>> {
    let Files {
        products, pools, ..
    } = Files::read()?;
    let own = products.into_iter().map(|one| (one.slug, one.picture));
    let pooled = pools.into_iter().map(|one| (one.slug, one.picture));
    let placement = |(product, drawing)| Placement { product, drawing };
    Ok(own.chain(pooled).map(placement).collect())
}

/// Who can sign in.
pub fn sign_ins() -> Result<Vec<SignIn>> {
    let people = Files::read()?.people;
    let password = people.password;
    Ok(people
        .people
        .into_iter()
        .map(|p| SignIn {
            name: p.name,
            phone: p.phone,
            password: password.clone(),
        })
        .collect())
}

/// Fills an empty database; `pictures` by address of the product. False, and nothing written, when
/// somebody has put something into the database already.
pub async fn fill(core: &Core, pictures: &HashMap<String, StoredPicture>) -> Result<bool> {
    let files = Files::read()?;
    let password = crate::identity::passwords::hash(files.people.password.clone()).await?;
    let txn = core.db.begin().await?;
    // The mark comes first: of several processes that start on an empty database one gets it, and the
    // others wait here until its work is committed.
    let marked = store::sql::execute(
        &*txn,
        "insert into setting (key, value) values ($1, $2) on conflict do nothing",
        [SETTING.into(), core.clock.now().to_string().into()],
    )
    .await?;
    if marked == 0 || !super::is_empty_in(&*txn).await? {
        return Ok(false);
    }
    write_categories(&txn).await?;
    let ids = people::write(core, &txn, &files, &password).await?;
    goods::write(core, &txn, &files, &ids, pictures).await?;
    pools::write(core, &txn, &files, &ids, pictures).await?;
    txn.commit().await?;
    orders::place_all(core, &files).await?;
    Ok(true)
}

/// What was written, by the keys of the files.
struct Ids {
    cooperatives: HashMap<String, Uuid>,
    officer: Option<Uuid>,
}

/// Writes the market's categories; those that are there stay as they are.
pub(super) async fn write_categories(txn: &WriteTxn) -> Result<()> {
    let known: Vec<entity::category::Model> = store::sql::all(
        &**txn,
        "select slug, name_vi, name_en, ocop_group, position from category",
        [],
    )
    .await?;
    let rows = data::categories()?
        .into_iter()
        .filter(|c| known.iter().all(|k| k.slug != c.slug))
        .map(|c| entity::category::Model {
            slug: c.slug,
            name_vi: c.name_vi,
            name_en: c.name_en,
            ocop_group: c.ocop_group,
            position: c.position,
        })
        .collect();
    insert::<entity::category::Entity>(txn, rows).await
}
