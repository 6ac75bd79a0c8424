//! Placing an order: the form of the checkout and `POST /api/v1/orders` both end here.

use super::given::given;
use super::rows::{Buyer, Rows, rows};
use crate::actor::Actor;
use crate::checkout::{Goods, Plan, Refused, Wanted, load, plan, wanted};
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::holds::{self, Holds};
use crate::ledger;
use crate::live;
use crate::payments;
use crate::preorders;
use crate::request_keys::{Answer, RequestKey};
use crate::routing::give;
use crate::share::{self, Brought};
use crate::stock::{Cause, Kind, Posted, Step, post_written, write_down};
use crate::topics;
use crate::vouchers::{self, Applied};
use serde_json::json;
use shared::id::{CooperativeId, OfferId, VariantId};
use shared::input::order::PlaceOrder;
use shared::money::Vnd;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::order::PlacedOrder;
use std::collections::{BTreeSet, HashMap};
use store::outbox::{self, Message};
use store::{Inserts, WriteTxn, is_unique_violation};

/// How often placing starts anew when somebody else was quicker.
const TRIES: usize = 4;
const CREATED: i32 = 201;

/// What comes with an order besides its body.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceContext<'a> {
    /// The Idempotency-Key.
    pub key: Option<&'a str>,
    /// The checkout whose holds are used up.
    pub checkout: Option<&'a str>,
    /// What the buyer saw as the sum to pay. When it is told and no longer true, the order is refused.
    pub seen_total: Option<Vnd>,
    /// The clicks on share links that the browser carries.
    pub clicks: Option<&'a str>,
}

/// Places an order: one sub-order for each cooperative, the stock allocated, the holds of its checkout used up. The
/// same key and body give the same answer for 24 hours.
///
/// `Invalid`: fields, unknown goods, a missing or reused key. `Conflict`: `insufficient_stock`, `price_changed`,
/// `total_changed`, `not_for_sale` and what else stands in the way, with the lines concerned; nothing is changed then.
pub async fn place(
    core: &Core,
    actor: &Actor,
    order: &PlaceOrder,
    context: PlaceContext<'_>,
) -> Result<PlacedOrder> {
    let l = actor.locale;
    let key = RequestKey::new(
        core,
        "order",
        context.key,
        &serde_json::to_string(order)?,
        l,
    )?;
    let mut fields = Vec::new();
    let delivery = order.delivery(l).map_err(|errors| fields = errors).ok();
    let ward = crate::checkout::ward(&order.address.ward_code, "address.ward_code", l);
    let (Some(delivery), Ok(ward)) = (delivery, &ward) else {
        if let (Err(Error::Invalid { fields: more }), false) =
            (ward, order.address.ward_code.trim().is_empty())
        {
            fields.extend(more);
        }
        return Err(Error::Invalid { fields });
    };
    let buyer = Buyer {
        delivery: &delivery,
        ward,
        locale: l,
    };
    for _ in 0..TRIES {
        let placed = attempt(core, actor, order, &buyer, &key, context).await;
        if let Ok(Some(placed)) = placed {
            return Ok(placed);
        }
        // Most orders come once. One that comes again is refused by its key, or because its own goods are sold by now.
        if let Some(answer) = key.answered(core, l).await? {
            return Ok(serde_json::from_str(&answer.response)?);
        }
        placed?;
    }
    Err(Error::Busy {
        retry_after_s: 2,
        message: l
            .say(
                "Đang có nhiều người đặt món này. Bấm lại sau vài giây",
                "Many people order this right now. Try again in a few seconds",
            )
            .to_owned(),
    })
}

/// One try. `None`: somebody else was quicker with the key, the code or the stock; look again.
async fn attempt(
    core: &Core,
    actor: &Actor,
    order: &PlaceOrder,
    buyer: &Buyer<'_>,
    key: &RequestKey,
    context: PlaceContext<'_>,
) -> Result<Option<PlacedOrder>> {
    let l = buyer.locale;
    let now = core.clock.now();
    let variants: Vec<VariantId> = order
        .lines
        .iter()
        .map(|line| line.variant_id)
        .take(64)
        .collect();
    let mut goods = load(core, &variants).await?;
    let wanted = wanted(&order.lines, &goods, l)?;
    if let Some(checkout) = context.checkout {
        live::lower_prices(core, checkout, &wanted, &mut goods).await?;
    }
    let kept = match context.checkout {
        Some(checkout) => holds::of(core, checkout).await?,
        None => Holds::default(),
    };
    let mut plan = plan(&goods, &wanted, &kept.by_offer, Some(buyer.ward), now, l);
    refuse(&plan.refused, l)?;
    refuse_prices(&goods, &wanted, l)?;
    let phone = core.keys.lookup(buyer.delivery.phone.e164());
    let typed = order.voucher.as_deref().unwrap_or_default();
    let voucher = vouchers::apply(core, &plan, typed, Some(&phone), l).await?;
    if let Some(voucher) = &voucher {
        plan.take_off(&voucher.shares);
    }
    refuse_total(context.seen_total, plan.total(), l)?;
    let sends = plan.parcels.iter().map(|parcel| parcel.cooperative);
    let ahead = plan.parcels.iter().any(|parcel| parcel.ahead.is_some());
    payments::cash_for_harvests(&order.payment_method, ahead, l)?;
    let by = (phone.as_str(), plan.total());
    let way = payments::way(core, &order.payment_method, sends, by, l).await?;
    let mut rows = rows(core, order, buyer, &plan, &way, now)?;
    let came_by = (context.clicks, rows.order.share_code.as_deref());
    let brought = share::gather(core, came_by, &rows.order.phone_lookup, now).await?;
    rows.order.share_code = rows.order.share_code.or(brought.code.clone());
    rows.order.voucher_code = voucher.as_ref().map(|voucher| voucher.code.clone());
    let told: Vec<(CooperativeId, _)> = plan
        .parcels
        .iter()
        .map(|parcel| (parcel.cooperative, rows.id))
        .collect();
    let placed = rows.placed.clone();
    let brought = (&brought, voucher.as_ref());
    if !write(core, actor, (rows, brought), &plan, key, context.checkout).await? {
        return Ok(None);
    }
    for (cooperative, order) in told {
        core.announce(Changed::SubOrder { order, cooperative });
    }
    Ok(Some(placed))
}

fn refuse(refused: &[Refused<'_>], l: Locale) -> Result<()> {
    if refused.is_empty() {
        return Ok(());
    }
    let fields = refused
        .iter()
        .map(|line| {
            let name = line.goods.title(l);
            let message = if line.message.contains(name) {
                line.message.clone()
            } else {
                format!("{name}: {}", line.message)
            };
            FieldError::new(line_path(line.wanted, "quantity"), line.code, message)
        })
        .collect();
    let short = refused
        .iter()
        .find(|line| line.code == "insufficient_stock")
        .or(refused.first());
    let code = short.map_or("not_for_sale", |line| line.code);
    let message = match code {
        "insufficient_stock" => l.say(
            "Có món không còn đủ hàng",
            "There is not enough of something",
        ),
        _ => l.say("Có món không đặt được", "Something cannot be ordered"),
    };
    Err(Error::Conflict {
        code,
        message: message.to_owned(),
        fields,
    })
}

fn line_path(wanted: &Wanted, field: &str) -> String {
    format!(
        "lines[{}].{field}",
        wanted.lines.first().copied().unwrap_or_default()
    )
}

fn refuse_prices(goods: &HashMap<VariantId, Goods>, wanted: &[Wanted], l: Locale) -> Result<()> {
    let mut fields = Vec::new();
    for line in wanted {
        let Some(good) = goods.get(&line.variant) else {
            continue;
        };
        if line.unit_price.is_none_or(|seen| seen == good.price) {
            continue;
        }
        let (name, price, unit) = (good.title(l), good.price, good.unit.word(l));
        let message = match l {
            Locale::Vi => format!("{name}: giá giờ là {price} / {unit}"),
            Locale::En => format!("{name}: the price is now {price} / {unit}"),
        };
        fields.push(FieldError::new(
            line_path(line, "unit_price"),
            "price_changed",
            message,
        ));
    }
    if fields.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict {
        code: "price_changed",
        message: l
            .say(
                "Giá vừa đổi. Xem lại rồi đặt",
                "A price has changed. Look again, then order",
            )
            .to_owned(),
        fields,
    })
}

/// Another way of sending, with another fee, is ordered only after it was seen.
fn refuse_total(seen: Option<Vnd>, total: Vnd, l: Locale) -> Result<()> {
    if seen.is_none_or(|seen| seen == total) {
        return Ok(());
    }
    let message = match l {
        Locale::Vi => format!("Tổng tiền vừa đổi, giờ là {total}. Xem lại rồi đặt"),
        Locale::En => format!("The sum has changed to {total}. Look again, then order"),
    };
    Err(Error::Conflict {
        code: "total_changed",
        message,
        fields: Vec::new(),
    })
}

async fn write(
    core: &Core,
    actor: &Actor,
    (rows, (brought, voucher)): (Rows, (&Brought, Option<&Applied>)),
    plan: &Plan<'_>,
    key: &RequestKey,
    checkout: Option<&str>,
) -> Result<bool> {
    let now = core.clock.now().0;
    let answer = Answer {
        status: CREATED,
        response: serde_json::to_string(&rows.placed)?,
    };
    let order = rows.id;
    let by = rows.order.phone_lookup.clone();
    let txn = core.db.begin_brief().await?;
    if !preorders::promise(&txn, plan, &by, (now, actor.locale)).await? {
        txn.rollback().await?;
        return Ok(false);
    }
    let used = match checkout {
        Some(checkout) => holds::claim(&txn, checkout, "consumed").await?,
        None => Holds::default(),
    };
    let mut inserts = Inserts::default();
    key.take(&mut inserts, answer, now);
    outbox::enqueue_into(&txn, &mut inserts, messages(&rows, plan), now);
    let cause = Cause::of("order").about(order.uuid());
    let steps = steps(plan, &used.by_offer);
    let steps = write_down(&mut inserts, actor, steps, &cause, now);
    match insert(&txn, inserts, rows, brought).await {
        Err(Error::Internal(source))
            if source
                .downcast_ref::<store::DbErr>()
                .is_some_and(is_unique_violation) =>
        {
            txn.rollback().await?;
            return Ok(false);
        }
        other => other?,
    }
    if let Some(voucher) = voucher {
        vouchers::take(&txn, voucher, (order.uuid(), &by), now, actor.locale).await?;
    }
    give(&txn, &given(plan), core.clock.now()).await?;
    let lives = match checkout {
        Some(checkout) => live::bought(core, &txn, checkout, order).await?,
        None => Vec::new(),
    };
    match post_written(core, &txn, actor, steps).await? {
        Posted::Short(_) => {
            txn.rollback().await?;
            Ok(false)
        }
        Posted::Done | Posted::Repeated => {
            txn.commit().await?;
            lives.into_iter().for_each(|changed| core.announce(changed));
            Ok(true)
        }
    }
}

async fn insert(txn: &WriteTxn, mut inserts: Inserts, rows: Rows, brought: &Brought) -> Result<()> {
    let now = Millis(rows.order.created_at);
    inserts.add([rows.order.clone()]);
    inserts.add(rows.decisions);
    inserts.add(rows.sub_orders.iter().cloned());
    ledger::placed(&mut inserts, &rows.sub_orders)?;
    inserts.add(rows.payments);
    inserts.add(rows.lines.iter().cloned());
    inserts.add(rows.events);
    inserts.add(rows.preorders);
    inserts.run(txn).await?;
    if let Some(refused) = rows.call_after {
        payments::raise_call(txn, &rows.order, refused).await?;
    }
    share::freeze(txn, brought, &rows.sub_orders, &rows.lines, now).await
}

fn messages(rows: &Rows, plan: &Plan<'_>) -> Vec<Message> {
    let listings: BTreeSet<_> = plan
        .parcels
        .iter()
        .flat_map(|parcel| parcel.lines.iter().map(|line| line.goods.listing.uuid()))
        .collect();
    let asked = rows
        .sub_orders
        .iter()
        .filter(|row| row.respond_by.is_some());
    let mut messages: Vec<Message> = asked
        .map(|row| Message {
            topic: topics::SUB_ORDER_PLACED,
            key: row.id.to_string(),
            payload: json!({}),
        })
        .collect();
    messages.push(Message {
        topic: topics::PAGES,
        key: rows.id.to_string(),
        payload: json!({ "listings": listings, "catalogue": false }),
    });
    messages
}

/// Allocates what is ordered and gives the used holds back, one step an offer.
fn steps(plan: &Plan<'_>, used: &HashMap<OfferId, i64>) -> Vec<Step> {
    let mut steps: HashMap<OfferId, Step> = HashMap::new();
    let there = plan.parcels.iter().filter(|parcel| parcel.ahead.is_none());
    for line in there.flat_map(|parcel| &parcel.lines) {
        let offer = line.supply.offer;
        let step = Step::of(offer, Kind::Allocate);
        steps.entry(offer).or_insert(step).allocated += line.steps;
    }
    for (offer, held) in used {
        let step = Step::of(*offer, Kind::Release);
        steps.entry(*offer).or_insert(step).held -= held;
    }
    steps.into_values().collect()
}
