//! Claims for damaged or missing goods, with a photo; and refunds being made.

use super::owe::{NewRefund, ask, payment_of};
use super::screen::cause_words;
use crate::actor::{Actor, Right};
use crate::booths::words::good;
use crate::core::{Changed, Core};
use crate::error::{Error, Result};
use crate::ledger::{Of, Place, book, post, terms};
use crate::pictures::{self, Purpose, StoredPicture};
use crate::share;
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use shared::id::{CooperativeId, OrderId};
use shared::money::Vnd;
use shared::rules::ledger::{self as rules, Bearer, Refused, by_weight};
use shared::rules::memo::Memo;
use shared::say::Locale;
use shared::state::SubOrderState;
use shared::text::nfc_clean;
use shared::time::{DAY_MS, Millis};
use shared::view::booth::ClaimRow;
use store::entity::{order_line, refund, sub_order};
use store::{WriteTxn, sql};
use uuid::Uuid;

/// The most letters of a remark.
const MAX_NOTE: usize = 300;
/// How long fresh goods may be claimed for after their delivery, in milliseconds.
const FRESH_MS: i64 = DAY_MS;
/// How long other goods may be.
const DRY_MS: i64 = 7 * DAY_MS;

#[derive(FromQueryResult)]
struct Fresh {
    delivered_at: Option<i64>,
    class: Option<String>,
}

/// A buyer claims for a line of a delivered part, with a photo that is stored already. The caller has made sure that it
/// is the buyer. Too late is `Conflict` (`too_late`), a line that was claimed for before `Conflict` (`claimed`).
pub async fn claim(
    core: &Core,
    order: OrderId,
    (number, line): (i32, i32),
    note: &str,
    photo: &StoredPicture,
    l: Locale,
) -> Result<()> {
    let now = core.clock.now().0;
    let note: String = nfc_clean(note).chars().take(MAX_NOTE).collect();
    if note.is_empty() {
        let message = l.say("Viết hàng bị làm sao", "Write what is wrong with it");
        return Err(Error::invalid("note", "required", message));
    }
    let missing = || Error::NotFound { what: "sub_order" };
    let txn = core.db.begin().await?;
    // Locked, so that a line is claimed for once.
    let part: Option<sub_order::Model> = sql::one(
        &*txn,
        "update sub_order set version = version + 1 where order_id = $1 and number = $2 returning *",
        [order.uuid().into(), number.into()],
    )
    .await?;
    let part = part.ok_or_else(missing)?;
    let of: Option<order_line::Model> = sql::one(
        &*txn,
        "select * from order_line where sub_order_id = $1 and position = $2",
        [part.id.into(), line.into()],
    )
    .await?;
    let of = of.ok_or_else(missing)?;
    in_time(&txn, &part, &of, now, l).await?;
    let known = sql::row(
        &*txn,
        "select 1 as one from refund where order_line_id = $1",
        [of.id.into()],
    )
    .await?;
    if known.is_some() {
        return Err(conflict(
            "claimed",
            l.say(
                "Món này đã báo rồi. Chờ hợp tác xã trả lời",
                "This good was claimed for already. Wait for the answer",
            ),
        ));
    }
    let cooperative = CooperativeId::from(part.cooperative_id);
    pictures::insert(&txn, cooperative, Purpose::Claim, photo, now).await?;
    let row = refund::Model {
        id: Uuid::now_v7(),
        order_id: part.order_id,
        sub_order_id: Some(part.id),
        order_line_id: Some(of.id),
        cooperative_id: Some(part.cooperative_id),
        payment_id: None,
        reference: Memo::from_random(rand::random()).to_string(),
        cause: "claim".to_owned(),
        asked: paid_of(&part, of.total),
        amount: 0,
        bearer: "none".to_owned(),
        state: "asked".to_owned(),
        note: Some(note),
        picture: Some(photo.id.clone()),
        provider_txn: None,
        created_at: now,
        decided_at: None,
        decided_by: None,
        done_at: None,
    };
    refund::Entity::insert(row.into_active_model())
        .exec_without_returning(&*txn)
        .await?;
    txn.commit().await?;
    core.announce(Changed::SubOrder {
        order,
        cooperative: part.cooperative_id.into(),
    });
    Ok(())
}

/// What a buyer paid of goods of the part that cost `total`: less the voucher, in proportion.
fn paid_of(part: &sub_order::Model, total: i64) -> i64 {
    let off = Vnd(part.voucher_own + part.voucher_market);
    let others = Vnd(part.goods_total - total);
    total - by_weight(off, &[Vnd(total), others])[0].0
}

fn conflict(code: &'static str, message: &str) -> Error {
    Error::Conflict {
        code,
        message: message.to_owned(),
        fields: Vec::new(),
    }
}

async fn in_time(
    txn: &WriteTxn,
    part: &sub_order::Model,
    line: &order_line::Model,
    now: i64,
    l: Locale,
) -> Result<()> {
    let found: Option<Fresh> = sql::one(
        &**txn,
        "select (select max(e.at) from sub_order_event e where e.sub_order_id = $1 and e.state = 'delivered') as delivered_at, \
         (select p.shipping_class from variant v join product p on p.id = v.product_id where v.id = $2) as class",
        [part.id.into(), line.variant_id.into()],
    )
    .await?;
    let (at, class) = found.map_or((None, None), |row| (row.delivered_at, row.class));
    let fresh = class.is_some_and(|class| matches!(class.as_str(), "P0" | "P1" | "P2"));
    let within = if fresh { FRESH_MS } else { DRY_MS };
    match at {
        Some(at) if part.state == "delivered" && now - at <= within => Ok(()),
        _ => Err(conflict(
            "too_late",
            l.say(
                "Hàng tươi báo trong 24 giờ, hàng khô trong 7 ngày sau khi nhận",
                "Fresh goods are claimed for within 24 hours, dry ones within 7 days of their arrival",
            ),
        )),
    }
}

#[derive(FromQueryResult)]
struct Row {
    reference: String,
    code: String,
    title: Option<String>,
    variant_name: Option<String>,
    asked: i64,
    amount: i64,
    note: Option<String>,
    picture: Option<String>,
    cause: String,
    state: String,
    carrier: Option<String>,
}

/// The claims a cooperative has to answer and the refunds it has to transfer, the oldest first.
pub async fn open_claims(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
) -> Result<Vec<ClaimRow>> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let rows: Vec<Row> = sql::all(
        core.db.read(),
        "select r.reference, coalesce(s.code, o.code) as code, l.title, l.variant_name, r.asked, r.amount, r.note, \
         r.picture, r.cause, r.state, s.carrier from refund r join buyer_order o on o.id = r.order_id \
         left join sub_order s on s.id = r.sub_order_id left join order_line l on l.id = r.order_line_id \
         where r.cooperative_id = $1 and r.state in ('asked', 'due', 'failed') order by r.created_at limit 50",
        [cooperative.uuid().into()],
    )
    .await?;
    let claim = |row: Row| {
        let asked = row.state == "asked";
        ClaimRow {
            reference: row.reference,
            code: row.code,
            good: row
                .title
                .zip(row.variant_name)
                .map(|(title, variant)| good(&title, &variant))
                .unwrap_or_default(),
            amount: Vnd(if asked { row.asked } else { row.amount }).to_string(),
            half: Vnd(row.asked / 2).to_string(),
            note: row.note.unwrap_or_default(),
            picture: row.picture.map(|id| format!("/anh/{id}-400.jpg")),
            cause: cause_words(&row.cause, l).to_owned(),
            asked,
            carrier: row.carrier.is_some(),
        }
    };
    Ok(rows.into_iter().map(claim).collect())
}

/// The cooperative answers a claim: `all`, `half`, `carrier` (all of it, half asked of the carrier) or `refuse`. Answering
/// again is `Conflict` (`answered`); a part that was not paid cannot be refunded (`not_paid`).
pub async fn decide(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    reference: &str,
    answer: &str,
) -> Result<()> {
    let person = actor.member(cooperative, Right::Sell)?.id;
    let (l, now) = (actor.locale, core.clock.now().0);
    let txn = core.db.begin().await?;
    let state = if answer == "refuse" { "refused" } else { "due" };
    let row: Option<refund::Model> = sql::one(
        &*txn,
        "update refund set state = $1, decided_at = $2, decided_by = $3 where reference = $4 and cooperative_id = $5 \
         and state = 'asked' returning *",
        [
            state.into(),
            now.into(),
            person.uuid().into(),
            reference.into(),
            cooperative.uuid().into(),
        ],
    )
    .await?;
    let Some(row) = row else {
        return Err(conflict(
            "answered",
            l.say("Việc này đã trả lời rồi", "This was answered already"),
        ));
    };
    let part: Option<sub_order::Model> = sql::one(
        &*txn,
        "update sub_order set version = version + 1 where id = $1 returning *",
        [row.sub_order_id.into()],
    )
    .await?;
    let part = part.ok_or(Error::NotFound { what: "sub_order" })?;
    if state == "due" {
        grant(&txn, &row, &part, answer, now, l).await?;
    }
    txn.commit().await?;
    core.announce(Changed::SubOrder {
        order: part.order_id.into(),
        cooperative,
    });
    Ok(())
}

async fn grant(
    txn: &WriteTxn,
    row: &refund::Model,
    part: &sub_order::Model,
    answer: &str,
    now: i64,
    l: Locale,
) -> Result<()> {
    let carrier = part.carrier.clone().unwrap_or_default();
    let (amount, bearer, code) = match answer {
        "all" => (row.asked, Bearer::Cooperative, "cooperative"),
        "half" => (row.asked / 2, Bearer::Cooperative, "cooperative"),
        "carrier" => (row.asked, Bearer::Shared(&carrier), "shared"),
        _ => return Err(Error::NotFound { what: "answer" }),
    };
    let terms = terms(&**txn, part.id)
        .await?
        .unwrap_or_else(rules::Terms::plain);
    let book = book(&**txn, Of::SubOrder(part.id)).await?;
    let entry = rules::claimed(&book, &terms, Vnd(amount), bearer).map_err(|why| match why {
        Refused::TooMuch { left } => conflict(
            "too_much",
            &match l {
                Locale::Vi => format!("Chỉ còn {left} chưa hoàn. Chọn hoàn một nửa"),
                Locale::En => format!("Only {left} is left. Choose half of it"),
            },
        ),
        Refused::NotPaid { .. } | Refused::NoAmount => conflict(
            "not_paid",
            l.say(
                "Kiện này khách chưa trả tiền nên không có gì để hoàn",
                "The buyer has not paid for this parcel, so there is nothing to give back",
            ),
        ),
    })?;
    let payment = payment_of(txn, part).await?;
    sql::execute(
        &**txn,
        "update refund set amount = $1, bearer = $2, payment_id = $3 where id = $4",
        [
            amount.into(),
            code.into(),
            payment.as_ref().map(|(id, _)| *id).into(),
            row.id.into(),
        ],
    )
    .await?;
    let place = Place::of(part);
    post(
        txn,
        ("claimed", &row.id.to_string()),
        now,
        vec![(place, entry)],
    )
    .await?;
    let state = part.state.parse().unwrap_or(SubOrderState::Unknown);
    share::settle(txn, part, state, now).await?;
    let new = NewRefund {
        place,
        payment,
        cause: "claim",
        amount,
    };
    ask(txn, (row.id, &row.reference), &new, now).await
}

/// When a claim has to be made at the latest, for a part that is delivered; none when it is too late.
pub(crate) fn claim_until(delivered_at: i64, fresh: bool, now: Millis) -> Option<Millis> {
    let until = Millis(delivered_at + if fresh { FRESH_MS } else { DRY_MS });
    (now <= until).then_some(until)
}
