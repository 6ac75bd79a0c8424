//! Writing reviewed content to the rows behind a listing.

use super::content::{Content, Pack};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{self, Sale};
use shared::id::{ListingId, OfferId};
use shared::money::Vnd;
use store::{WriteTxn, sql};

/// Makes `content` what the listing says: words, its packs on sale with their prices, order of its pictures. The caller
/// refreshes.
pub(crate) async fn write(
    core: &Core,
    txn: &WriteTxn,
    listing: ListingId,
    content: &Content,
) -> Result<()> {
    let now = core.clock.now().0;
    sql::execute(
        &**txn,
        "update product set name = $1, name_en = $2, description_vi = $3, description_en = $4, category_slug = $5, \
         shipping_class = $6, updated_at = $7 where id = (select product_id from listing where id = $8)",
        [
            content.name.as_str().into(),
            content.name_en.clone().into(),
            content.description_vi.as_str().into(),
            content.description_en.as_str().into(),
            content.category.as_str().into(),
            content.shipping_class.as_str().into(),
            now.into(),
            listing.uuid().into(),
        ],
    )
    .await?;
    pictures(txn, listing, &content.pictures).await?;
    // Offers in the order of their ids, as everywhere: no two writers wait for each other.
    let mut packs: Vec<_> = content.packs.iter().collect();
    packs.sort_by_key(|pack| pack.offer);
    for pack in packs {
        sql::execute(
            &**txn,
            "update offer set price = $1, paused = false, version = version + 1, updated_at = $2 \
             where id = $3 and listing_id = $4 and (price <> $1 or paused)",
            [
                pack.price.into(),
                now.into(),
                pack.offer.into(),
                listing.uuid().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// A price that waited may be below a floor that was raised meanwhile: nobody sells below it, so the answer is to send it
/// back.
pub(super) async fn above_floors(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (before, after): (&Content, &Content),
) -> Result<()> {
    let changed = after.packs.iter().filter(|pack| {
        let same = |old: &&Pack| old.offer == pack.offer && old.price == pack.price;
        !before.packs.iter().any(|old| same(&old))
    });
    let sales: Vec<Sale> = changed
        .map(|pack| Sale::own_shop(pack.offer.into(), Vnd(pack.price)))
        .collect();
    let refused = floors::guard(&**txn, &sales, core.clock.now().vn_date()).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::Conflict {
            code: floors::BELOW,
            message: below.say(actor.locale),
            fields: Vec::new(),
        }),
        None => Ok(()),
    }
}

/// Keeps a new pack from sale until [`write`] is told of it: at once for a trusted booth, else by an officer's yes.
pub(crate) async fn hold_back(txn: &WriteTxn, offer: OfferId) -> Result<()> {
    let text = "update offer set paused = true where id = $1";
    sql::execute(&**txn, text, [offer.uuid().into()]).await?;
    Ok(())
}

/// Shows exactly these pictures, in this order. Only pictures of the listing's own cooperative count.
pub(crate) async fn pictures(txn: &WriteTxn, listing: ListingId, ids: &[String]) -> Result<()> {
    sql::execute(
        &**txn,
        "update picture set product_id = null where purpose = 'product' \
         and product_id = (select product_id from listing where id = $1)",
        [listing.uuid().into()],
    )
    .await?;
    for (position, id) in (0_i32..).zip(ids) {
        sql::execute(
            &**txn,
            "update picture set product_id = (select product_id from listing where id = $1), position = $2 \
             where id = $3 and purpose = 'product' and cooperative_id = (select cooperative_id from listing where id = $1)",
            [listing.uuid().into(), position.into(), id.as_str().into()],
        )
        .await?;
    }
    Ok(())
}
