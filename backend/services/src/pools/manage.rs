//! What whoever runs a pooled listing does: invite, agree on shares, set prices, demand certificates.

use super::create::{add_variant, named};
use super::find::{INVITED, LEFT, Member, Pool, Seat};
use super::row::{demanded, written};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::goods::{self, Owner, Place};
use crate::listings::{self, Content};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value as Json, json};
use shared::id::CooperativeId;
use shared::input::goods::EditPack;
use shared::input::pool::{self, Agreed, Fields, PriceRule};
use shared::money::Vnd;
use shared::say::Locale;
use store::{WriteTxn, entity, sql};
use uuid::Uuid;

/// As many packs as a good may have.
const MOST: usize = 12;
/// As many cooperatives as a listing may have.
const MOST_MEMBERS: usize = 60;

pub(super) fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.trim())
}

/// Asks a cooperative to take part; one that left may be asked again.
pub(super) async fn invite(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let l = actor.locale;
    let agreed = Agreed::read(fields, l);
    let txn = core.db.begin().await?;
    let pool = Pool::managed(&*txn, actor, seat, slug).await?;
    // Brands reach beyond a province; an officer invites whom he wants.
    let found = named(
        &*txn,
        field(fields, "cooperative"),
        None,
        ("cooperative", l),
    )
    .await;
    let (cooperative, agreed) = match (found, agreed) {
        (Ok(cooperative), Ok(agreed)) => (cooperative, agreed),
        (Err(Error::Invalid { fields: mut wrong }), agreed) => {
            wrong.extend(agreed.err().unwrap_or_default());
            return Err(Error::Invalid { fields: wrong });
        }
        (Err(other), _) => return Err(other),
        (_, Err(fields)) => return Err(Error::Invalid { fields }),
    };
    let members = pool.members(&*txn).await?;
    if members.len() >= MOST_MEMBERS {
        let message = l.say("Nhiều nhất 60 hợp tác xã", "At most 60 cooperatives");
        return Err(Error::invalid("cooperative", "too_many", message));
    }
    let known = members
        .iter()
        .find(|member| member.cooperative_id == cooperative.uuid());
    if known.is_some_and(|member| member.state != LEFT) {
        let message = l.say(
            "Hợp tác xã này đã được mời rồi",
            "This cooperative is invited already",
        );
        return Err(Error::invalid("cooperative", "already", message));
    }
    let now = core.clock.now().0;
    match known {
        Some(member) => write_agreed(&txn, member.id, &agreed, Some(INVITED), now).await?,
        None => {
            let row = entity::pool_member::Model {
                id: Uuid::now_v7(),
                listing_id: pool.row.id,
                cooperative_id: cooperative.uuid(),
                state: INVITED.to_owned(),
                share: agreed.share,
                month_cap: agreed.month_cap.map(Vnd::dong),
                season_main: None,
                season_minor: None,
                harvested_on: None,
                created_at: now,
                updated_at: now,
            };
            // Two people may invite the same one at the same moment.
            entity::pool_member::Entity::insert(row.into_active_model())
                .on_conflict_do_nothing()
                .exec_without_returning(&*txn)
                .await?;
        }
    }
    let after =
        json!({ "cooperative": cooperative, "share": agreed.share, "cap": agreed.month_cap });
    pool.record(
        core,
        &txn,
        actor,
        ("invite_to_pool", cooperative),
        (Json::Null, after),
    )
    .await?;
    txn.commit().await?;
    Ok(())
}

async fn write_agreed(
    txn: &WriteTxn,
    member: Uuid,
    agreed: &Agreed,
    state: Option<&str>,
    now: i64,
) -> Result<()> {
    sql::execute(
        &**txn,
        "update pool_member set share = $1, month_cap = $2, state = coalesce($3, state), updated_at = $4 where id = $5",
        [
            agreed.share.into(),
            agreed.month_cap.map(Vnd::dong).into(),
            state.map(str::to_owned).into(),
            now.into(),
            member.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The member that the field `member` names.
fn chosen<'a>(members: &'a [Member], fields: &Fields) -> Result<&'a Member> {
    let id: Option<Uuid> = field(fields, "member").parse().ok();
    members
        .iter()
        .find(|member| Some(member.id) == id && member.state != LEFT)
        .ok_or(Error::NotFound { what: "member" })
}

/// Changes what a cooperative is to have. It counts from now on, also for what is left of this month; the log keeps what was
/// agreed before.
pub(super) async fn share(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let agreed = Agreed::read(fields, actor.locale).map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    let pool = Pool::managed(&*txn, actor, seat, slug).await?;
    let members = pool.members(&*txn).await?;
    let member = chosen(&members, fields)?;
    write_agreed(&txn, member.id, &agreed, None, core.clock.now().0).await?;
    let of = CooperativeId::from(member.cooperative_id);
    let before = json!({ "share": member.share, "cap": member.month_cap });
    let after = json!({ "share": agreed.share, "cap": agreed.month_cap });
    pool.record(
        core,
        &txn,
        actor,
        ("change_pool_share", of),
        (before, after),
    )
    .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}

/// Takes a cooperative out. Its open orders run to their end.
pub(super) async fn remove(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let txn = core.db.begin().await?;
    let pool = Pool::managed(&*txn, actor, seat, slug).await?;
    let members = pool.members(&*txn).await?;
    let member = chosen(&members, fields)?;
    super::join::end(core, &txn, member).await?;
    let of = CooperativeId::from(member.cooperative_id);
    let (before, after) = (json!({ "state": member.state }), json!({ "state": LEFT }));
    pool.record(core, &txn, actor, ("remove_from_pool", of), (before, after))
        .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}

/// Changes what every supplier has to prove. Who cannot is no longer shown and gets no orders; words that promise what is
/// no longer demanded are refused first.
pub(super) async fn claims(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let l = actor.locale;
    let claims = pool::claims(fields, l).map_err(|fields| Error::Invalid { fields })?;
    let txn = core.db.begin().await?;
    let pool = Pool::managed(&*txn, actor, seat, slug).await?;
    let content = Content::load(&*txn, pool.listing()).await?;
    let words = goods::claims(&content);
    if let Err(Error::Invalid { fields }) = listings::check(&words, &demanded(&claims), l) {
        let hint = fields.first().map_or("", |error| error.message.as_str());
        let message = match l {
            Locale::Vi => format!("Tên hoặc mô tả còn hứa điều này. {hint}"),
            Locale::En => format!("The name or description still promises it. {hint}"),
        };
        return Err(Error::invalid("kind", "promised", &message));
    }
    let text = "update pool set claims = $1, updated_at = $2 where listing_id = $3";
    let written = written(&claims);
    let values = [
        written.as_str().into(),
        core.clock.now().0.into(),
        pool.row.id.into(),
    ];
    sql::execute(&*txn, text, values).await?;
    let change = (
        json!({ "claims": pool.row.claims }),
        json!({ "claims": written }),
    );
    pool.record(
        core,
        &txn,
        actor,
        ("change_pool_claims", pool.owner()),
        change,
    )
    .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}

/// Adds a pack. Whoever takes part sells it once it has said its price or, with one price for all, put stock in.
pub(super) async fn add_pack(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    fields: &Fields,
) -> Result<()> {
    let l = actor.locale;
    let txn = core.db.begin().await?;
    let pool = Pool::managed(&*txn, actor, seat, slug).await?;
    let rule = pool.rule();
    let form = EditPack {
        unit: field(fields, "unit").to_owned(),
        pack: field(fields, "pack").to_owned(),
        price: match rule {
            PriceRule::Fixed => field(fields, "price").to_owned(),
            PriceRule::Lowest => "1k".to_owned(),
        },
        ..EditPack::default()
    };
    let pack = form.parse(l).map_err(|fields| Error::Invalid { fields })?;
    let packs = pool.packs(&*txn).await?;
    if packs.len() >= MOST {
        let message = l.say("Một món có tối đa 12 loại", "At most 12 packs");
        return Err(Error::invalid("unit", "too_many", message));
    }
    let place = Place {
        cooperative: pool.owner(),
        product: pool.product(),
        listing: pool.listing(),
        now: core.clock.now().0,
    };
    let owner = Owner::load(&*txn, pool.owner()).await?;
    let position = i32::try_from(packs.len()).unwrap_or_default();
    add_variant(&txn, &place, &owner, (&pack, position, rule)).await?;
    let after = json!({ "unit": pack.unit, "price": pack.price, "rule": rule.code() });
    pool.record(
        core,
        &txn,
        actor,
        ("add_pool_pack", pool.owner()),
        (Json::Null, after),
    )
    .await?;
    listings::refresh(core, &txn, pool.listing()).await?;
    txn.commit().await?;
    Ok(())
}
