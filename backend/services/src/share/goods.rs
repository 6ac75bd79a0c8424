//! Goods that can be shared: those of one cooperative, or those that pay a seller.

use super::lives::open_lives;
use super::sellers;
use crate::actor::Actor;
use crate::catalogue::words;
use crate::core::Core;
use crate::error::Result;
use crate::floors;
use sea_orm::{FromQueryResult, Value};
use shared::id::OfferId;
use shared::input::share::percent_words;
use shared::money::Vnd;
use shared::rules::attribution::{Line, Rate, rate};
use shared::rules::badge::CertificateKind;
use shared::rules::floor::least;
use shared::say::Locale;
use shared::view::pack::pack_label_in;
use shared::view::share::{SellerGoods, ShareGood};
use store::sql;
use uuid::Uuid;

/// Goods in a list.
const SHOWN: i64 = 200;

#[derive(FromQueryResult)]
struct Row {
    listing_id: Uuid,
    slug: String,
    title: String,
    variant_id: Uuid,
    offer_id: Uuid,
    cooperative_id: Uuid,
    short_name: String,
    price: i64,
    unit_label: String,
    stars: i32,
    stars_until: Option<i64>,
    certificate_kinds: String,
}

const SELECT: &str = "select l.id as listing_id, l.slug, l.title, o.variant_id, o.id as offer_id, o.cooperative_id, \
     c.short_name, l.price, l.unit_label, l.stars, l.stars_until, l.certificate_kinds from offer o \
     join listing l on l.id = o.listing_id join cooperative c on c.id = o.cooperative_id \
     join variant v on v.id = o.variant_id where l.visible = true and not o.paused and c.state = 'verified' \
     and v.position = (select min(w.position) from variant w where w.product_id = l.product_id)";

/// The goods of a cooperative.
pub(super) async fn of_booth(core: &Core, cooperative: Uuid, l: Locale) -> Result<Vec<ShareGood>> {
    let text = format!("{SELECT} and o.cooperative_id = $1 order by l.title, l.id limit $2");
    let rows: Vec<Row> =
        sql::all(core.db.read(), &text, [cooperative.into(), SHOWN.into()]).await?;
    Ok(rows
        .iter()
        .map(|row| row.view(core, None, None, l))
        .collect())
}

/// The goods that pay the seller behind the actor, with rate, floor and the papers that have to be at hand.
pub async fn goods_page(core: &Core, actor: &Actor) -> Result<SellerGoods> {
    let seller = sellers::active(core.db.read(), actor).await?;
    let (l, now) = (actor.locale, core.clock.now());
    let rates: Vec<RateRow> = sql::all(
        core.db.read(),
        "select id, cooperative_id, listing_id, seller_id, rate_bp from share_rate where valid_from <= $1 \
         and (ended_at is null or ended_at > $1) and (seller_id is null or seller_id = $2)",
        [now.0.into(), seller.id.into()],
    )
    .await?;
    let rates: Vec<Rate> = rates.into_iter().map(RateRow::rate).collect();
    let mut payers: Vec<Uuid> = rates.iter().map(|rate| rate.cooperative).collect();
    payers.sort_unstable();
    payers.dedup();
    let mut goods = Vec::new();
    for chunk in payers.chunks(100) {
        let text = format!(
            "{SELECT} and o.cooperative_id in ({}) order by l.title, l.id limit {SHOWN}",
            sql::placeholders(1, chunk.len())
        );
        let rows: Vec<Row> = sql::all(
            core.db.read(),
            &text,
            chunk.iter().map(|id| Value::from(*id)),
        )
        .await?;
        let offers: Vec<OfferId> = rows.iter().map(|row| row.offer_id.into()).collect();
        let today = now.vn_date();
        let floors = floors::in_force(core.db.read(), &offers, today).await?;
        for row in &rows {
            let line = Line {
                id: row.offer_id,
                listing: row.listing_id,
                cooperative: row.cooperative_id,
                base: Vnd(row.price),
            };
            let Some(best) = rate(&rates, &line, seller.id) else {
                continue;
            };
            let floor = floors
                .get(&row.offer_id.into())
                .and_then(|of| least(of, today));
            goods.push(row.view(core, Some(best), floor, l));
        }
    }
    Ok(SellerGoods {
        goods,
        lives: open_lives(core, seller.id).await?,
        ..SellerGoods::default()
    })
}

#[derive(FromQueryResult)]
struct RateRow {
    id: Uuid,
    cooperative_id: Uuid,
    listing_id: Option<Uuid>,
    seller_id: Option<Uuid>,
    rate_bp: i32,
}

impl RateRow {
    fn rate(self) -> Rate {
        Rate {
            id: self.id,
            cooperative: self.cooperative_id,
            listing: self.listing_id,
            seller: self.seller_id,
            rate_bp: u32::try_from(self.rate_bp).unwrap_or_default(),
        }
    }
}

impl Row {
    fn view(&self, core: &Core, rate: Option<&Rate>, floor: Option<Vnd>, l: Locale) -> ShareGood {
        let unit = pack_label_in(&self.unit_label, l);
        ShareGood {
            variant_id: self.variant_id.to_string(),
            slug: self.slug.clone(),
            name: self.title.clone(),
            detail: format!("{} · {} / {unit}", self.short_name, Vnd(self.price)),
            rate: rate.map(|rate| self.rate(rate, l)).unwrap_or_default(),
            floor: floor
                .map(|floor| not_below(floor, &unit, l))
                .unwrap_or_default(),
            papers: self.papers(core, l),
        }
    }

    /// `5 % · 3.250 ₫ mỗi kg`.
    fn rate(&self, rate: &Rate, l: Locale) -> String {
        let amount = shared::rules::attribution::commission(Vnd(self.price), rate.rate_bp);
        let own = match rate.seller {
            Some(_) => l.say(" · mức riêng của bạn", " · agreed with you"),
            None => "",
        };
        format!("{} · {amount}{own}", percent_words(rate.rate_bp))
    }

    fn papers(&self, core: &Core, l: Locale) -> String {
        let now = core.clock.now().0;
        let mut papers = Vec::new();
        if self.stars > 0 && self.stars_until.is_none_or(|until| until > now) {
            papers.push(match l {
                Locale::Vi => format!("OCOP {}\u{a0}sao", self.stars),
                Locale::En => format!("OCOP {}\u{a0}stars", self.stars),
            });
        }
        let kinds = self
            .certificate_kinds
            .split([',', ' '])
            .filter_map(|code| code.parse::<CertificateKind>().ok());
        papers.extend(
            kinds
                .filter(|kind| *kind != CertificateKind::Ocop)
                .map(|kind| words::capital(kind.words(l))),
        );
        papers.join(", ")
    }
}

fn not_below(floor: Vnd, unit: &str, l: Locale) -> String {
    match l {
        Locale::Vi => format!("Hợp tác xã phải nhận ít nhất {floor} / {unit}"),
        Locale::En => format!("The cooperative has to net at least {floor} / {unit}"),
    }
}
