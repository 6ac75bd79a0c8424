//! Short links: made, opened, ended. A link that has ended is gone at once for everybody.

use super::lives::live_of;
use super::sellers;
use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{CooperativeId, PersonId, VariantId};
use shared::input::cart::CartItem;
use shared::input::share::NewLink;
use shared::say::Locale;
use store::entity::{seller, share_link, share_link_item};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// Signs of a code: none that is taken for another.
const SIGNS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// Signs in a code: 31⁸, so that nobody finds links by trying.
const LENGTH: usize = 8;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A product, by its name in addresses.
    Product(String),
    /// A booth, by its name in addresses.
    Booth(String),
    /// Goods that go into the cart.
    Basket(Vec<CartItem>),
    /// A live session, by its name in addresses.
    Live(String),
}

/// A link that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Where it leads.
    pub target: Target,
    /// Who earns by it; none for a cooperative's own link.
    pub referrer: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    kind: String,
    slug: Option<String>,
    booth: Option<String>,
    live_slug: Option<String>,
    referrer: Option<String>,
}

#[derive(FromQueryResult)]
struct ItemRow {
    variant_id: Uuid,
    quantity: i64,
}

/// The link of a code. Unknown, ended, or of a seller who was stopped: [`Error::NotFound`].
pub async fn open(core: &Core, code: &str) -> Result<Opened> {
    let row: Option<Row> = sql::one(
        core.db.read(),
        "select s.id, s.code, s.kind, l.slug, b.slug as booth, s.live_slug, e.shown_name as referrer from share_link s \
         left join listing l on l.id = s.listing_id left join booth b on b.cooperative_id = s.booth_id \
         left join seller e on e.id = s.seller_id \
         where s.code = $1 and s.revoked_at is null and (e.id is null or e.state = 'active')",
        [code.into()],
    )
    .await?;
    let missing = Error::NotFound { what: "share_link" };
    let Some(row) = row else { return Err(missing) };
    let target = match (row.kind.as_str(), row.slug, row.booth, row.live_slug) {
        ("product", Some(slug), _, _) => Target::Product(slug),
        ("booth", _, Some(slug), _) => Target::Booth(slug),
        ("live", _, _, Some(slug)) => Target::Live(slug),
        ("basket", _, _, _) => Target::Basket(items(core.db.read(), row.id).await?),
        _ => return Err(missing),
    };
    Ok(Opened {
        id: row.id,
        code: row.code,
        target,
        referrer: row.referrer,
    })
}

/// The goods of a basket link, in their order.
pub(super) async fn items<C: ConnectionTrait>(db: &C, link: Uuid) -> Result<Vec<CartItem>> {
    let rows: Vec<ItemRow> = sql::all(
        db,
        "select variant_id, quantity from share_link_item where link_id = $1 order by position",
        [link.into()],
    )
    .await?;
    let item = |row: ItemRow| CartItem {
        variant: row.variant_id.into(),
        steps: row.quantity,
        cooperative: None,
    };
    Ok(rows.into_iter().map(item).collect())
}

/// Whose a new link is.
enum Owner {
    Seller(Box<seller::Model>),
    Cooperative(CooperativeId),
}

/// Makes a link of a cooperative to its own goods or booth, or a basket with goods of any. Gives its code.
pub async fn new_booth_link(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    form: &NewLink,
) -> Result<String> {
    let person = actor.member(cooperative, Right::Sell)?.id;
    make(
        core,
        actor.locale,
        person,
        Owner::Cooperative(cooperative),
        form,
    )
    .await
}

/// Makes a link of a seller to goods that pay a commission. Gives its code.
pub async fn new_seller_link(core: &Core, actor: &Actor, form: &NewLink) -> Result<String> {
    let person = actor.signed_in()?.id;
    let seller = sellers::active(core.db.read(), actor).await?;
    make(
        core,
        actor.locale,
        person,
        Owner::Seller(Box::new(seller)),
        form,
    )
    .await
}

async fn make(
    core: &Core,
    l: Locale,
    person: PersonId,
    owner: Owner,
    form: &NewLink,
) -> Result<String> {
    let now = core.clock.now();
    let (seller, cooperative) = match &owner {
        Owner::Seller(seller) => (Some(seller.id), None),
        Owner::Cooperative(id) => (None, Some(id.uuid())),
    };
    let mut row = share_link::Model {
        id: Uuid::now_v7(),
        code: code(),
        kind: form.kind.clone(),
        listing_id: None,
        booth_id: None,
        live_slug: None,
        seller_id: seller,
        cooperative_id: cooperative,
        created_by: person.uuid(),
        campaign: form.campaign(),
        created_at: now.0,
        revoked_at: None,
    };
    let mut basket = Vec::new();
    match form.kind.as_str() {
        "product" => row.listing_id = Some(listing(core, &owner, &form.slug, now.0).await?),
        "live" => match &owner {
            Owner::Seller(seller) => {
                row.live_slug = Some(live_of(core, seller.id, &form.slug).await?);
            }
            // Its own link was made with the livestream.
            Owner::Cooperative(_) => {
                return Err(Error::NotFound {
                    what: "kind of link",
                });
            }
        },
        "booth" => row.booth_id = Some(booth(core, &owner, &form.slug, now.0).await?),
        "basket" => {
            let variants = form.basket(l).map_err(|field| Error::Invalid {
                fields: vec![field],
            })?;
            basket = goods(core, &owner, &variants, now.0).await?;
        }
        _ => {
            return Err(Error::NotFound {
                what: "kind of link",
            });
        }
    }
    let code = row.code.clone();
    let txn = core.db.begin().await?;
    insert(&txn, row, basket).await?;
    txn.commit().await?;
    Ok(code)
}

/// Writes a link with its goods.
pub(super) async fn insert(
    txn: &WriteTxn,
    row: share_link::Model,
    basket: Vec<(Uuid, i64)>,
) -> Result<()> {
    let link = row.id;
    share_link::Entity::insert(row.into_active_model())
        .exec_without_returning(&**txn)
        .await?;
    for (position, (variant, quantity)) in (1..).zip(basket) {
        let item = share_link_item::Model {
            link_id: link,
            variant_id: variant,
            quantity,
            position,
        };
        share_link_item::Entity::insert(item.into_active_model())
            .exec_without_returning(&**txn)
            .await?;
    }
    Ok(())
}

/// A new code.
pub(super) fn code() -> String {
    let mut number: u64 = rand::random();
    let mut code = String::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        let at = usize::try_from(number % 31).unwrap_or(0);
        code.push(char::from(SIGNS[at]));
        number /= 31;
    }
    code
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// What a seller may share: there is a rate for it, open or agreed with the seller.
const PAID: &str = "exists(select 1 from share_rate r where r.cooperative_id = $2 and r.valid_from <= $4 \
     and (r.ended_at is null or r.ended_at > $4) and (r.seller_id is null or r.seller_id = $3))";

async fn listing(core: &Core, owner: &Owner, slug: &str, now: i64) -> Result<Uuid> {
    let found: Option<Found> = match owner {
        Owner::Cooperative(id) => sql::one(
            core.db.read(),
            "select l.id from listing l where l.slug = $1 and l.visible = true and (l.cooperative_id = $2 or exists(select 1 \
             from offer o where o.listing_id = l.id and o.cooperative_id = $2 and not o.paused))",
            [slug.into(), id.uuid().into()],
        )
        .await?,
        Owner::Seller(seller) => sql::one(
            core.db.read(),
            "select l.id from listing l where l.slug = $1 and l.visible = true and exists(select 1 from share_rate r \
             join offer o on o.cooperative_id = r.cooperative_id where o.listing_id = l.id and not o.paused \
             and (r.listing_id is null or r.listing_id = l.id) and (r.seller_id is null or r.seller_id = $2) \
             and r.valid_from <= $3 and (r.ended_at is null or r.ended_at > $3))",
            [slug.into(), seller.id.into(), now.into()],
        )
        .await?,
    };
    found
        .map(|found| found.id)
        .ok_or(Error::NotFound { what: "listing" })
}

async fn booth(core: &Core, owner: &Owner, slug: &str, now: i64) -> Result<Uuid> {
    let db = core.db.read();
    let found: Option<Found> =
        sql::one(db, "select c.id from booth b join cooperative c on c.id = b.cooperative_id where b.slug = $1 and c.state = 'verified'", [slug.into()]).await?;
    let missing = Error::NotFound { what: "booth" };
    let Some(booth) = found else {
        return Err(missing);
    };
    match owner {
        Owner::Cooperative(id) if id.uuid() == booth.id => Ok(booth.id),
        Owner::Cooperative(_) => Err(missing),
        Owner::Seller(seller) => {
            let text = format!("select c.id from cooperative c where c.id = $1 and {PAID}");
            let values = [
                booth.id.into(),
                booth.id.into(),
                seller.id.into(),
                now.into(),
            ];
            let found: Option<Found> = sql::one(db, &text, values).await?;
            found.map(|found| found.id).ok_or(missing)
        }
    }
}

#[derive(FromQueryResult)]
struct Pack {
    id: Uuid,
    step: i64,
}

/// The wanted goods with the least that is sold of each; a seller's only where somebody who offers it pays.
async fn goods(
    core: &Core,
    owner: &Owner,
    variants: &[VariantId],
    now: i64,
) -> Result<Vec<(Uuid, i64)>> {
    let mut all = Vec::with_capacity(variants.len());
    for variant in variants {
        let paid = match owner {
            Owner::Cooperative(_) => "",
            Owner::Seller(_) => {
                " and exists(select 1 from share_rate r where r.cooperative_id = o.cooperative_id \
                 and (r.listing_id is null or r.listing_id = o.listing_id) and (r.seller_id is null or r.seller_id = $2) \
                 and r.valid_from <= $3 and (r.ended_at is null or r.ended_at > $3))"
            }
        };
        let text = format!(
            "select v.id, v.step from variant v join offer o on o.variant_id = v.id join listing l on l.id = o.listing_id \
             where v.id = $1 and l.visible = true and not o.paused{paid} limit 1"
        );
        let pack: Option<Pack> = match owner {
            Owner::Cooperative(_) => {
                sql::one(core.db.read(), &text, [variant.uuid().into()]).await?
            }
            Owner::Seller(seller) => {
                let values = [variant.uuid().into(), seller.id.into(), now.into()];
                sql::one(core.db.read(), &text, values).await?
            }
        };
        let pack = pack.ok_or(Error::NotFound { what: "variant" })?;
        all.push((pack.id, pack.step.max(1)));
    }
    Ok(all)
}

/// Ends a link of the cooperative; ending it again changes nothing.
pub async fn end_booth_link(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    code: &str,
) -> Result<()> {
    actor.member(cooperative, Right::Sell)?;
    end(core, "cooperative_id", cooperative.uuid(), code).await
}

/// Ends a link of the seller; ending it again changes nothing.
pub async fn end_seller_link(core: &Core, actor: &Actor, code: &str) -> Result<()> {
    let seller = sellers::mine(core.db.read(), actor).await?;
    end(core, "seller_id", seller.id, code).await
}

async fn end(core: &Core, column: &str, owner: Uuid, code: &str) -> Result<()> {
    let txn = core.db.begin().await?;
    let text = format!(
        "update share_link set revoked_at = coalesce(revoked_at, $1) where code = $2 and {column} = $3"
    );
    let touched = sql::execute(
        &*txn,
        &text,
        [core.clock.now().0.into(), code.into(), owner.into()],
    )
    .await?;
    if touched == 0 {
        txn.rollback().await?;
        return Err(Error::NotFound { what: "share_link" });
    }
    txn.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_long_and_plain() {
        let (a, b) = (code(), code());
        assert_eq!(a.len(), LENGTH);
        assert!(a.bytes().all(|sign| SIGNS.contains(&sign)));
        assert_ne!(a, b);
    }
}
