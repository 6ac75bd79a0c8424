//! An order with everything its buyer may know, in a few queries.

use super::access::OrderAccess;
use crate::actor::Actor;
use crate::checkout::harvest_window;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::routing::Why;
use sea_orm::{EntityTrait, FromQueryResult};
use shared::input::forecast::HarvestDays;
use shared::quantity::Quantity;
use shared::say::Locale;
use shared::state::{OrderStatus, SubOrderState, order_state};
use shared::time::Millis;
use shared::view::order::{
    FollowedOrder, FollowedSubOrder, OrderCooperative, PlacedLine, PlacedSubOrder, SubOrderStep,
};
use std::collections::HashMap;
use store::entity::{buyer_order, order_line, sub_order_event};
use store::sql;
use uuid::Uuid;

/// A sub-order and its cooperative.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Part {
    pub id: Uuid,
    pub number: i32,
    pub code: String,
    pub state: String,
    pub shipping_fee: i64,
    pub discount: i64,
    pub total: i64,
    pub respond_by: Option<i64>,
    pub ship_on: i64,
    pub deliver_from: i64,
    pub deliver_to: i64,
    pub plan: Option<String>,
    pub cause: Option<String>,
    pub replaces: Option<Uuid>,
    pub replaced: bool,
    pub asked: bool,
    /// The buyer chose something else instead.
    pub replace: bool,
    pub harvest_from: Option<i64>,
    pub harvest_to: Option<i64>,
    pub ship_by: Option<i64>,
    pub share: Option<String>,
    pub carrier: Option<String>,
    pub tracking_no: Option<String>,
    pub close_reason: Option<String>,
    pub packed_picture: Option<String>,
    pub packed_widths: Option<String>,
    pub version: i64,
    pub cooperative_id: Uuid,
    pub cooperative_slug: String,
    pub cooperative_name: String,
    pub cooperative_short: String,
    pub cooperative_phone: Option<String>,
}

impl Part {
    pub fn state(&self) -> SubOrderState {
        self.state.parse().unwrap_or(SubOrderState::Unknown)
    }

    /// Others have taken all of it over: it is history.
    pub fn moved_on(&self) -> bool {
        let ended = matches!(
            self.state(),
            SubOrderState::Declined | SubOrderState::TimedOut
        );
        ended && self.replaced && !self.asked
    }

    /// The harvest that it was ordered ahead of.
    pub fn harvest(&self) -> Option<HarvestDays> {
        let day = |ms: i64| Millis(ms).vn_date();
        Some(HarvestDays {
            from: day(self.harvest_from?),
            to: day(self.harvest_to?),
            ship_by: day(self.ship_by?),
        })
    }

    /// It was declined or not answered, and its buyer is asked what then.
    pub fn unsent(&self) -> bool {
        self.asked && self.state() != SubOrderState::Preordered
    }

    pub fn why(&self, l: Locale) -> String {
        let why = Why {
            plan: self.plan.as_deref().unwrap_or_default(),
            cooperative: &self.cooperative_id.to_string(),
            name: &self.cooperative_short,
            cause: self.cause.as_deref().unwrap_or_default(),
        };
        why.say(l)
    }
}

/// An order with its parts.
pub(super) struct Whole {
    pub order: buyer_order::Model,
    pub parts: Vec<Part>,
    pub lines: Vec<order_line::Model>,
    pieces: HashMap<Uuid, i64>,
    pub events: Vec<sub_order_event::Model>,
}

impl Whole {
    pub fn status(&self) -> OrderStatus {
        let states: Vec<_> = self.living().map(Part::state).collect();
        order_state(&states)
    }

    /// The parts that others have not taken over.
    pub fn living(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !part.moved_on())
    }

    /// The parts that took over of this one.
    pub fn after(&self, part: &Part) -> impl Iterator<Item = &Part> {
        let id = part.id;
        self.parts
            .iter()
            .filter(move |other| other.replaces == Some(id))
    }

    /// What is left to be sent of a line of a part, in smallest steps.
    pub fn left(&self, part: &Part, line: &order_line::Model) -> i64 {
        let lines = self.after(part).flat_map(|other| self.lines_of(other));
        let taken: i64 = lines
            .filter(|other| other.variant_id == line.variant_id)
            .map(|other| other.quantity)
            .sum();
        (line.quantity - taken).max(0)
    }

    /// What one animal of a line that goes by the scale usually weighs, in smallest steps; 0 of all else.
    pub fn piece(&self, line: &order_line::Model) -> i64 {
        self.pieces.get(&line.variant_id).copied().unwrap_or(0)
    }

    pub fn lines_of(&self, part: &Part) -> impl Iterator<Item = &order_line::Model> {
        let id = part.id;
        self.lines
            .iter()
            .filter(move |line| line.sub_order_id == id)
    }

    pub fn events_of(&self, part: &Part) -> impl Iterator<Item = &sub_order_event::Model> {
        let id = part.id;
        self.events
            .iter()
            .filter(move |event| event.sub_order_id == id)
    }
}

const PARTS: &str = "
select s.id, s.number, s.code, s.state, s.shipping_fee, s.voucher_own + s.voucher_market as discount, s.total, s.respond_by, s.ship_on, s.deliver_from,
  s.deliver_to, d.plan, d.cause, s.replaces,
  exists (select 1 from sub_order n where n.replaces = s.id) as replaced,
  exists (select 1 from buyer_choice o where o.sub_order_id = s.id and o.settled_at is null) as asked,
  exists (select 1 from buyer_choice o where o.sub_order_id = s.id and o.choice = 'replace') as replace,
  f.harvest_from, f.harvest_to, f.ship_by, q.share,
  s.carrier, s.tracking_no, s.close_reason, s.packed_picture,
  (select i.widths from picture i where i.id = s.packed_picture) as packed_widths, s.version,
  s.cooperative_id, coalesce(b.slug, c.slug) as cooperative_slug, c.name as cooperative_name,
  c.short_name as cooperative_short, c.phone_sealed as cooperative_phone
from sub_order s
join cooperative c on c.id = s.cooperative_id
left join booth b on b.cooperative_id = c.id
left join routing_decision d on d.id = s.decision_id
left join preorder q on q.sub_order_id = s.id
left join forecast f on f.id = q.forecast_id
where s.order_id = $1 order by s.number";

/// What one animal of goods that go by the scale usually weighs.
const PIECES: &str = "
select v.id, v.step from variant v where v.id in
  (select l.variant_id from order_line l where l.order_id = $1 and l.catch_weight = true)";

#[derive(FromQueryResult)]
struct Piece {
    id: Uuid,
    step: i64,
}

const EVENTS: &str = "
select e.* from sub_order_event e join sub_order s on s.id = e.sub_order_id
where s.order_id = $1 order by e.at, e.id";

pub(super) async fn load(core: &Core, access: &OrderAccess) -> Result<Whole> {
    let (db, id) = (core.db.read(), access.order().uuid());
    let order = buyer_order::Entity::find_by_id(id).one(db).await?;
    let lines: Vec<order_line::Model> = sql::all(
        db,
        "select * from order_line where order_id = $1 order by sub_order_id, position",
        [id.into()],
    )
    .await?;
    let pieces: Vec<Piece> = match lines.iter().any(|line| line.catch_weight) {
        true => sql::all(db, PIECES, [id.into()]).await?,
        false => Vec::new(),
    };
    Ok(Whole {
        order: order.ok_or(Error::NotFound { what: "order" })?,
        parts: sql::all(db, PARTS, [id.into()]).await?,
        pieces: pieces.iter().map(|one| (one.id, one.step)).collect(),
        lines,
        events: sql::all(db, EVENTS, [id.into()]).await?,
    })
}

/// The sum of the versions of the order's parts: another number means that something changed.
pub async fn version(core: &Core, access: &OrderAccess) -> Result<i64> {
    let row = sql::row(
        core.db.read(),
        "select cast(coalesce(sum(version), 0) as bigint) as n from sub_order where order_id = $1",
        [access.order().uuid().into()],
    )
    .await?;
    Ok(row
        .map(|row| row.try_get("", "n"))
        .transpose()?
        .unwrap_or(0))
}

/// The order as the API tells it to its buyer.
pub async fn follow(core: &Core, actor: &Actor, access: &OrderAccess) -> Result<FollowedOrder> {
    let whole = load(core, access).await?;
    Ok(FollowedOrder {
        code: whole.order.code.clone(),
        status: whole.status(),
        total: shared::money::Vnd(whole.order.total),
        currency: whole.order.currency.clone(),
        placed_at: Millis(whole.order.created_at).rfc3339(),
        sub_orders: whole
            .parts
            .iter()
            .map(|part| followed(&whole, part, actor.locale))
            .collect(),
    })
}

fn followed(whole: &Whole, part: &Part, l: Locale) -> FollowedSubOrder {
    let day = |ms: i64| Millis(ms).vn_date().iso();
    let steps = whole.events_of(part).filter_map(|event| {
        Some(SubOrderStep {
            status: event.state.parse().ok()?,
            at: Millis(event.at).rfc3339(),
            note: event.note.clone(),
        })
    });
    FollowedSubOrder {
        why: part.why(l),
        replaced_by: whole.after(part).map(|other| other.code.clone()).collect(),
        deliver_from: day(part.deliver_from),
        deliver_to: day(part.deliver_to),
        carrier: part.carrier.clone(),
        tracking_no: part.tracking_no.clone(),
        preorder: part.harvest().map(|days| harvest_window(&days)),
        steps: steps.collect(),
        placed: PlacedSubOrder {
            code: part.code.clone(),
            status: part.state(),
            cooperative: OrderCooperative {
                id: part.cooperative_id.into(),
                slug: part.cooperative_slug.clone(),
                name: part.cooperative_name.clone(),
            },
            lines: whole.lines_of(part).filter_map(placed_line).collect(),
            shipping_fee: shared::money::Vnd(part.shipping_fee),
            discount: Some(shared::money::Vnd(part.discount)).filter(|off| off.0 > 0),
            total: shared::money::Vnd(part.total),
        },
    }
}

fn placed_line(line: &order_line::Model) -> Option<PlacedLine> {
    let unit = line.unit.parse().ok()?;
    let weighed = line.weighed;
    Some(PlacedLine {
        variant_id: line.variant_id.into(),
        quantity: Quantity::of(line.quantity, unit).decimal(),
        unit_price: shared::money::Vnd(line.unit_price),
        weighed: weighed.map(|steps| Quantity::of(steps, unit).decimal()),
    })
}
