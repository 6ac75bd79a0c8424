//! Giving a voucher, agreeing to share one, ending one.

use super::using::rule_of;
use crate::actor::{Actor, Right};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{BELOW, Sale, guard};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde_json::{Value, json};
use shared::id::CooperativeId;
use shared::input::voucher::{NewVoucher, Voucher};
use shared::money::Vnd;
use shared::rules::floor::{Reduction, Take};
use shared::rules::voucher::Off;
use store::entity::voucher;
use store::{WriteTxn, is_unique_violation, sql};
use uuid::Uuid;

const WHOLE: u32 = 10_000;

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// Gives a voucher: a director for the own cooperative, which pays all of it; without a cooperative an operator, for the market or
/// shared with a cooperative that has to agree. A code that is taken, or a discount that would go below a price floor, is
/// `Invalid` at its field.
pub async fn create(
    core: &Core,
    actor: &Actor,
    cooperative: Option<CooperativeId>,
    form: &NewVoucher,
) -> Result<()> {
    let (l, now) = (actor.locale, core.clock.now());
    let (person, own) = match cooperative {
        Some(of) => (actor.member(of, Right::Manage)?.id, Some(WHOLE)),
        None => (actor.operator()?.id, None),
    };
    let parsed = form.parse(now.vn_date(), own, l);
    let new = parsed.map_err(|fields| Error::Invalid { fields })?;
    let of = match cooperative {
        Some(of) => Some(of.uuid()),
        None => named(core, actor, &form.cooperative).await?,
    };
    let txn = core.db.begin().await?;
    if let Some(of) = of {
        above_floors(core, &txn, actor, of, &new).await?;
    }
    let agreed = cooperative.is_some() || new.own_percent100 == 0;
    let row = row(&new, of, (person.uuid(), now.0), agreed);
    let entry = audit::Entry {
        cooperative: of.map(Into::into),
        action: "give_voucher",
        entity: "voucher",
        entity_id: row.code.clone(),
        before: Value::Null,
        after: json!({ "off": format!("{:?}", new.off), "own_percent100": new.own_percent100, "uses": new.uses,
            "until": new.until.iso() }),
    };
    let written = voucher::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await;
    match written {
        Err(error) if is_unique_violation(&error) => {
            let message = l.say(
                "Mã này có rồi, đặt mã khác",
                "This code exists, choose another",
            );
            return Err(Error::invalid("code", "taken", message));
        }
        other => other?,
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

fn row(new: &Voucher, of: Option<Uuid>, (by, now): (Uuid, i64), agreed: bool) -> voucher::Model {
    let (percent100, amount, most) = match new.off {
        Off::Amount(amount) => (None, Some(amount.0), None),
        Off::Percent100(percent, most) => {
            (i32::try_from(percent).ok(), None, most.map(|most| most.0))
        }
    };
    voucher::Model {
        id: Uuid::now_v7(),
        code: new.code.clone(),
        cooperative_id: of,
        percent100,
        amount,
        most,
        least_goods: new.least_goods.0,
        own_percent100: i32::try_from(new.own_percent100).unwrap_or_default(),
        uses_limit: new.uses,
        used: 0,
        valid_to: new.until.plus_days(1).start().0,
        agreed_at: agreed.then_some(now),
        ended_at: None,
        set_by: by,
        created_at: now,
    }
}

async fn named(core: &Core, actor: &Actor, slug: &str) -> Result<Option<Uuid>> {
    let slug = slug.trim();
    if slug.is_empty() {
        return Ok(None);
    }
    let text = "select id from cooperative where slug = $1";
    let found: Option<Found> = sql::one(core.db.read(), text, [slug.into()]).await?;
    found.map(|found| Some(found.id)).ok_or_else(|| {
        let message = actor
            .locale
            .say("Không có hợp tác xã này", "There is no such cooperative");
        Error::invalid("cooperative", "unknown", message)
    })
}

#[derive(FromQueryResult)]
struct Priced {
    id: Uuid,
    price: i64,
}

/// The most that the voucher can take off a price of the cooperative's, by its own share.
fn deepest(new: &Voucher) -> u32 {
    let percent = match new.off {
        Off::Percent100(percent, _) => i64::from(percent),
        // Of the least order; without one nothing can be said before an order is there.
        Off::Amount(_) if new.least_goods == Vnd::ZERO => 0,
        Off::Amount(amount) => (amount.0 * i64::from(WHOLE)).div_euclid(new.least_goods.0),
    };
    let own = percent.min(i64::from(WHOLE)) * i64::from(new.own_percent100) / i64::from(WHOLE);
    u32::try_from(own).unwrap_or_default()
}

async fn above_floors(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    cooperative: Uuid,
    new: &Voucher,
) -> Result<()> {
    let cut = deepest(new);
    if cut == 0 {
        return Ok(());
    }
    let text = "select id, price from offer where cooperative_id = $1 and not paused";
    let offers: Vec<Priced> = sql::all(&**txn, text, [cooperative.into()]).await?;
    let reduction = Reduction {
        rule: rule_of(new.own_percent100),
        take: Take::Percent100(cut),
    };
    let sales: Vec<Sale> = offers
        .into_iter()
        .map(|offer| Sale {
            offer: offer.id.into(),
            price: Vnd(offer.price),
            reductions: vec![reduction, Reduction::platform()],
        })
        .collect();
    let refused = guard(&**txn, &sales, core.clock.now().vn_date()).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::invalid("off", BELOW, below.say(actor.locale))),
        None => Ok(()),
    }
}

/// The cooperative agrees to pay its share of a voucher of the market's. Agreeing again changes nothing; another cooperative's
/// is not found.
pub async fn agree(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let set = "agreed_at = coalesce(agreed_at, $1)";
    change(core, actor, Some(cooperative), code, (set, "agree_voucher")).await
}

/// Ends a voucher: its cooperative, or an operator (without a cooperative). What was ordered with it stays as it is.
pub async fn end(
    core: &Core,
    actor: &Actor,
    cooperative: Option<CooperativeId>,
    code: &str,
) -> Result<()> {
    match cooperative {
        Some(of) => actor.member(of, Right::Manage)?.id,
        None => actor.operator()?.id,
    };
    let set = "ended_at = coalesce(ended_at, $1)";
    change(core, actor, cooperative, code, (set, "end_voucher")).await
}

async fn change(
    core: &Core,
    actor: &Actor,
    cooperative: Option<CooperativeId>,
    code: &str,
    (set, action): (&str, &'static str),
) -> Result<()> {
    let txn = core.db.begin().await?;
    let text =
        format!("update voucher set {set} where code = $2 and ($3 is null or cooperative_id = $3)");
    let of = cooperative.map(|of| of.uuid());
    let values = [core.clock.now().0.into(), code.into(), of.into()];
    if sql::execute(&*txn, &text, values).await? == 0 {
        txn.rollback().await?;
        return Err(Error::NotFound { what: "voucher" });
    }
    let entry = audit::Entry {
        cooperative,
        action,
        entity: "voucher",
        entity_id: code.to_owned(),
        before: Value::Null,
        after: Value::Null,
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}
