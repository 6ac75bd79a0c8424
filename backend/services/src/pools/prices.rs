//! Selling prices of a pooled listing.

use super::find::{JOINED, Pool, Seat};
use super::manage::field;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{Sale, guard};
use crate::listings;
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::OfferId;
use shared::input::goods::price_field;
use shared::input::pool::{Fields, PriceRule};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::time::VnDate;
use store::{WriteTxn, sql};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Sold {
    id: Uuid,
    short_name: String,
}

/// Changes the one price of each pack: `price.<variant>`. Below the floor of a cooperative that takes part it is refused
/// and says whose; how much the floor is stays with that cooperative.
pub(super) async fn prices(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let l = actor.locale;
    let txn = core.db.begin().await?;
    let pool = Pool::managed(&*txn, actor, seat, slug).await?;
    if pool.rule() != PriceRule::Fixed {
        return Err(Error::NotFound { what: "price" });
    }
    let (mut errors, mut before, mut after) = (Vec::new(), Vec::new(), Vec::new());
    let today = core.clock.now().vn_date();
    for pack in pool.packs(&*txn).await? {
        let path = format!("price.{}", pack.id);
        let typed = field(fields, &path);
        if typed.is_empty() {
            continue;
        }
        match price_field(&path, typed, l) {
            Err(error) => errors.push(error),
            Ok(price) if Some(price.dong()) == pack.price => {}
            Ok(price) => {
                errors.extend(below(&txn, pack.id, (&path, price), today, l).await?);
                before.push(json!({ "variant": pack.id, "price": pack.price }));
                after.push(json!({ "variant": pack.id, "price": price }));
                set_price(core, &txn, &pool, pack.id, price).await?;
            }
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid { fields: errors });
    }
    if !after.is_empty() {
        let change = (json!(before), json!(after));
        pool.record(
            core,
            &txn,
            actor,
            ("change_pool_prices", pool.owner()),
            change,
        )
        .await?;
        listings::refresh(core, &txn, pool.listing()).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Whose floor a price of a pack would break.
async fn below(
    txn: &WriteTxn,
    variant: Uuid,
    (path, price): (&str, Vnd),
    today: VnDate,
    l: Locale,
) -> Result<Option<FieldError>> {
    let offers: Vec<Sold> = sql::all(
        &**txn,
        "select o.id, c.short_name from offer o join cooperative c on c.id = o.cooperative_id \
         join pool_member m on m.listing_id = o.listing_id and m.cooperative_id = o.cooperative_id \
         where o.variant_id = $1 and m.state = $2 order by o.id",
        [variant.into(), JOINED.into()],
    )
    .await?;
    let sales: Vec<Sale> = offers
        .iter()
        .map(|offer| Sale::own_shop(OfferId::from(offer.id), price))
        .collect();
    let refused = guard(&**txn, &sales, today).await?;
    let mut names: Vec<&str> = offers
        .iter()
        .filter(|offer| refused.iter().any(|(id, _)| id.uuid() == offer.id))
        .map(|offer| offer.short_name.as_str())
        .collect();
    names.dedup();
    Ok((!names.is_empty()).then(|| {
        let names = names.join(", ");
        let message = match l {
            Locale::Vi => format!("Với giá này {names} nhận thấp hơn giá sàn của mình"),
            Locale::En => format!("At this price {names} would receive less than its floor"),
        };
        FieldError::new(path, crate::floors::BELOW, message)
    }))
}

pub(super) async fn set_price(
    core: &Core,
    txn: &WriteTxn,
    pool: &Pool,
    variant: Uuid,
    price: Vnd,
) -> Result<()> {
    let now = core.clock.now().0;
    sql::execute(
        &**txn,
        "insert into pool_price (variant_id, listing_id, price, updated_at) values ($1, $2, $3, $4) \
         on conflict (variant_id) do update set price = excluded.price, updated_at = excluded.updated_at",
        [variant.into(), pool.row.id.into(), price.dong().into(), now.into()],
    )
    .await?;
    let text =
        "update offer set price = $1, version = version + 1, updated_at = $2 where variant_id = $3";
    sql::execute(
        &**txn,
        text,
        [price.dong().into(), now.into(), variant.into()],
    )
    .await?;
    Ok(())
}
