//! What a cooperative pays for sales through links: open to all, or agreed with one seller.

use crate::actor::{Actor, Right};
use crate::audit;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{BELOW, Sale, guard};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel, Value as Parameter};
use serde_json::{Value, json};
use shared::id::CooperativeId;
use shared::input::share::SetRate;
use shared::money::Vnd;
use shared::phone::Phone;
use shared::rules::floor::{Reduction, Rule, Take};
use store::entity::share_rate;
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Priced {
    id: Uuid,
    price: i64,
}

/// Sets a rate; the one before it for the same goods and the same people ends. A rate that would leave the cooperative less
/// than its own price floor is refused at `percent`.
pub async fn set_rate(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &SetRate,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Manage)?.id;
    let l = actor.locale;
    let (rate, phone) = form.parse(l).map_err(|fields| Error::Invalid { fields })?;
    let listing = match form.slug.trim() {
        "" => None,
        slug => Some(listing(core, cooperative, slug).await?),
    };
    let seller = match phone {
        None => None,
        Some(phone) => Some(seller(core, &phone).await?.ok_or_else(|| {
            let message = l.say(
                "Số này chưa đăng ký giới thiệu. Bảo người ấy đăng ký ở trang Người bán trước",
                "This phone has not signed up as a seller. Ask them to sign up first",
            );
            Error::invalid("phone", "unknown", message)
        })?),
    };
    let now = core.clock.now();
    let txn = core.db.begin().await?;
    above_floor(core, &txn, actor, cooperative, (listing, rate)).await?;
    end_same(&txn, cooperative, listing, seller, now.0).await?;
    let row = share_rate::Model {
        id: Uuid::now_v7(),
        cooperative_id: cooperative.uuid(),
        listing_id: listing,
        seller_id: seller,
        rate_bp: i32::try_from(rate).unwrap_or(i32::MAX),
        valid_from: now.0,
        ended_at: None,
        set_by: person.uuid(),
        created_at: now.0,
    };
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "set_share_rate",
        entity: "share_rate",
        entity_id: row.id.to_string(),
        before: Value::Null,
        after: json!({ "listing": listing, "seller": seller, "rate_bp": rate }),
    };
    share_rate::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}

async fn listing(core: &Core, cooperative: CooperativeId, slug: &str) -> Result<Uuid> {
    let found: Option<Found> = sql::one(
        core.db.read(),
        "select l.id from listing l where l.slug = $1 and exists(select 1 from offer o where o.listing_id = l.id \
         and o.cooperative_id = $2)",
        [slug.into(), cooperative.uuid().into()],
    )
    .await?;
    found
        .map(|found| found.id)
        .ok_or(Error::NotFound { what: "listing" })
}

async fn seller(core: &Core, phone: &Phone) -> Result<Option<Uuid>> {
    let found: Option<Found> = sql::one(
        core.db.read(),
        "select e.id from seller e join person p on p.id = e.person_id where p.phone_lookup = $1 and e.state = 'active'",
        [core.keys.lookup(phone.e164()).into()],
    )
    .await?;
    Ok(found.map(|found| found.id))
}

async fn above_floor(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    cooperative: CooperativeId,
    (listing, rate): (Option<Uuid>, u32),
) -> Result<()> {
    let offers: Vec<Priced> = sql::all(
        &**txn,
        "select id, price from offer where cooperative_id = $1 and ($2 is null or listing_id = $2) and not paused",
        [cooperative.uuid().into(), Parameter::Uuid(listing)],
    )
    .await?;
    let commission = Reduction {
        rule: Rule::ChannelFee,
        take: Take::Percent100(rate),
    };
    let sales: Vec<Sale> = offers
        .into_iter()
        .map(|offer| Sale {
            offer: offer.id.into(),
            price: Vnd(offer.price),
            reductions: vec![Reduction::platform(), commission],
        })
        .collect();
    let refused = guard(&**txn, &sales, core.clock.now().vn_date()).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::invalid("percent", BELOW, below.say(actor.locale))),
        None => Ok(()),
    }
}

async fn end_same(
    txn: &WriteTxn,
    cooperative: CooperativeId,
    listing: Option<Uuid>,
    seller: Option<Uuid>,
    now: i64,
) -> Result<()> {
    let mut text =
        "update share_rate set ended_at = $1 where cooperative_id = $2 and ended_at is null"
            .to_owned();
    let mut values: Vec<Parameter> = vec![now.into(), cooperative.uuid().into()];
    for (column, id) in [("listing_id", listing), ("seller_id", seller)] {
        match id {
            None => text.push_str(&format!(" and {column} is null")),
            Some(id) => {
                values.push(id.into());
                text.push_str(&format!(" and {column} = ${}", values.len()));
            }
        }
    }
    sql::execute(&**txn, &text, values).await?;
    Ok(())
}

/// Ends a rate of the cooperative from now on; what was sold before stays as it is.
pub async fn end_rate(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    id: &str,
) -> Result<()> {
    actor.member(cooperative, Right::Manage)?;
    let missing = Error::NotFound { what: "share_rate" };
    let Ok(id) = id.parse::<Uuid>() else {
        return Err(missing);
    };
    let txn = core.db.begin().await?;
    let touched = sql::execute(
        &*txn,
        "update share_rate set ended_at = coalesce(ended_at, $1) where id = $2 and cooperative_id = $3",
        [core.clock.now().0.into(), id.into(), cooperative.uuid().into()],
    )
    .await?;
    if touched == 0 {
        txn.rollback().await?;
        return Err(missing);
    }
    let entry = audit::Entry {
        cooperative: Some(cooperative),
        action: "end_share_rate",
        entity: "share_rate",
        entity_id: id.to_string(),
        before: Value::Null,
        after: Value::Null,
    };
    audit::record(core, &txn, actor, entry).await?;
    txn.commit().await?;
    Ok(())
}
