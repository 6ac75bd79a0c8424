//! The packs of a good: adding one, changing its price and content, taking it away.

use super::edit::{Saved, base, claims, show_or_submit};
use super::history;
use super::publish::PriceQuestion;
use super::rows::{Owner, Place, insert_pack, pack_name};
use super::shelving::Own;
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::floors;
use crate::listings::{self, Content, Pack};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CooperativeId, OfferId};
use shared::input::goods::{EditPack, PackFacts};
use shared::problem::FieldError;
use shared::rules::guess::{guess, slip};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// As many packs as a good may have.
const MOST: i64 = 12;

/// What became of a pack's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackOutcome {
    /// It is stored.
    Saved(Saved),
    /// The price is far from the usual one.
    AskPrice(PriceQuestion),
}

/// A pack as it is stored.
#[derive(FromQueryResult)]
pub(crate) struct Row {
    pub variant_id: Uuid,
    pub price: i64,
    pub unit: String,
    pub catch_weight: bool,
    pub net_weight_g: Option<i64>,
    pub net_volume_ml: Option<i64>,
    pub on_hand: i64,
    pub held: i64,
    pub allocated: i64,
}

/// Adds a pack (`offer` is `None`) or changes one. A new pack and another price go by an officer, unless the cooperative is
/// trusted; until then the packs that are on sale stay as they are. Another price below a floor is an error at `price`.
pub async fn save_pack(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    (slug, offer): (&str, Option<OfferId>),
    form: &EditPack,
) -> Result<PackOutcome> {
    actor.member(cooperative, Right::Sell)?;
    let pack = form
        .parse(actor.locale)
        .map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    let own = Own::find(&*txn, cooperative, slug).await?;
    own.own_packs()?;
    let owner = Owner::load(&*txn, cooperative).await?;
    let before = base(&*txn, own.listing()).await?;
    let row = match offer {
        Some(offer) => Some(find(&txn, &own, offer).await?),
        None => None,
    };
    if form.price_ok.is_empty()
        && let Some(question) = doubt(&txn, cooperative, &before.name, &pack, row.as_ref()).await?
    {
        return Ok(PackOutcome::AskPrice(question));
    }
    let offer = match (offer, &row) {
        (Some(offer), Some(row)) => {
            floors::price_change(core, &txn, actor, offer, (row.price, pack.price)).await?;
            change(&txn, actor, row, &pack).await?;
            offer
        }
        _ => add(core, &txn, actor, (cooperative, &own, &owner), &pack).await?,
    };
    let mut after = before.clone();
    after.set_pack(Pack {
        offer: offer.uuid(),
        // What the scale settles keeps its name.
        label: match &row {
            Some(row) if row.catch_weight => String::new(),
            _ => pack_name(&pack),
        },
        price: pack.price.dong(),
    });
    let saved = hand_on(core, &txn, actor, (cooperative, &own, &owner), &after).await?;
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "save_pack",
        entity: "listing",
        entity_id: own.id.to_string(),
        before: json!(before.packs),
        after: json!({ "packs": after.packs, "waits": saved == Saved::Waiting }),
    };
    audit::record(core, &txn, actor, entry).await?;
    listings::refresh(core, &txn, own.listing()).await?;
    txn.commit().await?;
    Ok(PackOutcome::Saved(saved))
}

/// Shows the packs, or puts them before an officer.
async fn hand_on(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, own, owner): (CooperativeId, &Own, &Owner),
    after: &Content,
) -> Result<Saved> {
    let today = core.clock.now().vn_date();
    let proofs = listings::proofs(&**txn, own.product(), cooperative, today).await?;
    let findings = listings::check(&claims(after), &proofs, actor.locale)?;
    show_or_submit(core, txn, actor, (own, owner), after, &findings).await
}

pub(crate) async fn find(txn: &WriteTxn, own: &Own, offer: OfferId) -> Result<Row> {
    let row = sql::one(
        &**txn,
        "select o.variant_id, o.price, v.unit, v.catch_weight, v.net_weight_g, v.net_volume_ml, o.on_hand, o.held, \
         o.allocated from offer o join variant v on v.id = o.variant_id where o.id = $1 and o.listing_id = $2",
        [offer.uuid().into(), own.id.into()],
    )
    .await?;
    row.ok_or(Error::NotFound { what: "pack" })
}

/// Compares with what the pack cost so far, else with what the name says.
async fn doubt(
    txn: &WriteTxn,
    cooperative: CooperativeId,
    name: &str,
    pack: &PackFacts,
    row: Option<&Row>,
) -> Result<Option<PriceQuestion>> {
    let usual = match row {
        Some(row) => Some(shared::money::Vnd(row.price)),
        None => {
            let guess = guess(name, &history::load(&**txn, cooperative).await?);
            let same = guess.facts.unit == pack.unit
                && (guess.facts.net_weight_g, guess.facts.net_volume_ml)
                    == (pack.net_weight_g, pack.net_volume_ml);
            guess.usual.filter(|_| same)
        }
    };
    Ok(slip(pack.price, usual).map(|other| PriceQuestion {
        typed: pack.price,
        other,
    }))
}

/// Unit and content of a pack that is promised to somebody stay as they are.
pub(crate) async fn change(
    txn: &WriteTxn,
    actor: &Actor,
    row: &Row,
    pack: &PackFacts,
) -> Result<()> {
    let same = row.unit == pack.unit.code()
        && (row.net_weight_g, row.net_volume_ml) == (pack.net_weight_g, pack.net_volume_ml);
    if row.catch_weight {
        // Settled by the scale: unit and weights belong together and are not typed here.
        return Ok(());
    }
    if !same && row.held + row.allocated > 0 {
        let message = actor.locale.say(
            "Có đơn đang giữ loại này nên chưa đổi được đơn vị. Thêm loại mới thay cho loại này",
            "Orders hold this pack; add a new one instead of changing its unit",
        );
        return Err(Error::Invalid {
            fields: vec![FieldError::new("unit", "promised", message)],
        });
    }
    if row.unit != pack.unit.code() && row.on_hand > 0 {
        let message = actor.locale.say(
            "Đặt số còn về 0 trước khi đổi đơn vị bán",
            "Set the stock to 0 before changing the unit",
        );
        return Err(Error::Invalid {
            fields: vec![FieldError::new("unit", "in_stock", message)],
        });
    }
    sql::execute(
        &**txn,
        "update variant set name = $1, unit = $2, step = $3, net_weight_g = $4, net_volume_ml = $5, \
         gross_weight_g = $6 where id = $7",
        [
            pack_name(pack).into(),
            pack.unit.code().into(),
            pack.unit.steps_per_unit().into(),
            pack.net_weight_g.into(),
            pack.net_volume_ml.into(),
            pack.gross_weight_g.into(),
            row.variant_id.into(),
        ],
    )
    .await?;
    Ok(())
}

async fn add(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (cooperative, own, owner): (CooperativeId, &Own, &Owner),
    pack: &PackFacts,
) -> Result<OfferId> {
    let text = "select count(*) as n, coalesce(max(position), 0) as last from variant where product_id = $1";
    let row = sql::row(&**txn, text, [own.product_id.into()]).await?;
    let (known, last): (i64, i32) = match row {
        Some(row) => (row.try_get("", "n")?, row.try_get("", "last")?),
        None => (0, 0),
    };
    if known >= MOST {
        let message = actor
            .locale
            .say("Một món có tối đa 12 loại", "At most 12 packs");
        return Err(Error::invalid("unit", "too_many", message));
    }
    let place = Place {
        cooperative,
        product: own.product(),
        listing: own.listing(),
        now: core.clock.now().0,
    };
    let offer = insert_pack(txn, &place, owner, (pack, last + 1, None)).await?;
    listings::hold_back(txn, offer).await?;
    Ok(offer)
}

/// Takes a pack away that nothing of is left or promised and that was never ordered; any other one is
/// `Error::Conflict`: its stock is set to 0 instead.
pub async fn remove_pack(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    slug: &str,
    offer: OfferId,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    let txn = core.db.begin().await?;
    let own = Own::find(&*txn, cooperative, slug).await?;
    own.own_packs()?;
    let row = find(&txn, &own, offer).await?;
    // A pack that only waits for an officer does not stand in for the one that is on sale.
    let others = "select count(*) as n from offer o where listing_id = $1 and id <> $2 \
                  and (not paused or (select paused from offer where id = $2))";
    let others = sql::row(&*txn, others, [own.id.into(), offer.uuid().into()]).await?;
    let others: i64 = others
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0);
    // Stock and floors are records that name the pack.
    let used = "select 1 as one from stock_movement where offer_id = $1 \
                union all select 1 from price_floor where variant_id = $2 limit 1";
    let used = sql::row(&*txn, used, [offer.uuid().into(), row.variant_id.into()])
        .await?
        .is_some();
    if others == 0 || used || row.on_hand > 0 {
        let message = actor.locale.say(
            "Loại này đã có trong sổ kho hoặc sổ giá sàn nên giữ lại. Đặt số còn về 0 là hết bán",
            "This pack has records of stock or floors, so it stays. Set its stock to 0 to stop selling it",
        );
        return Err(Error::Conflict {
            code: "pack_used",
            message: message.to_owned(),
            fields: Vec::new(),
        });
    }
    sql::execute(
        &*txn,
        "delete from offer where id = $1",
        [offer.uuid().into()],
    )
    .await?;
    sql::execute(
        &*txn,
        "delete from variant where id = $1",
        [row.variant_id.into()],
    )
    .await?;
    if let Some(waiting) = listings::review::waiting(&*txn, own.listing()).await? {
        // The officer shall not be asked about a pack that is gone.
        let owner = Owner::load(&*txn, cooperative).await?;
        let left = waiting.without_pack(offer.uuid());
        hand_on(core, &txn, actor, (cooperative, &own, &owner), &left).await?;
    }
    let entry = Entry {
        cooperative: Some(cooperative),
        action: "remove_pack",
        entity: "listing",
        entity_id: own.id.to_string(),
        before: json!({ "offer": offer, "price": row.price }),
        after: serde_json::Value::Null,
    };
    audit::record(core, &txn, actor, entry).await?;
    listings::refresh(core, &txn, own.listing()).await?;
    txn.commit().await?;
    Ok(())
}
