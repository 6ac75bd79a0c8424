//! The ledger against itself: every running quantity is recomputed from what should explain it.

use crate::core::Core;
use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult};
use shared::id::{LotId, OfferId};
use shared::say::Locale;
use store::sql;
use uuid::Uuid;

/// Which quantity, and what should explain it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// What lies in the store, against the movements.
    OnHand,
    /// What is kept for checkouts, against the movements.
    Held,
    /// What is promised, against the movements.
    Allocated,
    /// What is kept from the sale, against the movements.
    Blocked,
    /// What is kept for checkouts, against the open holds.
    Holds,
    /// What is promised, against the lines of sub-orders that have not left and what is kept for those that wait for a
    /// harvest.
    Promises,
    /// What belongs to lots, against the lots.
    InLots,
    /// What is kept from the sale, against the lots.
    BlockedLots,
    /// What is left of a lot, against its movements.
    LotOnHand,
    /// What of a lot is kept from the sale, against its movements.
    LotBlocked,
    /// What came in with a lot, against its movements.
    LotReceived,
    /// What of a lot is packed, against the packed lines.
    LotPacked,
}

impl What {
    /// The quantity's name for people.
    pub fn words(self, l: Locale) -> &'static str {
        match self {
            Self::OnHand => l.say("hàng trong kho", "stock in the store"),
            Self::Held | Self::Holds => l.say("khách đang giữ", "held by buyers"),
            Self::Allocated | Self::Promises => l.say("đã hứa cho đơn", "promised to orders"),
            Self::Blocked | Self::BlockedLots => l.say("giữ lại không bán", "kept from the sale"),
            Self::InLots => l.say("hàng theo lô", "stock in lots"),
            Self::LotOnHand => l.say("lô còn", "left of the lot"),
            Self::LotBlocked => l.say("lô giữ lại không bán", "lot kept from the sale"),
            Self::LotReceived => l.say("lô nhập vào", "received with the lot"),
            Self::LotPacked => l.say("lô đã gói", "packed from the lot"),
        }
    }

    /// What explains the quantity, for people: `sổ ghi`, `các đơn cần`.
    pub fn explained_by(self, l: Locale) -> &'static str {
        match self {
            Self::Holds => l.say("các lượt giữ cộng lại", "the open holds add up to"),
            Self::Promises => l.say(
                "các đơn chưa gửi cộng lại",
                "the orders that have not left add up to",
            ),
            Self::InLots | Self::BlockedLots => l.say("các lô cộng lại", "the lots add up to"),
            Self::LotPacked => l.say("các đơn đã gói cộng lại", "the packed orders add up to"),
            _ => l.say("các dòng sổ cộng lại", "the movements add up to"),
        }
    }
}

/// A quantity that its explanation does not explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whose stock.
    pub offer: OfferId,
    /// Of which lot, when it is about one.
    pub lot: Option<LotId>,
    /// Which quantity against what.
    pub what: What,
    /// What the books say, in smallest steps.
    pub running: i64,
    /// What it should be.
    pub explained: i64,
}

/// The quantities of an offer, as they run and as they add up.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Sums {
    pub id: Uuid,
    pub on_hand: i64,
    pub held: i64,
    pub allocated: i64,
    pub blocked: i64,
    pub in_lots: i64,
    pub moved_on_hand: i64,
    pub moved_held: i64,
    pub moved_allocated: i64,
    pub moved_blocked: i64,
    pub holds: i64,
    pub promises: i64,
    pub lots_on_hand: i64,
    pub lots_blocked: i64,
}

/// The quantities of a lot, as they run and as they add up.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct LotSums {
    pub id: Uuid,
    pub offer_id: Uuid,
    pub on_hand: i64,
    pub blocked: i64,
    pub packed: i64,
    pub received: i64,
    pub moved_on_hand: i64,
    pub moved_blocked: i64,
    pub moved_received: i64,
    pub lines_packed: i64,
}

// PostgreSQL sums bigints to numeric, hence the casts.
const SUMS: &str = "
select o.id, o.on_hand, o.held, o.allocated, o.blocked, o.in_lots,
  cast(coalesce((select sum(m.on_hand) from stock_movement m where m.offer_id = o.id), 0) as bigint) as moved_on_hand,
  cast(coalesce((select sum(m.held) from stock_movement m where m.offer_id = o.id), 0) as bigint) as moved_held,
  cast(coalesce((select sum(m.allocated) from stock_movement m where m.offer_id = o.id), 0) as bigint)
    as moved_allocated,
  cast(coalesce((select sum(m.blocked) from stock_movement m where m.offer_id = o.id), 0) as bigint) as moved_blocked,
  cast(coalesce((select sum(h.quantity) from hold h where h.offer_id = o.id and h.state = 'active'), 0) as bigint)
    as holds,
  cast(coalesce((select sum(p.secured) from preorder p join sub_order s on s.id = p.sub_order_id
    where p.offer_id = o.id and s.state = 'preordered'), 0)
   + coalesce((select sum(coalesce(l.weighed, l.quantity)) from order_line l
    join sub_order s on s.id = l.sub_order_id where l.offer_id = o.id and s.state in
      ('awaiting_payment', 'to_confirm', 'confirmed', 'packed', 'cancel_requested')), 0) as bigint) as promises,
  cast(coalesce((select sum(t.on_hand) from lot t where t.offer_id = o.id), 0) as bigint) as lots_on_hand,
  cast(coalesce((select sum(t.blocked) from lot t where t.offer_id = o.id), 0) as bigint) as lots_blocked
from offer o";

const LOT_SUMS: &str = "
select t.id, t.offer_id, t.on_hand, t.blocked, t.packed, t.received,
  cast(coalesce((select sum(m.on_hand) from stock_movement m where m.lot_id = t.id), 0) as bigint) as moved_on_hand,
  cast(coalesce((select sum(m.blocked) from stock_movement m where m.lot_id = t.id), 0) as bigint) as moved_blocked,
  cast(coalesce((select sum(m.on_hand) from stock_movement m where m.lot_id = t.id and m.kind = 'receive'), 0)
    as bigint) as moved_received,
  cast(coalesce((select sum(x.quantity) from order_line_lot x join order_line l on l.id = x.order_line_id
    join sub_order s on s.id = l.sub_order_id where x.lot_id = t.id and s.state in ('packed', 'cancel_requested')), 0)
    as bigint) as lines_packed
from lot t";

/// The sums of one offer, or of all.
pub(super) async fn sums<C: ConnectionTrait>(
    db: &C,
    offer: Option<OfferId>,
) -> Result<(Vec<Sums>, Vec<LotSums>)> {
    let Some(offer) = offer else {
        return Ok((
            sql::all(db, SUMS, []).await?,
            sql::all(db, LOT_SUMS, []).await?,
        ));
    };
    let id = offer.uuid();
    let offers = sql::all(db, &format!("{SUMS} where o.id = $1"), [id.into()]).await?;
    let lots = sql::all(
        db,
        &format!("{LOT_SUMS} where t.offer_id = $1"),
        [id.into()],
    )
    .await?;
    Ok((offers, lots))
}

/// Recomputes every offer and every lot and lists what does not agree. Empty is well.
pub async fn check(core: &Core) -> Result<Vec<Difference>> {
    check_offer(core.db.read(), None).await
}

pub(super) async fn check_offer<C: ConnectionTrait>(
    db: &C,
    offer: Option<OfferId>,
) -> Result<Vec<Difference>> {
    let (offers, lots) = sums(db, offer).await?;
    let mut found = Vec::new();
    for row in offers {
        let pairs = [
            (What::OnHand, row.on_hand, row.moved_on_hand),
            (What::Held, row.held, row.moved_held),
            (What::Allocated, row.allocated, row.moved_allocated),
            (What::Blocked, row.blocked, row.moved_blocked),
            (What::Holds, row.held, row.holds),
            (What::Promises, row.allocated, row.promises),
            (What::InLots, row.in_lots, row.lots_on_hand),
            (What::BlockedLots, row.blocked, row.lots_blocked),
        ];
        found.extend(different(row.id.into(), None, &pairs));
    }
    for row in lots {
        let pairs = [
            (What::LotOnHand, row.on_hand, row.moved_on_hand),
            (What::LotBlocked, row.blocked, row.moved_blocked),
            (What::LotReceived, row.received, row.moved_received),
            (What::LotPacked, row.packed, row.lines_packed),
        ];
        found.extend(different(row.offer_id.into(), Some(row.id.into()), &pairs));
    }
    Ok(found)
}

fn different(
    offer: OfferId,
    lot: Option<LotId>,
    pairs: &[(What, i64, i64)],
) -> impl Iterator<Item = Difference> {
    pairs
        .iter()
        .filter(|(_, running, explained)| running != explained)
        .map(move |(what, running, explained)| Difference {
            offer,
            lot,
            what: *what,
            running: *running,
            explained: *explained,
        })
}
