//! Goods come in, as a lot.

use super::rows::{LIVE, Sold, tell};
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::listings;
use crate::preorders;
use crate::stock::{Cause, Kind, Posted, Step, lock, post};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::json;
use shared::id::{CertificateId, CooperativeId, ForecastId, LotId, OfferId};
use shared::input::goods::ReceiveLot;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::text::{fold, nfc_clean};
use shared::time::VnDate;
use store::entity::lot;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The most letters of a plot or a household.
const MAX_TEXT: usize = 120;
/// No goods of a cooperative keep longer than this, in days.
const LONGEST_DAYS: i64 = 5 * 366;
/// How many codes are tried when others take the next ones at the same moment.
const CODES: i64 = 50;

/// What comes in with a lot.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The lot gets this id, so that sending twice brings it in once.
    pub id: LotId,
    /// How much, in smallest steps.
    pub quantity: i64,
    /// The day of harvest or of making.
    pub harvested_on: Option<VnDate>,
    /// The last day on which it is good.
    pub expires_on: Option<VnDate>,
    /// Where it grew; for the cooperative only.
    pub plot: Option<String>,
    /// Who grew it; for the cooperative only.
    pub household: Option<String>,
    /// The certificate that covers it.
    pub certificate: Option<CertificateId>,
    /// The forecast whose harvest it is, however early it came; without one, any whose days are near.
    pub forecast: Option<ForecastId>,
}

/// Takes the form of the lots' page. Gives the lot's code.
pub async fn receive_form(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    offer: OfferId,
    form: &ReceiveLot,
) -> Result<String> {
    actor.member(cooperative, Right::Sell)?;
    let sold = Sold::find(core.db.read(), cooperative, offer).await?;
    let intake = read(core, &sold, form, actor.locale)?;
    receive(core, actor, cooperative, offer, intake).await
}

fn read(core: &Core, sold: &Sold, form: &ReceiveLot, l: Locale) -> Result<Intake> {
    let mut fields = Vec::new();
    let unit = if sold.catch_weight {
        Unit::Con
    } else {
        sold.unit()?
    };
    let piece = if sold.catch_weight { sold.step } else { 1 };
    let quantity = Quantity::parse(&form.quantity, unit)
        .map_err(|why| fields.push(FieldError::new("quantity", why.code(), why.say(l))))
        .ok()
        .and_then(|quantity| quantity.steps.checked_mul(piece))
        .unwrap_or_default();
    let harvested_on = day("harvested_on", &form.harvested_on, &mut fields, l);
    let mut expires_on = day("expires_on", &form.expires_on, &mut fields, l);
    let today = core.clock.now().vn_date();
    if harvested_on.is_some_and(|day| day > today) {
        let message = l.say("Ngày hái không thể sau hôm nay", "Not after today");
        fields.push(FieldError::new("harvested_on", "later", message));
    }
    if let (Some(from), Some(to)) = (harvested_on, expires_on)
        && to < from
    {
        let message = l.say(
            "Hạn dùng phải sau ngày hái",
            "The last day must be after the harvest",
        );
        fields.push(FieldError::new("expires_on", "earlier", message));
    }
    let told = !form.expires_on.trim().is_empty();
    if !told {
        expires_on = harvested_on.and_then(|day| proposed(sold, day));
    }
    fields.extend(expires_on.and_then(|day| bad_end(day, today, told, l)));
    let plot = private("plot", &form.plot, &mut fields, l);
    let household = private("household", &form.household, &mut fields, l);
    let certificate = form.certificate.parse().ok();
    if !fields.is_empty() {
        return Err(Error::Invalid { fields });
    }
    let id = form
        .key
        .parse::<Uuid>()
        .map_err(|_| Error::NotFound { what: "key" })?;
    Ok(Intake {
        id: id.into(),
        quantity,
        harvested_on,
        expires_on,
        plot,
        household,
        certificate,
        forecast: form.forecast.parse().ok(),
    })
}

/// What is wrong with a last day: goods that are not good any more are not sold, and a year of four digits is easily mistyped.
fn bad_end(day: VnDate, today: VnDate, told: bool, l: Locale) -> Option<FieldError> {
    let (path, full) = (if told { "expires_on" } else { "harvested_on" }, day.full());
    if day < today {
        let message = match (told, l) {
            (true, Locale::Vi) => {
                format!("Ngày cuối còn bán {full} đã qua. Hàng quá hạn không nhập để bán")
            }
            (true, Locale::En) => format!("The last day {full} is over. Such goods are not sold"),
            (false, Locale::Vi) => format!(
                "Hái ngày này thì hàng chỉ để được đến {full}. Xem lại ngày hái, hoặc ghi ngày cuối còn bán"
            ),
            (false, Locale::En) => format!(
                "Picked on this day, the goods kept until {full}. Check the day, or give a last day"
            ),
        };
        return Some(FieldError::new(path, "over", message));
    }
    (day > today.plus_days(LONGEST_DAYS)).then(|| {
        let message = l.say(
            "Ngày cuối còn bán xa quá 5 năm. Xem lại năm",
            "The last day is more than 5 years ahead. Check the year",
        );
        FieldError::new(path, "too_late", message)
    })
}

/// The last day, by the shelf life of the product.
pub(super) fn proposed(sold: &Sold, harvested: VnDate) -> Option<VnDate> {
    (sold.shelf_life_days > 0).then(|| harvested.plus_days(i64::from(sold.shelf_life_days)))
}

fn day(path: &str, typed: &str, fields: &mut Vec<FieldError>, l: Locale) -> Option<VnDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day = VnDate::parse(typed).ok();
    if day.is_none() {
        let message = l.say(
            "Chọn ngày trên lịch, thí dụ 2026-08-15",
            "Choose a day, as 2026-08-15",
        );
        fields.push(FieldError::new(path, "date", message));
    }
    day
}

fn private(path: &str, typed: &str, fields: &mut Vec<FieldError>, l: Locale) -> Option<String> {
    let text = nfc_clean(typed);
    if text.chars().count() > MAX_TEXT {
        let message = l.say("Dài quá 120 chữ, viết gọn lại", "At most 120 letters");
        fields.push(FieldError::new(path, "too_long", message));
    }
    (!text.is_empty()).then_some(text)
}

/// Brings a lot in, in a transaction of its own. Gives its code; the code it has when it was brought in before.
pub async fn receive(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    offer: OfferId,
    intake: Intake,
) -> Result<String> {
    actor.member(cooperative, Right::Sell)?;
    let sold = Sold::find(core.db.read(), cooperative, offer).await?;
    let txn = core.db.begin().await?;
    let code = bring_in(core, &txn, actor, &sold, intake).await?;
    txn.commit().await?;
    Ok(code)
}

/// A lot harvested today, of which nothing but the quantity (smallest steps) is told.
pub(crate) async fn harvested(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, offer): (CooperativeId, OfferId),
    id: LotId,
    quantity: i64,
) -> Result<String> {
    let sold = Sold::find(&**txn, cooperative, offer).await?;
    let today = core.clock.now().vn_date();
    let intake = Intake {
        id,
        quantity,
        harvested_on: Some(today),
        expires_on: proposed(&sold, today),
        plot: None,
        household: None,
        certificate: None,
        forecast: None,
    };
    bring_in(core, txn, actor, &sold, intake).await
}

/// Brings a lot in, in the caller's transaction, for an actor whose right was checked.
pub(crate) async fn receive_in(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, offer): (CooperativeId, OfferId),
    intake: Intake,
) -> Result<String> {
    let sold = Sold::find(&**txn, cooperative, offer).await?;
    bring_in(core, txn, actor, &sold, intake).await
}

async fn bring_in(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    sold: &Sold,
    intake: Intake,
) -> Result<String> {
    let l = actor.locale;
    if intake.quantity <= 0 {
        let message = l.say("Số lượng phải lớn hơn 0", "A quantity must be more than 0");
        return Err(Error::invalid("quantity", "zero", message));
    }
    if let Some(certificate) = intake.certificate {
        own_certificate(txn, sold, certificate, l).await?;
    }
    let now = core.clock.now();
    let queue = preorders::Queue::lock(core, txn, sold.offer(), intake.forecast).await?;
    lock(txn, sold.offer(), now.0).await?;
    let known: Option<lot::Model> = lot::Entity::find_by_id(intake.id.uuid())
        .one(&**txn)
        .await?;
    if let Some(known) = known {
        return match known.offer_id == sold.id {
            true => Ok(known.code),
            false => Err(Error::NotFound { what: "key" }),
        };
    }
    freshest(core, txn, sold, intake.harvested_on).await?;
    let code = insert(core, txn, sold, &intake).await?;
    let entry = Entry {
        cooperative: Some(sold.cooperative_id.into()),
        action: "receive_lot",
        entity: "lot",
        entity_id: code.clone(),
        before: serde_json::Value::Null,
        after: json!({ "quantity": intake.quantity, "harvested_on": intake.harvested_on.map(VnDate::iso),
            "expires_on": intake.expires_on.map(VnDate::iso) }),
    };
    audit::record(core, txn, actor, entry).await?;
    tell(core, txn, sold).await?;
    let step = Step {
        on_hand: intake.quantity,
        lot: Some(intake.id),
        ..Step::of(sold.offer(), Kind::Receive)
    };
    let harvest = (sold.offer(), intake.quantity);
    let promised = preorders::convert(core, txn, actor, queue, harvest).await?;
    let steps = std::iter::once(step).chain(promised).collect();
    let cause = Cause::of("lot").about(intake.id.uuid());
    match post(core, txn, actor, steps, &cause).await? {
        Posted::Done | Posted::Repeated => Ok(code),
        Posted::Short(offer) => Err(Error::internal(format!("offer {offer} takes no more"))),
    }
}

async fn own_certificate(
    txn: &WriteTxn,
    sold: &Sold,
    certificate: CertificateId,
    l: Locale,
) -> Result<()> {
    let row = sql::row(
        &**txn,
        "select 1 as one from certificate where id = $1 and cooperative_id = $2 \
         and (product_id is null or product_id = $3)",
        [
            certificate.uuid().into(),
            sold.cooperative_id.into(),
            sold.product_id.into(),
        ],
    )
    .await?;
    let message = l.say("Chọn một giấy trong danh sách", "Choose one of the list");
    row.map(|_| ())
        .ok_or(Error::invalid("certificate", "unknown", message))
}

/// Buyers read the day of the freshest harvest.
async fn freshest(
    core: &Core,
    txn: &WriteTxn,
    sold: &Sold,
    harvested: Option<VnDate>,
) -> Result<()> {
    let Some(day) = harvested else {
        return Ok(());
    };
    let touched = sql::execute(
        &**txn,
        "update product set harvested_on = $1, updated_at = $2 where id = $3 \
         and (harvested_on is null or harvested_on < $1)",
        [
            day.start().0.into(),
            core.clock.now().0.into(),
            sold.product_id.into(),
        ],
    )
    .await?;
    if touched > 0 {
        listings::refresh(core, txn, sold.listing_id.into()).await?;
    }
    Ok(())
}

/// Writes the row with the next free code of the cooperative.
async fn insert(core: &Core, txn: &WriteTxn, sold: &Sold, intake: &Intake) -> Result<String> {
    let now = core.clock.now();
    let day = intake.harvested_on.unwrap_or(now.vn_date());
    let start = prefix(&sold.short_name, day);
    let row = sql::row(
        &**txn,
        "select count(*) as n from lot where cooperative_id = $1 and code like $2",
        [sold.cooperative_id.into(), format!("{start}-%").into()],
    )
    .await?;
    let taken: i64 = row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    let seal = |text: &Option<String>| text.as_ref().map(|text| core.keys.seal(text)).transpose();
    for n in taken + 1..=taken + CODES {
        let row = lot::Model {
            id: intake.id.uuid(),
            offer_id: sold.id,
            cooperative_id: sold.cooperative_id,
            code: format!("{start}-{n}"),
            harvested_on: intake.harvested_on.map(|day| day.start().0),
            expires_on: intake.expires_on.map(|day| day.start().0),
            received: 0,
            on_hand: 0,
            blocked: 0,
            packed: 0,
            plot_sealed: seal(&intake.plot)?,
            household_sealed: seal(&intake.household)?,
            certificate_id: intake.certificate.map(CertificateId::uuid),
            state: LIVE.to_owned(),
            hold_reason: None,
            created_at: now.0,
            updated_at: now.0,
        };
        let code = row.code.clone();
        let written = lot::Entity::insert(row.into_active_model())
            .on_conflict(
                sea_orm::sea_query::OnConflict::columns([
                    lot::Column::CooperativeId,
                    lot::Column::Code,
                ])
                .do_nothing()
                .to_owned(),
            )
            .exec_without_returning(&**txn)
            .await?;
        if written == 1 {
            return Ok(code);
        }
    }
    Err(Error::internal("no code is left for a lot"))
}

/// `DM-251121`: the first letters of the cooperative's name, and the day.
fn prefix(short_name: &str, day: VnDate) -> String {
    let name = fold(short_name);
    let letters: String = name
        .split_whitespace()
        .filter(|word| *word != "htx")
        .filter_map(|word| word.chars().next())
        .filter(char::is_ascii_alphanumeric)
        .take(4)
        .collect();
    let letters = if letters.is_empty() {
        "LO".to_owned()
    } else {
        letters.to_uppercase()
    };
    format!("{letters}-{:02}{:02}{:02}", day.y % 100, day.m, day.d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_whose_and_when() {
        let day = VnDate::new(2025, 11, 21).expect("a day");
        assert_eq!(prefix("HTX Đồng Mỏ", day), "DM-251121");
        assert_eq!(prefix("HTX", day), "LO-251121");
    }
}
