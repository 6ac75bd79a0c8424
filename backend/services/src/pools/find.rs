//! Who may see and do what with a pooled listing.

use crate::actor::{Actor, Right};
use crate::audit::{self, Entry};
use crate::checkout::read_claims;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value as Json;
use shared::id::{CooperativeId, ListingId, ProductId};
use shared::input::pool::PriceRule;
use shared::rules::routing::Claim;
use shared::say::Locale;
use shared::state::ListingState;
use store::{WriteTxn, sql};
use uuid::Uuid;

/// From where somebody looks at pooled listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// The booth of a cooperative.
    Booth(CooperativeId),
    /// The alliance, or the operator.
    Alliance,
}

impl Seat {
    /// Where the pages are.
    pub(super) fn base(self, l: Locale) -> String {
        l.path(match self {
            Self::Booth(_) => "/htx/chung",
            Self::Alliance => "/lien-minh/chung",
        })
    }
}

/// Takes part.
pub(super) const JOINED: &str = "joined";
/// Asked to take part.
pub(super) const INVITED: &str = "invited";
/// Took part, or did not want to.
pub(super) const LEFT: &str = "left";

#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    pub id: Uuid,
    pub product_id: Uuid,
    pub cooperative_id: Uuid,
    pub slug: String,
    pub title: String,
    pub state: String,
    pub visible: bool,
    pub province_code: String,
    pub owner: String,
    pub brand: String,
    pub grade: String,
    pub price_rule: String,
    pub claims: String,
    pub season_main: i32,
    pub season_minor: i32,
}

pub(super) const SELECT: &str = "select l.id, l.product_id, l.cooperative_id, l.slug, p.name as title, l.state, l.visible, c.province_code, \
    c.short_name as owner, w.brand, w.grade, w.price_rule, w.claims, p.season_main, \
    p.season_minor from pool w join listing l on l.id = w.listing_id join product p on p.id = l.product_id \
    join cooperative c on c.id = l.cooperative_id";

/// A pooled listing as the actor may see it.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub row: Row,
    /// The actor runs it: the owner's director, an officer, the operator.
    pub manages: bool,
    /// The cooperative of the seat, and how it stands to the listing, if at all.
    pub member: Option<(CooperativeId, Option<Member>)>,
}

/// A cooperative of a pooled listing.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Member {
    pub id: Uuid,
    pub cooperative_id: Uuid,
    pub short_name: String,
    pub ward_code: String,
    pub state: String,
    pub share: i32,
    pub month_cap: Option<i64>,
    pub season_main: Option<i32>,
    pub season_minor: Option<i32>,
    pub harvested_on: Option<i64>,
}

const MEMBERS: &str = "select m.id, m.cooperative_id, c.short_name, c.ward_code, m.state, m.share, m.month_cap, \
    m.season_main, m.season_minor, m.harvested_on from pool_member m join cooperative c on c.id = m.cooperative_id \
    where m.listing_id = $1";

impl Pool {
    /// The listing at an address. One that the seat has nothing to do with is not found.
    pub async fn find<C: ConnectionTrait>(
        db: &C,
        actor: &Actor,
        seat: Seat,
        slug: &str,
    ) -> Result<Self> {
        let none = || Error::NotFound { what: "pool" };
        let text = format!("{SELECT} where l.slug = $1");
        let row: Option<Row> = sql::one(db, &text, [slug.into()]).await?;
        match seat {
            Seat::Alliance => {
                let (_, province) = actor.officer()?;
                let row = row.ok_or_else(none)?;
                if province.is_some_and(|code| code != row.province_code) {
                    return Err(none());
                }
                Ok(Self {
                    row,
                    manages: true,
                    member: None,
                })
            }
            Seat::Booth(cooperative) => {
                actor.member(cooperative, Right::Read)?;
                let row = row.ok_or_else(none)?;
                let text = format!("{MEMBERS} and m.cooperative_id = $2");
                let values = [row.id.into(), cooperative.uuid().into()];
                let member: Option<Member> = sql::one(db, &text, values).await?;
                let owns = row.cooperative_id == cooperative.uuid();
                if !owns && member.is_none() {
                    return Err(none());
                }
                Ok(Self {
                    manages: owns && actor.member(cooperative, Right::Manage).is_ok(),
                    member: Some((cooperative, member)),
                    row,
                })
            }
        }
    }

    /// The same for somebody who runs it; `Forbidden` for others who see it.
    pub async fn managed<C: ConnectionTrait>(
        db: &C,
        actor: &Actor,
        seat: Seat,
        slug: &str,
    ) -> Result<Self> {
        let pool = Self::find(db, actor, seat, slug).await?;
        if pool.manages {
            Ok(pool)
        } else {
            Err(Error::Forbidden)
        }
    }

    pub fn listing(&self) -> ListingId {
        self.row.id.into()
    }

    pub fn product(&self) -> ProductId {
        self.row.product_id.into()
    }

    pub fn owner(&self) -> CooperativeId {
        self.row.cooperative_id.into()
    }

    pub fn rule(&self) -> PriceRule {
        PriceRule::of_code(&self.row.price_rule)
    }

    pub fn claims(&self) -> Vec<Claim> {
        read_claims(&self.row.claims)
    }

    pub fn state(&self) -> Result<ListingState> {
        self.row.state.parse().map_err(Error::internal)
    }

    /// Everybody who is or was asked, in the order of their names.
    pub async fn members<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Member>> {
        let text = format!("{MEMBERS} order by c.short_name, m.id");
        Ok(sql::all(db, &text, [self.row.id.into()]).await?)
    }

    /// The shares of those who take part, added up.
    pub async fn shares<C: ConnectionTrait>(&self, db: &C) -> Result<i64> {
        let members = self.members(db).await?;
        let joined = members.iter().filter(|member| member.state == JOINED);
        Ok(joined.map(|member| i64::from(member.share)).sum())
    }

    /// The packs in their order.
    pub async fn packs<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Pack>> {
        let packs = sql::all(
            db,
            "select v.id, v.name, v.unit, x.price from variant v left join pool_price x on x.variant_id = v.id \
             where v.product_id = $1 order by v.position, v.id",
            [self.row.product_id.into()],
        )
        .await?;
        Ok(packs)
    }

    /// Writes what was done into the log, for the cooperative concerned.
    pub async fn record(
        &self,
        core: &Core,
        txn: &WriteTxn,
        actor: &Actor,
        (action, cooperative): (&str, CooperativeId),
        (before, after): (Json, Json),
    ) -> Result<()> {
        let entry = Entry {
            cooperative: Some(cooperative),
            action,
            entity: "pool",
            entity_id: self.row.id.to_string(),
            before,
            after,
        };
        audit::record(core, txn, actor, entry).await
    }
}

/// A pack of a pooled listing, with its fixed price.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Pack {
    pub id: Uuid,
    pub name: String,
    pub unit: String,
    pub price: Option<i64>,
}
