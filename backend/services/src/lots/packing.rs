//! Which lots go into a box: first expired, first out, unless the member takes another. The rows say exactly from which
//! lots each line came; they are written with the packing and taken back when the box is opened again.

use super::rows::to_take_from;
use super::weigh::{self, Weighed};
use crate::actor::Actor;
use crate::booths::words::good;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::stock::{Cause, Kind, Posted, Step, lock, post};
use sea_orm::FromQueryResult;
use shared::id::{LotId, OfferId, OrderLineId};
use shared::quantity::{Quantity, Unit};
use shared::rules::fefo::{self, Lot};
use shared::say::Locale;
use std::collections::{BTreeMap, BTreeSet};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// What a member tells when the box is packed.
#[derive(Clone, Debug, Default)]
pub struct Packing {
    /// Key of a picture of the box.
    pub picture: Option<String>,
    /// From which lot a line is taken first; `None` for stock without a lot. Lines not named follow the rule.
    pub lots: Vec<(OrderLineId, Option<LotId>)>,
    /// What the scale said for a line, as typed, in the line's unit.
    pub weighed: Vec<(OrderLineId, String)>,
}

/// A line that is packed, sent or taken back. Quantities in smallest steps.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct PackedLine {
    pub id: Uuid,
    pub offer_id: Uuid,
    pub listing_id: Uuid,
    pub title: String,
    pub variant_name: String,
    pub unit: String,
    pub quantity: i64,
    pub unit_price: i64,
    pub total: i64,
    pub catch_weight: bool,
    pub weighed: Option<i64>,
}

impl PackedLine {
    /// The columns, from order lines `l`.
    pub const SELECT: &'static str = "select l.id, l.offer_id, l.listing_id, l.title, l.variant_name, l.unit, \
        l.quantity, l.unit_price, l.total, l.catch_weight, l.weighed from order_line l";

    /// What is charged and moves: what was weighed, else what was ordered.
    pub fn moves(&self) -> i64 {
        self.weighed.unwrap_or(self.quantity)
    }

    pub(super) fn offer(&self) -> OfferId {
        self.offer_id.into()
    }

    pub(super) fn name(&self) -> String {
        good(&self.title, &self.variant_name)
    }

    pub(super) fn words(&self, steps: i64, l: Locale) -> String {
        match self.unit.parse::<Unit>() {
            Ok(unit) => Quantity::of(steps, unit).words(l),
            Err(_) => steps.to_string(),
        }
    }
}

/// What packing changed of the money.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    /// How much more the goods cost now, in đồng; negative when less.
    pub more: i64,
    /// What was weighed, in a sentence for the history.
    pub note: Option<String>,
}

pub(super) fn offers(lines: &[PackedLine]) -> BTreeSet<OfferId> {
    lines.iter().map(PackedLine::offer).collect()
}

fn of_offer(lines: &[PackedLine], offer: OfferId) -> Vec<&PackedLine> {
    lines.iter().filter(|line| line.offer() == offer).collect()
}

/// Assigns lots to the lines, books what the scale said, and writes the new totals of the lines.
pub(crate) async fn pack(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    (sub_order, lines): (Uuid, &[PackedLine]),
    packing: &Packing,
) -> Result<Packed> {
    let weighed = weigh::read(lines, packing, actor.locale)?;
    let now = core.clock.now();
    let mut packed = Packed::default();
    for offer in offers(lines) {
        let standing = lock(txn, offer, now.0).await?;
        let mut store = Store {
            lots: to_take_from(&**txn, offer).await?,
            loose: standing.on_hand
                - standing.in_lots
                - loose_packed(txn, offer, sub_order).await?,
        };
        for line in of_offer(lines, offer) {
            let wish = packing
                .lots
                .iter()
                .find(|(id, _)| id.uuid() == line.id)
                .map(|(_, lot)| *lot);
            let mut taken = store.take(line.quantity, wish, now.vn_date());
            if taken.open > store.loose.max(0) {
                return Err(too_little(line, &store, actor.locale));
            }
            if let Some(weighed) = weighed.get(&line.id) {
                let difference = weighed.steps - line.quantity;
                correct(core, txn, actor, line, &mut taken, difference).await?;
                packed.more += weigh::charge(txn, line, weighed).await?;
                packed.note = Some(join(packed.note.take(), weighed, line, actor.locale));
            }
            store.lower(&taken);
            assign(core, txn, line, &taken.lots).await?;
        }
    }
    Ok(packed)
}

fn join(before: Option<String>, weighed: &Weighed, line: &PackedLine, l: Locale) -> String {
    let text = weigh::sentence(line, weighed.steps, l);
    match before {
        Some(before) => format!("{before}; {text}"),
        None => text,
    }
}

/// What can be packed of an offer.
pub(super) struct Store {
    pub lots: Vec<Lot>,
    /// Stock without a lot that lies in no box yet.
    pub loose: i64,
}

impl Store {
    /// `wish`: nothing follows the rule, `Some(None)` takes stock without a lot first.
    pub fn take(
        &self,
        quantity: i64,
        wish: Option<Option<LotId>>,
        today: shared::time::VnDate,
    ) -> fefo::Taken {
        match wish {
            Some(None) => {
                let loose = quantity.min(self.loose.max(0));
                let mut taken = fefo::take(&self.lots, quantity - loose, None, today);
                taken.open += loose;
                taken
            }
            Some(first) => fefo::take(&self.lots, quantity, first, today),
            None => fefo::take(&self.lots, quantity, None, today),
        }
    }

    pub fn lower(&mut self, taken: &fefo::Taken) {
        self.loose -= taken.open;
        for (id, n) in &taken.lots {
            if let Some(lot) = self.lots.iter_mut().find(|lot| lot.id == *id) {
                lot.rest -= n;
            }
        }
    }
}

fn too_little(line: &PackedLine, store: &Store, l: Locale) -> Error {
    let (name, wanted) = (line.name(), line.words(line.quantity, l));
    let on_hold = store.lots.iter().any(|lot| lot.rest > 0 && lot.on_hold);
    let message = match (on_hold, l) {
        (true, Locale::Vi) => format!(
            "{name}: cần {wanted} mà lô còn lại đang giữ không bán. Bán lại lô đó, nhập lô khác, hoặc huỷ đơn này"
        ),
        (true, Locale::En) => format!(
            "{name}: {wanted} needed, but the rest is in a lot on hold. Release it, receive another lot, or cancel"
        ),
        (false, Locale::Vi) => format!(
            "{name}: cần {wanted} mà các lô còn hạn không đủ. Nhập lô mới rồi gói, hoặc huỷ đơn này"
        ),
        (false, Locale::En) => format!(
            "{name}: {wanted} needed, but the lots that are still good have less. Receive a lot, or cancel"
        ),
    };
    Error::Conflict {
        code: "lots_short",
        message,
        fields: Vec::new(),
    }
}

/// What lies in other boxes that have not left and came from no lot; this one is marked as packed already.
async fn loose_packed(txn: &WriteTxn, offer: OfferId, sub_order: Uuid) -> Result<i64> {
    let text = "select cast(coalesce(sum(coalesce(l.weighed, l.quantity) - coalesce((select sum(x.quantity) \
         from order_line_lot x where x.order_line_id = l.id), 0)), 0) as bigint) as n from order_line l \
         join sub_order s on s.id = l.sub_order_id where l.offer_id = $1 and s.state in ('packed', 'cancel_requested') \
         and s.id <> $2";
    let row = sql::row(&**txn, text, [offer.uuid().into(), sub_order.into()]).await?;
    let sum = row.map(|row| row.try_get("", "n")).transpose()?;
    Ok(sum.unwrap_or(0))
}

/// The scale settles what an animal weighs: the books had its usual weight. What it weighs more or less is put right
/// in the store and in the promise, so that the number of animals stays true.
async fn correct(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    line: &PackedLine,
    taken: &mut fefo::Taken,
    difference: i64,
) -> Result<()> {
    let most = taken.lots.iter_mut().max_by_key(|(_, n)| *n);
    let lot = match most {
        Some((lot, n)) if *n >= taken.open && *n + difference > 0 => {
            *n += difference;
            Some(*lot)
        }
        _ => {
            taken.open += difference;
            None
        }
    };
    let step = Step {
        on_hand: difference,
        allocated: difference,
        lot,
        ..Step::of(line.offer(), Kind::Correct)
    };
    let reason = weigh::sentence(line, line.quantity + difference, Locale::Vi);
    let cause = Cause::of("scale").about(line.id).because(Some(reason));
    match post(core, txn, actor, vec![step], &cause).await? {
        Posted::Done | Posted::Repeated => Ok(()),
        Posted::Short(offer) => Err(Error::internal(format!(
            "offer {offer} has less than was weighed"
        ))),
    }
}

async fn assign(
    core: &Core,
    txn: &WriteTxn,
    line: &PackedLine,
    lots: &[(LotId, i64)],
) -> Result<()> {
    let now = core.clock.now().0;
    for (lot, quantity) in lots {
        let touched = sql::execute(
            &**txn,
            "update lot set packed = packed + $1, updated_at = $2 where id = $3 and offer_id = $4 and state = 'live' \
             and on_hand >= blocked + packed + $1",
            [
                (*quantity).into(),
                now.into(),
                lot.uuid().into(),
                line.offer_id.into(),
            ],
        )
        .await?;
        if touched == 0 {
            return Err(Error::internal(format!("lot {lot} changed while locked")));
        }
        sql::execute(
            &**txn,
            "insert into order_line_lot (order_line_id, lot_id, quantity, at) values ($1, $2, $3, $4) \
             on conflict (order_line_id, lot_id) do update set quantity = order_line_lot.quantity + $3",
            [
                line.id.into(),
                lot.uuid().into(),
                (*quantity).into(),
                now.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Assigned {
    order_line_id: Uuid,
    lot_id: Uuid,
    quantity: i64,
}

async fn assigned(
    txn: &WriteTxn,
    lines: &[PackedLine],
) -> Result<BTreeMap<Uuid, Vec<(LotId, i64)>>> {
    let text = format!(
        "select order_line_id, lot_id, quantity from order_line_lot where order_line_id in ({}) order by lot_id",
        sql::placeholders(1, lines.len())
    );
    let ids: Vec<sea_orm::Value> = lines.iter().map(|line| line.id.into()).collect();
    let rows: Vec<Assigned> = sql::all(&**txn, &text, ids).await?;
    let mut by_line: BTreeMap<Uuid, Vec<(LotId, i64)>> = BTreeMap::new();
    for row in rows {
        let lots = by_line.entry(row.order_line_id).or_default();
        lots.push((row.lot_id.into(), row.quantity));
    }
    Ok(by_line)
}

/// The box is opened again: its lots get back what lay in it.
pub(crate) async fn give_back(core: &Core, txn: &WriteTxn, lines: &[PackedLine]) -> Result<()> {
    let now = core.clock.now().0;
    for offer in offers(lines) {
        lock(txn, offer, now).await?;
    }
    for (line, lots) in assigned(txn, lines).await? {
        for (lot, quantity) in lots {
            let touched = sql::execute(
                &**txn,
                "update lot set packed = packed - $1, updated_at = $2 where id = $3 and packed >= $1",
                [quantity.into(), now.into(), lot.uuid().into()],
            )
            .await?;
            if touched == 0 {
                return Err(Error::internal(format!("lot {lot} has packed less")));
            }
        }
        let text = "delete from order_line_lot where order_line_id = $1";
        sql::execute(&**txn, text, [line.into()]).await?;
    }
    Ok(())
}

/// The goods leave: each line's lots go down with the offer. What was packed from stock without a lot, and is no longer
/// there without one, is taken from lots now and noted.
pub(crate) async fn leave(
    core: &Core,
    txn: &WriteTxn,
    actor: &Actor,
    lines: &[PackedLine],
) -> Result<Vec<Step>> {
    let now = core.clock.now();
    let before = assigned(txn, lines).await?;
    let mut steps = Vec::new();
    for offer in offers(lines) {
        let standing = lock(txn, offer, now.0).await?;
        let mut store = Store {
            lots: to_take_from(&**txn, offer).await?,
            loose: standing.on_hand - standing.in_lots,
        };
        for line in of_offer(lines, offer) {
            let mut lots = before.get(&line.id).cloned().unwrap_or_default();
            let open = line.moves() - lots.iter().map(|(_, n)| n).sum::<i64>();
            let taken = store.take(open, Some(None), now.vn_date());
            if taken.open > store.loose.max(0) {
                return Err(too_little(line, &store, actor.locale));
            }
            store.lower(&taken);
            assign(core, txn, line, &taken.lots).await?;
            lots.extend(taken.lots);
            steps.extend(moved(offer, Kind::Ship, (-1, -1), &lots, taken.open));
        }
    }
    Ok(steps)
}

/// The goods are back and can be sold again: each into the lot it came from.
pub(crate) async fn put_back(txn: &WriteTxn, lines: &[PackedLine]) -> Result<Vec<Step>> {
    let from = assigned(txn, lines).await?;
    let mut steps = Vec::new();
    for line in lines {
        let lots = from.get(&line.id).map_or(&[][..], Vec::as_slice);
        let open = line.moves() - lots.iter().map(|(_, n)| n).sum::<i64>();
        steps.extend(moved(line.offer(), Kind::Return, (1, 0), lots, open));
    }
    Ok(steps)
}

fn moved(
    offer: OfferId,
    kind: Kind,
    (on_hand, allocated): (i64, i64),
    lots: &[(LotId, i64)],
    open: i64,
) -> Vec<Step> {
    let step = |lot: Option<LotId>, n: i64| Step {
        on_hand: on_hand * n,
        allocated: allocated * n,
        lot,
        ..Step::of(offer, kind)
    };
    let of_lots = lots.iter().map(|(lot, n)| step(Some(*lot), *n));
    of_lots.chain([step(None, open)]).collect()
}
