//! Taps on the shelf.

use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::lots;
use crate::stock::{self, Cause, Counted};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CooperativeId, LotId, OfferId};
use shared::input::goods::ChangeStock;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The most pieces one tap may stand for.
const MOST: i64 = 10_000;

#[derive(FromQueryResult)]
struct Row {
    unit: String,
    step: i64,
    catch_weight: bool,
}

/// What a tap asks for, in smallest steps.
enum Wish {
    By(i64),
    Free(i64),
    Picked(i64),
}

/// Changes what can be sold of a pack. The same key counts once. Less than is promised is `Error::Conflict`.
pub async fn change_stock(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    offer: OfferId,
    form: &ChangeStock,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let row: Option<Row> = sql::one(
        core.db.read(),
        "select v.unit, v.step, v.catch_weight from offer o \
         join variant v on v.id = o.variant_id where o.id = $1 and o.cooperative_id = $2",
        [offer.uuid().into(), cooperative.uuid().into()],
    )
    .await?;
    let row = row.ok_or(Error::NotFound { what: "offer" })?;
    let wish = row.wish(actor, form)?;
    let key = form
        .key
        .parse::<Uuid>()
        .map_err(|_| Error::NotFound { what: "key" })?;
    let txn = core.db.begin().await?;
    // One key for the whole tap, tied to the offer by the ledger.
    let cause = Cause::of("booth").once(format!("tap:{key}"));
    record(core, &txn, actor, (cooperative, offer), form).await?;
    match wish {
        Wish::By(steps) => stock::correct(core, &txn, actor, offer, steps, &cause).await?,
        Wish::Free(steps) => {
            stock::count(core, &txn, actor, offer, Counted::Free(steps), &cause).await?;
        }
        Wish::Picked(steps) => {
            let lot = LotId::from(key);
            lots::harvested(core, &txn, actor, (cooperative, offer), lot, steps).await?;
        }
    }
    txn.commit().await?;
    Ok(())
}

impl Row {
    fn wish(&self, actor: &Actor, form: &ChangeStock) -> Result<Wish> {
        let l = actor.locale;
        let unit: Unit = self
            .unit
            .parse()
            .map_err(|_| Error::internal("an unknown unit is stored"))?;
        let piece = if self.catch_weight {
            self.step
        } else {
            unit.steps_per_unit()
        };
        let by = form.by.trim().parse::<i64>().unwrap_or(1).clamp(1, MOST);
        let typed = |path: &str, text: &str| -> Result<i64> {
            // Whole animals are counted, whatever they weigh.
            let counted = if self.catch_weight { Unit::Con } else { unit };
            let steps = Quantity::parse_stock(text, counted)
                .map_err(|why| Error::Invalid {
                    fields: vec![FieldError::new(path, why.code(), why.say(l))],
                })?
                .steps;
            steps
                .checked_mul(if self.catch_weight { self.step } else { 1 })
                .ok_or_else(|| {
                    Error::invalid(
                        path,
                        "too_large",
                        l.say("Số này lớn quá", "This number is too large"),
                    )
                })
        };
        match form.op.as_str() {
            "plus" => Ok(Wish::By(piece * by)),
            "minus" => Ok(Wish::By(-piece * by)),
            "pick" => Ok(Wish::Picked(typed("picked", &form.picked)?)),
            _ => Ok(Wish::Free(typed("so", &form.so)?)),
        }
    }
}

async fn record(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, offer): (CooperativeId, OfferId),
    form: &ChangeStock,
) -> Result<()> {
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "change_stock",
        entity: "offer",
        entity_id: offer.to_string(),
        before: serde_json::Value::Null,
        after: json!({ "op": form.op, "by": form.by, "number": form.so, "picked": form.picked, "key": form.key }),
    };
    audit::record(core, txn, actor, entry).await
}
