//! Setting and ending floors, and allowing less for a time. Only a director of the cooperative whose floor it is.

use super::find::{Place, Standing};
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value as Json, json};
use shared::id::CooperativeId;
use shared::input::floor::{AllowLess, SetFloor};
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// Sets a floor for a pack or one of its lots, beside those that stand already: the one that began last counts.
pub async fn set(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    form: &SetFloor,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Manage)?.id;
    let now = core.clock.now();
    let new = form
        .parse(now.vn_date(), actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    let place = Place::find(&*txn, cooperative, slug).await?;
    let pack = place.pack(&*txn, &form.offer).await?;
    let lot = match form.lot.as_str() {
        "" => None,
        text => Some(place.lot(&*txn, &pack, text, actor.locale).await?),
    };
    let row = entity::price_floor::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative.uuid(),
        variant_id: pack.variant_id,
        lot_id: lot,
        amount: new.amount.dong(),
        decision: new.decision,
        decided_on: new.decided_on.start().0,
        valid_from: new.from.start().0,
        valid_to: new.to.map(|day| day.end().0),
        set_by: person.uuid(),
        created_at: now.0,
        ended_at: None,
    };
    let after = json!({
        "amount": row.amount, "variant": row.variant_id, "lot": row.lot_id, "decision": row.decision,
        "decided_on": new.decided_on, "from": new.from, "to": new.to,
    });
    let id = row.id;
    entity::price_floor::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    let deed = Deed {
        action: "set_price_floor",
        id,
        before: Json::Null,
        after,
    };
    deed.record(core, &txn, actor, cooperative).await?;
    txn.commit().await?;
    Ok(())
}

/// Ends a floor now. One that has ended already stays as it is.
pub async fn end(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    floor: Uuid,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let now = core.clock.now();
    let txn = core.db.begin().await?;
    let place = Place::find(&*txn, cooperative, slug).await?;
    let standing = place.floor(&*txn, floor).await?;
    let ended = sql::execute(
        &*txn,
        "update price_floor set ended_at = $1 where id = $2 and ended_at is null",
        [now.0.into(), floor.into()],
    )
    .await?;
    if ended == 1 {
        let deed = Deed {
            action: "end_price_floor",
            id: floor,
            before: json!({ "amount": standing.amount }),
            after: json!({ "ended": now.rfc3339() }),
        };
        deed.record(core, &txn, actor, cooperative).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Allows less than a floor from today on. A floor that is over is `Error::Conflict`.
pub async fn allow(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (slug, floor): (&str, Uuid),
    form: &AllowLess,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Manage)?.id;
    let now = core.clock.now();
    let today = now.vn_date();
    let txn = core.db.begin().await?;
    let place = Place::find(&*txn, cooperative, slug).await?;
    let standing = place.floor(&*txn, floor).await?;
    if standing.is_over(now) {
        return Err(over(&standing, actor));
    }
    let new = form
        .parse(standing.amount(), today, actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let row = entity::price_floor_override::Model {
        id: Uuid::now_v7(),
        price_floor_id: floor,
        amount: new.amount.dong(),
        reason: new.reason,
        valid_from: today.start().0,
        valid_to: new.until.end().0,
        granted_by: person.uuid(),
        created_at: now.0,
        ended_at: None,
    };
    let deed = Deed {
        action: "allow_below_floor",
        id: floor,
        before: json!({ "amount": standing.amount }),
        after: json!({ "permit": row.id, "amount": row.amount, "reason": row.reason, "until": new.until }),
    };
    entity::price_floor_override::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    deed.record(core, &txn, actor, cooperative).await?;
    txn.commit().await?;
    Ok(())
}

fn over(standing: &Standing, actor: &Actor) -> Error {
    let l = actor.locale;
    Error::Conflict {
        code: "floor_over",
        message: match l {
            shared::say::Locale::Vi => format!(
                "Giá sàn {} đã hết hạn hoặc đã dừng, không cần cho phép nữa",
                standing.amount()
            ),
            shared::say::Locale::En => {
                format!("The floor of {} is over already", standing.amount())
            }
        },
        fields: Vec::new(),
    }
}

/// Takes a permission back now.
pub async fn disallow(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (slug, floor): (&str, Uuid),
    permit: Uuid,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let now = core.clock.now();
    let txn = core.db.begin().await?;
    let place = Place::find(&*txn, cooperative, slug).await?;
    place.floor(&*txn, floor).await?;
    let ended = sql::execute(
        &*txn,
        "update price_floor_override set ended_at = $1 where id = $2 and price_floor_id = $3 and ended_at is null",
        [now.0.into(), permit.into(), floor.into()],
    )
    .await?;
    if ended == 1 {
        let deed = Deed {
            action: "disallow_below_floor",
            id: floor,
            before: json!({ "permit": permit }),
            after: json!({ "ended": now.rfc3339() }),
        };
        deed.record(core, &txn, actor, cooperative).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// What the log keeps.
struct Deed {
    action: &'static str,
    id: Uuid,
    before: Json,
    after: Json,
}

impl Deed {
    async fn record(
        self,
        core: &Core,
        txn: &WriteTxn,
        actor: &Actor,
        cooperative: CooperativeId,
    ) -> Result<()> {
        let entry = Entry {
            cooperative: Some(cooperative),
            action: self.action,
            entity: "price_floor",
            entity_id: self.id.to_string(),
            before: self.before,
            after: self.after,
        };
        audit::record(core, txn, actor, entry).await
    }
}
