//! What a new plan has to keep of the old one.

use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::{CooperativeId, OrderId, VariantId};
use shared::money::Vnd;
use shared::quantity::{Quantity, Unit, line_total};
use shared::rules::routing::{Absence, Claim, Snapshot};
use std::collections::{BTreeMap, HashMap};
use store::entity::{order_line, routing_decision, sub_order};
use store::sql;
use uuid::Uuid;

/// The order a part belongs to.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct OrderRow {
    pub id: Uuid,
    pub code: String,
    pub channel: String,
    pub locale: String,
    pub ward_code: String,
    pub created_at: i64,
}

/// The order with this id.
pub(crate) async fn order(core: &Core, id: Uuid) -> Result<OrderRow> {
    let text =
        "select id, code, channel, locale, ward_code, created_at from buyer_order where id = $1";
    let row = sql::one(core.db.read(), text, [id.into()]).await?;
    row.ok_or(Error::NotFound { what: "order" })
}

/// A line of a part that ended, and how much of it other parts have taken over, in smallest steps.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub line: order_line::Model,
    pub moved: i64,
}

impl Rest {
    /// What nobody has taken over, in smallest steps.
    pub fn steps(&self) -> i64 {
        self.line.quantity - self.moved
    }

    /// What `steps` of it cost after `before` steps of it were taken over. The pieces of a line add up to the line.
    pub fn price(&self, before: i64, steps: i64) -> Result<Vnd> {
        Ok(Vnd(self.up_to(before + steps)? - self.up_to(before)?))
    }

    fn up_to(&self, steps: i64) -> Result<i64> {
        if steps >= self.line.quantity {
            return Ok(self.line.total);
        }
        let unit: Unit = self
            .line
            .unit
            .parse()
            .map_err(|_| Error::internal("an order line has an unknown unit"))?;
        let total = line_total(Vnd(self.line.unit_price), Quantity::of(steps, unit));
        Ok(total.map_or(0, |total| total.0).min(self.line.total))
    }
}

/// Cooperatives that were asked for a good of this order in vain.
pub(super) type Asked = BTreeMap<(VariantId, CooperativeId), Absence>;

/// A part that is to be sent by somebody else.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub old: sub_order::Model,
    pub order: OrderRow,
    pub rest: Vec<Rest>,
    pub asked: Asked,
    /// What the buyer can still be asked to pay for parcels.
    pub fee_left: i64,
    /// What the page promised, by good; from the facts the order was placed on.
    pub claims: HashMap<String, Vec<Claim>>,
}

#[derive(FromQueryResult)]
struct Taken {
    variant_id: Uuid,
    quantity: i64,
}

#[derive(FromQueryResult)]
struct AskedRow {
    variant_id: Uuid,
    cooperative_id: Uuid,
    state: String,
}

#[derive(FromQueryResult)]
struct Sum {
    n: i64,
}

pub(super) async fn case(core: &Core, old: sub_order::Model, order: OrderRow) -> Result<Case> {
    let db = core.db.read();
    let taken: Vec<Taken> = sql::all(
        db,
        "select l.variant_id, cast(sum(l.quantity) as bigint) as quantity from order_line l \
         join sub_order s on s.id = l.sub_order_id where s.replaces = $1 group by l.variant_id",
        [old.id.into()],
    )
    .await?;
    // Of a good on two lines the one that no cooperative was chosen for moves first.
    let lines: Vec<order_line::Model> = sql::all(
        db,
        "select * from order_line where sub_order_id = $1 order by chosen, position",
        [old.id.into()],
    )
    .await?;
    let fees: Option<Sum> = sql::one(
        db,
        "select cast(coalesce(sum(shipping_fee), 0) as bigint) as n from sub_order where replaces = $1",
        [old.id.into()],
    )
    .await?;
    let mut taken: HashMap<Uuid, i64> = taken
        .into_iter()
        .map(|row| (row.variant_id, row.quantity))
        .collect();
    let rest = lines.into_iter().map(|line| {
        let left = taken.entry(line.variant_id).or_default();
        let moved = line.quantity.min(*left);
        *left -= moved;
        Rest { line, moved }
    });
    Ok(Case {
        rest: rest.collect(),
        asked: asked(db, order.id.into()).await?,
        fee_left: (old.shipping_fee - fees.map_or(0, |sum| sum.n)).max(0),
        claims: claims(core, &old).await?,
        old,
        order,
    })
}

/// Who was asked in vain, as it stands now. One from whom an operator took a part never said anything, and may be asked again.
pub(super) async fn asked<C: ConnectionTrait>(db: &C, order: OrderId) -> Result<Asked> {
    let rows: Vec<AskedRow> = sql::all(
        db,
        "select distinct l.variant_id, s.cooperative_id, e.state from sub_order s \
         join sub_order_event e on e.sub_order_id = s.id and e.state in ('declined', 'timed_out') \
         and e.action <> 'move_away' \
         join order_line l on l.sub_order_id = s.id where s.order_id = $1",
        [order.uuid().into()],
    )
    .await?;
    let mut asked = Asked::new();
    for row in rows {
        let key = (row.variant_id.into(), row.cooperative_id.into());
        let known = asked.entry(key).or_insert(Absence::TimedOut);
        if row.state == "declined" {
            *known = Absence::Declined;
        }
    }
    Ok(asked)
}

/// What the page promised for each good when this part was routed.
async fn claims(core: &Core, old: &sub_order::Model) -> Result<HashMap<String, Vec<Claim>>> {
    let Some(decision) = old.decision_id else {
        return Ok(HashMap::new());
    };
    let row: Option<routing_decision::Model> = sql::one(
        core.db.read(),
        "select * from routing_decision where id = $1",
        [decision.into()],
    )
    .await?;
    let Some(facts) = row.and_then(|row| Snapshot::from_json(&row.snapshot).ok()) else {
        return Ok(HashMap::new());
    };
    Ok(facts
        .lines
        .into_iter()
        .map(|line| (line.item, line.claims))
        .collect())
}
