//! The book of an offer's movements, newest first, with what was there after each.

use super::Kind;
use crate::actor::{Actor, Right};
use crate::booths::words::good;
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::{CooperativeId, OfferId};
use shared::quantity::{Quantity, Unit};
use shared::say::Locale;
use shared::time::Millis;
use shared::view::goods::{MovementLine, StockBookView};
use shared::view::parts::{Empty, Pager};
use store::sql;

/// Movements on one page.
const PER_PAGE: i64 = 50;

#[derive(FromQueryResult)]
pub(super) struct Row {
    at: i64,
    kind: String,
    on_hand: i64,
    held: i64,
    allocated: i64,
    blocked: i64,
    reason: Option<String>,
    source: String,
    lot: Option<String>,
    who: Option<String>,
    sub_order: Option<String>,
    in_store: i64,
    free: i64,
}

// People of the cooperative are named; buyers and staff are not. PostgreSQL sums bigints to numeric, hence the casts.
const ROWS: &str = "
select b.at, b.kind, b.on_hand, b.held, b.allocated, b.blocked, b.reason, b.source, t.code as lot, p.name as who,
  s.code as sub_order, cast(b.in_store as bigint) as in_store, cast(b.free as bigint) as free
from (select m.id, m.at, m.kind, m.on_hand, m.held, m.allocated, m.blocked, m.reason, m.source, m.source_id, m.lot_id,
    m.actor_id, m.offer_id, sum(m.on_hand) over w as in_store,
    sum(m.on_hand - m.held - m.allocated - m.blocked) over w as free
  from stock_movement m where m.offer_id = $1 window w as (order by m.at, m.id rows unbounded preceding)) b
join offer o on o.id = b.offer_id
left join lot t on t.id = b.lot_id
left join sub_order s on s.id = b.source_id
left join person p on p.id = b.actor_id
  and exists(select 1 from membership x where x.person_id = p.id and x.cooperative_id = o.cooperative_id)
order by b.at desc, b.id desc limit $2 offset $3";

/// The newest movements of an offer, after leaving out so many.
pub(super) async fn rows<C: ConnectionTrait>(
    db: &C,
    offer: OfferId,
    (limit, leave): (i64, i64),
) -> Result<Vec<Row>> {
    let values = [offer.uuid().into(), limit.into(), leave.into()];
    Ok(sql::all(db, ROWS, values).await?)
}

impl Row {
    pub(super) fn line(&self, unit: Unit, l: Locale) -> MovementLine {
        let at = Millis(self.at);
        let kind = Kind::of_code(&self.kind);
        let detail: Vec<String> = [
            self.lot
                .as_ref()
                .map(|code| format!("{} {code}", l.say("lô", "lot"))),
            self.sub_order
                .as_ref()
                .map(|code| format!("{} {code}", l.say("đơn", "order"))),
            self.reason.clone(),
            Some(self.who(l)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (store, free) = (
            Quantity::of(self.in_store, unit).words(l),
            Quantity::of(self.free, unit).words(l),
        );
        MovementLine {
            at: format!("{}, {}", at.vn_date().full(), at.vn_clock()),
            what: kind
                .map_or(self.kind.as_str(), |kind| kind.words(l))
                .to_owned(),
            change: self.change(unit, l),
            detail: detail.join(" · "),
            balance: match l {
                Locale::Vi => format!("trong kho {store}, bán được {free}"),
                Locale::En => format!("{store} in store, {free} for sale"),
            },
        }
    }

    fn who(&self, l: Locale) -> String {
        if let Some(name) = self.who.as_ref().filter(|name| !name.is_empty()) {
            return name.clone();
        }
        match self.source.as_str() {
            "checkout" | "order" => l.say("khách", "a buyer"),
            "import" => l.say("bảng tính", "spreadsheet"),
            "booth" | "lot" => l.say("gian hàng", "the booth"),
            _ => "Chợ Phiên",
        }
        .to_owned()
    }

    /// `+12 thùng`; several quantities are named.
    fn change(&self, unit: Unit, l: Locale) -> String {
        let parts = [
            (self.on_hand, l.say("trong kho", "in store")),
            (self.held, l.say("khách giữ", "held")),
            (self.allocated, l.say("đã hứa", "promised")),
            (self.blocked, l.say("không bán", "not for sale")),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(steps, _)| *steps != 0)
            .map(|(steps, name)| format!("{} {name}", signed(steps, unit, l)))
            .collect();
        parts.join(", ")
    }
}

/// `+12 thùng`, `−3 thùng`.
pub(super) fn signed(steps: i64, unit: Unit, l: Locale) -> String {
    let sign = if steps < 0 { "−" } else { "+" };
    format!("{sign}{}", Quantity::of(steps.abs(), unit).words(l))
}

#[derive(FromQueryResult)]
struct Head {
    title: String,
    variant_name: String,
    unit: String,
    on_hand: i64,
    free: i64,
}

/// A page of the book of one of the cooperative's offers; `page` counts from 1.
pub async fn load_stock_book(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    offer: OfferId,
    page: i64,
) -> Result<StockBookView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let text = format!(
        "select l.title, v.name as variant_name, v.unit, o.on_hand, {} as free from offer o \
         join variant v on v.id = o.variant_id join listing l on l.id = o.listing_id \
         where o.id = $1 and o.cooperative_id = $2",
        super::FREE
    );
    let values = [offer.uuid().into(), cooperative.uuid().into()];
    let head: Option<Head> = sql::one(core.db.read(), &text, values).await?;
    let head = head.ok_or(Error::NotFound { what: "offer" })?;
    let unit: Unit = head
        .unit
        .parse()
        .map_err(|_| Error::internal("an unknown unit is stored"))?;
    let page = page.clamp(1, 10_000);
    let mut found = rows(core.db.read(), offer, (PER_PAGE + 1, (page - 1) * PER_PAGE)).await?;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = found.len() > shown;
    found.truncate(shown);
    let base = l.path(&format!("/htx/hang/kho/{offer}"));
    let (store, free) = (
        Quantity::of(head.on_hand, unit).words(l),
        Quantity::of(head.free, unit).words(l),
    );
    Ok(StockBookView {
        name: good(&head.title, &head.variant_name),
        under: match l {
            Locale::Vi => format!("Trong kho {store}, bán được {free}"),
            Locale::En => format!("{store} in store, {free} for sale"),
        },
        lots: format!("{base}/lo"),
        empty: found.is_empty().then(|| Empty {
            title: l.say("Sổ còn trống", "Nothing yet").to_owned(),
            ..Empty::default()
        }),
        lines: found.iter().map(|row| row.line(unit, l)).collect(),
        pager: Pager {
            previous: (page > 1).then(|| format!("{base}/so?trang={}", page - 1)),
            next: more.then(|| format!("{base}/so?trang={}", page + 1)),
        },
    })
}
