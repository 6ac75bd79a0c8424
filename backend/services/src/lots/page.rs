//! The page of an offer's lots.

use super::form::proposed;
use super::hold::days_left;
use super::rows::{EXPIRED, LIVE, ON_HOLD, Sold, day};
use crate::actor::{Actor, Right};
use crate::booths::words::good;
use crate::core::Core;
use crate::error::Result;
use crate::preorders;
use sea_orm::FromQueryResult;
use shared::id::{CooperativeId, ForecastId, OfferId};
use shared::input::goods::ReceiveLot;
use shared::problem::FieldError;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::goods::{LotLineView, LotsView, Pickable};
use shared::view::parts::Notice;
use store::entity::lot;
use store::sql;
use uuid::Uuid;

/// Lots that are used up are shown for so many.
const MOST: i64 = 60;

/// What was typed and could not be taken, and what was done.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// The form as it was sent.
    pub form: Option<ReceiveLot>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was done, or could not be.
    pub notices: Vec<Notice>,
    /// The forecast whose harvest comes in.
    pub forecast: Option<ForecastId>,
}

#[derive(FromQueryResult)]
struct Paper {
    id: Uuid,
    kind: String,
    number: Option<String>,
    scope_text: String,
}

#[derive(FromQueryResult)]
struct Box {
    lot_id: Uuid,
    code: String,
}

/// The lots of one of the cooperative's offers, first expired first, and the form for a new one.
pub async fn load_lots(
    core: &Core,
    actor: &Actor,
    cooperative: CooperativeId,
    offer: OfferId,
    filled: Filled,
) -> Result<LotsView> {
    actor.member(cooperative, Right::Read)?;
    let l = actor.locale;
    let sold = Sold::find(core.db.read(), cooperative, offer).await?;
    let rows: Vec<lot::Model> = sql::all(
        core.db.read(),
        "select * from lot where offer_id = $1 order by case when on_hand > 0 then 0 else 1 end, \
         coalesce(expires_on, 9223372036854775807), harvested_on, code limit $2",
        [offer.uuid().into(), MOST.into()],
    )
    .await?;
    let boxes: Vec<Box> = sql::all(
        core.db.read(),
        "select distinct x.lot_id, s.code from order_line_lot x join lot t on t.id = x.lot_id \
         join order_line m on m.id = x.order_line_id join sub_order s on s.id = m.sub_order_id \
         where t.offer_id = $1 and s.state in ('packed', 'cancel_requested') order by s.code",
        [offer.uuid().into()],
    )
    .await?;
    let today = core.clock.now().vn_date();
    let can_sell = actor.member(cooperative, Right::Sell).is_ok();
    let form = filled.form.unwrap_or_else(|| ReceiveLot {
        key: Uuid::now_v7().to_string(),
        harvested_on: today.iso(),
        forecast: filled.forecast.map(|id| id.to_string()).unwrap_or_default(),
        ..ReceiveLot::default()
    });
    let base = l.path(&format!("/htx/hang/kho/{offer}"));
    let lots: Result<Vec<_>> = rows
        .iter()
        .map(|row| line(core, &sold, row, &boxes, can_sell, l))
        .collect();
    Ok(LotsView {
        name: good(&sold.title, &sold.variant_name),
        under: under(&sold, l)?,
        ahead: ahead(core, &sold, form.forecast.parse().ok(), l).await?,
        base: format!("{base}/lo"),
        book: format!("{base}/so"),
        unit: match sold.catch_weight {
            true => l.say("con", "birds").to_owned(),
            false => sold.unit()?.word(l).to_owned(),
        },
        notices: filled.notices,
        can_sell,
        proposed: proposed(&sold, today).map(|day| match l {
            Locale::Vi => format!(
                "Để trống thì lấy {} ngày sau khi hái: hái hôm nay, hạn {}",
                sold.shelf_life_days,
                day.full()
            ),
            Locale::En => format!(
                "Left empty: {} days after the harvest, {} if today",
                sold.shelf_life_days,
                day.full()
            ),
        }),
        certificates: certificates(core, &sold, &form.certificate, l).await?,
        form,
        errors: filled.errors,
        lots: lots?,
    })
}

fn under(sold: &Sold, l: Locale) -> Result<String> {
    let (free, loose) = (
        sold.words(sold.free.max(0), l)?,
        sold.words(sold.on_hand - sold.in_lots, l)?,
    );
    Ok(match l {
        Locale::Vi => format!("Bán được {free}, không theo lô {loose}"),
        Locale::En => format!("{free} for sale, {loose} without a lot"),
    })
}

#[derive(FromQueryResult)]
struct Ahead {
    id: Uuid,
    harvest_from: i64,
    orders: i64,
    missing: i64,
}

/// `3 đơn đặt trước còn chờ 7 thùng. Lô mới chia theo thứ tự trả tiền.`; of a harvest that is too far away: from which day on.
async fn ahead(
    core: &Core,
    sold: &Sold,
    named: Option<ForecastId>,
    l: Locale,
) -> Result<Option<String>> {
    let rows: Vec<Ahead> = sql::all(
        core.db.read(),
        "select f.id, f.harvest_from, count(*) as orders, cast(coalesce(sum(p.quantity - p.secured), 0) as bigint) as missing \
         from preorder p join sub_order s on s.id = p.sub_order_id join forecast f on f.id = p.forecast_id \
         where p.offer_id = $1 and s.state = 'preordered' group by f.id, f.harvest_from order by f.harvest_from, f.id",
        [sold.id.into()],
    )
    .await?;
    let today = core.clock.now().vn_date();
    let mut said = Vec::with_capacity(rows.len());
    for row in rows {
        let (n, missing) = (row.orders, sold.words(row.missing, l)?);
        let since = preorders::first_day(Millis(row.harvest_from));
        let counts = since <= today || named.is_some_and(|id| id.uuid() == row.id);
        let since = since.short();
        said.push(match (counts, l) {
            (true, Locale::Vi) => {
                format!("{n} đơn đặt trước còn chờ {missing}. Lô mới chia theo thứ tự trả tiền.")
            }
            (true, Locale::En) => {
                format!("{n} orders ahead wait for {missing}. A new lot is shared in order of payment.")
            }
            (false, Locale::Vi) => format!(
                "{n} đơn đặt trước chờ {missing} của vụ sau. Lô nhập từ {since} mới chia cho các đơn này; vụ về sớm hơn thì nhập lô ở trang Mùa vụ."
            ),
            (false, Locale::En) => format!(
                "{n} orders ahead wait for {missing} of a later harvest. Lots from {since} on go to them; if it comes earlier, add the lot from the page of seasons."
            ),
        });
    }
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

fn line(
    core: &Core,
    sold: &Sold,
    row: &lot::Model,
    boxes: &[Box],
    can_sell: bool,
    l: Locale,
) -> Result<LotLineView> {
    let words = |steps: i64| sold.words(steps, l);
    let (left, received) = (words(row.on_hand)?, words(row.received)?);
    let mut detail = vec![format!("{} {received}", l.say("nhập", "received"))];
    if let Some(day) = day(row.harvested_on) {
        detail.push(format!("{} {}", l.say("hái", "picked"), day.short()));
    }
    if let Some(day) = day(row.expires_on) {
        detail.push(format!("{} {}", l.say("hạn", "good until"), day.full()));
    }
    if row.packed > 0 {
        let packed = words(row.packed)?;
        detail.push(format!("{} {packed}", l.say("đã gói", "packed")));
    }
    for (sealed, label) in [
        (&row.plot_sealed, l.say("thửa", "plot")),
        (&row.household_sealed, l.say("hộ", "household")),
    ] {
        if let Some(sealed) = sealed {
            detail.push(format!("{label} {}", core.keys.open(sealed)?));
        }
    }
    let order = |one: &Box| {
        let address = l.path(&format!("/htx/don/{}", one.code));
        (one.code.clone(), address)
    };
    Ok(LotLineView {
        code: row.code.clone(),
        left: format!("{} {left}", l.say("còn", "left:")),
        detail: detail.join(" · "),
        state: state(core, sold, row, l)?,
        can_hold: can_sell && row.state == LIVE && row.on_hand > 0,
        can_release: can_sell && row.state == ON_HOLD,
        can_write_off: can_sell && row.on_hand > row.packed,
        orders: boxes
            .iter()
            .filter(|one| one.lot_id == row.id)
            .map(order)
            .collect(),
    })
}

fn state(core: &Core, sold: &Sold, row: &lot::Model, l: Locale) -> Result<Option<String>> {
    let reason = row.hold_reason.clone().unwrap_or_default();
    let open = row.on_hand - row.blocked - row.packed;
    let mut text = match row.state.as_str() {
        EXPIRED => l
            .say("Hết hạn, không bán nữa", "Past its last day, not for sale")
            .to_owned(),
        ON_HOLD => format!("{}: {reason}", l.say("Đang giữ, không bán", "On hold")),
        _ => {
            let today = core.clock.now().vn_date().start().0;
            let left = row.expires_on.map(|day| days_left(day, today));
            return Ok(left
                .filter(|days| (0..=3).contains(days))
                .map(|days| match (days, l) {
                    (0, Locale::Vi) => "Hôm nay là ngày cuối".to_owned(),
                    (0, Locale::En) => "Today is the last day".to_owned(),
                    (days, Locale::Vi) => format!("Còn {days} ngày"),
                    (days, Locale::En) => format!("{days} days left"),
                }));
        }
    };
    if open > 0 {
        let open = sold.words(open, l)?;
        text.push_str(&match l {
            Locale::Vi => format!(". {open} đã hứa cho đơn, chưa giữ được"),
            Locale::En => format!(". {open} are promised and could not be kept back"),
        });
    }
    Ok(Some(text))
}

async fn certificates(core: &Core, sold: &Sold, chosen: &str, l: Locale) -> Result<Vec<Pickable>> {
    let rows: Vec<Paper> = sql::all(
        core.db.read(),
        "select id, kind, number, scope_text from certificate where cooperative_id = $1 \
         and (product_id is null or product_id = $2) and revoked_at is null and valid_to > $3 order by kind, id",
        [
            sold.cooperative_id.into(),
            sold.product_id.into(),
            core.clock.now().0.into(),
        ],
    )
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let none = Pickable {
        label: l.say("Không có giấy", "None").to_owned(),
        chosen: chosen.is_empty(),
        ..Pickable::default()
    };
    let paper = |row: Paper| Pickable {
        value: row.id.to_string(),
        chosen: row.id.to_string() == chosen,
        label: format!(
            "{} {} {}",
            row.kind.to_uppercase(),
            row.number.unwrap_or_default(),
            row.scope_text
        ),
    };
    Ok(std::iter::once(none)
        .chain(rows.into_iter().map(paper))
        .collect())
}
