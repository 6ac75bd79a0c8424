//! The entries that would make the ledger agree with itself again, and booking them. Nothing that was booked is changed:
//! a correction is a movement with its reason.
//!
//! Which of two figures is right: what is held is what the open holds say, what is promised what the orders say, what
//! is packed what the packed lines say; what lies in the store, and in each lot, is what the books say, because that is
//! what was sold against, and a count settles it.

use super::check::{LotSums, Sums, sums};
use super::post::lock;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::json;
use shared::id::OfferId;
use store::entity::stock_movement;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What one movement adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    pub on_hand: i64,
    pub held: i64,
    pub allocated: i64,
    pub blocked: i64,
}

/// What would be booked for an offer: a movement for it, movements for its lots, and the quantities that then run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    pub offer: Amounts,
    pub lots: Vec<(Uuid, Amounts)>,
    pub running: Amounts,
    pub in_lots: i64,
}

impl Proposal {
    pub fn of(sums: &Sums, lots: &[LotSums]) -> Self {
        let mut of_lots = Vec::new();
        let mut moved = Amounts {
            on_hand: sums.moved_on_hand,
            held: sums.moved_held,
            allocated: sums.moved_allocated,
            blocked: sums.moved_blocked,
        };
        for lot in lots {
            let change = Amounts {
                on_hand: lot.on_hand - lot.moved_on_hand,
                blocked: lot.blocked - lot.moved_blocked,
                ..Amounts::default()
            };
            if change != Amounts::default() {
                moved.on_hand += change.on_hand;
                moved.blocked += change.blocked;
                of_lots.push((lot.id, change));
            }
        }
        let running = Amounts {
            on_hand: sums.on_hand,
            held: sums.holds,
            allocated: sums.promises,
            blocked: sums.lots_blocked,
        };
        Self {
            offer: Amounts {
                on_hand: running.on_hand - moved.on_hand,
                held: running.held - moved.held,
                allocated: running.allocated - moved.allocated,
                blocked: running.blocked - moved.blocked,
            },
            lots: of_lots,
            running,
            in_lots: sums.lots_on_hand,
        }
    }

    fn fits(&self) -> bool {
        let now = self.running;
        now.on_hand >= now.held + now.allocated + now.blocked && now.on_hand >= self.in_lots
    }
}

/// Books the correction of an offer that an operator looked at, with the reason. An offer that agrees is left as it is.
/// When more is promised than the store has, it is `Error::Conflict`: stock comes in or an order ends first.
pub async fn mend(core: &Core, actor: &Actor, offer: OfferId) -> Result<()> {
    actor.operator()?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    lock(&txn, offer, now).await?;
    let (offers, lots) = sums(&*txn, Some(offer)).await?;
    let sums = offers.first().ok_or(Error::NotFound { what: "offer" })?;
    if super::check::check_offer(&*txn, Some(offer))
        .await?
        .is_empty()
    {
        txn.rollback().await?;
        return Ok(());
    }
    let proposal = Proposal::of(sums, &lots);
    if !proposal.fits() {
        return Err(Error::Conflict {
            code: "promised_too_much",
            message: actor
                .locale
                .say(
                    "Đã hứa nhiều hơn số hàng trong kho. Nhập thêm hoặc huỷ bớt đơn, rồi sửa sổ",
                    "More is promised than is in store. Receive goods or cancel an order, then correct",
                )
                .to_owned(),
            fields: Vec::new(),
        });
    }
    write(&txn, actor, offer, &proposal, now).await?;
    for lot in &lots {
        sql::execute(
            &*txn,
            "update lot set packed = $1, received = $2, updated_at = $3 where id = $4",
            [
                lot.lines_packed.into(),
                lot.moved_received.into(),
                now.into(),
                lot.id.into(),
            ],
        )
        .await?;
    }
    let (before, after) = (sums, proposal.running);
    let entry = Entry {
        cooperative: None,
        action: "mend_stock",
        entity: "offer",
        entity_id: offer.to_string(),
        before: json!({ "on_hand": before.on_hand, "held": before.held, "allocated": before.allocated,
            "blocked": before.blocked, "in_lots": before.in_lots }),
        after: json!({ "on_hand": after.on_hand, "held": after.held, "allocated": after.allocated,
            "blocked": after.blocked, "in_lots": proposal.in_lots }),
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

async fn write(
    txn: &WriteTxn,
    actor: &Actor,
    offer: OfferId,
    proposal: &Proposal,
    now: i64,
) -> Result<()> {
    let of_offer = (None, proposal.offer);
    let of_lots = proposal
        .lots
        .iter()
        .map(|(lot, change)| (Some(*lot), *change));
    let movements = of_lots
        .chain([of_offer])
        .filter(|(_, change)| *change != Amounts::default());
    for (lot_id, change) in movements {
        let row = stock_movement::Model {
            id: Uuid::now_v7(),
            offer_id: offer.uuid(),
            kind: super::Kind::Correct.code().to_owned(),
            on_hand: change.on_hand,
            held: change.held,
            allocated: change.allocated,
            blocked: change.blocked,
            lot_id,
            reason: Some("đối chiếu sổ kho".to_owned()),
            actor_id: actor.person_id().map(|id| id.uuid()),
            source: "mend".to_owned(),
            source_id: None,
            idempotency_key: None,
            at: now,
        };
        stock_movement::Entity::insert(row.into_active_model())
            .exec_without_returning(&**txn)
            .await?;
    }
    let to = proposal.running;
    sql::execute(
        &**txn,
        "update offer set held = $1, allocated = $2, blocked = $3, in_lots = $4, version = version + 1 where id = $5",
        [
            to.held.into(),
            to.allocated.into(),
            to.blocked.into(),
            proposal.in_lots.into(),
            offer.uuid().into(),
        ],
    )
    .await?;
    Ok(())
}
