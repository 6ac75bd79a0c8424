//! A lower price for a short time, never below what the owner of a floor has to net.

use super::events::{Note, note};
use super::{Host, announce, at_once, items, lock};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors::{BELOW, Sale, guard};
use shared::money::Vnd;
use shared::rules::live::Kind;
use shared::say::Locale;
use shared::time::Millis;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The longest a flash price lasts, in minutes.
const LONGEST: i64 = 120;

/// Sells the good with this code at `price` for `minutes` from now; a price of zero ends the one that runs. What is kept
/// already keeps its price. `Invalid`: at `price` when it is no lower than the ordinary one or below a floor, with the rule
/// and the amounts, or when a seller runs the livestream; at `minutes`.
pub async fn flash(
    core: &Core,
    actor: &Actor,
    host: impl Into<Host>,
    (slug, code): (&str, &str),
    (price, minutes): (Vnd, i64),
) -> Result<()> {
    let owner = host.into().owner(core, actor).await?;
    if owner.seller {
        // The price is the cooperative's, and so is what a lower one costs.
        let words = actor.locale.say(
            "Giá do hợp tác xã đặt. Muốn giá chớp thì nhờ hợp tác xã",
            "The cooperative sets the price. Ask it for a flash price",
        );
        return Err(Error::invalid("price", "not_yours", words));
    }
    let now = core.clock.now();
    let txn = core.db.begin().await?;
    let mut session = lock(&txn, slug).await?;
    owner.owns(&session)?;
    let goods = items(&*txn, session.id).await?;
    let item = goods.iter().find(|item| item.code == code);
    let item = item.ok_or(Error::NotFound { what: "live_item" })?;
    let (new, until) = match price {
        Vnd::ZERO => (None, None),
        price => {
            check(core, &txn, actor.locale, item.offer_id, (price, minutes)).await?;
            (Some(price.dong()), Some(now.plus_minutes(minutes).0))
        }
    };
    let text = "update live_item set flash_price = $1, flash_until = $2 where id = $3";
    sql::execute(&*txn, text, [new.into(), until.into(), item.id.into()]).await?;
    let happened = Note {
        item: Some(item.id),
        price: new,
        ..Note::of(if new.is_some() {
            Kind::Flash
        } else {
            Kind::FlashOver
        })
    };
    note(core, &txn, session.id, happened).await?;
    at_once(&txn, &mut session).await?;
    txn.commit().await?;
    announce(core, &session);
    Ok(())
}

async fn check(
    core: &Core,
    txn: &WriteTxn,
    l: Locale,
    offer: Uuid,
    (price, minutes): (Vnd, i64),
) -> Result<()> {
    if !(1..=LONGEST).contains(&minutes) {
        let words = l.say("Ghi từ 1 đến 120 phút", "1 to 120 minutes");
        return Err(Error::invalid("minutes", "out_of_range", words));
    }
    let row = sql::row(
        &**txn,
        "select price from offer where id = $1",
        [offer.into()],
    )
    .await?;
    let ordinary = Vnd(row
        .ok_or(Error::NotFound { what: "offer" })?
        .try_get("", "price")?);
    if price.dong() <= 0 || price >= ordinary {
        let words = match l {
            Locale::Vi => format!("Giá chớp phải thấp hơn giá đang bán {ordinary}"),
            Locale::En => format!("A flash price is lower than the ordinary {ordinary}"),
        };
        return Err(Error::invalid("price", "not_lower", words));
    }
    let sale = Sale::own_shop(offer.into(), price);
    let refused = guard(&**txn, &[sale], core.clock.now().vn_date()).await?;
    match refused.first() {
        Some((_, below)) => Err(Error::invalid("price", BELOW, below.say(l))),
        None => Ok(()),
    }
}

/// `Giá chớp đến 20:15`.
pub(super) fn until_words(until: Millis, l: Locale) -> String {
    match l {
        Locale::Vi => format!("Giá chớp đến {}", until.vn_clock()),
        Locale::En => format!("Flash price until {}", until.vn_clock()),
    }
}
