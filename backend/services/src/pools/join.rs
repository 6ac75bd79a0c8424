//! What a member cooperative does: join with its own terms, pause, leave.

use super::find::{INVITED, JOINED, LEFT, Member, Pool, Seat};
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{BELOW, Sale, guard};
use crate::goods::{Place, insert_offer};
use crate::listings;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::input::pool::{Fields, PriceRule, Terms};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::time::VnDate;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The pool, the cooperative and its row, for a director.
async fn own(
    txn: &WriteTxn,
    actor: &Actor,
    seat: Seat,
    slug: &str,
) -> Result<(Pool, CooperativeId, Member)> {
    let Seat::Booth(cooperative) = seat else {
        return Err(Error::NotFound { what: "member" });
    };
    let pool = Pool::find(&**txn, actor, seat, slug).await?;
    actor.member(cooperative, Right::Manage)?;
    let member = pool.member.as_ref().and_then(|(_, member)| member.clone());
    let member = member.ok_or(Error::NotFound { what: "member" })?;
    Ok((pool, cooperative, member))
}

#[derive(FromQueryResult)]
struct Offered {
    id: Uuid,
    variant_id: Uuid,
    price: i64,
}

/// Joins with prices, season and harvest day, or changes them. A price (or the one price for all) below a floor of the
/// cooperative is an error at its field.
pub(super) async fn join(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let txn = core.db.begin().await?;
    let (pool, cooperative, member) = own(&txn, actor, seat, slug).await?;
    if member.state == LEFT {
        return Err(gone(actor));
    }
    let today = core.clock.now().vn_date();
    let fixed = pool.rule() == PriceRule::Fixed;
    let terms = Terms::read(fields, fixed, today, actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let mut sales = Vec::new();
    for (variant, path, price) in wanted(&txn, &pool, &terms, &member, actor).await? {
        let offer = offer(core, &txn, (&pool, cooperative), variant, price).await?;
        sales.push((path, Sale::own_shop(offer, price)));
    }
    refuse_below(&txn, &sales, today, actor).await?;
    let now = core.clock.now().0;
    sql::execute(
        &*txn,
        "update pool_member set state = $1, season_main = $2, season_minor = $3, harvested_on = $4, updated_at = $5 \
         where id = $6",
        [
            JOINED.into(),
            terms.season.map(|season| i32::from(season.main)).into(),
            terms.season.map(|season| i32::from(season.minor)).into(),
            terms.harvested_on.map(|day| day.start().0).into(),
            now.into(),
            member.id.into(),
        ],
    )
    .await?;
    let first = member.state == INVITED;
    let action = if first {
        "join_pool"
    } else {
        "change_pool_terms"
    };
    let prices: Vec<_> = sales
        .iter()
        .map(|(_, sale)| json!({ "offer": sale.offer, "price": sale.price }))
        .collect();
    let after = json!({ "state": JOINED, "prices": prices, "harvested": terms.harvested_on });
    let before = json!({ "state": member.state });
    pool.record(core, &txn, actor, (action, cooperative), (before, after))
        .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}

fn gone(actor: &Actor) -> Error {
    Error::Conflict {
        code: "left",
        message: actor
            .locale
            .say(
                "Hợp tác xã đã rời món này. Muốn bán lại, nhờ bên điều phối mời lại",
                "Your cooperative has left this listing. Ask whoever runs it to invite you again",
            )
            .to_owned(),
        fields: Vec::new(),
    }
}

/// The packs with the price each is to have. Joining without a price for any pack is an error; a pack without a price is
/// not sold by this cooperative.
async fn wanted(
    txn: &WriteTxn,
    pool: &Pool,
    terms: &Terms,
    member: &Member,
    actor: &Actor,
) -> Result<Vec<(Uuid, String, Vnd)>> {
    let packs = pool.packs(&**txn).await?;
    let mut wanted = Vec::new();
    for pack in packs {
        let own = terms
            .prices
            .iter()
            .find(|(variant, _)| *variant == pack.id.to_string());
        let price = match pool.rule() {
            PriceRule::Fixed => pack.price.map(Vnd),
            PriceRule::Lowest => own.map(|(_, price)| *price),
        };
        wanted.extend(price.map(|price| (pack.id, format!("price.{}", pack.id), price)));
    }
    if wanted.is_empty() && member.state == INVITED {
        let message = actor.locale.say(
            "Ghi giá của bạn cho ít nhất một loại",
            "Write your price of at least one pack",
        );
        return Err(Error::invalid("price", "required", message));
    }
    Ok(wanted)
}

/// The cooperative's offer of a pack at this price, made when it is new.
async fn offer(
    core: &Core,
    txn: &WriteTxn,
    (pool, cooperative): (&Pool, CooperativeId),
    variant: Uuid,
    price: Vnd,
) -> Result<OfferId> {
    let now = core.clock.now().0;
    let known: Option<Offered> = sql::one(
        &**txn,
        "select id, variant_id, price from offer where variant_id = $1 and cooperative_id = $2",
        [variant.into(), cooperative.uuid().into()],
    )
    .await?;
    let Some(known) = known else {
        let place = Place {
            cooperative,
            product: pool.product(),
            listing: pool.listing(),
            now,
        };
        return insert_offer(txn, &place, VariantId::from(variant), price).await;
    };
    if known.price != price.dong() {
        let text = "update offer set price = $1, version = version + 1, updated_at = $2 where id = $3 and variant_id = $4";
        let values = [
            price.dong().into(),
            now.into(),
            known.id.into(),
            known.variant_id.into(),
        ];
        sql::execute(&**txn, text, values).await?;
    }
    Ok(known.id.into())
}

async fn refuse_below(
    txn: &WriteTxn,
    sales: &[(String, Sale)],
    today: VnDate,
    actor: &Actor,
) -> Result<()> {
    let asked: Vec<Sale> = sales.iter().map(|(_, sale)| sale.clone()).collect();
    let refused = guard(&**txn, &asked, today).await?;
    let errors: Vec<FieldError> = refused
        .iter()
        .filter_map(|(offer, below)| {
            let (path, _) = sales.iter().find(|(_, sale)| sale.offer == *offer)?;
            Some(FieldError::new(path, BELOW, below.say(actor.locale)))
        })
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid { fields: errors })
    }
}

/// Stops the cooperative's sales of the listing for a while, or takes them up again.
pub(super) async fn pause(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    paused: bool,
) -> Result<()> {
    let txn = core.db.begin().await?;
    let (pool, cooperative, member) = own(&txn, actor, seat, slug).await?;
    if member.state != JOINED {
        return Err(gone(actor));
    }
    set_paused(core, &txn, &pool, cooperative, paused).await?;
    let action = if paused { "pause_pool" } else { "resume_pool" };
    let change = (json!({ "paused": !paused }), json!({ "paused": paused }));
    pool.record(core, &txn, actor, (action, cooperative), change)
        .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}

async fn set_paused(
    core: &Core,
    txn: &WriteTxn,
    pool: &Pool,
    cooperative: CooperativeId,
    paused: bool,
) -> Result<()> {
    sql::execute(
        &**txn,
        "update offer set paused = $1, version = version + 1, updated_at = $2 \
         where listing_id = $3 and cooperative_id = $4 and paused <> $1",
        [
            paused.into(),
            core.clock.now().0.into(),
            pool.row.id.into(),
            cooperative.uuid().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Leaves, or refuses an invitation. Stock and open orders stay as they are; nothing new is sold.
pub(super) async fn leave(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    refused: bool,
) -> Result<()> {
    let txn = core.db.begin().await?;
    let (pool, cooperative, member) = own(&txn, actor, seat, slug).await?;
    if member.state == LEFT {
        return Ok(());
    }
    end(core, &txn, &member).await?;
    let action = if refused { "refuse_pool" } else { "leave_pool" };
    let change = (json!({ "state": member.state }), json!({ "state": LEFT }));
    pool.record(core, &txn, actor, (action, cooperative), change)
        .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}

/// A cooperative no longer takes part. Its offers stay: orders and stock name them.
pub(super) async fn end(core: &Core, txn: &WriteTxn, member: &Member) -> Result<()> {
    let text = "update pool_member set state = $1, updated_at = $2 where id = $3";
    let values = [LEFT.into(), core.clock.now().0.into(), member.id.into()];
    sql::execute(&**txn, text, values).await?;
    Ok(())
}
