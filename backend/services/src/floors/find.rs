//! What a cooperative may see and set floors for: the packs it offers, and those of products it owns.

use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::say::Locale;
use shared::time::Millis;
use store::sql;
use uuid::Uuid;

/// A listing in which the cooperative has an offer, or whose product it owns.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub listing: Listing,
    /// The product is the cooperative's: it may set floors for whoever sells it.
    pub owns: bool,
    pub cooperative_id: Uuid,
}

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Listing {
    pub id: Uuid,
    pub title: String,
    pub slug: String,
    owner: Uuid,
}

/// A pack of the listing, and the offer that stands for it on the page.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct PackRow {
    pub offer_id: Uuid,
    pub variant_id: Uuid,
    pub seller: Uuid,
    pub name: String,
    pub price: i64,
}

/// A floor of the cooperative.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Standing {
    pub amount: i64,
    pub valid_to: Option<i64>,
    pub ended_at: Option<i64>,
}

impl Standing {
    pub(super) fn amount(&self) -> Vnd {
        Vnd(self.amount)
    }

    pub(super) fn is_over(&self, now: Millis) -> bool {
        self.ended_at.is_some() || self.valid_to.is_some_and(|to| to <= now.0)
    }
}

impl Place {
    /// The listing at an address, if the cooperative sells there or owns the product.
    pub(super) async fn find<C: ConnectionTrait>(
        db: &C,
        cooperative: CooperativeId,
        slug: &str,
    ) -> Result<Self> {
        let listing: Option<Listing> = sql::one(
            db,
            "select l.id, l.title, l.slug, p.cooperative_id as owner from listing l join product p \
             on p.id = l.product_id where l.slug = $1 and (p.cooperative_id = $2 or exists (select 1 from offer o where o.listing_id = l.id and o.cooperative_id = $2))",
            [slug.into(), cooperative.uuid().into()],
        )
        .await?;
        let listing = listing.ok_or(Error::NotFound { what: "listing" })?;
        Ok(Self {
            owns: listing.owner == cooperative.uuid(),
            cooperative_id: cooperative.uuid(),
            listing,
        })
    }

    /// The packs in their order: the cooperative's own offers, and, for the owner of the product, the cheapest offer of
    /// each pack that others sell.
    pub(super) async fn packs<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<PackRow>> {
        let rows: Vec<PackRow> = sql::all(
            db,
            "select o.id as offer_id, o.variant_id, o.cooperative_id as seller, v.name, o.price \
             from offer o join variant v on v.id = o.variant_id where o.listing_id = $1 \
             order by v.position, v.id, o.price, o.id",
            [self.listing.id.into()],
        )
        .await?;
        let mut packs: Vec<PackRow> = Vec::new();
        for row in rows {
            let own = row.seller == self.cooperative_id;
            match packs.iter_mut().find(|p| p.variant_id == row.variant_id) {
                Some(known) if own => *known = row,
                None if own || self.owns => packs.push(row),
                _ => {}
            }
        }
        Ok(packs)
    }

    /// The pack that an offer's id names.
    pub(super) async fn pack<C: ConnectionTrait>(&self, db: &C, offer: &str) -> Result<PackRow> {
        let id: Option<Uuid> = offer.parse().ok();
        let packs = self.packs(db).await?;
        let found = packs.into_iter().find(|pack| Some(pack.offer_id) == id);
        found.ok_or(Error::NotFound { what: "pack" })
    }

    /// A lot of the cooperative's own offer; any other is an error at `lot`.
    pub(super) async fn lot<C: ConnectionTrait>(
        &self,
        db: &C,
        pack: &PackRow,
        lot: &str,
        l: Locale,
    ) -> Result<Uuid> {
        let unknown = || {
            let message = l.say("Chọn một lô trong danh sách", "Choose a lot of the list");
            Error::invalid("lot", "unknown_lot", message)
        };
        let id: Uuid = lot.parse().map_err(|_| unknown())?;
        let found = sql::row(
            db,
            "select id from lot where id = $1 and offer_id = $2 and cooperative_id = $3",
            [id.into(), pack.offer_id.into(), self.cooperative_id.into()],
        )
        .await?;
        found.map(|_| id).ok_or_else(unknown)
    }

    /// A floor that the cooperative set for a pack of this listing.
    pub(super) async fn floor<C: ConnectionTrait>(&self, db: &C, floor: Uuid) -> Result<Standing> {
        let found = sql::one(
            db,
            "select amount, valid_to, ended_at from price_floor where id = $1 and cooperative_id = $2 \
             and variant_id in (select variant_id from offer where listing_id = $3)",
            [
                floor.into(),
                self.cooperative_id.into(),
                self.listing.id.into(),
            ],
        )
        .await?;
        found.ok_or(Error::NotFound { what: "floor" })
    }
}
