//! Roles of staff: officers and operators.

use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::PersonId;
use shared::input::staff::GiveRole;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::view::staff::RoleLine;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    role: String,
    province_code: Option<String>,
}

/// The provinces in force: code and name.
pub(super) fn provinces() -> Vec<(String, String)> {
    let mut all: Vec<_> = shared::places::places()
        .provinces()
        .iter()
        .map(|province| (province.code.to_owned(), province.name.to_owned()))
        .collect();
    all.sort_by_key(|(_, name)| shared::text::sort_key(name));
    all
}

/// The staff roles of a person, in words.
pub(super) async fn role_lines(
    core: &Core,
    actor: &Actor,
    person: PersonId,
) -> Result<Vec<RoleLine>> {
    let own = actor.person_id() == Some(person);
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select id, person_id, role, province_code from staff_role where person_id = $1 and removed_at is null \
         order by created_at, id",
        [person.uuid().into()],
    )
    .await?;
    let line = |row: &Row| RoleLine {
        id: row.id.to_string(),
        text: words(&row.role, row.province_code.as_deref(), actor.locale),
        removable: !(own && row.role == "operator"),
    };
    Ok(rows.iter().map(line).collect())
}

fn words(role: &str, province: Option<&str>, l: Locale) -> String {
    match role {
        "operator" => l.say("Người vận hành", "Operator").to_owned(),
        "officer" => {
            let place = province.and_then(|code| shared::places::places().province(code));
            let place = place.map_or(l.say("mọi tỉnh", "all provinces"), |province| {
                province.name
            });
            format!("{} · {place}", l.say("Cán bộ liên minh", "Officer"))
        }
        other => other.to_owned(),
    }
}

/// Gives a person a role. A role they have already is no error.
pub async fn give_role(
    core: &Core,
    actor: &Actor,
    person: PersonId,
    input: &GiveRole,
) -> Result<()> {
    let l = actor.locale;
    actor.operator()?;
    let province = checked(input, l)?;
    let known = "select id from person where id = $1 and disabled_at is null";
    if sql::row(core.db.read(), known, [person.uuid().into()])
        .await?
        .is_none()
    {
        return Err(Error::NotFound { what: "person" });
    }
    let txn = core.db.begin().await?;
    if has(&txn, person, &input.role, province.as_deref()).await? {
        return Ok(());
    }
    let row = entity::staff_role::Model {
        id: Uuid::now_v7(),
        person_id: person.uuid(),
        role: input.role.clone(),
        province_code: province.clone(),
        created_at: core.clock.now().0,
        removed_at: None,
    };
    entity::staff_role::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    let after = json!({ "role": input.role, "province": province });
    audit::record(
        core,
        &txn,
        actor,
        entry(person.uuid(), "give_role", Value::Null, after),
    )
    .await?;
    Ok(txn.commit().await?)
}

fn checked(input: &GiveRole, l: Locale) -> Result<Option<String>> {
    let province = input.province.trim();
    let mut errors = Vec::new();
    if !matches!(input.role.as_str(), "officer" | "operator") {
        let say = l.say("Chọn một vai trò", "Choose a role");
        errors.push(FieldError::new("role", "unknown", say));
    }
    if !province.is_empty() && shared::places::places().province(province).is_none() {
        let say = l.say(
            "Chọn một tỉnh trong danh sách",
            "Choose a province of the list",
        );
        errors.push(FieldError::new("province", "unknown", say));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid { fields: errors });
    }
    let bound = input.role == "officer" && !province.is_empty();
    Ok(bound.then(|| province.to_owned()))
}

async fn has(txn: &WriteTxn, person: PersonId, role: &str, province: Option<&str>) -> Result<bool> {
    let rows: Vec<Row> = sql::all(
        &**txn,
        "select id, person_id, role, province_code from staff_role where person_id = $1 and role = $2 \
         and removed_at is null",
        [person.uuid().into(), role.into()],
    )
    .await?;
    Ok(rows
        .iter()
        .any(|row| row.province_code.as_deref() == province))
}

/// Takes a role. An operator keeps their own operator role, so that somebody always has one.
pub async fn take_role(core: &Core, actor: &Actor, person: PersonId, role: Uuid) -> Result<()> {
    let l = actor.locale;
    let operator = actor.operator()?;
    let txn = core.db.begin().await?;
    let found: Option<Row> = sql::one(
        &*txn,
        "select id, person_id, role, province_code from staff_role where id = $1 and person_id = $2 \
         and removed_at is null",
        [role.into(), person.uuid().into()],
    )
    .await?;
    let row = found.ok_or(Error::NotFound { what: "role" })?;
    if row.role == "operator" && row.person_id == operator.id.uuid() {
        return Err(Error::Refused {
            code: "own_role",
            message: l
                .say(
                    "Bạn không tự bỏ vai trò vận hành của mình. Nhờ một người vận hành khác",
                    "You cannot take your own operator role. Ask another operator",
                )
                .to_owned(),
        });
    }
    let text = "update staff_role set removed_at = $1 where id = $2 and removed_at is null";
    sql::execute(&*txn, text, [core.clock.now().0.into(), row.id.into()]).await?;
    let before = json!({ "role": row.role, "province": row.province_code });
    audit::record(
        core,
        &txn,
        actor,
        entry(row.person_id, "take_role", before, Value::Null),
    )
    .await?;
    Ok(txn.commit().await?)
}

fn entry(person: Uuid, action: &str, before: Value, after: Value) -> audit::Entry<'_> {
    audit::Entry {
        cooperative: None,
        action,
        entity: "person",
        entity_id: person.to_string(),
        before,
        after,
    }
}
