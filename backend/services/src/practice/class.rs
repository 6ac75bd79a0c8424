//! Opening a class.

use crate::actor::Actor;
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use shared::code::OrderCode;
use store::entity::practice_class;
use uuid::Uuid;

/// What a trainer types.
#[derive(Clone, Debug, Default)]
pub struct NewClass {
    /// Its name, 1 to 80 letters.
    pub name: String,
    /// How many days it lasts, 1 to 30.
    pub days: String,
}

/// An officer opens a class; learners come in with the code that is given back.
///
/// # Errors
/// `Forbidden` for anybody but officers; `Invalid` names the field.
pub async fn open(core: &Core, actor: &Actor, new: &NewClass) -> Result<String> {
    let l = actor.locale;
    let (person, province) = actor.officer()?;
    let name = new.name.trim();
    if !(1..=80).contains(&name.chars().count()) {
        let message = l.say(
            "Ghi tên lớp, nhiều nhất 80 chữ",
            "Name the class in at most 80 letters",
        );
        return Err(Error::invalid("name", "required", message));
    }
    let days = new.days.trim().parse().ok();
    let Some(days) = days.filter(|days| (1..=30).contains(days)) else {
        let message = l.say("Ghi số ngày từ 1 đến 30", "Days from 1 to 30");
        return Err(Error::invalid("days", "not_a_number", message));
    };
    let now = core.clock.now();
    let code = OrderCode::from_random(rand::random()).to_string();
    let row = practice_class::Model {
        id: Uuid::now_v7(),
        code: code.clone(),
        name: name.to_owned(),
        province_code: province.map(str::to_owned),
        trainer_id: person.id.uuid(),
        learners: 0,
        created_at: now.0,
        ends_at: now.plus_days(days).0,
        ended_at: None,
    };
    let entry = audit::Entry {
        cooperative: None,
        action: "open_class",
        entity: "practice_class",
        entity_id: row.id.to_string(),
        before: Value::Null,
        after: json!({ "name": name, "days": days }),
    };
    let txn = core.db.begin().await?;
    practice_class::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(code)
}
