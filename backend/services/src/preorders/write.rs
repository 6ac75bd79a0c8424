//! Opening a forecast and changing its numbers.

use super::OPEN;
use super::harvest::days;
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::lots::Sold;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::{CooperativeId, ForecastId, OfferId};
use shared::input::forecast::{ForecastForm, HarvestDays, NewForecast};
use shared::problem::FieldError;
use shared::quantity::Unit;
use shared::say::Locale;
use store::entity::forecast;
use store::outbox;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Forecasts of one offer that take orders at the same time, at most.
const MOST_OPEN: usize = 8;

/// The cooperative's forecast; anybody else's is not found.
pub(super) async fn own<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    id: ForecastId,
) -> Result<forecast::Model> {
    let row = sql::one(
        db,
        "select * from forecast where id = $1 and cooperative_id = $2",
        [id.uuid().into(), cooperative.uuid().into()],
    )
    .await?;
    row.ok_or(Error::NotFound { what: "forecast" })
}

/// How the quantities of an offer are typed: birds of a usual weight are counted.
pub(super) fn counted(sold: &Sold) -> Result<(Unit, i64)> {
    Ok(if sold.catch_weight {
        (Unit::Con, sold.step)
    } else {
        (sold.unit()?, 1)
    })
}

fn read(core: &Core, sold: &Sold, form: &ForecastForm, l: Locale) -> Result<NewForecast> {
    let today = core.clock.now().vn_date();
    form.parse(counted(sold)?, today, l)
        .map_err(|fields| Error::Invalid { fields })
}

/// Opens a forecast for one of the cooperative's own goods. Pooled goods are not sold ahead; days that another forecast of
/// the same goods has are `Invalid`.
pub async fn open(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ForecastForm,
) -> Result<ForecastId> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let unknown = || {
        let message = l.say("Chọn một món trong danh sách", "Choose a good of the list");
        Error::invalid("offer", "unknown", message)
    };
    let offer: OfferId = form.offer.parse().map_err(|_| unknown())?;
    let sold = Sold::find(core.db.read(), cooperative, offer).await?;
    let new = read(core, &sold, form, l)?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    // The offer's row makes two who open at the same moment wait for each other.
    crate::stock::lock(&txn, offer, now).await?;
    if sql::row(
        &*txn,
        "select 1 as one from listing where id = $1 and pooled",
        [sold.listing_id.into()],
    )
    .await?
    .is_some()
    {
        return Err(unknown());
    }
    apart(&txn, offer, None, &new.days, l).await?;
    let row = forecast::Model {
        id: ForecastId::new().uuid(),
        offer_id: offer.uuid(),
        cooperative_id: cooperative.uuid(),
        harvest_from: new.days.from.start().0,
        harvest_to: new.days.to.start().0,
        ship_by: new.days.ship_by.start().0,
        quantity: new.quantity,
        confidence: new.confidence,
        cap: new.cap,
        buyer_cap: new.buyer_cap,
        harvested: 0,
        promised: 0,
        served: 0,
        state: OPEN.to_owned(),
        moves: String::new(),
        reminded_at: None,
        overdue_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let id = ForecastId::from(row.id);
    let after = facts(&row);
    forecast::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    note(
        core,
        &txn,
        actor,
        (cooperative, id),
        "open_forecast",
        (Value::Null, after),
    )
    .await?;
    tell(&txn, offer.uuid(), now).await?;
    txn.commit().await?;
    Ok(id)
}

/// No two forecasts of one offer have days in common: a lot would not know for which it is.
pub(super) async fn apart(
    txn: &WriteTxn,
    offer: OfferId,
    but: Option<ForecastId>,
    days: &HarvestDays,
    l: Locale,
) -> Result<()> {
    let rows: Vec<forecast::Model> = sql::all(
        &**txn,
        "select * from forecast where offer_id = $1 and state in ('open', 'closed') order by harvest_from",
        [offer.uuid().into()],
    )
    .await?;
    let others = || rows.iter().filter(|row| Some(row.id.into()) != but);
    let (from, to) = (days.from.start().0, days.to.start().0);
    if let Some(other) = others().find(|row| row.harvest_from <= to && row.harvest_to >= from) {
        let there = super::harvest::days(other).harvest_words();
        let message = match l {
            Locale::Vi => {
                format!("Món này đã có đợt thu hoạch {there}. Chọn ngày khác, hoặc sửa đợt đó")
            }
            Locale::En => format!(
                "There is a harvest of it on {there}. Choose other days, or change that one"
            ),
        };
        return Err(Error::invalid("from", "overlaps", message));
    }
    if others().count() >= MOST_OPEN {
        let message = l.say(
            "Món này đã có 8 đợt đang mở. Đợi một đợt xong rồi mở tiếp",
            "There are eight open harvests of it. Wait until one is done",
        );
        return Err(Error::invalid("from", "too_many", message));
    }
    Ok(())
}

pub(super) fn facts(row: &forecast::Model) -> Value {
    let days = days(row);
    json!({ "from": days.from.iso(), "to": days.to.iso(), "ship_by": days.ship_by.iso(), "quantity": row.quantity,
        "confidence": row.confidence, "cap": row.cap, "buyer_cap": row.buyer_cap, "state": row.state })
}

pub(super) async fn note(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, id): (CooperativeId, ForecastId),
    action: &'static str,
    (before, after): (Value, Value),
) -> Result<()> {
    let entry = Entry {
        cooperative: Some(cooperative),
        action,
        entity: "forecast",
        entity_id: id.to_string(),
        before,
        after,
    };
    audit::record(core, txn, actor, entry).await
}

pub(super) async fn tell(txn: &WriteTxn, offer: Uuid, now: i64) -> Result<()> {
    let message = super::rows::pages(txn, offer).await?;
    outbox::enqueue_all(txn, vec![message], now).await?;
    Ok(())
}

/// Changes the numbers; the days stay. Less than what is promised already is `Invalid`.
pub async fn revise(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    id: ForecastId,
    form: &ForecastForm,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let (l, now) = (actor.locale, core.clock.now().0);
    let row = own(core.db.read(), cooperative, id).await?;
    let sold = Sold::find(core.db.read(), cooperative, row.offer_id.into()).await?;
    let kept = super::harvest::days(&row);
    let form = ForecastForm {
        from: kept.from.iso(),
        to: kept.to.iso(),
        ship_by: kept.ship_by.iso(),
        ..form.clone()
    };
    // The days are what they are, also when they have begun.
    let new = form
        .parse(counted(&sold)?, kept.from, l)
        .map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update forecast set quantity = $1, confidence = $2, cap = $3, buyer_cap = $4, version = version + 1, \
         updated_at = $5 where id = $6 and state in ('open', 'closed') and $1 >= harvested \
         and promised * 100 <= ($1 - harvested) * $2 and ($3 is null or promised + served <= $3)",
        [
            new.quantity.into(),
            new.confidence.into(),
            new.cap.into(),
            new.buyer_cap.into(),
            now.into(),
            id.uuid().into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(promised(&sold, &own(&*txn, cooperative, id).await?, l)?);
    }
    let after = own(&*txn, cooperative, id).await?;
    let change = (facts(&row), facts(&after));
    note(
        core,
        &txn,
        actor,
        (cooperative, id),
        "revise_forecast",
        change,
    )
    .await?;
    tell(&txn, row.offer_id, now).await?;
    txn.commit().await?;
    Ok(())
}

fn promised(sold: &Sold, row: &forecast::Model, l: Locale) -> Result<Error> {
    let has = sold.words(row.promised + row.served, l)?;
    let message = match l {
        Locale::Vi => format!(
            "Đã hứa {has} cho khách. Ghi nhiều hơn, hoặc dời ngày, hoặc ngừng nhận đặt trước"
        ),
        Locale::En => {
            format!("{has} are promised. Enter more, move the days, or take no further orders")
        }
    };
    Ok(Error::Invalid {
        fields: vec![FieldError::new("quantity", "promised", message)],
    })
}
