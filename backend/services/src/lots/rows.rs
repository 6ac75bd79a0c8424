//! Lots as they are stored.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::{CooperativeId, OfferId};
use shared::quantity::{Quantity, Unit};
use shared::rules::fefo;
use shared::say::Locale;
use shared::time::{Millis, VnDate};
use store::entity::lot;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// On sale.
pub(super) const LIVE: &str = "live";
/// A member took it off the sale.
pub(super) const ON_HOLD: &str = "on_hold";
/// Past its last day.
pub(super) const EXPIRED: &str = "expired";

/// The cooperative's lot of a code; anybody else's is not found.
pub(super) async fn by_code<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    code: &str,
) -> Result<lot::Model> {
    let row = sql::one(
        db,
        "select * from lot where cooperative_id = $1 and code = $2",
        [cooperative.uuid().into(), code.trim().to_uppercase().into()],
    )
    .await?;
    row.ok_or(Error::NotFound { what: "lot" })
}

/// What of an offer's lots can be taken, as the rule wants it.
pub(crate) async fn to_take_from<C: ConnectionTrait>(
    db: &C,
    offer: OfferId,
) -> Result<Vec<fefo::Lot>> {
    let rows: Vec<lot::Model> = sql::all(
        db,
        "select * from lot where offer_id = $1 and on_hand > 0 order by id",
        [offer.uuid().into()],
    )
    .await?;
    Ok(rows.iter().map(as_rule).collect())
}

/// A lot as the rule wants it.
pub(super) fn as_rule(row: &lot::Model) -> fefo::Lot {
    fefo::Lot {
        id: row.id.into(),
        rest: row.on_hand - row.blocked - row.packed,
        harvested_on: day(row.harvested_on),
        expires_on: day(row.expires_on),
        on_hold: row.state != LIVE,
    }
}

pub(super) fn day(at: Option<i64>) -> Option<VnDate> {
    at.map(|at| Millis(at).vn_date())
}

/// What an offer sells, for texts and for reading quantities.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Sold {
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub listing_id: Uuid,
    pub product_id: Uuid,
    pub title: String,
    pub variant_name: String,
    pub unit: String,
    pub step: i64,
    pub catch_weight: bool,
    pub shelf_life_days: i32,
    pub short_name: String,
    pub free: i64,
    pub on_hand: i64,
    pub in_lots: i64,
}

impl Sold {
    /// The cooperative's offer; anybody else's is not found.
    pub async fn find<C: ConnectionTrait>(
        db: &C,
        cooperative: CooperativeId,
        offer: OfferId,
    ) -> Result<Self> {
        let text = format!(
            "select o.id, o.cooperative_id, o.listing_id, v.product_id, l.title, v.name as variant_name, v.unit, v.step, \
             v.catch_weight, cast(p.shelf_life_days as integer) as shelf_life_days, c.short_name, \
             {} as free, o.on_hand, o.in_lots from offer o join variant v on v.id = o.variant_id \
             join product p on p.id = v.product_id join listing l on l.id = o.listing_id \
             join cooperative c on c.id = o.cooperative_id where o.id = $1 and o.cooperative_id = $2",
            crate::stock::FREE
        );
        let row = sql::one(db, &text, [offer.uuid().into(), cooperative.uuid().into()]).await?;
        row.ok_or(Error::NotFound { what: "offer" })
    }

    pub fn offer(&self) -> OfferId {
        self.id.into()
    }

    pub fn unit(&self) -> Result<Unit> {
        self.unit
            .parse()
            .map_err(|_| Error::internal("an unknown unit is stored"))
    }

    /// A quantity in words; whole animals are counted.
    pub fn words(&self, steps: i64, l: Locale) -> Result<String> {
        if self.catch_weight {
            let n = steps / self.step.max(1);
            return Ok(format!("{n}\u{a0}{}", l.say("con", "birds")));
        }
        Ok(Quantity::of(steps, self.unit()?).words(l))
    }
}

/// Tells the shop that something of a listing changed.
pub(super) async fn tell(core: &Core, txn: &WriteTxn, sold: &Sold) -> Result<()> {
    let message = store::outbox::Message {
        topic: crate::topics::PAGES,
        key: sold.id.to_string(),
        payload: serde_json::json!({ "listings": [sold.listing_id], "catalogue": false }),
    };
    store::outbox::enqueue_all(txn, vec![message], core.clock.now().0).await?;
    Ok(())
}
