//! A lot leaves the sale, and comes back.

use super::concern::{Concerned, concerned, end_task, raise_task};
use super::rows::{EXPIRED, LIVE, ON_HOLD, Sold, by_code, tell};
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::notices;
use crate::stock::{Cause, Kind, Posted, Standing, Step, lock, post};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use shared::id::CooperativeId;
use shared::say::Locale;
use shared::text::nfc_clean;
use shared::time::DAY_MS;
use store::entity::lot;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Lots put aside by one run of the job.
const EXPIRE_AT_ONCE: i64 = 500;
/// The most letters of a reason.
const MAX_REASON: usize = 200;

/// What became of a lot that was taken off the sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The lot's code.
    pub code: String,
    /// What is kept from the sale at once, in smallest steps.
    pub blocked: i64,
    /// What of it is promised already, in smallest steps.
    pub promised: i64,
    /// The open sub-orders that may need it.
    pub concerned: Vec<Concerned>,
}

/// Takes a lot off the sale, with a reason. What is free of it is kept from the sale at once; what is promised raises
/// a task with the sub-orders concerned. Repeating it changes nothing.
pub async fn hold(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    reason: &str,
) -> Result<Held> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let reason = nfc_clean(reason);
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        let message = l.say(
            "Cho biết vì sao, trong 200 chữ",
            "Say why, in at most 200 letters",
        );
        return Err(Error::invalid("reason", "required", message));
    }
    put_aside(core, actor, cooperative, code, (ON_HOLD, &reason)).await
}

async fn put_aside(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    (state, reason): (&str, &str),
) -> Result<Held> {
    let lot = by_code(core.db.read(), cooperative, code).await?;
    let sold = Sold::find(core.db.read(), cooperative, lot.offer_id.into()).await?;
    let now = core.clock.now().0;
    let txn = core.db.begin().await?;
    let standing = lock(&txn, sold.offer(), now).await?;
    let touched = sql::execute(
        &*txn,
        "update lot set state = $1, hold_reason = $2, updated_at = $3 where id = $4 and state = $5",
        [
            state.into(),
            reason.into(),
            now.into(),
            lot.id.into(),
            LIVE.into(),
        ],
    )
    .await?;
    let lot = by_code(&*txn, cooperative, code).await?;
    if touched == 0 {
        txn.rollback().await?;
        return Ok(Held {
            code: lot.code,
            blocked: 0,
            promised: 0,
            concerned: Vec::new(),
        });
    }
    let held = block(core, &txn, actor, (&lot, &sold, standing), reason).await?;
    txn.commit().await?;
    Ok(held)
}

async fn block(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (lot, sold, standing): (&lot::Model, &Sold, Standing),
    reason: &str,
) -> Result<Held> {
    let rest = lot.on_hand - lot.blocked - lot.packed;
    let blocked = rest.min(standing.free).max(0);
    let promised = rest - blocked + lot.packed;
    let concerned = match promised {
        0 => Vec::new(),
        _ => concerned(txn, lot, rest > blocked).await?,
    };
    let entry = Entry {
        cooperative: Some(lot.cooperative_id.into()),
        action: "hold_lot",
        entity: "lot",
        entity_id: lot.code.clone(),
        before: json!({ "state": LIVE }),
        after: json!({ "state": lot.state, "reason": reason, "blocked": blocked, "promised": promised }),
    };
    audit::record(core, txn, actor, entry).await?;
    tell(core, txn, sold).await?;
    if !concerned.is_empty() {
        raise_task(core, txn, lot, reason, &concerned).await?;
        notices::lot_held(
            core,
            txn,
            sold.cooperative_id.into(),
            lot,
            reason,
            concerned.len(),
        )
        .await?;
    }
    let step = Step {
        blocked,
        lot: Some(lot.id.into()),
        ..Step::of(sold.offer(), Kind::Block)
    };
    let cause = Cause::of("lot")
        .about(lot.id)
        .because(Some(reason.to_owned()));
    booked(post(core, txn, actor, vec![step], &cause).await?)?;
    Ok(Held {
        code: lot.code.clone(),
        blocked,
        promised,
        concerned,
    })
}

fn booked(posted: Posted) -> Result<()> {
    match posted {
        Posted::Done | Posted::Repeated => Ok(()),
        Posted::Short(offer) => Err(Error::internal(format!(
            "the lots of offer {offer} do not add up"
        ))),
    }
}

/// A lot is on sale again. One that is past its last day stays away: `Error::Conflict`. Repeating it changes nothing.
pub async fn release(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let l = actor.locale;
    let now = core.clock.now();
    let lot = by_code(core.db.read(), cooperative, code).await?;
    let over = lot
        .expires_on
        .is_some_and(|day| day < now.vn_date().start().0);
    if lot.state == EXPIRED || over {
        return Err(past_its_day(&lot, l));
    }
    let sold = Sold::find(core.db.read(), cooperative, lot.offer_id.into()).await?;
    let txn = core.db.begin().await?;
    lock(&txn, sold.offer(), now.0).await?;
    let lot = by_code(&*txn, cooperative, code).await?;
    if lot.state != ON_HOLD {
        txn.rollback().await?;
        return Ok(());
    }
    sql::execute(
        &*txn,
        "update lot set state = $1, hold_reason = null, updated_at = $2 where id = $3",
        [LIVE.into(), now.0.into(), lot.id.into()],
    )
    .await?;
    end_task(core, &txn, actor, lot.id, "released").await?;
    record(
        core,
        &txn,
        actor,
        &lot,
        "release_lot",
        json!({ "state": LIVE }),
    )
    .await?;
    tell(core, &txn, &sold).await?;
    let step = Step {
        blocked: -lot.blocked,
        lot: Some(lot.id.into()),
        ..Step::of(sold.offer(), Kind::Unblock)
    };
    let cause = Cause::of("lot").about(lot.id);
    booked(post(core, &txn, actor, vec![step], &cause).await?)?;
    txn.commit().await?;
    Ok(())
}

fn past_its_day(lot: &lot::Model, l: Locale) -> Error {
    let code = &lot.code;
    Error::Conflict {
        code: "expired",
        message: match l {
            Locale::Vi => format!("Lô {code} đã hết hạn nên không bán lại được. Bỏ phần còn lại"),
            Locale::En => format!("Lot {code} is past its last day. Write off the rest"),
        },
        fields: Vec::new(),
    }
}

async fn record(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    lot: &lot::Model,
    action: &str,
    after: Value,
) -> Result<()> {
    let entry = Entry {
        cooperative: Some(lot.cooperative_id.into()),
        action,
        entity: "lot",
        entity_id: lot.code.clone(),
        before: json!({ "state": lot.state, "on_hand": lot.on_hand, "blocked": lot.blocked }),
        after,
    };
    audit::record(core, txn, actor, entry).await
}

/// Writes off what is left of a lot, as far as it is neither packed nor promised. Gives how much went, in smallest
/// steps; when everything is promised it is `Error::Conflict`.
pub async fn write_off_rest(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
    reason: Option<String>,
) -> Result<i64> {
    actor.member(cooperative, Right::Sell)?;
    let lot = by_code(core.db.read(), cooperative, code).await?;
    let sold = Sold::find(core.db.read(), cooperative, lot.offer_id.into()).await?;
    let txn = core.db.begin().await?;
    let standing = lock(&txn, sold.offer(), core.clock.now().0).await?;
    let lot = by_code(&*txn, cooperative, code).await?;
    let unblocked = (lot.on_hand - lot.blocked - lot.packed).min(standing.free);
    let gone = lot.blocked + unblocked.max(0);
    if gone == 0 {
        let l = actor.locale;
        let message = match lot.on_hand {
            0 => l.say("Lô này đã hết", "Nothing is left of this lot"),
            _ => l.say(
                "Phần còn lại đã hứa cho đơn. Giao hoặc huỷ các đơn đó trước",
                "The rest is promised to orders. Send or cancel those first",
            ),
        };
        return Err(Error::Conflict {
            code: "promised",
            message: message.to_owned(),
            fields: Vec::new(),
        });
    }
    record(
        core,
        &txn,
        actor,
        &lot,
        "write_off_lot",
        json!({ "written_off": gone }),
    )
    .await?;
    if gone == lot.on_hand {
        end_task(core, &txn, actor, lot.id, "written_off").await?;
    }
    tell(core, &txn, &sold).await?;
    let step = Step {
        on_hand: -gone,
        blocked: -lot.blocked,
        lot: Some(lot.id.into()),
        ..Step::of(sold.offer(), Kind::WriteOff)
    };
    let cause = Cause::of("lot").about(lot.id).because(reason);
    booked(post(core, &txn, actor, vec![step], &cause).await?)?;
    txn.commit().await?;
    Ok(gone)
}

#[derive(FromQueryResult)]
struct Over {
    cooperative_id: Uuid,
    code: String,
}

/// Takes the lots off the sale whose last day is over. Gives how many.
pub async fn expire(core: &Core) -> Result<u64> {
    // A lot is good through its last day.
    let before = core.clock.now().vn_date().start().0;
    let over: Vec<Over> = sql::all(
        core.db.read(),
        "select cooperative_id, code from lot where state = 'live' and on_hand > 0 and expires_on < $1 \
         order by expires_on, id limit $2",
        [before.into(), EXPIRE_AT_ONCE.into()],
    )
    .await?;
    let actor = Actor::system();
    for one in &over {
        let cooperative = CooperativeId::from(one.cooperative_id);
        put_aside(core, &actor, cooperative, &one.code, (EXPIRED, "hết hạn")).await?;
    }
    Ok(over.len() as u64)
}

/// Days until a lot's last day, counted from the start of today; negative once it is over.
pub(super) fn days_left(expires_on: i64, today: i64) -> i64 {
    (expires_on - today) / DAY_MS
}
