//! A cooperative's own part of a pooled listing.

use super::find::{JOINED, Member, Pack};
use super::one::Reader;
use super::words;
use crate::actor::{Actor, Right};
use crate::catalogue::words::month;
use crate::core::Core;
use crate::error::Result;
use crate::listings::Paper;
use sea_orm::FromQueryResult;
use shared::goods::{Season, SeasonCell};
use shared::id::{CooperativeId, ProductId};
use shared::input::pool::PriceRule;
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit};
use shared::rules::routing::proven_on;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::pool::{PoolOwnView, PoolPackView};
use store::sql;
use uuid::Uuid;

/// The view. Only its members see it.
pub(super) async fn view(
    core: &Core,
    actor: &Actor,
    reader: &Reader<'_>,
    member: &Member,
    paused: bool,
) -> Result<PoolOwnView> {
    let l = reader.l;
    let cooperative = CooperativeId::from(member.cooperative_id);
    let total = reader.pool.shares(core.db.read()).await?;
    Ok(PoolOwnView {
        mark: words::member_mark(&member.state, paused, l),
        agreed: agreed(member, total, l),
        joined: member.state == JOINED,
        paused,
        may_manage: actor.member(cooperative, Right::Manage).is_ok(),
        fixed: reader.pool.rule() == PriceRule::Fixed,
        packs: packs(core, reader, cooperative).await?,
        months: months(reader, member),
        harvested: member
            .harvested_on
            .map(|at| Millis(at).vn_date().iso())
            .unwrap_or_default(),
        proofs: proofs(core, reader, cooperative).await?,
    })
}

/// `Phần 2, tức 40 % khi mọi nơi cùng bán. Nhiều nhất 20.000.000 ₫ một tháng.`
fn agreed(member: &Member, joined: i64, l: Locale) -> String {
    let share = i64::from(member.share);
    let total = if member.state == JOINED {
        joined
    } else {
        joined + share
    };
    let part = words::percent(share, total);
    let mut said = match l {
        Locale::Vi => format!("Phần {share}, tức {part} của món này."),
        Locale::En => format!("Share {share}, that is {part} of this listing."),
    };
    if let Some(cap) = member.month_cap.map(Vnd) {
        said.push_str(&match l {
            Locale::Vi => format!(" Nhiều nhất {cap} một tháng."),
            Locale::En => format!(" At most {cap} a month."),
        });
    }
    said
}

#[derive(FromQueryResult)]
struct Offer {
    id: Uuid,
    variant_id: Uuid,
    price: i64,
    free: i64,
    on_hand: i64,
}

async fn packs(
    core: &Core,
    reader: &Reader<'_>,
    cooperative: CooperativeId,
) -> Result<Vec<PoolPackView>> {
    let text = format!(
        "select o.id, o.variant_id, o.price, {} as free, o.on_hand from offer o where o.listing_id = $1 and o.cooperative_id = $2",
        crate::stock::FREE
    );
    let values = [reader.pool.row.id.into(), cooperative.uuid().into()];
    let offers: Vec<Offer> = sql::all(core.db.read(), &text, values).await?;
    let view = |pack: &Pack| {
        let offer = offers.iter().find(|offer| offer.variant_id == pack.id);
        let supply = reader.supply(pack, cooperative);
        let (unit, l) = (pack.unit(), reader.l);
        PoolPackView {
            id: pack.id.to_string(),
            name: pack.name.clone(),
            sells_at: reader.sells_at(pack),
            price: offer.map(|o| Vnd(o.price).to_string()).unwrap_or_default(),
            stock: offer.map(|o| stock(o, unit, l)).unwrap_or_default(),
            offer: offer.map(|o| o.id.to_string()),
            key: Uuid::now_v7().to_string(),
            free: offer
                .map(|o| Quantity::of(o.free.max(0), unit).number(l))
                .unwrap_or_default(),
            why_not: supply
                .map(|(goods, supply)| reader.why_not(goods, supply, true))
                .unwrap_or_default(),
        }
    };
    Ok(reader.packs.iter().map(view).collect())
}

fn stock(offer: &Offer, unit: Unit, l: Locale) -> String {
    let (free, all) = (
        Quantity::of(offer.free.max(0), unit).words(l),
        Quantity::of(offer.on_hand, unit).words(l),
    );
    match l {
        Locale::Vi => format!("Còn bán được {free}, trong kho {all}"),
        Locale::En => format!("{free} can be sold, {all} in the store"),
    }
}

/// The twelve months, with the cooperative's own season, else that of the product.
fn months(reader: &Reader<'_>, member: &Member) -> Vec<(u8, String, bool, bool)> {
    let row = &reader.pool.row;
    let bits = |own: Option<i32>, of: i32| u16::try_from(own.unwrap_or(of) & 0xfff).unwrap_or(0);
    let season = Season::from_bits(
        bits(member.season_main, row.season_main),
        bits(member.season_minor, row.season_minor),
    );
    let one = |number: u8| {
        let cell = season.cell(number);
        let (main, minor) = (cell == SeasonCell::Main, cell == SeasonCell::Minor);
        (number, month(number, reader.l), main, minor)
    };
    (1..=12).map(one).collect()
}

/// What is demanded, and whether the cooperative can prove it today.
async fn proofs(
    core: &Core,
    reader: &Reader<'_>,
    cooperative: CooperativeId,
) -> Result<Vec<(bool, String)>> {
    if reader.claims.is_empty() {
        return Ok(Vec::new());
    }
    let papers: Vec<Paper> = sql::all(
        core.db.read(),
        "select cooperative_id, product_id, kind, mark, stars, valid_from, valid_to, verified_at, revoked_at \
         from certificate where cooperative_id = $1",
        [cooperative.uuid().into()],
    )
    .await?;
    let product = ProductId::from(reader.pool.row.product_id);
    let proofs: Vec<_> = papers
        .iter()
        .filter_map(Paper::facts)
        .filter(|fact| fact.covers(product, cooperative))
        .map(|fact| crate::checkout::proof(&fact))
        .collect();
    let today = core.clock.now().vn_date();
    let line = |claim: &shared::rules::routing::Claim| {
        let has = proven_on(std::slice::from_ref(claim), &proofs, today);
        (has, claim.words(reader.l))
    };
    Ok(reader.claims.iter().map(line).collect())
}
