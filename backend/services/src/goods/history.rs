//! What the cooperative listed before, and the proposal made of it.

use crate::actor::{Actor, Right};
use crate::core::Core;
use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::goods::Season;
use shared::id::CooperativeId;
use shared::money::Vnd;
use shared::rules::badge::CertificateKind;
use shared::rules::guess::{Facts, Guess, Past, guess};
use store::sql;

/// As many packs as a proposal looks back on.
const LOOK_BACK: i64 = 200;

/// A proposal with what the cooperative's papers say.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The facts.
    pub guess: Guess,
    /// Kinds of certificates in force that are for everything of the cooperative.
    pub certificates: Vec<CertificateKind>,
}

#[derive(FromQueryResult)]
struct Row {
    name: String,
    category_slug: String,
    shipping_class: String,
    shelf_life_days: i32,
    season_main: i32,
    season_minor: i32,
    unit: String,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    gross_weight_g: i64,
    price: i64,
}

impl Row {
    fn past(self) -> Option<Past> {
        let months = |bits: i32| u16::try_from(bits).unwrap_or(0);
        Some(Past {
            name: self.name,
            facts: Facts {
                category: self.category_slug,
                unit: self.unit.parse().ok()?,
                net_weight_g: self.net_weight_g,
                net_volume_ml: self.net_volume_ml,
                gross_weight_g: self.gross_weight_g,
                shipping_class: self.shipping_class.parse().ok()?,
                shelf_life_days: self.shelf_life_days,
                season: Season::from_bits(months(self.season_main), months(self.season_minor)),
            },
            price: Vnd(self.price),
        })
    }
}

/// The packs of the cooperative, the newest first. Goods settled by the scale are left out: nobody lists those in three
/// values.
pub(crate) async fn load<C: ConnectionTrait>(
    db: &C,
    cooperative: CooperativeId,
) -> Result<Vec<Past>> {
    let rows: Vec<Row> = sql::all(
        db,
        "select p.name, p.category_slug, p.shipping_class, p.shelf_life_days, p.season_main, p.season_minor, v.unit, \
         v.net_weight_g, v.net_volume_ml, v.gross_weight_g, o.price from offer o \
         join variant v on v.id = o.variant_id join product p on p.id = v.product_id \
         where o.cooperative_id = $1 and not v.catch_weight order by p.created_at desc, v.position, v.id limit $2",
        [cooperative.uuid().into(), LOOK_BACK.into()],
    )
    .await?;
    Ok(rows.into_iter().filter_map(Row::past).collect())
}

/// Proposes the facts of a good called `name`.
pub async fn propose(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    name: &str,
) -> Result<Proposal> {
    actor.member(cooperative, Right::Sell)?;
    let history = load(core.db.read(), cooperative).await?;
    let today = core.clock.now().vn_date();
    // No product has this id yet, so only papers for everything of the cooperative cover it.
    let proofs = crate::listings::proofs(
        core.db.read(),
        shared::id::ProductId::new(),
        cooperative,
        today,
    )
    .await?;
    let mut certificates = proofs.kinds;
    certificates.sort_unstable();
    certificates.dedup();
    Ok(Proposal {
        guess: guess(name, &history),
        certificates,
    })
}
