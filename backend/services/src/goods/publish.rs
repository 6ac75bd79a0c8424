//! From a photo and three values to a listing.

use super::history;
use super::rows::{Owner, Place, insert_listing, insert_pack, insert_product};
use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::core::Core;
use crate::drafts;
use crate::error::{Error, Result};
use crate::listings::{self, Content, review};
use crate::stock::{self, Cause};
use sea_orm::FromQueryResult;
use serde_json::json;
use shared::id::{CooperativeId, ListingId, ProductId};
use shared::input::goods::{ListGoods, NewGoods, PackFacts};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::rules::claims::Finding;
use shared::rules::gate::gate;
use shared::rules::guess::{guess, slip};
use shared::state::{ActorKind, ListingAction, ListingState};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is listed (now, or by the same form before).
    Listed(Published),
    /// The price is far from the usual one: which of the two is meant?
    AskPrice(PriceQuestion),
}

/// A good that has been listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The listing.
    pub listing: ListingId,
    /// Its address.
    pub slug: String,
    /// Live, or waiting for an officer.
    pub state: ListingState,
}

/// Two prices, one of which has a nought too many or too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceQuestion {
    /// What was typed.
    pub typed: Vnd,
    /// What is more usual.
    pub other: Vnd,
}

/// A checked form, ready to be written.
struct Checked {
    owner: Owner,
    goods: NewGoods,
    findings: Vec<Finding>,
    picture: String,
}

/// Lists a good. The draft's key becomes the product's id, so the same form sent twice lists once. What is wrong with
/// the form is `Error::Invalid`; a claim without a certificate too, at the field that claims it.
pub async fn publish(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &ListGoods,
) -> Result<Outcome> {
    actor.member(cooperative, Right::Sell)?;
    let product = ProductId::from(drafts::key(&form.draft)?);
    if let Some(done) = already(core.db.read(), cooperative, product).await? {
        return Ok(Outcome::Listed(done));
    }
    let checked = match check(core, actor, cooperative, product, form).await {
        Ok(Ok(checked)) => checked,
        Ok(Err(question)) => return Ok(Outcome::AskPrice(question)),
        // A second tap finds the draft gone when the first was quicker: then the work is done.
        Err(error) => {
            let done = already(core.db.read(), cooperative, product).await?;
            return done.map(Outcome::Listed).ok_or(error);
        }
    };
    let place = Place {
        cooperative,
        product,
        listing: ListingId::new(),
        now: core.clock.now().0,
    };
    let txn = core.db.begin().await?;
    // Two taps at once: the second waits here and finds the work done.
    if let Some(done) = already(&*txn, cooperative, product).await? {
        return Ok(Outcome::Listed(done));
    }
    let published = match write(core, &txn, actor, &place, &checked).await {
        Err(Error::Internal(source)) if is_taken(source.as_ref()) => {
            drop(txn);
            let done = already(core.db.read(), cooperative, product).await?;
            return done.map(Outcome::Listed).ok_or(Error::Internal(source));
        }
        written => written?,
    };
    txn.commit().await?;
    Ok(Outcome::Listed(published))
}

fn is_taken(source: &(dyn std::error::Error + 'static)) -> bool {
    source
        .downcast_ref::<store::DbErr>()
        .is_some_and(store::is_unique_violation)
}

async fn check(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    product: ProductId,
    form: &ListGoods,
) -> Result<std::result::Result<Checked, PriceQuestion>> {
    let l = actor.locale;
    let db = core.db.read();
    let owner = Owner::load(db, cooperative).await?;
    let guess = guess(&form.name, &history::load(db, cooperative).await?);
    let draft = drafts::picture(db, cooperative, product.uuid()).await?;
    let mut errors = Vec::new();
    let goods = form
        .parse(&guess.facts, l)
        .map_err(|wrong| errors.extend(wrong))
        .ok();
    if draft.is_none() {
        let message = l.say(
            "Chụp hoặc chọn một ảnh của món này",
            "Take or choose a photo of the goods",
        );
        errors.insert(0, FieldError::new("picture", "required", message));
    }
    if let Some(gate) = gate(&form.name) {
        errors.push(FieldError::new("name", "not_sold_here", gate.say(l)));
    }
    if let Some(goods) = &goods {
        let known = sql::row(
            db,
            "select 1 as one from category where slug = $1",
            [goods.facts.category.as_str().into()],
        );
        if known.await?.is_none() {
            errors.push(FieldError::new(
                "category",
                "unknown",
                l.say("Chọn nhóm hàng", "Choose a category"),
            ));
        }
    }
    let proofs = listings::proofs(db, product, cooperative, core.clock.now().vn_date()).await?;
    let findings = match listings::check(&[("name", &form.name)], &proofs, l) {
        Ok(findings) => findings,
        Err(Error::Invalid { fields }) => {
            errors.extend(fields);
            Vec::new()
        }
        Err(other) => return Err(other),
    };
    match (goods, draft) {
        (Some(goods), Some(picture)) if errors.is_empty() => {
            if let Some(other) = slip(goods.price, guess.usual).filter(|_| !goods.price_sure) {
                return Ok(Err(PriceQuestion {
                    typed: goods.price,
                    other,
                }));
            }
            Ok(Ok(Checked {
                owner,
                goods,
                findings,
                picture,
            }))
        }
        _ => Err(Error::Invalid { fields: errors }),
    }
}

/// The good that was listed from the draft with this key, if it was.
pub async fn listed(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    draft: Uuid,
) -> Result<Option<Published>> {
    actor.member(cooperative, Right::Sell)?;
    already(core.db.read(), cooperative, ProductId::from(draft)).await
}

#[derive(FromQueryResult)]
struct Done {
    id: Uuid,
    slug: String,
    state: String,
    cooperative_id: Uuid,
}

async fn already<C: sea_orm::ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
    product: ProductId,
) -> Result<Option<Published>> {
    let text = "select id, slug, state, cooperative_id from listing where product_id = $1";
    let done: Option<Done> = sql::one(db, text, [product.uuid().into()]).await?;
    let Some(done) = done else { return Ok(None) };
    if done.cooperative_id != cooperative.uuid() {
        return Err(Error::NotFound { what: "draft" });
    }
    let state = done.state.parse().map_err(Error::internal)?;
    Ok(Some(Published {
        listing: done.id.into(),
        slug: done.slug,
        state,
    }))
}

async fn write(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    place: &Place,
    checked: &Checked,
) -> Result<Published> {
    let goods = &checked.goods;
    let named = (goods.name.as_str(), &goods.facts);
    insert_product(txn, place, &checked.owner, named).await?;
    let slug = insert_listing(txn, place, &checked.owner, named).await?;
    let pack = PackFacts {
        name: String::new(),
        unit: goods.facts.unit,
        net_weight_g: goods.facts.net_weight_g,
        net_volume_ml: goods.facts.net_volume_ml,
        gross_weight_g: goods.facts.gross_weight_g,
        price: goods.price,
    };
    let offer = insert_pack(txn, place, &checked.owner, (&pack, 0, None)).await?;
    listings::pictures(txn, place.listing, std::slice::from_ref(&checked.picture)).await?;
    let alt = "update picture set alt_vi = $1 where id = $2";
    sql::execute(
        &**txn,
        alt,
        [goods.name.as_str().into(), checked.picture.as_str().into()],
    )
    .await?;
    drafts::remove(txn, place.cooperative, place.product.uuid()).await?;
    let state = send_in(
        core,
        txn,
        actor,
        place.listing,
        &checked.owner,
        &checked.findings,
    )
    .await?;
    let entry = Entry {
        cooperative: Some(place.cooperative),
        action: "list_goods",
        entity: "listing",
        entity_id: place.listing.to_string(),
        before: serde_json::Value::Null,
        after: json!({ "state": state.code(), "name": goods.name, "price": goods.price, "unit": goods.facts.unit }),
    };
    audit::record(core, txn, actor, entry).await?;
    listings::refresh(core, txn, place.listing).await?;
    let cause = Cause::of("booth").once(format!("list:{}", place.product));
    stock::receive(core, txn, actor, offer, goods.quantity.steps, &cause).await?;
    Ok(Published {
        listing: place.listing,
        slug,
        state,
    })
}

/// Sends a draft in: a trusted cooperative's goes live, unless something in it has to be looked at.
pub(super) async fn send_in(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    listing: ListingId,
    owner: &Owner,
    findings: &[Finding],
) -> Result<ListingState> {
    let member = (actor, ActorKind::Cooperative);
    let state = listings::step(
        core,
        txn,
        member,
        listing,
        (ListingState::Draft, ListingAction::Submit),
        None,
    )
    .await?;
    if owner.passes() && findings.is_empty() {
        let market = (actor, ActorKind::System);
        return listings::step(
            core,
            txn,
            market,
            listing,
            (state, ListingAction::Approve),
            None,
        )
        .await;
    }
    let after = Content::load(&**txn, listing).await?;
    review::submit(
        core,
        txn,
        actor,
        listing,
        (&Content::default(), &after),
        findings,
    )
    .await?;
    Ok(state)
}
