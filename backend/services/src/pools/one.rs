//! The page of one pooled listing: for whoever runs it, and for each cooperative in it.

use super::create::kinds;
use super::find::{INVITED, JOINED, LEFT, Member, Pack, Pool, Seat};
use super::{own, words};
use crate::actor::Actor;
use crate::checkout::{Goods, Supply, load};
use crate::core::Core;
use crate::error::Result;
use crate::goods;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, VariantId};
use shared::input::pool::{Fields, PriceRule};
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::quantity::{Quantity, Unit};
use shared::rules::badge::CertificateKind;
use shared::rules::routing::{Claim, Names};
use shared::say::Locale;
use shared::state::ListingState;
use shared::view::goods::Pickable;
use shared::view::parts::Notice;
use shared::view::pool::{PoolManageView, PoolMemberView, PoolPackView, PoolView};
use std::collections::{HashMap, HashSet};
use store::sql;
use uuid::Uuid;

/// What was sent and could not be taken: the page shows it again.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// The deed whose form it was.
    pub deed: String,
    /// What was typed.
    pub typed: Fields,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
    /// What was just done, or went wrong.
    pub notices: Vec<Notice>,
}

/// What the parts of the page are made with.
pub(super) struct Reader<'a> {
    pub pool: &'a Pool,
    pub packs: &'a [Pack],
    pub goods: &'a HashMap<VariantId, Goods>,
    pub claims: &'a [Claim],
    pub l: Locale,
}

impl Reader<'_> {
    /// What buyers know of a pack; none while nobody offers it.
    pub fn of(&self, pack: &Pack) -> Option<&Goods> {
        self.goods.get(&VariantId::from(pack.id))
    }

    /// A cooperative's offer of a pack.
    pub fn supply(&self, pack: &Pack, cooperative: CooperativeId) -> Option<(&Goods, &Supply)> {
        let goods = self.of(pack)?;
        let supply = goods
            .supplies
            .iter()
            .find(|s| s.cooperative == cooperative)?;
        Some((goods, supply))
    }

    /// `96.000 ₫/túi`.
    pub fn sells_at(&self, pack: &Pack) -> String {
        let unit = pack.unit();
        match (self.pool.rule(), self.of(pack)) {
            (PriceRule::Fixed, _) => pack.price.map(Vnd),
            (PriceRule::Lowest, goods) => goods.map(|goods| goods.price),
        }
        .map(|price| format!("{price}/{}", unit.word(self.l)))
        .unwrap_or_default()
    }

    /// Why an offer cannot be sold today, and what would help; empty when it can.
    pub fn why_not(&self, goods: &Goods, supply: &Supply, with_remedy: bool) -> String {
        let Err(reason) = supply.today else {
            return String::new();
        };
        let names = Names {
            cooperative: &supply.cooperative_short,
            goods: goods.title(self.l),
            unit: goods.unit,
            claims: self.claims,
        };
        let said = reason.say(self.l, &names);
        match reason.remedy(self.l, &names).filter(|_| with_remedy) {
            Some(remedy) => format!("{said}. {remedy}"),
            None => said,
        }
    }
}

impl Pack {
    pub(super) fn unit(&self) -> Unit {
        self.unit.parse().unwrap_or(Unit::Goi)
    }
}

#[derive(FromQueryResult)]
struct Paused {
    cooperative_id: Uuid,
}

/// The page. A listing that the seat has nothing to do with is not found.
pub async fn one(
    core: &Core,
    actor: &Actor,
    seat: Seat,
    slug: &str,
    returned: Returned,
) -> Result<PoolView> {
    let l = actor.locale;
    let db = core.db.read();
    let pool = Pool::find(db, actor, seat, slug).await?;
    let packs = pool.packs(db).await?;
    let variants: Vec<VariantId> = packs.iter().map(|pack| pack.id.into()).collect();
    let goods = load(core, &variants).await?;
    let (members, claims) = (pool.members(db).await?, pool.claims());
    let paused: Vec<Paused> = sql::all(
        db,
        "select cooperative_id from offer where listing_id = $1 group by cooperative_id having min(case when paused then 1 else 0 end) = 1",
        [pool.row.id.into()],
    )
    .await?;
    let paused: HashSet<Uuid> = paused.iter().map(|row| row.cooperative_id).collect();
    let reader = Reader {
        pool: &pool,
        packs: &packs,
        goods: &goods,
        claims: &claims,
        l,
    };
    let own = match &pool.member {
        Some((cooperative, Some(member))) if member.state != LEFT => {
            let stopped = paused.contains(&cooperative.uuid());
            Some(own::view(core, actor, &reader, member, stopped).await?)
        }
        _ => None,
    };
    let base = format!("{}/{slug}", seat.base(l));
    Ok(PoolView {
        shares: format!("{base}/phan"),
        name: pool.row.title.clone(),
        mark: words::listing_mark(pool.state()?, l),
        shop: pool.row.visible.then(|| l.path(&format!("/p/{slug}"))),
        facts: facts(&reader),
        members: lines(&reader, &members, &paused),
        own,
        manage: pool.manages.then(|| manage(&reader, seat)),
        notices: returned.notices,
        typed: (returned.deed, returned.typed),
        errors: returned.errors,
        base,
    })
}

fn facts(reader: &Reader<'_>) -> Vec<(String, String)> {
    let (row, l) = (&reader.pool.row, reader.l);
    let mut facts = vec![
        (l.say("Nhãn chung", "Brand"), row.brand.clone()),
        (l.say("Đứng tên", "Owner"), row.owner.clone()),
        (l.say("Phẩm cấp", "Grade"), row.grade.clone()),
        (
            l.say("Giá bán", "Price"),
            words::rule(reader.pool.rule(), l).to_owned(),
        ),
        (
            l.say("Ai bán cũng phải có", "Every supplier proves"),
            words::claims(reader.claims, l),
        ),
    ];
    facts.extend(reader.packs.iter().map(|pack| {
        let price = reader.sells_at(pack);
        let none = l.say("chưa ai bán", "nobody offers it");
        let value = if price.is_empty() {
            none.to_owned()
        } else {
            price
        };
        (l.say("Loại", "Pack"), format!("{} · {value}", pack.name))
    }));
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn lines(reader: &Reader<'_>, members: &[Member], paused: &HashSet<Uuid>) -> Vec<PoolMemberView> {
    let l = reader.l;
    let joined = members.iter().filter(|member| member.state == JOINED);
    let total: i64 = joined.map(|member| i64::from(member.share)).sum();
    // What is over concerns only whoever runs the listing.
    let shown = members
        .iter()
        .filter(|member| reader.pool.manages || member.state == JOINED);
    let line = |member: &Member| {
        let share = i64::from(member.share);
        PoolMemberView {
            id: member.id.to_string(),
            name: member.short_name.clone(),
            place: crate::catalogue::product::place(&member.ward_code),
            mark: words::member_mark(&member.state, paused.contains(&member.cooperative_id), l),
            share: match (member.state.as_str(), l) {
                (JOINED, Locale::Vi) => {
                    format!("phần {share}, tức {}", words::percent(share, total))
                }
                (JOINED, Locale::En) => {
                    format!("share {share}, that is {}", words::percent(share, total))
                }
                (INVITED, Locale::Vi) => format!("phần {share} khi tham gia"),
                (INVITED, Locale::En) => format!("share {share} once it joins"),
                _ => String::new(),
            },
            today: match member.state.as_str() {
                JOINED if reader.pool.manages => today(reader, member),
                _ => String::new(),
            },
            change: (reader.pool.manages && member.state != LEFT).then(|| {
                let cap = member.month_cap.map(|cap| Vnd(cap).to_string());
                (member.share.to_string(), cap.unwrap_or_default())
            }),
        }
    };
    shown.map(line).collect()
}

/// What a cooperative could send today, or why nothing.
fn today(reader: &Reader<'_>, member: &Member) -> String {
    let (l, id) = (reader.l, CooperativeId::from(member.cooperative_id));
    let of_pack = |pack: &Pack| {
        let (goods, supply) = reader.supply(pack, id)?;
        Some(match supply.today {
            Ok(free) => format!("{}: {}", pack.name, Quantity::of(free, goods.unit).words(l)),
            // How much a cooperative's floor is stays with it.
            Err(reason) if reason.code() == crate::floors::BELOW => {
                let words = l.say(
                    "giá bán thấp hơn giá sàn của nơi này",
                    "the price is below its floor",
                );
                format!("{}: {words}", pack.name)
            }
            Err(_) => format!("{}: {}", pack.name, reader.why_not(goods, supply, false)),
        })
    };
    let parts: Vec<String> = reader.packs.iter().filter_map(of_pack).collect();
    parts.join(" · ")
}

fn manage(reader: &Reader<'_>, seat: Seat) -> PoolManageView {
    let l = reader.l;
    let pool = reader.pool;
    let demands = |kind: &str| reader.claims.iter().any(|claim| claim.kind.code() == kind);
    let stars = reader
        .claims
        .iter()
        .find(|claim| claim.kind == CertificateKind::Ocop)
        .and_then(|claim| claim.stars);
    let mark = reader.claims.iter().find_map(|claim| claim.mark.clone());
    let star = |value: Option<u8>| Pickable {
        value: value.map(|stars| stars.to_string()).unwrap_or_default(),
        label: match value {
            Some(stars) => format!("{stars}\u{a0}{}", l.say("sao", "stars")),
            None => l.say("Không đòi", "Not demanded").to_owned(),
        },
        chosen: value == stars,
    };
    let withdrawn = pool.row.state == ListingState::Withdrawn.code();
    PoolManageView {
        fixed: pool.rule() == PriceRule::Fixed,
        packs: reader
            .packs
            .iter()
            .map(|pack| PoolPackView {
                id: pack.id.to_string(),
                name: pack.name.clone(),
                sells_at: reader.sells_at(pack),
                price: pack
                    .price
                    .map(|price| Vnd(price).to_string())
                    .unwrap_or_default(),
                ..PoolPackView::default()
            })
            .collect(),
        units: goods::units(
            "",
            Some(l.say("Chọn đơn vị", "Choose a unit").to_owned()),
            l,
        ),
        stars: [None, Some(3), Some(4), Some(5)]
            .into_iter()
            .map(star)
            .collect(),
        kinds: kinds(demands, l),
        mark: mark.unwrap_or_default(),
        edit: (matches!(seat, Seat::Booth(_)) && !withdrawn)
            .then(|| l.path(&format!("/htx/hang/{}", pool.row.slug))),
    }
}
