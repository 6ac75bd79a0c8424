//! Goods come in, as a lot.

use super::form::{proposed, read};
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
use shared::say::Locale;
use shared::text::fold;
use shared::time::VnDate;
use store::entity::lot;
use store::{WriteTxn, sql};

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
